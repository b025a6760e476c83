"""The hook: translates between MkDocs and the core. It has no state and no rules."""

from __future__ import annotations

import logging
import os
import posixpath
import re
import shutil
import sys
from collections.abc import Iterable
from datetime import date
from fnmatch import fnmatch
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url

from macros.build import Site, build, look, without_comments
from macros.frames import FrameExtension
from macros.glossary import TermExtension
from macros.layout import LATE, relative, with_former
from macros.problems import ProgrammeError, report
from macros.search.index import Index
from macros.search.parts import parts
from macros.sheets import SHEET, needed

LATE_PART = re.compile(rf"<!-- {LATE} -->\n(.*?)\n<!-- end {LATE} -->", re.DOTALL)
PLACE = re.compile(rf'<div id="{LATE}-(\d+)"></div>')
"""HTML of a template that is set when the page is written, and where. Thousands of rows would
otherwise take the engine longer to read, twice, than all the rest of the site."""
TYPESET = "assets/stylesheets/typeset.css"
"""The one file of Material's own that is of use, and what the pages ask for in its place: the part
that is about text (decision 0010)."""
LINKED = re.compile(r"""\b(?:href|src)=["']([^"'?#]+)""")
"""Where a finished page leads."""


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build the site's view and hand it on in `extra`, where the macros plugin finds it."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    assert config.config_file_path
    root = Path(config.config_file_path).parent
    given = os.environ.get("ITPROGRAM_DATE")
    today = date.fromisoformat(given) if given else date.today()
    try:
        site = build(root, config.extra["audience"], today)
    except ProgrammeError as error:
        raise Abort(f"\n{report(error.problems)}") from None
    config.extra["site"] = site
    config.extra["index"] = Index(site.synonyms)
    config.site_name = f"{site.view.municipality.site_title} – {site.view.municipality.name}"
    config.nav = _as_html(site.nav)
    extensions = (TermExtension(site.view), FrameExtension())
    config.markdown_extensions.extend(extensions)  # type: ignore[arg-type]
    if config.extra["audience"] == "public":
        config.plugins.events["build_error"].append(partial(_take_away, config.site_dir))
    return config


def _take_away(site: str, error: Exception) -> None:
    """Leave nothing of a public site that failed, for nobody has taken the last look at it."""
    shutil.rmtree(site, ignore_errors=True)


def _as_html(nav: list[Any]) -> list[Any]:
    """The navigation with its titles as HTML, which is what the engine takes titles for."""
    return [
        {escape(title): _as_html(to) if isinstance(to, list) else to for title, to in item.items()}
        for item in nav
    ]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and data that no editor has written, and leave out what is not shown."""
    site: Site = config.extra["site"]
    for file in list(files):
        is_ours = file.src_dir == config.docs_dir
        is_theirs = file.src_dir not in (config.docs_dir, config.theme.custom_dir)
        is_idle = file.src_uri.endswith(".css") and file.src_uri not in config.extra_css
        if is_theirs or is_idle or (is_ours and file.src_uri not in site.files):
            files.remove(file)
        if is_theirs and fnmatch(file.src_uri, SHEET):
            files.append(File.generated(config, TYPESET, content=needed(file.content_string)))
    for page in site.pages.values():
        shown = files.get_file_from_path(page.path)
        if shown is None:
            shown = File.generated(config, page.path, content=page.text)
            files.append(shown)
        if not page.in_nav:
            shown.inclusion = InclusionLevel.NOT_IN_NAV
    for path, pieces in site.data(config.site_url or "").items():
        files.append(_written(config, path, pieces()))
    print(f"Förbereder {len(files.documentation_pages())} sidor …", flush=True)
    return files


def _written(config: MkDocsConfig, path: str, pieces: Iterable[str]) -> File:
    """A file that is written where the engine would copy it, so that no memory holds it."""
    target = _write(config, path, pieces)
    return File.generated(config, path, abs_src_path=str(target))


def _write(config: MkDocsConfig, path: str, pieces: Iterable[str]) -> Path:
    target = Path(config.site_dir, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(pieces)
    return target


def _leave_out_unlinked(config: MkDocsConfig, files: Files) -> None:
    """Leave out the pictures and documents in docs/ that no finished page leads to."""
    extra = [it for it in files if it.src_dir == config.docs_dir and not it.is_documentation_page()]
    kept = {*config.extra_css, *map(str, config.extra_javascript)}
    for file in files.documentation_pages() if extra else ():
        page = file.page
        for address in LINKED.findall((page and page.content) or ""):
            kept.add(posixpath.normpath(posixpath.join(file.url, unquote(address))))
    for file in extra:
        if file.src_uri not in kept:
            file.inclusion = InclusionLevel.EXCLUDED


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Say that the second half begins: the pages are set, and are written.

    The theme's lines of nothing but a tag are left out: they are a tenth of a page.
    """
    env.trim_blocks = env.lstrip_blocks = True
    _leave_out_unlinked(config, files)
    config.extra["site"].release()
    print(f"Skriver {len(files.documentation_pages())} sidor …", flush=True)
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out what a writer has noted for other writers, and put aside what is set late."""
    late: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        late.append(relative(found[1], partial(_address, page, files)))
        return f'<div id="{LATE}-{len(late) - 1}"></div>'

    markdown = LATE_PART.sub(put_aside, markdown) if LATE in markdown else markdown
    page.meta["late"] = late
    return without_comments(markdown)


def _address(page: Page, files: Files, path: str) -> str:
    target = files.get_file_from_path(path)
    if target is None:
        raise Abort(f"{page.file.src_uri}: no page {path}")
    return get_relative_url(target.url, page.url)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the search of a page, and let go of its Markdown so that memory does not grow with the
    site."""
    html = with_former(html, config.extra["site"].former.get(page.file.src_uri, {}))
    index: Index = config.extra["index"]
    rank = config.extra["site"].ranks.get(page.file.src_uri)
    if rank:
        keywords = {
            **rank.keywords,
            "": (*rank.keywords.get("", ()), *page.meta.get("keywords", ())),
        }
        texts = index.add(
            page.url,
            parts(html),
            keywords,
            kind=rank.kind,
            weight=rank.weight,
            part_kinds=rank.part_kinds,
        )
        for path, content in texts:
            _write(config, path, [content])
    page.markdown = ""
    return html


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set what is set late, and let go of a page's text once it is written."""
    late = page.meta.pop("late", ())
    page.content, page.toc = None, TableOfContents([])
    return PLACE.sub(lambda found: late[int(found[1])], output) if late else output


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search's index, and take a last look at the finished site. A site that shows too
    much is taken away."""
    assert config.config_file_path
    index: Index = config.extra["index"]
    for path, content in index.files():
        _write(config, path, [content])
    root = Path(config.config_file_path).parent
    site: Site = config.extra["site"]
    theme = next(folder for folder in config.theme.dirs if folder != config.theme.custom_dir)
    found = look(root, config.extra["audience"], site, Path(config.site_dir), Path(theme))
    if found:
        shutil.rmtree(config.site_dir, ignore_errors=True)
        raise Abort(f"\n{report(found)}")


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Say where the site is shown, and go on showing it when something is wrong with the data."""

    def rebuild() -> None:
        try:
            builder()
        except Abort as problem:
            print(f"{problem}\nWebbplatsen visas som förut.", file=sys.stderr, flush=True)
        except Exception as error:  # noqa: BLE001 (a template or code that is being written)
            print(f"En mall eller kod går inte att använda: {error}", file=sys.stderr, flush=True)
        else:
            print("Klart, inga fel.", flush=True)

    server.builder = rebuild
    print(f"Webbplatsen visas på {server.url} och följer det som sparas.", flush=True)
    return server

"""The whole flow: files, programme, redaction, pages."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from macros import pages, problems, rendering
from macros.pages import Nav, Page
from macros.problems import Problem, ProgrammeError
from macros.programme import Programme, examine
from macros.prose import Call, WrittenPage, read_pages
from macros.records.fields import Visibility
from macros.redaction import redact
from macros.shortcodes import Shortcodes
from macros.views import NotFound, ProgrammeView

AUDIENCES = {"public": Visibility.PUBLIC, "internal": Visibility.INTERNAL}
"""The sites there are. What is restricted is in neither."""


@dataclass(frozen=True)
class Site:
    """A site for one audience, ready for an engine."""

    view: ProgrammeView
    shortcodes: Shortcodes
    pages: tuple[Page, ...]
    hidden: frozenset[str]
    nav: Nav
    notice: str
    today: date

    def __repr__(self) -> str:
        return f"<Site of {len(self.pages)} generated pages>"


def build(root: Path, audience: str, today: date) -> Site:
    """The site of an audience, from the folder that holds data/ and docs/.

    `audience` is a key of AUDIENCES; `today` is the date that the site is built for. Raises
    ProgrammeError with every problem in the data and the pages.
    """
    programme, written = check(root)
    visibility = AUDIENCES[audience]
    view = redact(programme, visibility)
    shown = [page for page in written if page.visibility.rank <= visibility.rank]
    return Site(
        view=view,
        shortcodes=Shortcodes(view),
        pages=pages.pages(view),
        hidden=frozenset(page.path for page in written if page not in shown),
        nav=pages.nav(view, {page.path: page.title for page in shown}),
        notice=rendering.notice(view.document),
        today=today,
    )


def written_out(root: Path, site: Site) -> dict[str, str]:
    """Every page of a site as plain Markdown, by its path below docs/, for another engine."""
    texts = {page.path: page.text for page in site.pages}
    for page in read_pages(root)[0]:
        if page.path not in site.hidden:
            texts[page.path] = (root / "docs" / page.path).read_text(encoding="utf-8")
    jinja = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701
    names = site.shortcodes.names
    return {path: jinja.from_string(text).render(names) for path, text in sorted(texts.items())}


def check(root: Path) -> tuple[Programme, tuple[WrittenPage, ...]]:
    """Read and check everything. Raises ProgrammeError with every problem there is."""
    programme, found = examine(root)
    written, wrong = read_pages(root)
    found += wrong
    if not found:
        everything = redact(programme, Visibility.RESTRICTED)
        shortcodes = Shortcodes(everything, strict=True)
        for page in written:
            for call in page.calls:
                found += _try(call, shortcodes)
    if found:
        raise ProgrammeError(found)
    return programme, written


def _try(call: Call, shortcodes: Shortcodes) -> Iterator[Problem]:
    """Run a macro call against the whole programme, so that a wrong id is found before a build."""
    macro = shortcodes.macros.get(call.name)
    if macro is None:
        yield problems.unknown_macro(call.place, call.name, list(shortcodes.macros))
        return
    form = f"{call.name}({', '.join(inspect.signature(macro).parameters)})"
    if call.arguments is None:
        yield problems.macro_arguments(call.place, call.name, form)
        return
    try:
        inspect.signature(macro).bind(*call.arguments, **dict(call.named))
    except TypeError:
        yield problems.macro_arguments(call.place, call.name, form)
        return
    try:
        macro(*call.arguments, **dict(call.named))
    except NotFound as error:
        title = f"Makrot {problems.quoted(call.name)}"
        yield problems.dangling(call.place, title, error.words, error.text, error.known)

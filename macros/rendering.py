"""Rendering: views become Markdown, and every value shows as the text it is.

Templates read attributes and nothing else. What they print goes through `show`, which escapes
everything that Markdown, HTML or the engine would otherwise take for something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from html import escape as escape_html
from html import unescape
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from macros.sheets import SHEET, needed
from macros.swedish import capital, day
from macros.swedish import inside as inside_sentence
from macros.views import Absence, Link, Markdown, Nothing, View

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(__file__).parent.parent / "overrides"

MARKS = re.compile(r"""[&<>"'\\`*_{}\[\]|~^=$]""")
"""Characters that mean something to HTML, to Markdown or to the macros."""
LINE_START = re.compile(r"^([#+\-:!]|\d+(?=[.)]))")
"""What would begin a list, a heading or an admonition if a value began a line."""


class Shown:
    """A view for pages that editors write: its fields print as the text they are there too."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __getattr__(self, name: str) -> Markup:
        return show(getattr(self._view, name))


def templates(finalize: Callable[[object], object] | None = None) -> Environment:
    """The templates as Jinja reads them; `finalize` makes text of what they print."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def environment(**names: object) -> Environment:
    """The Jinja environment of the templates, with more names that they may use."""
    jinja = templates(show)
    jinja.globals.update(names)
    filters: dict[str, Callable[..., object]] = {
        "linked": link,
        "anchored": anchored,
        "inside": inside,
        "sentence": sentence,
    }
    jinja.filters.update(filters)
    return jinja


def show(value: object) -> Markup:
    """A value as Markdown that shows as that value, on one line; nothing for nothing."""
    if type(value) is str:
        return Markup(literal(value))
    match value:
        case Markup():
            return value
        case None | () | Nothing():
            return Markup()
        case bool():
            return Markup("ja" if value else "nej")
        case Markdown():
            return Markup(prose(value))
        case Link():
            return link(value)
        case date():
            return Markup(day(value))
        case Absence():
            word = value.word[0].upper() + value.word[1:]
            return Markup(f"{word}. ") + show(value.reason)
        case View():
            return show(value.link)
        case tuple():
            return listed(value)
        case _:
            return Markup(literal(str(value)))


def said(value: object) -> str:
    """A value as text, as a page says it."""
    return unescape(show(value))


def furniture() -> list[str]:
    """The texts that the templates and the theme put on every site, whatever the data says.

    Of the engine's theme that is a part of one stylesheet.
    """
    ours = (path for ending in ("html", "css", "js") for path in THEME.rglob(f"*.{ending}"))
    files = [*TEMPLATES.glob("*.jinja"), *ours]
    names = [path.name for path in THEME.rglob("*.*")]
    texts = [path.read_text("utf-8") for path in sorted(files)]
    return ["\n".join(sorted(names)), *_kept_sheets(), *texts]


def _kept_sheets() -> tuple[str, ...]:
    """What the pages have from the theme that the engine brings."""
    spec = find_spec("material")
    folders = (spec and spec.submodule_search_locations) or ()
    found = (path for folder in folders for path in Path(folder, "templates").glob(SHEET))
    return tuple(needed(path.read_text("utf-8")) for path in found)


def literal(text: str) -> str:
    """Text as Markdown that shows as exactly that text, whatever is in it."""
    line = inline(text)
    start = LINE_START.match(line)
    if not start:
        return line
    return "".join(f"&#{ord(mark)};" for mark in start[0]) + line[start.end() :]


def prose(text: str) -> str:
    """Text whose Markdown is meant, without HTML and without macros."""
    return text.replace("<", "&lt;").replace("{", "&#123;").replace("}", "&#125;").strip()


def _entity(mark: re.Match[str]) -> str:
    return f"&#{ord(mark[0])};"


def inline(text: str) -> str:
    """Text as Markdown, for places that never begin a line."""
    return MARKS.sub(_entity, " ".join(text.split()))


def link(target: Link, text: str | None = None) -> Markup:
    """A Markdown link that the engine checks, or plain text for what has no page."""
    words = inline(text or target.title)
    return Markup(f"[{words}](/{target.path})" if target.path else words)


def anchored(target: Link | Iterable[Link | None]) -> Markup:
    """A link, or several with commas between, as HTML for where Markdown would be too slow.

    The hook makes the addresses relative, as the engine does with those of Markdown.
    """
    if isinstance(target, Link):
        return _anchor(target)
    return Markup(", ").join(_anchor(it) if isinstance(it, Link) else show(it) for it in target)


@cache
def _anchor(target: Link) -> Markup:
    words = inline(target.title)
    return Markup(f'<a href="/{target.path}">{words}</a>' if target.path else words)


def listed(values: Iterable[object]) -> Markup:
    """Values on one line with commas between."""
    return Markup(", ").join(show(value) for value in values)


def sentence(value: object) -> Markup:
    """A value with a capital letter first."""
    return show(capital(str(value)))


def inside(title: object) -> str:
    """A title as it stands inside a sentence: a capital letter first only in an abbreviation."""
    return inside_sentence(str(title))


def notice(document: View) -> str:
    """What every page says of the document that it presents, as plain text."""
    adopted = document.adopted
    paragraph = f", {adopted.paragraph}" if adopted.paragraph else ""
    return (
        f"{document.original_note} {document.name} antogs av {inside(adopted.body)} "
        f"den {show(adopted.date)}{paragraph}. Status: {document.status}."
    )


def front_matter(title: str) -> str:
    """The head of a page. The title is HTML to the engine, and is escaped for that."""
    safe = escape_html(" ".join(title.split())).replace("{", "&#123;").replace("\\", "&#92;")
    return f'---\ntitle: "{safe}"\n---\n\n'

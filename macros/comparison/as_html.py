"""HTML: one page that needs no other file and no script, with <ins> and <del>."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from macros.comparison import wording
from macros.comparison.telling import Telling, heading, run
from macros.problems import printable

TEMPLATES = Path(__file__).parent.parent / "templates"
PAGE = "changes.html.jinja"


def write(telling: Telling) -> str:
    """A comparison as a page."""
    return _template().render(telling=telling, wording=wording, heading=heading, run=run) + "\n"


@cache
def _template() -> Template:
    jinja = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.filters["seen"] = _seen
    return jinja.get_template(PAGE)


def _seen(text: str) -> str:
    """Text with its line breaks, and a mark in place of everything else that nobody sees."""
    return "\n".join(printable(line) for line in text.split("\n"))

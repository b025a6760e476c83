"""Layout: fields as lists of facts and as tables, in Markdown. Nothing is shown for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from macros import listings
from macros.rendering import inline, show
from macros.slugs import slug
from macros.views import View

LATE = "late-8c41f0d7"
"""Around what the hook sets when the page is written: a word that nobody writes by chance."""
PAGE_LINK = re.compile(r'href="/([^"#?]+\.md)([^"]*)"')
"""A link that a template has written as HTML: to a page below docs/, and what follows it."""
ANCHORED = r"""<(?:tr\b[^>]*?\bid="{0}"[^>]*>\s*<t[hd]\b|[a-z][^>]*?\bid="{0}")[^>]*>"""
"""The tag of what has an anchor. A row of a table holds nothing but cells, so that is the first."""
OPEN = Markup(' <span class="open" data-search-exclude>öppen</span>')


def relative(html: str, address_of: Callable[[str], str]) -> str:
    """HTML of a template with addresses that lead from the page that it stands on."""
    return PAGE_LINK.sub(lambda link: f'href="{address_of(link[1])}{link[2]}"', html)


def with_former(html: str, anchors: Mapping[str, Iterable[str]]) -> str:
    """HTML of a page where anchors out of use lead to where the ones in use lead. `anchors` are
    those out of use, by the one in use."""
    for anchor, former in anchors.items():
        places = "".join(f'<span id="{escape(it)}"></span>' for it in former)
        there = re.compile(ANCHORED.format(re.escape(str(escape(anchor)))))
        html = there.sub(lambda tag, places=places: tag[0] + places, html, count=1)  # type: ignore[misc]
    return html


def mark(title: str) -> Markup:
    """A small mark after what the public site shows too, where not everything is."""
    return OPEN if getattr(title, "is_open", False) else Markup()


def marked(view: View, name: str) -> Markup:
    """A field of a view with its mark, if it has a value."""
    value = getattr(view, name)
    return show(value) + mark(view.title_of(name)) if value else Markup()


def joined(*values: object) -> Markup:
    """What there is of some values, with commas between."""
    return Markup(", ").join(show(value) for value in values if value)


def fact(title: str, value: object) -> Markup:
    """One entry of a definition list, if there is something to say."""
    if not value and value is not False:
        return Markup()
    return Markup(f"{inline(title)}{mark(title)}\n:   {show(value)}\n\n")


def facts(view: Any, names: Iterable[str]) -> Markup:
    """The named fields of a view, in that order."""
    return Markup("".join(fact(view.title_of(name), getattr(view, name)) for name in names))


def line(view: Any, names: Iterable[str]) -> Markup:
    """The named fields of a view on one line, each after its title."""
    said = (_said(str(view.title_of(name)), getattr(view, name)) for name in names)
    return Markup(" · ").join(part for part in said if part)


def _said(title: str, value: object) -> Markup:
    is_said = value or value is False
    return Markup(f"{inline(title)}: {show(value)}") if is_said else Markup()


def unmarked(view: Any, names: Iterable[str]) -> Markup:
    """The named fields of a view, for a page where no field is marked as open."""
    values = ((str(view.title_of(name)), getattr(view, name)) for name in names)
    return Markup("".join(fact(title, value) for title, value in values))


def all_facts(view: View) -> Markup:
    """Every field of a view, with the fields of groups inside it."""
    return Markup("".join(fact(title, _flat(value)) for title, value in listings.facts(view)))


def _flat(value: Any) -> object:
    """A list of groups on one line, for a place that holds no table."""
    if not listings.is_parts(value):
        return value
    rows = listings.table(value).rows
    return Markup("; ".join(show(tuple(cell for cell in row if cell)) for row in rows))


def table(parts: tuple[View, ...]) -> Markup:
    """Groups of fields as a table, one row a group."""
    if not parts:
        return Markup()
    content = listings.table(parts)
    titles = tuple(Markup(f"{inline(title)}{mark(title)}") for title in content.titles)
    rows = [_row(titles), "| --- " * len(titles) + "|", *map(_row, content.rows)]
    return Markup("\n".join(rows) + "\n\n")


def _row(values: tuple[object, ...]) -> str:
    return "".join(f"| {show(value)} " for value in values) + "|"


def groups(view: Any, names: Iterable[str]) -> Markup:
    """The named fields of a view, each under a heading of its own."""
    return Markup("".join(_group(view.title_of(name), getattr(view, name)) for name in names))


def _group(title: str, value: object) -> str:
    if not value:
        return ""
    return f"### {inline(title)} {{ #{slug(title)} }}\n\n{_body(value)}"


def _body(value: Any) -> str:
    if listings.is_part(value):
        return all_facts(value)
    if listings.is_parts(value):
        return table(value)
    return f"{show(value)}\n\n"

"""Ranking: what the search is told of a page besides its text.

What kind of thing is found there, how much it weighs, and what people may call it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from macros.pages import BESIDE, INTERNAL, OUTCOME, Page
from macros.swedish import capital
from macros.views import ProgrammeView, View

WEIGHTS = {
    "role": 1.3, "section": 1.3, "system": 1.15, "instruction": 1.0, "term": 0.9, "standard": 0.8,
    "unit": 0.6, "requirement": 0.5, "duty": 0.4, "accessibility": 0.4, "document": 0.35,
    OUTCOME: 0.3, "municipality": 0.3,
}  # fmt: skip
"""How much a page weighs, by what it is about. What answers most questions comes first: roles,
chapters, systems, instructions. Demands say the same once more. Found by trying (decision 0011)."""

GUIDES = 0.35
"""How much the guides weigh, which are for those who make the site."""
WRITTEN = 1.0
"""How much another page weighs that an editor has written."""

LISTED = ("requirement", "term", "standard", "unit")
"""Kinds whose records stand on a page together. Each of them is a hit of its own."""

PAGE = "Sida"
"""What is found where there is no record."""


@dataclass(frozen=True, slots=True)
class Rank:
    """What the search is told of a page.

    `kind` is what it is called in a hit, `part_kinds` what those of its parts are called that are
    hits of their own, and `keywords` are what people may call its parts, both by their anchors.
    """

    kind: str
    weight: float
    part_kinds: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def ranks(
    view: ProgrammeView, made: Mapping[str, Page], titles: Mapping[str, str]
) -> dict[str, Rank]:
    """What the search is told of every page that it looks in, by the page's path.

    `made` are the generated pages, `titles` are those of all pages, by path.
    """
    keywords, part_kinds = _keywords(view), _part_kinds(view)
    found = {}
    for path in titles:
        page = made.get(path)
        is_record = page is not None and page.macro == "record"
        is_list = page is not None and page.kind in LISTED
        found[path] = Rank(
            kind=_word(view, page.kind) if page and is_record else _part_of_site(path, titles),
            weight=_weight(path, page),
            part_kinds=part_kinds.get(path, {}) if is_list else {},
            keywords=keywords.get(path, {}),
        )
    return {path: rank for path, rank in found.items() if path not in BESIDE}


def _weight(path: str, page: Page | None) -> float:
    if page:
        return WEIGHTS[page.kind]
    return GUIDES if path.startswith(f"{INTERNAL}/") else WRITTEN


def _word(view: ProgrammeView, kind: str) -> str:
    """What one of a kind is called, first in a line."""
    return capital(view.own_words.get(kind, view.shelf(kind).word))


def _part_of_site(path: str, titles: Mapping[str, str]) -> str:
    """What the part of the site is called that a page is in."""
    folder, _, name = path.rpartition("/")
    top = folder.partition("/")[0]
    return PAGE if name == "index.md" else titles.get(f"{top}/index.md", PAGE)


def _part_kinds(view: ProgrammeView) -> dict[str, dict[str, str]]:
    """What everything is called that shares its page with others, by its page and its anchor."""
    found: dict[str, dict[str, str]] = {}
    for page, anchor, kind, _ in _placed(view):
        if anchor:
            found.setdefault(page, {})[anchor] = _word(view, kind)
    return found


def _keywords(view: ProgrammeView) -> dict[str, dict[str, tuple[str, ...]]]:
    """What everything may be called that has an address, by its page and its anchor there: by its
    keywords, and by its id where it shares the page with others."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for page, anchor, _, one in _placed(view):
        own = (one.link.id,) if anchor else ()
        keywords = one.keywords if "keywords" in one.shape.fields else ()
        if words := (*own, *map(str, keywords)):
            found.setdefault(page, {})[anchor] = words
    return found


def _placed(view: ProgrammeView) -> Iterator[tuple[str, str, str, View]]:
    """Everything that has an address: its page, its anchor there, its kind and itself."""
    for shelf in view.shelves.values():
        for one in shelf:
            if one.link.path:
                page, _, anchor = one.link.path.partition("#")
                yield page, anchor, shelf.kind, one

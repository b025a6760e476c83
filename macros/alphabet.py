"""Alphabet: everything that has an address, from A to Ö."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.slugs import in_swedish_order
from macros.views import Link, ProgrammeView

NAMELESS = ("duty", "rule", "repair")
"""Kinds that are called by their ids. They are found on the pages of what they belong to."""

OTHER = "0–9"
"""The heading of names that do not begin with a letter."""
LAST = {"{": "Å", "|": "Ä", "}": "Ö"}
"""The last letters, by what they are sorted as."""
ANCHORS = {"Å": "ao", "Ä": "ae", "Ö": "oe", OTHER: "siffror"}
"""Letters that are written in another way in an address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that has an address: a page below docs/, perhaps with an anchor."""

    name: str
    kind: str
    path: str

    @property
    def place(self) -> tuple[bool, str, str, str]:
        """Where it stands among the others: what begins with no letter is first."""
        return (self.letter != OTHER, in_swedish_order(self._bare), self.kind, self.path)

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        first = self._bare[:1]
        if not first.isalpha():
            return OTHER
        under = in_swedish_order(first)[:1]
        return LAST.get(under) or under.upper()

    @property
    def _bare(self) -> str:
        """The name without the marks before it, which do not count."""
        return self.name.lstrip("»”\"'([ ")


@dataclass(frozen=True)
class Letter:
    """A letter with what begins with it. `anchor` is its id on the page."""

    letter: str
    anchor: str
    entries: tuple[Entry, ...]


def everything(programme: ProgrammeView, titles: Mapping[str, str]) -> tuple[Letter, ...]:
    """Every record and every page, under their letters.

    `titles` are those of all pages, by path.
    """
    letters: dict[str, list[Entry]] = {}
    entries = {*_records(programme), *_pages(programme, titles)}
    for entry in sorted(entries, key=lambda it: it.place):
        letters.setdefault(entry.letter, []).append(entry)
    return tuple(
        Letter(letter, f"bokstav-{ANCHORS.get(letter, letter.lower())}", tuple(entries))
        for letter, entries in letters.items()
    )


def _records(programme: ProgrammeView) -> Iterator[Entry]:
    for link in _links(programme):
        kind = programme.own_words.get(link.kind, link.word)
        number = _number(link)
        yield Entry(_name(link), f"{kind} {number}".strip(), link.path or "")


def _pages(programme: ProgrammeView, titles: Mapping[str, str]) -> Iterator[Entry]:
    """The pages that are not those of a record, nor of a chapter by the same name."""
    links = tuple(_links(programme))
    records = {link.path for link in links}
    chapters = {((link.path or "").partition("#")[0], _name(link)) for link in links}
    numbers = {link.title: _number(link) for link in links}
    for path, title in titles.items():
        number = numbers.get(title, "")
        name = title.removeprefix(f"{number} ")
        if path not in records and (path, name) not in chapters:
            yield Entry(name, f"{_part(path, titles)} {number}".strip(), path)


def _links(programme: ProgrammeView) -> Iterator[Link]:
    for shelf in programme.shelves.values():
        if shelf.kind not in NAMELESS:
            yield from (view.link for view in shelf if view.link.path)


def _part(path: str, titles: Mapping[str, str]) -> str:
    """The part of the site that a page belongs to."""
    top = f"{path.partition('/')[0]}/index.md"
    return "sida" if path == top else titles.get(top, "sida")


def _number(link: Link) -> str:
    """The number that a name begins with, which is told with the kind instead: »krav R46«."""
    return link.id if link.title.startswith(f"{link.id} ") else ""


def _name(link: Link) -> str:
    return link.title.removeprefix(f"{_number(link)} ")

"""References: everything in data/ and docs/ that points at an entity, and where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from macros import problems, source
from macros.editing.patches import Patch, rewritten
from macros.hyperlinks import LINK, hyperlinks
from macros.index import Entry, entities, id_field, walk
from macros.problems import Place
from macros.programme import Programme
from macros.prose import Call, WrittenPage
from macros.records import KIND_OF_WORD, KINDS
from macros.records.fields import Prose, Reference
from macros.records.reading import Reading, Sourced, read_records
from macros.records.retirement import Retirement
from macros.source import Location, Span

Key = tuple[str, str]
"""The kind and id of an entity."""

EVERY_KIND = tuple(KINDS)
MACROS: Mapping[str, tuple[int, tuple[str, ...]]] = {
    "link": (0, EVERY_KIND),
    "term": (0, ("term",)),
    "record": (1, ()),
    "section": (0, ("section",)),
    "requirements": (0, ("section",)),
    "chapter": (0, ("section",)),
    "demand": (0, ("requirement",)),
    "responsibility": (0, EVERY_KIND),
    "moved": (0, EVERY_KIND),
}
"""Macros that take an id: which argument it is, and what it may be the id of. That of `record` is
of the kind that its first argument says."""
ARGUMENT, FILE, ANCHOR = "argument", "file", "anchor"
IN_TEXT = (ARGUMENT, FILE, ANCHOR)
"""How an id is written outside YAML: in a macro, as the name of a page, or after »#«."""
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'')


@dataclass(frozen=True, slots=True)
class Use:
    """Something that points at an entity: where it stands, whose it is and what it is called.

    `written` is the id as it is written there, perhaps with its kind first.
    """

    target: Key
    place: Place
    by: str
    title: str
    written: str
    kinds: tuple[str, ...]
    span: Span

    def patch(self, new: str, anchor: str) -> Patch:
        """The patch that makes it point at another id of the same kind, with its anchor."""
        if self.span.style in IN_TEXT:
            text = anchor if self.span.style == ANCHOR else new
            return Patch(self.span.begins, self.span.ends, text)
        return rewritten(self.span, new)


class References:
    """Who points at whom in a programme that is without problems."""

    def __init__(self, root: Path, programme: Programme, pages: tuple[WrittenPage, ...]) -> None:
        self.root = root
        self.programme = programme
        self.pages = pages
        self._spans: dict[str, Mapping[Location, Span]] = {}

    @cached_property
    def reading(self) -> Reading:
        """The records with the texts that they were read from."""
        return read_records(self.root)

    def find(self, text: str) -> list[Entry]:
        """The entities that an id may mean, written with or without its kind."""
        return self.programme.find(Reference(EVERY_KIND, text))

    def of(self, *keys: Key) -> tuple[Use, ...]:
        """Everything that points at some entities, in order of place."""
        wanted = frozenset(keys)
        found = [use for use in self._all() if use.target in wanted]
        return tuple(sorted(found, key=lambda use: use.place))

    def home(self, key: Key) -> tuple[Sourced, Location]:
        """The record that an entity is in, and its location in the file."""
        for sourced in self.reading.records:
            for entity, location in entities(sourced):
                if (entity.kind, entity.id) == key:
                    return sourced, (*sourced.location, *location)
        raise LookupError(key)

    def spans(self, sourced: Sourced) -> Mapping[Location, Span]:
        """Where everything stands in the file of a record."""
        file = sourced.document.file
        if file not in self._spans:
            self._spans[file] = source.spans(sourced.document.text)
        return self._spans[file]

    def span_of_id(self, key: Key) -> Span | None:
        """Where the id of an entity is written; that of a record in its own file is not."""
        sourced, location = self.home(key)
        name = id_field(self.programme.index[key[0]][key[1]].entity)
        return self.spans(sourced).get((*location, name))

    def _all(self) -> Iterator[Use]:
        for sourced in self.reading.records:
            yield from self._of_record(sourced)
        for page in self.pages:
            text = (self.root / page.place.file).read_text(encoding="utf-8")
            yield from self._calls(page, text)
            yield from self._links(page, text)

    # --- data/ ------------------------------------------------------------------------------

    def _of_record(self, sourced: Sourced) -> Iterator[Use]:
        by = f"{KINDS[sourced.record.kind].word}/{sourced.record.id}"
        for location, title, value in walk(sourced.record):
            whole = (*sourced.location, *location)
            place = sourced.place(location)
            if isinstance(value, Reference):
                for entry in self.programme.find(value)[:1]:
                    target = (entry.entity.kind, entry.entity.id)
                    span = self.spans(sourced)[whole]
                    yield Use(target, place, by, title, value.text, value.kinds, span)
            elif isinstance(value, Prose) and "](" in value:
                yield from self._links_in(sourced, self.spans(sourced)[whole], by, title)
        if isinstance(sourced.record, Retirement) and sourced.record.replaced_by:
            kind = KIND_OF_WORD[sourced.record.of]
            place = sourced.place(("replaced_by",))
            span = self.spans(sourced)[(*sourced.location, "replaced_by")]
            new = sourced.record.replaced_by
            yield Use((kind, new), place, by, "Ersatt av", new, (kind,), span)

    def _links_in(self, sourced: Sourced, span: Span, by: str, title: str) -> Iterator[Use]:
        """Links in a text with Markdown, which lead to pages by their file names."""
        text = sourced.document.text
        for match in LINK.finditer(text, span.begins, span.ends):
            path, _, anchor = match[1].partition("#")
            for key, entry in self._pages_by_tail.items():
                if entry.path and _tail(path) == _tail(entry.path.partition("#")[0]):
                    place = source.end_of(sourced.document.file, text[: match.start(1)])
                    if entry.path.partition("#")[2] in ("", anchor):
                        for written, at in _in_link(entry, match):
                            yield Use(key, place, by, title, written, (), at)

    # --- docs/ ------------------------------------------------------------------------------

    def _calls(self, page: WrittenPage, text: str) -> Iterator[Use]:
        for call in page.calls:
            number, kinds = MACROS.get(call.name, (0, ()))
            if call.name not in MACROS or call.arguments is None or len(call.arguments) <= number:
                continue
            written = call.arguments[number]
            if call.name == "record":
                kinds = tuple(k for k, it in KINDS.items() if call.arguments[0] in (it.word, k))
            for entry in self.programme.find(Reference(kinds, written))[:1]:
                key = (entry.entity.kind, entry.entity.id)
                span = _argument(text, call, number)
                if span:
                    title = f"makrot {problems.quoted(call.name)}"
                    yield Use(key, call.place, page.place.file, title, written, kinds, span)

    def _links(self, page: WrittenPage, text: str) -> Iterator[Use]:
        for link in hyperlinks(page.place.file, text):
            _, _, anchor = link.text.partition("#")
            for path in {link.path, f"{link.path}#{anchor}"}:
                for key in self._keys_at.get(path, ()):
                    entry = self.programme.index[key[0]][key[1]]
                    begins = _offset(text, link.place)
                    match = re.compile(re.escape(link.text)).match(text, begins)
                    for written, at in _in_link(entry, match) if match else ():
                        yield Use(key, link.place, page.place.file, "länk", written, (), at)

    @cached_property
    def _keys_at(self) -> Mapping[str, list[Key]]:
        """The entities by their addresses below docs/."""
        found: dict[str, list[Key]] = {}
        for kind, entries in self.programme.index.items():
            for identifier, entry in entries.items():
                if entry.path:
                    found.setdefault(entry.path, []).append((kind, identifier))
        return found

    @cached_property
    def _pages_by_tail(self) -> Mapping[Key, Entry]:
        return {
            key: self.programme.index[key[0]][key[1]]
            for keys in self._keys_at.values()
            for key in keys
        }


def _tail(path: str) -> str:
    return "/".join(PurePosixPath(path).parts[-2:])


def _in_link(entry: Entry, match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """The id in a link to an entity, and where it stands: the file's name, or the anchor."""
    path, _, anchor = (entry.path or "").partition("#")
    written = anchor or PurePosixPath(path).stem
    group = match.lastindex or 0
    whole = match[group]
    at = whole.rfind(f"#{anchor}") + 1 if anchor else whole.rfind(f"{written}.md")
    if at >= 0 and written:
        begins = match.start(group) + at
        style = ANCHOR if anchor else FILE
        yield written, Span(begins, begins + len(written), 0, style, False)


def _offset(text: str, place: Place) -> int:
    lines = text.split("\n")[: place.line - 1]
    return sum(len(line) + 1 for line in lines) + place.column - 1


def _argument(text: str, call: Call, number: int) -> Span | None:
    """Where an argument of a macro call stands, without its quotation marks."""
    begins = _offset(text, call.place)
    for count, match in enumerate(LITERAL.finditer(text, begins)):
        if count == number:
            group = 1 if match[1] is not None else 2
            return Span(match.start(group), match.end(group), 0, ARGUMENT, False)
    return None

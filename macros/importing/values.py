"""Values: what a cell says, as it is written in data/."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from macros.importing import wording
from macros.importing.fields import Field
from macros.index import find
from macros.problems import Place, Problem
from macros.programme import Programme
from macros.records import KINDS, Collection
from macros.records.fields import Duration, Reference, Visibility
from macros.source import INVISIBLE
from macros.visibility import of_record

FLAGS = {
    **dict.fromkeys(("ja", "true", "sant"), "ja"),
    **dict.fromkeys(("nej", "false", "falskt"), "nej"),
}
"""How a spreadsheet writes ja and nej, in either language."""


class Values:
    """Reads cells. `coming` are the names of systems that the same file adds, by their ids."""

    def __init__(self, programme: Programme, coming: Mapping[str, str]) -> None:
        self._programme = programme
        self._coming = coming

    def read(self, field: Field, text: str, place: Place) -> str | Problem:
        """What is to be written for a cell, or what is wrong with the cell."""
        if mark := INVISIBLE.search(text):
            return wording.invisible(place, field.title, mark[0])
        if field.kinds:
            return self._reference(field, text, place)
        if field.form == "flag":
            return FLAGS.get(text.casefold(), text)
        if field.choices:
            known = {choice.casefold(): choice for choice in field.choices}
            if text.casefold() not in known:
                return wording.no_choice(place, field.title, field.choices, text)
            return known[text.casefold()]
        return text

    def same(self, field: Field, one: str, other: str) -> bool:
        """Whether a cell's text, `other`, says what stands in a field. An id without its kind
        may mean several, and then what stands there is meant."""
        if one.strip() == other.strip():
            return True
        if field.kinds:
            meant = self._found(field, one)
            return bool(meant) and set(meant) <= set(self._found(field, other))
        if field.form == "duration":
            length = _duration(one)
            return length is not None and length == _duration(other)
        return False

    def is_hidden(self, field: Field, text: str, audience: Visibility) -> bool:
        """Whether an export for an audience leaves out what a text points at."""
        for entry in find(self._programme.index, Reference(field.kinds, text)):
            collection = KINDS[entry.record.kind]
            assert isinstance(collection, Collection)
            if of_record(collection, entry.record).rank > audience.rank:
                return True
        return False

    def _found(self, field: Field, text: str) -> tuple[tuple[str, str], ...]:
        entries = find(self._programme.index, Reference(field.kinds, text.strip()))
        return tuple((entry.entity.kind, entry.entity.id) for entry in entries)

    def _reference(self, field: Field, text: str, place: Place) -> str | Problem:
        if self._found(field, text) or ("system" in field.kinds and text in self._coming):
            return text
        for known in (self._exact, self._folded):
            key = text if known is self._exact else text.casefold()
            ids = {(kind, it) for kind in field.kinds for it in known[kind].get(key, ())}
            if len(ids) == 1:
                return self._written(field, *ids.pop())
            if ids:
                readings = sorted(self._written(field, *it) for it in ids)
                return wording.several_references(place, field.title, text, readings)
        names = [name for kind in field.kinds for name in self._exact[kind]]
        words = [KINDS[kind].word for kind in field.kinds]
        return wording.no_reference(place, field.title, words, text, names)

    def _written(self, field: Field, kind: str, identifier: str) -> str:
        """An id, with its kind before it when another kind has the same."""
        meant = find(self._programme.index, Reference(field.kinds, identifier))
        return identifier if len(meant) < 2 else f"{KINDS[kind].word}/{identifier}"

    @cached_property
    def _exact(self) -> Mapping[str, Mapping[str, set[str]]]:
        """The ids of every kind by the names that they go by."""
        known: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in KINDS}
        for kind, entries in self._programme.index.items():
            for entry in entries.values():
                for name in _names(entry.entity):
                    known[kind][name].add(entry.entity.id)
        for identifier, name in self._coming.items():
            known["system"][name].add(identifier)
        return known

    @cached_property
    def _folded(self) -> Mapping[str, Mapping[str, set[str]]]:
        """The same by the names in lower case, and the ids."""
        known: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in KINDS}
        for kind, names in self._exact.items():
            for name, ids in names.items():
                known[kind][name.casefold()] |= ids
                for identifier in ids:
                    known[kind][identifier.casefold()].add(identifier)
        return known


def _names(entity: object) -> Iterator[str]:
    named = (getattr(entity, name, None) for name in ("title", "short_name"))
    yield from (str(name) for name in named if name)
    yield from map(str, getattr(entity, "aliases", ()))


def _duration(text: str) -> Duration | None:
    try:
        return Duration.parse(text)
    except ValueError:
        return None

"""Mapped rows: what a row says when a map tells which column is which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from macros.importing import wording
from macros.importing.fields import Field
from macros.importing.filling import Filling
from macros.importing.mapping import REMOVE, Map, Target
from macros.importing.places import letter
from macros.importing.spreadsheet import Sheet
from macros.importing.values import Values
from macros.problems import Problem
from macros.programme import Programme
from macros.source import Location, Value

Group = tuple[Location, tuple[tuple[str, str], ...]]
"""A group in a list, by the list's location and what the group has besides what a cell fills."""


class Mapped:
    """A sheet that is read by a map."""

    def __init__(self, chosen: Map, sheet: Sheet, programme: Programme) -> None:
        self._map = chosen
        self._sheet = sheet
        self._programme = programme

    @property
    def identifier(self) -> int:
        """The column that ids are made from."""
        return self._sheet.column(self._map.identifier)

    def problems(self) -> Iterator[Problem]:
        """Columns that the sheet lacks, and fixed values that would be wrong in every row."""
        place = self._map.document.place
        for name, location in self._map.headings:
            if not self._sheet.column(name):
                yield wording.no_column(place(location), name, self._sheet.header)
        values = Values(self._programme, {})
        for key, (target, value) in self._map.fixed.items():
            if isinstance(value, str):
                read = values.read(target.fields[-1], value, place(("fixed", key)))
                if isinstance(read, Problem):
                    yield wording.in_the_map(read)

    def column_of(self, key: str) -> int:
        """The column that fills a field, or 0."""
        for heading, targets in self._map.columns.items():
            if any(target.path == (key,) for target in targets):
                return self._sheet.column(heading)
        return 0

    def text(self, cell: str) -> str:
        """What a cell says."""
        text = cell.strip()
        return "" if text.casefold() in self._map.nothing else text

    def known_as(self, said: str) -> str:
        """The id of the system that has a name, or nothing."""
        return self._names.get(said.casefold(), "")

    @cached_property
    def _names(self) -> Mapping[str, str]:
        entries = self._programme.index["system"].values()
        return {entry.entity.title.casefold(): entry.entity.id for entry in entries}

    def untold(self, column: int) -> str:
        """What a column is called that the map does not name; nothing for one that it does."""
        names = [*(name for name, _ in self._map.headings), *self._map.ignored]
        if column in map(self._sheet.column, names):
            return ""
        return self._sheet.header[column - 1] or f"kolumn {letter(column)} utan rubrik"

    def fill(self, filling: Filling, *, is_new: bool) -> None:
        """Lay a row over a record."""
        added = _Groups(filling)
        for heading, targets in self._map.columns.items():
            column = self._sheet.column(heading)
            cell = self.text(filling.cell(column))
            for target in targets:
                texts = _texts(target, cell)
                if target.part:
                    added.fill(target, target.part, texts, column)
                elif texts:
                    filling.fill(target.fields[-1], target.path, texts, column)
                elif target.empty == REMOVE and not is_new:
                    filling.record.remove(target.path, column)
        added.append()
        for target, value in self._map.fixed.values():
            if filling.record.get(target.path) is None:
                filling.record.put(target.path, value, 0)


def _texts(target: Target, cell: str) -> list[str]:
    """The values in a cell, translated."""
    text = cell or ("" if target.empty == REMOVE else target.empty)
    parts = text.split(target.between) if target.between else [text]
    if not target.between and target.fields[-1].is_list and not target.part:
        parts = text.split("\n")
    stripped = [part.strip() for part in parts]
    return [target.words.get(part.casefold(), part) for part in stripped if part]


class _Groups:
    """Groups in lists that cells fill a field of. Several columns may fill the same new group."""

    def __init__(self, filling: Filling) -> None:
        self.filling = filling
        self.added: dict[Group, tuple[dict[str, Value], int]] = {}

    def fill(self, target: Target, part: Field, texts: list[str], column: int) -> None:
        """Give a field of a group what a cell says. Several values are a group each."""
        filling, fits = self.filling, self._fitting(target)
        if not texts and target.empty == REMOVE and len(fits) == 1:
            filling.record.remove((*target.path, fits[0], part.key), column)
        for text in texts:
            written = filling.text(part, text, column)
            if written is None or self._is_said(target, part, fits, written):
                continue
            if len(texts) > 1 or not fits:
                key = target.path, (*target.fixed.items(), ("", text if len(texts) > 1 else ""))
                item, _ = self.added.setdefault(key, (dict(target.fixed), column))
                item[part.key] = written
            elif len(fits) == 1:
                filling.record.put((*target.path, fits[0], part.key), written, column)
            else:
                title = target.fields[-1].title
                filling.note(wording.several_groups(filling.place(column), title, len(fits)))

    def append(self) -> None:
        """Put the new groups last in their lists."""
        for (location, _), (item, column) in self.added.items():
            self.filling.record.append(location, item, column)

    def _fitting(self, target: Target) -> list[int]:
        """The groups that have what the map says that they have besides."""
        inside, same = target.fields[-1].inside, self.filling.values.same
        known = self.filling.record.get(target.path)
        return [
            number
            for number, item in enumerate(known if isinstance(known, list) else [])
            if isinstance(item, dict)
            and all(
                same(inside[key], str(item.get(key, "")), value)
                for key, value in target.fixed.items()
            )
        ]

    def _is_said(self, target: Target, part: Field, fits: list[int], written: str) -> bool:
        said = (self.filling.record.get((*target.path, number, part.key)) for number in fits)
        same = self.filling.values.same
        return any(isinstance(text, str) and same(part, text, written) for text in said)

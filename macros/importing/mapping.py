"""The map: which column of a spreadsheet is which field of a system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros import source
from macros.importing import wording
from macros.importing.fields import Field, UnknownField, trail
from macros.problems import Place, Problem
from macros.source import KEY, Document, Location, Value

REMOVE = "ta bort"
"""What a map says in `empty` when an empty cell takes a value away."""
KEYS = ("sheet", "header_row", "id", "columns", "nothing", "fixed", "ignored")
PARTS = ("field", "part", "words", "between", "empty")
COLUMN = "ett fält, flera fält inom hakparenteser, eller {field: …}"


@dataclass(frozen=True, eq=False)
class Target:
    """A field that a column fills.

    `fields` lead to it. In a list of groups `part` is the field of the group, and `fixed` what
    the group has besides. `words` translates, by words in lower case. `between` stands between
    several values in a cell, and `empty` is what an empty cell means.
    """

    fields: tuple[Field, ...]
    part: Field | None = None
    fixed: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    between: str = ""
    empty: str = ""

    @property
    def path(self) -> tuple[str, ...]:
        """The keys that lead to the field."""
        return tuple(it.key for it in self.fields)


@dataclass(frozen=True, eq=False)
class Map:
    """What a map file says. Columns are told by their headings, and `nothing` are words, in lower
    case, that a cell holds instead of being empty."""

    document: Document
    identifier: str
    columns: Mapping[str, tuple[Target, ...]]
    fixed: Mapping[str, tuple[Target, Value]]
    nothing: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    sheet: str = ""
    header_row: int = 1

    @property
    def headings(self) -> Iterator[tuple[str, Location]]:
        """The headings of the columns that are read, and where the map names them."""
        yield self.identifier, ("id",)
        yield from ((name, ("columns", name, KEY)) for name in self.columns)


def read_map(path: Path) -> tuple[Map | None, list[Problem]]:
    """A map file. Raises nothing for what it holds."""
    if not path.is_file():
        return None, [wording.map_unreadable(Place(path.name))]
    text, found = source.read_text(path.parent, path)
    if found:
        return None, found
    document, found = source.read(path.name, text)
    if document is None:
        return None, found
    return _Reader(document).read()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: list[Problem] = []

    def read(self) -> tuple[Map | None, list[Problem]]:
        data = self.document.data
        if not isinstance(data, dict):
            return None, [wording.map_shape(self._place(()), "Kartan", "rader som »id: Namn«")]
        for key in data:
            if key not in KEYS:
                self._note(wording.map_field_unknown(self._place((key, KEY)), key, KEYS))
        columns = self._columns(data.get("columns"))
        made = Map(
            document=self.document,
            identifier=self._line(data, "id", "id: Systemnamn"),
            columns=columns,
            fixed=self._fixed(data.get("fixed", {})),
            nothing=tuple(word.casefold() for word in self._lines(data, "nothing", '["-", okänt]')),
            ignored=self._lines(data, "ignored", "[Kommentar, Pris]"),
            sheet=self._line(data, "sheet"),
            header_row=self._number(data.get("header_row", "1")),
        )
        return (None, sorted(self.found)) if self.found else (made, [])

    def _columns(self, data: Value | None) -> dict[str, tuple[Target, ...]]:
        if data is None:
            self._note(wording.map_field_missing(self._place(()), "columns", "Systemnamn: name"))
            return {}
        if not isinstance(data, dict):
            self._shape(("columns",), "rader som »Systemnamn: name«")
            return {}
        columns = {}
        for name, value in data.items():
            location: Location = ("columns", name)
            if isinstance(value, list):
                targets = [self._target(it, (*location, n)) for n, it in enumerate(value)]
            else:
                targets = [self._target(value, location)]
            columns[name] = tuple(target for target in targets if target)
        return columns

    def _target(self, data: Value, location: Location) -> Target | None:
        if isinstance(data, str):
            fields = self._trail(data, location)
            return self._whole(Target(fields), location) if fields else None
        if not isinstance(data, dict) or not isinstance(data.get("field"), str):
            self._shape(location, COLUMN)
            return None
        fields = self._trail(str(data["field"]), (*location, "field"))
        if not fields:
            return None
        fixed = {key: value for key, value in data.items() if key not in PARTS}
        target = Target(
            fields,
            part=self._part(fields[-1], data, location),
            fixed={key: str(value) for key, value in fixed.items()},
            words=self._words(data.get("words", {}), (*location, "words")),
            between=self._text(data, "between", location),
            empty=self._text(data, "empty", location),
        )
        for key in fixed:
            if not target.part:
                known = tuple(PARTS)
                self._note(
                    wording.map_field_unknown(self._place((*location, key, KEY)), key, known)
                )
            elif key not in fields[-1].inside:
                known = (*fields[-1].inside, *PARTS)
                place = self._place((*location, key, KEY))
                self._note(wording.no_such_field(place, key, key, known))
        return self._whole(target, location)

    def _whole(self, target: Target, location: Location) -> Target | None:
        """A target that a cell can fill."""
        last = target.fields[-1]
        key = ".".join(target.path)
        place = self._place(location)
        if self._is_in_list(target.fields, location):
            return None
        if last.form != "group":
            if "part" in self._keys(location):
                self._note(wording.no_list_of_groups(place, key))
                return None
            return target
        if not last.is_list:
            self._note(wording.is_group(place, key, tuple(last.inside)))
        elif not target.part and "part" not in self._keys(location):
            self._note(wording.is_list_of_groups(place, key, tuple(last.inside)))
        return target if last.is_list and target.part else None

    def _is_in_list(self, fields: tuple[Field, ...], location: Location) -> bool:
        """Whether a field is inside a list of groups, which is a problem."""
        for number, group in enumerate(fields[:-1], 1):
            if group.is_list:
                outer = ".".join(it.key for it in fields[:number])
                place = self._place(location)
                self._note(wording.is_list_of_groups(place, outer, tuple(group.inside)))
                return True
        return False

    def _part(self, group: Field, data: dict[str, Value], location: Location) -> Field | None:
        part = data.get("part")
        if part is None or group.form != "group":
            return None
        place = self._place((*location, "part"))
        if not isinstance(part, str) or part not in group.inside:
            self._note(wording.no_such_field(place, str(part), str(part), tuple(group.inside)))
            return None
        if group.inside[part].form == "group" or group.inside[part].is_list:
            inside = tuple(group.inside[part].inside) or (part,)
            self._note(wording.is_group(place, part, inside))
            return None
        return group.inside[part]

    def _trail(self, key: str, location: Location) -> tuple[Field, ...]:
        try:
            return trail(key)
        except UnknownField as error:
            place = self._place(location)
            self._note(wording.no_such_field(place, key, error.name, error.known))
            return ()

    def _words(self, data: Value, location: Location) -> dict[str, str]:
        if not isinstance(data, dict) or not all(isinstance(it, str) for it in data.values()):
            self._shape(location, "ord som {Produktion: i drift}")
            return {}
        return {key.strip().casefold(): str(value) for key, value in data.items()}

    def _fixed(self, data: Value) -> dict[str, tuple[Target, Value]]:
        if not isinstance(data, dict):
            self._shape(("fixed",), "fält som {status: i drift}")
            return {}
        fixed = {}
        for key, value in data.items():
            fields = self._trail(key, ("fixed", key, KEY))
            if fields and not self._is_in_list(fields, ("fixed", key, KEY)):
                fixed[key] = Target(fields), value
        return fixed

    def _line(self, data: dict[str, Value], name: str, needed: str = "") -> str:
        value = data.get(name)
        if value is None:
            if needed:
                self._note(wording.map_field_missing(self._place(()), name, needed))
            return ""
        if not isinstance(value, str):
            self._shape((name,), "en text på raden")
            return ""
        return value

    def _lines(self, data: dict[str, Value], name: str, example: str) -> tuple[str, ...]:
        value = data.get(name, [])
        if isinstance(value, str):
            return (value.strip(),)
        if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
            self._shape((name,), f"texter som {example}")
            return ()
        return tuple(str(it).strip() for it in value)

    def _text(self, data: dict[str, Value], name: str, location: Location) -> str:
        value = data.get(name, "")
        if not isinstance(value, str):
            self._shape((*location, name), "en text på raden")
            return ""
        return value

    def _number(self, data: Value) -> int:
        if isinstance(data, str) and data.isascii() and data.isdigit() and 0 < int(data) < 1000:
            return int(data)
        self._shape(("header_row",), "radens nummer, till exempel 3")
        return 1

    def _keys(self, location: Location) -> set[str]:
        here: Value = self.document.data
        for step in location:
            here = here[step]  # type: ignore[index]
        return set(here) if isinstance(here, dict) else set()

    def _shape(self, location: Location, expected: str) -> None:
        name = next((str(step) for step in reversed(location) if isinstance(step, str)), "Kartan")
        self._note(wording.map_shape(self._place(location), name, expected))

    def _place(self, location: Location) -> Place:
        return self.document.place(location)

    def _note(self, problem: Problem) -> None:
        self.found.append(problem)

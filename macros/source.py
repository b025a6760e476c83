"""Source: a YAML file becomes a Document, every value as text.

YAML's own guesses are traps (`3.10` becomes 3.1, `no` becomes False), so nothing is
guessed here: the models decide types. Places are found on demand by reading the text
once more, so that ten thousand good documents cost no memory for lines never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from macros import problems
from macros.problems import Place, Problem

KEY = -1
"""Last in a location: the field's name itself, not its value."""

Value = str | list["Value"] | dict[str, "Value"]
Location = tuple[str | int, ...]

LARGEST_FILE = 1_000_000
"""Bytes. The largest real collection is a tenth of this."""
LONGEST_VALUE = 20_000
"""Characters. Longer texts belong in a document that the record points at."""
DEEPEST = 20
"""Levels of lists and fields in each other."""

EMPTY_WORDS = {"", "~", "null", "Null", "NULL"}
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass
class Document:
    """One file of data. `file` is its path relative to the root, with slashes."""

    file: str
    text: str
    data: Value
    _places: dict[Location, tuple[int, int]] | None = field(default=None, repr=False)

    def place(self, location: Location = ()) -> Place:
        """The place of the value at a location, or of the nearest value around it."""
        if self._places is None:
            self._places = {}
            _Reader(self.file, self.text, self._places).read()
        for end in range(len(location), -1, -1):
            if location[:end] in self._places:
                return Place(self.file, *self._places[location[:end]])
        return Place(self.file)


def read_file(root: Path, path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file below `root`; never raises for what a file contains."""
    name = path.relative_to(root).as_posix()
    text, found = read_text(root, path)
    if found:
        return None, found
    return read(name, text)


def read_text(root: Path, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file below `root`, if it is a proper UTF-8 text file of sane size."""
    place = Place(path.relative_to(root).as_posix())
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            return "", [problems.outside(place)]
        raw = path.read_bytes()
    except (OSError, RuntimeError):
        return "", [problems.unreadable(place)]
    if len(raw) > LARGEST_FILE:
        return "", [problems.too_large(place, len(raw), LARGEST_FILE)]
    if raw.startswith(b"\xef\xbb\xbf"):
        return "", [problems.byte_order_mark(place)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line_start = before.rfind(b"\n") + 1
        column = len(before[line_start:].decode("utf-8")) + 1
        return "", [problems.not_utf8(Place(place.file, before.count(b"\n") + 1, column))]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        return "", [problems.windows_line_endings(Place(place.file, line))]
    return text, []


def read(file: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML text; `file` is only used to tell places."""
    reader = _Reader(file, text, None)
    data = reader.read()
    if reader.problems or data is None:
        return None, reader.problems
    return Document(file, text, data), []


def _position(event: yaml.Event) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Stop(Exception):
    """Reading cannot go on; the problem is already noted."""


class _Reader:
    """Builds values from the parser's events, so that depth and size are bounded as we go."""

    def __init__(
        self, file: str, text: str, places: dict[Location, tuple[int, int]] | None
    ) -> None:
        self.file = file
        self.text = text
        self.places = places
        self.problems: list[Problem] = []

    def read(self) -> Value | None:
        if control := CONTROL.search(self.text):
            self.problems.append(problems.control_character(self._at_offset(control.start())))
            return None
        try:
            events = iter(yaml.parse(self.text, Loader=LOADER))
            next(events)  # the stream starts
            if isinstance(next(events), yaml.StreamEndEvent):
                self.problems.append(problems.empty_file(Place(self.file)))
                return None
            first = next(events)
            if isinstance(first, yaml.ScalarEvent) and not first.value and not first.style:
                self.problems.append(problems.empty_file(Place(self.file)))
                return None
            value = self._value(first, events, ())
            next(events)  # the document ends
            after = next(events)
            if not isinstance(after, yaml.StreamEndEvent):
                self.problems.append(problems.several_documents(self._place(after)))
            return value
        except _Stop:
            return None
        except yaml.YAMLError as error:
            self.problems = [self._syntax(error)]
            return None

    def _value(
        self, event: yaml.Event, events: Iterator[yaml.Event], location: Location, key: str = ""
    ) -> Value:
        if self.places is not None:
            self.places[location] = _position(event)
        if len(location) > DEEPEST:
            self._stop(problems.too_deep(self._place(event), DEEPEST))
        if isinstance(event, yaml.AliasEvent):
            self._stop(problems.alias_or_anchor(self._place(event), f"*{event.anchor}"))
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, key)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, location)
        return self._fields(events, location)

    def _refuse_marks(self, event: yaml.Event) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self._stop(problems.alias_or_anchor(self._place(event), f"&{anchor}"))
        if tag:
            self._stop(problems.tag(self._place(event), tag))

    def _scalar(self, event: yaml.ScalarEvent, key: str) -> str:
        value: str = event.value
        if len(value) > LONGEST_VALUE:
            self.problems.append(
                problems.too_long_value(self._place(event), len(value), LONGEST_VALUE)
            )
        elif not value.strip() or (value in EMPTY_WORDS and event.implicit[0]):
            self.problems.append(problems.empty_value(self._place(event), key))
        return value

    def _list(self, events: Iterator[yaml.Event], location: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*location, len(values))))
        return values

    def _fields(self, events: Iterator[yaml.Event], location: Location) -> dict[str, Value]:
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(problems.strange_key(self._place(event)))
            self._refuse_marks(event)
            key: str = event.value
            if self.places is not None:
                self.places[(*location, key, KEY)] = _position(event)
            value = self._value(next(events), events, (*location, key), key)
            if key in values:
                self.problems.append(problems.duplicate_key(self._place(event), key, lines[key]))
                continue
            values[key] = value
            lines[key] = event.start_mark.line + 1
        return values

    def _stop(self, problem: Problem) -> None:
        self.problems.append(problem)
        raise _Stop

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.file, *_position(event))

    def _at_offset(self, offset: int) -> Place:
        before = self.text[:offset]
        return Place(self.file, before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        lines = self.text.split("\n")
        line = min(mark.line, len(lines) - 1) if mark else 0
        place = Place(self.file, line + 1, mark.column + 1 if mark else 1)
        indent = re.match(r"\s*", lines[line])
        if indent and "\t" in indent.group():
            return problems.tab_character(Place(self.file, line + 1, lines[line].index("\t") + 1))
        told = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
        return problems.syntax(place, told, lines[line])

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
from typing import Any, NoReturn

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
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that nobody sees: controls, odd line breaks, spaces of no width, halves of pairs."""
BACKSLASH = re.compile(r"\\[^\\\"\n]")
"""A backslash that YAML would make into something else inside double quotation marks."""
PASSAGE = re.compile(r"\{[{%][-+]?\s*(?:call\s+)?internal\s*\(")
"""How a page says that a passage of it is internal."""
NO_BREAK_SPACE = "\xa0"
BEGINNING_TELLS = ("expected ':'", "unexpected end of stream", "did not find expected ',' or")
"""What the parser says at the end of a mistake that an editor must look for at its beginning."""


@dataclass(slots=True)
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

    def forget(self) -> None:
        """Let go of the values once they are records; places are found without them."""
        self.data = ""


def read_file(root: Path, path: Path) -> tuple[Document | None, list[Problem]]:
    """Read one YAML file below `root`; never raises for what a file contains."""
    text, found = read_text(root, path)
    if found:
        return None, found
    file = place_of(root, path).file
    document, found = read(file, text)
    if "internal" in text:
        found += _macros(file, text)
    return document, found


def _macros(file: str, text: str) -> Iterator[Problem]:
    """Passages that a writer wants to keep internal, where no macro is ever read."""
    for match in PASSAGE.finditer(text):
        place = end_of(file, text[: match.start()])
        yield problems.macro_in_data(place, text.split("\n")[place.line - 1])


def place_of(root: Path, path: Path) -> Place:
    """The place of a file or folder below `root`."""
    return Place(path.relative_to(root).as_posix())


def inside(root: Path, path: Path) -> bool:
    """Whether a path stays below `root` when links are followed."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return True


def read_text(root: Path, path: Path) -> tuple[str, list[Problem]]:
    """The text of a file below `root`, if it is a proper UTF-8 text file of sane size."""
    place = place_of(root, path)
    if not inside(root, path):
        return "", [problems.outside(place)]
    try:
        if not path.is_file():
            return "", [problems.not_a_file(place)]
        size = path.stat().st_size
        raw = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError:
        return "", [problems.unreadable(place)]
    if size > LARGEST_FILE:
        return "", [problems.too_large(place, size, LARGEST_FILE)]
    return _decode(place.file, raw)


def _decode(file: str, raw: bytes) -> tuple[str, list[Problem]]:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "", [problems.byte_order_mark(Place(file))]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        return "", [problems.not_utf8(end_of(file, before))]
    if "\r\n" in text:
        return "", [problems.windows_line_endings(end_of(file, text[: text.index("\r\n")]))]
    if mark := INVISIBLE.search(text):
        return "", [problems.control_character(end_of(file, text[: mark.start()]), mark[0])]
    return text, []


def end_of(file: str, text: str) -> Place:
    """The place just after the end of the text that a file begins with."""
    return Place(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def read(file: str, text: str) -> tuple[Document | None, list[Problem]]:
    """Read YAML text; `file` is only used to tell places."""
    reader = _Reader(file, text, None)
    data = reader.read()
    if reader.problems or data is None:
        return None, reader.problems
    return Document(file, text, data), []


def read_anyway(file: str, text: str) -> tuple[Value | None, list[Problem]]:
    """The values as far as they can be read, and all that is wrong."""
    reader = _Reader(file, text, None)
    return reader.read(), reader.problems


def _is_nothing(event: yaml.ScalarEvent) -> bool:
    return event.value in EMPTY_WORDS and bool(event.implicit[0])


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event begins and ends in the text. PyYAML's types do not know that it has both."""
    return event.start_mark, event.end_mark


def _position(event: yaml.Event) -> tuple[int, int]:
    start, _ = _marks(event)
    return start.line + 1, start.column + 1


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
        try:
            events = iter(yaml.parse(self.text, Loader=LOADER))
            next(events)  # the stream starts
            if isinstance(next(events), yaml.StreamEndEvent):
                self.problems.append(problems.empty_file(Place(self.file)))
                return None
            first = next(events)
            if isinstance(first, yaml.ScalarEvent) and _is_nothing(first):
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
        self,
        event: yaml.Event,
        events: Iterator[yaml.Event],
        location: Location,
        key: str = "",
        in_braces: bool = False,
    ) -> Value:
        if self.places is not None:
            self.places[location] = _position(event)
        if len(location) > DEEPEST:
            self._stop(problems.too_deep(self._place(event), DEEPEST))
        self._refuse_marks(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, key, in_braces)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, location)
        return self._fields(events, location, bool(getattr(event, "flow_style", False)))

    def _refuse_marks(self, event: yaml.Event) -> None:
        """Refuse what would make a value something else than what is written."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._stop(problems.alias_or_anchor(self._place(event), self._word(event)))
        if getattr(event, "tag", None):
            self._stop(problems.tag(self._place(event), self._word(event)))
        if getattr(event, "style", None) == '"':
            start, end = _marks(event)
            written = self.text[start.index : end.index]
            if BACKSLASH.search(written.replace("\\\\", "")):
                self._stop(problems.backslash(self._place(event), written))

    def _word(self, event: yaml.Event) -> str:
        """The word that an event begins with, as it is written."""
        start, _ = _marks(event)
        return re.split(r"[\s,\]}]", self.text[start.index : start.index + 100], maxsplit=1)[0]

    def _scalar(self, event: yaml.ScalarEvent, key: str, in_braces: bool) -> str:
        value: str = event.value
        if len(value) > LONGEST_VALUE:
            self._note(problems.too_long_value(self._place(event), len(value), LONGEST_VALUE))
        elif not value.strip() or _is_nothing(event):
            start, _ = _marks(event)
            after = self.text[start.index : start.index + 100].partition("\n")[0]
            self._note(problems.empty_value(self._place(event), key, in_braces, after))
        return value

    def _list(self, events: Iterator[yaml.Event], location: Location) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            values.append(self._value(event, events, (*location, len(values))))
        return values

    def _fields(
        self, events: Iterator[yaml.Event], location: Location, in_braces: bool
    ) -> dict[str, Value]:
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._key(event)
            if self.places is not None:
                self.places[(*location, key, KEY)] = _position(event)
            value = self._value(next(events), events, (*location, key), key, in_braces)
            if key in values:
                self._note(problems.duplicate_key(self._place(event), key, lines[key]))
                continue
            values[key] = value
            lines[key], _ = _position(event)
        return values

    def _key(self, event: yaml.Event) -> str:
        self._refuse_marks(event)
        if not isinstance(event, yaml.ScalarEvent) or not event.value.strip():
            self._stop(problems.strange_key(self._place(event), self._word(event)))
        if event.value == "<<":
            self._stop(problems.alias_or_anchor(self._place(event), event.value))
        if NO_BREAK_SPACE in event.value:
            self.problems.clear()  # the field above only seems to be empty
            self._stop(problems.no_break_space(self._place(event)))
        key: str = event.value
        return key

    def _note(self, problem: Problem) -> None:
        if len(self.problems) == problems.MOST_IN_A_FILE:
            self._stop(problems.untold(problem.place))
        self.problems.append(problem)

    def _stop(self, problem: Problem) -> NoReturn:
        self.problems.append(problem)
        raise _Stop

    def _place(self, event: yaml.Event) -> Place:
        return Place(self.file, *_position(event))

    def _syntax(self, error: yaml.YAMLError) -> Problem:
        if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
            return problems.syntax(Place(self.file), "", "")
        mark, start = error.problem_mark, error.context_mark
        told = f"{error.context}: {error.problem}"
        if start and any(phrase in told for phrase in BEGINNING_TELLS) and start.line < mark.line:
            mark = start
        lines = self.text.split("\n")
        number = min(mark.line, len(lines) - 1)
        line = lines[number]
        if "\t" in line[: len(line) - len(line.lstrip())]:
            return problems.tab_character(Place(self.file, number + 1, line.index("\t") + 1))
        if NO_BREAK_SPACE in line:
            column = line.index(NO_BREAK_SPACE) + 1
            return problems.no_break_space(Place(self.file, number + 1, column))
        return problems.syntax(Place(self.file, number + 1, mark.column + 1), told, line)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in a text: from `begins` up to `ends`, without what follows on its last
    line. `column` is that of its first line, from 0. A name of a field has a span of its own.

    `style` is »plain«, »'«, »"«, »|« or »>« for a text and »flow« or »block« for a group."""

    begins: int
    ends: int
    column: int
    style: str
    in_flow: bool


def spans(text: str) -> dict[Location, Span]:
    """Where every value and every field's name stands in a text that `read` finds no fault with."""
    found: dict[Location, Span] = {}
    root = yaml.compose(text, Loader=LOADER)
    if root is not None:
        _measure(text, root, (), False, found)
    return found


def _measure(
    text: str, node: yaml.Node, location: Location, in_flow: bool, found: dict[Location, Span]
) -> int:
    """Note where a node and all inside it stand; returns where it ends."""
    is_flow = in_flow or bool(getattr(node, "flow_style", False))
    found[location] = Span(0, 0, 0, "", in_flow)  # so that what is around stands first
    ends: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        style = node.style or "plain"
        if style in ("|", ">"):
            ends = len(text[:ends].rstrip())
    else:
        style = "flow" if is_flow else "block"
        last = node.start_mark.index
        for step, child in _children(node):
            if isinstance(step, tuple):
                key, name = step
                key_ends = _measure(text, name, (*location, key, KEY), is_flow, found)
                last = max(key_ends, _measure(text, child, (*location, key), is_flow, found))
            else:
                last = _measure(text, child, (*location, step), is_flow, found)
        if style == "block":
            ends = last
    start = node.start_mark
    found[location] = Span(start.index, ends, start.column, style, in_flow)
    return ends


def _children(node: yaml.Node) -> Iterator[tuple[int | tuple[str, yaml.Node], yaml.Node]]:
    if isinstance(node, yaml.SequenceNode):
        yield from enumerate(node.value)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (key.value, key), value

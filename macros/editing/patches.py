"""Patches: pieces of a text that are replaced, while all the rest stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros import source
from macros.editing import writing
from macros.editing.draft import Refused
from macros.editing.writing import Written
from macros.source import KEY, Location, Span, Value

PLAIN = ("plain", "'", '"')
COMMENT = re.compile(r"([ \t]*)#[^\n]*(?:\n|\Z)")
"""A line with nothing but a comment."""


@dataclass(frozen=True, order=True, slots=True)
class Patch:
    """What stands from `begins` up to `ends` in a text is replaced."""

    begins: int
    ends: int
    text: str


def patched(text: str, patches: Iterable[Patch]) -> str:
    """A text with its patches, which do not overlap."""
    pieces, done = [], 0
    for patch in sorted(patches):
        assert patch.begins >= done, patch
        pieces += [text[done : patch.begins], patch.text]
        done = patch.ends
    return "".join([*pieces, text[done:]])


def rewritten(span: Span, value: str) -> Patch:
    """The patch that gives a text on one line another value, in the same quotation marks if it
    had such and they still do."""
    if span.style not in PLAIN:
        return Patch(span.begins, span.ends, writing.scalar(value, in_flow=span.in_flow))
    mark = "" if span.style == "plain" else span.style
    kept = f"{mark}{value}{mark}"
    form = "[{}]" if span.in_flow else "- {}"
    document, found = source.read("", form.format(kept) + "\n")
    is_kept = document is not None and not found and document.data == [value]
    return Patch(
        span.begins, span.ends, kept if is_kept else writing.scalar(value, in_flow=span.in_flow)
    )


def with_fields(
    text: str, location: Location, values: Mapping[str, Written], order: Sequence[str]
) -> str:
    """A text where the group of fields at a location has got some values.

    A value that is the same already is left as it is written. A field that is new comes after the
    nearest of those before it in `order`. Raises ValueError for what YAML cannot hold, and Refused
    when the file is written so that something else would change too.
    """
    wanted = _read(text)
    _at(wanted, location).update({key: _plain(value) for key, value in values.items()})
    for key, value in values.items():
        text = _with_field(text, location, key, value, order)
    return _insisted(text, wanted)


def _with_field(
    text: str, location: Location, key: str, value: Written, order: Sequence[str]
) -> str:
    spans = source.spans(text)
    if (*location, key) in spans:
        return _with_value(text, spans, (*location, key), value)
    around = spans[location]
    there = [name for name in order[: order.index(key)] if (*location, name) in spans]
    if around.style == "flow":
        before = spans[(*location, there[-1])] if there else None
        return patched(text, [_flow_field(around, before, key, value)])
    if not there:
        line = writing.entry(key, value, around.column).lstrip()
        return patched(text, [Patch(around.begins, around.begins, line + " " * around.column)])
    ends = _end_of_line(text, spans[(*location, there[-1])].ends)
    return patched(text, [Patch(ends, ends, "\n" + writing.entry(key, value, around.column)[:-1])])


def _flow_field(around: Span, before: Span | None, key: str, value: Written) -> Patch:
    """The patch that puts a field within braces, after another or first."""
    if before:
        return Patch(before.ends, before.ends, f", {key}: {_in_flow(value)}")
    begins = around.begins + 1
    return Patch(begins, begins, f"{key}: {_in_flow(value)}, ")


def _in_flow(value: Written) -> str:
    if isinstance(value, str):
        return writing.scalar(value, in_flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_in_flow(it)}" for key, it in value.items()) + "}"
    return "[" + ", ".join(map(_in_flow, value)) + "]"


def _with_value(
    text: str, spans: Mapping[Location, Span], location: Location, value: Written
) -> str:
    span = spans[location]
    document, _ = source.read("", text)
    here: object = document.data if document else None
    for step in location:
        here = here[step]  # type: ignore[index]
    if here == value:
        return text
    if span.in_flow:
        if isinstance(value, str):
            return patched(text, [rewritten(span, value)])
        return patched(text, [Patch(span.begins, span.ends, _in_flow(value))])
    if isinstance(value, str) and span.style in PLAIN and "\n" not in value:
        patch = rewritten(span, value)
        if len(patch.text) + span.column <= writing.WIDTH:
            return patched(text, [patch])
    name = spans[(*location, KEY)]
    line = writing.entry(str(location[-1]), value, name.column).lstrip().removesuffix("\n")
    first, _, others = line.partition("\n")
    ends = _end_of_line(text, span.ends)
    told = _comment_after(text, name, span) or text[span.ends : ends]
    return patched(text, [Patch(name.begins, ends, first + told + (others and "\n" + others))])


def _comment_after(text: str, name: Span, span: Span) -> str:
    """The comment on the line of a field's name, where the value itself begins below it."""
    line = text[name.ends : _end_of_line(text, name.ends)]
    is_below = span.style in ("|", ">") or span.begins > name.ends + len(line)
    match = re.search(r"\s+#.*\Z", line) if is_below else None
    return match[0] if match else ""


def without(text: str, location: Location) -> str:
    """A text without the item of a list, or the field, at a location: its lines, the comments just
    above them, and those in it and after its last field, which stand further in.

    Raises Refused when it does not stand on lines of its own.
    """
    wanted = _read(text)
    del _at(wanted, location[:-1])[location[-1]]
    return _insisted(_without(text, location), wanted)


def _without(text: str, location: Location) -> str:
    spans = source.spans(text)
    span = spans[location]
    first = spans[(*location, KEY)].begins if isinstance(location[-1], str) else span.begins
    begins = text.rfind("\n", 0, first) + 1
    column = len(text[begins:first]) - len(text[begins:first].lstrip(" "))
    ends = _end_of_line(text, span.ends) + 1
    while (inner := COMMENT.match(text, ends)) and len(inner[1]) > column:
        ends = inner.end()
    whole = begins
    above = text.rfind("\n", 0, max(begins - 1, 0)) + 1
    while 0 < above < begins:  # what stands first in a file is about the file
        comment = COMMENT.match(text, above)
        if comment is None or len(comment[1]) > column:
            break
        begins, above = above, text.rfind("\n", 0, above - 1) + 1
    if above == 0 < begins and COMMENT.match(text, above):
        begins = whole
    if text[max(begins - 2, 0) : begins] == "\n\n" and text[ends : ends + 1] in ("\n", ""):
        begins -= 1
    if begins == 0:
        ends += text[ends : ends + 1] == "\n"
    return text[:begins] + text[ends:]


def appended(text: str, value: Written) -> str:
    """A text that is a list of records, with one more, spaced as those before it.

    Raises Refused when the list is not written with »- « first on its lines.
    """
    spaced = "\n\n- " in text
    whole = text.rstrip("\n") + ("\n\n" if spaced else "\n") + writing.item(value)
    return _insisted(whole, [*_read(text), _plain(value)])


def _read(text: str) -> Any:
    document, _ = source.read("", text)
    return document.data if document else None


def _at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _plain(value: Written) -> Value:
    """What is written, as it is read."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(it) for key, it in value.items()}
    return [_plain(it) for it in value]


def _insisted(text: str, wanted: Value) -> str:
    """A text, if it says what it should and nothing else has changed."""
    if _read(text) != wanted:
        raise Refused(
            "Filen är skriven på ett sätt som kommandot inte kan ändra utan att något annat också"
            " ändras. Ändra den för hand."
        )
    return text


def _end_of_line(text: str, index: int) -> int:
    ends = text.find("\n", index)
    return len(text) if ends < 0 else ends

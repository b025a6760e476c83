"""Markdown for a merge request: ~~what is removed~~ and **what is added**, word by word.

Everything that comes from the data is escaped, so that it is text and nothing else: no Markdown,
no HTML, no address that becomes a link, nobody who is called for and no issue that is pointed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.comparison import wording
from macros.comparison.changes import Change
from macros.comparison.fields import FieldChange
from macros.comparison.telling import Group, Telling, heading, run
from macros.comparison.words import ADDED, KEPT, REMOVED
from macros.problems import printable

LONGEST = 60_000
"""Characters. What GitHub takes is 65 536, and GitLab takes more."""
LONGEST_ROW = 30_000
"""Characters of one row; a longer text is not told."""
RESERVED = 1_000
"""Characters that are kept for what is said last."""

MARKS = {KEPT: "{}", REMOVED: "~~{}~~", ADDED: "**{}**"}
PARAGRAPH = " ¶ "

ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
JOINER = "\u2060"
"""Keeps together what stands around it without being seen, and breaks what a forge looks for."""
ESCAPED = re.compile(r"[\\`*_{}\[\]#!|~@$^]")
POINTS = re.compile(
    r"[@#!$%~^&](?=\S)|:(?=[^\s0-9])|(?<=\bwww)\.|(?<=[A-Z])-(?=[0-9])|(?<=\bgl)-", re.ASCII
)
"""Signs that point at someone or something when a word follows."""
HASH = re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f](?=[0-9a-f]{6,39}\b)")
"""How a word begins that could be the name of a commit."""


def write(telling: Telling) -> str:
    """A comparison as Markdown, of a length that a merge request takes."""
    text = "\n".join(
        [
            escaped(telling.summary),
            "",
            f"{escaped(telling.title)}. {wording.NOT_COUNTED}",
            "",
        ]
    )
    last = "\n".join(_unread(telling))
    left = len(telling.changes)
    for group in telling.groups:
        for row, tells in _group(group):
            if len(text) + len(row) > LONGEST - RESERVED - len(last):
                return _tidy(f"{text}\n{wording.left_out(left)}\n{last}")
            text += f"{row}\n"
            left -= tells
    return _tidy(text + last)


def _tidy(text: str) -> str:
    """Never more than one empty line, and one line break last."""
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Text from the data as Markdown that shows just that, on one line."""
    flat = printable(" ".join(text.replace("\n\n", PARAGRAPH).split()))
    marked = HASH.sub(rf"\g<0>{JOINER}", POINTS.sub(rf"\g<0>{JOINER}", flat))
    return "".join(
        ENTITIES.get(sign) or (f"\\{sign}" if ESCAPED.match(sign) else sign) for sign in marked
    )


def _unread(telling: Telling) -> Iterator[str]:
    if telling.unread:
        yield f"\n### {wording.UNREAD}\n"
        rows = [f"- {escaped(wording.unread(it))}" for it in telling.unread]
        size = 0
        for number, row in enumerate(rows):
            size += len(row)
            if size > LONGEST // 4:
                yield f"- … ({len(rows) - number})"
                break
            yield row
        yield ""


def _group(group: Group) -> Iterator[tuple[str, int]]:
    """The rows of a group, each with how many changes have been told with it."""
    yield f"\n### {escaped(group.heading)}\n", 0
    yield f"{escaped(group.file)}\n", 0
    if group.own:
        yield from _rows(group.own)
    for change in group.inside:
        yield f"\n#### {escaped(heading(change))}\n", 0
        yield from _rows(change)


def _rows(change: Change) -> Iterator[tuple[str, int]]:
    rows = [f"- {escaped(note)}" for note in wording.notes(change)]
    rows += [
        f"- {escaped(wording.field(field, change.level))}: {' '.join(_difference(field))}"
        for field in change.fields
    ]
    if change.untold:
        rows.append(f"- {wording.untold(change.untold)}")
    for number, row in enumerate(rows or [""], start=1):
        told = row if len(row) <= LONGEST_ROW else f"- {wording.TOO_LONG}"
        yield told, int(number == len(rows))


def _difference(field: FieldChange) -> Iterator[str]:
    if field.pieces:
        for piece in run(field):
            yield MARKS[piece.action].format(escaped(piece.text))
        return
    for action, single, listed in (
        (REMOVED, field.before, field.removed),
        (ADDED, field.after, field.added),
    ):
        for text in (*([single] if single is not None else []), *listed):
            yield MARKS[action].format(escaped(wording.value(text, field.form)))

"""Text for a terminal: what is removed stands in [-…-] and what is added in {+…+}."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from macros.comparison import wording
from macros.comparison.changes import Change
from macros.comparison.fields import FieldChange
from macros.comparison.telling import Group, Telling, heading, run
from macros.comparison.words import ADDED, KEPT, REMOVED
from macros.problems import printable

WIDTH = 100
MARKS = {KEPT: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}
PARAGRAPH = " ¶ "


def write(telling: Telling) -> str:
    """A comparison as text."""
    blocks = [
        "\n".join(
            [
                *_wrapped(telling.title),
                *_wrapped(telling.summary),
                *_wrapped(wording.NOT_COUNTED),
            ]
        )
    ]
    blocks += ["\n".join(_group(group)) for group in telling.groups]
    if telling.unread:
        rows = [row for it in telling.unread for row in _wrapped(wording.unread(it), 2)]
        blocks.append("\n".join([f"{wording.UNREAD}:", *rows]))
    return "\n\n".join(blocks) + "\n"


def _group(group: Group) -> Iterator[str]:
    yield from _wrapped(group.heading)
    yield from _wrapped(group.file, 2)
    if group.own:
        yield from _change(group.own, 2)
    for change in group.inside:
        yield from _wrapped(heading(change), 2)
        yield from _change(change, 4)


def _change(change: Change, indent: int) -> Iterator[str]:
    for note in wording.notes(change):
        yield from _wrapped(note, indent)
    for field in change.fields:
        yield from _wrapped(f"{wording.field(field, change.level)}: {_difference(field)}", indent)
    if change.untold:
        yield from _wrapped(wording.untold(change.untold), indent)


def _difference(field: FieldChange) -> str:
    if field.pieces:
        return " ".join(MARKS[piece.action].format(piece.text) for piece in run(field))
    removed = [*([field.before] if field.before is not None else []), *field.removed]
    added = [*([field.after] if field.after is not None else []), *field.added]
    told = [
        MARKS[action].format(wording.value(text, field.form))
        for action, texts in ((REMOVED, removed), (ADDED, added))
        for text in texts
    ]
    return " ".join(told)


def _wrapped(text: str, indent: int = 0) -> list[str]:
    """Lines of at most the width, those after the first further in. Nothing in them is unseen."""
    flat = " ".join(text.replace("\n\n", PARAGRAPH).split())
    return textwrap.wrap(
        printable(flat),
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_long_words=False,
        break_on_hyphens=False,
    )

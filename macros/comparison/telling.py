"""Tellings: changes as they are told to people, record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.comparison import wording
from macros.comparison.changes import Change
from macros.comparison.fields import FieldChange
from macros.comparison.reading import Unread
from macros.comparison.thing import Key
from macros.comparison.words import KEPT, Piece
from macros.swedish import capital

LONGEST_KEPT = 24
"""Words in a row that are the same on both sides; of longer runs only the ends are told."""
ENDS = 8
"""Words at each end of such a run."""
LONGEST_TITLE = 200
"""Characters."""


@dataclass(frozen=True)
class Telling:
    """All there is to tell: the changes, files that could not be compared, and the two sides."""

    changes: tuple[Change, ...]
    unread: tuple[Unread, ...]
    old_name: str
    new_name: str

    @property
    def title(self) -> str:
        """The heading of the whole."""
        return wording.title(self.old_name, self.new_name)

    @property
    def summary(self) -> str:
        """How many changes there are of each sort."""
        return wording.summary(self.changes)

    @property
    def groups(self) -> Iterator[Group]:
        """The changes, those of a record and of what is inside it together."""
        for _, members in groupby(self.changes, key=_record):
            yield Group(tuple(members))


@dataclass(frozen=True)
class Group:
    """The changes of one record and of what is inside it; perhaps only the latter."""

    changes: tuple[Change, ...]

    @property
    def own(self) -> Change | None:
        """The change of the record itself."""
        return next((it for it in self.changes if not it.owner), None)

    @property
    def inside(self) -> Sequence[Change]:
        """The changes of what is inside it."""
        return [it for it in self.changes if it.owner]

    @property
    def heading(self) -> str:
        """What the group is about: »System: E-post (ändrat)«."""
        if self.own:
            return heading(self.own)
        first = self.changes[0]
        assert first.owner
        return f"{capital(wording.noun(first.owner[0]))}: {_short(first.owner_title)}"

    @property
    def file(self) -> str:
        """The record's file."""
        return self.changes[0].file


def heading(change: Change) -> str:
    """What a change is about: its kind, its title, and what has been done to it."""
    done = wording.participle(change.kind, change.action)
    mark = wording.LEVELS[change.level]
    told = f"{done}, {mark}" if mark else done
    return f"{capital(wording.noun(change.kind))}: {_short(change.title)} ({told})"


def run(field: FieldChange) -> tuple[Piece, ...]:
    """The way from before to after, with the middle of long runs of the same words left out."""
    if field.form not in ("text", "markdown"):
        return tuple(Piece(it.action, wording.value(it.text, field.form)) for it in field.pieces)
    last = len(field.pieces) - 1
    return tuple(
        _shortened(piece, is_first=number == 0, is_last=number == last)
        for number, piece in enumerate(field.pieces)
    )


def _shortened(piece: Piece, *, is_first: bool, is_last: bool) -> Piece:
    words = piece.text.split(" ")
    if piece.action != KEPT or len(words) <= LONGEST_KEPT or (is_first and is_last):
        return piece
    before = [] if is_first else words[:ENDS]
    after = [] if is_last else words[-ENDS:]
    return Piece("kept", " ".join((*before, "…", *after)))


def _record(change: Change) -> Key:
    return change.owner or (change.kind, change.id)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1]}…"

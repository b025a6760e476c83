"""Answers: how the commands say what they have done, and carry a draft out."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from macros import problems
from macros.build import check
from macros.commands.files import refresh
from macros.editing import writing
from macros.editing.draft import Draft, Refused
from macros.editing.references import References, Use
from macros.index import Entry
from macros.problems import printable
from macros.records import KINDS

WIDTH = problems.WIDTH
NOT_WRITTEN = "Ingenting har skrivits, för --dry-run var valt."


def refuse(message: str) -> int:
    """Say why something cannot be done; returns the exit code."""
    print(filled(message), file=sys.stderr)
    return 2


def given(text: str) -> str:
    """The text of an option on one line. Raises Refused for what no file in data/ may hold."""
    line = " ".join(text.split())
    try:
        writing.entry("text", line)
    except ValueError:
        line = ""
    if not line:
        raise Refused("Texten är tom eller har tecken som inte syns. Skriv den på nytt.")
    return line


def filled(text: str, indent: str = "") -> str:
    """A paragraph in the width of a terminal."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def opened(root: Path, day: date) -> References:
    """The programme with who points at whom. Raises ProgrammeError if something is wrong in it."""
    programme, pages = check(root, day)
    return References(root, programme, pages)


def chosen(references: References, text: str) -> Entry:
    """The one entity that an id means. Raises Refused."""
    entries = references.find(text)
    if len(entries) == 1:
        return entries[0]
    if entries:
        words = [named(entry) for entry in entries]
        raise Refused(
            f"{problems.quoted(text)} finns på flera ställen. Skriv {problems.one_of(words)}."
        )
    if any(it.id == text.rpartition("/")[2] for it in references.programme.retirements):
        raise Refused(
            f"{problems.quoted(text)} används inte längre, och ska stå kvar i data/retired.yml."
        )
    known = {
        identifier for entries in references.programme.index.values() for identifier in entries
    }
    known |= {named(entry) for it in references.programme.index.values() for entry in it.values()}
    tip = problems.nearest(text, sorted(known))
    raise Refused(f"{problems.quoted(text)} finns inte. {tip}".strip())


def named(entry: Entry) -> str:
    """An entity by its kind and id."""
    return f"{KINDS[entry.entity.kind].word}/{entry.entity.id}"


def carry_out(draft: Draft, day: date, *, only_try: bool) -> None:
    """Write a draft, once the whole programme has been checked as it becomes.

    Raises ProgrammeError with what is wrong, before anything is written.
    """
    with draft.tried() as copy:
        programme, _ = check(copy, day)
        if only_try:
            return
    draft.carry_out()
    refresh(draft.root, programme)


def listed(uses: Iterable[Use]) -> str:
    """What points at something: a line each."""
    return "\n".join(f"{use.place}  {printable(use.by)}, {use.title}" for use in uses)


def counted(number: int, one: str, several: str) -> str:
    """A number with what it is the number of."""
    return f"{problems.spaced(number)} {one if number == 1 else several}"


def by_file(files: Sequence[str]) -> str:
    """Files that were changed, a line each."""
    return "\n".join(f"  {printable(file)}" for file in files)

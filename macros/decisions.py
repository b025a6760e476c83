"""Decisions: what has been decided lately, about the document, its instructions and systems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.rendering import inside
from macros.views import Link, ProgrammeView

MOST = 5
"""How many the front page tells of."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was decided on a day, and the page that tells more."""

    day: date
    text: str
    link: Link


def latest(programme: ProgrammeView, today: date) -> tuple[Decided, ...]:
    """The latest decisions, the newest first.

    What is to be decided another day is left out, and so are examples: nobody has decided them.
    """
    found = [*_on_document(programme), *_on_instructions(programme), *_on_systems(programme)]
    taken = [it for it in found if it.day <= today]
    return tuple(sorted(taken, key=lambda it: it.day, reverse=True)[:MOST])


def _on_document(programme: ProgrammeView) -> Iterator[Decided]:
    document = programme.document
    for event in () if document.example else document.history:
        yield Decided(event.date, event.title, document.link)


def _on_instructions(programme: ProgrammeView) -> Iterator[Decided]:
    for it in programme.shelf("instruction"):
        if it.adopted.date and not it.example:
            yield Decided(it.adopted.date, f"{it.link.title} antas", it.link)


def _on_systems(programme: ProgrammeView) -> Iterator[Decided]:
    for it in programme.shelf("system"):
        day = it.common_decision.decision.date
        if day and not it.example:
            yield Decided(day, f"Gemensamt system: {inside(it.link.title)}", it.link)

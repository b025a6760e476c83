"""Removal: an entity is taken away, unless something points at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros import problems, source
from macros.editing import patches
from macros.editing.draft import Draft, Refused
from macros.editing.references import Key, References, Use
from macros.editing.retirements import FILE, Leaving, retire
from macros.index import Entry, entities
from macros.records import KINDS_OF_RECORD
from macros.records.reading import Sourced
from macros.source import Location


@dataclass(frozen=True)
class Removal:
    """What it comes to when an entity is taken away. With `uses` it cannot be."""

    draft: Draft
    uses: tuple[Use, ...]


def remove(
    references: References, entry: Entry, successor: str | None, leaving: Leaving
) -> Removal:
    """A draft without an entity and what is inside it, whose ids are remembered. What is out of
    use already may have led to it, and leads on.

    Raises Refused for what there must be one of, and for an id that is out of use already.
    """
    key = (entry.entity.kind, entry.entity.id)
    sourced, location = references.home(key)
    inside = tuple(_inside(sourced, location))
    uses = tuple(
        use
        for use in references.of(*inside)
        if use.place.file != FILE and not _is_within(references, use, sourced, location)
    )
    draft = Draft(references.root)
    if not uses:
        _take_away(draft, entry, sourced, location)
        for it in inside:
            retire(draft, it, successor if it == key else None, leaving)
    return Removal(draft, uses)


def _inside(sourced: Sourced, location: Location) -> Iterator[Key]:
    """An entity and those inside it."""
    for entity, where in entities(sourced):
        if (*sourced.location, *where)[: len(location)] == location:
            yield entity.kind, entity.id


def _is_within(references: References, use: Use, sourced: Sourced, location: Location) -> bool:
    """Whether what points at an entity is itself a part of it, and goes away with it."""
    if use.place.file != sourced.document.file:
        return False
    around = references.spans(sourced)[location]
    return around.begins <= use.span.begins < around.ends


def _take_away(draft: Draft, entry: Entry, sourced: Sourced, location: Location) -> None:
    collection = KINDS_OF_RECORD.get(entry.entity.kind)
    file = sourced.document.file
    if collection and collection.is_needed:
        told = problems.quoted(entry.entity.id)
        raise Refused(f"{told} går inte att ta bort, för alla sidor bygger på den filen.")
    if entry.entity.kind == "retirement":
        told = problems.quoted(entry.entity.id)
        raise Refused(f"{told} används inte längre, och ska stå kvar i {FILE}.")
    if not location:
        draft.remove(file)
        return
    document, _ = source.read(file, sourced.document.text)
    assert document
    while len(location) > 1 and isinstance(location[-1], int) and _is_alone(document, location):
        location = location[:-1]
    if _is_alone(document, location):
        draft.remove(file)
    else:
        draft.write(file, patches.without(sourced.document.text, location))


def _is_alone(document: source.Document, location: Location) -> bool:
    """Whether an item is the only one of its list."""
    here: object = document.data
    for step in location[:-1]:
        here = here[step]  # type: ignore[index]
    return isinstance(here, list) and len(here) == 1

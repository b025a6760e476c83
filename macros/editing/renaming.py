"""Renaming: another id for an entity, everywhere at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from macros import problems, visibility
from macros.editing.draft import Draft, Refused
from macros.editing.identifiers import examine_new
from macros.editing.patches import Patch, patched, rewritten
from macros.editing.references import Key, References, Use
from macros.editing.retirements import Leaving, retire
from macros.index import Entry, entities
from macros.records import KINDS, KINDS_OF_RECORD, Collection, address
from macros.records.fields import Entity, Record, Visibility

REASON = "Bytte id till {}."


@dataclass(frozen=True)
class Renaming:
    """What a new id comes to: the draft, what is written anew, and the ids that changed.

    `uses` are what pointed at the old ids, and what must say its kind now that a new id is also
    that of something else.
    """

    draft: Draft
    uses: tuple[Use, ...]
    ids: Mapping[Key, str]


def rename(references: References, old: Entry, new: str, day: date) -> Renaming:
    """A draft in which an entity has another id.

    Ids that begin with it change too: those of an instruction's rules. Raises Refused.
    """
    _examine(old, new, references)
    ids = dict(_ids(references, old, new))
    uses = references.of(*ids)
    draft = Draft(references.root)
    patches: dict[str, list[Patch]] = {}
    for use in uses:
        anchor = _renamed(references, use.target, ids[use.target]).anchor
        text = _as_written(references, use, ids[use.target])
        patches.setdefault(use.place.file, []).append(use.patch(text, anchor))
    unclear = tuple(_unclear(references, ids))
    for use in unclear:
        word = KINDS[use.target[0]].word
        patch = use.patch(f"{word}/{use.written}", "")
        patches.setdefault(use.place.file, []).append(patch)
    for key, identifier in ids.items():
        span = references.span_of_id(key)
        if span:
            file = references.home(key)[0].document.file
            patches.setdefault(file, []).append(rewritten(span, identifier))
    for file, pieces in patches.items():
        draft.write(file, patched(draft.text(file), pieces))
    collection = KINDS_OF_RECORD.get(old.entity.kind)
    if collection and collection.is_folder:
        _move(draft, collection, old, new)
    for key, identifier in ids.items():
        reason = REASON.format(problems.quoted(identifier))
        retire(draft, key, identifier, Leaving(day, reason, is_open(old.record)))
    return Renaming(draft, (*uses, *unclear), ids)


def is_open(record: Record) -> bool:
    """Whether the public sees a record."""
    collection = KINDS_OF_RECORD[record.kind]
    return visibility.of_record(collection, record) is Visibility.PUBLIC


def _examine(old: Entry, new: str, references: References) -> None:
    kind = KINDS[old.entity.kind]
    if isinstance(kind, Collection) and (kind.single or kind.kind == "retirement"):
        raise Refused(f"Id:t {problems.quoted(old.entity.id)} går inte att byta.")
    if new == old.entity.id:
        raise Refused(f"Id:t är redan {problems.quoted(new)}.")
    examine_new(kind.kind, new, references.programme)


def _ids(references: References, old: Entry, new: str) -> Iterator[tuple[Key, str]]:
    """The ids that change: that of the entity, and of the rules that are named after it."""
    yield (old.entity.kind, old.entity.id), new
    if old.entity.kind == "instruction":
        sourced, _ = references.home((old.entity.kind, old.entity.id))
        for entity, _ in entities(sourced):
            if entity is not old.entity and entity.id.startswith(old.entity.id):
                yield (entity.kind, entity.id), new + entity.id.removeprefix(old.entity.id)


def _unclear(references: References, ids: Mapping[Key, str]) -> Iterator[Use]:
    """What points at something else by an id that will mean two things."""
    index = references.programme.index
    for (kind, _), new in ids.items():
        others = [(other, new) for other in index if other != kind and new in index[other]]
        for use in references.of(*others):
            if kind in use.kinds and "/" not in use.written:
                yield use


def _as_written(references: References, use: Use, new: str) -> str:
    """A new id as it is written in a place: with its kind first if it was so, or has to be."""
    word, mark, _ = use.written.rpartition("/")
    index = references.programme.index
    others = [kind for kind in use.kinds if kind != use.target[0] and new in index[kind]]
    if mark or others:
        return f"{word or KINDS[use.target[0]].word}/{new}"
    return new


def _renamed(references: References, key: Key, new: str) -> Entity:
    entity = references.programme.index[key[0]][key[1]].entity
    return entity.model_copy(update={"id": new})


def _move(draft: Draft, collection: Collection, old: Entry, new: str) -> None:
    """Give the record's file its new name, and the page that an editor has written about it."""
    for ending in (".yml", ".yaml"):
        file = f"data/{collection.source}{old.entity.id}{ending}"
        if draft.is_there(file):
            draft.move(file, collection.file_of(new))
    page = f"docs/{old.path}"
    if draft.is_there(page):
        renamed = old.record.model_copy(update={"id": new})
        moved = f"docs/{address(renamed, renamed)}"
        if draft.is_there(moved):
            raise Refused(f"Det finns redan en sida {moved}. Flytta den först.")
        draft.move(page, moved)

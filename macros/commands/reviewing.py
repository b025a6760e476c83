"""Reviewing: `review`, that someone has gone through a record."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from macros import problems, schemas
from macros.build import check
from macros.commands.answers import (
    NOT_WRITTEN,
    carry_out,
    chosen,
    counted,
    given,
    named,
    opened,
    refuse,
)
from macros.editing import patches, writing
from macros.editing.draft import Draft, Refused
from macros.editing.references import References
from macros.editing.renaming import Renaming
from macros.index import Entry
from macros.programme import Programme
from macros.records import KINDS, KINDS_OF_RECORD, forms
from macros.records.fields import Record
from macros.records.review import Review
from macros.reviews import digest, standings
from macros.slugs import slug
from macros.swedish import day as said

FILE = "data/reviews.yml"
BEGINNING = f"""\
{schemas.modeline_of("reviews.yml")}
# Genomgångar: vem som har gått igenom vad, när, och hur det var då. Ändras posten i sak efteråt
# blir genomgången inaktuell av sig själv.

"""
DATED = "reviewed_on"
"""A field of some records in which the day of the latest review is shown."""


def review(root: Path, options: argparse.Namespace) -> int:
    """Write that a record has been gone through, or tell how it stands with the reviews."""
    if not options.id:
        return _tell(root, options.date)
    if not options.by:
        return refuse(
            "Skriv med --by vilken roll som har gått igenom, till exempel --by systemagare."
        )
    references = opened(root, options.date)
    try:
        entry = chosen(references, options.id)
        position = chosen(references, options.by)
        _examine(entry, position)
        draft = _draft(references, entry, position, options)
    except Refused as error:
        return refuse(str(error))
    carry_out(draft, options.date, only_try=options.dry_run)
    verb = "skulle bli" if options.dry_run else "är"
    print(f"{named(entry)} {verb} genomgånget den {said(options.date)}: {options.outcome}.")
    print(NOT_WRITTEN if options.dry_run else f"Det står i {FILE}.")
    return 0


def _draft(
    references: References, entry: Entry, position: Entry, options: argparse.Namespace
) -> Draft:
    """A draft with one more review. Raises Refused."""
    draft = Draft(references.root)
    _date(draft, entry, options.date)
    record = entry.record
    values = {
        "id": _identifier(references.programme, record, options.date),
        "reviewed": named(entry),
        "by": named(position),
        "date": options.date.isoformat(),
        "outcome": options.outcome,
        "digest": digest(record),
    }
    if options.note:
        values["note"] = given(options.note)
    if draft.is_there(FILE):
        draft.write(FILE, patches.appended(draft.text(FILE), values))
    else:
        draft.write(FILE, BEGINNING + writing.item(values))
    return draft


def keep_reviews(references: References, renaming: Renaming) -> None:
    """Let reviews hold that held before: another id is no change of substance.

    Raises ProgrammeError if the draft has problems.
    """
    before = standings(references.programme)
    held = [it.review.id for it in before.values() if it.is_current]
    if not held:
        return
    with renaming.draft.tried() as copy:
        programme, _ = check(copy)
        after = {it.review.id: it for it in standings(programme).values()}
    text = renaming.draft.text(FILE)
    for number, record in enumerate(programme.records["review"]):
        it = after.get(record.id)
        if record.id in held and it and not it.is_current:
            (entry,) = programme.find(it.review.reviewed)
            text = patches.with_fields(
                text, (number,), {"digest": digest(entry.record)}, ["digest"]
            )
    renaming.draft.write(FILE, text)


def _examine(entry: Entry, position: Entry) -> None:
    """Whether a record can be gone through, and by whom. Raises Refused."""
    kinds = forms.kinds(Review.model_fields["reviewed"])
    if entry.entity is not entry.record or entry.entity.kind not in kinds:
        words = problems.one_of(KINDS[kind].word for kind in kinds)
        raise Refused(
            f"{named(entry)} går inte att gå igenom för sig. Välj {words}."
            f" {named(entry)} hör till {KINDS[entry.record.kind].word}/{entry.record.id}."
        )
    kinds = forms.kinds(Review.model_fields["by"])
    if position.entity.kind not in kinds:
        words = problems.one_of(KINDS[kind].word for kind in kinds)
        raise Refused(f"{named(position)} är varken {words}. Skriv den roll som har gått igenom.")


def _identifier(programme: Programme, record: Record, day: date) -> str:
    """An id for a review: what it is of, and the day; a number more when there is one already."""
    known = programme.index["review"]
    word = KINDS[record.kind].word.replace(" ", "-")
    first = f"{_plain(word)}-{_plain(record.id)}-{day.isoformat()}"
    numbers = (f"{first}-{number}" for number in range(2, len(known) + 3))
    return next(it for it in (first, *numbers) if it not in known)


def _plain(text: str) -> str:
    return slug(text) or "post"


def _date(draft: Draft, entry: Entry, day: date) -> None:
    """Where a record shows the day of its latest review, let it be this one."""
    collection = KINDS_OF_RECORD[entry.record.kind]
    fields = collection.model.model_fields
    if DATED not in fields or not (collection.is_folder or collection.single):
        return
    file = collection.file_of(entry.record.id)
    order = [info.alias or name for name, info in fields.items()]
    text = patches.with_fields(draft.text(file), (), {DATED: day.isoformat()}, order)
    draft.write(file, text)


def _tell(root: Path, day: date) -> int:
    """How it stands with the reviews: what has changed since it was gone through."""
    programme, _ = check(root, day)
    found = standings(programme)
    stale = {key: it for key, it in found.items() if not it.is_current}
    for (kind, identifier), it in stale.items():
        by = programme.find(it.review.by)[0].entity.title
        told = f"{said(it.review.date)}, {by}"
        print(f"{KINDS[kind].word}/{identifier}  ändrat efter genomgången {told}")
    count = counted(len(found), "post är genomgången", "poster är genomgångna")
    print(f"{count}. Ändrade efteråt: {len(stale)}.")
    return 0

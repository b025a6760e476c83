"""Retirements: ids that are taken out of use, remembered so that links still lead right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.editing import patches, writing
from macros.editing.draft import Draft
from macros.editing.references import Key
from macros.records import KINDS

FILE = "data/retired.yml"
BEGINNING = """\
# yaml-language-server: $schema=schemas/retired.json
# Id:n som inte används mer. De får aldrig användas igen, och gamla länkar leder till det nya.

"""


@dataclass(frozen=True)
class Leaving:
    """Why and when an id goes out of use, and whether everyone may know that it was there."""

    day: date
    reason: str
    is_open: bool = True


def retire(draft: Draft, key: Key, successor: str | None, leaving: Leaving) -> None:
    """Note in a draft that an id is out of use, and what came in its place, if anything did."""
    kind, identifier = key
    values = {"id": identifier, "of": KINDS[kind].word}
    if successor:
        values["replaced_by"] = successor
        if not leaving.is_open:
            values["redirect"] = "intern"
    values |= {"date": leaving.day.isoformat(), "reason": leaving.reason}
    if draft.is_there(FILE):
        draft.write(FILE, patches.appended(draft.text(FILE), values))
    else:
        draft.write(FILE, BEGINNING + writing.item(values))

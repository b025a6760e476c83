"""Reviews: what was gone through, and whether it still says the same.

A review keeps a checksum of the record as it was. When the record is changed in substance, the
checksum is another, and the review is out of date: no one has to remember to say so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from macros.comparison.thing import WORDS_FOR_SEARCH
from macros.index import Entry
from macros.programme import Programme
from macros.records.fields import Entity, Record, Reference
from macros.records.review import Review

Key = tuple[str, str]
"""The kind and id of a record."""
NO_SUBSTANCE = {WORDS_FOR_SEARCH, "reviewed_on"}
"""Fields that say nothing of what a record is about: words for the search, and when it was gone
through, which a review itself changes."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest review of a record, and whether the record is as it was then."""

    review: Review
    is_current: bool


def digest(record: Record) -> str:
    """A short hash of what a record says, with all that is inside it.

    Formatting, comments and the order of fields and of lists make no difference.
    """
    whole = json.dumps(_said(record), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def standings(programme: Programme) -> Mapping[Key, Standing]:
    """The latest review of every record that has one."""
    latest: dict[Key, tuple[Review, Entry]] = {}
    for review in programme.records["review"]:
        assert isinstance(review, Review)
        for entry in programme.find(review.reviewed):
            key = (entry.entity.kind, entry.entity.id)
            if key not in latest or review.date >= latest[key][0].date:
                latest[key] = review, entry
    return {
        key: Standing(review, digest(entry.record) == review.digest)
        for key, (review, entry) in latest.items()
    }


def _said(value: object) -> object:
    """A value without what makes no difference."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        left_out = NO_SUBSTANCE if isinstance(value, Entity) else ()
        return {
            name: _said(it)
            for name, it in value.__dict__.items()
            if name not in left_out and it != fields[name].default
        }
    if isinstance(value, list):
        return sorted((_said(it) for it in value), key=_in_order)
    if isinstance(value, Reference):
        return value.text.rpartition("/")[2]
    return " ".join(str(value).split())


def _in_order(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)

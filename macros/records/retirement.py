"""Ids that are not used any more, remembered so that they are never used again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from macros.records.fields import Day, Internal, Line, Record, Text, Visibility

Key = tuple[str, str]
"""The kind and id of an entity."""


def end_of(successors: Mapping[Key, str | None], key: Key) -> Key:
    """What an id has become in the end. Ids in a circle lead back to the first of them."""
    passed: set[Key] = set()
    while key not in passed and (new := successors.get(key)):
        passed.add(key)
        key = (key[0], new)
    return key


class Retirement(Record):
    """An id that has been taken out of use, and what replaced it."""

    kind: ClassVar[str] = "retirement"
    of: Internal[Line] = Field(title="Slag", description="Som i en hänvisning: roll, system, …")
    replaced_by: Internal[Line | None] = Field(
        None, title="Ersatt av", description="Id för posten som används i stället."
    )
    redirect: Internal[Literal["ja", "intern", "nej"]] = Field(
        "ja",
        title="Leder vidare",
        description="»Intern« när bara anställda får se den gamla adressen, »nej« när ingen får.",
    )
    date: Internal[Day] = Field(title="Datum", description="Dagen då id:t togs ur bruk.")
    reason: Internal[Text] = Field(title="Skäl", description="Varför id:t inte används längre.")

    def leads_on_for(self, readers: Visibility) -> bool:
        """Whether some readers may be led on from the old address."""
        return self.redirect == "ja" or (
            self.redirect == "intern" and readers is not Visibility.PUBLIC
        )

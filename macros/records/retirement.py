"""Ids that are not used any more, remembered so that they are never used again."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.records.fields import Day, Flag, Internal, Line, Record, Text


class Retirement(Record):
    """An id that has been taken out of use, and what replaced it."""

    kind: ClassVar[str] = "retirement"
    of: Internal[Line] = Field(title="Slag", description="Som i en hänvisning: roll, system, …")
    replaced_by: Internal[Line | None] = Field(
        None, title="Ersatt av", description="Id för posten som används i stället."
    )
    redirect: Internal[Flag] = Field(
        True,
        title="Leder vidare",
        description="Nej när den gamla adressen inte ska nämnas på webbplatsen.",
    )
    date: Internal[Day] = Field(title="Datum", description="Dagen då id:t togs ur bruk.")
    reason: Internal[Text] = Field(title="Skäl", description="Varför id:t inte används längre.")

"""Decided exceptions, and the kinds of record that demands are checked for."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from macros.records.fields import Day, Internal, InvolvedRef, Part, Record, RequirementRef, Text
from macros.records.reasons import SHORTCOMING, Reasons, because


class RequirementException(Part):
    """A decided exception from a demand: seen as an exception, not as if it were met.

    It holds from `date` to `expires_on`, both days included.
    """

    reasons: ClassVar[Reasons] = because(SHORTCOMING)

    requirement: Internal[RequirementRef] = Field(title="Krav")
    decided_by: Internal[InvolvedRef] = Field(title="Beslutat av")
    date: Internal[Day] = Field(title="Datum")
    expires_on: Internal[Day] = Field(title="Till och med")
    reason: Internal[Text] = Field(title="Skäl")


class Examined(Record):
    """A record of a kind that demands are checked for."""

    exceptions: Internal[list[RequirementException]] = Field(default=[], title="Beslutade undantag")

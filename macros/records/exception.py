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

    requirement: Internal[RequirementRef] = Field(
        title="Krav", description="Kravet som inte behöver vara uppfyllt."
    )
    decided_by: Internal[InvolvedRef] = Field(
        title="Beslutat av", description="Den som beslutade om undantaget."
    )
    date: Internal[Day] = Field(title="Datum", description="Första dagen som undantaget gäller.")
    expires_on: Internal[Day] = Field(
        title="Till och med", description="Sista dagen som undantaget gäller."
    )
    reason: Internal[Text] = Field(title="Skäl", description="Varför undantaget behövs.")


class Examined(Record):
    """A record of a kind that demands are checked for."""

    exceptions: Internal[list[RequirementException]] = Field(
        default=[],
        title="Beslutade undantag",
        description="Beslut om att posten tills vidare inte behöver uppfylla ett krav.",
    )

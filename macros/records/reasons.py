"""Why a field has the level it has: the sentences, and how a model says which of them hold.

A reason belongs to one level, so a field that is moved to another level needs another reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from macros.records.fields import Visibility


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something has a level, as a sentence for those who write and those who ask."""

    level: Visibility
    sentence: str


@dataclass(frozen=True)
class Reasons:
    """The reasons of a model: one for each level, and others for fields by their names."""

    usual: Mapping[Visibility, Reason]
    named: Mapping[str, Reason]


def because(*usual: Reason, **named: Reason) -> Reasons:
    """The reasons of a model: first the usual ones, one a level, then the fields that differ.

    What a model does not say, the group around it says, and around a record its kind.
    """
    return Reasons({reason.level: reason for reason in usual}, named)


def reasons_of(model: type[BaseModel] | None) -> Reasons:
    """What a model says of its own fields, and of itself as a group."""
    found = getattr(model, "reasons", None)
    return found if isinstance(found, Reasons) else because()


# --- open ----------------------------------------------------------------------------------

IDENTITY = Reason(Visibility.PUBLIC, "Behövs för att hitta posten och länka till den.")
ADOPTED = Reason(
    Visibility.PUBLIC, "Hör till ett antaget styrdokument, och sådana är i regel offentliga."
)
RULES = Reason(Visibility.PUBLIC, "Den som ska följa en regel behöver kunna läsa den.")
PROFILE = Reason(Visibility.PUBLIC, "Kommunens egna ord och gränser, som resten bygger på.")
RECORDS = Reason(
    Visibility.PUBLIC,
    "Underlag till beskrivningen av allmänna handlingar"
    " (4 kap. 2 § offentlighets- och sekretesslagen).",
)
EXISTENCE = Reason(Visibility.PUBLIC, "Alla ska kunna se vilka system kommunen har.")
RESPONSIBILITY = Reason(
    Visibility.PUBLIC, "Alla ska kunna se vem i kommunen som ansvarar och beslutar."
)
CONTACT = Reason(Visibility.PUBLIC, "Behövs för att nå rätt funktion.")
PRIVACY = Reason(Visibility.PUBLIC, "Den vars uppgifter finns i systemet ska kunna få veta det.")
EXPLANATION = Reason(Visibility.PUBLIC, "Hjälper läsaren att förstå.")
ACCESS = Reason(
    Visibility.PUBLIC, "Den som hindras av en brist ska få veta varför, och vart man vänder sig."
)
HONESTY = Reason(Visibility.PUBLIC, "Läsaren ska kunna se vad som är påhittat eller rättat.")

# --- internal ------------------------------------------------------------------------------

AGGREGATION = Reason(
    Visibility.INTERNAL,
    "Ofarligt för sig, men många sådana uppgifter blir tillsammans en karta över kommunens it.",
)
TARGET = Reason(Visibility.INTERNAL, "Pekar ut vad som är mest värt att angripa.")
PERSON = Reason(
    Visibility.INTERNAL, "Kan användas för att söka upp eller lura en enskild anställd."
)
SHORTCOMING = Reason(
    Visibility.INTERNAL, "Kan visa att något brister, och brister är känsligare än regler."
)
DEFENCE = Reason(
    Visibility.INTERNAL,
    "Visar hur systemet skyddas. Anställda behöver veta det, men inte den som vill angripa.",
)
AGREEMENT = Reason(Visibility.INTERNAL, "Rör pengar eller avtal med leverantörer.")
WORK = Reason(Visibility.INTERNAL, "Behövs i arbetet men säger inget till den som är utanför.")

# --- restricted ----------------------------------------------------------------------------

PROTECTION = Reason(
    Visibility.RESTRICTED, "Visar i detalj hur skyddet är gjort, eller var det känsligaste finns."
)
WEAKNESS = Reason(
    Visibility.RESTRICTED, "Kan visa var systemet är svagt eller var skadan blir störst."
)
MACHINERY = Reason(Visibility.RESTRICTED, "Behövs bara när webbplatsen kontrolleras och byggs.")

EVERYWHERE = because(
    id=IDENTITY,
    visibility=MACHINERY,
    visibility_overrides=MACHINERY,
    publication_decisions=WORK,
    example=HONESTY,
    example_note=HONESTY,
    keywords=IDENTITY,
    sections=ADOPTED,
    editor_note=WORK,
)
"""Fields that mean the same in every model that has them."""

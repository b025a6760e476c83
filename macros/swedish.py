"""Swedish as it is written: dates, how often something is done, and titles in sentences."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


ORDINALS = (
    "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte",
    "tolfte",
)  # fmt: skip
"""The ordinals that are written in letters, from the third."""
OFTEN = {
    "år": ("en gång om året", "vartannat år", "vart {} år"),
    "månad": ("en gång i månaden", "varannan månad", "var {} månad"),
    "vecka": ("en gång i veckan", "varannan vecka", "var {} vecka"),
    "dygn": ("en gång om dygnet", "vartannat dygn", "vart {} dygn"),
}
"""What is done each time, every other time, and with some times between, by the unit."""
UNITS = {"månader": "månad", "veckor": "vecka"}
"""The units that have another form when there are several."""


def day(value: date) -> str:
    """A date as it is read: 3 maj 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def inside(title: str) -> str:
    """A title as it stands inside a sentence: a capital letter first only in an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def capital(text: str) -> str:
    """A text with a capital letter first."""
    return text[:1].upper() + text[1:]


def at_least(interval: str) -> str:
    """How often something is done, by the longest time between: »minst vart fjärde år«."""
    number, _, unit = interval.partition(" ")
    amount, unit = int(number), UNITS.get(unit, unit)
    if unit == "månad" and amount % 12 == 0:
        amount, unit = amount // 12, "år"
    if unit not in OFTEN:
        return f"med högst {interval} emellan"
    once, every_other, every = OFTEN[unit]
    often = once if amount == 1 else every_other if amount == 2 else every.format(_ordinal(amount))
    return f"minst {often}"


def _ordinal(number: int) -> str:
    if number < 3 + len(ORDINALS):
        return ORDINALS[number - 3]
    is_first_or_second = number % 10 in (1, 2) and number % 100 not in (11, 12)
    return f"{number}:{'a' if is_first_or_second else 'e'}"

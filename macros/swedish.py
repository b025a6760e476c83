"""Swedish as it is written: dates, and titles inside sentences."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day(value: date) -> str:
    """A date as it is read: 3 maj 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def inside(title: str) -> str:
    """A title as it stands inside a sentence: a capital letter first only in an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]

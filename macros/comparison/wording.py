"""Wording: the Swedish of a comparison."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from macros import swedish
from macros.comparison.changes import Change
from macros.comparison.fields import FieldChange
from macros.comparison.reading import Unread
from macros.comparison.thing import PAGE
from macros.problems import spaced
from macros.records import KINDS
from macros.records.fields import Visibility

NO_CHANGES = "Inga ändringar i sak."
NOT_COUNTED = "Formatering, kommentarer och ordning räknas inte."
UNREAD = "Filer som inte gick att jämföra"
TOO_LONG = "Texten är för lång för att visas här."

NOUNS: dict[str, tuple[str, str, bool]] = {
    "role": ("roll", "roller", False),
    "duty": ("uppgift", "uppgifter", False),
    "system": ("system", "system", True),
    "instruction": ("instruktion", "instruktioner", False),
    "rule": ("regel", "regler", False),
    "requirement": ("krav", "krav", True),
    "municipality": ("kommunprofil", "kommunprofiler", False),
    "criticality": ("kritikalitetsgrupp", "kritikalitetsgrupper", False),
    "aspect": ("aspekt", "aspekter", False),
    "level": ("nivå", "nivåer", False),
    "heading": ("planrubrik", "planrubriker", False),
    "participation": ("sätt att delta", "sätt att delta", True),
    "theme": ("ämne för uppgifter", "ämnen för uppgifter", True),
    "topic": ("ämne för regler", "ämnen för regler", True),
    "threshold": ("gräns", "gränser", False),
    "software-function": ("programvarufunktion", "programvarufunktioner", False),
    "document": ("styrdokument", "styrdokument", True),
    "section": ("avsnitt", "avsnitt", True),
    "term": ("begrepp", "begrepp", True),
    "standard": ("standard", "standarder", False),
    "software": ("programvara", "programvaror", False),
    "unit": ("enhet", "enheter", False),
    "function": ("funktion", "funktioner", False),
    "repair": ("rättelse", "rättelser", False),
    "accessibility": ("redogörelse", "redogörelser", False),
    "review": ("genomgång", "genomgångar", False),
    "retirement": ("pensionerat id", "pensionerade id:n", True),
    PAGE: ("sida", "sidor", False),
}
"""One, several, and whether it is »ett«."""

PARTICIPLES = {
    "changed": ("ändrad", "ändrat", "ändrade"),
    "moved": ("flyttad", "flyttat", "flyttade"),
    "renamed": ("omdöpt", "omdöpt", "omdöpta"),
    "added": ("tillagd", "tillagt", "tillagda"),
    "removed": ("borttagen", "borttaget", "borttagna"),
}
LEVELS = {Visibility.PUBLIC: "", Visibility.INTERNAL: "intern", Visibility.RESTRICTED: "skyddad"}


def noun(kind: str) -> str:
    """One of a kind: »uppgift«."""
    return NOUNS[kind][0] if kind in NOUNS else KINDS[kind].word


def participle(kind: str, action: str) -> str:
    """What has been done to one of a kind: »tillagt«."""
    common, neuter, _ = PARTICIPLES[action]
    return neuter if kind in NOUNS and NOUNS[kind][2] else common


def summary(changes: Iterable[Change]) -> str:
    """How many of each kind: »2 system ändrade, 1 uppgift tillagd.«"""
    counts: dict[tuple[str, str], int] = {}
    for change in changes:
        key = (change.kind, change.action)
        counts[key] = counts.get(key, 0) + 1
    order = {kind: number for number, kind in enumerate(NOUNS)}
    actions = list(PARTICIPLES)
    told = sorted(counts, key=lambda it: (order.get(it[0], len(order)), actions.index(it[1])))
    return f"{', '.join(_counted(*key, counts[key]) for key in told)}." if told else NO_CHANGES


def _counted(kind: str, action: str, count: int) -> str:
    if count == 1:
        return f"1 {noun(kind)} {participle(kind, action)}"
    several = NOUNS[kind][1] if kind in NOUNS else KINDS[kind].plural.lower()
    return f"{spaced(count)} {several} {PARTICIPLES[action][2]}"


def title(old_name: str, new_name: str) -> str:
    """What the whole is called."""
    return f"Ändringar i sak från {old_name} till {new_name}"


def field(change: FieldChange, around: Visibility) -> str:
    """What a field is called: »Ansvariga › Objektägare › Befattning (intern)«. Its level is said
    when it is not that of all around it."""
    name = " › ".join(change.titles)
    mark = LEVELS[change.level] if change.level is not around else ""
    return f"{name} ({mark})" if mark else name


def value(text: str, form: str) -> str:
    """A value as it is read: a day with its month in letters."""
    if form == "day" and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return swedish.day(date.fromisoformat(text))
        except ValueError:
            return text
    return text


def notes(change: Change) -> tuple[str, ...]:
    """What there is to say of a change beside its fields."""
    former = change.former_id if change.kind != PAGE else ""
    done = swedish.capital(participle(change.kind, "moved"))
    parts = (
        f"Hade id:t »{former}« förut." if former else "",
        f"{done} från »{change.moved_from}« till »{change.moved_to}«." if change.moved_to else "",
        f"I stället gäller »{change.replaced_by}«." if change.replaced_by else "",
    )
    return tuple(part for part in parts if part)


def untold(count: int) -> str:
    """That not every field is told."""
    return f"Och {'ett fält' if count == 1 else f'{spaced(count)} fält'} till."


def unread(file: Unread) -> str:
    """A file that could not be read, and why."""
    return f"{file.file}: {file.why}"


def left_out(count: int) -> str:
    """That the rest does not fit."""
    more = "1 ändring" if count == 1 else f"{spaced(count)} ändringar"
    return (
        f"Allt får inte plats här: {more} till visas inte. "
        "Jämför på din egen dator för att se allt."
    )

"""Wording: the Swedish of reports. What a check found is said by the rules and the problems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from macros.problems import Problem, nearest, quoted
from macros.rules.outcome import Severity, State
from macros.rules.wording import listed
from macros.swedish import day

PROBLEM = (
    "Fel i uppgifterna",
    "En uppgift i data/ eller docs/ går inte att använda.",
    "Felet säger vad som var väntat, vad som stod där och hur det rättas. Så länge det är kvar "
    "blir det ingen webbplats, och kraven går inte att pröva.",
)
IN_VAIN = (
    "Undantag utan verkan",
    "Ett beslutat undantag ursäktar ingenting.",
    "Ta bort undantaget ur posten om det inte behövs, eller rätta vilket krav det gäller.",
)

NOT_JUDGED = "Kraven prövas när felen är rättade."
NOTHING_CHOSEN = "Inga avvikelser, undantag eller anmärkningar för det som valdes."
ALL_MET = "Inget krav som prövas är ouppfyllt."
EXAMPLE = "»exempel«"
INTRO = (
    "Det som kraven begär och som uppgifterna inte visar står nedan, fil för fil, med grad, krav "
    "och vem som agerar. Det stoppar ingenting."
)


def checked(records: int, pages: int) -> str:
    sheets = "1 sida" if pages == 1 else f"{pages} sidor"
    return f"Inga fel. {records} poster i data/ och {sheets} i docs/ är kontrollerade."


def problem(told: Problem) -> tuple[str, ...]:
    """The parts of a problem, each as a sentence."""
    parts = (("Väntade: {}.", told.expected), ("Hittade: {}.", told.found), ("{}", told.tip))
    return tuple(form.format(text) for form, text in parts if text)


def hidden(count: int) -> str:
    more = "1 fel" if count == 1 else f"{count} fel"
    return f"{more} i andra filer visas inte här."


def line(number: int) -> str:
    return f"rad {number}"


def about(name: str, *, is_example: bool, actors: Sequence[str]) -> str:
    """What an observation is about, after its sentences, for tools that show one text."""
    marked = f"{name} {EXAMPLE}" if is_example else name
    return f"{marked}. Agerar: {listed(actors)}." if actors else f"{marked}."


def summary(today: date, shortfalls: Sequence[Severity], untold: int, held: int, vain: int) -> str:
    parts = [
        deviations(shortfalls),
        f"{untold} går inte att avgöra" if untold else "",
        f"{held} undantag gäller" if held else "",
        f"{vain} undantag utan verkan" if vain else "",
    ]
    return f"Den {day(today)}: {'. '.join(part for part in parts if part)}."


def deviations(shortfalls: Sequence[Severity]) -> str:
    count = len(shortfalls)
    if not count:
        return "inga avvikelser"
    whole = "1 avvikelse" if count == 1 else f"{count} avvikelser"
    grades = [f"{grade}: {shortfalls.count(grade)}" for grade in Severity if grade in shortfalls]
    return f"{whole} (grad {', '.join(grades)})"


def rule_help(reading: str | None, sentences: Iterable[str], note: str | None) -> str:
    criteria = [f"Uppfylls när: {sentence}" for sentence in sentences]
    parts = [f"Vår tolkning: {reading}" if reading else "", *criteria, note or ""]
    return "\n".join(part for part in parts if part)


# --- what was asked for --------------------------------------------------------------------


def unknown_choice(word: str, known: Iterable[str]) -> str:
    tip = nearest(word, known) or (
        "Skriv ett krav (R46), en post (system/e-post), en fil eller mapp, eller ett av orden "
        "problem, avvikelser, oavgjort, undantag och anmärkningar."
    )
    return f"{quoted(word)} finns inte. {tip}"


def unknown_demand(word: str, known: Iterable[str]) -> str:
    tip = nearest(word, known) or "Kraven står i data/requirements.yml."
    return f"Kravet {quoted(word)} finns inte. {tip}"


# --- a demand explained --------------------------------------------------------------------

LABELS = {
    "section": "Avsnitt",
    "text": "Kravet",
    "quote": "Citat",
    "actors": "Gäller",
    "acts": "Agerar",
    "reading": "Vår tolkning",
    "criteria": "Uppfylls när",
    "looks_at": "Ser på",
    "thresholds": "Gränser",
    "severity": "Grad",
    "unchecked": "Prövas inte",
    "note": "Anmärkning",
    "standing": "Läget",
}
PARTLY = "Bara en del av kravet går att pröva i registret."
NO_SUBJECTS = "Det finns inget i registret att pröva."


def unchecked(reading: str | None) -> str:
    why = reading or "Det är en fråga för den som kravet gäller."
    return f"Kravet går inte att kontrollera i registret. {why}"


def threshold(name: str, value: str, *, ours: bool) -> str:
    return f"{name}: {value}, {'kommunens egen gräns' if ours else 'står i programmet'}"


def severity(grade: str, note: str | None) -> str:
    return f"{grade}. {note}" if note else grade


def standing(today: date, counts: Iterable[tuple[State, int]]) -> str:
    told = [f"{state} {count}" for state, count in counts if count]
    return f"Den {day(today)}: {listed(told)}." if told else NO_SUBJECTS

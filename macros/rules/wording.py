"""Wording: every Swedish sentence that a check can say. Detection lives in the other modules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from macros.problems import printable, spaced
from macros.records.fields import Absence, Duration
from macros.swedish import day


def quoted(text: str) -> str:
    """A title or a word of the data, whole, in Swedish quotation marks."""
    return f"»{printable(text)}«"


def listed(words: Iterable[str], last: str = "och") -> str:
    """Words as a phrase: a, b och c."""
    *first, end = words
    return f"{', '.join(first)} {last} {end}" if first else end


def titled(titles: Sequence[str], last: str = "och") -> str:
    """Titles of fields as a phrase, in quotation marks."""
    return listed([quoted(title) for title in titles], last)


# --- what stands in a field ----------------------------------------------------------------


def is_filled(title: str) -> str:
    return f"{quoted(title)} är ifyllt."


def is_missing(title: str) -> str:
    return f"{quoted(title)} är inte ifyllt."


def partly_missing(title: str, missing: int, all_: int) -> str:
    return f"{quoted(title)} är inte ifyllt för {missing} av {all_}."


def none_of(titles: Sequence[str]) -> str:
    return f"Varken {titled(titles, 'eller')} är ifyllt."


def said_to_be_none(title: str, absence: Absence) -> str:
    return f"{quoted(title)} är enligt uppgift {quoted(absence.word)}. {ended(absence.reason)}"


def nobody_has(role: str) -> str:
    return f"Ingen {role} är angiven."


def names_one(title: str, names: Sequence[str]) -> str:
    return f"{quoted(title)} nämner {listed(names)}."


def names_none(title: str, found: Sequence[str], names: Sequence[str]) -> str:
    return f"{quoted(title)} nämner {listed(found)}, men inte {listed(names, 'eller')}."


# --- dates ---------------------------------------------------------------------------------


def has_happened(title: str, value: date) -> str:
    return f"{quoted(title)}: {day(value)}."


def lies_ahead(title: str, value: date) -> str:
    return f"{quoted(title)} är {day(value)}, som inte har varit än."


def no_date(titles: Sequence[str]) -> str:
    if len(titles) == 1:
        return f"{quoted(titles[0])} saknas. Det går inte att se att det är gjort."
    return f"{titled(titles)} saknas. Det går inte att se att det är gjort."


def is_recent(title: str, value: date, last: date) -> str:
    return f"{quoted(title)} är {day(value)} och räcker till och med den {day(last)}."


def is_overdue(title: str, value: date, limit: Duration, last: date, *, ours: bool) -> str:
    whose = "kommunens egen gräns" if ours else "gränsen"
    return (
        f"{quoted(title)} är {day(value)}. Det räckte till och med den {day(last)}, "
        f"för {whose} är {limit}."
    )


def is_valid(title: str, last: date | None, item: str) -> str:
    if last is None:
        return f"{_of(title, item)}: inget slutdatum är angivet."
    return f"{_of(title, item)} är {day(last)}."


def has_expired(title: str, last: date, item: str) -> str:
    return f"{_of(title, item)} är {day(last)}, och den dagen har passerat."


def is_before(title: str, value: date, limit: str, last: date) -> str:
    return f"{quoted(title)} är {day(value)}, senast samma dag som {quoted(limit)} ({day(last)})."


def is_after(title: str, value: date, limit: str, last: date) -> str:
    return f"{quoted(title)} är {day(value)}, efter {quoted(limit)} ({day(last)})."


# --- durations -----------------------------------------------------------------------------


def fits(title: str, value: Duration, limit: str, most: Duration) -> str:
    return f"{quoted(title)} är {value}. Det ryms inom {quoted(limit)}, som är {most}."


def does_not_fit(title: str, value: Duration, limit: str, most: Duration) -> str:
    return f"{quoted(title)} är {value}. Det är längre än {quoted(limit)}, som är {most}."


def cannot_be_compared(title: str, value: Duration, limit: str, most: Duration) -> str:
    return (
        f"{quoted(title)} är {value} och {quoted(limit)} är {most}. "
        "Tiderna är räknade på olika sätt och går inte att jämföra."
    )


def nothing_to_compare(title: str, limit: str) -> str:
    return f"{quoted(title)} är inte ifyllt, så det går inte att jämföra med {quoted(limit)}."


# --- conditions ----------------------------------------------------------------------------


def has_status(status: str) -> str:
    return f"Kravet prövas inte när status är {quoted(status)}."


def is_infrastructure() -> str:
    return "Kravet gäller inte it-infrastrukturen."


def is_not_infrastructure() -> str:
    return "Kravet gäller bara it-infrastrukturen."


def nothing_given(title: str) -> str:
    return f"{quoted(title)} är inte ifyllt, så det finns inget att pröva."


def says_no(title: str) -> str:
    return f"Kravet gäller inte, för {quoted(title)} är nej."


def does_not_say(title: str) -> str:
    return f"{quoted(title)} är inte ifyllt, så det går inte att avgöra om kravet gäller."


def few_users(most: int) -> str:
    users = "en användare" if most == 1 else f"{spaced(most)} användare"
    return f"Kravet gäller system med fler än {users}."


def users_not_told(most: int) -> str:
    users = "en" if most == 1 else spaced(most)
    return f"Det är inte ifyllt om användarna är fler än {users}."


def not_assessed() -> str:
    return (
        "Ingen har bedömt hur kritiskt systemet är, så det går inte att avgöra om kravet gäller. "
        "Ej bedömt är inte detsamma som ej kritiskt."
    )


def other_group(group: str) -> str:
    return f"Kravet gäller inte system som är bedömda som {quoted(group)}."


# --- responsibility ------------------------------------------------------------------------


def held_by(role: str, names: Sequence[str]) -> str:
    return f"{_capital(role)}: {listed(names)}."


def held_by_several(role: str, number: int) -> str:
    return f"Det finns {number} som är {role}. Det ska vara en."


def wrong_kind(role: str, name: str, kinds: Sequence[str]) -> str:
    return f"{_capital(role)} är {name}, men det ska vara {listed(kinds, 'eller')}."


def no_holder(role: str) -> str:
    return f"Det står inte vem som är {role}."


def no_place(role: str) -> str:
    return f"Det står inte var i organisationen den som är {role} finns."


def right_kind(role: str, kinds: Sequence[str]) -> str:
    return f"{_capital(role)} är av rätt slag: {listed(kinds, 'eller')}."


def used_by_owner(name: str) -> str:
    return f"{name} hör till ägaren och använder systemet."


def not_used_by_owner(owner: str) -> str:
    return f"Ingen förvaltning som hör till {owner} finns bland dem som använder systemet."


def users_of_system_not_told() -> str:
    return "Det står inte vilka förvaltningar som använder systemet."


def belongs_to_owner(name: str, owner: str) -> str:
    return f"{name} hör till {owner}, som äger systemet."


def does_not_belong_to_owner(name: str, owner: str) -> str:
    return f"{name} hör inte till {owner}, som äger systemet."


def owner_not_told() -> str:
    return "Det står inte vem som äger systemet."


# --- assessment and plan -------------------------------------------------------------------


def assessed(group: str, on: date | None) -> str:
    return f"Bedömt som {quoted(group)}" + (f" den {day(on)}." if on else ".")


def no_assessment() -> str:
    return "Ingen har bedömt hur kritiskt systemet är."


def assessment_without_date(group: str) -> str:
    return f"Bedömt som {quoted(group)}, men det står inte när."


def no_plan() -> str:
    return "Det finns ingen systemsäkerhetsplan."


def plan_is(status: str) -> str:
    return f"Systemsäkerhetsplanen har status {quoted(status)}."


def plan_without_date() -> str:
    return "Det står inte när systemsäkerhetsplanen fastställdes."


def plan_in_force(since: date) -> str:
    return f"Systemsäkerhetsplanen fastställdes den {day(since)} och gäller."


def heading_missing(heading: str) -> str:
    return f"Planen har varken innehåll eller hänvisning under {quoted(heading)}."


def headings_covered(number: int) -> str:
    return f"Planen har innehåll eller hänvisning under alla {number} rubriker."


# --- the register of systems ---------------------------------------------------------------


def shared(number: int) -> str:
    return f"Systemet används av {number} förvaltningar och räknas som kommunövergripande."


def not_shared() -> str:
    return "Systemet används inte av flera förvaltningar."


def decided_but_not_shared() -> str:
    return "Systemet är beslutat som gemensamt, men används inte av flera förvaltningar."


def no_common_decision() -> str:
    return "Systemet är gemensamt, men inget beslut om det är angivet."


def decided_by_other(name: str) -> str:
    return f"Beslutet om gemensamt system är fattat av {name}."


def decided_ahead(on: date) -> str:
    return f"Beslutet om gemensamt system är daterat {day(on)}, som inte har varit än."


def other_owner(decided: str, actual: str) -> str:
    return f"Enligt beslutet är {decided} ägare. I registret är det {actual}."


def decision_lacks(what: str) -> str:
    return f"Beslutet om gemensamt system säger inget om {what}."


def commonly_decided(name: str, on: date) -> str:
    return f"{name} beslutade den {day(on)} att systemet är gemensamt."


def depends_on_decommissioned(name: str) -> str:
    return f"Systemet är kopplat till {name}, som är avvecklat."


def not_mutual(name: str) -> str:
    return f"Kopplingen till {name} är inte angiven där."


def integrations_live(number: int) -> str:
    systems = "ett system" if number == 1 else f"{number} system"
    return f"Systemet är kopplat till {systems}, och kopplingen är angiven hos båda."


def duty_system_gone(duty: str, name: str) -> str:
    return f"Uppgiften {duty} rör {name}, som är avvecklat."


def duty_systems_live(number: int) -> str:
    if number == 1:
        return "Det system som rollens uppgifter nämner finns och är inte avvecklat."
    return f"De {number} system som rollens uppgifter nämner finns och är inte avvecklade."


def no_duty_with_system() -> str:
    return "Rollens uppgifter nämner inget system."


def published(shown: int, all_: int) -> str:
    return f"{spaced(shown)} av {spaced(all_)} system i registret är öppna."


def nothing_published() -> str:
    return "Inget system i registret är öppet."


def no_systems() -> str:
    return "Det finns inga system i registret."


# --- instructions --------------------------------------------------------------------------


def topic_covered(topic: str, instruction: str) -> str:
    return f"{instruction} tar upp {quoted(topic)}."


def topic_missing(topic: str) -> str:
    return f"Ingen instruktion tar upp {quoted(topic)}."


def topic_only_proposed(topic: str, instruction: str) -> str:
    return (
        f"Ingen gällande instruktion tar upp {quoted(topic)}. "
        f"Det finns bara förslag, till exempel {instruction}."
    )


def not_yet(instruction: str, since: date) -> str:
    return f"{instruction} börjar gälla först den {day(since)}."


def in_force(instruction: str) -> str:
    return f"{instruction} gäller."


def part_missing(part: str) -> str:
    return f"Det finns ingen instruktion för {quoted(part)}."


def only_proposed(instruction: str) -> str:
    return f"{instruction} är bara ett förslag."


def reaches_everyone(instruction: str) -> str:
    return f"{instruction} gäller alla användare och går att läsa för alla anställda."


def not_for_everyone(instruction: str) -> str:
    return f"{instruction} gäller inte alla användare."


def not_readable(instruction: str) -> str:
    return f"{instruction} går inte att läsa för alla anställda."


# --- software ------------------------------------------------------------------------------


def one_program(function: str, program: str) -> str:
    return f"{function}: {program} är gemensamt."


def no_program(function: str) -> str:
    return f"{function}: inget program är gemensamt."


def several_programs(function: str, programs: Sequence[str]) -> str:
    both = "båda" if len(programs) == 2 else "alla"
    return f"{function}: {listed(programs)} är {both} gemensamma. Det ska vara ett."


# --- summaries and exceptions --------------------------------------------------------------


def summary(demand: str, state: str) -> str:
    return f"{demand}: {state}."


def nothing_to_examine() -> str:
    return "Det finns inget i registret att pröva."


def exception_holds(until: date, reason: str) -> str:
    return f"Ett undantag gäller till och med den {day(until)}. {ended(reason)}"


def exception_expired(until: date) -> str:
    return f"Undantaget gick ut den {day(until)}."


def exception_ahead(from_: date) -> str:
    return f"Undantaget börjar gälla först den {day(from_)}."


def excuses_nothing(demand: str, state: str) -> str:
    return f"Undantaget från {demand} ursäktar inget, för utfallet är {quoted(state)}."


def excuses_unchecked(demand: str) -> str:
    return f"Undantaget från {demand} ursäktar inget, för det kravet prövas inte här."


def ended(text: str) -> str:
    """A text as a sentence of its own."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _of(title: str, item: str) -> str:
    return f"{quoted(title)} för {quoted(item)}" if item else quoted(title)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

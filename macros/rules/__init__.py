"""The programme's demands as small functions.

A demand in requirements.yml says by which of these it is checked, and with what parameters, so
that another municipality can put together its own demands without code. Each function's docstring
names the demands of the programme of 2005 that use it, with their sections, and what in it is our
own reading. Intervals and limits are data, in municipality.yml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.records.check import Check
from macros.rules import facts, instructions, register, responsibility, security, software
from macros.rules.kinds import EXAMINED
from macros.rules.outcome import Finding
from macros.rules.subject import Subject

ALL_KINDS = tuple(EXAMINED.values())

SCOPE = frozenset({"of", "only", "kinds", "when", "milder"})
"""Parameters that every check can have: what it is about, when, and how grave it is."""


@dataclass(frozen=True)
class Function:
    """A function that checks are put together from.

    `name` is what it is called in the data, and `says` what would satisfy it, with the parameters
    in braces. `needs` are parameters that must be given, `takes` those that may be, besides SCOPE.
    `kinds` are the kinds of record that it can examine. `looks_at` are the fields that it looks at
    besides those that a check names.
    """

    name: str
    says: str
    run: Callable[[Subject, Check], Iterator[Finding]]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ALL_KINDS
    looks_at: tuple[str, ...] = ()


SYSTEM, WHOLE = ("system",), ("municipality",)

FUNCTIONS = {
    function.name: function
    for function in (
        Function(
            "vara ifyllt",
            "{fields} {are}{of_role}",
            facts.filled,
            needs=("fields",),
            takes=("one_is_enough", "none_is_an_answer", "role", "parts"),
        ),
        Function(
            "nämna någon",
            "{fields} nämner {names}{of_role}",
            facts.names,
            needs=("fields", "names"),
            takes=("role",),
            looks_at=("assignments",),
        ),
        Function(
            "ha skett",
            "{fields} har ett datum som har varit{of_role}",
            facts.happened,
            needs=("fields",),
            takes=("one_is_enough", "none_is_an_answer", "role"),
        ),
        Function(
            "vara aktuellt",
            "det senaste av {fields} är högst {within} sedan",
            facts.recent,
            needs=("fields", "within"),
            takes=("none_is_an_answer", "parts"),
        ),
        Function(
            "inte ha gått ut",
            "{fields} har inte passerats",
            facts.unexpired,
            needs=("fields",),
        ),
        Function(
            "rymmas inom",
            "{fields} är högst så lång tid som {limit}, räknat på samma sätt",
            facts.fits,
            needs=("fields", "limit"),
            takes=("none_is_an_answer",),
        ),
        Function(
            "komma före",
            "{fields} är senast samma dag som {limit}",
            facts.precedes,
            needs=("fields", "limit"),
        ),
        Function(
            "ha någon",
            "{role} är angiven",
            responsibility.has_holder,
            needs=("role",),
            kinds=SYSTEM,
            looks_at=("assignments",),
        ),
        Function(
            "ha rätt slags innehavare",
            "{role} är av ett slag som profilen tillåter",
            responsibility.has_right_kind,
            needs=("role",),
            kinds=SYSTEM,
            looks_at=("assignments",),
        ),
        Function(
            "användas av innehavaren",
            "en förvaltning som hör till den som är {role} använder systemet",
            responsibility.is_used_by_holder,
            needs=("role",),
            kinds=SYSTEM,
            looks_at=("assignments", "used_by"),
        ),
        Function(
            "höra till innehavaren",
            "{role}, om någon är angiven, hör till den som är {names}",
            responsibility.belongs_to_holder,
            needs=("role", "names"),
            kinds=SYSTEM,
            looks_at=("assignments",),
        ),
        Function(
            "vara bedömt",
            "någon har bedömt hur kritiskt systemet är, och det står när",
            security.is_assessed,
            kinds=SYSTEM,
            looks_at=("criticality.group", "criticality.assessed_on"),
        ),
        Function(
            "ha gällande plan",
            "en systemsäkerhetsplan är fastställd och gäller",
            security.has_plan,
            kinds=SYSTEM,
            looks_at=("security_plan.status", "security_plan.adopted_on"),
        ),
        Function(
            "täcka planens rubriker",
            "planen har innehåll eller hänvisning under varje rubrik",
            security.covers_headings,
            kinds=SYSTEM,
            looks_at=("security_plan.items",),
        ),
        Function(
            "delas av flera",
            "ett system som är beslutat som gemensamt används av minst två förvaltningar",
            register.is_shared,
            kinds=SYSTEM,
            looks_at=("used_by", "common_decision"),
        ),
        Function(
            "vara beslutat som gemensamt",
            "ett system som flera förvaltningar använder har ett beslut av {names}, "
            "och beslutet anger samma {role} som registret, hur det betalas och när det införs",
            register.is_commonly_decided,
            needs=("names", "role"),
            kinds=SYSTEM,
            looks_at=("used_by", "common_decision", "assignments"),
        ),
        Function(
            "ha levande kopplingar",
            "inget kopplat system är avvecklat, och kopplingen är angiven hos båda",
            register.has_live_integrations,
            kinds=SYSTEM,
            looks_at=("integrations",),
        ),
        Function(
            "nämna levande system",
            "inget system som rollens uppgifter nämner är avvecklat",
            register.has_live_duty_systems,
            kinds=("role",),
            looks_at=("duties.systems", "duties.points"),
        ),
        Function(
            "visas öppet",
            "minst ett system i registret är öppet",
            register.is_published,
            kinds=WHOLE,
        ),
        Function(
            "ta upp ämnena",
            "en gällande instruktion har regler om {topics}",
            instructions.covers_topics,
            needs=("topics",),
            takes=("parts",),
            kinds=WHOLE,
        ),
        Function(
            "finnas",
            "en gällande instruktion finns för {parts}",
            instructions.exists,
            needs=("parts",),
            kinds=WHOLE,
        ),
        Function(
            "gälla alla",
            "instruktionen gäller alla användare och går att läsa för alla anställda",
            instructions.reaches_everyone,
            takes=("parts",),
            kinds=("instruction",),
            looks_at=("applies_to",),
        ),
        Function(
            "vara ett program",
            "varje gemensam funktion har exakt ett kommungemensamt program",
            software.is_one_program,
            kinds=WHOLE,
            looks_at=("software_functions",),
        ),
    )
}
"""Every function by its name in the data."""

SUMMARY = "sammanfatta"
"""The one check without a function: it sums up what `demands` come to for the same record."""


def kind_of(check: Check) -> str:
    """The kind of record that a check is about: what it says, or what its function examines.

    Raises KeyError for a word that is no kind.
    """
    if check.of:
        return EXAMINED[check.of]
    function = FUNCTIONS.get(check.must)
    return function.kinds[0] if function and "system" not in function.kinds else "system"

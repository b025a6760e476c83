"""Values: what one value of a field may be. Every value is text to us (see `source`), but an editor
reads 2100 as a number, so text may be a number too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from macros import problems
from macros.records import forms
from macros.records.appearance import Colour
from macros.records.fields import (
    ABSENCE_WORDS,
    LONGEST_CODE,
    LONGEST_LINE,
    Code,
    Duration,
    Line,
    SectionNumber,
    Slug,
)
from macros.records.municipality import WebAddress

Schema = dict[str, object]

TEXT: Schema = {"type": ["string", "number"], "errorMessage": "Skriv en text här."}
ABSENCE: Schema = {
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": False,
    "properties": {
        word: {"title": word.capitalize(), "description": "Skälet, i en mening.", **TEXT}
        for word in ABSENCE_WORDS
    },
}
SAYING_NONE: list[Schema] = [
    {"label": word, "description": "Uttryckligen inget, med skälet.", "body": {word: "$1"}}
    for word in ABSENCE_WORDS
]
"""What an editor suggests where something may be said outright to be none."""
LIST = "Skriv en lista: [a, b], eller ett bindestreck först på varje rad."
YES_OR_NO = ("ja", "nej")
UNITS = "|".join(word for unit in Duration.UNITS.items() for word in dict.fromkeys(unit))
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)(e[-+]?[0-9]+)?", re.IGNORECASE)
"""How a number is written in YAML 1.2."""
PATTERN_MARKS = re.compile(r"[\\^$.*+?()\[\]{}|/]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a text must be written: an expression for Python and JavaScript alike, and in words."""

    expression: str
    words: str
    only_text: bool = False
    limit: str = ""

    @property
    def schema(self) -> Schema:
        """The text as a schema; a number may be such a text too, unless it is `only_text`."""
        kind: object = "string" if self.only_text else ["string", "number"]
        return {
            "type": kind,
            "pattern": self.expression,
            "errorMessage": f"{self.words}{self.limit}.",
        }


def reader(alias: Any) -> object:
    """The function that reads the text of a field's type."""
    return next(it.func for it in get_args(alias) if isinstance(it, BeforeValidator))


LINE = Pattern(
    rf"^\s*([^\n]{{0,{LONGEST_LINE - 1}}}[^\s]|)\s*$",
    "Text på en rad",
    limit=f", högst {LONGEST_LINE} tecken",
)
DAY = Pattern(
    "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    "Datum, till exempel 2026-03-01",
    only_text=True,
)
DURATION = Pattern(
    rf"^\s*[1-9][0-9]{{0,4}} ({UNITS})( kontorstid)?\s*$",
    "Tid, till exempel »4 timmar«, »4 timmar kontorstid« eller »3 månader«",
    only_text=True,
)
COUNT = Pattern("^[0-9]{1,9}$", "Heltal, till exempel 120")
READ_BY = {
    reader(Line): LINE,
    reader(Slug): Pattern(
        "^[a-z0-9]+(-[a-z0-9]+)*$",
        "Små bokstäver a–z, siffror och bindestreck, till exempel »e-post«",
    ),
    reader(Code): Pattern(
        rf"^(?!\s*[iI][nN][dD][eE][xX]$)(?=.{{1,{LONGEST_CODE}}}$)"
        "[A-Za-zÅÄÖåäö0-9]+([.-][A-Za-zÅÄÖåäö0-9]+)*$",
        "Bokstäver och siffror, till exempel »R46«",
    ),
    reader(SectionNumber): Pattern(
        r"^[0-9]{1,3}(\.[0-9]{1,3}){0,4}$",
        'Avsnittets nummer inom citattecken, till exempel »"3.2.1"«',
    ),
    reader(Colour): Pattern(
        r"^\s*#[0-9a-fA-F]{6}\s*$",
        'Färg inom citattecken, till exempel »"#174a4d"«',
        only_text=True,
    ),
    reader(WebAddress): Pattern(
        r"^\s*https?://[a-zA-Z0-9][^\s<>\"{}|\\^`]*\s*$",
        "Webbadress, till exempel https://www.kommunen.example/",
        only_text=True,
    ),
}
"""How text is written that a type's own function reads."""


def pattern(info: FieldInfo) -> Pattern | None:
    """How the text of a field must be written, if not anyhow."""
    by_form = {"day": DAY, "duration": DURATION, "number": COUNT}
    if known := by_form.get(forms.form(info)):
        return known
    return next((READ_BY[it] for it in forms.validators(info) if it in READ_BY), None)


def choices(info: FieldInfo) -> tuple[str, ...]:
    """The only words that a field may hold, if there are such."""
    if forms.form(info) == "flag":
        return YES_OR_NO
    for piece in (info.annotation, *get_args(info.annotation)):
        if isinstance(piece, type) and issubclass(piece, Enum):
            return tuple(str(it) for it in piece)
    return forms.choices(info)


def of_field(info: FieldInfo) -> Schema:
    """One value of a field that is neither a group nor a reference."""
    if words := choices(info):
        return one_of(words, f"Skriv {problems.one_of(words)}.")
    if forms.form(info) == "number":
        return {**COUNT.schema, "type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999}
    written = pattern(info)
    return written.schema if written else dict(TEXT)


def one_of(words: Sequence[str], message: str, told: Sequence[str] = ()) -> Schema:
    """One of some words, each perhaps with what is told of it. Words that look like numbers may
    stand without quotation marks. An editor is not to suggest them so, hence the roundabout way."""
    schema: Schema = {"type": "string", "enum": list(words), "errorMessage": message}
    if told:
        schema["markdownEnumDescriptions"] = list(told)
    numbers = sorted({_number(word) for word in words if NUMBER.fullmatch(word)})
    if not numbers:
        return schema
    other: Schema = {"not": {"enum": numbers}}
    return {"anyOf": [schema, {"type": "number", "if": other, "then": nothing(message)}]}


def several(value: Schema, least: int = 0) -> Schema:
    """A list of some values, with a least number of them."""
    schema: Schema = {"type": "array", "errorMessage": LIST, "items": value}
    return {**schema, "minItems": least} if least else schema


def or_none(value: Schema, absence: Schema) -> Schema:
    """A group or a list, or that there is none. Only a word for none is told to need its reason."""
    return {
        "anyOf": [value, absence],
        "if": {"type": "string"},
        "then": nothing("Skriv ordet och skälet, till exempel »inga: skäl« på en egen rad."),
        "defaultSnippets": SAYING_NONE,
    }


def nothing(message: str) -> Schema:
    """What no value is."""
    return {"enum": [], "errorMessage": message}


def _number(word: str) -> float | int:
    value = float(word)
    return int(value) if value.is_integer() else value


def literal(words: Iterable[str]) -> str:
    """An expression for exactly one of some words, in Python and JavaScript alike."""
    return "|".join(PATTERN_MARKS.sub(r"\\\g<0>", word) for word in words)

"""Fields: what a dotted key of a record leads to, read from the record's model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from macros.records import forms
from macros.records.fields import Absence, models_in
from macros.records.system import System

MODEL = System
"""What an import makes."""


@dataclass(frozen=True, eq=False)
class Field:
    """A field of a model: what it is called in the file and by people, and what it holds.

    `default` is the text that a missing field stands for, if it stands for any, and `inside` are
    the fields of a group.
    """

    key: str
    title: str
    form: str
    is_list: bool
    choices: tuple[str, ...]
    kinds: tuple[str, ...]
    may_be_absent: bool
    default: str
    is_required: bool
    inside: Mapping[str, Field]


class UnknownField(KeyError):
    """A key that leads nowhere. Carries the part that is wrong and what could stand there."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name = name
        self.known = known


@cache
def fields_of(model: Any) -> Mapping[str, Field]:
    """The fields of a model by their keys, in the model's order."""
    found = {}
    for name, info in model.model_fields.items():
        inner = next(models_in(info.annotation), None)
        found[info.alias or name] = Field(
            key=info.alias or name,
            title=info.title or name,
            form=forms.form(info),
            is_list=forms.holds(info, list),
            choices=forms.choices(info),
            kinds=forms.kinds(info),
            may_be_absent=forms.holds(info, Absence),
            default=_default(info.default),
            is_required=info.is_required(),
            inside=fields_of(inner) if inner and inner is not model else {},
        )
    return found


def _default(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return str(value) if isinstance(value, str) else ""


def trail(key: str) -> tuple[Field, ...]:
    """The fields that a dotted key leads through. Raises UnknownField."""
    here: Mapping[str, Field] = fields_of(MODEL)
    found: list[Field] = []
    for name in key.split("."):
        if name not in here or (name == "id" and not found):
            raise UnknownField(name, tuple(known for known in here if known != "id"))
        found.append(here[name])
        here = here[name].inside
    return tuple(found)


def order(location: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that can stand in the group at a location, in the model's order."""
    here: Mapping[str, Field] = fields_of(MODEL)
    for step in location:
        if isinstance(step, str):
            here = here[step].inside
    return tuple(here)


def titled(location: tuple[str | int, ...]) -> str:
    """What people call the value at a location: »Ansvariga 2: Roll«."""
    here: Mapping[str, Field] = fields_of(MODEL)
    titles: list[str] = []
    for step in location:
        if isinstance(step, int):
            titles[-1] += f" {step + 1}"
        elif step in here:
            titles.append(here[step].title)
            here = here[step].inside
        else:
            titles.append(step)
    return ": ".join(titles)

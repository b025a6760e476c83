"""References: the ids that there are of some kinds, and what each is the id of."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping

from macros import problems
from macros.index import Entry
from macros.records import KINDS
from macros.records.fields import Entity
from macros.schemas.values import Schema, literal, nothing, one_of

LONGEST_TITLE = 90
TELLING = ("text", "meaning", "value", "question")
"""Fields that tell of what has no name but its id."""
MARKS = re.compile(r"[\\`*_{}\[\]<>#|]")

Index = Mapping[str, Mapping[str, Entry]]


def ids(index: Index, kinds: tuple[str, ...]) -> dict[str, str]:
    """The ids of some kinds as they may be written, each with what it is the id of. An id of
    several kinds is written with its kind first."""
    found = Counter(identifier for kind in kinds for identifier in index[kind])
    told: dict[str, str] = {}
    for kind in kinds:
        word = KINDS[kind].word
        for identifier, entry in index[kind].items():
            written = identifier if found[identifier] == 1 else f"{word}/{identifier}"
            told[written] = _told(entry.entity) + (f" ({word})" if len(kinds) > 1 else "")
    return told


def phrase(kinds: tuple[str, ...]) -> str:
    """What a field wants: »Id för roll eller funktion«."""
    return f"Id för {problems.any_of([KINDS[kind].word for kind in kinds])}"


def reference(index: Index, kinds: tuple[str, ...]) -> Schema:
    """A reference to one of some kinds, written with or without its kind."""
    told = ids(index, kinds)
    message = f"Finns inte. Skriv id för {problems.any_of([KINDS[it].word for it in kinds])}."
    if not told:
        return nothing(message)
    written = one_of(list(told), message, list(told.values()))
    with_kind: Schema = {
        "type": "string",
        "pattern": f"^({'|'.join(_with_kind(index, kinds))})$",
        "errorMessage": message,
    }
    return {"anyOf": [*_alternatives(written), with_kind]}


def _alternatives(schema: Schema) -> list[object]:
    several = schema.get("anyOf")
    return several if isinstance(several, list) else [schema]


def _with_kind(index: Index, kinds: tuple[str, ...]) -> Iterator[str]:
    for kind in kinds:
        if index[kind]:
            yield f"{literal([KINDS[kind].word])}/({literal(index[kind])})"


def _told(entity: Entity) -> str:
    """The title of something, or what else tells what it is."""
    said = (str(getattr(entity, name, None) or "") for name in TELLING)
    title = entity.title if entity.title != entity.id else next(filter(None, said), entity.title)
    short = textwrap.shorten(title, LONGEST_TITLE, placeholder=" …")
    return MARKS.sub(r"\\\g<0>", short)

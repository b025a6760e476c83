"""Identifiers: whether something may have an id that nothing has yet."""

from __future__ import annotations

from macros import problems, source
from macros.editing import writing
from macros.editing.draft import Refused
from macros.editing.retirements import FILE
from macros.programme import Programme
from macros.records import KINDS, MODELS, Collection
from macros.records.reading import RESERVED, faults
from macros.slugs import slug


def examine_new(kind: str, new: str, programme: Programme) -> None:
    """Raise Refused for an id that is taken, that has been used before, or that no entity of the
    kind can have."""
    told = problems.quoted(new)
    home = KINDS[kind]
    if new in programme.index[kind]:
        raise Refused(f"{told} finns redan. Välj ett annat id.")
    if any((it.of, it.id) == (home.word, new) for it in programme.retirements):
        raise Refused(
            f"{told} har använts förut och står i {FILE}."
            " Ett id används aldrig igen, för gamla länkar leder till det. Välj ett annat."
        )
    is_file = isinstance(home, Collection) and home.is_folder
    if is_file and new in RESERVED:
        raise Refused(f"{told} är adressen till en översikt. Välj ett annat id.")
    if not new.strip() or "/" in new or (is_file and slug(new) != new):
        plain = slug(new)
        tip = f" Skriv till exempel {problems.quoted(plain)}." if is_file and plain else ""
        form = " Ett id skrivs med små bokstäver a–z, siffror och bindestreck." if is_file else ""
        raise Refused(f"{told} går inte att ha som id.{form}{tip}")
    if expected := _expected(kind, new):
        raise Refused(f"{told} går inte att ha som id. Det ska vara {expected}.")


def _expected(kind: str, new: str) -> str:
    """What the id of a kind is, if this is no such id."""
    model = MODELS[kind]
    name = model.model_fields["id"].alias or "id"
    try:
        text = writing.entry(name, new)
    except ValueError:
        return "vanlig text utan osynliga tecken"
    document, _ = source.read("", text)
    assert document
    return next((it.expected for it in faults(model, document)), "")

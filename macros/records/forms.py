"""Forms: what sort of value a field of a model holds, read from its annotation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic.fields import FieldInfo

from macros.records.fields import NAME, Duration, Prose, Reference, _To, models_in

FORMS: dict[object, str] = {
    Reference: "link", bool: "flag", int: "number", date: "day", Duration: "duration",
}  # fmt: skip


def form(info: FieldInfo) -> str:
    """One of »text«, »markdown«, »day«, »duration«, »flag«, »number«, »link« and »group«."""
    pieces = [*info.metadata, *_pieces(info.annotation)]
    if any(True for _ in models_in(info.annotation)):
        return "group"
    if any(isinstance(piece, AfterValidator) and piece.func is Prose for piece in pieces):
        return "markdown"
    return next((FORMS[piece] for piece in pieces if _is_form(piece)), "text")


def is_name(info: FieldInfo) -> bool:
    """Whether a field holds what a person, a company or a product is called."""
    return any(piece is NAME for piece in (*info.metadata, *_pieces(info.annotation)))


def choices(info: FieldInfo) -> tuple[str, ...]:
    """The only words that a field may hold, if there are such."""
    pieces = _pieces(info.annotation)
    return next((get_args(piece) for piece in pieces if get_origin(piece) is Literal), ())


def kinds(info: FieldInfo) -> tuple[str, ...]:
    """The kinds that the reference in a field may point at, if it holds one."""
    pieces = (*info.metadata, *_pieces(info.annotation))
    return next((piece.kinds for piece in pieces if isinstance(piece, _To)), ())


def validators(info: FieldInfo) -> tuple[object, ...]:
    """The functions that read the text of a field, the outermost first."""
    pieces = (*info.metadata, *_pieces(info.annotation))
    return tuple(piece.func for piece in pieces if isinstance(piece, BeforeValidator))


def holds(info: FieldInfo, wanted: type) -> bool:
    """Whether a field may hold values of a type, for example lists."""
    pieces = _pieces(info.annotation)
    return any(piece is wanted or get_origin(piece) is wanted for piece in pieces)


@cache
def single_references(model: type[BaseModel]) -> tuple[str, ...]:
    """Fields of a model that point at one record, by name."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if form(info) == "link" and not holds(info, list)
    )


def _pieces(annotation: Any) -> Iterator[Any]:
    """An annotation and all that it is put together from."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for argument in get_args(annotation):
            yield from _pieces(argument)


def _is_form(piece: Any) -> bool:
    return isinstance(piece, type) and piece in FORMS

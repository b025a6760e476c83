"""Schema: what today's models know of a key in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros import visibility
from macros.records import forms
from macros.records.fields import Absence, Entity, Visibility, models_in


@dataclass(frozen=True, slots=True)
class Known:
    """A field: its title, form and level, the model inside it, and what it is when left out."""

    key: str
    title: str
    form: str
    level: Visibility
    model: type[BaseModel] | None = None
    may_be_absent: bool = False
    kinds: tuple[str, ...] = ()
    is_required: bool = False
    default: str | None = None

    @property
    def entity(self) -> type[Entity] | None:
        """The model of the entities inside the field, if it holds such."""
        return self.model if self.model and issubclass(self.model, Entity) else None


@cache
def known(model: type[BaseModel]) -> Mapping[str, Known]:
    """The fields of a model by their keys in the file, in the model's order."""
    return {
        info.alias or name: _known(info.alias or name, info)
        for name, info in model.model_fields.items()
    }


def stranger(key: str) -> Known:
    """A field that the model does not know: nobody has said who may see it."""
    return Known(key, key, "text", Visibility.RESTRICTED)


def id_key(model: type[Entity]) -> str:
    """What the id is called in the file."""
    return model.model_fields["id"].alias or "id"


def _known(key: str, info: FieldInfo) -> Known:
    return Known(
        key=key,
        title=info.title or key,
        form=forms.form(info),
        level=visibility.level(info.metadata),
        model=next(models_in(info.annotation), None),
        may_be_absent=forms.holds(info, Absence),
        kinds=next(_kinds(info), ()),
        is_required=info.is_required(),
        default=_written(info.default),
    )


def _written(default: object) -> str | None:
    """A field's own value as an editor would write it."""
    if isinstance(default, bool):
        return "ja" if default else "nej"
    return str(default) if isinstance(default, str) else None


def _kinds(info: FieldInfo) -> Iterator[tuple[str, ...]]:
    """What a reference may point at, from the mark that makes a field a reference."""
    waiting: list[Any] = [*info.metadata, info.annotation]
    while waiting:
        piece = waiting.pop()
        if isinstance(kinds := getattr(piece, "kinds", None), tuple):
            yield kinds
        waiting += [*get_args(piece), *getattr(piece, "__metadata__", ())]

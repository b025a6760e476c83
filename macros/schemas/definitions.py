"""Definitions: the groups of fields and the sets of ids of one schema, each made once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros import visibility
from macros.programme import Programme
from macros.records import Collection, forms
from macros.records.fields import Absence, Visibility, models_in
from macros.schemas import references, values, wording
from macros.schemas.values import Schema


@dataclass(frozen=True)
class Definitions:
    """What the fields of one kind of record refer to. `made` are the definitions so far."""

    programme: Programme
    collection: Collection
    made: dict[str, Schema] = field(default_factory=dict)

    def record(self) -> Schema:
        """A record as it stands in its file, with its id only when it is one of a list."""
        has_id = not (self.collection.is_folder or self.collection.single)
        return self._fields(self.collection.model, self.collection.visibility, has_id=has_id)

    def _fields(self, model: type[BaseModel], around: Visibility, *, has_id: bool = True) -> Schema:
        fields = {
            info.alias or name: info
            for name, info in model.model_fields.items()
            if has_id or name != "id"
        }
        return {
            "type": "object",
            "required": [key for key, info in fields.items() if info.is_required()],
            "additionalProperties": False,
            "properties": {
                key: self._property(model, key, info, around) for key, info in fields.items()
            },
        }

    def _property(
        self, model: type[BaseModel], key: str, info: FieldInfo, around: Visibility
    ) -> Schema:
        level = Visibility.lowest(around, visibility.level(info.metadata))
        value = self._value(info, level)
        if forms.holds(info, list):
            least = max((getattr(it, "min_length", 0) for it in info.metadata), default=0)
            value = values.several(value, least)
        if forms.holds(info, Absence):
            self.made.setdefault("absence", values.ABSENCE)
            value = values.or_none(value, _to("absence"))
        kind = getattr(model, "kind", "")
        title = self._words.get(f"{kind}.{key}" if kind else key) or info.title or key
        form = wording.form(info, self._an_id(info))
        author = wording.author(model, self.collection.model)
        told = wording.paragraphs(info, form, author, level)
        return {"title": title, "description": told, **value}

    def _value(self, info: FieldInfo, level: Visibility) -> Schema:
        """One value of a field."""
        if kinds := forms.kinds(info):
            name = "_".join(kinds)
            if name not in self.made:
                self.made[name] = references.reference(self.programme.index, kinds)
            return _to(name)
        group = next(models_in(info.annotation), None)
        return self._group(group, level) if group else values.of_field(info)

    def _group(self, model: type[BaseModel], level: Visibility) -> Schema:
        """A group of fields, which is as little visible as the field that it stands in."""
        name = model.__name__ + ("" if level is Visibility.PUBLIC else f".{level}")
        if name not in self.made:
            self.made[name] = {}
            self.made[name] = self._fields(model, level)
        return _to(name)

    def _an_id(self, info: FieldInfo) -> str:
        kinds = forms.kinds(info)
        return next(iter(references.ids(self.programme.index, kinds)), "") if kinds else ""

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """The municipality's own words for fields."""
        return {label.of: label.word for label in self.programme.municipality.labels}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}

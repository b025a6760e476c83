"""Redaction: the only door between the data and the site.

Denied by default, at the record and at the field. Permitted values are copied into views;
a reference to something withheld becomes nothing, so that not even its name gets through.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros import views
from macros.index import Entry
from macros.programme import Programme
from macros.records import COLLECTIONS, KINDS, Collection
from macros.records.fields import (
    Absence,
    Duration,
    Entity,
    Prose,
    Record,
    Reference,
    Visibility,
    models_in,
)
from macros.views import Link, Mentions, ProgrammeView, Shape, Shelf, View

Key = tuple[str, str]
"""The kind and id of an entity."""

SWEDISH = str.maketrans("åäöéü", "{|}ey")
"""Å, ä and ö come after z."""


def redact(programme: Programme, audience: Visibility) -> ProgrammeView:
    """What an audience may see of a programme."""
    return _Redaction(programme, audience).view()


def in_swedish_order(text: str) -> str:
    """A sort key: case does not matter, and å, ä, ö are the last letters."""
    return text.casefold().translate(SWEDISH)


@cache
def permitted_fields(model: type[BaseModel], audience: Visibility) -> tuple[str, ...]:
    """The names of a model's fields that an audience may see, in the model's order."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if level(info.metadata).rank <= audience.rank
    )


def level(metadata: list[Any]) -> Visibility:
    """The visibility that a field's annotation gives; without one it is in no build."""
    marks = [mark for mark in metadata if isinstance(mark, Visibility)]
    return marks[-1] if marks else Visibility.RESTRICTED


@cache
def _shape(model: type[BaseModel], words: tuple[tuple[str, str], ...]) -> Shape:
    """The shape of a model's views, all its fields included, with the municipality's words."""
    own = dict(words)
    kind = getattr(model, "kind", "")
    titles, inner = {}, {}
    for name, info in model.model_fields.items():
        alias = info.alias or name
        titles[name] = own.get(f"{kind}.{alias}" if kind else alias, info.title or name)
        for part in models_in(info.annotation):
            if part is not model:
                inner[name] = _shape(part, words)
    return Shape(titles, inner)


class _Redaction:
    def __init__(self, programme: Programme, audience: Visibility) -> None:
        self.programme = programme
        self.audience = audience
        self.words = tuple((label.of, label.word) for label in programme.municipality.labels)
        self.links: dict[Key, Link] = {}
        self.views: dict[str, dict[str, View]] = {kind: {} for kind in KINDS}
        self.mentions: dict[Key, dict[Key, None]] = {}

    def view(self) -> ProgrammeView:
        visible = [
            record
            for collection in COLLECTIONS
            for record in _ordered(collection, self.programme.records[collection.kind])
            if self._may_see(collection, record)
        ]
        for record in visible:
            for entity in self._entities(record):
                key = (entity.kind, entity.id)
                self.links[key] = self._link(self.programme.index[entity.kind][entity.id])
        for record in visible:
            self._copy(record, None)
        self._attach_mentions()
        own = dict(self.words)
        return ProgrammeView(
            {
                name: Shelf(name, kind.word, own.get(name, kind.plural), self.views[name])
                for name, kind in KINDS.items()
            }
        )

    def _may_see(self, collection: Collection, record: Record) -> bool:
        marks = (collection.visibility, record.visibility or Visibility.PUBLIC)
        return max(mark.rank for mark in marks) <= self.audience.rank

    def _entities(self, part: BaseModel) -> Iterator[Entity]:
        """The entities that the audience may see in a record, the record first."""
        if isinstance(part, Entity):
            yield part
        for name in permitted_fields(type(part), self.audience):
            value = getattr(part, name)
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, BaseModel):
                    yield from self._entities(item)

    def _link(self, entry: Entry) -> Link:
        entity = entry.entity
        return Link(entity.kind, KINDS[entity.kind].word, entity.id, entity.title, entry.path)

    def _copy(self, part: BaseModel, owner: Key | None) -> View | None:
        """A view, or None for a part that is empty or speaks of what is withheld."""
        own = (part.kind, part.id) if isinstance(part, Entity) else owner
        values: dict[str, object] = {}
        for name in permitted_fields(type(part), self.audience):
            value = part.__dict__[name]
            if value is None or value == []:
                continue
            copied = self._copy_value(value, own)
            if copied is not None and copied != ():
                values[name] = copied
            elif isinstance(value, Reference) and not isinstance(part, Entity):
                return None
        shape = _shape(type(part), self.words)
        if not isinstance(part, Entity):
            return View(shape, values) if values else None
        view = View(shape, values, self.links[part.kind, part.id])
        self.views[part.kind][part.id] = view
        return view

    def _copy_value(self, value: object, owner: Key | None) -> object:
        match value:
            case list():
                copies = (self._copy_value(item, owner) for item in value)
                return tuple(copy for copy in copies if copy is not None)
            case BaseModel():
                return self._copy(value, owner)
            case Reference():
                return self._follow(value, owner)
            case Prose():
                return views.Markdown(value)
            case Duration():
                return str(value)
            case Absence():
                return views.Absence(value.word, value.reason)
            case _:
                return value

    def _follow(self, reference: Reference, owner: Key | None) -> Link | None:
        (entry,) = self.programme.find(reference)
        key = (entry.entity.kind, entry.entity.id)
        link = self.links.get(key)
        if link and link.path and owner and owner != key and not reference.quiet:
            self.mentions.setdefault(key, {})[owner] = None
        return link

    def _attach_mentions(self) -> None:
        for (kind, identifier), sources in self.mentions.items():
            groups: dict[str, list[Link]] = {}
            for source in sources:
                groups.setdefault(source[0], []).append(self.links[source])
            self.views[kind][identifier].mentions = tuple(
                Mentions(name, KINDS[name].plural, tuple(groups[name]))
                for name in KINDS
                if name in groups and KINDS[name].path
            )


def _ordered(collection: Collection, records: tuple[Record, ...]) -> Iterator[Record]:
    """Lists keep the editor's order; records in files of their own are sorted by name."""
    if not (collection.is_folder or collection.by_name):
        return iter(records)
    return iter(sorted(records, key=lambda record: in_swedish_order(record.title)))

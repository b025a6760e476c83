"""Substance: the things that a file tells of, also when it is old or partly broken.

Values are read as text and today's models only guide: they give titles, forms and levels, and say
what is an entity of its own. Nothing is validated, so a version from before the models were as
they are can still be read.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic import BaseModel

from macros.comparison import canonical, pages
from macros.comparison.reading import Unreadable, read_yaml
from macros.comparison.schema import Known, id_key, known, stranger
from macros.comparison.thing import (
    PAGE,
    Key,
    Leaf,
    Path,
    Thing,
    digest,
    digest_together,
    readable,
    seen_by,
)
from macros.comparison.way import Way, beginning, level_said
from macros.records import COLLECTIONS, Collection
from macros.records.fields import ABSENCE_WORDS, Entity, Reference, Visibility
from macros.slugs import slug
from macros.source import Value

__all__ = [
    "PAGE",
    "Leaf",
    "Thing",
    "Unreadable",
    "digest",
    "digest_together",
    "is_told_of",
    "seen_by",
    "things",
]

ENDINGS = (".yml", ".yaml")


def things(file: str, text: str) -> tuple[Thing, ...]:
    """The things in a file, a record before what is inside it.

    `file` is a path from the root: `data/systems/e-post.yml`, `docs/om.md`. A file of another sort
    tells of nothing. Raises Unreadable, with a Swedish reason, for one that cannot be read at all.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if _is_page(file):
        return (pages.read(file, text),)
    collection = _collection(file)
    if collection is None:
        return ()
    data = read_yaml(file, text)
    if collection.is_folder or collection.single:
        if not isinstance(data, dict):
            raise Unreadable(file, "Filen är inte en post med fält.")
        identifier = posixpath.splitext(posixpath.basename(file))[0]
        return tuple(_Reading(collection, file, data, identifier).things())
    if not isinstance(data, list):
        raise Unreadable(file, "Filen är inte en lista.")
    return tuple(_listed(collection, file, data))


def key_of(file: str) -> Key | None:
    """The kind and id of what a file holds when it holds one record or page, by its path alone."""
    name = posixpath.splitext(posixpath.basename(file))[0]
    if file.startswith("docs/") and file.endswith(".md"):
        return PAGE, file.removeprefix("docs/").removesuffix(".md")
    collection = _collection(file)
    is_one = collection is not None and (collection.is_folder or collection.single)
    return (collection.kind, name) if collection and is_one else None


def is_told_of(file: str) -> bool:
    """Whether a file at a path from the root tells of things, should it be readable."""
    return _is_page(file) or _collection(file) is not None


def _is_page(file: str) -> bool:
    return file.startswith("docs/") and file.endswith(".md") and "/." not in file


def _collection(file: str) -> Collection | None:
    """The kind of record that a file in data/ holds."""
    folder, name = posixpath.split(file)
    for collection in COLLECTIONS:
        source = f"data/{collection.source}"
        if source == (f"{folder}/" if collection.is_folder else file):
            is_seen = name.endswith(ENDINGS) and not name.startswith(".")
            return collection if is_seen else None
    return None


def _listed(collection: Collection, file: str, data: list[Value]) -> Iterator[Thing]:
    """The records of a list. One that is none, or without an id, is told all the same."""
    met: dict[str, int] = {}
    for number, item in enumerate(data, start=1):
        record: dict[str, Value] = item if isinstance(item, dict) else {"?": item}
        identifier = _identifier(collection.model, record) or f"post-{number}"
        met[identifier] = met.get(identifier, 0) + 1
        if met[identifier] > 1:
            identifier = f"{identifier} ({met[identifier]})"
        yield from _Reading(collection, file, record, identifier).things()


def _identifier(model: type[Entity], data: dict[str, Value]) -> str:
    """The id, or a name as an id; nothing when there is neither."""
    found = data.get(id_key(model))
    if isinstance(found, str) and found.strip():
        return canonical.line(found)
    name = data.get("name", data.get("title"))
    return slug(name) if isinstance(name, str) else ""


def _title(model: type[Entity], data: dict[str, Value], identifier: str) -> str:
    """What a link to an entity says, by the model's own rule; its id when that cannot be told."""
    values = {
        key: _value(it, canonical.line(value))
        for key, it in known(model).items()
        if isinstance(value := data.get(key), str)
    }
    values[id_key(model)] = identifier
    try:
        return model.model_construct(**values).title or identifier
    except (AttributeError, IndexError, TypeError, ValueError):
        return identifier


def _value(it: Known, text: str) -> Any:
    """A value as a title asks for it."""
    try:
        return date.fromisoformat(text) if it.form == "day" else _pointed_at(it, text)
    except ValueError:
        return text


def _pointed_at(it: Known, text: str) -> str | Reference:
    return Reference(it.kinds, text) if it.kinds else text


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: its field, the way to it, and whether the models demand all of it."""

    field: Known
    path: Path
    titles: tuple[str, ...]
    way: Way
    is_main: bool

    def leaf(self, text: str, *, is_list: bool = False) -> Leaf:
        """A leaf here."""
        return Leaf(
            path=self.path,
            titles=self.titles,
            text=text,
            form=self.field.form,
            level=self.way.level,
            is_list=is_list,
            kinds=self.field.kinds,
            is_main=self.is_main,
        )


@dataclass
class _Gathering:
    """The leaves of an entity, or of a group in one, while they are gathered."""

    id: str
    within: tuple[str, ...] = ()
    around: Path = ()
    leaves: dict[Path, list[Leaf]] = field(default_factory=dict)

    def keep(self, leaf: Leaf) -> None:
        """Add a leaf to those on its path."""
        self.leaves.setdefault(leaf.path, []).append(leaf)


class _Reading:
    """One record on its way to become things."""

    def __init__(self, collection: Collection, file: str, data: dict[str, Value], id: str) -> None:
        self.collection = collection
        self.file = file
        self.data = data
        self.id = id
        said = level_said(data.get("visibility"))
        self.level = Visibility.lowest(collection.visibility, said)
        self.inside: dict[tuple[str, str], Thing] = {}

    def things(self) -> list[Thing]:
        """The record and every entity inside it."""
        model = self.collection.model
        gathering = _Gathering(self.id)
        self._fields(
            self.data, _Place(_group(model), (), (), beginning(self.data), True), gathering
        )
        return [self._thing(model, self.data, gathering), *self.inside.values()]

    def _thing(self, model: type[Entity], data: dict[str, Value], it: _Gathering) -> Thing:
        is_record = model is self.collection.model
        return Thing(
            kind=model.kind,
            id=it.id,
            title=_title(model, data, it.id),
            file=self.file,
            owner=None if is_record else (self.collection.kind, self.id),
            leaves={path: tuple(leaves) for path, leaves in it.leaves.items()},
            record_level=self.level,
            within=() if is_record else it.within,
            around=() if is_record else it.around,
        )

    def _fields(self, data: dict[str, Value], around: _Place, gathering: _Gathering) -> None:
        """Gather the leaves of a group of fields, in the model's order."""
        model = around.field.model
        fields = known(model) if model else {}
        own_id = id_key(model) if model and issubclass(model, Entity) else None
        for key in (*(key for key in fields if key in data), *sorted(data.keys() - fields.keys())):
            if key == own_id:
                continue
            it = fields.get(key) or stranger(key)
            place = _Place(
                field=it,
                path=(*around.path, key),
                titles=(*around.titles, it.title),
                way=around.way.into(key, it.level),
                is_main=around.is_main and it.is_required,
            )
            self._value(data[key], place, gathering)

    def _value(self, value: Value, place: _Place, gathering: _Gathering) -> None:
        it = place.field
        if isinstance(value, str):
            self._text(value, place, gathering)
        elif isinstance(value, list):
            for item in value:
                self._item(item, place, gathering)
        elif it.may_be_absent and any(word in value for word in ABSENCE_WORDS):
            told = ", ".join(f"{word}: {reason}" for word, reason in sorted(value.items()))
            gathering.keep(replace(place.leaf(canonical.line(told)), form="text"))
        elif it.entity:
            self._item(value, place, gathering)
        else:
            self._fields(value, place, gathering)

    def _text(
        self, text: str, place: _Place, gathering: _Gathering, *, is_list: bool = False
    ) -> None:
        is_markdown = place.field.form == "markdown"
        said = canonical.markdown(text) if is_markdown else canonical.line(text)
        if said and (is_list or said != place.field.default):
            gathering.keep(place.leaf(said, is_list=is_list))

    def _item(self, item: Value, place: _Place, gathering: _Gathering) -> None:
        """An item of a list: a text, an entity, or a group with perhaps entities inside it."""
        if isinstance(item, str):
            self._text(item, place, gathering, is_list=True)
        elif isinstance(item, list):
            for inner in item:
                self._item(inner, place, gathering)
        elif place.field.entity and (identifier := _identifier(place.field.entity, item)):
            self._entity(identifier, item, place, gathering)
        else:
            self._group(item, place, gathering)

    def _group(self, item: dict[str, Value], place: _Place, gathering: _Gathering) -> None:
        heading = _heading(item, place.field.model)
        group = _Gathering(gathering.id, (*gathering.within, *heading), gathering.around)
        self._fields(item, place, group)
        parts = tuple(leaf for leaves in group.leaves.values() for leaf in leaves)
        if parts:
            level = Visibility.lowest(*(part.level for part in parts))
            leaf = place.leaf(readable(parts), is_list=True)
            gathering.keep(replace(leaf, level=level, parts=parts))

    def _entity(
        self,
        identifier: str,
        data: dict[str, Value],
        place: _Place,
        around: _Gathering,
    ) -> None:
        """An entity inside the record becomes a thing of its own."""
        model = place.field.entity
        assert model
        while (model.kind, identifier) in self.inside:
            identifier += " (igen)"
        outer = () if around.id == self.id else (around.id,)
        whole = (*around.around, *place.path)
        gathering = _Gathering(identifier, (*around.within, *outer), whole)
        number = len(self.inside)
        self._fields(data, _Place(_group(model), (), (), place.way, True), gathering)
        mine = {(model.kind, identifier): self._thing(model, data, gathering)}
        others = list(self.inside.items())
        self.inside = {**dict(others[:number]), **mine, **dict(others[number:])}


def _group(model: type[BaseModel]) -> Known:
    """The whole of an entity, as if it were a field."""
    return Known(model.__name__, "", "group", Visibility.PUBLIC, model)


def _heading(item: dict[str, Value], model: type[BaseModel] | None) -> tuple[str, ...]:
    """What a group in a list is called: its first field that must be there."""
    for key, it in known(model).items() if model else ():
        if it.is_required:
            value = item.get(key)
            return (canonical.line(value),) if isinstance(value, str) else ()
    return ()

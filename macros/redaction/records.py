"""Records become views: permitted values are copied, and nothing else.

A reference to something withheld becomes nothing, so that not even its name gets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from pydantic import BaseModel

from macros import views, visibility
from macros.index import Entry, key_of
from macros.programme import Programme
from macros.records import COLLECTIONS, KIND_OF_WORD, KINDS, MODELS, Collection, address, forms
from macros.records.fields import (
    Absence,
    Duration,
    Entity,
    Part,
    Prose,
    Record,
    Reference,
    Visibility,
    models_in,
)
from macros.records.retirement import end_of
from macros.slugs import in_swedish_order
from macros.views import Field, Link, Mentions, Move, ProgrammeView, Shape, Shelf, Title, View
from macros.visibility import Choice, Permission, permitted, permitted_by_name

Key = tuple[str, str]
"""The kind and id of an entity."""


def redact(programme: Programme, audience: Visibility) -> ProgrammeView:
    """What an audience may see of a programme."""
    return _Redaction(programme, audience).view()


@cache
def _shape(
    model: type[BaseModel], audience: Visibility, words: tuple[tuple[str, str], ...]
) -> Shape:
    """The shape of a model's views, all its fields included, with the municipality's words."""
    own = dict(words)
    kind = getattr(model, "kind", "")
    fields = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        title = Title(own.get(f"{kind}.{key}" if kind else key, info.title or name))
        part = next(iter(models_in(info.annotation)), None)
        fields[name] = Field(
            title=title,
            key=key,
            description=info.description or "",
            form=forms.form(info),
            is_list=forms.holds(info, list),
            may_be_absent=forms.holds(info, Absence),
            choices=forms.choices(info),
            inner=_shape(part, audience, words) if part and part is not model else None,
        )
    shown = frozenset(permission.name for permission in permitted(model, audience))
    return Shape(fields, shown)


@cache
def _unseen_references(model: type[BaseModel], audience: Visibility) -> tuple[str, ...]:
    """Fields that always refer to something, and that the audience does not see.

    Should what they refer to be hidden, then the whole part is about it, and is hidden too.
    """
    shown = {permission.name for permission in permitted(model, audience)}
    return tuple(
        name
        for name in forms.single_references(model)
        if name not in shown and model.model_fields[name].is_required()
    )


def _open_names(model: type[BaseModel], public: Permission | None) -> frozenset[str]:
    """The fields of a model that the public sees too. Groups are told of by what is in them."""
    if not public:
        return frozenset()
    if public.whole and public.chosen is visibility.NO_CHOICE:
        return _declared_open(model)
    seen = permitted(model, Visibility.PUBLIC, public.chosen, whole=public.whole)
    return frozenset(it.name for it in seen) - _groups(model)


@cache
def _declared_open(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(it.name for it in permitted(model, Visibility.PUBLIC)) - _groups(model)


@cache
def _groups(model: type[BaseModel]) -> frozenset[str]:
    fields = model.model_fields.items()
    return frozenset(name for name, info in fields if forms.form(info) == "group")


class _Redaction:
    def __init__(self, programme: Programme, audience: Visibility) -> None:
        self.programme = programme
        self.audience = audience
        self.words = tuple((label.of, label.word) for label in programme.municipality.labels)
        self.links: dict[Key, Link] = {}
        self.views: dict[str, dict[str, View]] = {kind: {} for kind in KINDS}
        self.mentions: dict[Key, dict[Key, bool]] = {}
        self.copied: list[View] = []
        self.is_mixed = False
        self.partly_open: set[str] = set()

    def view(self) -> ProgrammeView:
        visible = [
            (record, mark, Permission("", visibility.chosen_by(record)))
            for collection in COLLECTIONS
            for record in _ordered(collection, self.programme.records[collection.kind])
            if (mark := visibility.of_record(collection, record)).rank <= self.audience.rank
        ]
        for record, _, seen in visible:
            for entity in self._entities(record, seen.chosen):
                key = (entity.kind, entity.id)
                kind, identifier = key_of(entity)
                self.links[key] = self._link(self.programme.index[kind][identifier])
        marked: set[str] = set()
        copied: dict[str, list[View]] = {}
        for record, mark, seen in visible:
            self.copied, self.is_mixed = [], False
            self._copy(record, None, seen, seen if self._is_shown_to_more(mark) else None)
            page = _page(self.links[record.kind, record.id])
            copied.setdefault(page, []).extend(self.copied)
            if self.is_mixed:
                marked.add(page)
        self.partly_open |= marked
        for page in copied.keys() - marked:
            for view in copied[page]:
                view.unmark()
        self._attach_mentions()
        own = dict(self.words)
        return ProgrammeView(
            {
                name: Shelf(
                    name,
                    kind.word,
                    own.get(name, kind.plural),
                    self.views[name],
                    _shape(MODELS[name], self.audience, self.words),
                )
                for name, kind in KINDS.items()
            },
            frozenset(self.partly_open),
            moves=tuple(self._moves()),
        )

    def _moves(self) -> Iterator[Move]:
        """The addresses of ids out of use, for those that have something in their place which the
        audience may see. What is at such an address now stays there."""
        leading = (it for it in self.programme.retirements if it.leads_on_for(self.audience))
        successors = {(KIND_OF_WORD[it.of], it.id): it.replaced_by for it in leading}
        taken = {link.path for link in self.links.values()}
        for kind, old in successors:
            link = self.links.get(end_of(successors, (kind, old)))
            if link and link.path:
                path = self._address_with(self.programme.index[kind][link.id], old)
                if path not in taken:
                    taken.add(path)
                    yield Move(path, link)

    def _address_with(self, entry: Entry, identifier: str) -> str:
        """The address that an entity would have with another id."""
        old = entry.entity.model_copy(update={"id": identifier})
        owner = old if isinstance(old, Record) else entry.record
        return address(old, owner) or ""

    def _is_shown_to_more(self, mark: Visibility) -> bool:
        """Whether a record is on the public site too, and this is another."""
        return mark is Visibility.PUBLIC and self.audience is not Visibility.PUBLIC

    def _entities(self, part: BaseModel, chosen: Choice) -> Iterator[Entity]:
        """The entities that the audience may see in a record, the record first."""
        if isinstance(part, Entity):
            yield part
        for permission in permitted(type(part), self.audience, chosen):
            value = getattr(part, permission.name)
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, BaseModel):
                    yield from self._entities(item, permission.chosen)

    def _link(self, entry: Entry) -> Link:
        entity = entry.entity
        return Link(entity.kind, KINDS[entity.kind].word, entity.id, entity.title, entry.path)

    def _copy(
        self, part: BaseModel, owner: Key | None, seen: Permission, public: Permission | None
    ) -> View | None:
        """A view, or None for a part that is empty or speaks of what is withheld.

        `seen` is what the audience may see of the part, `public` what the public may.
        """
        model = type(part)
        own = (part.kind, part.id) if isinstance(part, Entity) else owner
        if any(self._is_hidden(part, name) for name in _unseen_references(model, self.audience)):
            return None
        also = permitted_by_name(model, Visibility.PUBLIC, public) if public else {}
        values: dict[str, object] = {}
        for permission in permitted(model, self.audience, seen.chosen, whole=seen.whole):
            name = permission.name
            value = part.__dict__[name]
            if value is None or value == []:
                continue
            copied = self._copy_value(value, own, permission, also.get(name))
            if copied is not None and copied != ():
                values[name] = copied
            elif isinstance(value, Reference) and not isinstance(part, Entity):
                return None
        if isinstance(part, Part) and values.keys() <= part.about and not isinstance(part, Entity):
            return None
        link = self.links[part.kind, part.id] if isinstance(part, Entity) else None
        shape = _shape(model, self.audience, self.words)
        view = View(shape, values, link, _open_names(model, public))
        if link:
            self.views[link.kind][link.id] = view
        self.copied.append(view)
        self.is_mixed = self.is_mixed or not values.keys() <= also.keys()
        return view

    def _is_hidden(self, part: BaseModel, name: str) -> bool:
        (entry,) = self.programme.find(part.__dict__[name])
        return (entry.entity.kind, entry.entity.id) not in self.links

    def _copy_value(
        self, value: object, owner: Key | None, seen: Permission, public: Permission | None
    ) -> object:
        match value:
            case list():
                copies = (self._copy_value(item, owner, seen, public) for item in value)
                return tuple(_told_apart(copy for copy in copies if copy is not None))
            case BaseModel():
                return self._copy(value, owner, seen, public)
            case _ if not seen.whole:
                return None
            case Reference():
                return self._follow(value, owner, is_open=public is not None)
            case Prose():
                return views.Markdown(value)
            case Duration():
                return str(value)
            case Absence():
                return views.Absence(value.word, value.reason)
            case _:
                return value

    def _follow(self, reference: Reference, owner: Key | None, *, is_open: bool) -> Link | None:
        (entry,) = self.programme.find(reference)
        key = (entry.entity.kind, entry.entity.id)
        link = self.links.get(key)
        if link and link.path and owner and owner != key and not reference.quiet:
            sources = self.mentions.setdefault(key, {})
            sources[owner] = is_open or sources.get(owner, False)
        return link

    def _attach_mentions(self) -> None:
        for (kind, identifier), sources in self.mentions.items():
            groups: dict[str, list[Link]] = {}
            for source, is_open in sources.items():
                groups.setdefault(source[0], []).append(self.links[source])
                if not is_open:
                    self.partly_open.add(_page(self.links[kind, identifier]))
            self.views[kind][identifier].mentions = tuple(
                Mentions(name, KINDS[name].plural, tuple(groups[name]))
                for name in KINDS
                if name in groups and KINDS[name].path
            )


def _told_apart(copies: Iterable[object]) -> Iterator[object]:
    """Copies without those that look the same, because what they differ in is withheld."""
    met: list[object] = []
    for copy in copies:
        values = copy.values if isinstance(copy, View) and copy.is_part else None
        if values is None or values not in met:
            met.append(values)
            yield copy


def _page(link: Link) -> str:
    return (link.path or "").partition("#")[0]


def _ordered(collection: Collection, records: tuple[Record, ...]) -> Iterator[Record]:
    """Lists keep the editor's order; records in files of their own are sorted by name."""
    if not (collection.is_folder or collection.by_name):
        return iter(records)
    return iter(sorted(records, key=lambda record: in_swedish_order(record.title)))

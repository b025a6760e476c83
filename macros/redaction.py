"""Redaction: the only door between the data and the site.

Denied by default, at the record and at the field. Permitted values are copied into views;
a reference to something withheld becomes nothing, so that not even its name gets through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pydantic import BaseModel

from macros import views, visibility
from macros.index import Entry, walk
from macros.programme import Programme
from macros.records import COLLECTIONS, KINDS, MODELS, Collection, forms
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
from macros.records.requirement import Requirement
from macros.rules.criteria import Criteria
from macros.rules.grounds import Grounds, grounds
from macros.rules.outcome import Finding, Outcome, Remark, Report, State
from macros.rules.subject import titles
from macros.slugs import in_swedish_order
from macros.views import Field, Link, Mentions, ProgrammeView, Shape, Shelf, Title, View
from macros.visibility import Choice, Permission, permitted, permitted_by_name

Key = tuple[str, str]
"""The kind and id of an entity."""

EXCUSABLE = (State.NOT_MET, State.CANNOT_TELL, State.EXCEPTION)
"""What a decided exception makes a difference to."""
EXCEPTIONS = "exceptions"
"""Of a record's exceptions only those from one demand count for an outcome: findings name them."""


def redact(programme: Programme, audience: Visibility) -> ProgrammeView:
    """What an audience may see of a programme."""
    return _Redaction(programme, audience).view()


def with_outcomes(
    view: ProgrammeView, programme: Programme, audience: Visibility, report: Report
) -> ProgrammeView:
    """An audience's view with what it may see of how the demands are met: the public nothing."""
    if audience is Visibility.PUBLIC:
        return view
    return replace(view, compliance=_Disclosure(view, programme, audience).compliance(report))


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
                self.links[key] = self._link(self.programme.index[entity.kind][entity.id])
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
        )

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


class _Disclosure:
    """What may be told of how the demands are met. Only what is in the view can be named.

    An outcome rests on what its checks look at, whatever they find. Does that hold anything that
    the audience may not know, then nothing is told of the outcome: neither what it comes to, nor
    since when. So what is told is the same whatever stands in the fields that are hidden.
    """

    def __init__(self, view: ProgrammeView, programme: Programme, audience: Visibility) -> None:
        self.programme = programme
        self.audience = audience
        self.words = tuple((label.of, label.word) for label in programme.municipality.labels)
        self.shelves = view.shelves
        self.is_all_seen = all(
            len(entries) == len(self.shelves[kind].by_id)
            for kind, entries in programme.index.items()
        )
        self._grounds: dict[Key, Grounds] = {}
        self._unknown: dict[Key, frozenset[str]] = {}

    def compliance(self, report: Report) -> views.Compliance:
        """How the demands are met, as far as the audience may know."""
        criteria = Criteria(self.programme)
        self.demands = {demand.id for demand in report.demands if self._is_demand_seen(demand)}
        return views.Compliance(
            tuple(self._outcome(it) for it in report.outcomes if self._may_be_told(it)),
            tuple(
                views.Remark(self._link(it.record), it.why)
                for it in report.remarks
                if self._may_be_remarked(it)
            ),
            {
                demand.id: views.Criteria(criteria.of(demand), criteria.looks_at(demand))
                for demand in report.demands
                if demand.id in self.demands
            },
        )

    def _is_seen(self, entity: Entity) -> bool:
        return entity.id in self.shelves[entity.kind].by_id

    def _are_seen(self, references: Iterable[Reference]) -> bool:
        return all(self._is_seen(self._entity(reference)) for reference in references)

    def _is_demand_seen(self, demand: Requirement) -> bool:
        """Whether the audience sees a demand and all that its checks name."""
        named = (value for check in demand.checks for _, _, value in walk(check))
        return self._is_seen(demand) and self._are_seen(
            value for value in named if isinstance(value, Reference)
        )

    def _may_be_told(self, outcome: Outcome) -> bool:
        """Whether an outcome rests on nothing that the audience may not know.

        A field that its own record has hidden tells nothing, not even whether it is filled in. Of
        a field that nobody sees it may be told whether something stands there, never what.
        """
        record, demand = outcome.record, outcome.requirement
        if demand.id not in self.demands or not self._is_seen(record):
            return False
        rests_on = self._rests_on(demand, record.kind)
        return (
            not any(self._is_unknown(record, path) for path in rests_on.fields)
            and not (outcome.state in EXCUSABLE and self._hides(record, EXCEPTIONS))
            and all(self._may_be_read(record, path) for path in rests_on.deciding)
            and all(self._is_founded(record, it) for it in (*outcome.grounds, *outcome.findings))
        )

    def _rests_on(self, demand: Requirement, kind: str) -> Grounds:
        key = (demand.id, kind)
        if key not in self._grounds:
            self._grounds[key] = grounds(demand, kind)
        return self._grounds[key]

    def _is_founded(self, record: Record, finding: Finding) -> bool:
        """Whether a finding rests on what the audience may know."""
        told = finding.sums_up
        return (
            not any(self._is_unknown(record, path) for path in finding.fields if path != EXCEPTIONS)
            and (
                finding.only_whether or all(self._may_be_read(record, it) for it in finding.fields)
            )
            and self._are_seen(finding.about)
            and not (finding.there and self._is_unknown_there(finding))
            and (told is None or self._may_be_told(told))
        )

    def _is_unknown_there(self, finding: Finding) -> bool:
        others = [self._entity(it) for it in finding.about]
        return any(
            self._is_unknown(other, path)
            for other in others
            if isinstance(other, Record)
            for path in finding.there
        )

    def _may_be_remarked(self, remark: Remark) -> bool:
        exception, outcome = remark.exception, remark.outcome
        demand = self._entity(exception.requirement)
        return (
            self._is_seen(remark.record)
            and self._is_seen(demand)
            and self._are_seen([exception.decided_by])
            and not self._hides(remark.record, EXCEPTIONS)
            and (outcome is None or self._may_be_told(outcome))
            and (demand.id in self.demands or not getattr(demand, "checks", None))
        )

    def _may_be_read(self, record: Record, path: str) -> bool:
        """Whether the audience may read what stands in a field, as the record shows it."""
        return visibility.of_path(record, path).rank <= self.audience.rank

    def _is_unknown(self, record: Record, path: str) -> bool:
        """Whether a record hides a field, or speaks there of something that is hidden."""
        return self._hides(record, path) or (
            not self.is_all_seen and path.partition(".")[0] in self._about_hidden(record)
        )

    def _hides(self, record: Record, path: str) -> bool:
        return bool(record.visibility_overrides) and visibility.hides(record, path, self.audience)

    def _about_hidden(self, record: Record) -> frozenset[str]:
        """The fields of a record in which something hidden is pointed at."""
        key = (record.kind, record.id)
        if key not in self._unknown:
            self._unknown[key] = frozenset(
                str(location[0])
                for location, _, value in walk(record)
                if isinstance(value, Reference) and not self._are_seen([value])
            )
        return self._unknown[key]

    def _outcome(self, outcome: Outcome) -> views.Outcome:
        record, demand = outcome.record, outcome.requirement
        paths = dict.fromkeys(path for it in outcome.findings for path in it.fields)
        actors = [self._entity(it) for it in demand.applies_to]
        return views.Outcome(
            requirement=self._link(demand),
            subject=self._link(record),
            is_example=record.example,
            state=str(outcome.state),
            severity=str(outcome.severity or ""),
            why=tuple(dict.fromkeys(it.why for it in outcome.findings)),
            fields=tuple(titles(type(record), path, self.words) for path in paths),
            actors=tuple(self._link(it) for it in actors if self._is_seen(it)),
            since=outcome.since,
            deadlines=tuple(views.Deadline(it.due, it.why) for it in outcome.deadlines if it.due),
        )

    def _entity(self, reference: Reference) -> Entity:
        (entry,) = self.programme.find(reference)
        return entry.entity

    def _link(self, entity: Entity) -> Link:
        return self.shelves[entity.kind].by_id[entity.id].link


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

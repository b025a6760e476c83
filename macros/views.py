"""Views: all that rendering may see. They hold copies of permitted values and no record.

This is the front of house. It imports nothing of ours, so nothing withheld can be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any


class Markdown(str):
    """Text whose Markdown is meant; all other text shows as the text it is."""


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to something on the site. `path` is a Markdown file below docs/, or None."""

    kind: str
    word: str
    id: str
    title: str
    path: str | None

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True, slots=True)
class Absence:
    """Said outright to be none, with the reason."""

    word: str
    reason: str


class Title(str):
    """A field's Swedish title. `is_open` tells that the public site shows the field too."""

    __slots__ = ("is_open",)
    is_open: bool

    def __new__(cls, text: str, *, is_open: bool = False) -> Title:
        """A title with what it tells."""
        title = super().__new__(cls, text)
        title.is_open = is_open
        return title


@dataclass(frozen=True, slots=True)
class Field:
    """What is known of a field, whether it is shown or not.

    `key` is what it is called in the files of data/. `form` is one of »text«, »markdown«, »day«,
    »duration«, »flag«, »number«, »link« and »group«; a group has a shape of its own. `choices`
    are the only values it can have. `may_be_absent` tells that an outright none can stand there.
    """

    title: Title
    key: str
    description: str
    form: str
    is_list: bool
    may_be_absent: bool = False
    choices: tuple[str, ...] = ()
    inner: Shape | None = None


@dataclass(frozen=True, eq=False)
class Shape:
    """The fields of a kind of view by name, in the model's order.

    `shown` are the names that the audience may see of every such view; a record can show fewer,
    or more by a decision.
    """

    fields: Mapping[str, Field]
    shown: frozenset[str]


class Nothing:
    """What a withheld or missing field reads as: no text, no items, and false.

    It still knows its shape, so that a misspelt field inside it raises.
    """

    __slots__ = ("_shape",)

    def __init__(self, shape: Shape | None = None) -> None:
        self._shape = shape

    def __getattr__(self, name: str) -> Any:
        if self._shape is None or name not in self._shape.fields:
            raise AttributeError(name)
        return Nothing(self._shape.fields[name].inner)

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Other records of one kind that point at a view."""

    kind: str
    title: str
    links: tuple[Link, ...]


class View:
    """A copy of what an audience may see of a record, or of a part of one.

    Fields are attributes. A withheld field reads as Nothing, a misspelt one raises
    AttributeError. `link` is the view's own address; a part of a record has none.
    """

    __slots__ = ("_link", "_open", "_shape", "_values", "mentions")

    def __init__(
        self,
        shape: Shape,
        values: Mapping[str, object],
        link: Link | None = None,
        also_open: frozenset[str] = frozenset(),
    ) -> None:
        self._shape = shape
        self._values = values
        self._link = link
        self._open = also_open
        self.mentions: Sequence[Mentions] = ()

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            pass
        if name not in self._shape.fields:
            raise AttributeError(f"No field {name!r} in {sorted(self._shape.fields)}")
        return Nothing(self._shape.fields[name].inner)

    def __repr__(self) -> str:
        return f"<View {self._link.word}/{self._link.id}>" if self._link else "<View of a part>"

    @property
    def titled(self) -> tuple[tuple[Title, object], ...]:
        """The fields that have a value, each with its Swedish title, in the model's order."""
        return tuple((self.title_of(name), value) for name, value in self._values.items())

    @property
    def shape(self) -> Shape:
        """What is known of its fields."""
        return self._shape

    @property
    def values(self) -> Mapping[str, object]:
        """The fields that have a value, by name, in the model's order."""
        return self._values

    def unmark(self) -> None:
        """Do not tell what is open: all of it is."""
        self._open = frozenset()

    @property
    def is_part(self) -> bool:
        """Whether this is a group of fields without an address of its own."""
        return self._link is None

    @property
    def link(self) -> Link:
        """The view's own address. Raises AttributeError for a part."""
        if self._link is None:
            raise AttributeError("A part has no address")
        return self._link

    @property
    def anchor(self) -> str:
        """Its id on the page that shows it."""
        return (self.link.path or "").partition("#")[2] or self.link.id

    def title_of(self, name: str) -> Title:
        """A field's Swedish title. Raises KeyError for a misspelt field."""
        title = self._shape.fields[name].title
        return Title(title, is_open=True) if name in self._open else title

    def mentioned_by(self, kind: str) -> tuple[Link, ...]:
        """Links to the records of a kind that point here."""
        for mentions in self.mentions:
            if mentions.kind == kind:
                return mentions.links
        return ()


@dataclass(frozen=True)
class Shelf:
    """The views of one kind, in order, and by id."""

    kind: str
    word: str
    title: str
    by_id: Mapping[str, View]
    shape: Shape

    def __iter__(self) -> Iterator[View]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day that a demand stays met, or that an exception holds, and what it is about."""

    day: date
    why: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a demand comes to for one record.

    `state` is one of STATES, and `severity` is empty unless the demand is not met. `why` are
    sentences, `fields` the titles of what was looked at, and `actors` those who act. `since` is the
    first day of a shortfall, when the data tells. `exception` tells that a decided exception holds.
    """

    requirement: Link
    subject: Link
    is_example: bool
    state: str
    severity: str
    why: tuple[str, ...]
    fields: tuple[str, ...]
    actors: tuple[Link, ...]
    since: date | None
    deadlines: tuple[Deadline, ...]


STATES = ("inte uppfyllt", "går inte att avgöra", "undantag", "uppfyllt", "gäller inte")
"""What a demand can come to, what needs attention first."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to tidy up about a record: a decided exception that excuses nothing."""

    subject: Link
    why: str


@dataclass(frozen=True, slots=True)
class Criteria:
    """What would satisfy a demand, a sentence a check, and the titles of what is looked at."""

    sentences: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Compliance:
    """How the demands are met on a day. Empty, and so false, for those who may not see it.

    `criteria` are those of the demands that are checked, by their ids.
    """

    outcomes: tuple[Outcome, ...] = ()
    remarks: tuple[Remark, ...] = ()
    criteria: Mapping[str, Criteria] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.criteria)

    def of_subject(self, subject: Link) -> Sequence[Outcome]:
        """The outcomes for a record."""
        return self._by_subject.get(subject, ())

    def of_requirement(self, requirement: Link) -> Sequence[Outcome]:
        """The outcomes of a demand."""
        return self._by_requirement.get(requirement, ())

    @cached_property
    def _by_subject(self) -> Mapping[Link, Sequence[Outcome]]:
        found: dict[Link, list[Outcome]] = {}
        for outcome in self.outcomes:
            found.setdefault(outcome.subject, []).append(outcome)
        return found

    @cached_property
    def _by_requirement(self) -> Mapping[Link, Sequence[Outcome]]:
        found: dict[Link, list[Outcome]] = {}
        for outcome in self.outcomes:
            found.setdefault(outcome.requirement, []).append(outcome)
        return found


@dataclass(frozen=True, slots=True)
class Run:
    """A run of words in a text that was changed: »kept«, »removed« or »added«."""

    action: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that has changed, as runs of words from before to after."""

    title: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class ChangedThing:
    """What has happened to one thing: »System«, »E-post«, »ändrat«. `link` leads to it, if it is
    there, `notes` are sentences about it and `untold` counts fields that are not told."""

    word: str
    title: str
    link: Link | None
    done: str
    notes: tuple[str, ...]
    fields: tuple[ChangedField, ...]
    untold: int


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """The changes of a record and of what is inside it; `done` is empty if only the latter."""

    word: str
    title: str
    link: Link | None
    own: ChangedThing | None
    inside: tuple[ChangedThing, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What has changed between two versions: a sentence, and the records that have. They may be
    too many to tell."""

    summary: str
    records: tuple[ChangedRecord, ...]
    is_any: bool = False

    def __bool__(self) -> bool:
        return self.is_any


@dataclass(frozen=True, slots=True)
class DayOfNews:
    """What changed on a day. `untold` counts files that were too many to compare."""

    day: date
    told: Comparison
    untold: int


@dataclass(frozen=True, slots=True)
class Edition:
    """What has changed since an adopted version. `to` is empty when that is until now. `by_role`
    are the changes for each role, and `others` those for none of them. None of it is known when
    this copy of Git lacks the version."""

    id: str
    name: str
    since: date
    to: str
    note: str
    told: Comparison | None
    by_role: tuple[tuple[Link, Comparison], ...]
    others: Comparison | None

    @property
    def title(self) -> str:
        """What it is called: »Ändrat mellan antagandet 2005 och nu«."""
        return f"Ändrat mellan {self.name} och {self.to or 'nu'}"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The latest review of a record: by whom, when, what it came to, and whether the record still
    says what it said then."""

    link: Link
    by: str
    day: date
    outcome: str
    is_current: bool


@dataclass(frozen=True)
class News:
    """What has changed, and when. `changed` are the days of the last change of substance, by the
    paths of pages and by those of records with their anchors. `reviewed` are the latest reviews,
    and `digests` the checksums of records as they are, by kind and id; both are for employees."""

    days: tuple[DayOfNews, ...] = ()
    editions: tuple[Edition, ...] = ()
    changed: Mapping[str, date] = field(default_factory=dict)
    reviewed: Mapping[tuple[str, str], Reviewed] = field(default_factory=dict)
    digests: Mapping[tuple[str, str], str] = field(default_factory=dict)
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """An address that is out of use, as a path below docs/, and what is to be found there now."""

    path: str
    link: Link


class NotFound(LookupError):
    """No view has this id. `known` are the ids that there are."""

    def __init__(self, words: Sequence[str], text: str, known: Iterable[str]) -> None:
        super().__init__(text)
        self.words = tuple(words)
        self.text = text
        self.known = tuple(known)


@dataclass(frozen=True)
class ProgrammeView:
    """Everything that one audience may see.

    `partly_open` are the paths of pages with something that the public site has, and something
    that it has not. `compliance` is how the demands are met, which only employees see. `moves` are
    the addresses that are out of use, and `news` what has changed. `edits` are the
    addresses where what stands on a page, or at an anchor on one, is changed, and `reviews_at` that
    where reviews are written; both are for employees.
    """

    shelves: dict[str, Shelf]
    partly_open: frozenset[str] = frozenset()
    compliance: Compliance = field(default_factory=Compliance)
    moves: tuple[Move, ...] = ()
    news: News = field(default_factory=News)
    edits: Mapping[str, str] = field(default_factory=dict)
    reviews_at: str = ""

    def __repr__(self) -> str:
        return "<ProgrammeView>"

    def forget(self, *kinds: str) -> None:
        """Let go of kinds of views that every page has been set with."""
        for kind in kinds:
            self.shelves.pop(kind, None)

    @property
    def municipality(self) -> View:
        """The municipality's profile."""
        return next(iter(self.shelves["municipality"]))

    @cached_property
    def own_words(self) -> Mapping[str, str]:
        """The municipality's own words, by the kind or field that each is for."""
        return {str(label.of): str(label.word) for label in self.municipality.labels}

    @property
    def document(self) -> View:
        """The governing document."""
        return next(iter(self.shelves["document"]))

    def shelf(self, kind: str) -> Shelf:
        """The shelf of a kind, by its name or its Swedish word. Raises NotFound."""
        for shelf in self.shelves.values():
            if kind in (shelf.kind, shelf.word):
                return shelf
        raise NotFound(["slag"], kind, [shelf.word for shelf in self.shelves.values()])

    def find(self, text: str, *kinds: str) -> View:
        """The view with an id, or with »word/id«. Raises NotFound if none or several match."""
        word, slash, identifier = text.partition("/")
        if slash:
            shelf = self.shelf(word)
            if identifier in shelf.by_id:
                return shelf.by_id[identifier]
            raise NotFound([shelf.word], text, [f"{shelf.word}/{known}" for known in shelf.by_id])
        shelves = [self.shelf(kind) for kind in kinds] or list(self.shelves.values())
        found = [shelf.by_id[text] for shelf in shelves if text in shelf.by_id]
        if len(found) == 1:
            return found[0]
        known = [f"{shelf.word}/{text}" for shelf in shelves if text in shelf.by_id] or [
            identifier for shelf in shelves for identifier in shelf.by_id
        ]
        raise NotFound([shelf.word for shelf in shelves] if kinds else ["post"], text, known)

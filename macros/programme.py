"""The programme: all records together, every id resolved and every reference checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from macros import problems
from macros.index import Entry, entities, find, id_field, key_of, make_index, walk
from macros.problems import Place, Problem
from macros.publication import check_visibility
from macros.records import COLLECTIONS, EVERY_MODEL, KIND_OF_WORD, KINDS
from macros.records.accessibility import Accessibility
from macros.records.document import GoverningDocument
from macros.records.fields import Record, Reference
from macros.records.municipality import Municipality
from macros.records.reading import Reading, Sourced, read_records
from macros.records.retirement import Retirement
from macros.records.term import Term
from macros.source import Location
from macros.synonyms import Synonyms, read_synonyms

CHAINS = {"parent": "Del av", "replaced_by": "Ersätts av"}
"""Fields that point at a record of the same kind and must come to an end."""

MOST_COMPARISONS = 100_000
"""Ids that wrong ids are compared with for a tip; more would take longer than anyone waits."""


@dataclass(frozen=True)
class Programme:
    """Everything that the data says. Records are in the order of their files or lists, and
    `synonyms` are what people say, each with what it is called."""

    records: Mapping[str, tuple[Record, ...]]
    index: Mapping[str, Mapping[str, Entry]]
    synonyms: Synonyms = field(default_factory=dict)

    @property
    def municipality(self) -> Municipality:
        """The municipality's profile."""
        (record,) = self.records["municipality"]
        assert isinstance(record, Municipality)
        return record

    @property
    def document(self) -> GoverningDocument:
        """The governing document."""
        (record,) = self.records["document"]
        assert isinstance(record, GoverningDocument)
        return record

    @property
    def retirements(self) -> tuple[Retirement, ...]:
        """The ids that are out of use."""
        return tuple(it for it in self.records["retirement"] if isinstance(it, Retirement))

    @cached_property
    def successors(self) -> Mapping[tuple[str, str], str | None]:
        """What took the place of the ids that are out of use, by kind and id."""
        return {(KIND_OF_WORD[it.of], it.id): it.replaced_by for it in self.retirements}

    def find(self, reference: Reference) -> list[Entry]:
        """The entries that a reference may mean; exactly one once the programme is loaded."""
        return find(self.index, reference)


def examine(root: Path) -> tuple[Programme, list[Problem]]:
    """The programme as far as it can be read, and all that is wrong with it."""
    reading = read_records(root)
    found = list(reading.problems)
    index = make_index(reading, found)
    for sourced in reading.records:
        found += _check_prefixes(sourced)
    references = _References(reading, index)
    found += references.check()
    found += references.check_retirements()
    found += references.check_successions()
    found += _check_chains(reading)
    found += _check_labels(reading)
    found += _check_words(reading)
    found += _check_order(reading)
    found += _check_statement(reading)
    found += check_visibility(reading, partial(find, index))
    records = {
        collection.kind: tuple(
            sourced.record for sourced in reading.records if sourced.record.kind == collection.kind
        )
        for collection in COLLECTIONS
    }
    synonyms, wrong = read_synonyms(root)
    return Programme(records, index, synonyms), found + wrong


def places(root: Path) -> Callable[[Record, Location], Place]:
    """What tells where a value of a record stands. Reads the files anew, once: places are not kept
    while all is well."""
    known = {key_of(it.record): it for it in read_records(root).records}
    return lambda record, location: known[key_of(record)].place(location)


Verdict = Callable[[Place, str], Problem]
"""What is wrong with a reference, once its place and its field's title are known."""


class _References:
    """What references may point at, and what is wrong with those that point elsewhere."""

    def __init__(self, reading: Reading, index: Mapping[str, Mapping[str, Entry]]) -> None:
        self.reading = reading
        self.index = index
        self.retired = {
            (sourced.record.of, sourced.record.id): sourced
            for sourced in reading.records
            if isinstance(sourced.record, Retirement)
        }

    def check(self) -> Iterator[Problem]:
        """References that point at nothing, at several records, or at what is out of use."""
        verdicts: dict[Reference, Verdict | None] = {}
        comparisons = 0
        for sourced in self.reading.records:
            for location, title, value in walk(sourced.record):
                if not isinstance(value, Reference):
                    continue
                if value not in verdicts:
                    verdicts[value] = self._judge(value, comparisons < MOST_COMPARISONS)
                    if verdicts[value]:
                        comparisons += sum(len(self.index[kind]) for kind in value.kinds)
                if verdict := verdicts[value]:
                    yield verdict(sourced.place(location), problems.quoted(title))

    def check_retirements(self) -> Iterator[Problem]:
        """Ids that are used again, and retirements in favour of what does not exist."""
        for sourced in self.reading.records if self.retired else ():
            for entity, location in entities(sourced):
                if (KINDS[entity.kind].word, entity.id) in self.retired:
                    yield problems.reused(sourced.place((*location, id_field(entity))), entity.id)
        for (word, _), sourced in self.retired.items():
            successor = getattr(sourced.record, "replaced_by", None)
            if word not in KIND_OF_WORD:
                yield problems.wrong_choice(sourced.place(("of",)), "»Slag«", KIND_OF_WORD, word)
            elif successor and (word, successor) not in self.retired:
                verdict = self._judge(Reference((KIND_OF_WORD[word],), successor), with_tip=True)
                if verdict:
                    yield verdict(sourced.place(("replaced_by",)), "»Ersatt av«")

    def check_successions(self) -> Iterator[Problem]:
        """Ids out of use that in the end are said to be replaced by themselves."""
        for word in dict.fromkeys(word for word, _ in self.retired):
            links = {
                identifier: str(sourced.record.replaced_by)
                for (of, identifier), sourced in self.retired.items()
                if of == word and isinstance(sourced.record, Retirement)
            }
            for circle in _circles(links):
                place = self.retired[word, circle[0]].place(("replaced_by",))
                yield problems.cycle(place, "Ersatt av", [*circle, circle[0]])

    def _judge(self, reference: Reference, with_tip: bool) -> Verdict | None:
        """What is wrong with a reference, or None."""
        text, entries = reference.text, find(self.index, reference)
        if len(entries) == 1 or (not entries and self._exists_though_broken(reference)):
            return None
        if entries:
            readings = [f"{KINDS[e.entity.kind].word}/{e.entity.id}" for e in entries]
            return partial(problems.ambiguous, found=text, readings=readings)
        words = [KINDS[kind].word for kind in reference.kinds]
        if gone := self._retirement(text, words):
            return partial(problems.retired, found=text, successor=gone.replaced_by)
        others = [KINDS[kind].word for kind in KINDS if text in self.index[kind]]
        tip = ""
        if with_tip and not others:
            known = [identifier for kind in reference.kinds for identifier in self.index[kind]]
            tip = problems.nearest(text, known)
        other = problems.any_of(others)
        return partial(problems.dangling, kinds=words, found=text, tip=tip, other=other)

    def _exists_though_broken(self, reference: Reference) -> bool:
        """Whether the record is there but could not be read: its own problem is enough."""
        if any(kind in self.reading.unsure for kind in reference.kinds):
            return True
        _, _, identifier = reference.text.rpartition("/")
        return any(identifier in self.reading.ids.get(kind, {}) for kind in reference.kinds)

    def _retirement(self, text: str, words: Sequence[str]) -> Retirement | None:
        """The retirement of an id, written with or without its kind."""
        word, _, identifier = text.rpartition("/")
        for possible in words:
            sourced = self.retired.get((possible, identifier))
            if sourced and word in ("", possible) and isinstance(sourced.record, Retirement):
                return sourced.record
        return None


def _check_prefixes(sourced: Sourced) -> Iterator[Problem]:
    """Duties and rules carry the name of what they belong to, so that an id tells its place."""
    record = sourced.record
    prefix = {"role": getattr(record, "duty_prefix", ""), "instruction": record.id}.get(record.kind)
    if prefix is None:
        return
    for entity, location in entities(sourced):
        if entity is not record and not entity.id.startswith(prefix):
            yield problems.wrong_prefix(sourced.place((*location, "id")), entity.id, prefix)


def _check_chains(reading: Reading) -> Iterator[Problem]:
    """Chains of references that lead back to where they began."""
    for name, title in CHAINS.items():
        links: dict[str, str] = {}
        places: dict[str, tuple[Sourced, Location]] = {}
        for sourced in reading.records:
            part = getattr(sourced.record, "decommission", None)
            target = getattr(part or sourced.record, name, None)
            if isinstance(target, Reference):
                links[sourced.record.id] = target.text.rpartition("/")[2]
                around = ("decommission",) if part else ()
                places[sourced.record.id] = (sourced, (*around, name))
        for circle in _circles(links):
            sourced, location = places[circle[0]]
            yield problems.cycle(sourced.place(location), title, [*circle, circle[0]])


def _circles(links: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle that the links form, once, from its first id in the alphabet."""
    done: set[str] = set()
    for start in links:
        path: dict[str, None] = {}
        here = start
        while here in links and here not in done and here not in path:
            path[here] = None
            here = links[here]
        done |= path.keys()
        if here in path:
            circle = list(path)[list(path).index(here) :]
            first = circle.index(min(circle))
            yield circle[first:] + circle[:first]


def _check_labels(reading: Reading) -> Iterator[Problem]:
    """The municipality's own words for kinds and fields that do not exist."""
    known = [*KINDS, *_field_names()]
    for sourced in reading.records:
        if isinstance(sourced.record, Municipality):
            for number, label in enumerate(sourced.record.labels):
                if label.of not in known:
                    place = sourced.place(("labels", number, "of"))
                    tip = problems.nearest(label.of, known) or "Rätta ordet, eller ta bort raden."
                    expected = "ett slag som »system« eller ett fält som »system.purpose«"
                    yield problems.wrong_value(place, "»Slag eller fält«", expected, label.of, tip)


def _check_words(reading: Reading) -> Iterator[Problem]:
    """Words that two terms explain: on a page only one of them could be meant."""
    first: dict[str, tuple[Sourced, Location]] = {}
    for sourced in reading.records:
        term = sourced.record
        if not isinstance(term, Term):
            continue
        words: list[tuple[str, Location]] = [(term.name, ("name",))]
        words += [(form, ("forms", number)) for number, form in enumerate(term.forms)]
        for word, location in words:
            other, where = first.setdefault(word.casefold(), (sourced, location))
            if other is not sourced:
                yield problems.same_word(sourced.place(location), word, other.place(where))


def _check_order(reading: Reading) -> Iterator[Problem]:
    """Days that come before the day that they must follow."""
    for sourced in reading.records:
        for number, exception in enumerate(getattr(sourced.record, "exceptions", ())):
            if exception.expires_on < exception.date:
                place = sourced.place(("exceptions", number, "expires_on"))
                yield problems.wrong_order(place, "»Till och med«", "»Datum«")
        introduced = getattr(sourced.record, "introduced_on", None)
        left = getattr(getattr(sourced.record, "decommission", None), "date", None)
        if introduced and left and left < introduced:
            place = sourced.place(("decommission", "date"))
            yield problems.wrong_order(place, "»Avveckling: datum«", "»Infört«")


def _check_statement(reading: Reading) -> Iterator[Problem]:
    """An accessibility statement that says something else than its own list of shortcomings, or
    that comes from a municipality which nobody can tell of one."""
    statements = [it for it in reading.records if isinstance(it.record, Accessibility)]
    for sourced in statements:
        statement = sourced.record
        if isinstance(statement, Accessibility) and statement.contradicts_itself:
            place = sourced.place(("conformance",))
            yield problems.contradicted(place, statement.conformance)
    for sourced in reading.records if statements else ():
        profile = sourced.record
        if not isinstance(profile, Municipality) or profile.feedback:
            continue
        if not profile.contact or not any(way for _, way in profile.contact):
            yield problems.nobody_to_tell(sourced.place(("feedback",)))


def _field_names() -> Iterator[str]:
    """Every field of every kind, as »system.purpose«; of a part of a record just »purpose«."""
    for model in EVERY_MODEL:
        for name, info in model.model_fields.items():
            kind = getattr(model, "kind", "")
            field = info.alias or name
            yield f"{kind}.{field}" if kind else field

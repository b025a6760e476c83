"""Phrases: the words by which a withheld value is known again on a finished site.

A long text is cut into phrases. A short or common value says nothing by itself, »ja« or »8 timmar«,
and is searched for next to its label, or in a row with its neighbours. Decision record 0007
tells how this neither cries wolf nor looks away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from macros import leaks
from macros.programme import Programme
from macros.prose import WrittenPage
from macros.records import KINDS
from macros.records.fields import Absence, Entity, Prose, Reference, Visibility
from macros.withheld import Value, values

Words = tuple[str, ...]

LONGEST = leaks.MOST_WORDS
ORDINARY = 3
"""A name that so many open texts use is an ordinary word."""
SHORT = 3
"""Words in a value that may be an ordinary expression."""
TELLING = 3
"""Letters in a word that tells something by itself."""
ROW = 4
"""Words in a row of values that is searched for."""
TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)[^)]*\)")
"""The address of a link in Markdown."""
DATA = "data/"
"""Where the open data lie on the site; there a value stands by its field's key."""
OF_LINKS = ("id", "kind", "title", "url")
"""Keys of what every reference is in the open data."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """Words that may not stand on the site, or not below one address of it.

    `origin` is where they come from: a value of a record, or a page in docs/.
    """

    words: Words
    origin: Value | WrittenPage
    below: str = ""


def phrases(
    programme: Programme,
    pages: Iterable[WrittenPage],
    audience: Visibility,
    spoken: Callable[[object], str],
    furniture: Iterable[str] = (),
) -> list[Phrase]:
    """What the last look at an audience's site searches for.

    `spoken` says a date, a number or a yes as the site says it. `furniture` are texts that every
    site has: those of the templates.
    """
    gathering = _Gathering(programme, audience, spoken)
    return gathering.phrases(tuple(pages), furniture)


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase that is searched for unless so many open texts use it, `but` one of them.

    One with an `instead_of` is searched for only when that one is not.
    """

    phrase: Phrase
    limit: int = 1
    but: int | None = None
    instead_of: Phrase | None = None


class _Gathering:
    """What is withheld and what is open, and the phrases that tell the one from the other."""

    def __init__(
        self, programme: Programme, audience: Visibility, spoken: Callable[[object], str]
    ) -> None:
        self.programme = programme
        self.audience = audience
        self.spoken: Callable[..., tuple[str, ...]] = cache(
            lambda _, value: (spoken(value), str(value))
        )
        self.words = cache(lambda text: tuple(leaks.words(text)))
        self.own_words = {label.of: label.word for label in programme.municipality.labels}
        self.open_texts: list[str] = []
        self.open_values: set[str] = set()
        self.open_labels: set[tuple[str, str, Words]] = set()
        self.open_keys: dict[tuple[str, ...], None] = {}
        self.texts: dict[str, tuple[Value, int]] = {}
        self.closed: dict[tuple[str, str, str], Value] = {}
        self.rows: dict[Words, Value] = {}

    def phrases(self, pages: tuple[WrittenPage, ...], furniture: Iterable[str]) -> list[Phrase]:
        everything = values(self.programme, self.audience)
        for _, of_record in groupby(everything, key=lambda value: id(value.record)):
            self._gather(of_record)
        self.open_texts += [page.text for page in pages if self._may_read(page.visibility)]
        self.open_texts += ["\n".join(map(" ".join, self.open_keys)), *furniture]
        sought = [
            *(one for text in self.texts for one in self._of_text(text, *self.texts[text])),
            *(one for page in pages for one in self._of_page(page)),
            *(
                _Sought(phrase)
                for (_, _, text), value in self.closed.items()
                for phrase in self._labelled(text, value)
            ),
            *(_Sought(Phrase(words, value)) for words, value in self.rows.items()),
        ]
        return list(self._without_ordinary(sought))

    def _gather(self, of_record: Iterable[Value]) -> None:
        """Sort the values of a record into open and withheld."""
        open_texts: list[str] = []
        for _, of_part in groupby(of_record, key=lambda value: id(value.part)):
            row: list[str] = []
            for value in of_part:
                said = self._said(value.value)
                if value.is_shown:
                    open_texts += said
                    self._note_open(value, said)
                else:
                    row += said[:1]
                    self._note_withheld(value, said)
            words = self.words(" ".join(row))[:LONGEST] if len(row) > 1 else ()
            if len(words) >= ROW and not isinstance(value.part, Entity):
                self.rows.setdefault(words, value)
        self.open_texts.append("\n".join(open_texts))
        self.open_values.update(open_texts)

    def _note_open(self, value: Value, said: Iterable[str]) -> None:
        keys = tuple(step for step in value.location if isinstance(step, str))
        self.open_keys[(*keys, *value.field.choices)] = None
        if isinstance(value.part, Entity):
            kind = value.part.kind
            self.open_keys[(self.own_words.get(kind, KINDS[kind].plural), value.part.title)] = None
        for text in said:
            self.open_labels.add((value.record.kind, value.field.title, self.words(text)))
            self.open_labels.add((DATA, value.field.key, self.words(text)))

    def _note_withheld(self, value: Value, said: Iterable[str]) -> None:
        for text in said:
            if value.field.is_closed:
                self.closed.setdefault((value.record.kind, value.field.title, text), value)
            else:
                self.texts.setdefault(text, (value, len(self.open_texts)))

    def _said(self, value: object) -> tuple[str, ...]:
        """A value as the texts that may stand on a site, first the one on a page."""
        match value:
            case Prose():
                return (TARGET.sub("]", value), *TARGET.findall(value))
            case str():
                return (value,)
            case Absence():
                return (value.reason,)
            case Reference():
                (entry,) = self.programme.find(value)
                return (entry.entity.title,)
            case _:
                return self.spoken(type(value), value)

    def _of_text(self, text: str, value: Value, own: int) -> Iterator[_Sought]:
        """A text, or a name, and instead of what is too common the same next to its label.

        What stands in the record's own open texts is told nevertheless, when it is a name or long.
        """
        words = self.words(text)
        if text in self.open_values or not (_tells(words) or value.field.is_name):
            yield from map(_Sought, self._labelled(text, value))
            return
        is_name, is_short = value.field.is_name, len(words) <= SHORT
        for phrase in (Phrase(cut, value) for cut in _cut(words)):
            limit = ORDINARY if is_name else 1
            yield _Sought(phrase, limit, None if is_short and not is_name else own)
        if is_short and value.field.key != "keywords":
            for labelled in self._labelled(text, value):
                yield _Sought(labelled, instead_of=phrase)

    def _labelled(self, text: str, value: Value) -> Iterator[Phrase]:
        """A value next to its label on a page of its kind, and by its key in the open data."""
        field, record, said = value.field, value.record, self.words(text)
        folder = KINDS[record.kind].path.partition("/")[0]
        if said and folder and (record.kind, field.title, said) not in self.open_labels:
            kind = getattr(type(value.part), "kind", "")
            of = f"{kind}.{field.key}" if kind else field.key
            label = self.words(self.own_words.get(of, field.title))
            yield Phrase((*label, *said)[:LONGEST], value, f"{folder}/")
        if said and field.key not in OF_LINKS and (DATA, field.key, said) not in self.open_labels:
            if isinstance(value.value, Reference):
                (entry,) = self.programme.find(value.value)
                said = self.words(f"kind {entry.entity.kind} id {entry.entity.id}")
            yield Phrase((*self.words(field.key), *said)[:LONGEST], value, DATA)

    def _of_page(self, page: WrittenPage) -> Iterator[_Sought]:
        texts = []
        if not self._may_read(page.visibility):
            for name in (page.title, page.path.removesuffix(".md").removesuffix("/index")):
                if _tells(self.words(name)):
                    yield from (
                        _Sought(Phrase(cut, page), ORDINARY) for cut in _cut(self.words(name))
                    )
            texts.append(page.text)
        if not self._may_read(Visibility.INTERNAL):
            texts += [passage.text for passage in page.passages]
        for text in texts:
            for cut in _cut(tuple(leaks.words(TARGET.sub("]", text)))):
                yield _Sought(Phrase(cut, page))

    def _may_read(self, level: Visibility) -> bool:
        return level.rank <= self.audience.rank

    def _without_ordinary(self, sought: list[_Sought]) -> Iterator[Phrase]:
        """The phrases that open texts do not use, or seldom; each once."""
        watch = leaks.watch(one.phrase.words for one in sought)
        uses: Counter[int] = Counter()
        for number, text in enumerate(self.open_texts):
            uses.update(place for place in watch.find(text) if sought[place].but != number)
        dropped = {one.phrase for place, one in enumerate(sought) if uses[place] >= one.limit}
        met: set[tuple[Words, str]] = set()
        for one in sought:
            phrase = one.phrase
            wanted = one.instead_of is None or one.instead_of in dropped
            if wanted and phrase not in dropped and (phrase.words, phrase.below) not in met:
                met.add((phrase.words, phrase.below))
                yield phrase


def _tells(words: Words) -> bool:
    """Whether words say something by themselves, and not just one word next to a number."""
    numbers = sum(word.isdigit() for word in words)
    telling = sum(len(word) >= TELLING and not word.isdigit() for word in words)
    return telling > 1 or (telling == 1 and not numbers)


def _cut(words: Words) -> Iterator[Words]:
    """A text as phrases side by side, the last one as long as the others."""
    for start in range(0, len(words), LONGEST):
        whole = start + LONGEST <= len(words)
        yield words[start : start + LONGEST] if whole else words[-LONGEST:]

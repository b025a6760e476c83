"""Speech: what the data says on a site, openly and not, as texts and as words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from itertools import groupby

from macros import leaks
from macros.programme import Programme
from macros.records import KINDS
from macros.records.fields import Absence, Entity, Prose, Reference
from macros.slugs import in_swedish_order
from macros.withheld import ADDRESS, Value
from macros.words import words as words_of

Words = tuple[str, ...]

LONGEST = leaks.MOST_WORDS
EVERYWHERE = 1_000
"""Uses of a word that stands on every page, to compare with those that are counted."""
SAMPLE = 200
"""Texts that are enough to tell rare words from common ones."""
ROW = 4
"""Words in a row of values that is searched for."""
TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)[^)]*\)")
"""The address of a link in Markdown."""
DATA = "data/"
"""Where the open data lie on the site; there a value stands by its field's key."""
MOST_LETTERS = 100
"""A longer text is never searched for next to its label."""


def last_word(key: str) -> str:
    """The last word of a field's key: »reviewed_on« and »on« look alike to who reads words."""
    return key.rpartition("_")[2]


class Speech:
    """How values are said on a site, as texts and as words."""

    def __init__(self, programme: Programme, spoken: Callable[[object], str]) -> None:
        self.programme = programme
        self.words = cache(lambda text: tuple(words_of(text)))
        self._spoken: Callable[..., tuple[str, ...]] = cache(
            lambda _, value: (spoken(value), str(value))
        )
        self._own_words = {label.of: label.word for label in programme.municipality.labels}

    def said(self, value: object) -> tuple[str, ...]:
        """A value as the texts that may stand on a site, first the one on a page."""
        match value:
            case Prose():
                return (TARGET.sub("]", value), *TARGET.findall(value))
            case str():
                return (value,)
            case Absence():
                return (value.reason,)
            case Reference():
                return (self.target(value).title,)
            case _:
                return self._spoken(type(value), value)

    def target(self, reference: Reference) -> Entity:
        """What a reference points at."""
        (entry,) = self.programme.find(reference)
        return entry.entity

    def label(self, value: Value) -> str:
        """What stands before a value on a page."""
        kind = getattr(type(value.part), "kind", "")
        of = f"{kind}.{value.field.key}" if kind else value.field.key
        return self._own_words.get(of, value.field.title)

    def plural(self, kind: str) -> str:
        """What the page that lists a kind is called."""
        return self._own_words.get(kind, KINDS[kind].plural)


class Withheld:
    """What an audience may not see: texts, closed values by their labels, and rows of values."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.texts: dict[str, tuple[Value, int, bool]] = {}
        self.closed: dict[tuple[str, str], Value] = {}
        self.rows: dict[Words, Value] = {}

    def add(self, number: int, of_record: list[Value]) -> None:
        """Add values of a record, the `number`th of all."""
        is_whole = any(it.field is ADDRESS and it.part is it.record for it in of_record)
        for _, of_part in groupby(of_record, key=lambda value: id(value.part)):
            row: list[str] = []
            for value in of_part:
                for text in self.speech.said(value.value):
                    if value.field.is_closed:
                        self.closed.setdefault(
                            (f"{value.record.kind} {value.field.title}", text), value
                        )
                    else:
                        self.texts.setdefault(text, (value, number, is_whole))
                row += self.speech.said(value.value)[:1]
            if len(row) > 1 and not isinstance(value.part, Entity):
                words = self.speech.words(" ".join(row))[:LONGEST]
                if len(words) >= ROW:
                    self.rows.setdefault(words, value)


class Open:
    """What an audience may see: a text for each record and page, and what is like the withheld.

    The last text is what every site says.
    """

    def __init__(self, speech: Speech, withheld: Withheld) -> None:
        self.speech = speech
        self.texts: list[str] = []
        self.values: set[str] = set()
        self.labels: set[tuple[str, str, Words]] = set()
        self.keys: dict[str, None] = {}
        self.titles: dict[str, list[str]] = {}
        self._known: set[tuple[type, str]] = set()
        self._alike = {text for _, text in withheld.closed} | withheld.texts.keys()
        self._alike_words = {speech.words(text) for text in self._alike}

    def add(self, of_record: list[Value]) -> None:
        """Add the values of a record."""
        texts: list[str] = []
        for value in of_record:
            said = self.speech.said(value.value)
            texts += said
            self._note(value, said)
        self.texts.append("\n".join(texts))

    def lists(self) -> Iterator[str]:
        """The titles of what is shown, kind by kind, as pages list them."""
        for titles in self.titles.values():
            yield " ".join(titles)
            yield " ".join(sorted(titles, key=in_swedish_order))

    def _note(self, value: Value, said: tuple[str, ...]) -> None:
        if (type(value.part), value.field.key) not in self._known:
            self._known.add((type(value.part), value.field.key))
            keys = [step for step in value.location if isinstance(step, str)]
            self.keys[" ".join([*keys, *value.field.choices])] = None
        if value.field is ADDRESS and isinstance(value.part, Entity):
            self.keys[f"{self.speech.plural(value.part.kind)} {value.part.title}"] = None
            self.titles.setdefault(value.part.kind, []).append(value.part.title)
        for text in said:
            if text in self._alike:
                self.values.add(text)
            elif len(text) >= MOST_LETTERS or self.speech.words(text) not in self._alike_words:
                continue
            self.labels.add((value.record.kind, value.field.title, self.speech.words(text)))
            self.labels.add((DATA, last_word(value.field.key), self.speech.words(text)))

    @cached_property
    def uses(self) -> Mapping[str, int]:
        """How often words are used, by a sample; those that every site says stand on every page."""
        *texts, furniture = self.texts
        sample = texts[:: max(1, len(texts) // SAMPLE)]
        uses = Counter(word for text in sample for word in words_of(text))
        return uses + Counter(dict.fromkeys(words_of(furniture), EVERYWHERE))

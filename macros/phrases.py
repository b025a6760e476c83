"""Phrases: the words by which a withheld value is known again on a finished site.

A long text is cut into phrases. A short or common value says nothing by itself, »ja« or »8 timmar«,
and is searched for next to its label, or in a row with its neighbours. Decision record 0007
tells how this neither cries wolf nor looks away.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from macros import leaks
from macros.programme import Programme
from macros.prose import WrittenPage
from macros.records import EVERY_MODEL, KINDS, forms
from macros.records.fields import Reference, Visibility
from macros.speech import DATA, TARGET, Open, Speech, Withheld, Words, last_word
from macros.withheld import Field, Value, values
from macros.words import words as words_of

LONGEST = leaks.MOST_WORDS
ORDINARY = 3
"""A name that so many open texts use is an ordinary word."""
SHORT = 3
"""Words in a value that may be an ordinary expression."""
TELLING = 3
"""Letters in a word that tells something by itself."""
MACRO = re.compile(r"\{\{.*?\}\}", re.DOTALL)
WORDS = re.compile(r'\b(?:link|term)\(\s*"[^"]*"\s*,\s*(?:text\s*=\s*)?"([^"]*)"\s*\)')
"""A macro that says its own words."""
KEY = re.compile(r"^[ ]*(?:- )?[a-z_]+:(?: |$)", re.MULTILINE)
"""A field's name in a file of data that a page quotes. What stands after it may be open, and is
sought by itself unless it is short."""
NAMED = re.compile(r"\{\{-?\s*(municipality|document)\.(\w+)\s*-?\}\}")
OUTCOME = Field("", "Utfall av ett krav")
"""What a sentence is of which the site says nothing."""
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


@dataclass(frozen=True, slots=True)
class Voice:
    """How a site speaks.

    `spoken` says a date, a number or a yes as the site says it. `furniture` are texts that every
    site has, such as those of the templates. `unsaid` are sentences that it does not say at all.
    """

    spoken: Callable[[object], str]
    furniture: Sequence[str] = ()
    unsaid: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """What the last look searches for: phrases, and a watch that finds them by their places."""

    phrases: tuple[Phrase, ...]
    watch: leaks.Watch


def search(
    programme: Programme,
    pages: Iterable[WrittenPage],
    audience: Visibility,
    voice: Voice,
) -> Search:
    """What the last look at an audience's site searches for."""
    return _Gathering(programme, audience, voice).search(tuple(pages))


@dataclass(frozen=True, slots=True)
class _Sought:
    """A phrase that is searched for unless so many open texts use it, `but` one of them.

    One with an `instead_of` is searched for only when that one is not.
    """

    phrase: Phrase
    limit: int = 1
    but: int | None = None
    is_name: bool = False
    instead_of: Phrase | None = None


class _Gathering:
    """The phrases that tell what is withheld from what is open."""

    def __init__(self, programme: Programme, audience: Visibility, voice: Voice) -> None:
        self.programme = programme
        self.audience = audience
        self.voice = voice
        self.speech = Speech(programme, voice.spoken)
        self.words = self.speech.words
        self.withheld = Withheld(self.speech)

    def search(self, pages: tuple[WrittenPage, ...]) -> Search:
        shown: list[list[Value]] = []
        for number, (seen, unseen) in enumerate(values(self.programme, self.audience)):
            shown.append(seen)
            self.withheld.add(number, unseen)
        document = self.programme.document
        others = [one for page in pages for one in self._of_page(page)]
        others += [
            _Sought(Phrase(cut, Value(document, (), OUTCOME, text, document)))
            for text in self.voice.unsaid
            for cut in _cut(self.words(text))
        ]
        if not (self.withheld.texts or self.withheld.closed or others):
            return Search((), leaks.watch(()))
        self.open = Open(self.speech, self.withheld)
        for of_record in shown:
            self.open.add(of_record)
        records = len(self.open.texts)
        self.open.texts += [
            self._as_shown(page.text) for page in pages if self._may_read(page.visibility)
        ]
        self.open.texts.append("\n".join(self.programme.synonyms))
        self.open.texts += self.open.lists()
        self.open.texts.append(
            "\n".join([*self.open.keys, *_words_of_models(), *self.voice.furniture])
        )
        kept = self._without_ordinary([*others, *self._of_values()], records)
        below = {place: phrase.below for place, phrase in enumerate(kept) if phrase.below}
        watch = leaks.watch((phrase.words for phrase in kept), self.open.uses, below)
        return Search(tuple(kept), watch)

    def _of_values(self) -> Iterator[_Sought]:
        for text, (value, number, is_whole) in self.withheld.texts.items():
            yield from self._of_text(text, value, number, is_whole)
        for (_, text), value in self.withheld.closed.items():
            yield from map(_Sought, self._labelled(text, value))
        for words, value in self.withheld.rows.items():
            yield _Sought(Phrase(words, value))

    def _of_text(self, text: str, value: Value, own: int, is_whole: bool) -> Iterator[_Sought]:
        """A text, or a name, and instead of what is too common the same next to its label.

        A name or a long text that is withheld from an open record is told wherever it stands,
        unless it is ordinary. A record that is hidden whole may quote what is open.
        """
        words = self.words(text)
        is_name = value.field.is_name and sum(map(len, words)) > TELLING
        if text in self.open.values or not (_tells(words) or is_name):
            yield from map(_Sought, self._labelled(text, value))
            return
        is_short = len(words) <= SHORT
        is_long = len(words) >= LONGEST and not is_whole
        for phrase in (Phrase(cut, value) for cut in _cut(words)):
            limit = ORDINARY if is_name or is_long else 1
            but = None if is_short and not is_name else own
            yield _Sought(phrase, limit, but, is_name)
        if is_short and value.field.key != "keywords":
            for labelled in self._labelled(text, value):
                yield _Sought(labelled, instead_of=phrase)

    def _labelled(self, text: str, value: Value) -> Iterator[Phrase]:
        """A value next to its label on a page of its kind, and by its key in the open data."""
        field, record, said = value.field, value.record, self.words(text)
        folder = KINDS[record.kind].path.partition("/")[0]
        if (
            said
            and folder
            and field.key != "id"
            and (record.kind, field.title, said) not in self.open.labels
        ):
            label = self.words(self.speech.label(value))
            yield Phrase((*label, *said)[:LONGEST], value, f"{folder}/")
        key = last_word(field.key)
        if said and key not in OF_LINKS and (DATA, key, said) not in self.open.labels:
            if isinstance(value.value, bool):
                said = ("true" if value.value else "false",)
            elif isinstance(value.value, Reference):
                target = self.speech.target(value.value)
                said = self.words(f"kind {KINDS[target.kind].word} id {target.id}")
            yield Phrase((*self.words(key), *said)[:LONGEST], value, DATA)

    def _of_page(self, page: WrittenPage) -> Iterator[_Sought]:
        texts = []
        if not self._may_read(page.visibility):
            for name in (page.title, page.path.removesuffix(".md").removesuffix("/index")):
                if _tells(self.words(name)):
                    yield from (_Sought(Phrase(cut, page)) for cut in _cut(self.words(name)))
            texts.append(page.text)
        if not self._may_read(Visibility.INTERNAL):
            texts += [passage.text for passage in page.passages]
        for text in texts:
            for number, part in enumerate(KEY.split(text)):
                words = tuple(words_of(TARGET.sub("]", part)))
                for cut in _cut(words) if number == 0 or len(words) >= LONGEST else ():
                    yield _Sought(Phrase(cut, page))

    def _may_read(self, level: Visibility) -> bool:
        return level.rank <= self.audience.rank

    def _as_shown(self, text: str) -> str:
        """A page's text with the words that its macros give, as far as the page itself tells."""
        named = {"municipality": self.programme.municipality, "document": self.programme.document}

        def said(macro: re.Match[str]) -> str:
            if words := WORDS.search(macro[0]):
                return words[1]
            name = NAMED.match(macro[0])
            return str(getattr(named[name[1]], name[2], "")) if name else " "

        return MACRO.sub(said, text)

    def _without_ordinary(self, sought: list[_Sought], records: int) -> list[Phrase]:
        """The phrases that open texts do not use, or seldom; each once.

        The first open texts are those of `records`, the last is what every site says. A name that
        another record tells openly is ordinary, and so is what every site says.
        """
        watch = leaks.watch((one.phrase.words for one in sought), self.open.uses)
        found: Counter[int] = Counter()
        last = len(self.open.texts) - 1
        for number, text in enumerate(self.open.texts):
            for place in watch.find(text):
                if sought[place].but != number:
                    of_record = sought[place].is_name and number < records
                    found[place] += ORDINARY if of_record or number == last else 1
        dropped = {one.phrase for place, one in enumerate(sought) if found[place] >= one.limit}
        kept: dict[tuple[Words, str], Phrase] = {}
        for one in sought:
            wanted = one.instead_of is None or one.instead_of in dropped
            if wanted and one.phrase not in dropped:
                kept.setdefault((one.phrase.words, one.phrase.below), one.phrase)
        return list(kept.values())


@cache
def _words_of_models() -> tuple[str, ...]:
    """What fields are called and may be, whatever the data says; the open data tells of them."""
    return tuple(
        text
        for model in EVERY_MODEL
        for info in model.model_fields.values()
        for text in (info.title or "", info.description or "", " ".join(forms.choices(info)))
    )


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

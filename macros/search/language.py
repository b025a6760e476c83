"""Swedish words, as the search reads them.

A word is folded: without case, and with å, ä and ö as a and o, so that it does not matter how it
is typed. Words that share a stem are forms of each other, and a compound is known by its parts.
overrides/assets/javascripts/language.js folds, parts and stems in the same way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import cache
from itertools import islice

from snowballstemmer import stemmer  # type: ignore[import-untyped]

WORD = re.compile(r"[^\W_]+(?:[-.:][^\W_]+)*")
"""Letters and digits, also with a mark between them: »e-post«, »4.5«."""
MARK = re.compile(r"[-.:]")
ENDING = re.compile(r":[^\W\d_]{1,3}$")
"""How an abbreviation is inflected: »SKR:s«, »id:t«."""

SILENT = frozenset((
    "alla", "allt", "an", "andra", "ar", "att", "av", "bara", "behova", "behover", "bli",
    "blir", "blivit", "bor", "borde", "da", "de", "dem", "den", "denna", "dessa", "det",
    "detta", "dig", "din", "dom", "du", "eller", "en", "ens", "er", "era", "ett", "fa", "far",
    "fatt", "fick", "finna", "finns", "for", "fran", "gar", "gjort", "gor", "gora", "ha", "han",
    "hand", "hans", "har", "hej", "hela", "hennes", "hitta", "hittar", "hon", "hos", "hur", "i",
    "in", "inga", "ingen", "inget", "inte", "ja", "jag", "kan", "kunde", "kunna", "lange",
    "lite", "man", "maste", "med", "men", "mer", "mest", "mig", "min", "mina", "mitt", "mot",
    "mycket", "nagon", "nagot", "nagra", "nar", "nej", "ner", "ni", "nu", "nya", "och", "ocksa",
    "om", "oss", "pa", "sa", "samma", "se", "sedan", "sig", "sin", "sina", "sitt", "ska",
    "skall", "skulle", "som", "till", "under", "undrar", "upp", "ut", "utan", "vad", "var",
    "vara", "varfor", "vars", "vart", "vem", "vi", "vid", "vilka", "vilken", "vilket", "vill",
    "vore",
))  # fmt: skip
"""Words, folded, that say nothing of what a question or a keyword is about."""

ENDINGS = frozenset(("else", "ling", "ning", "ring", "skap"))
"""Stems that are words too, but in a compound nearly always an ending: hante-ring."""

LINKS = frozenset("aeosu")
"""Letters that join the parts of a compound: system-s-säkerhet, gatu-kontor."""
SHORTEST = 3
"""Letters of the shortest part of a compound; one inside or at the end has one more."""
LONG = 5
"""Letters of a stem that is trusted as a part although the rest of the word is unknown."""


class _Folded(dict[int, str]):
    """Letters as they are folded, by their numbers."""

    def __missing__(self, number: int) -> str:
        self[number] = unicodedata.normalize("NFD", chr(number))[0]
        return self[number]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """A text without case and accents, with as many characters as it had."""
    text = text.replace("\u0130", "I").lower()
    return text if text.isascii() else text.translate(_FOLDED)


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return WORD.findall(fold(unicodedata.normalize("NFC", text)))


def spelt(text: str) -> dict[str, str]:
    """The words of a text as they are spelt, though without capitals, by what they are folded."""
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    if folded == text:
        return {}
    return {found[0]: text[found.start() : found.end()].lower() for found in WORD.finditer(folded)}


def telling(found: list[str]) -> list[str]:
    """The words that say what a text is about; all of them when none does."""
    return [word for word in found if word not in SILENT] or found


@cache
def joined(word: str) -> str:
    """A word without marks in it: »epost« for »e-post«, »skr« for »skr:s«. Numbers keep theirs."""
    return MARK.sub("", ENDING.sub("", word)) if any(map(str.isalpha, word)) else word


def pieces(word: str) -> tuple[str, ...]:
    """What the marks in a word stand between; nothing for a word without marks."""
    return tuple(it for it in MARK.split(word) if len(it) > 1) if joined(word) != word else ()


_snowball = stemmer("swedish")


@cache
def stem(word: str) -> str:
    """What all forms of a word begin with, by Snowball's rules for Swedish. What has a digit in
    it has no other form."""
    stemmed: str = _snowball.stemWord(word) if word.isalpha() else word
    return stemmed


def stems(text: str) -> list[str]:
    """The stems of the words that say what a text is about."""
    return [stem(joined(word)) for word in telling(words(text))]


class Compounds:
    """Finds the parts of compounds, among words that are known by their stems."""

    def __init__(self, stems: Set[str]) -> None:
        self._stems = stems - ENDINGS
        self.parts = cache(self._parts)

    def _parts(self, word: str) -> tuple[str, ...]:
        """The stems of a compound's parts, and of their parts, without those of the whole.

        The fewest parts that are all known; or else a known end and a known beginning.
        """
        if not word.isalpha():
            return ()
        spans = self._whole(word) or tuple(self._ends(word))
        found: dict[str, None] = {}
        for first, last in spans:
            found[self._known(word, first, last)] = None
            found.update(dict.fromkeys(self.parts(word[first:last])))
        return tuple(found)

    def _whole(self, word: str) -> tuple[tuple[int, int], ...]:
        """The fewest spans that are known and make up the word, or nothing."""
        ways: dict[int, tuple[tuple[int, int], ...]] = {0: ()}
        for last in range(SHORTEST, len(word) + 1):
            for first in range(last - SHORTEST + 1):
                way = ways.get(first)
                if way is None or (last in ways and len(ways[last]) <= len(way) + 1):
                    continue
                if self._known(word, first, last):
                    ways[last] = (*way, (first, last))
        return ways.get(len(word), ())

    def _ends(self, word: str) -> Iterator[tuple[int, int]]:
        """A word's longest known beginning and its longest known end."""
        size = len(word)
        beginnings = ((0, last) for last in range(size - SHORTEST, LONG - 1, -1))
        ends = ((first, size) for first in range(SHORTEST, size - LONG + 1))
        for spans in (beginnings, ends):
            yield from islice((it for it in spans if len(self._known(word, *it)) >= LONG), 1)

    def _known(self, word: str, first: int, last: int) -> str:
        """The stem of a part of a word; nothing when it is not known, or is the whole word."""
        part = word[first:last]
        if part == word or len(part) < SHORTEST + (first > 0):
            return ""
        for form in (part, part[:-1]) if part[-1] in LINKS and len(part) > SHORTEST else (part,):
            if stem(form) in self._stems:
                return stem(form)
        return ""

"""The index: which words stand where, how much they weigh there, and the files that say so.

A browser that searches fetches little, however large the site is: `index.json` once, with the
commonest words; for each word of a question the file below `words/` that has its neighbours in
the alphabet; and for each hit the file below `texts/` that has its page. The version in
`index.json` tells the files of one build from those of the next.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from types import MappingProxyType

from macros.search import language
from macros.search.language import Compounds, joined, pieces, stem, telling
from macros.search.parts import Part

FOLDER = "search/"
TOP, TITLE, HEADING, PAGE, KEYWORD, TEXT = 5.0, 2.0, 2.0, 1.5, 3.5, 4.0
"""What a word is worth in the name of a page, in the title of a part, in the heading and in the
name of the page that a part stands below, as a keyword, and in a text, where it is worth less the
longer the text is. Found by trying (decision 0011)."""
PHRASE = "+"
"""Between the words of a keyword that is a phrase. They are in the order of their stems, for
nobody remembers in which order they come."""
NAME, SECTION = 12.0, 4.0
"""What it is worth more that a question is the name of a page, or of several words the title of a
part of one."""
LENGTH = 40
"""Words of a text of usual length."""
PIECE, PART, INNER_PART, SYNONYM = 0.6, 0.35, 0.3, 0.8
"""How much of a word's worth its pieces, its parts, their parts, and its synonyms have."""
STEPS = 10
"""Steps of weight in a unit of worth: weights are whole numbers."""
MOST = 300
"""Parts of pages, the best, that are told of for a word, so that no file grows with the site."""
COMMON = 4_000
"""Stems, the commonest, that every browser that searches learns of."""
SIZE = 24_000
"""Characters of a file of words, more or less."""
SHEET = 32
"""Parts of a page in a file of texts."""

Entry = tuple[str, int, list[int]]
Synonyms = Mapping[str, Sequence[str]]
"""What people say, each with what it is called on the site."""


class Index:
    """What is found on a site. Pages are added one at a time, and their texts are not kept."""

    def __init__(self, synonyms: Synonyms) -> None:
        self._synonyms = synonyms
        self._pages = 0
        self._widest = 1
        self._kinds: list[tuple[int, str, list[tuple[int, str]]]] = []
        self._worth: dict[str, tuple[array[int], array[float]]] = {}
        self._page_of = array("I")
        self._number_of = array("I")
        self._version = blake2b(digest_size=8)
        self._spelt: dict[str, str] = {}
        self._headings: dict[str, tuple[array[int], array[float]]] = {}

    def add(  # noqa: PLR0913 (what a page is told by)
        self,
        address: str,
        parts: Sequence[Part],
        keywords: Mapping[str, Iterable[str]],
        *,
        kind: str,
        weight: float,
        part_kinds: Mapping[str, str] = MappingProxyType({}),
    ) -> Iterator[tuple[str, str]]:
        """Add a page, and give the files with its texts: path and content.

        `keywords` are what people may call its parts, by their anchors, besides what the parts
        say themselves. `weight` is how much more the page is worth than another with the same
        words. `kind` is what it is called, and `part_kinds` what those of its parts are called
        that are hits of their own, by their anchors.
        """
        page, self._pages = self._pages, self._pages + 1
        own = _runs(part_kinds.get(part.anchor, "") for part in parts)
        if not self._kinds or self._kinds[-1][1:] != (kind, own):
            self._kinds.append((page, kind, own))
        self._widest = max(self._widest, len(parts))
        name = parts[0].title
        if name:
            self._put(_phrase(telling(language.words(name))), len(self._page_of), NAME * weight)
        for number, part in enumerate(parts):
            called = (*part.keywords, *keywords.get(part.anchor, ()))
            self._add_part(part, name, called, weight)
            self._page_of.append(page)
            self._number_of.append(number)
        for first in range(0, len(parts), SHEET):
            texts = [
                [it.anchor, it.title or it.heading, it.text] for it in parts[first : first + SHEET]
            ]
            yield self._told(f"texts/{page}-{first // SHEET}", [address, name, texts])

    def files(self) -> Iterator[tuple[str, str]]:
        """The files that say where words stand: path and content. To be asked for once."""
        self._put_headings()
        forms, shares = self._terms()
        span = 10 ** len(str(self._widest))
        cuts: list[str] = []
        common: list[tuple[int, str]] = []
        entries: list[Entry] = []
        size = 0
        for term in sorted(shares):
            found = self._found(shares[term])
            if not found:
                continue
            if not entries:
                cuts.append(term)
            spelt, pages, told = entry = self._entry(sorted(forms[term]), found, span)
            entries.append(entry)
            if PHRASE not in term:
                common.append((pages, spelt))
            size += len(spelt) + 6 * len(told)
            if size >= SIZE:
                yield self._told(f"words/{len(cuts) - 1}", entries)
                entries, size = [], 0
        if entries:
            yield self._told(f"words/{len(cuts) - 1}", entries)
        common = sorted(sorted(common, key=lambda it: -it[0])[:COMMON], key=lambda it: it[1])
        told_to_all = {
            "version": self._version.hexdigest(),
            "pages": self._pages,
            "span": span,
            "sheet": SHEET,
            "kinds": self._kinds,
            "silent": sorted(language.SILENT),
            "endings": sorted(language.ENDINGS),
            "cuts": cuts,
            "words": [f"{spelt} {pages}" for pages, spelt in common],
        }
        yield self._told("index", told_to_all)

    def _add_part(self, part: Part, page: str, called: Iterable[str], weight: float) -> None:
        """Add a part of the page with a name. Its place is the next."""
        place = len(self._page_of)
        self._learn(part.title, part.text, *called)
        named = telling(language.words(part.title))
        if part.anchor and len(named) > 1:
            self._put(_phrase(named), place, SECTION * weight)
        for word, worth in _worth(part, page, called).items():
            self._put(word, place, worth * weight)
        for heading, worth in ((part.title, TITLE), (part.heading, HEADING)):
            if heading and part.anchor:
                places, worths = self._headings.setdefault(heading, (array("I"), array("f")))
                places.append(place)
                worths.append(worth * weight)

    def _learn(self, *texts: str) -> None:
        """Learn how words are spelt; the first way that one is seen is kept."""
        for text in texts:
            for word, as_spelt in language.spelt(text).items():
                self._spelt.setdefault(joined(word), as_spelt)

    def _entry(self, forms: Iterable[str], found: Mapping[int, int], span: int) -> Entry:
        """A stem as a file tells of it: its forms, on how many pages it is, and where it weighs
        most, with the weights."""
        pages = len({self._page_of[place] for place in found})
        best = sorted(found, key=lambda place: (-found[place], place))[:MOST]
        told: list[int] = []
        for place in best:
            told += (self._page_of[place] * span + self._number_of[place], found[place])
        return " ".join(self._spelt.get(form, form) for form in forms), pages, told

    def _told(self, name: str, value: object) -> tuple[str, str]:
        """A file, of which the version tells too."""
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
        self._version.update(content.encode())
        return f"{FOLDER}{name}.json", content

    def _put(self, word: str, place: int, worth: float) -> None:
        if word not in self._worth:
            self._worth[word] = (array("I"), array("f"))
        places, worths = self._worth[word]
        places.append(place)
        worths.append(worth)

    def _put_headings(self) -> None:
        """A heading that many pages have says less of each of them."""
        for heading, (places, worths) in self._headings.items():
            pages = len({self._page_of[place] for place in places})
            for word, share in _in_name(language.words(heading)).items():
                for place, worth in zip(places, worths, strict=True):
                    self._put(word, place, share * worth / pages**0.5)
        self._headings.clear()

    def _terms(self) -> tuple[dict[str, set[str]], dict[str, dict[str, float]]]:
        """Every stem, with its forms, and with the words that it is found by and their shares."""
        simple = {it for word in self._worth for it in (joined(word), *pieces(word))}
        stems = {stem(it) for it in simple if len(it) >= language.SHORTEST and it.isalpha()}
        compounds = Compounds(stems)
        forms: dict[str, set[str]] = defaultdict(set)
        shares: dict[str, dict[str, float]] = defaultdict(dict)
        for it in simple:
            forms[_term(it)].add(it)
        for word in sorted(self._worth):
            for term, share in _shares(word, compounds).items():
                shares[term][word] = share
        self._add_synonyms(forms, shares)
        return forms, shares

    def _add_synonyms(
        self, forms: dict[str, set[str]], shares: dict[str, dict[str, float]]
    ) -> None:
        """What people say is found where that is found which they mean."""
        added: dict[str, dict[str, float]] = defaultdict(dict)
        for said, meanings in self._synonyms.items():
            for meaning in meanings:
                terms = language.stems(meaning)
                if not all(term in shares for term in terms):
                    continue
                means = shares[terms[0]]
                if len(terms) > 1:
                    self._put_together(meaning, [shares[term] for term in terms])
                    means = {meaning: 1.0}
                self._learn(said)
                found = telling(language.words(said))
                phrase = _phrase(found) if len(found) > 1 else joined(found[0])
                forms[_term(phrase)].add(phrase)
                for other, share in means.items():
                    known = added[_term(phrase)]
                    known[other] = max(known.get(other, 0), SYNONYM * share)
        for term, means in added.items():
            for word, share in means.items():
                shares[term][word] = max(shares[term].get(word, 0), share)

    def _put_together(self, phrase: str, shares: Iterable[Mapping[str, float]]) -> None:
        """Where all words of a phrase are found, as if the phrase were a word."""
        if phrase not in self._worth:
            first, *others = (self._found(it) for it in shares)
            for place, weight in first.items():
                if all(place in it for it in others):
                    least = min(weight, *(it[place] for it in others))
                    self._put(phrase, place, least / STEPS)

    def _found(self, shares: Mapping[str, float]) -> dict[int, int]:
        """Places where a term is found, each with its weight."""
        found: defaultdict[int, float] = defaultdict(float)
        for word, share in shares.items():
            places, worths = self._worth[word]
            for place, worth in zip(places, worths, strict=True):
                found[place] += share * worth
        weights = {place: round(STEPS * worth) for place, worth in found.items()}
        return {place: weight for place, weight in weights.items() if weight}


def _runs(kinds: Iterable[str]) -> list[tuple[int, str]]:
    """Where a kind begins, and which; nothing when all are of none."""
    runs: list[tuple[int, str]] = []
    for number, kind in enumerate(kinds):
        if kind != (runs[-1][1] if runs else ""):
            runs.append((number, kind))
    return runs


def _worth(part: Part, page: str, called: Iterable[str]) -> dict[str, float]:
    """What each word of a part is worth, but for its heading."""
    worth: defaultdict[str, float] = defaultdict(float)
    name, most = (page, PAGE) if part.anchor else (part.title, TOP)
    for word, share in _in_name(language.words(name)).items():
        worth[word] += most * share
    keywords: dict[str, float] = {}
    for phrase in called:
        found = telling(language.words(phrase))
        if len(found) > 1:
            keywords[_phrase(found)] = 1
        for word in found:
            keywords[word] = max(keywords.get(word, 0), len(found) ** -0.5)
    for word, share in keywords.items():
        worth[word] += KEYWORD * share
    found = language.words(part.text)
    usual = 1.2 * (0.4 + 0.6 * len(found) / LENGTH)
    for word, times in Counter(found).items():
        worth[word] += TEXT * times / (times + usual)
    return worth


def _in_name(found: Sequence[str]) -> dict[str, float]:
    """The words of a name, each worth less the more they are."""
    count = sum(word not in language.SILENT for word in found)
    return dict.fromkeys(found, 1 / (0.7 + 0.15 * count))


def _shares(word: str, compounds: Compounds) -> dict[str, float]:
    """The stems that a word is found by, each with how much of its worth it has."""
    if PHRASE in word:
        return {_term(word): 1.0}
    shares = {stem(joined(word)): 1.0}
    for piece in pieces(word):
        shares.setdefault(stem(piece), PIECE)
        for part in compounds.parts(piece):
            shares.setdefault(part, INNER_PART)
    for part in compounds.parts(joined(word)):
        shares.setdefault(part, PART)
    return shares


def _term(word: str) -> str:
    """What a word is kept under: its stem, or the stems of a phrase."""
    return PHRASE.join(map(stem, joined(word).split(PHRASE)))


def _phrase(found: Iterable[str]) -> str:
    """Words as one, whichever order they came in. One word alone is told from the word itself."""
    words = sorted(map(joined, found), key=stem)
    return PHRASE.join(words if len(words) > 1 else ["", *words])

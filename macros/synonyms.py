"""Synonyms: what people say, and what it is called in the programme. Editors keep the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from macros import problems, source
from macros.problems import Problem
from macros.records.reading import SYNONYMS
from macros.search.language import joined, spelt, stem, stems, words
from macros.source import KEY, Document, Location, Value

Synonyms = Mapping[str, tuple[str, ...]]
"""What people say, each with what it may be called."""


def read_synonyms(root: Path) -> tuple[Synonyms, list[Problem]]:
    """The synonyms of a municipality, and what is wrong with how they are written.

    A municipality need not have any.
    """
    document, found = _document(root)
    if document is None:
        return {}, found
    if not isinstance(document.data, dict):
        return {}, [problems.synonyms_shape(document.place(), document.data)]
    read: dict[str, tuple[str, ...]] = {}
    for said, value in document.data.items():
        wrong = list(_wrong(document, said, value))
        found += wrong
        if not wrong:
            read[said] = tuple(it for it in _listed(value) if isinstance(it, str))
    found += _repeated(document, read)
    return read, found


def unknown_meanings(root: Path, synonyms: Synonyms, texts: Iterable[str]) -> Iterator[Problem]:
    """Synonyms for what is not called so anywhere. `texts` are all that the site may be made of;
    no more of them are read than it takes."""
    wanted = {it for meanings in synonyms.values() for meaning in meanings for it in stems(meaning)}
    known: dict[str, str] = {}
    texts = iter(texts)
    while wanted - known.keys() and (text := next(texts, None)) is not None:
        as_spelt = spelt(text)
        for word in set(words(text)):
            for it in (word, joined(word)):
                known[stem(it)] = as_spelt.get(word, word)
    document = _document(root)[0] if wanted - known.keys() else None
    if document is None or not isinstance(document.data, dict):
        return
    for said, meanings in synonyms.items():
        for number, meaning in enumerate(meanings):
            if any(it not in known for it in stems(meaning)):
                is_listed = isinstance(document.data[said], list)
                place = document.place((said, number) if is_listed else (said,))
                near = (it for it in known.values() if not any(map(str.isdigit, it)))
                tip = problems.nearest(meaning, near)
                yield problems.synonym_for_nothing(place, said, meaning, tip)


def _document(root: Path) -> tuple[Document | None, list[Problem]]:
    path = root / "data" / SYNONYMS
    return source.read_file(root, path) if path.exists() else (None, [])


def _listed(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def _wrong(document: Document, said: str, value: Value) -> Iterator[Problem]:
    """What is wrong with one line."""
    if not words(said):
        yield problems.synonym_without_words(document.place((said, KEY)), said)
    for number, meaning in enumerate(_listed(value)):
        location: Location = (said, number) if isinstance(value, list) else (said,)
        if not isinstance(meaning, str):
            yield problems.synonym_shape(document.place(location), said, meaning)
        elif not words(meaning):
            yield problems.synonym_without_words(document.place(location), meaning)
        elif stems(meaning) == stems(said):
            yield problems.synonym_in_vain(document.place(location), said, meaning)


def _repeated(document: Document, read: Synonyms) -> Iterator[Problem]:
    """What people say that stands twice, though it is spelt in two ways."""
    first: dict[tuple[str, ...], str] = {}
    for said in read:
        other = first.setdefault(tuple(sorted(stems(said))), said)
        if other is not said:
            place = document.place((said, KEY))
            yield problems.synonym_repeated(place, said, other, document.place((other, KEY)))

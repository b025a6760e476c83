"""Words: what is kept, taken away and added from one text to another, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

KEPT, REMOVED, ADDED = "kept", "removed", "added"
Action = Literal["kept", "removed", "added"]

ALIKE = 1 / 3
"""The share of words that two texts must have in common to be told word by word."""
MOST_PAIRS = 1_000_000
"""Words in one text times words in the other; beyond it whole paragraphs are told."""
SHORTEST_ISLAND = 3
"""Letters. A shorter word that is alone in the middle of what is changed only disturbs."""
TOKEN = re.compile(r"\n+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that is kept, removed or added. Line breaks in it are the text's own."""

    action: Action
    text: str


def pieces(before: str, after: str, *, by_word: bool = True) -> tuple[Piece, ...]:
    """The way from one text to another, in runs. What is unlike is replaced as a whole."""
    if by_word and before != after:
        old, new = TOKEN.findall(before), TOKEN.findall(after)
        if likeness(old, new) >= ALIKE:
            runs = list(_joined(_runs(old, new)))
            kept = sum(len(words) for action, words in runs if action == KEPT)
            if 2 * kept >= ALIKE * (len(old) + len(new)):
                return tuple(Piece(action, _text(words)) for action, words in runs)
    if before == after:
        return (Piece("kept", before),)
    return (Piece("removed", before), Piece("added", after))


def likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The share of words in common, wherever they stand: never less than in order."""
    both = sum((Counter(old) & Counter(new)).values())
    return 2 * both / (len(old) + len(new) or 1)


Run = tuple[Action, list[str]]


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    start = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    yield "kept", old[:start]
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    if len(a) * len(b) > MOST_PAIRS:
        yield "removed", a
        yield "added", b
    else:
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        for tag, a1, a2, b1, b2 in matcher.get_opcodes():
            if tag == "equal":
                yield "kept", a[a1:a2]
            else:
                yield "removed", a[a1:a2]
                yield "added", b[b1:b2]
    yield "kept", old[len(old) - end :] if end else []


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs without empty ones and without words alone in the middle of what is changed."""
    found = [(action, words) for action, words in runs if words]
    removed: list[str] = []
    added: list[str] = []
    for number, (action, words) in enumerate(found):
        if action == REMOVED:
            removed += words
        elif action == ADDED:
            added += words
        elif _is_island(words) and 0 < number < len(found) - 1:
            removed += words
            added += words
        else:
            yield from _changed(removed, added)
            removed, added = [], []
            yield "kept", words
    yield from _changed(removed, added)


def _changed(removed: list[str], added: list[str]) -> Iterator[Run]:
    if removed:
        yield "removed", removed
    if added:
        yield "added", added


def _is_island(words: list[str]) -> bool:
    return len(words) == 1 and words[0].isalpha() and len(words[0]) <= SHORTEST_ISLAND


def _text(words: list[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(words))

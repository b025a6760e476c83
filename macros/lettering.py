"""Lettering: how wide text is in a picture, and where it breaks. SVG breaks nothing by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

WIDTHS = {
    **dict.fromkeys("ijl'.,I \u00a0", 30),
    **dict.fromkeys(":;!|()[]-/rtf", 39),
    **dict.fromkeys("csvxyzJ", 51),
    **dict.fromkeys('kFLTZ«»"§_+–?*0123456789', 62),
    **dict.fromkeys("ABEKPSVXYÅÄÉ", 67),
    **dict.fromkeys("wGOQÖ", 78),
    **dict.fromkeys("mM", 85),
    "W": 95,
}
"""Hundredths of the size of the text: the widest that a character is in our own font, bold or not,
and in Arial."""
LOWER, UPPER, OTHER = 57, 73, 120
AIRY = 84
"""Hundredths of the width that several words may take."""
LATIN = "\u024f"
"""The last of the letters that are shaped like ours."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Text on as many lines as it takes. `is_broken` tells that a word goes on after a hyphen."""

    whole: str
    lines: tuple[str, ...]
    is_broken: bool


def width_of(text: str, size: int) -> float:
    """The most room that text takes on one line."""
    return sum(map(_width, text)) * size / 100


def _width(character: str) -> int:
    known = WIDTHS.get(character)
    if known or character > LATIN:
        return known or OTHER
    return UPPER if character.isupper() else LOWER if character.isalpha() else OTHER


@cache
def lines(text: str, width: int, size: int) -> Lines:
    """Text in lines that are no wider than `width`, and as even as they can be.

    Only a word that alone is wider is broken. Several words on a line leave room for a reader who
    wants more space between letters.
    """
    words = text.split()
    pieces = tuple(piece for word in words for piece in _pieces(word, width, size))
    limit = width * AIRY / 100
    made = _set(pieces, limit, size)
    while limit > size and len(tighter := _set(pieces, limit - size, size)) == len(made):
        limit, made = limit - size, tighter
    return Lines(" ".join(words), made, len(pieces) > len(words))


def _set(pieces: Sequence[str], limit: float, size: int) -> tuple[str, ...]:
    """Words on lines that are no wider than the limit, unless a word is."""
    made: list[str] = []
    for piece in pieces:
        longer = f"{made[-1]} {piece}" if made else ""
        if longer and width_of(longer, size) <= limit:
            made[-1] = longer
        else:
            made.append(piece)
    return tuple(made)


def _pieces(word: str, width: int, size: int) -> Iterator[str]:
    """A word in as many pieces as it takes."""
    if width_of(word, size) <= width:
        yield word
        return
    piece, room = "", width - width_of("-", size)
    for character in word:
        if piece and width_of(piece + character, size) > room:
            yield f"{piece}-"
            piece = ""
        piece += character
    yield piece

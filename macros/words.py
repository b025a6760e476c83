"""Words: what a text says, the same however it is encoded and spelt."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

MOST_ROUNDS = 20
"""Encodings that are undone in a text, one at a time; no site has so many inside each other."""


def words(text: str) -> list[str]:
    """The words of a text, the same however the text is encoded.

    Runs of letters and digits without case and accents, once entities, percent-encoding and
    backslash escapes are undone, also inside each other. What takes no room is not there.
    """
    return split(decoded(text))


_ASCII = bytes(range(128))
_WORDS = bytes(i if i > 127 or chr(i).isalnum() else 32 for i in range(256)).lower()
"""ASCII in lower case, with a space for all that is neither letter nor digit."""


def split(text: str) -> list[str]:
    """The words of a decoded text."""
    return text.encode("utf-8", "replace").translate(_WORDS).decode().split()


def decoded(text: str) -> str:
    """A text with nothing left to undo.

    The first step that changes anything is followed by all of them anew. So a text comes to the
    same end by whichever way it was encoded.
    """
    for _ in range(MOST_ROUNDS):
        for step in (_plain, _without_entities, _without_percent, _without_escapes):
            undone = step(text)
            if undone != text:
                break
        else:
            return text
        text = undone
    return _plain(text)


def _plain(text: str) -> str:
    """A text where all that is not ASCII is a letter or digit, without accent and case."""
    if text.isascii():
        return text
    marks = set(text.encode("utf-8", "replace").translate(None, _ASCII).decode())
    if len(marks) > 100:
        return text.translate({ord(mark): _letters(mark) for mark in marks})
    for mark in marks:
        text = text.replace(mark, _letters(mark))
    return text


@lru_cache(maxsize=10_000)
def _letters(mark: str) -> str:
    """What a character is in plain letters: nothing, a space, or one or more of them."""
    while True:
        folded = "".join(
            "" if category[0] == "M" or category == "Cf" else char
            for char in unicodedata.normalize("NFKD", mark.casefold())
            if (category := unicodedata.category(char))
        )
        if folded == mark:
            return "".join(char if char.isascii() or char.isalnum() else " " for char in folded)
        mark = folded


def _without_entities(text: str) -> str:
    return html.unescape(text) if "&" in text else text


_PERCENT = re.compile(r"(%[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*)")
_ESCAPE = re.compile(r'(\\(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*|x[0-9a-fA-F]{2}|["\\/bfnrt]))')


def _without_percent(text: str) -> str:
    return _replaced(_PERCENT, _percent, text) if "%" in text else text


def _without_escapes(text: str) -> str:
    return _replaced(_ESCAPE, _escape, text) if "\\" in text else text


def _replaced(pattern: re.Pattern[str], by: Callable[[str], str], text: str) -> str:
    """A text with what a pattern's only group finds replaced; quicker than `sub`."""
    pieces = pattern.split(text)
    pieces[1::2] = map(by, pieces[1::2])
    return "".join(pieces)


@lru_cache(maxsize=10_000)
def _percent(code: str) -> str:
    octets = bytes.fromhex(code.replace("%", ""))
    try:
        return octets.decode()
    except UnicodeDecodeError:
        return octets.decode("latin-1")


@lru_cache(maxsize=10_000)
def _escape(code: str) -> str:
    if code[1] == "u":
        return bytes.fromhex(code.replace("\\u", "")).decode("utf-16-be", "replace")
    if code[1] == "x":
        return chr(int(code[2:], 16))
    return code[1] if code[1] in '"\\/' else " "

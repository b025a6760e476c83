"""Canonical text: the same for what says the same, however it is folded and spaced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

BLOCK = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)]|#{1,6}|>|\||```|~~~|\{%|:::|!!!)(?:\s|\S)")
"""How a line begins that is no continuation of the paragraph above it."""
RULE = re.compile(r"[\s|:-]+")
"""The line under a table's head, or across the page: only that it is there says anything."""
FENCE = re.compile(r"\s*(```|~~~)")


def line(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def markdown(text: str) -> str:
    """Markdown with its paragraphs apart by an empty line, and list items and rows on lines."""
    blocks = (part for part in _blocks(unicodedata.normalize("NFC", text)) if part)
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph, list, table or piece of code.

    A line that looks like an item of a list in the middle of a paragraph is a part of it, as it is
    on the page.
    """
    lines: list[str] = []
    fence = ""
    for raw in text.split("\n"):
        mark = FENCE.match(raw)
        if fence or mark:
            lines.append(raw.rstrip())
            if mark and mark[1] in (fence, fence or mark[1]):
                fence = "" if fence else mark[1]
        elif not raw.strip():
            yield lines
            lines = []
        elif lines and _goes_on(raw, lines):
            lines[-1] = f"{lines[-1]} {line(raw)}"
        else:
            lines.append("---" if "-" in raw and RULE.fullmatch(raw) else line(raw))
    yield lines


def _goes_on(raw: str, lines: list[str]) -> bool:
    """Whether a line goes on with the one above it."""
    if FENCE.match(lines[-1]) or lines[-1].startswith("#"):
        return False
    return not (BLOCK.match(lines[0]) and (BLOCK.match(raw) or RULE.fullmatch(raw)))

"""Canonical text: the same for what says the same, however it is folded and spaced."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

BLOCK = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)]|#{1,6}|>|\||```|~~~|\{%|:::|!!!)(?:\s|\S)")
"""How a line begins that is no continuation of the paragraph above it."""
RULE = re.compile(r"\s*\|?[\s|:-]*-[\s|:-]*\Z")
"""The line under a table's head, or across the page: only its kind says anything."""
FENCE = re.compile(r"\s*(```|~~~)")


def line(text: str) -> str:
    """Text with every run of white space as one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def markdown(text: str) -> str:
    """Markdown with its paragraphs apart by an empty line, and list items and rows on lines."""
    blocks = (part for part in _blocks(unicodedata.normalize("NFC", text)) if part)
    return "\n\n".join("\n".join(lines) for lines in blocks)


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each paragraph, list, table or piece of code."""
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
        elif lines and not BLOCK.match(raw) and not FENCE.match(lines[-1]):
            lines[-1] = f"{lines[-1]} {line(raw)}"
        else:
            lines.append(RULE.sub("---", line(raw)) if RULE.match(raw) else line(raw))
    yield lines

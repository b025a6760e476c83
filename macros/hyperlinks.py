"""Hyperlinks: what the written pages link to, so that a dead link is told before a build."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from macros.problems import Place
from macros.source import end_of

CODE = re.compile(
    r"^(```|~~~).*?^\1|`[^`\n]*`|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->", re.DOTALL | re.MULTILINE
)
"""What is no text to a reader: code, macros, and notes to other writers."""
LINK = re.compile(r"(?:(?<!\\)\]\(|^ {0,3}\[[^\]\n]+\]:)\s*<?([^)\s>]+)", re.MULTILINE)
"""A link in its place, or the address of one that is given by name."""
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
"""How a link begins that leads to another site, or to a place on the same page."""


@dataclass(frozen=True)
class Hyperlink:
    """A link on a written page. `path` is what it points at below docs/."""

    place: Place
    text: str
    path: str


def hyperlinks(file: str, text: str) -> Iterator[Hyperlink]:
    """The links on a page to other pages and files of the site. Code is left out."""
    plain = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    folder = posixpath.dirname(file.removeprefix("docs/"))
    for match in LINK.finditer(plain):
        target = match[1]
        if ELSEWHERE.match(target):
            continue
        path = unquote(re.split(r"[?#]", target, maxsplit=1)[0])
        whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        place = end_of(file, plain[: match.start(1)])
        yield Hyperlink(place, target, posixpath.normpath(whole))

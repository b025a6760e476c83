"""Pages: a page in docs/ as a thing, with one leaf for each section of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros import source
from macros.comparison import canonical
from macros.comparison.reading import Unreadable, read_yaml
from macros.comparison.thing import PAGE, Leaf, Path, Thing
from macros.comparison.way import level_said
from macros.prose import BLOCK, HEAD, INTERNAL_FOLDER, NOTES
from macros.records.fields import Visibility
from macros.source import Value

SECTION = "#"
"""What the path of a section begins with. No field is called so."""
BEGINNING = "Inledning"
"""The title of what stands before the first heading."""
PASSAGE_TITLE = "Internt stycke"
HEAD_TITLES = {
    "title": "Sidans titel",
    "visibility": "Synlighet",
    "chapter": "Kapitel",
    "description": "Beskrivning",
    "keywords": "Sökord",
    "hide": "Döljs på sidan",
}
OWN_LEVELS = {"visibility": Visibility.RESTRICTED, "hide": Visibility.RESTRICTED}
"""Fields of the head that nobody reads on the page."""

HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
ANCHOR = re.compile(r"[ \t]*\{[:#][^}]*\}\Z")
INLINE = re.compile(r"\{\{[^{}]*?\binternal\s*\(.*?\}\}", re.DOTALL)
"""A few words in the middle of a sentence that only employees read."""

UNCLEAR = re.compile(rf"{source.PASSAGE.pattern}|\{{%[-+]?\s*endcall|<!--")
"""A sign that a passage or a note is not closed. No such page is built, so nobody has said that
what is on it is for everyone."""
MARK = "\x00"
"""Stands around the number of a passage that has been taken out. No page can hold it."""


def read(file: str, text: str) -> Thing:
    """The page in a file below docs/. Raises Unreadable when its head is no YAML."""
    path = file.removeprefix("docs/")
    head = _head(file, text)
    level = level_said(head.get("visibility", Visibility.INTERNAL))
    if path.startswith(INTERNAL_FOLDER):
        level = Visibility.lowest(level, Visibility.INTERNAL)
    leaves: dict[Path, list[Leaf]] = {}
    for leaf in (*_head_leaves(head), *_sections(HEAD.sub("", text))):
        leaves.setdefault(leaf.path, []).append(leaf)
    title = head.get("title")
    return Thing(
        kind=PAGE,
        id=path.removesuffix(".md"),
        title=canonical.line(title) if isinstance(title, str) else path.removesuffix(".md"),
        file=file,
        owner=None,
        leaves={path: tuple(found) for path, found in leaves.items()},
        record_level=level,
    )


def _head(file: str, text: str) -> dict[str, Value]:
    match = HEAD.match(text)
    if not match or not re.search(r"^[ \t]*[^\s#]", match[1], re.MULTILINE):
        return {}
    head = read_yaml(file, f"\n{match[1]}")
    if not isinstance(head, dict):
        raise Unreadable(file, "Sidans inledning har inga fält.")
    return head


def _head_leaves(head: dict[str, Value]) -> Iterator[Leaf]:
    order = [*(key for key in HEAD_TITLES if key in head), *sorted(head.keys() - HEAD_TITLES)]
    for key in order:
        value = head[key]
        level = Visibility.PUBLIC if key in HEAD_TITLES else Visibility.RESTRICTED
        level = OWN_LEVELS.get(key, level)
        for item in value if isinstance(value, list) else [value]:
            yield Leaf(
                path=(key,),
                titles=(HEAD_TITLES.get(key, key),),
                text=canonical.line(item if isinstance(item, str) else str(item)),
                form="text",
                level=level,
                is_list=isinstance(value, list),
                is_main=key == "title",
            )


# --- the text ------------------------------------------------------------------------------


@dataclass
class _Section:
    heading: str
    title: str
    lines: list[str] = field(default_factory=list)
    passages: list[str] = field(default_factory=list)


def _sections(text: str) -> Iterator[Leaf]:
    """A leaf for each section, and for each internal passage in it."""
    sections = [_Section("", BEGINNING)]
    fence = ""
    pieces = _pieces(text)
    is_clear = not any(UNCLEAR.search(piece) for piece, is_internal in pieces if not is_internal)
    for piece, is_internal in pieces:
        if is_internal:
            sections[-1].passages.append(NOTES.sub("", piece))
            continue
        for line in piece.split("\n"):
            if mark := canonical.FENCE.match(line):
                fence = "" if fence == mark[1] else fence or mark[1]
            heading = None if fence else HEADING.match(line)
            if heading and ANCHOR.sub("", heading[2]):
                sections.append(_Section(heading[2], ANCHOR.sub("", heading[2])))
            else:
                sections[-1].lines.append(line)
    return _leaves(sections, Visibility.PUBLIC if is_clear else Visibility.INTERNAL)


def _leaves(sections: list[_Section], level: Visibility) -> Iterator[Leaf]:
    met: Counter[str] = Counter()
    for number, section in enumerate(sections):
        key = canonical.line(section.heading)
        met[key] += 1
        path = (SECTION, key, *([str(met[key])] if met[key] > 1 else []))
        title = canonical.line(section.title)
        body = canonical.markdown("\n".join(section.lines))
        text = "\n\n".join(part for part in (key, body) if part)
        if text:
            yield Leaf(path, (title,), text, "markdown", level, is_main=number < 2)
        for passage in section.passages:
            if said := canonical.markdown(passage):
                yield Leaf(
                    (*path, "internal"),
                    (title, PASSAGE_TITLE),
                    said,
                    "markdown",
                    Visibility.INTERNAL,
                    is_list=True,
                )


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The text in order, in pieces that everyone reads and pieces that only employees do. Notes to
    other writers are left out, also those around a passage."""
    passages: list[str] = []

    def keep(match: re.Match[str]) -> str:
        passages.append(match[match.lastindex or 0])
        return f"{MARK}{len(passages) - 1}{MARK}"

    marked = INLINE.sub(keep, BLOCK.sub(keep, text.replace(MARK, "")))
    parts = NOTES.sub("", marked).split(MARK)
    return [
        (passages[int(part)], True) if number % 2 else (part, False)
        for number, part in enumerate(parts)
    ]

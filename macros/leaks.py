"""The last look: every file of a finished site, however it is encoded, is searched for phrases.

What the phrases are is decided elsewhere. Here they are fingerprints, and so is what has been
read: a watch can say that a phrase stands somewhere, and never what the phrase is.
"""

from __future__ import annotations

import codecs
import mmap
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from macros.archives import Bytes, parts
from macros.words import decoded, split

MOST_WORDS = 8
"""Words of the longest phrase."""
BLOCK = 1_000_000
OVERLAP = 10_000
"""Bytes that are read at a time, and that are read twice: more than the longest phrase takes."""
LETTERS_IN_NOISE = 8
"""Letters and digits of a phrase that no picture holds by chance."""
MOST_SEEN = 100_000
"""What is remembered at most of what has been read."""
LINES = 3
"""Lines, blank ones not counted, that a phrase may be spread over."""


@dataclass(frozen=True, order=True)
class Hit:
    """A phrase in a file. What is inside an archive has a path that goes on: a.zip/b.txt."""

    file: str
    line: int
    """The line in the decoded file where the phrase begins; 1 when it stands in the path."""
    phrase: int
    """Its place in the order that `watch` was given, counted from 0."""


@dataclass(frozen=True, order=True)
class Unreadable:
    """A file that cannot be looked into: damaged, encrypted, too large or of an unknown kind."""

    file: str


# --- phrases -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Watch:
    """Fingerprints of phrases: numbers and no words, so nothing withheld is reached through it.

    The numbers are Python's own hashes, which are others in every process: they go nowhere.
    """

    keys: Mapping[int, tuple[tuple[int, int], ...]]
    """A word that a phrase is known by: words before it and words in all, for each phrase."""
    phrases: Mapping[int, tuple[int, ...]]
    """Whole phrases, each with its places in the order given."""
    below: Mapping[int, str]
    """For the places of some phrases, how the path of a file begins that they are about."""

    short: frozenset[int] = frozenset()
    """Places of phrases with so few letters that noise may hold them."""

    def concerns(self, file: str, phrase: int) -> bool:
        """Whether a phrase is about a file."""
        return file.startswith(self.below.get(phrase, ""))

    def find(self, text: str) -> set[int]:
        """The phrases in a text, read with its tags and without."""
        return {phrase for reading in _readings(text) for phrase in self._among(reading)}

    def _among(self, text: Sequence[str]) -> Iterator[int]:
        marks = list(map(hash, text))
        known = self.keys.keys() & marks
        for at in [at for at, mark in enumerate(marks) if mark in known] if known else ():
            for before, length in self.keys[marks[at]]:
                if at >= before:
                    whole = hash(tuple(text[at - before : at - before + length]))
                    yield from self.phrases.get(whole, ())


def watch(
    phrases: Iterable[Sequence[str]],
    uses: Mapping[str, int] | None = None,
    below: Mapping[int, str] | None = None,
) -> Watch:
    """Fingerprints of phrases, each 1 to MOST_WORDS words as `words` gives them.

    A phrase is known by its rarest word, the longest if there are several. `uses` says how often
    words are used in such texts as will be searched; a search is the faster for it. `below` gives
    the places of phrases that are only about files with a path that begins so.
    """
    uses = uses or {}
    keys: dict[int, tuple[tuple[int, int], ...]] = {}
    places: dict[int, tuple[int, ...]] = {}
    short: set[int] = set()
    for place, phrase in enumerate(map(tuple, phrases)):
        rarest = min(phrase, key=lambda word: (uses.get(word, 0), -len(word)))
        shape = (phrase.index(rarest), len(phrase))
        known = keys.get(hash(rarest), ())
        if shape not in known:
            keys[hash(rarest)] = (*known, shape)
        whole = hash(phrase)
        places[whole] = (*places.get(whole, ()), place)
        if sum(map(len, phrase)) < LETTERS_IN_NOISE:
            short.add(place)
    return Watch(keys, places, below or {}, frozenset(short))


_TAG = re.compile(
    r"""(<!--[^<]*?-->|<[a-zA-Z/!?][^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+>"""
    r"""|<[a-zA-Z/!?][^<>]*+>)"""
)
_INLINE = r"/?(?:wbr|abbr|b|i|em|mark|strong|w:(?!p\b|tab\b|br\b|tc\b)\w+)\b[^<>]*+>"
_INSIDE_WORD = re.compile(rf"<(?<=[\w;]<){_INLINE}(?:<{_INLINE})*(?=[\w&%\\])")
"""Tags with a letter on either side that do not part them. Those with w: are Word's."""


def _readings(text: str) -> Iterator[list[str]]:
    """A text as it stands, without its tags, and without tags that were themselves encoded."""
    whole = decoded(text)
    yield split(whole)
    hidden = "&" in text or "%" in text
    bare = decoded(_without_tags(text)) if hidden else _without_tags(whole)
    if bare != whole:
        yield split(bare)
    if hidden and whole.count("<") > text.count("<"):
        yield split(_without_tags(whole))


def _without_tags(text: str) -> str:
    return _TAG.sub(" ", _INSIDE_WORD.sub("", text)) if "<" in text else text


# --- files ---------------------------------------------------------------------------------


@dataclass
class _Seen:
    """What has been read in files without hits, so that it is not read again in the next."""

    spans: set[int] = field(default_factory=set)
    """Fingerprints of LINES lines that stand next to each other."""
    tags: dict[str, str] = field(default_factory=dict)
    """Tags, each with itself without attributes."""

    def remember(self, spans: Iterable[int], tags: Iterable[str]) -> None:
        """Remember what has been read. When it is too much, begin anew: what is common returns."""
        if len(self.spans) > MOST_SEEN:
            self.spans.clear()
        if len(self.tags) > MOST_SEEN:
            self.tags.clear()
        self.spans.update(spans)
        self.tags.update((tag, _name(tag)) for tag in tags if tag not in self.tags)


def look(watch: Watch, tree: Path, theme: Path) -> tuple[list[Hit], list[Unreadable]]:
    """Every phrase in every file below `tree`, once a file, and what could not be looked into.

    Paths are searched too. A file that is the same as the one at its path below `theme`, the
    folder of the engine's theme, holds no data and is passed over.

    What stands alike in many files is read once: tags, and lines that have stood next to each
    other in a file without hits. A phrase over up to LINES lines is always found.
    """
    hits: dict[tuple[str, int], Hit] = {}
    closed: set[Unreadable] = set()
    seen = _Seen()
    for file in _files(tree):
        try:
            data = _contents(tree / file)
        except OSError:
            closed.add(Unreadable(file))
            continue
        if _is_same(theme / file, data):
            continue
        for name, content in parts(file, data):
            if content is None:
                closed.add(Unreadable(name))
                continue
            for phrase, line in _search(watch, name, content, seen):
                hits.setdefault((name, phrase), Hit(name, line, phrase))
    return sorted(hits.values()), sorted(closed)


def _files(tree: Path) -> list[str]:
    return sorted(
        f"{folder}/{name}"[len(str(tree)) + 1 :]
        for folder, _, names in os.walk(tree, followlinks=True)
        for name in names
    )


def _contents(path: Path) -> Bytes:
    """What a file holds. A large one stays on the disk."""
    with path.open("rb") as stream:
        if path.stat().st_size <= BLOCK:
            return stream.read()
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def _is_same(original: Path, data: Bytes) -> bool:
    if not original.is_file() or original.stat().st_size != len(data):
        return False
    return original.read_bytes() == data[:]


def _search(watch: Watch, name: str, data: Bytes, seen: _Seen) -> Iterator[tuple[int, int]]:
    """Phrases in a file's path and in what it holds, each with a line."""
    for phrase in watch.find(name):
        if watch.concerns(name, phrase):
            yield phrase, 1
    for text in _readable(data):
        for before, block in _blocks(text):
            is_noise = not _is_prose(block)
            for version in _versions(block):
                for phrase, line in _search_lines(watch, name, version, seen):
                    if not (is_noise and phrase in watch.short):
                        yield phrase, before + line


def _blocks(data: Bytes) -> Iterator[tuple[int, bytes]]:
    """A large file in blocks that overlap, each with the number of lines before it."""
    start = before = 0
    while start + BLOCK < len(data):
        end = _space(data, start, start + BLOCK)
        yield before, data[start : _space(data, end, end + OVERLAP)]
        before += data[start:end].count(b"\n")
        start = end
    yield before, data[start:]


def _space(data: Bytes, first: int, last: int) -> int:
    """Where the last word between two places begins; the second when there are no words."""
    return data.rfind(b" ", first + 1, last) + 1 or last


_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def _readable(data: Bytes) -> Iterator[Bytes]:
    """Bytes as they are, and in UTF-8 if a mark says that they are in another encoding."""
    yield data
    for mark, encoding in _MARKS.items():
        if data[: len(mark)] == mark:
            yield data[:].decode(encoding, "replace").encode("utf-8", "replace")
            return


def _versions(block: bytes) -> Iterator[bytes]:
    """What bytes may mean as text, in UTF-8.

    Text in UTF-16 without a mark is Latin-1 with a nul beside every letter.
    """
    yield block
    if not _is_utf8(block):
        yield block.decode("latin-1").encode()
    if b"\0" in block:
        yield block.replace(b"\0", b"").decode("latin-1").encode()


def _is_prose(block: bytes) -> bool:
    """Whether bytes are text, and not a picture or something packed: few are control marks."""
    return len(block.translate(None, _CONTROLS)) > 0.95 * len(block)


_CONTROLS = bytes(mark for mark in range(32) if mark not in b"\t\n\r\f\0")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _search_lines(watch: Watch, name: str, data: bytes, seen: _Seen) -> Iterator[tuple[int, int]]:
    """Phrases with their lines, in what is not in `seen`. What is without them is added to it."""
    lines = list(filter(None, map(bytes.strip, data.split(b"\n"))))
    shifted = [lines[shift:] for shift in range(LINES)]
    spans = list(map(hash, zip(*shifted, strict=False))) or [hash(tuple(lines))]
    fresh = set(spans) - seen.spans
    runs = _runs([at for at, span in enumerate(spans) if span in fresh])
    text = _BETWEEN.join(_text(lines[start:end]) for start, end in runs)
    is_markup = name.endswith(_MARKUP)
    pieces = _TAG.split(_INSIDE_WORD.sub("", text) if is_markup else text)
    tags = pieces[1::2]
    if is_markup:
        fresh_tags = "\n".join(tag for tag in tags if tag not in seen.tags)
        found = watch.find(" ".join(pieces[::2])) | watch.find(fresh_tags)
    else:
        pieces[1::2] = [seen.tags.get(tag, tag) for tag in tags]
        found = watch.find("".join(pieces))
    if not found:
        seen.remember(spans, tags)
    if not any(watch.concerns(name, phrase) for phrase in found):
        return
    numbers = [number for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    for start, end in runs:
        placed = _placed(watch, lines[start:end])
        for phrase in watch.find(_text(lines[start:end])):
            if watch.concerns(name, phrase):
                yield phrase, numbers[start + placed.get(phrase, 0)]


_MARKUP = (".html", ".xml", ".svg")
"""Files where what looks like a tag is one: text and tags are read by themselves."""
_BETWEEN = "\n<\n"
"""Between lines that do not follow each other: no tag goes on across it."""


def _text(lines: Sequence[bytes]) -> str:
    return b"\n".join(lines).decode("utf-8", "replace")


def _name(tag: str) -> str:
    """A tag without its attributes. What has none stays as it is."""
    first, *rest = tag.split(None, 1)
    return f"{first}>" if rest else tag


def _runs(fresh: Iterable[int]) -> list[tuple[int, int]]:
    """Lines to read, as the first and the one after the last, from where fresh spans begin."""
    runs: list[tuple[int, int]] = []
    for at in fresh:
        if runs and at <= runs[-1][1]:
            runs[-1] = (runs[-1][0], at + LINES)
        else:
            runs.append((at, at + LINES))
    return runs


def _placed(watch: Watch, lines: Sequence[bytes]) -> dict[int, int]:
    """Phrases that stand within LINES lines, each with the index of the line it begins on."""
    placed: dict[int, int] = {}
    for last in range(len(lines)):
        for first in range(last, max(-1, last - LINES), -1):
            for phrase in watch.find(_text(lines[first : last + 1])):
                placed.setdefault(phrase, first)
    return placed

"""Things: what the files say of one entity or page at one point in time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from macros.records.fields import Visibility

Path = tuple[str, ...]
Key = tuple[str, str]
"""The kind and id of a thing."""

PAGE = "page"
"""The kind of a page in docs/. Every other kind is the models' own."""
WORDS_FOR_SEARCH = "keywords"
"""The field that helps people find something and says nothing of it."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a thing. A group in a list is one leaf, with the values inside it as `parts`.

    `path` is the keys in the file, without numbers in lists, and `titles` the fields' Swedish
    titles. `text` is canonical, so that only another meaning gives another text. `level` is the
    least visible on the way. `kinds` are what a reference may point at, and `is_main` says that
    the models demand the field: without it nobody knows what the thing is.
    """

    path: Path
    titles: tuple[str, ...]
    text: str
    form: str
    level: Visibility
    is_list: bool = False
    parts: tuple[Leaf, ...] = ()
    kinds: tuple[str, ...] = ()
    is_main: bool = False

    @property
    def meaning(self) -> str:
        """The same for two leaves on the same path that say the same."""
        if not self.parts:
            return self.text
        return json.dumps(sorted([*part.path, part.meaning] for part in self.parts))


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity, or a page of docs/, as its file tells it.

    `owner` is the kind and id of the record that it is inside, and `within` where in it: the
    heading of a chapter, the id of another duty. `around` are the fields that lead to it there, as
    the keys in the file. `leaves` are in the models' order, or for a page
    in its own. `record_level` is the level of the whole record or page.
    """

    kind: str
    id: str
    title: str
    file: str
    owner: Key | None
    leaves: Mapping[Path, tuple[Leaf, ...]]
    record_level: Visibility
    within: tuple[str, ...] = ()
    around: Path = ()

    @property
    def key(self) -> Key:
        """The kind and id."""
        return self.kind, self.id

    def text(self, *path: str) -> str | None:
        """The one text at a path, or None."""
        found = self.leaves.get(path, ())
        return found[0].text if len(found) == 1 else None


def readable(parts: tuple[Leaf, ...]) -> str:
    """A group on one line: »Roll: systemägare, Befattning: Kanslichef«."""
    depth = min((len(part.path) for part in parts), default=0)
    told: dict[str, list[str]] = {}
    for part in parts:
        title = " ".join(part.titles[depth - 1 :])
        told.setdefault(title, []).append(" ".join(part.text.split()))
    return ", ".join(f"{title}: {' och '.join(texts)}" for title, texts in told.items())


def seen_by(thing: Thing, readers: Visibility) -> Thing | None:
    """A thing with only what some readers may see; None when that is nothing at all."""
    if thing.record_level.rank > readers.rank:
        return None
    leaves = {
        path: kept for path, found in thing.leaves.items() if (kept := tuple(_seen(found, readers)))
    }
    return replace(thing, leaves=leaves)


def _seen(leaves: tuple[Leaf, ...], readers: Visibility) -> Iterator[Leaf]:
    for leaf in leaves:
        if leaf.level.rank <= readers.rank:
            yield leaf
        elif parts := tuple(_seen(leaf.parts, readers)):
            level = Visibility.lowest(*(part.level for part in parts))
            yield replace(leaf, parts=parts, text=readable(parts), level=level)


def digest(thing: Thing, readers: Visibility | None = None) -> str:
    """A short hash of what a thing says, the same as long as it says the same.

    Formatting, comments, the order of fields and of lists, the file's name and the words for
    search make no difference. With `readers` only what they may see does; for a thing that they
    may not see at all the digest is of nothing.
    """
    seen = thing if readers is None else seen_by(thing, readers)
    if seen is None:
        return hashlib.sha256(b"").hexdigest()[:16]
    said: list[object] = [
        [path, sorted(leaf.meaning for leaf in leaves)]
        for path, leaves in seen.leaves.items()
        if path[0] != WORDS_FOR_SEARCH
    ]
    if seen.kind != PAGE:
        said.sort(key=json.dumps)
    whole = json.dumps([seen.kind, seen.id, seen.owner, seen.within, said], ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def digest_together(things: Iterable[Thing], readers: Visibility | None = None) -> str:
    """A hash of several things, such as an instruction and its rules, in whatever order."""
    each = sorted((*it.key, digest(it, readers)) for it in things)
    return hashlib.sha256(json.dumps(each).encode()).hexdigest()[:16]

"""Sight: what some readers may see of a thing as it once was.

What was open once need not be so now. A thing is seen only if it may be seen as it was, and if what
has become of it may be seen too: as it is now, or as it was when it was last there. And of it only
what no reference or text gives away. When in doubt, it is not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from macros import visibility
from macros.chronicle import Last
from macros.comparison.thing import PAGE, Leaf, Path, Thing, seen_by
from macros.programme import Programme
from macros.records import KIND_OF_WORD, KINDS, KINDS_OF_RECORD
from macros.records.fields import Record, Visibility
from macros.records.retirement import end_of
from macros.views import ProgrammeView

Key = tuple[str, str]
"""The kind and id of a thing."""
CHOICES = {(name,) for name in visibility.CHOICES}
"""Where a record says who may see its fields."""


class Sight:
    """What an audience may see of things from any version.

    `pages` are the written pages there are, each with its visibility, and `forbids` tells of a text
    whether it says what the audience may not know.
    """

    def __init__(
        self,
        view: ProgrammeView,
        programme: Programme,
        audience: Visibility,
        pages: Mapping[str, Visibility],
        forbids: Callable[[str], bool],
    ) -> None:
        self._programme = programme
        self._pages = pages
        self.audience = audience
        self.forbids = forbids
        self.names: Mapping[Key, str] = {
            (kind, identifier): one.link.title
            for kind, shelf in view.shelves.items()
            for identifier, one in shelf.by_id.items()
        }
        self._retired = {(KIND_OF_WORD[it.of], it.id): it for it in programme.retirements}

    def has_page(self, path: str) -> bool:
        """Whether a written page is there now, and seen."""
        return path in self._pages and self._pages[path].rank <= self.audience.rank

    def of(self, thing: Thing, last: Last) -> Thing | None:
        """What may be seen of a thing, or None. `last` tells how what is gone was at the end."""
        if thing.kind == "retirement":
            return thing if self._leads_on(thing) else None
        if self.forbids(thing.title) or not self._is_in_sight(thing, last):
            return None
        record = self._record_now(thing.owner or thing.key)
        if record and not self._is_open(record, thing.around):
            return None
        told = {path: tuple(self._told(leaves)) for path, leaves in thing.leaves.items()}
        hidden = {
            path[:-1] for path, it in thing.leaves.items() if len(path) > 1 and not told[path]
        }
        kept = {
            path: tuple(self._lowered(record, thing.around, it) for it in leaves)
            for path, leaves in told.items()
            if leaves and not any(path[: len(it)] == it for it in hidden)
        }
        seen = seen_by(replace(thing, leaves=kept), self.audience)
        if seen is None:
            return None
        left = {
            path: tuple(it for it in leaves if not self.forbids(it.text))
            for path, leaves in seen.leaves.items()
        }
        return replace(seen, leaves={path: it for path, it in left.items() if it})

    def _is_in_sight(self, thing: Thing, last: Last) -> bool:
        """Whether what has become of a thing may be seen: of it and of the record it is inside."""
        if thing.kind == PAGE:
            is_told = self.audience is not Visibility.PUBLIC
            return self.has_page(f"{thing.id}.md") or (
                f"{thing.id}.md" not in self._pages and is_told
            )
        for key in filter(None, (thing.key, thing.owner)):
            now = self._successor(key)
            if now in self.names:
                continue
            if now[1] in self._programme.index.get(now[0], {}):
                return False
            if key == (thing.owner or thing.key) and not self._was_open(last(thing)):
                return False
        return True

    def _was_open(self, end: Thing | None) -> bool:
        """Whether a record that is gone could be seen at its end, with all its fields."""
        if end is None or end.record_level.rank > self.audience.rank:
            return False
        return self.audience is not Visibility.PUBLIC or not CHOICES & end.leaves.keys()

    def _successor(self, key: Key) -> Key:
        """What an entity is called now, as far as that is remembered."""
        return end_of(self._programme.successors, key)

    def _record_now(self, key: Key) -> Record | None:
        kind, identifier = self._successor(key)
        entry = self._programme.index.get(kind, {}).get(identifier)
        return entry.record if entry else None

    def _leads_on(self, thing: Thing) -> bool:
        """Whether it may be told that an id has gone out of use, and for what."""
        old = (KIND_OF_WORD.get(thing.text("of") or "", ""), thing.id)
        gone = self._retired.get(old)
        if gone is None or not gone.leads_on_for(self.audience):
            return False
        return self._successor(old) in self.names

    def _is_open(self, record: Record, path: Path) -> bool:
        """Whether the audience may see a field of a record as it is now."""
        if not path:
            return True
        return self._level(record, path).rank <= self.audience.rank

    def _level(self, record: Record, path: Path) -> Visibility:
        try:
            level = visibility.of_path(record, ".".join(path))
        except KeyError:  # a field that there is no more
            return Visibility.RESTRICTED
        whole = visibility.of_record(KINDS_OF_RECORD[record.kind], record)
        return Visibility.lowest(level, whole)

    def _lowered(self, record: Record | None, around: Path, leaf: Leaf) -> Leaf:
        """A leaf that is no more visible than its field is now."""
        if record is None:
            return leaf
        parts = tuple(self._lowered(record, around, part) for part in leaf.parts)
        own = self._level(record, (*around, *leaf.path))
        level = Visibility.lowest(leaf.level, own, *(part.level for part in parts))
        return replace(leaf, level=level, parts=parts)

    def _told(self, leaves: tuple[Leaf, ...]) -> Iterator[Leaf]:
        """The leaves that point at nothing hidden. A group that does is about it, and is left out
        as a whole."""
        for leaf in leaves:
            if all(map(self._may_be_named, (leaf, *leaf.parts))):
                yield leaf

    def _may_be_named(self, leaf: Leaf) -> bool:
        if not leaf.kinds:
            return True
        _, _, identifier = leaf.text.rpartition("/")
        words = [kind for kind in leaf.kinds if leaf.text == f"{KINDS[kind].word}/{identifier}"]
        kinds = words or leaf.kinds
        keys = [(kind, name) for kind in kinds for name in (leaf.text, identifier)]
        return any(self._successor(key) in self.names for key in keys)

"""Sight: what some readers may see of a thing as it once was.

What was open once need not be so now. A thing is seen only if it may be seen as it was, and if what
has become of it may be seen too; and of it only what no reference or text gives away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from macros.comparison.thing import PAGE, Leaf, Thing, seen_by
from macros.programme import Programme
from macros.records import KINDS
from macros.records.fields import Record, Visibility
from macros.views import ProgrammeView

Key = tuple[str, str]
"""The kind and id of a thing."""


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
        self.audience = audience
        self._pages = pages
        self._forbids = forbids
        self.names: Mapping[Key, str] = {
            (kind, identifier): one.link.title
            for kind, shelf in view.shelves.items()
            for identifier, one in shelf.by_id.items()
        }

    def of(self, thing: Thing) -> Thing | None:
        """What may be seen of a thing, or None."""
        if self._is_gone_from_sight(thing) or self._forbids(thing.title):
            return None
        told = {path: tuple(self._told(leaves)) for path, leaves in thing.leaves.items()}
        whole = replace(thing, leaves={path: it for path, it in told.items() if it})
        seen = seen_by(whole, self.audience)
        if seen is None:
            return None
        hidden = self._hidden_now(thing)
        kept = {
            path: left
            for path, leaves in seen.leaves.items()
            if not any(_is_at(path, it) for it in hidden)
            and (left := tuple(it for it in leaves if not self._forbids(it.text)))
        }
        return replace(seen, leaves=kept)

    def _is_gone_from_sight(self, thing: Thing) -> bool:
        """Whether something is there now, or what it is inside, and the audience may not see it."""
        if thing.kind == PAGE:
            now = self._pages.get(f"{thing.id}.md", Visibility.PUBLIC)
            return now.rank > self.audience.rank
        return any(
            key[1] in self._programme.index[key[0]] and key not in self.names
            for key in (thing.key, thing.owner)
            if key
        )

    def _hidden_now(self, thing: Thing) -> tuple[tuple[str, ...], ...]:
        """The fields that the record as it is now has hidden from the audience."""
        kind, identifier = thing.owner or thing.key
        entry = self._programme.index.get(kind, {}).get(identifier)
        if entry is None or not isinstance(entry.entity, Record):
            return ()
        return tuple(
            tuple(path.split("."))
            for override in entry.record.visibility_overrides
            if Visibility(override.visibility).rank > self.audience.rank
            for path in override.fields
        )

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
        return any((kind, name) in self.names for kind in kinds for name in (leaf.text, identifier))


def _is_at(path: tuple[str, ...], hidden: tuple[str, ...]) -> bool:
    """Whether a field is one that is hidden, inside it or around it. Inside a nested entity only
    the last names tell."""
    shortest = min(len(path), len(hidden))
    return path[:shortest] == hidden[:shortest] or path[-1] == hidden[-1]

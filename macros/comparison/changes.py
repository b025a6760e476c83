"""Changes: what is not the same in two versions of the things, and only that.

The order of fields and of lists, and the formatting of the files, never make a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from macros.comparison.fields import FieldChange, Names, compared, gone, main, new_order
from macros.comparison.thing import PAGE, Key, Thing
from macros.records import COLLECTIONS, KIND_OF_WORD, NESTED
from macros.records.fields import Visibility
from macros.slugs import in_swedish_order

FIRST = ("role", "system", "instruction", "requirement")
"""The kinds that are told first."""
_COLLECTIONS = [collection.kind for collection in COLLECTIONS]
ORDER = [*FIRST, *(kind for kind in _COLLECTIONS if kind not in FIRST), PAGE]
NESTED_ORDER = [kind.kind for kind in NESTED]


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened to one thing.

    `action` is »added«, »removed«, »changed«, »moved« or »renamed«. `title`, `owner` and `file`
    are those of the new side, or of the old for what is removed. `moved_from` and `moved_to` tell
    of a move, `is_elsewhere` says that it was to more than another file, `former_id` is the id
    before, and `replaced_by` is what took over from something removed. Of what is added or removed
    `fields` are the main ones, and `untold` counts the rest. `level` is who may know of the thing.
    """

    action: str
    kind: str
    id: str
    title: str
    owner: Key | None
    owner_title: str
    file: str
    level: Visibility
    fields: tuple[FieldChange, ...] = ()
    moved_from: str = ""
    moved_to: str = ""
    former_id: str = ""
    replaced_by: str = ""
    is_elsewhere: bool = False
    untold: int = 0

    @property
    def is_substance(self) -> bool:
        """Whether more than words for search or the name of the file has changed. It is what makes
        two digests differ."""
        if self.action in ("changed", "moved"):
            return self.is_elsewhere or any(field.is_substance for field in self.fields)
        return True


def names_of(things: Iterable[Thing]) -> dict[Key, str]:
    """The titles of things by their kinds and ids, for references to them."""
    return {thing.key: thing.title for thing in things}


def compare(
    old: Iterable[Thing], new: Iterable[Thing], names: Names | None = None
) -> tuple[Change, ...]:
    """What has changed, in the order that it is told.

    Roles come first, each with its duties, then systems, instructions and demands, the rest in
    the order of the collections, and pages last. References are told by their titles in `names`,
    and by their ids when they have none there.
    """
    return tuple(_Comparison(_by_key(old), _by_key(new), names or {}).changes())


def _by_key(things: Iterable[Thing]) -> dict[Key, Thing]:
    """Things by kind and id. An id that wrongly stands twice is kept apart."""
    found: dict[Key, Thing] = {}
    for thing in sorted(things, key=lambda it: (it.key, it.file)):
        kept, number = thing, 1
        while kept.key in found:
            number += 1
            kept = replace(thing, id=f"{thing.id} ({number})")
        found[kept.key] = kept
    return found


class _Comparison:
    def __init__(self, old: dict[Key, Thing], new: dict[Key, Thing], names: Names) -> None:
        self.old = old
        self.new = new
        self.names = names
        self.titles = {**names_of(old.values()), **names_of(new.values())}
        self.successors = dict(_successors(new.values()))

    def changes(self) -> Iterator[Change]:
        """Every change, in the order that they are told."""
        former = self._former_keys()
        found: list[Change] = []
        for key, thing in self.new.items():
            before = self.old.get(former.get(key, key))
            found += self._both(before, thing) if before else [self._added(thing)]
        left = self.old.keys() - self.new.keys() - set(former.values())
        found += (self._removed(self.old[key]) for key in left)
        return iter(sorted(found, key=_place_in_order))

    def _former_keys(self) -> dict[Key, Key]:
        """What has got another id, each with the key it had: as data/retired.yml says, and pages
        with the same title or text in another file."""
        gone = self.old.keys() - self.new.keys()
        come = self.new.keys() - self.old.keys()
        former = {new: old for old, new in self.successors.items() if old in gone and new in come}
        pages = {key: self.old[key] for key in sorted(gone) if key[0] == PAGE}
        for key in sorted(come):
            if key[0] == PAGE:
                likest = (old for old, page in pages.items() if _is_same_page(page, self.new[key]))
                if old := next(likest, None):
                    former[key] = old
                    del pages[old]
        return former

    def _change(self, action: str, thing: Thing) -> Change:
        return Change(
            action=action,
            kind=thing.kind,
            id=thing.id,
            title=thing.title,
            owner=thing.owner,
            owner_title=self._owner_title(thing),
            file=thing.file,
            level=thing.record_level,
        )

    def _added(self, thing: Thing) -> Change:
        fields, untold = main(thing, self.names)
        return replace(self._change("added", thing), fields=fields, untold=untold)

    def _removed(self, thing: Thing) -> Change:
        fields, untold = main(thing, self.names)
        successor = self.successors.get(thing.key)
        return replace(
            self._change("removed", thing),
            fields=tuple(gone(field) for field in fields),
            untold=untold,
            replaced_by=self.titles.get(successor, successor[1]) if successor else "",
        )

    def _both(self, old: Thing, new: Thing) -> list[Change]:
        level = Visibility.lowest(old.record_level, new.record_level)
        fields = compared(old, new, level, self.names)
        if new.kind == PAGE:
            fields = (*fields, *new_order(old, new, level))
        whole = replace(self._change("changed", new), fields=fields, level=level)
        if (old.owner, old.within) != (new.owner, new.within):
            before, after = self._places(old, new)
            whole = replace(
                whole, action="moved", moved_from=before, moved_to=after, is_elsewhere=True
            )
        elif old.file != new.file and not new.owner:
            whole = replace(whole, action="moved", moved_from=old.file, moved_to=new.file)
        if old.id != new.id:
            action = "moved" if new.kind == PAGE else "renamed"
            return [replace(whole, action=action, former_id=old.id, is_elsewhere=True)]
        return [whole] if fields or whole.action == "moved" else []

    def _places(self, *things: Thing) -> list[str]:
        """Where an entity was and is: its record, and the heading that it stands under there. The
        record is told only when it is another, or there is no heading."""
        has_stayed = len({thing.owner for thing in things}) == 1
        return [
            ", ".join(thing.within)
            if has_stayed and thing.within
            else ", ".join((self._owner_title(thing), *thing.within))
            for thing in things
        ]

    def _owner_title(self, thing: Thing) -> str:
        return self.titles.get(thing.owner, thing.owner[1]) if thing.owner else ""


def _is_same_page(old: Thing, new: Thing) -> bool:
    return old.title == new.title or old.leaves == new.leaves


def _successors(things: Iterable[Thing]) -> Iterator[tuple[Key, Key]]:
    """What took over from ids that are not used any more, as data/retired.yml says."""
    for thing in things:
        kind = KIND_OF_WORD.get(thing.text("of") or "") if thing.kind == "retirement" else None
        successor = thing.text("replaced_by")
        if kind and successor:
            yield (kind, thing.id), (kind, successor.rpartition("/")[2])


def natural(text: str) -> list[tuple[int, int, str]]:
    """A sort key: numbers in a text in the order of numbers, letters in the Swedish order."""
    return [
        (0, int(part), "") if part.isdecimal() else (1, 0, in_swedish_order(part))
        for part in re.findall(r"[0-9]{1,18}|[^0-9]+", text)
    ]


def _place_in_order(change: Change) -> tuple[object, ...]:
    kind, identifier = change.owner or (change.kind, change.id)
    title = change.owner_title if change.owner else change.title
    inside = NESTED_ORDER.index(change.kind) + 1 if change.owner else 0
    around = (ORDER.index(kind), natural(title), natural(identifier))
    return (*around, inside, natural(change.id), change.id, change.action)

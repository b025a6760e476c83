"""Fields: what is not the same in two versions of one thing, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.comparison.pages import SECTION
from macros.comparison.thing import WORDS_FOR_SEARCH, Key, Leaf, Path, Thing, readable
from macros.comparison.words import TOKEN, Piece, likeness, pieces
from macros.records import KINDS
from macros.records.fields import Visibility

Names = Mapping[Key, str]
"""Titles by kind and id."""

MOST_MAIN = 8
"""Fields that are told of what is wholly added or removed."""
ALIKE = 0.5
"""The share that two groups, or two sections with different headings, have in common when they
are the same one changed."""
MOST_PAIRS = 10_000
"""Pairs that are compared in search of the likest; longer lists are told as removed and added."""
PROSE = ("text", "markdown")
"""The forms that are compared word by word."""
ORDER_TITLE = "Avsnittens ordning"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that has changed. `before` and `after` are None where there was nothing.

    A list tells of `removed` and `added` items instead. `path` is the keys in the file, with what
    an item of a list is called in the middle: assignments, objektagare, position. `level` is the
    least visible of both sides. `pieces` go from before to after in runs of words, and are empty
    for what only came or went.
    """

    path: Path
    titles: tuple[str, ...]
    form: str
    level: Visibility
    before: str | None = None
    after: str | None = None
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def is_substance(self) -> bool:
        """Whether the field says anything of the thing, and not only how to find it."""
        return self.path[0] != WORDS_FOR_SEARCH


def compared(old: Thing, new: Thing, level: Visibility, names: Names) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the new side; then what only the old side has."""
    if old.leaves == new.leaves:
        return ()
    pairs = _paired_sections(old, new)
    found: list[FieldChange] = []
    for path, leaves in new.leaves.items():
        before = old.leaves.get(pairs.get(path, path), ())
        found += _differences(before, leaves, level, names)
    met = new.leaves.keys() | set(pairs.values())
    for path, leaves in old.leaves.items():
        if path not in met:
            found += _differences(leaves, (), level, names)
    return tuple(found)


def main(thing: Thing, names: Names) -> tuple[tuple[FieldChange, ...], int]:
    """The main fields of a thing as if they were all added, and how many there are besides."""
    kept = {path: leaves for path, leaves in thing.leaves.items() if leaves[0].is_main}
    chosen = list((kept or thing.leaves).values())[:MOST_MAIN]
    fields = [
        change
        for leaves in chosen
        for change in _differences((), leaves, thing.record_level, names)
    ]
    return tuple(fields), len(thing.leaves) - len(chosen)


def gone(field: FieldChange) -> FieldChange:
    """The same field of something that is removed instead of added."""
    return replace(field, before=field.after, after=None, removed=field.added, added=())


# --- sections of a page --------------------------------------------------------------------


def _paired_sections(old: Thing, new: Thing) -> dict[Path, Path]:
    """Sections that have got another heading, each with its old path."""
    gone = [path for path in old.leaves if path not in new.leaves and path[0] == SECTION]
    come = [path for path in new.leaves if path not in old.leaves and path[0] == SECTION]
    if len(gone) * len(come) > MOST_PAIRS:
        return {}
    words = {
        (side, path): TOKEN.findall(" ".join(leaf.text for leaf in leaves))
        for side, thing, paths in ((0, old, gone), (1, new, come))
        for path in paths
        for leaves in (thing.leaves[path],)
    }
    scores = [
        (likeness(words[0, before], words[1, after]), number, before, after)
        for number, before in enumerate(gone)
        for after in come
        if old.leaves[before][0].is_list == new.leaves[after][0].is_list
    ]
    found: dict[Path, Path] = {}
    for score, _, before, after in sorted(scores, key=lambda it: (-it[0], it[1])):
        if score >= ALIKE and after not in found and before not in found.values():
            found[after] = before
    return found


def new_order(old: Thing, new: Thing, level: Visibility) -> Iterator[FieldChange]:
    """That the sections which are on both sides stand in another order."""
    before = [path for path in old.leaves if path[0] == SECTION and path in new.leaves]
    after = [path for path in new.leaves if path[0] == SECTION and path in old.leaves]
    if before != after:
        told = [
            " · ".join(" ".join(leaves[path][0].titles) for path in order)
            for leaves, order in ((old.leaves, before), (new.leaves, after))
        ]
        level = Visibility.lowest(level, *(new.leaves[path][0].level for path in after))
        yield FieldChange(
            path=(SECTION,),
            titles=(ORDER_TITLE,),
            form="text",
            level=level,
            before=told[0],
            after=told[1],
            pieces=pieces(*told, by_word=False),
        )


# --- one field -----------------------------------------------------------------------------


def _differences(
    old: Sequence[Leaf], new: Sequence[Leaf], level: Visibility, names: Names
) -> Iterator[FieldChange]:
    """What differs on one path: what is inside groups that are on both sides, then the rest."""
    before, after = _without(old, new), _without(new, old)
    for one, other in _paired_groups(before, after):
        before.remove(one)
        after.remove(other)
        yield from _inside(one, other, level, names)
    if before or after:
        yield _difference(before, after, level, names)


def _without(leaves: Sequence[Leaf], others: Sequence[Leaf]) -> list[Leaf]:
    """The leaves that say something which the others do not."""
    left = Counter(leaf.meaning for leaf in others)
    found: list[Leaf] = []
    for leaf in leaves:
        if left[leaf.meaning]:
            left[leaf.meaning] -= 1
        else:
            found.append(leaf)
    return found


def _difference(
    before: Sequence[Leaf], after: Sequence[Leaf], level: Visibility, names: Names
) -> FieldChange:
    leaf = (*after, *before)[0]
    told = [[_shown(it, names) for it in side] for side in (before, after)]
    if set(told[0]) & set(told[1]):
        told = [[_shown(it, {}) for it in side] for side in (before, after)]
    lists = [
        tuple(text for text, it in zip(texts, side, strict=True) if it.is_list)
        for texts, side in zip(told, (before, after), strict=True)
    ]
    single = [
        next((text for text, it in zip(texts, side, strict=True) if not it.is_list), None)
        for texts, side in zip(told, (before, after), strict=True)
    ]
    way: tuple[Piece, ...] = ()
    if len(told[0]) == len(told[1]) == 1 and not leaf.parts:
        way = pieces(told[0][0], told[1][0], by_word=leaf.form in PROSE)
    return FieldChange(
        path=leaf.path,
        titles=leaf.titles,
        form=leaf.form,
        level=Visibility.lowest(level, *(it.level for it in (*before, *after))),
        before=single[0],
        after=single[1],
        removed=lists[0],
        added=lists[1],
        pieces=way,
    )


def _shown(leaf: Leaf, names: Names) -> str:
    if leaf.parts:
        return readable(tuple(replace(it, text=_shown(it, names)) for it in leaf.parts))
    return _named(leaf, names) if leaf.kinds else leaf.text


def _named(leaf: Leaf, names: Names) -> str:
    """The title of what a reference points at, written with or without its kind."""
    word, _, identifier = leaf.text.rpartition("/")
    for kind in leaf.kinds:
        if (kind, leaf.text) in names:
            return names[kind, leaf.text]
        if word == KINDS[kind].word and (kind, identifier) in names:
            return names[kind, identifier]
    return leaf.text


# --- groups in lists -----------------------------------------------------------------------


def _paired_groups(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[tuple[Leaf, Leaf]]:
    """The groups that are the same one changed: called the same, or with at least half alike."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    scores = [
        (_is_called_the_same(one, other), _share(one, other), -a, -b)
        for a, one in enumerate(old)
        for b, other in enumerate(new)
        if one.parts and other.parts
    ]
    pairs: dict[int, int] = {}
    for called_the_same, share, a, b in sorted(scores, reverse=True):
        if (called_the_same or share >= ALIKE) and -a not in pairs and -b not in pairs.values():
            pairs[-a] = -b
    return [(old[a], new[b]) for a, b in pairs.items()]


def _is_called_the_same(one: Leaf, other: Leaf) -> bool:
    first, second = one.parts[0], other.parts[0]
    return (first.path, first.meaning) == (second.path, second.meaning)


def _share(one: Leaf, other: Leaf) -> float:
    first = [f"{part.path}{part.meaning}" for part in one.parts]
    second = [f"{part.path}{part.meaning}" for part in other.parts]
    return likeness(first, second)


def _inside(one: Leaf, other: Leaf, level: Visibility, names: Names) -> Iterator[FieldChange]:
    """What differs in two versions of a group in a list."""
    depth = len(other.path)
    called = other.parts[0].text
    shown = _shown(other.parts[0], names)
    before, after = _by_path(one.parts), _by_path(other.parts)
    for path in dict.fromkeys((*after, *before)):
        for change in _differences(before.get(path, ()), after.get(path, ()), level, names):
            yield replace(
                change,
                path=(*change.path[:depth], called, *change.path[depth:]),
                titles=(
                    *change.titles[: len(other.titles)],
                    shown,
                    *change.titles[len(other.titles) :],
                ),
            )


def _by_path(leaves: Iterable[Leaf]) -> dict[Path, list[Leaf]]:
    found: dict[Path, list[Leaf]] = {}
    for leaf in leaves:
        found.setdefault(leaf.path, []).append(leaf)
    return found

"""The chronicle: when things were changed in substance, and what the changes were, out of Git.

It knows nothing of who may see what: `see` gives of a thing what the readers may, or None.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from macros.comparison import Change, compare, names_of
from macros.comparison.reading import Unreadable
from macros.comparison.substance import key_of, things
from macros.comparison.thing import Thing, digest_together
from macros.history import ENDINGS, FOLDERS, History, Unknown, Version
from macros.records.document import AdoptedVersion

Key = tuple[str, str]
"""The kind and id of a thing."""
Last = Callable[[Thing], Thing | None]
"""Gives the record or page that a thing was a part of, as it was when it was last there."""
See = Callable[[Thing, Last], Thing | None]
"""Gives of a thing what some readers may see, or None."""

COMMENT = re.compile(r"^#[^\n]*\n", re.MULTILINE)
"""A line that is a comment in a file of data, whatever stands around it: a text is indented."""
MOST_CHANGES = 60
"""Changes that are told of the latest days; the rest is in Git."""
MOST_FILES = 300
"""Files of one day that are compared; of more only the number is told."""


@dataclass(frozen=True)
class DayOfChanges:
    """What changed on a day, from what was before it to what was after. `untold` counts files that
    were too many to compare."""

    day: date
    changes: tuple[Change, ...]
    untold: int = 0


@dataclass(frozen=True)
class Edition:
    """What has changed from one adopted version to the next, or until now. None when this copy of
    Git does not have the version. `concerned` are the ids of the roles that a change is for."""

    old: AdoptedVersion
    new: AdoptedVersion | None
    changes: tuple[Change, ...] | None
    concerned: Mapping[Key, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Chronicle:
    """What is known from Git. `changed` is the day of the last change of substance by the record
    or page, and has nothing that is not known for certain."""

    changed: Mapping[Key, date]
    days: tuple[DayOfChanges, ...]
    editions: tuple[Edition, ...]
    is_known: bool


def chronicle(
    root: Path, versions: Sequence[AdoptedVersion], names: Mapping[Key, str], see: See
) -> Chronicle:
    """What Git knows of the files below a root, as some readers may see it. `names` are the titles
    of all that they see now."""
    teller = _Teller(root, names, see)
    return Chronicle(
        changed=dict(teller.changed()),
        days=tuple(teller.days()),
        editions=tuple(teller.editions(versions)),
        is_known=bool(teller.versions),
    )


class _Teller:
    def __init__(self, root: Path, names: Mapping[Key, str], see: See) -> None:
        self.root = root
        self.names = names
        self.see = see
        self.history = History(root)
        self.versions = self.history.versions()
        self._read_already: dict[str, dict[Key, str]] = {}
        self._ends: dict[str, dict[Key, Thing]] = {}

    # --- when ------------------------------------------------------------------------------

    def changed(self) -> Iterator[tuple[Key, date]]:
        """The day of the last change of substance of every record and page."""
        for file, versions in self.versions.items():
            path = self.root / file
            if path.is_file():
                yield from self._changed(file, versions, path.read_bytes())

    def _changed(
        self, file: str, versions: Sequence[Version], raw: bytes
    ) -> Iterator[tuple[Key, date]]:
        """The days of what is in a file: back through its versions until each is another."""
        is_first = len(versions) == 1 and self.history.blob(raw) == versions[0].blob
        if is_first and (only := key_of(file)):
            yield only, versions[0].day
            return
        self._read_already = {}
        now = self._read(file, raw.decode("utf-8", "replace"))
        texts = self.history.texts([versions[0].blob, *(it.before for it in versions)])
        kept = self._read(file, texts.get(versions[0].blob, ""))
        left = {key for key, it in now.items() if kept.get(key) == it}
        for version in versions:
            if not left:
                return
            before = self._read(file, texts.get(version.before, ""))
            for key in sorted(key for key in left if before.get(key) != now[key]):
                yield key, version.day
                left.discard(key)

    def _read(self, file: str, text: str) -> dict[Key, str]:
        """The digests of a version; those of one that only has other comments are the same."""
        bare = text if file.endswith(".md") else COMMENT.sub("", text)
        if bare not in self._read_already:
            self._read_already[bare] = self._digests(file, text) if text else {}
        return self._read_already[bare]

    def _digests(self, file: str, text: str) -> dict[Key, str]:
        """A hash of every record in a file, with what is inside it."""
        found: dict[Key, list[Thing]] = {}
        for thing in self._things(file, text):
            found.setdefault(thing.owner or thing.key, []).append(thing)
        return {key: digest_together(of_record) for key, of_record in found.items()}

    def _things(self, file: str, text: str) -> Iterator[Thing]:
        try:
            found: Iterable[Thing] = things(file, text)
        except Unreadable:
            return
        yield from (seen for thing in found if (seen := self.see(thing, self._last)))

    def _last(self, thing: Thing) -> Thing | None:
        """The record or page of a thing as it was in the latest version that has it."""
        if thing.file not in self._ends:
            self._ends[thing.file] = dict(self._last_of(thing.file))
        return self._ends[thing.file].get(thing.owner or thing.key)

    def _last_of(self, file: str) -> Iterator[tuple[Key, Thing]]:
        versions = self.versions.get(file, ())
        blobs = [blob for it in versions for blob in (it.blob, it.before)]
        texts = self.history.texts(blobs)
        for blob in reversed([it for it in blobs if it in texts]):
            with contextlib.suppress(Unreadable):
                yield from ((it.key, it) for it in things(file, texts[blob]) if not it.owner)

    # --- what ------------------------------------------------------------------------------

    def days(self) -> Iterator[DayOfChanges]:
        """The latest days with changes, the latest first."""
        told = 0
        days = {it.day for found in self.versions.values() for it in found}
        for day in sorted(days, reverse=True):
            if told >= MOST_CHANGES:
                return
            found = self._day(day)
            if found.changes or found.untold:
                told += len(found.changes)
                yield found

    def _day(self, day: date) -> DayOfChanges:
        of_day = {
            file: [it for it in versions if it.day == day]
            for file, versions in self.versions.items()
        }
        ends = {file: (it[-1].before, it[0].blob) for file, it in of_day.items() if it}
        if len(ends) > MOST_FILES:
            return DayOfChanges(day, (), len(ends))
        texts = self.history.texts(blob for both in ends.values() for blob in both)
        old, new = (
            {file: texts[both[side]] for file, both in ends.items() if both[side] in texts}
            for side in (0, 1)
        )
        return DayOfChanges(day, self._compared(old, new)[0])

    def editions(self, versions: Sequence[AdoptedVersion]) -> Iterator[Edition]:
        """What has changed since every adopted version, the latest first."""
        for number in reversed(range(len(versions))):
            old, new = versions[number], next(iter(versions[number + 1 :]), None)
            before = self._files(old)
            after = self._files(new) if new else self._files_now()
            if before is None or after is None:
                yield Edition(old, new, None)
            else:
                yield Edition(old, new, *self._compared(before, after))

    def _files(self, version: AdoptedVersion) -> dict[str, str] | None:
        try:
            return self.history.files(version.commit or version.tag)
        except Unknown:
            return None

    def _files_now(self) -> dict[str, str]:
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes().decode("utf-8", "replace")
            for folder in FOLDERS
            for ending in ENDINGS
            for path in sorted((self.root / folder).rglob(f"*{ending}"))
        }

    def _compared(
        self, old: Mapping[str, str], new: Mapping[str, str]
    ) -> tuple[tuple[Change, ...], dict[Key, frozenset[str]]]:
        """What has changed between the texts of some files, and the roles that it is for."""
        differing = {file for file in old.keys() | new.keys() if old.get(file) != new.get(file)}
        before, after = (
            [
                thing
                for file in sorted(differing & texts.keys())
                for thing in self._things(file, texts[file])
            ]
            for texts in (old, new)
        )
        names = {**names_of(before), **self.names, **names_of(after)}
        found = tuple(it for it in compare(before, after, names) if it.is_substance)
        return found, {**_concerned(before), **_concerned(after)}


def _concerned(found: Sequence[Thing]) -> dict[Key, frozenset[str]]:
    """The ids of the roles that things are for: whose duties they are, or whom they apply to."""
    by_key = {thing.key: thing for thing in found}
    concerned: dict[Key, frozenset[str]] = {}
    for thing in found:
        owner = by_key.get(thing.owner) if thing.owner else None
        if thing.kind == "role":
            ids = {thing.id}
        elif thing.owner and thing.owner[0] == "role":
            ids = {thing.owner[1]}
        else:
            ids = _applies_to(thing) or (_applies_to(owner) if owner else set())
        concerned[thing.key] = frozenset(ids)
    return concerned


def _applies_to(thing: Thing) -> set[str]:
    return {leaf.text.rpartition("/")[2] for leaf in thing.leaves.get(("applies_to",), ())}

"""Contents: all the things of one version of data/ and docs/, and the files that say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros import source
from macros.comparison.changes import Change, compare, names_of
from macros.comparison.reading import Unread, Unreadable
from macros.comparison.substance import is_told_of, things
from macros.comparison.thing import Thing, seen_by
from macros.records.fields import Visibility

FOLDERS = ("data", "docs")


@dataclass(frozen=True)
class Contents:
    """One version. It can be walked through as its things."""

    things: tuple[Thing, ...]
    unread: tuple[Unread, ...] = ()

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.things)


def read_files(files: Mapping[str, str]) -> Contents:
    """A version from its texts by their paths from the root. Raises nothing for what they hold."""
    return _read(files, {})


def read_both(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[Contents, Contents]:
    """Two versions. A file with the same text in both is read once."""
    known: dict[tuple[str, str], tuple[Thing, ...]] = {}
    return _read(old, known), _read(new, known)


def read_folder(root: Path) -> Contents:
    """The version that is in a folder now. Hidden files are passed by, as when it is built."""
    unread: list[Unread] = []
    found: dict[str, str] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            file = path.relative_to(root).as_posix()
            if is_told_of(file) and not path.is_dir():
                try:
                    found[file] = _text(root, path, file)
                except Unreadable as error:
                    unread.append(error.unread)
    read = read_files(found)
    return Contents(read.things, tuple(sorted((*unread, *read.unread))))


def _read(files: Mapping[str, str], known: dict[tuple[str, str], tuple[Thing, ...]]) -> Contents:
    found: list[Thing] = []
    unread: list[Unread] = []
    for file, text in sorted(files.items()):
        try:
            if (file, text) not in known:
                known[file, text] = things(file, text)
            found += known[file, text]
        except Unreadable as error:
            unread.append(error.unread)
    return Contents(tuple(found), tuple(unread))


def _text(root: Path, path: Path, file: str) -> str:
    """The text of a file. Raises Unreadable."""
    if not source.inside(root, path):
        raise Unreadable(file, "Filen ligger utanför mappen.")
    try:
        if path.stat().st_size > source.LARGEST_FILE:
            raise Unreadable(file, "Filen är för stor.")
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Unreadable(file, "Filen är inte text i UTF-8.") from None
    except OSError:
        raise Unreadable(file, "Filen går inte att läsa.") from None


def between(
    old: Contents, new: Contents, readers: Visibility | None = None
) -> tuple[tuple[Change, ...], tuple[Unread, ...]]:
    """What has changed from one version to another, and the files that could not be compared.

    A file that one of the versions cannot tell of is left out of both, so that nothing in it seems
    to have come or gone. With `readers` only the fields that they may see are compared; an id that
    such a field points at is told even if what it points at is hidden, so the result is for
    employees all the same. References are told by their titles.
    """
    unread = {it.file: it for it in (*old.unread, *new.unread)}
    before, after = _seen(old, readers), _seen(new, readers)
    changes = compare(
        (thing for thing in before if thing.file not in unread),
        (thing for thing in after if thing.file not in unread),
        {**names_of(before), **names_of(after)},
    )
    return changes, tuple(unread[file] for file in sorted(unread))


def _seen(contents: Contents, readers: Visibility | None) -> list[Thing]:
    if readers is None:
        return list(contents)
    return [seen for thing in contents if (seen := seen_by(thing, readers))]

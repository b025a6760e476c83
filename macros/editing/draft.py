"""A draft: changes of files below a root, tried on a copy before any of them is carried out."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

FOLDERS = ("data", "docs")
"""All that a check reads."""


class Refused(Exception):
    """Something that cannot be done. Says why in Swedish."""


class Draft:
    """Files to be written or removed. Paths are relative to the root, with slashes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._texts: dict[str, str | None] = {}
        self._former: dict[str, str] = {}

    @property
    def files(self) -> tuple[str, ...]:
        """The files that will be written or removed, in order."""
        return tuple(sorted(self._texts))

    def is_there(self, file: str) -> bool:
        """Whether a file exists once the draft is carried out."""
        if file in self._texts:
            return self._texts[file] is not None
        return os.path.lexists(self.root / file)

    def text(self, file: str) -> str:
        """What a file holds once the draft is carried out. Raises OSError for none."""
        if file not in self._texts:
            return (self.root / file).read_bytes().decode("utf-8")
        text = self._texts[file]
        if text is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file)
        return text

    def write(self, file: str, text: str) -> None:
        """Give a file another text. What it holds already is no change."""
        if self.is_there(file) and self.text(file) == text:
            return
        self._texts[file] = text

    def remove(self, file: str) -> None:
        """Take a file away."""
        self._texts[file] = None

    def move(self, old: str, new: str) -> None:
        """Give a file another name."""
        text = self.text(old)
        self.remove(old)
        self._texts[new] = text
        self._former[new] = old

    @contextlib.contextmanager
    def tried(self) -> Iterator[Path]:
        """A copy of the root as it would become, for as long as it is looked at."""
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch)
            for folder in FOLDERS:
                if (self.root / folder).is_dir():
                    shutil.copytree(
                        self.root / folder, copy / folder, ignore_dangling_symlinks=True
                    )
            for file, text in self._texts.items():
                if text is None:
                    (copy / file).unlink()
                else:
                    _write(copy / file, text)
            yield copy

    def carry_out(self) -> None:
        """Write and remove the files: every text is on the disk before the first takes its place.

        Raises OSError when something cannot be written, before anything has changed.
        """
        ready: list[tuple[Path, Path]] = []
        target = self.root
        try:
            for file, text in self._texts.items():
                target = self.root / file
                _refuse_what_cannot_change(target)
                if text is not None:
                    target = target.resolve()  # what a link leads to
                    beside = target.with_name(f".{target.name}.new")
                    ready.append((beside, target))
                    _write(beside, text)
                    former = self.root / self._former.get(file, file)
                    if former.exists():
                        shutil.copymode(former, beside)
        except OSError as error:
            for beside, _ in ready:
                beside.unlink(missing_ok=True)
            error.filename = str(target)
            raise
        for beside, target in ready:
            beside.replace(target)
        for file, text in self._texts.items():
            if text is None:
                (self.root / file).unlink()


def _refuse_what_cannot_change(file: Path) -> None:
    """Raise OSError for what stands in the way of writing or removing a file."""
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if file.parent.is_dir() and not os.access(file.parent, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")

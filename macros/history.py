"""History: what Git remembers of data/ and docs/. The one place that asks Git.

A copy without Git, or one that has only the latest commits, remembers nothing: what is not known
for certain is not told.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDERS = ("data", "docs")
ENDINGS = (".yml", ".yaml", ".md")
NOTHING = "0" * 40
"""What Git calls a file that is not there."""


class Unknown(LookupError):
    """Git has no such version. Says so in Swedish."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it became on a day: what Git calls its content, and that of the one before. Empty
    where there is no file."""

    day: date
    blob: str
    before: str


class History:
    """What Git remembers of the files below a root."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def versions(self) -> dict[str, tuple[Version, ...]]:
        """Every version of every file, the latest first, by its path below the root.

        The day is that of the commit that brought it to this branch. Empty without Git, and when
        only a part of the history is there.
        """
        if not self.is_whole:
            return {}
        log = self._ask(
            "log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames",
            "--relative", "--format=%x01%cs", "--", *FOLDERS,
        )  # fmt: skip
        found: dict[str, list[Version]] = {}
        for day, path, version in _changes(log):
            if path.endswith(ENDINGS):
                found.setdefault(path, []).append(Version(day, *version))
        return {path: tuple(versions) for path, versions in found.items()}

    @property
    def is_whole(self) -> bool:
        """Whether Git remembers everything from the beginning."""
        try:
            return self._ask("rev-parse", "--is-shallow-repository").strip() == "false"
        except Unknown:
            return False

    @staticmethod
    def blob(raw: bytes) -> str:
        """What Git calls a content."""
        return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()

    def texts(self, blobs: Iterable[str]) -> dict[str, str]:
        """The texts of some contents. What is no text in UTF-8 is left out."""
        wanted = [blob for blob in dict.fromkeys(blobs) if blob]
        if not wanted:
            return {}
        raw = self._run(["cat-file", "--batch"], "\n".join(wanted).encode() + b"\n")
        return dict(_contents(raw))

    def files(self, revision: str) -> dict[str, str]:
        """The text of every file in data/ and docs/ in a version. Raises Unknown."""
        commit = self.commit(revision)
        prefix = self._ask("rev-parse", "--show-prefix").strip()
        whole = [f"{prefix}{folder}" for folder in FOLDERS]
        tree = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *whole)
        blobs = {}
        for line in filter(None, tree.split("\0")):
            head, _, path = line.partition("\t")
            if path.endswith(ENDINGS) and head.split()[0].startswith("100"):
                blobs[path.removeprefix(prefix)] = head.split()[2]
        texts = self.texts(blobs.values())
        return {path: texts[blob] for path, blob in sorted(blobs.items()) if blob in texts}

    def commit(self, revision: str) -> str:
        """What Git calls a commit, by a name of it. Raises Unknown."""
        if revision.startswith("-"):
            raise Unknown(f"Git har ingen version som heter »{revision}«.")
        try:
            return self._ask("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").strip()
        except Unknown:
            raise Unknown(f"Git har ingen version som heter »{revision}«.") from None

    def _ask(self, *arguments: str) -> str:
        return self._run(arguments).decode("utf-8", "replace")

    def _run(self, arguments: Iterable[str], given: bytes = b"") -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 (no shell, and the arguments are ours)
                ["git", "-C", str(self._root), *arguments],  # noqa: S607
                input=given,
                capture_output=True,
                check=False,
                env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            )
        except OSError:
            raise Unknown("Git finns inte på datorn.") from None
        if done.returncode:
            raise Unknown("Mappen finns inte i Git.")
        return done.stdout


def _changes(log: str) -> Iterator[tuple[date, str, tuple[str, str]]]:
    """The day, the path and the contents, after and before, of every change in a raw log."""
    for commit in log.split("\x01")[1:]:
        day, *rest = [it.strip("\n") for it in commit.split("\0") if it.strip("\n")]
        for head, path in zip(rest[::2], rest[1::2], strict=False):
            _, _, before, after, _ = head.removeprefix(":").split(" ")
            yield date.fromisoformat(day), path, (_blob(after), _blob(before))


def _blob(name: str) -> str:
    return "" if name == NOTHING else name


def _contents(raw: bytes) -> Iterator[tuple[str, str]]:
    """The contents that Git wrote one after the other, by their names."""
    at = 0
    while at < len(raw):
        ends = raw.index(b"\n", at)
        head = raw[at:ends].decode().split(" ")
        at = ends + 1
        if head[1] == "blob":
            size = int(head[2])
            with contextlib.suppress(UnicodeDecodeError):
                yield head[0], raw[at : at + size].decode("utf-8")
            at += size + 1

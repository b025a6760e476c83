"""Comparing: `diff`, what has changed in substance between two versions."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from macros import comparison, problems
from macros.commands.answers import refuse
from macros.comparison import Contents
from macros.history import History, Unknown

BETWEEN = ".."
NOW = "nu"

Version = Path | Mapping[str, str]
"""A folder, or texts by their paths."""


def diff(root: Path, options: argparse.Namespace) -> int:
    """Tell what has changed from one version to another. What is said of what could not be compared
    stands in the same place as the rest."""
    try:
        old, new = _versions(root, options.versions)
        before, after = _both(_there(root, old), _there(root, new))
    except Unknown as error:
        return refuse(str(error))
    changes, unread = comparison.between(before, after)
    old, new = options.called or (old, new)
    told = comparison.write(changes, options.format, old_name=old, new_name=new, unread=unread)
    if options.to:
        options.to.parent.mkdir(parents=True, exist_ok=True)
        options.to.write_text(told, encoding="utf-8", newline="\n")
        print(f"Klart: {options.to}")
    else:
        sys.stdout.write(told)
    return 0


def _versions(root: Path, text: str) -> tuple[str, str]:
    """The names of the two versions. The points between them may stand in a folder's name too."""
    pairs = [
        (text[: match.start()], text[match.end() :] or NOW)
        for match in re.finditer(rf"(?={re.escape(BETWEEN)})..", text)
        if match.start()
    ]
    if not pairs:
        raise Unknown("Skriv två versioner med två punkter mellan, till exempel »main..nu«.")
    return next((pair for pair in pairs if all(_is_there(root, it) for it in pair)), pairs[0])


def _is_there(root: Path, name: str) -> bool:
    if name == NOW or Path(name).is_dir():
        return True
    try:
        return bool(History(root).commit(name))
    except Unknown:
        return False


def _both(old: Version, new: Version) -> tuple[Contents, Contents]:
    """Two versions. Of two that Git has, what is the same is read once."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return comparison.read_both(old, new)
    return _read(old), _read(new)


def _read(there: Version) -> Contents:
    if isinstance(there, Path):
        return comparison.read_folder(there)
    return comparison.read_files(there)


def _there(root: Path, name: str) -> Version:
    """Where a version is: a folder, the root itself, or the texts that Git has under a name."""
    if name == NOW:
        return root
    if (folder := Path(name)).is_dir():
        if not (folder / "data").is_dir():
            raise Unknown(f"Mappen {problems.quoted(name)} har ingen mapp data/.")
        return folder.resolve()
    return History(root).files(name)

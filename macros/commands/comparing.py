"""Comparing: `diff`, what has changed in substance between two versions."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from macros import comparison, problems
from macros.commands.answers import refuse
from macros.comparison import Contents
from macros.history import History, Unknown

BETWEEN = ".."
NOW = "nu"


def diff(root: Path, options: argparse.Namespace) -> int:
    """Tell what has changed from one version to another. What is said of what could not be compared
    stands in the same place as the rest."""
    try:
        old, new = _versions(root, options.versions)
        before, after = _contents(root, old), _contents(root, new)
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


def _contents(root: Path, name: str) -> Contents:
    """A version: a folder, what is in the root now, or what Git has under a name."""
    if name == NOW:
        return comparison.read_folder(root)
    if (folder := Path(name)).is_dir():
        if not (folder / "data").is_dir():
            raise Unknown(f"Mappen {problems.quoted(name)} har ingen mapp data/.")
        return comparison.read_folder(folder.resolve())
    return comparison.read_files(History(root).files(name))

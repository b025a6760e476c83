"""Files that are made from the data and kept beside it: `schemas` and `codeowners`."""

from __future__ import annotations

import argparse
from pathlib import Path

from macros import codeowners, schemas
from macros.build import check
from macros.programme import Programme


def write_schemas(root: Path, _: argparse.Namespace) -> int:
    """Make the schemas what they should be, and the first line of every file lead to its own."""
    programme, _pages = check(root)
    changed = schemas.write(root, programme)
    for path, text in schemas.unmarked(root).items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")
        changed.append(path)
    print("\n".join(["Skrivna på nytt:", *changed]) if changed else "Scheman är redan som de ska.")
    return 0


def write_codeowners(root: Path, _: argparse.Namespace) -> int:
    """Make the file with who approves what, as the host wants it, what it should be."""
    programme, _pages = check(root)
    path = codeowners.path(programme)
    changed = write_owners(root, programme)
    print(f"Skriven på nytt: {path}" if changed else f"{path} är redan som den ska.")
    return 0


def write_owners(root: Path, programme: Programme) -> bool:
    """Make the file what it should be; returns whether it was not."""
    file, text = root / codeowners.path(programme), codeowners.codeowners(programme)
    if file.is_file() and file.read_text(encoding="utf-8") == text:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    return True


def refresh(root: Path, programme: Programme) -> None:
    """Make those of the files that there are what they should be, after a change of the data."""
    if (root / schemas.FOLDER).is_dir():
        schemas.write(root, programme)
    if (root / codeowners.path(programme)).is_file():
        write_owners(root, programme)

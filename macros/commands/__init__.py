"""Commands that change data/, or tell how it has changed. `cli` adds them to its own.

What they do is imported when they run: a build need not know of it.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

REVIEW = "skriv att något är genomgånget, eller visa vad som har ändrats efter sin genomgång"
IMPORT = "läs in ett register över system ur ett kalkylblad"
OUTCOMES = ("stämmer", "ändrat", "ska ändras")
DIFFS = ("text", "markdown", "html", "json")

Run = Callable[[Path, argparse.Namespace], int]


def add(commands: Any, day: argparse.ArgumentParser) -> None:
    """Add the commands to those that there are. `day` has the option of a date."""
    change = type(day)(add_help=False, parents=[day])
    change.add_argument("--dry-run", action="store_true", help="visa bara vad som skulle hända")
    _add_new(commands.add_parser("new", parents=[change], help="gör en ny post"))
    command = commands.add_parser("rename", parents=[change], help="byt id, överallt på en gång")
    command.add_argument("old", metavar="GAMMALT", help="id, eller slag/id")
    command.add_argument("new", metavar="NYTT", help="det nya id:t")
    command.set_defaults(run=_later("editing", "renamed"))
    command = commands.add_parser("where", parents=[day], help="visa allt som hänvisar till ett id")
    command.add_argument("id", metavar="ID", help="id, eller slag/id")
    command.set_defaults(run=_later("editing", "where"))
    command = commands.add_parser("delete", parents=[change], help="ta bort en post")
    command.add_argument("id", metavar="ID", help="id, eller slag/id")
    command.add_argument("--reason", required=True, metavar="SKÄL", help="varför, i en mening")
    command.add_argument("--replaced-by", metavar="ID", help="det som gäller i stället")
    command.set_defaults(run=_later("editing", "deleted"))
    _add_review(commands.add_parser("review", parents=[change], help=REVIEW))
    _add_diff(
        commands.add_parser("diff", help="visa vad som har ändrats i sak mellan två versioner")
    )
    _add_import(commands.add_parser("import", parents=[day], help=IMPORT))
    command = commands.add_parser("schemas", help="skriv data/schemas/, som redigerare läser")
    command.set_defaults(run=_later("files", "write_schemas"))
    command = commands.add_parser("codeowners", help="skriv filen med vem som godkänner vad")
    command.set_defaults(run=_later("files", "write_codeowners"))


def _add_new(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="SLAG", help="till exempel system, roll eller begrepp")
    command.add_argument("--id", help="postens id och adress (annars görs det av namnet)")
    command.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FÄLT=VÄRDE",
        help="ett svar, i stället för en fråga; kan upprepas",
    )
    command.set_defaults(run=_later("editing", "new"))


def _add_review(command: argparse.ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", nargs="?", help="det som är genomgånget, slag/id")
    command.add_argument(
        "--by", metavar="ROLL", help="rollen som har gått igenom, aldrig en person"
    )
    command.add_argument("--outcome", choices=OUTCOMES, default=OUTCOMES[0], help="vad det gav")
    command.add_argument("--note", metavar="TEXT", help="en anmärkning")
    command.set_defaults(run=_later("reviewing", "review"))


def _add_diff(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "versions",
        metavar="FÖRE..EFTER",
        help="två namn i Git eller två mappar, med två punkter mellan; »nu« är mappen som den är",
    )
    command.add_argument("--format", choices=DIFFS, default="text", help="hur svaret skrivs")
    command.add_argument(
        "--called", nargs=2, metavar="NAMN", help="vad de två versionerna ska kallas i svaret"
    )
    command.add_argument("--to", type=Path, metavar="FIL", help="filen som svaret skrivs i")
    command.set_defaults(run=_later("comparing", "diff"))


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FIL", help="registret, .xlsx eller .csv")
    command.add_argument(
        "--map",
        type=Path,
        metavar="FIL",
        help="vilken kolumn som är vad; behövs inte för den egna exporten",
    )
    command.add_argument("--write", action="store_true", help="skriv, i stället för att bara visa")
    command.add_argument(
        "--partial", action="store_true", help="lämna rader med fel och skriv de andra"
    )
    command.set_defaults(run=_later("importing", "imported"))


def _later(module: str, name: str) -> Run:
    """A command of a module that is imported when it runs."""

    def run(root: Path, options: argparse.Namespace) -> int:
        made: Run = getattr(importlib.import_module(f"macros.commands.{module}"), name)
        return made(root, options)

    return run

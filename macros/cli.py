"""The `itprogram` command. It reads arguments and calls the core; make only calls this.

The core is imported where it is used: a build does its work in the engine's process.

Exit codes: 0 all is well, 1 the data or the pages have problems, 2 the command was misused. That
demands are not met is no problem, unless `check --strict-rules` says so.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import socket
import sys
import tempfile
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from macros import engine, problems
from macros.commands import add as add_commands
from macros.problems import ProgrammeError

if TYPE_CHECKING:
    from macros.programme import Programme
    from macros.reports.observations import Result

LEVELS = ("öppen", "intern", "skyddad")
FIRST_YEAR, LAST_YEAR = 1980, 2100
FORMATS = ("text", "csv", "json", "markdown")
REPORTS = ("text", "json", "sarif", "github", "gitlab")

CHECK = """\
Fel är uppgifter som inte går att använda. De måste rättas innan kraven kan prövas. Avvikelser är
krav som uppgifterna inte visar är uppfyllda. De stoppar ingenting.

--only tar ett krav (R46), en post (system/e-post), en fil eller mapp (data/systems) eller ett av
orden problem, avvikelser, oavgjort, undantag och anmärkningar. Flera av samma sort lägger till,
och flera av olika sort smalnar av. Fel visas alltid, utom i andra filer än de som valdes.

--format text är för människor, json för egna program, sarif för verktyg som visar vad andra har
hittat, github för arbetsflöden i GitHub och gitlab för kodkvalitet i GitLab.

Utgångskoder: 0 inga fel, 1 fel (eller avvikelser, med --strict-rules), 2 kommandot är fel skrivet.
"""


class _Parser(argparse.ArgumentParser):
    """An argument parser whose own complaints are in Swedish."""

    def error(self, message: str) -> NoReturn:
        where = re.search(r"argument ([^:]+):", message)
        about = f" Felet gäller {where[1]}." if where else ""
        self.exit(2, f"Kommandot går inte att förstå.{about}\n\n{self.format_help()}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code."""
    options = parser().parse_args(arguments)
    _print_anything()
    root: Path = options.root.resolve()
    if not (root / "mkdocs.yml").is_file():
        print(f"Här finns inget it-program: {root} saknar mkdocs.yml.", file=sys.stderr)
        return 2
    try:
        code = int(options.run(root, options))
        sys.stdout.flush()
        return code
    except ProgrammeError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"Det går inte att skriva: {error.filename}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _day(text: str) -> date:
    """A day as it is written: ÅÅÅÅ-MM-DD. Raises ValueError for another form, and for a year that
    the files of a site cannot tell."""
    day = date.fromisoformat(text)
    if text != f"{day:%Y-%m-%d}" or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def parser() -> argparse.ArgumentParser:
    """The commands and their options, each with the function that runs it."""
    tree = _Parser(prog="itprogram", description="Kommunens it-program som webbplats.")
    tree.add_argument("--root", type=Path, default=Path(), help="mappen med mkdocs.yml")
    commands = tree.add_subparsers(required=True, metavar="KOMMANDO")
    day = _Parser(add_help=False)
    day.add_argument(
        "--date",
        type=_day,
        metavar="ÅÅÅÅ-MM-DD",
        default=date.today(),
        help="dagen som webbplatsen gäller för, ÅÅÅÅ-MM-DD",
    )
    _add_check(commands, day)
    command = commands.add_parser(
        "explain", parents=[day], help="förklara krav: vad de prövar och hur det står till"
    )
    command.add_argument("demands", nargs="+", metavar="KRAV", help="kravets id, till exempel R46")
    command.set_defaults(run=_explain)
    site = _Parser(add_help=False, parents=[day])
    site.add_argument(
        "--audience",
        choices=sorted(engine.CONFIGURATIONS),
        default="public",
        help="vem webbplatsen är till för: public (allmänheten) eller internal",
    )
    command = commands.add_parser("build", parents=[site], help="bygg webbplatsen")
    command.add_argument("--to", type=Path, default=None, help="mappen som webbplatsen skrivs i")
    command.set_defaults(run=_build)
    command = commands.add_parser("serve", help="visa den interna webbplatsen medan du skriver")
    command.add_argument("--address", default="127.0.0.1:8000", help="adress och port")
    command.set_defaults(run=_serve)
    command = commands.add_parser(
        "pages", parents=[site], help="skriv sidorna som Markdown, för en annan motor"
    )
    command.add_argument("--to", type=Path, required=True, help="mappen som sidorna skrivs i")
    command.set_defaults(run=_pages)
    command = commands.add_parser(
        "visibility", help="visa varje fält med nivå (öppen, intern eller skyddad) och skäl"
    )
    command.add_argument(
        "--kind", metavar="SLAG", help="bara ett slag, till exempel system eller programvara"
    )
    command.add_argument("--level", choices=LEVELS, help="bara en nivå")
    command.add_argument(
        "--records", action="store_true", help="visa i stället vad enskilda poster har valt"
    )
    command.add_argument("--format", choices=FORMATS, default="text", help="hur tabellen skrivs")
    command.set_defaults(run=_visibility)
    command = commands.add_parser(
        "search-eval", help="mät hur väl sökningen på en byggd webbplats hittar rätt sida"
    )
    command.add_argument("queries", type=Path, metavar="FIL.tsv", help="sökningar och rätta sidor")
    command.add_argument(
        "--site", type=Path, default=None, help="webbplatsens mapp (annars site/internal)"
    )
    command.set_defaults(run=_search_eval)
    add_commands(commands, day)
    return tree


def _print_anything(encoding: str | None = None) -> None:
    """Show a mark for what a terminal cannot show, instead of ending there."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=encoding, errors="replace")


def _add_check(commands: argparse._SubParsersAction[_Parser], day: _Parser) -> None:
    command = commands.add_parser(
        "check",
        parents=[day],
        help="kontrollera data/ och docs/, och pröva kraven",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=CHECK,
    )
    command.add_argument("--format", choices=REPORTS, default="text", help="hur svaret skrivs")
    command.add_argument(
        "--only", action="append", default=[], metavar="VAD", help="bara det här; kan upprepas"
    )
    command.add_argument(
        "--strict-rules", action="store_true", help="sluta med 1 om det finns avvikelser"
    )
    command.set_defaults(run=_check)


def _check(root: Path, options: argparse.Namespace) -> int:
    """Tell what a check came to. What other tools read is alone on stdout."""
    from macros import reports  # noqa: PLC0415 (see above)

    programme, whole = _checked(root, options.date)
    try:
        result = reports.select(options.only, root, programme).of(whole)
    except reports.Unknown as error:
        return _refuse(str(error))
    if options.format != "text":
        _print_anything(encoding="utf-8")
        print(reports.FOR_TOOLS[options.format](result))
        if not result.is_judged:
            print(reports.hidden(result), file=sys.stderr)
    elif result.is_judged:
        print(reports.told(result, coloured=_may_colour()))
    else:
        print(reports.told_problems(result), file=sys.stderr)
    return int(not result.is_judged or (options.strict_rules and result.has_deviations))


def _checked(root: Path, today: date) -> tuple[Programme | None, Result]:
    """The programme, if it is without problems, and what the check came to."""
    from macros import reports  # noqa: PLC0415 (see above)
    from macros.build import check  # noqa: PLC0415

    try:
        programme, written = check(root, today)
    except ProgrammeError as error:
        return None, reports.of_problems(error.problems, today)
    return programme, reports.of_programme(root, programme, len(written), today)


def _may_colour() -> bool:
    """Colours are for a terminal, and for those who have not said no (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def _refuse(message: str) -> int:
    print(textwrap.fill(message, problems.WIDTH), file=sys.stderr)
    return 2


def _explain(root: Path, options: argparse.Namespace) -> int:
    from macros import reports  # noqa: PLC0415 (see above)
    from macros.build import check  # noqa: PLC0415

    programme, _ = check(root, options.date)
    try:
        print(reports.explain(options.demands, programme, options.date))
    except reports.Unknown as error:
        return _refuse(str(error))
    return 0


def _build(root: Path, options: argparse.Namespace) -> int:
    target: Path = (options.to or root / "site" / options.audience).absolute()
    if not _may_be_replaced(target, "index.html"):
        return 2
    print(f"Bygger webbplatsen ({options.audience}) …", flush=True)
    if not engine.build(root, options.audience, options.date, target):
        print(f"Bygget avbröts. {target} är som förut.", file=sys.stderr)
        return 1
    print(f"Klart: {target}")
    return 0


def _may_be_replaced(target: Path, first: str) -> bool:
    """Whether a folder is free, empty or an earlier result, which has the file `first`."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return True
    ours = (target / first).is_file() and not (target / ".git").exists()
    if not ours:
        print(f"{target} innehåller annat. Välj en mapp som inte finns.", file=sys.stderr)
    return ours


def _serve(root: Path, options: argparse.Namespace) -> int:
    from macros.build import check  # noqa: PLC0415 (see above)

    check(root)
    host, _, port = options.address.rpartition(":")
    try:
        with socket.create_server((host, int(port))):
            pass
    except (OSError, ValueError, OverflowError):
        print(
            f"{options.address} går inte att använda. Kanske används porten redan.\n"
            "Avsluta det andra, eller välj en annan port:\n"
            "  .venv/bin/itprogram serve --address 127.0.0.1:8011",
            file=sys.stderr,
        )
        return 2
    print(f"Startar http://{options.address}/ – avsluta med Ctrl+C.", flush=True)
    return engine.serve(root, date.today(), options.address)


def _pages(root: Path, options: argparse.Namespace) -> int:
    if not _may_be_replaced(options.to, "index.md"):
        return 2
    from macros.build import build, written_out  # noqa: PLC0415 (see above)

    site = build(root, options.audience, options.date)
    pages = written_out(root, site)
    options.to.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=options.to.absolute().parent) as scratch:
        for path, text in pages.items():
            file = Path(scratch) / "pages" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        if options.to.exists():
            shutil.rmtree(options.to)
        (Path(scratch) / "pages").rename(options.to)
    print(f"{len(pages)} sidor i {options.to}")
    return 0


def _visibility(root: Path, options: argparse.Namespace) -> int:
    """The levels of the models need no data, so they can be read while the data is wrong."""
    from macros import levels, tables  # noqa: PLC0415 (see above)
    from macros.records import COLLECTIONS, KINDS, NESTED  # noqa: PLC0415

    words = [kind.word for kind in COLLECTIONS]
    wanted = (options.kind or "").casefold()
    if wanted and wanted not in words:
        homes = [KINDS[kind.within].word for kind in NESTED if kind.word == wanted]
        tip = problems.nearest(wanted, words) or f"Välj {problems.one_of(words)}."
        message = f"Slaget {problems.quoted(options.kind)} finns inte. {tip}"
        if homes:
            message = (
                f"{problems.quoted(wanted)} visas tillsammans med {problems.quoted(homes[0])}."
            )
        return _refuse(message)
    kinds = [kind for kind in COLLECTIONS if wanted in ("", kind.word)]
    if options.records:
        from macros.build import check  # noqa: PLC0415 (see above)

        chosen = levels.of_records(check(root)[0], kinds)
        table = tables.of_records([row for row in chosen if options.level in (None, row.level)])
    else:
        fields = levels.of_fields(kinds)
        table = tables.of_fields([row for row in fields if options.level in (None, row.level)])
    print(tables.FORMATS[options.format](table))
    return 0


def _search_eval(root: Path, options: argparse.Namespace) -> int:
    """Type queries on a built site, and tell how well their pages are found."""
    from macros.search import scores, trial  # noqa: PLC0415 (see above)

    site: Path = (options.site or root / "site" / "internal").absolute()
    if not (site / "search" / "index.json").is_file():
        return _refuse(f"{site} är ingen byggd webbplats. Kör först: itprogram build")
    try:
        queries = scores.read_queries(options.queries.read_text(encoding="utf-8"))
        answers = trial.trial(site, queries)
    except FileNotFoundError:
        return _refuse(f"Filen {options.queries} finns inte.")
    except UnicodeDecodeError:
        return _refuse(f"Filen {options.queries} är ingen textfil i UTF-8.")
    except (scores.NoQueries, trial.NoBrowser) as error:
        return _refuse(str(error))
    pages = {f"{it.parent.relative_to(site).as_posix()}/" for it in site.rglob("index.html")}
    print(scores.told(answers, pages))
    return 0


if __name__ == "__main__":
    sys.exit(main())

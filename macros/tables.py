"""Levels as tables: aligned text for a terminal, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.levels import FieldLevel, RecordLevel
from macros.records.fields import Visibility

WIDTH = 100
LONGEST_CELL = 39
"""Columns for what a row is about; the reason has what is left."""

LEVELS = (
    "Öppen: alla får läsa, på kommunens webbplats. Intern: alla anställda får läsa.\n"
    "Skyddad: finns inte på någon webbplats. Nivån är ett val om publicering, inte om sekretess."
)
WHOLE = "hela posten"
ONE_OR_MORE = {
    Visibility.PUBLIC: ("öppet", "öppna"),
    Visibility.INTERNAL: ("internt", "interna"),
    Visibility.RESTRICTED: ("skyddat", "skyddade"),
}


@dataclass(frozen=True)
class Row:
    """A row of a table. `columns` are its values by their headings.

    In a terminal a row has three cells: what it is about, in lines, its level, and the reason.
    """

    group: str
    columns: Mapping[str, str]
    about: tuple[str, ...]
    level: str
    reason: str


@dataclass(frozen=True)
class Table:
    """Rows, and what they come to in a sentence."""

    rows: Sequence[Row]
    summary: str

    @property
    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows under each heading."""
        for group, rows in groupby(self.rows, key=lambda row: row.group):
            yield group, list(rows)


def of_fields(levels: Sequence[FieldLevel]) -> Table:
    """A row for every field."""
    rows = [
        Row(
            group=f"{field.collection.plural} ({field.collection.word})",
            columns={
                "slag": field.collection.word,
                "fält": field.path,
                "namn": field.title,
                "nivå": field.level,
                "skäl": field.reason.sentence,
            },
            about=(field.path, field.title),
            level=field.level,
            reason=field.reason.sentence,
        )
        for field in levels
    ]
    count = Counter(field.level for field in levels)
    parts = [
        f"{count[mark]} {more if count[mark] > 1 else one}"
        for mark, (one, more) in ONE_OR_MORE.items()
        if count[mark]
    ]
    return Table(rows, f"{len(rows)} fält: {', '.join(parts)}." if parts else "Inga fält.")


def of_records(levels: Sequence[RecordLevel]) -> Table:
    """A row for every level that a record has chosen."""
    rows = [
        Row(
            group=f"{choice.collection.plural} ({choice.collection.word})",
            columns={
                "slag": choice.collection.word,
                "post": choice.record.id,
                "fält": choice.path,
                "nivå utan valet": choice.usual,
                "nivå": choice.level,
                "beslutat av": choice.by,
                "datum": choice.date.isoformat() if choice.date else "",
                "skäl": choice.reason,
            },
            about=(choice.record.id, choice.path or WHOLE),
            level=f"{choice.usual} → {choice.level}",
            reason=" ".join(filter(None, (choice.reason, _decision(choice)))) or "–",
        )
        for choice in levels
    ]
    records = {(choice.collection.kind, choice.record.id) for choice in levels}
    count = "1 post" if len(records) == 1 else f"{len(records)} poster"
    return Table(rows, f"{len(rows)} val i {count}." if rows else "Ingen post har valt själv.")


def _decision(choice: RecordLevel) -> str:
    return f"Beslutat av {choice.by}, {choice.date}." if choice.date else ""


def text(table: Table) -> str:
    """A table for a terminal, under a heading for each group."""
    rows = table.rows
    first = min(max((len(line) + 2 for row in rows for line in row.about), default=0), LONGEST_CELL)
    level = max((len(row.level) for row in rows), default=0)
    parts = [LEVELS]
    for group, members in table.groups:
        lines = [line for row in members for line in _lines(row, first, level)]
        parts.append("\n".join([group, "─" * len(group), *lines]))
    return "\n\n".join([*parts, table.summary])


def _lines(row: Row, first: int, level: int) -> Iterator[str]:
    name, *below = row.about
    about = _wrap(name, first)
    about += [f"  {line}" for title in below for line in _wrap(title, first - 2)]
    reason = _wrap(row.reason, WIDTH - first - level - 4)
    for number in range(max(len(about), len(reason))):
        cells = (
            about[number] if number < len(about) else "",
            row.level if number == 0 else "",
            reason[number] if number < len(reason) else "",
        )
        yield f"{cells[0]:<{first}}  {cells[1]:<{level}}  {cells[2]}".rstrip()


def _wrap(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, width, break_on_hyphens=False)


def markdown(table: Table) -> str:
    """A table for each group, for a page."""
    parts = []
    for group, members in table.groups:
        headings = [heading for heading in members[0].columns if heading != "slag"]
        lines = [
            f"## {group}\n",
            _cells(heading.capitalize() for heading in headings),
            _cells("---" for _ in headings),
        ]
        lines += [_cells(_cell(row.columns, heading) for heading in headings) for row in members]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _cell(columns: Mapping[str, str], heading: str) -> str:
    """A value as Markdown shows it: a path as code, everything else as the text it is."""
    value = " ".join(columns[heading].split())
    if heading == "fält":
        return f"`{value}`" if value else WHOLE
    return re.sub(r"[\\`*_{}\[\]<>|#&]", r"\\\g<0>", value)


def _cells(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"


def as_csv(table: Table) -> str:
    """Comma-separated values with a line of headings."""
    file = io.StringIO()
    if table.rows:
        writer = csv.DictWriter(file, list(table.rows[0].columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row.columns for row in table.rows)
    return file.getvalue().rstrip("\n")


def as_json(table: Table) -> str:
    """A list of objects, one a row."""
    return json.dumps([dict(row.columns) for row in table.rows], ensure_ascii=False, indent=2)


FORMATS: dict[str, Callable[[Table], str]] = {
    "text": text,
    "csv": as_csv,
    "json": as_json,
    "markdown": markdown,
}
"""The ways in which a table can be written."""

"""Listings: views grouped and counted for the pages that list many of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from macros.views import Link, ProgrammeView, View


@dataclass(frozen=True)
class Group:
    """Views under a heading. `anchor` is the heading's id on the page."""

    title: str
    anchor: str
    views: tuple[View, ...]


@dataclass(frozen=True)
class MatrixRow:
    """A duty, and for each column of its matrix how that party takes part, if it does."""

    duty: View
    cells: tuple[tuple[Link, str], ...]


@dataclass(frozen=True)
class Matrix:
    """Duties of one theme against those who take part in them."""

    title: str
    anchor: str
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]


def grouped(views: Iterable[View], heading: Callable[[View], str]) -> tuple[Group, ...]:
    """Views under their headings, both in the order in which they come."""
    groups: dict[str, list[View]] = {}
    for view in views:
        groups.setdefault(heading(view), []).append(view)
    return tuple(
        Group(title, f"grupp-{number}", tuple(members))
        for number, (title, members) in enumerate(groups.items(), 1)
    )


def duties_of(role: View) -> tuple[View, ...]:
    """A role's duties with their points, each after the duty that it belongs to."""
    return tuple(_with_points(role.duties))


def _with_points(duties: Iterable[View]) -> Iterable[View]:
    for duty in duties:
        yield duty
        yield from _with_points(duty.points)


def by_theme(role: View) -> tuple[Group, ...]:
    """A role's duties grouped by theme; a duty's points stay inside it."""
    return grouped(role.duties, lambda duty: str(duty.theme))


def responsibility(programme: ProgrammeView) -> tuple[Matrix, ...]:
    """Who is responsible for what: one matrix for each theme, in the profile's order."""
    owners = {duty.link: role.link for role in programme.shelf("role") for duty in duties_of(role)}
    matrices = []
    for number, theme in enumerate(programme.shelf("theme"), 1):
        duties = [
            duty
            for role in programme.shelf("role")
            for duty in role.duties
            if duty.theme == theme.link
        ]
        if duties:
            matrices.append(_matrix(str(theme.link), f"amne-{number}", duties, owners))
    return tuple(matrices)


def _matrix(title: str, anchor: str, duties: list[View], owners: dict[Link, Link]) -> Matrix:
    columns: dict[Link, None] = {owners[duty.link]: None for duty in duties}
    for duty in duties:
        for participation in duty.with_:
            columns.setdefault(participation.party)
    rows = []
    for duty in duties:
        ways: dict[Link, list[str]] = {owners[duty.link]: ["ansvarar"]}
        for participation in duty.with_:
            ways.setdefault(participation.party, []).append(str(participation.mode))
        cells = ((column, ", ".join(ways.get(column, ()))) for column in columns)
        rows.append(MatrixRow(duty, tuple(cells)))
    return Matrix(title, anchor, tuple(columns), tuple(rows))


def requirements_by_section(programme: ProgrammeView) -> tuple[Group, ...]:
    """The demands under their sections, in the document's order."""
    order = [view.link for view in programme.shelf("section")]
    demands: dict[Link, list[View]] = {link: [] for link in order}
    for demand in programme.shelf("requirement"):
        demands[demand.section].append(demand)
    return tuple(
        Group(str(link), f"krav-avsnitt-{link.id.replace('.', '-')}", tuple(members))
        for link, members in demands.items()
        if members
    )


def chapter_sections(programme: ProgrammeView, chapter: View) -> tuple[View, ...]:
    """A chapter and its sections, in the document's order."""
    return tuple(
        section
        for section in programme.shelf("section")
        if section.link.id.split(".")[0] == chapter.link.id
    )


def way(programme: ProgrammeView, participation: View) -> object:
    """How a way of taking part is said before the other party: »samråd med«."""
    mode = programme.shelf("participation").by_id[participation.mode.id]
    return mode.phrase or mode.link.title


def depth(section: View) -> int:
    """1 for a chapter, 2 for a section of it, and so on."""
    return section.link.id.count(".") + 1


def chapters(programme: ProgrammeView) -> tuple[View, ...]:
    """The chapters of the document."""
    return tuple(section for section in programme.shelf("section") if "." not in section.link.id)


def holders(system: View, role: Link) -> tuple[View, ...]:
    """The assignments of a system for one role."""
    return tuple(assignment for assignment in system.assignments if assignment.role == role)


def rule_topics(instruction: View) -> tuple[Link, ...]:
    """The topics that an instruction's rules are about, each once."""
    topics: dict[Link, None] = {}
    for chapter in instruction.chapters:
        for rule in chapter.rules:
            topics.setdefault(rule.topic)
    return tuple(topics)


def numbered(rules: Iterable[View]) -> tuple[tuple[str, View], ...]:
    """Rules with their numbers: the digits last in the id, without leading zeros."""
    return tuple((_number(rule.link.id), rule) for rule in rules)


def _number(identifier: str) -> str:
    digits = re.search(r"\d+$", identifier)
    return digits[0].lstrip("0") if digits else identifier


@dataclass(frozen=True)
class Table:
    """Parts of one kind as a table; only the fields that some part has are columns."""

    titles: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def is_part(value: object) -> bool:
    """Whether a value is a group of fields without an address of its own."""
    return isinstance(value, View) and value.is_part


def is_parts(value: object) -> bool:
    """Whether a value is a list of such groups."""
    return isinstance(value, tuple) and bool(value) and is_part(value[0])


def facts(view: View) -> tuple[tuple[str, object], ...]:
    """The titled values of a view, with those of a group inside it in the group's place."""
    return tuple(_facts(view))


def _facts(view: View) -> Iterable[tuple[str, object]]:
    for title, value in view.titled:
        if isinstance(value, View) and value.is_part:
            yield from _facts(value)
        else:
            yield title, value


def table(parts: tuple[View, ...]) -> Table:
    """Groups of fields as rows under the titles of their fields. Equal rows are one row."""
    rows: list[dict[str, object]] = []
    for part in parts:
        row = dict(_facts(part))
        if row not in rows:
            rows.append(row)
    titles = tuple(dict.fromkeys(title for row in rows for title in row))
    return Table(titles, tuple(tuple(row.get(title) for title in titles) for row in rows))

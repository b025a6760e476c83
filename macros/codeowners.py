"""CODEOWNERS: who on the host approves a change of which file, from what the records say of
responsibility.

The profile's `hosting` says which team stands for which part of the organisation, role or function.
A system belongs to who answers for it: the roles that the profile says every system has. An
instruction belongs to its responsible role, and all else to that of the governing document. What
nobody has a team for is the default team's.

The form is the host's: patterns as in .gitignore of which the last that fits counts (GitHub,
GitLab), or regular expressions that all count (Forgejo).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from macros.programme import Programme
from macros.records import COLLECTIONS
from macros.records.fields import Reference
from macros.records.instruction import Instruction
from macros.records.municipality import Hosting
from macros.records.role import Role
from macros.records.system import System

ALWAYS = "alltid"
"""What the profile says of a role that every system must have: it answers for the system."""

MADE = "# Skrivs av »itprogram codeowners«. Ändra uppgifterna i data/ i stället."
NOBODY = "# Inget team är valt. De väljs under »hosting« i data/municipality.yml."


@dataclass(frozen=True)
class Form:
    """How a host wants it: in which file, and a path as a pattern."""

    path: str
    pattern: Callable[[str], str]
    everything: str = ""


def _as_in_gitignore(path: str) -> str:
    return "/" + _escaped(path)


def _as_expression(path: str) -> str:
    """A path as an expression; brackets need no backslash, which the host would read itself."""
    expression = _escaped(path).replace(".", "[.]")
    return f"{expression}.*" if path.endswith("/") else expression


def _escaped(path: str) -> str:
    """A path in which nothing ends the pattern or begins a comment."""
    return re.sub(r"([\\ #])", r"\\\1", path)


FORMS = {
    "github": Form(".github/CODEOWNERS", _as_in_gitignore, "*"),
    "gitlab": Form(".gitlab/CODEOWNERS", _as_in_gitignore, "*"),
    "forgejo": Form("CODEOWNERS", _as_expression),
}
"""The forms by kind of host. Forgejo asks all that fit, so there the default team has no pattern
that fits everything."""


def path(programme: Programme) -> str:
    """Where the host of a programme looks for the file. GitHub's place, until a host is chosen."""
    return _form(programme.municipality.hosting).path


def codeowners(programme: Programme) -> str:
    """The file: a line for everything, and one for each file or folder that someone answers for."""
    hosting = programme.municipality.hosting
    rules = list(_rules(programme, hosting)) if hosting else []
    return "\n".join([MADE, "", *(rules or [NOBODY])]) + "\n"


def _form(hosting: Hosting | None) -> Form:
    return FORMS[hosting.type if hosting else "github"]


def _rules(programme: Programme, hosting: Hosting) -> Iterator[str]:
    form = _form(hosting)
    if hosting.default_team and form.everything:
        yield f"{form.everything} {hosting.default_team}"
    teams = _Teams(programme, hosting)
    for file, team in sorted(_owned(programme, teams)):
        if team:
            yield f"{form.pattern(file)} {team}"


class _Teams:
    """Which team stands for someone."""

    def __init__(self, programme: Programme, hosting: Hosting) -> None:
        self.programme = programme
        self.default = hosting.default_team or ""
        self.known = {self._key(it.stands_for): it.team for it in hosting.teams}

    def of(self, *references: Reference | None) -> str:
        """The team of the first that has one, else the default. A role without a team of its own
        has its holder's."""
        return next(filter(None, map(self._of_one, references)), self.default)

    def of_system(self, system: System) -> str:
        """The team of who answers for a system: the holder, or where it is found, or the role."""
        rules = self.programme.municipality.system_roles
        asked: list[Reference | None] = []
        for role in (rule.role for rule in rules if rule.needed == ALWAYS):
            for it in system.assignments:
                if self._key(it.role) == self._key(role):
                    asked += [it.party, it.unit]
            asked.append(role)
        return self.of(*asked)

    def _of_one(self, reference: Reference | None) -> str:
        if reference is None:
            return ""
        (entry,) = self.programme.find(reference)
        holder = entry.entity.holder if isinstance(entry.entity, Role) else None
        return self.known.get(self._key(reference)) or self._of_one(holder)

    def _key(self, reference: Reference) -> tuple[str, str]:
        (entry,) = self.programme.find(reference)
        return entry.entity.kind, entry.entity.id


def _owned(programme: Programme, teams: _Teams) -> Iterator[tuple[str, str]]:
    """Every file and folder that holds the programme, with its team."""
    common = teams.of(programme.document.responsible_role)
    yield "docs/", common
    if programme.synonyms:
        yield "data/synonyms.yml", common
    for collection in COLLECTIONS:
        records = programme.records[collection.kind]
        if records:
            yield f"data/{collection.source}", common
        for record in records:
            file = collection.file_of(record.id)
            if isinstance(record, System):
                yield file, teams.of_system(record)
            elif isinstance(record, Instruction):
                yield file, teams.of(record.responsible_role)

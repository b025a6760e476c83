"""Relations: who and what a system or a role has to do with, and how, as pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros import drawing, lanes, listings
from macros.drawing import Group, Party, Picture
from macros.swedish import inside
from macros.views import Link, ProgrammeView, View

Way = tuple[bool, bool]
"""Whether something goes inward and outward, seen from what stands in the middle."""

INWARD, OUTWARD, BOTH, NEITHER = (True, False), (False, True), (True, True), (False, False)
DIRECTIONS = {"hämtar": INWARD, "lämnar": OUTWARD, "båda håll": BOTH}
FLOWS = {
    INWARD: "Får uppgifter från",
    OUTWARD: "Lämnar uppgifter till",
    BOTH: "Byter uppgifter med",
    NEITHER: "Är kopplat till",
}

MOST_SYSTEMS = 30
"""A map of more systems than that cannot be read."""


@dataclass(frozen=True)
class Surroundings:
    """What stands in the middle, and those on either side of it."""

    caption: str
    centre: Party
    left: tuple[Group, ...]
    right: tuple[Group, ...]

    def __bool__(self) -> bool:
        return bool(self.left or self.right)

    @cached_property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """The picture for a wide page and for a narrow one, with what the style sheet calls it."""
        parts = (self.centre, self.left, self.right)
        return (("wide", drawing.wide(*parts)), ("narrow", drawing.narrow(*parts)))


@dataclass(frozen=True, slots=True)
class Overview:
    """The map of the systems that give each other data, and the same in words."""

    caption: str
    chart: lanes.Chart
    sentences: tuple[str, ...]


class Relations:
    """The relations between what one audience may see."""

    def __init__(self, programme: ProgrammeView) -> None:
        self._programme = programme

    def of_system(self, system: View) -> Surroundings:
        """Who answers for a system, and what it exchanges data with."""
        name = system.link.title
        left, right = tuple(self._responsible(system)), tuple(self._exchanging(system))
        who, how = f"Vem som ansvarar för {name}", "hur uppgifter går"
        alone = f"Hur uppgifter går till och från {name}"
        caption = f"{who}, och {how}" if left and right else who if left else alone
        return Surroundings(caption, Party(name), left, right)

    def of_role(self, role: View) -> Surroundings:
        """Those who a role does its duties together with, and those who appoint it."""
        asking, asked_by = self._asking.get(role.link, ()), self._asked_by.get(role.link, ())
        left = _joined(
            _group(role.title_of("appointed_by"), map(_party, role.appointed_by), INWARD),
            _told(asked_by, INWARD, inside(role.link.title)),
        )
        right = _joined(
            _told(asking, OUTWARD),
            _group("Utser", map(_party, self._appointed(role)), OUTWARD),
            _group(role.title_of("can_delegate_to"), map(_party, role.can_delegate_to), OUTWARD),
            _group(role.title_of("members"), map(_party, role.members)),
        )
        return Surroundings("Vilka rollen arbetar med", Party(role.link.title), left, right)

    @cached_property
    def overview(self) -> Overview | None:
        """A map of the systems, if there is something to show and it can be read."""
        shelf = self._programme.shelf("system")
        if len(shelf) > MOST_SYSTEMS:
            return None
        ways = {_party(system.link): self._ways(system) for system in shelf}
        parties = [party for party, others in ways.items() if any(it in ways for it in others)]
        related = [
            (upper, lower, ways[upper][lower])
            for at, upper in enumerate(parties)
            for lower in parties[at + 1 :]
            if lower in ways[upper]
        ]
        place = {party: at for at, party in enumerate(parties)}
        ties = [lanes.Tie(place[upper], place[lower], *way) for upper, lower, way in related]
        chart = lanes.chart(parties, ties)
        said = (f"{one.name} {inside(FLOWS[way])} {other.name}" for one, other, way in related)
        caption = f"Hur uppgifter går mellan {inside(shelf.title)}"
        return Overview(caption, chart, tuple(said)) if chart else None

    def _responsible(self, system: View) -> Iterator[Group]:
        for rule in self._programme.municipality.system_roles:
            holders = (
                _party(assignment.party) if assignment.party else Party(str(assignment.position))
                for assignment in listings.holders(system, rule.role)
                if assignment.party or assignment.position
            )
            yield from _group(str(rule.label or rule.role), holders)

    def _exchanging(self, system: View) -> Iterator[Group]:
        ways = self._ways(system)
        for way, title in FLOWS.items():
            yield from _group(title, (party for party in ways if ways[party] == way), way)

    def _ways(self, system: View) -> Mapping[Party, Way]:
        """Which way data goes between a system and each of those that it exchanges data with."""
        ways: dict[Party, Way] = {}
        for party, (inward, outward) in self._flows(system):
            known = ways.get(party, NEITHER)
            ways[party] = known[0] or inward, known[1] or outward
        return ways

    def _flows(self, system: View) -> Iterator[tuple[Party, Way]]:
        """What a system itself tells, then what other systems tell of it, then those outside."""
        for part in _parts(system.integrations):
            if part.system and part.system != system.link:
                yield _party(part.system), _direction(part)
        others = self._programme.shelf("system").by_id
        for link in system.mentioned_by("system"):
            for part in _parts(others[link.id].integrations):
                if part.system == system.link:
                    inward, outward = _direction(part)
                    yield _party(link), (outward, inward)
        for part in _parts(system.exchanges):
            if part.party:
                yield Party(str(part.party), is_outside=True), _direction(part)

    @cached_property
    def _asking(self) -> Mapping[Link, list[tuple[str, Link]]]:
        """Whom each role does something with, with the way of taking part."""
        return {
            role.link: [
                (str(listings.way(self._programme, participation)), participation.party)
                for duty in listings.duties_of(role)
                for participation in duty.with_
            ]
            for role in self._programme.shelf("role")
        }

    @cached_property
    def _asked_by(self) -> Mapping[Link, list[tuple[str, Link]]]:
        """The same from the other side: who does something with each role."""
        found: dict[Link, list[tuple[str, Link]]] = {}
        for role, asked in self._asking.items():
            for way, party in asked:
                found.setdefault(party, []).append((way, role))
        return found

    def _appointed(self, role: View) -> Iterator[Link]:
        roles = self._programme.shelf("role").by_id
        for link in role.mentioned_by("role"):
            if role.link in roles[link.id].appointed_by:
                yield link


def _direction(part: View) -> Way:
    return DIRECTIONS.get(str(part.direction), NEITHER)


def _parts(value: object) -> Iterable[View]:
    """The parts of a field, which may also be said outright to be none."""
    return value if isinstance(value, tuple) and listings.is_parts(value) else ()


def _told(asked: Iterable[tuple[str, Link]], way: Way, name: str = "") -> Iterator[Group]:
    """Those who take part in the same ways together. Their ways are said before the name."""
    ways: dict[Link, list[str]] = {}
    for said, link in asked:
        ways.setdefault(link, []).append(said)
    found: dict[str, list[Party]] = {}
    for link, sayings in ways.items():
        title = f"{_listed(dict.fromkeys(sayings))} {name}".strip()
        found.setdefault(title[:1].upper() + title[1:], []).append(_party(link))
    for title, parties in found.items():
        yield from _group(title, parties, way)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} och {last}" if first else last


def _party(link: Link) -> Party:
    return Party(link.title, link)


def _group(title: str, parties: Iterable[Party], way: Way = NEITHER) -> Iterator[Group]:
    """A group of those there are, each once."""
    each = tuple(dict.fromkeys(parties))
    if each:
        yield Group(str(title), each, *way)


def _joined(*groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(group for some in groups for group in some)

"""Drawing: where the boxes, words and lines of a picture go. Numbers only; a template draws.

A unit is a pixel when a rem is 20 pixels. No letter is smaller than SMALL, however narrow the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from macros.lettering import Lines, lines
from macros.views import Link

SIZE, LEADING = 15, 19
SMALL, SMALL_LEADING = 14, 17
PAD = 8
"""Between a box and its words. It is also room for a font that is wider than ours."""
SIDE, CENTRE, GAP = 192, 192, 32
NARROW = 280
"""What is left of the narrowest page."""
INDENT = 32
TRUNK = 8
"""From what stands in the middle to the line that the others branch from."""
BEND = 6
HEAD, HALF = 8, 4
BETWEEN, BETWEEN_GROUPS = 8, 16
MOST = 8
"""How many are drawn on a side. The rest are counted."""
REM = 20


@dataclass(frozen=True, slots=True)
class Party:
    """What a box is for. What is outside the municipality's systems has no page."""

    name: str
    link: Link | None = None
    is_outside: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are related in the same way, and whether it goes from them, to them or both."""

    title: str
    parties: tuple[Party, ...]
    is_inward: bool = False
    is_outward: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Text with the place where its first line begins, and how far down the next line is."""

    x: int
    y: int
    leading: int
    text: Lines


@dataclass(frozen=True, slots=True)
class Box:
    """A frame around a name."""

    x: int
    y: int
    width: int
    height: int
    words: Words
    party: Party

    @property
    def middle(self) -> int:
        """Half way down."""
        return self.y + self.height // 2

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group as it is drawn."""

    group: Group
    title: Words
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Groups below each other. `rest` tells how many are left out. The paths are as in SVG."""

    clusters: tuple[Cluster, ...]
    rest: Words | None
    bottom: int
    line: str = ""
    heads: str = ""

    @property
    def middle(self) -> int:
        """Half way between its first box and its last."""
        return (self.clusters[0].boxes[0].middle + self.clusters[-1].boxes[-1].middle) // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """What stands in the middle, and the columns around it."""

    width: int
    height: int
    centre: Box
    columns: tuple[Column, ...]

    @property
    def rem(self) -> str:
        """The width on a page, which grows with the reader's text."""
        return f"{self.width / REM:g}rem"


@dataclass(frozen=True, slots=True)
class _Wire:
    """Where a column is tied to what stands in the middle, and whether it is to the right (1)
    or to the left (-1) of that. A level wire begins at its side, another below it."""

    x: int
    turn: int
    is_level: bool = True


def wide(centre: Party, left: Sequence[Group], right: Sequence[Group]) -> Picture:
    """What is related to something, on either side of it."""
    start = SIDE + GAP if left else 0
    end = start + CENTRE
    sides = [(left, 0, _Wire(start, -1))] if left else []
    sides += [(right, end + GAP, _Wire(end, 1))] if right else []
    falls = [_column(groups, x, SIDE, 0) for groups, x, _ in sides]
    half = box(centre, start, 0, CENTRE).height // 2
    middle = max([half, *(column.middle for column in falls)])
    own = box(centre, start, middle - half, CENTRE)
    columns = [
        _tied(_column(groups, x, SIDE, middle - fall.middle), wire, middle)
        for (groups, x, wire), fall in zip(sides, falls, strict=True)
    ]
    width = end + GAP + SIDE if right else end
    height = max([own.bottom, *(it.bottom for it in columns)])
    return Picture(width, height, own, tuple(columns))


def narrow(centre: Party, left: Sequence[Group], right: Sequence[Group]) -> Picture:
    """What is related to something, below it."""
    own = box(centre, 0, 0, NARROW)
    wire = _Wire(0, 1, is_level=False)
    columns, top = [], own.bottom
    for groups in filter(None, (left, right)):
        column = _column(groups, INDENT, NARROW - INDENT, top + BETWEEN_GROUPS)
        columns.append(_tied(column, wire, own.bottom))
        top = column.bottom
    return Picture(NARROW, top, own, tuple(columns))


def box(party: Party, x: int, y: int, width: int) -> Box:
    """A box that is as tall as its words."""
    text = lines(party.name, width - 2 * PAD, SIZE)
    height = len(text.lines) * LEADING + 2 * PAD
    return Box(x, y, width, height, Words(x + PAD, y + PAD + SIZE - 1, LEADING, text), party)


def _column(groups: Sequence[Group], x: int, width: int, top: int) -> Column:
    clusters = []
    for group in _first(groups):
        title = _label(group.title, x, top, width)
        top += len(title.text.lines) * SMALL_LEADING + BETWEEN // 2
        boxes = []
        for party in group.parties:
            boxes.append(box(party, x, top, width))
            top = boxes[-1].bottom + BETWEEN
        clusters.append(Cluster(group, title, tuple(boxes)))
        top += BETWEEN_GROUPS - BETWEEN
    left_out = sum(len(group.parties) for group in groups) - MOST
    if left_out <= 0:
        return Column(tuple(clusters), None, top - BETWEEN_GROUPS)
    rest = _label(f"och {left_out} till", x, top - BETWEEN_GROUPS + BETWEEN, width)
    return Column(tuple(clusters), rest, rest.y + BETWEEN)


def _first(groups: Sequence[Group]) -> Iterator[Group]:
    """As many as are drawn."""
    room = MOST
    for group in groups:
        if room:
            yield replace(group, parties=group.parties[:room])
        room -= min(room, len(group.parties))


def _label(text: str, x: int, y: int, width: int) -> Words:
    return Words(x, y + SMALL, SMALL_LEADING, lines(text, width, SMALL))


def _tied(column: Column, wire: _Wire, start: int) -> Column:
    """A column with its lines: one from the middle, and from that one to each box."""
    trunk, turn = wire.x + wire.turn * TRUNK, wire.turn
    line, heads = f"M{wire.x} {start}H{trunk}" if wire.is_level else "", ""
    stops = [it.middle for cluster in column.clusters for it in cluster.boxes]
    for cluster in column.clusters:
        for it in cluster.boxes:
            edge = it.x if turn > 0 else it.x + it.width
            line += _branch(trunk, _before(it.middle, start, stops), it.middle, edge, turn)
            if cluster.group.is_outward:
                heads += head(edge, it.middle, -turn)
            if cluster.group.is_inward:
                heads += head(trunk + turn * BEND, it.middle, turn)
    return replace(column, line=line, heads=heads)


def _before(y: int, start: int, stops: Sequence[int]) -> int:
    """Where the last branch on the way left: no stretch is drawn twice, which would look thick."""
    if y > start:
        return max((stop - BEND for stop in stops if start < stop < y), default=start)
    return min((stop + BEND for stop in stops if y < stop < start), default=start)


def _branch(trunk: int, start: int, y: int, edge: int, turn: int) -> str:
    """From the middle's line, round a bend and to a box."""
    bend = min(BEND, abs(y - start))
    before = y - bend if y > start else y + bend
    return f"M{trunk} {start}V{before}Q{trunk} {y} {trunk + turn * bend} {y}H{edge}"


def head(x: int, y: int, away: int) -> str:
    """An arrowhead with its point at a place, and its base on the side that is `away`."""
    return f"M{x} {y}l{away * HEAD} -{HALF}v{2 * HALF}z"

"""Lanes: a picture of many boxes below each other, tied together by lines in lanes beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from macros.drawing import BEND, BETWEEN, NARROW, REM, SIDE, Box, Party, box, head

LANE, FIRST_LANE = 9, 22
MOST_LANES = (NARROW - SIDE - FIRST_LANE) // LANE + 1
"""More than that cannot be followed by eye."""
PORT = 2 * 6
"""Between lines that reach the same box."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two parties, by their places in a list, the upper first, and which ways something goes."""

    upper: int
    lower: int
    is_upward: bool
    is_downward: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """The boxes, and the paths of the lines and the arrowheads."""

    height: int
    boxes: tuple[Box, ...]
    line: str
    heads: str

    width: int = NARROW

    @property
    def rem(self) -> str:
        """The width on a page, which grows with the reader's text."""
        return f"{self.width / REM:g}rem"


def chart(parties: Sequence[Party], ties: Sequence[Tie]) -> Chart | None:
    """A picture of the ties, or None when they take more lanes than there is room for."""
    lanes = _lanes(ties)
    if not ties or max(lanes.values()) >= MOST_LANES:
        return None
    boxes = tuple(_boxes(parties, ties))
    ports = dict(_ports(boxes, ties))
    line = heads = ""
    for tie in ties:
        upper, lower = ports[tie.upper, tie], ports[tie.lower, tie]
        line += _bracket(upper, lower, SIDE + FIRST_LANE + LANE * lanes[tie])
        heads += head(SIDE, upper, 1) if tie.is_upward else ""
        heads += head(SIDE, lower, 1) if tie.is_downward else ""
    return Chart(boxes[-1].bottom, boxes, line, heads)


def _lanes(ties: Sequence[Tie]) -> Mapping[Tie, int]:
    """A lane for each tie, the shortest nearest to the boxes."""
    lanes: dict[Tie, int] = {}
    for tie in sorted(ties, key=lambda it: (it.lower - it.upper, it.upper)):
        taken = {
            lane for it, lane in lanes.items() if it.upper < tie.lower and tie.upper < it.lower
        }
        lanes[tie] = next(lane for lane in range(len(ties)) if lane not in taken)
    return lanes


def _at(place: int, ties: Sequence[Tie]) -> list[Tie]:
    """The ties of a box from its top: in this order no two of them cross beside it."""
    up = [tie for tie in ties if tie.lower == place]
    down = [tie for tie in ties if tie.upper == place]
    return [
        *sorted(up, key=lambda tie: -tie.upper),
        *sorted(down, key=lambda tie: -tie.lower),
    ]


def _boxes(parties: Sequence[Party], ties: Sequence[Tie]) -> Iterator[Box]:
    top = 0
    for place, party in enumerate(parties):
        made = box(party, 0, top, SIDE)
        needed = PORT * (len(_at(place, ties)) + 1)
        down = max(0, needed - made.height) // 2
        words = replace(made.words, y=made.words.y + down)
        yield replace(made, height=made.height + 2 * down, words=words)
        top += made.height + 2 * down + BETWEEN


def _ports(boxes: Sequence[Box], ties: Sequence[Tie]) -> Iterator[tuple[tuple[int, Tie], int]]:
    for place, it in enumerate(boxes):
        own = _at(place, ties)
        top = it.middle - PORT * (len(own) - 1) // 2
        yield from (((place, tie), top + PORT * number) for number, tie in enumerate(own))


def _bracket(upper: int, lower: int, lane: int) -> str:
    """From a box to a lane, down it, and to another box."""
    return (
        f"M{SIDE} {upper}H{lane - BEND}Q{lane} {upper} {lane} {upper + BEND}"
        f"V{lower - BEND}Q{lane} {lower} {lane - BEND} {lower}H{SIDE}"
    )

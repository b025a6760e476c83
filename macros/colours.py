"""Colours: how well two are told apart, and what a site in light and dark asks of its colours.

The measures are those of WCAG 2.2. The grounds are those of the stylesheet, site.css.
"""

from __future__ import annotations

import colorsys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

LEAST = 4.5
"""The contrast ratio that text needs to what it stands on (WCAG 2.2, 1.4.3)."""

DEFAULTS = {
    "brand": "#174a4d",
    "link": "#0b5961",
    "brand_dark": "#123e41",
    "link_dark": "#84cdd0",
}
"""The colours of a municipality that has chosen none."""


class Colour(NamedTuple):
    """Red, green and blue from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> Colour:
        """From »#rrggbb«. Raises ValueError for anything else."""
        return cls(*bytes.fromhex(text.removeprefix("#")))

    def __str__(self) -> str:
        return f"#{bytes(self).hex()}"

    @property
    def luminance(self) -> float:
        """How light it is to the eye: 0 for black, 1 for white."""
        red, green, blue = (_linear(part / 255) for part in self)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Colour, other: Colour) -> float:
    """How well two colours are told apart: from 1 for the same to 21 for black and white."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: Colour, ground: Colour, percent: int) -> Colour:
    """Some percent of a colour in a ground, as `color-mix(in srgb, ...)` mixes them."""
    pairs = zip(colour, ground, strict=True)
    return Colour(*(round((one * percent + other * (100 - percent)) / 100) for one, other in pairs))


def shades(colour: Colour) -> Iterator[Colour]:
    """Every shade of a colour's hue from black to white, the nearest first."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    for step in sorted(range(256), key=lambda step: abs(step / 255 - lightness)):
        parts = colorsys.hls_to_rgb(hue, step / 255, saturation)
        yield Colour(*(round(part * 255) for part in parts))


# --- what the site asks of its colours -----------------------------------------------------

WHITE = Colour(255, 255, 255)


@dataclass(frozen=True)
class Grounds:
    """What text stands on in light or in dark: the tokens of the stylesheet.

    The tint is not among them, for it is some percent of the link's own colour in the sheet.
    """

    paper: Colour
    sheet: Colour
    sand: Colour
    ochre_tint: Colour
    percent: int

    def tint(self, link: Colour) -> Colour:
        """The ground that is mixed from the links' colour."""
        return mixed(link, self.sheet, self.percent)

    def of_link(self, link: Colour) -> tuple[Colour, ...]:
        """All that a link may stand on."""
        return (self.paper, self.sheet, self.sand, self.ochre_tint, self.tint(link))


LIGHT = Grounds(
    paper=Colour.of("#fcfbf8"),
    sheet=WHITE,
    sand=Colour.of("#f2efe7"),
    ochre_tint=Colour.of("#fbf1d8"),
    percent=11,
)
DARK = Grounds(
    paper=Colour.of("#131a1b"),
    sheet=Colour.of("#1a2324"),
    sand=Colour.of("#1e2829"),
    ochre_tint=Colour.of("#2e2715"),
    percent=16,
)

Against = Callable[[Colour], Iterable[Colour]]
"""The colours that a colour must be told apart from, some of them perhaps made from itself."""


def white_text(_: Colour) -> tuple[Colour, ...]:
    """What the header must be told apart from, in light and dark."""
    return (WHITE,)


@dataclass(frozen=True)
class Weakness:
    """That a colour is too near another, and the nearest shade that is not too near any."""

    against: Colour
    ratio: float
    nearest: Colour


def weakness(colour: Colour, against: Against) -> Weakness | None:
    """Where a colour is told apart the worst, unless it is told apart well from all."""
    ratio, other = _worst(colour, against)
    return Weakness(other, ratio, readable(colour, against)) if ratio < LEAST else None


def readable(colour: Colour, against: Against) -> Colour:
    """The colour, or the nearest shade that is told apart well from all."""
    return next(it for it in (colour, *shades(colour)) if _worst(it, against)[0] >= LEAST)


def brand_in_the_dark(brand: str) -> str:
    """The header's colour in the dark, when only the one in the light is chosen."""
    return DEFAULTS["brand_dark"] if brand == DEFAULTS["brand"] else brand


def link_in_the_dark(link: str) -> str:
    """The links' colour in the dark, when only the one in the light is chosen."""
    usual = link == DEFAULTS["link"]
    return DEFAULTS["link_dark"] if usual else str(readable(Colour.of(link), DARK.of_link))


def _worst(colour: Colour, against: Against) -> tuple[float, Colour]:
    return min((contrast(colour, other), other) for other in against(colour))

"""How the municipality's site looks: its colours, each of them easy to read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from macros import colours
from macros.records.fields import Part, Public


def _colour(value: object) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"#[0-9a-fA-F]{6}", value.strip()):
        raise PydanticCustomError("colour", "{kind}", {"kind": "colour"})
    return value.strip().lower()


Colour = Annotated[str, BeforeValidator(_colour)]
"""Red, green and blue as three pairs of hexadecimal digits: »#174a4d«."""


def _told_apart(what: str, against: colours.Against) -> Callable[[str], str]:
    """A validator of colours that must be told apart from others: »text« or »ground«."""

    def validate(value: str) -> str:
        weak = colours.weakness(colours.Colour.of(value), against)
        if weak:
            raise PydanticCustomError(
                "contrast",
                "{kind}",
                {
                    "kind": "contrast",
                    "what": what,
                    "against": str(weak.against),
                    "ratio": weak.ratio,
                    "least": colours.LEAST,
                    "nearest": str(weak.nearest),
                },
            )
        return value

    return validate


Brand = Annotated[Colour, AfterValidator(_told_apart("text", colours.white_text))]
"""A colour that white text can be read on."""
LightLink = Annotated[Colour, AfterValidator(_told_apart("ground", colours.LIGHT.of_link))]
"""A colour that text can have on the light grounds."""
DarkLink = Annotated[Colour, AfterValidator(_told_apart("ground", colours.DARK.of_link))]
"""A colour that text can have on the dark grounds."""


class Colours(Part):
    """The municipality's colours. What is not chosen for the dark follows what is for the light."""

    brand: Public[Brand] = Field(
        colours.DEFAULTS["brand"],
        title="Sidhuvudets färg",
        description="Vit text står på den. Skrivs »#174a4d«, inom citattecken.",
    )
    link: Public[LightLink] = Field(
        colours.DEFAULTS["link"], title="Länkarnas färg", description="Också för knappar."
    )
    brand_dark: Public[Brand | None] = Field(
        None,
        title="Sidhuvudets färg i mörkt läge",
        description="Utan fältet räknas den fram ur den ljusa.",
    )
    link_dark: Public[DarkLink | None] = Field(
        None,
        title="Länkarnas färg i mörkt läge",
        description="Utan fältet räknas den fram ur den ljusa.",
    )

    @model_validator(mode="after")
    def _follow(self) -> Self:
        if self.brand_dark is None:
            object.__setattr__(self, "brand_dark", colours.brand_in_the_dark(self.brand))
        if self.link_dark is None:
            object.__setattr__(self, "link_dark", colours.link_in_the_dark(self.link))
        return self

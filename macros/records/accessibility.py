"""The accessibility statement: how far everyone can use the site, what fails, and whom to tell.

What it must hold is said by the supervisor of the law (2018:1937), in its own guide to statements.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.fields import Day, Line, Part, Public, Record, Text
from macros.records.municipality import WebAddress

FULLY = "helt förenlig"
OUTSIDE = "omfattas inte av lagen"


class Elsewhere(Part):
    """Something on another site: what it is called and where it is."""

    name: Public[Line] = Field(title="Namn")
    url: Public[WebAddress] = Field(title="Webbadress")


class Service(Part):
    """A site that the statement is about."""

    name: Public[Line] = Field(title="Webbplats")
    url: Public[WebAddress | None] = Field(None, title="Webbadress")
    published_on: Public[Day] = Field(title="Publicerad")


class Shortcoming(Part):
    """Something that not everyone can use, why that is so, and what is done about it."""

    what: Public[Line] = Field(title="Vad")
    where: Public[Text] = Field(title="Var")
    why: Public[Literal["brist", "oskäligt betungande att rätta", "omfattas inte av lagen"]] = (
        Field(title="Slag")
    )
    reason: Public[Text] = Field(title="Varför")
    criterion: Public[Line | None] = Field(
        None, title="Kriterium", description="Nummer och namn i WCAG, om det gäller ett visst."
    )
    plan: Public[Text] = Field(title="Det här gör vi")
    by: Public[Day | None] = Field(None, title="Klart senast")


class Accessibility(Record):
    """The statement for all sites of the programme."""

    kind: ClassVar[str] = "accessibility"
    services: Public[list[Service]] = Field(title="Webbplatser", min_length=1)
    law: Public[Elsewhere] = Field(title="Lag")
    standard: Public[Line] = Field(title="Bedömd mot")
    conformance: Public[Literal["helt förenlig", "delvis förenlig", "inte förenlig"]] = Field(
        title="Förenlig med lagen"
    )
    assessed_on: Public[Day] = Field(title="Bedömd")
    assessed_by: Public[Line] = Field(title="Bedömd av")
    method: Public[Line] = Field(
        title="Metod", description="»Självskattning«, eller granskning av en utomstående."
    )
    automatic: Public[list[Text]] = Field(default=[], title="Prövas varje gång något ändras")
    by_eye: Public[list[Text]] = Field(default=[], title="Granskat för hand")
    not_examined: Public[list[Text]] = Field(default=[], title="Inte prövat")
    shortcomings: Public[list[Shortcoming]] = Field(
        default=[], title="Brister", description="Utan lista säger sidan att inga är kända."
    )
    statement_on: Public[Day] = Field(title="Redogörelsen gjord")
    reviewed_on: Public[Day] = Field(title="Senast genomgången")
    supervisor: Public[Elsewhere] = Field(
        title="Tillsyn", description="Myndigheten, och adressen till dess anmälan."
    )

    @property
    def title(self) -> str:
        """What the page is called."""
        return "Tillgänglighet"

    @property
    def contradicts_itself(self) -> bool:
        """Whether it is »helt förenlig« with shortcomings, or less than that without any.

        What the law leaves out may be listed in both cases, and is none of the two.
        """
        falls_short = any(it.why != OUTSIDE for it in self.shortcomings)
        return falls_short == (self.conformance == FULLY)

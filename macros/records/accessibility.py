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

    name: Public[Line] = Field(title="Namn", description="Vad det heter.")
    url: Public[WebAddress] = Field(title="Webbadress", description="Adressen dit.")


class Service(Part):
    """A site that the statement is about."""

    name: Public[Line] = Field(title="Webbplats", description="Webbplatsens namn.")
    url: Public[WebAddress | None] = Field(
        None, title="Webbadress", description="Webbplatsens adress."
    )
    published_on: Public[Day] = Field(
        title="Publicerad", description="Dagen då webbplatsen publicerades."
    )


class Shortcoming(Part):
    """Something that not everyone can use, why that is so, and what is done about it."""

    what: Public[Line] = Field(title="Vad", description="Bristen i några få ord.")
    where: Public[Text] = Field(title="Var", description="Var på webbplatsen bristen finns.")
    why: Public[Literal["brist", "oskäligt betungande att rätta", "omfattas inte av lagen"]] = (
        Field(title="Slag", description="Om det är en brist, eller ett undantag enligt lagen.")
    )
    reason: Public[Text] = Field(title="Varför", description="Varför det är så.")
    criterion: Public[Line | None] = Field(
        None, title="Kriterium", description="Nummer och namn i WCAG, om det gäller ett visst."
    )
    plan: Public[Text] = Field(title="Det här gör vi", description="Vad som görs åt bristen.")
    by: Public[Day | None] = Field(
        None, title="Klart senast", description="Dagen då bristen ska vara rättad."
    )


class Accessibility(Record):
    """The statement for all sites of the programme."""

    kind: ClassVar[str] = "accessibility"
    services: Public[list[Service]] = Field(
        title="Webbplatser", description="Webbplatser som redogörelsen gäller.", min_length=1
    )
    law: Public[Elsewhere] = Field(title="Lag", description="Lagen som redogörelsen följer.")
    standard: Public[Line] = Field(
        title="Bedömd mot", description="Standarden som webbplatsen är bedömd mot."
    )
    conformance: Public[Literal["helt förenlig", "delvis förenlig", "inte förenlig"]] = Field(
        title="Förenlig med lagen", description="Hur väl webbplatsen följer lagen."
    )
    assessed_on: Public[Day] = Field(title="Bedömd", description="Dagen för bedömningen.")
    assessed_by: Public[Line] = Field(title="Bedömd av", description="Den som gjorde bedömningen.")
    method: Public[Line] = Field(
        title="Metod", description="»Självskattning«, eller granskning av en utomstående."
    )
    automatic: Public[list[Text]] = Field(
        default=[], title="Prövas varje gång något ändras", description="Vad testerna prövar."
    )
    by_eye: Public[list[Text]] = Field(
        default=[], title="Granskat för hand", description="Vad en människa har granskat."
    )
    not_examined: Public[list[Text]] = Field(
        default=[], title="Inte prövat", description="Vad ingen har prövat än."
    )
    shortcomings: Public[list[Shortcoming]] = Field(
        default=[], title="Brister", description="Utan lista säger sidan att inga är kända."
    )
    statement_on: Public[Day] = Field(
        title="Redogörelsen gjord", description="Dagen då redogörelsen gjordes."
    )
    reviewed_on: Public[Day] = Field(
        title="Senast genomgången",
        description="Dagen då någon senast såg till att redogörelsen stämmer.",
    )
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

"""Terms, defined in plain words."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.fields import Line, Public, Record, SectionRef, Slug, TermRef, Text


class Term(Record):
    """A word that is explained where it is first used on a page."""

    kind: ClassVar[str] = "term"
    id: Public[Slug] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")
    name: Public[Line] = Field(title="Begrepp", description="Ordet i grundform.")
    definition: Public[Text] = Field(
        title="Betyder", description="Vad ordet betyder, med vanliga ord."
    )
    forms: Public[list[Line]] = Field(
        default=[], title="Böjningar", description="Former av ordet som också ska förklaras."
    )
    status: Public[Literal["styrdokumentets ord", "nutida ord"]] = Field(
        title="Ordets ursprung",
        description="Om ordet kommer från styrdokumentet eller är ett ord som används i dag.",
    )
    sections: Public[list[SectionRef]] = Field(
        default=[],
        title="Används i avsnitt",
        description="Avsnitt i styrdokumentet där ordet används.",
    )
    today: Public[Text | None] = Field(
        None, title="I dag", description="Vad det heter i dag, eller hur ordet brukar användas nu."
    )
    see_also: Public[list[TermRef]] = Field(
        default=[], title="Se också", description="Andra begrepp som hjälper läsaren vidare."
    )
    source: Public[Text | None] = Field(
        None, title="Källa", description="Varifrån förklaringen kommer."
    )

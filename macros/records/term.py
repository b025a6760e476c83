"""Terms, defined in plain words."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from macros.records.fields import Line, Public, Record, SectionRef, Slug, TermRef, Text


class Term(Record):
    """A word that is explained where it is first used on a page."""

    kind: ClassVar[str] = "term"
    id: Public[Slug] = Field(title="Id")
    name: Public[Line] = Field(title="Begrepp")
    definition: Public[Text] = Field(title="Betyder")
    forms: Public[list[Line]] = Field(
        default=[], title="Böjningar", description="Former av ordet som också ska förklaras."
    )
    status: Public[Literal["styrdokumentets ord", "nutida ord"]] = Field(title="Ordets ursprung")
    sections: Public[list[SectionRef]] = Field(default=[], title="Används i avsnitt")
    today: Public[Text | None] = Field(None, title="I dag")
    see_also: Public[list[TermRef]] = Field(default=[], title="Se också")
    source: Public[Text | None] = Field(None, title="Källa")

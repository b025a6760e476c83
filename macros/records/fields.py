"""The field types that records share: how text in a file becomes a value.

Every value arrives as text (see `source`). A validator here either returns a value or
raises an error whose type is a key of `problems.EXPECTED`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    Tag,
)
from pydantic_core import PydanticCustomError, core_schema

T = TypeVar("T")

LONGEST_LINE = 300
LONGEST_CODE = 40


class Visibility(StrEnum):
    """Who may see something. A publishing choice, never a claim that it is secret."""

    PUBLIC = "öppen"
    INTERNAL = "intern"
    RESTRICTED = "skyddad"

    @property
    def rank(self) -> int:
        """0 for the most visible."""
        return _RANKS[self]

    @staticmethod
    def lowest(*marks: Visibility) -> Visibility:
        """The least visible of some."""
        return max(marks, key=lambda mark: mark.rank)


_RANKS = {mark: rank for rank, mark in enumerate(Visibility)}


Public = Annotated[T, Visibility.PUBLIC]
"""A field that may stand on the municipality's open web."""
Internal = Annotated[T, Visibility.INTERNAL]
"""A field that every employee may read. A field with neither mark is in no build."""


def _refuse(error_type: str, **context: object) -> PydanticCustomError:
    return PydanticCustomError(error_type, "{kind}", {"kind": error_type, **context})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _refuse("string_type")
    return value


def _line(value: object) -> str:
    text = _text(value).strip()
    if "\n" in text or len(text) > LONGEST_LINE:
        raise _refuse("line", limit=LONGEST_LINE)
    return text


def _day(value: object) -> date:
    text = _text(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise _refuse("day")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refuse("day") from None


def _flag(value: object) -> bool:
    if _text(value) not in ("ja", "nej"):
        raise _refuse("flag")
    return value == "ja"


def _number(value: object) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", _text(value)):
        raise _refuse("number")
    return int(_text(value))


def _slug(value: object) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", _text(value)):
        raise _refuse("slug")
    return _text(value)


def _code(value: object) -> str:
    form = r"[A-Za-zÅÄÖåäö0-9]+([.-][A-Za-zÅÄÖåäö0-9]+)*"
    if not re.fullmatch(form, _text(value)) or len(_text(value)) > LONGEST_CODE:
        raise _refuse("code")
    if _text(value).casefold() == "index":
        raise _refuse("code")
    return _text(value)


def _section_number(value: object) -> str:
    if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3}){0,4}", _text(value)):
        raise _refuse("section_number")
    return _text(value)


class Prose(str):
    """Text with simple Markdown: paragraphs, lists, emphasis, links. No HTML."""


Line = Annotated[str, BeforeValidator(_line)]
"""Text on one line."""
NAME = "‹name›"
Name = Annotated[str, BeforeValidator(_line), NAME]
"""What a person, a company or a product is called: a single word of it gives it away."""
Text = Annotated[str, BeforeValidator(_text)]
"""Plain text; line breaks are spaces."""
Markdown = Annotated[str, BeforeValidator(_text), AfterValidator(Prose)]
Day = Annotated[date, BeforeValidator(_day)]
"""An ISO date in the data, a Swedish date on the page."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[int, BeforeValidator(_number)]
Slug = Annotated[str, BeforeValidator(_slug)]
Code = Annotated[str, BeforeValidator(_code)]
"""A short id of letters and digits that is also an address: »R46«."""
SectionNumber = Annotated[str, BeforeValidator(_section_number)]


@dataclass(frozen=True, order=False)
class Duration:
    """A length of time as it was written: an amount and a unit, on a clock or in office hours.

    Units are never converted to each other here: office hours and clock hours, or days and
    months, cannot be compared without saying how.
    """

    amount: int
    unit: str
    office_hours: bool = False

    UNITS: ClassVar[dict[str, str]] = {
        "minuter": "minut",
        "timmar": "timme",
        "dygn": "dygn",
        "arbetsdagar": "arbetsdag",
        "veckor": "vecka",
        "månader": "månad",
        "år": "år",
    }

    def __str__(self) -> str:
        unit = self.UNITS[self.unit] if self.amount == 1 else self.unit
        said = self.office_hours and self.unit != "arbetsdagar"
        return f"{self.amount} {unit}" + (" kontorstid" if said else "")

    @classmethod
    def parse(cls, value: object) -> Duration:
        """From text such as »4 timmar kontorstid«. Raises the error `duration`."""
        form = re.fullmatch(r"([1-9][0-9]{0,4}) (\w+)( kontorstid)?", _text(value).strip())
        if form:
            for plural, singular in cls.UNITS.items():
                if form[2] in (plural, singular):
                    return cls(int(form[1]), plural, bool(form[3]) or plural == "arbetsdagar")
        raise _refuse("duration")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that points at a record of one of some kinds; whether it exists, `programme` knows."""

    kinds: tuple[str, ...]
    text: str
    quiet: bool = False


class _To:
    """Makes a field a reference to one of some kinds.

    A quiet reference is not listed on the page of what it points at: a role that every system
    has would otherwise list every system.
    """

    def __init__(self, *kinds: str, quiet: bool = False) -> None:
        self.kinds = kinds
        self.quiet = quiet

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def _read(self, value: object) -> Reference:
        text = _text(value).strip()
        if not text or "\n" in text:
            raise _refuse("reference")
        return Reference(self.kinds, text, self.quiet)


BodyRef = Annotated[Reference, _To("unit", "function")]
"""Someone who may decide: a body, or a function such as a chief executive."""
UnitRef = Annotated[Reference, _To("unit")]
RoleRef = Annotated[Reference, _To("role")]
ActorRef = Annotated[Reference, _To("role", "function", "unit")]
"""Someone who does something: a role, another function, or a part of the organisation."""
DecidingRef = Annotated[Reference, _To("unit", "function", quiet=True)]
"""Someone who decided something about a record; named there, not listed by them."""
InvolvedRef = Annotated[Reference, _To("role", "function", "unit", quiet=True)]
"""Someone who took part in something about a system; named there, not listed by them."""
PositionRef = Annotated[Reference, _To("role", "function")]
SystemRoleRef = Annotated[Reference, _To("role", "function", quiet=True)]
SystemRef = Annotated[Reference, _To("system")]
SectionRef = Annotated[Reference, _To("section")]
RequirementRef = Annotated[Reference, _To("requirement")]
ExaminedRef = Annotated[
    Reference, _To("role", "unit", "standard", "system", "instruction", quiet=True)
]
"""A record that a check is only about."""
ReviewedRef = Annotated[
    Reference,
    _To(
        "document", "role", "system", "instruction", "requirement", "term", "standard", "software",
        "unit", "function", quiet=True,
    ),
]  # fmt: skip
"""Something that is gone through from time to time."""
DutyRef = Annotated[Reference, _To("duty")]
SourceRef = Annotated[Reference, _To("requirement", "duty", "section")]
"""What something rests on in the programme."""
InstructionRef = Annotated[Reference, _To("instruction")]
PageRef = Annotated[
    Reference,
    _To("role", "system", "instruction", "rule", "section", "requirement", "term", "standard"),
]
"""Anything on the site that answers a question."""
TermRef = Annotated[Reference, _To("term")]
CriticalityRef = Annotated[Reference, _To("criticality")]
AspectRef = Annotated[Reference, _To("aspect")]
LevelRef = Annotated[Reference, _To("level")]
HeadingRef = Annotated[Reference, _To("heading")]
ParticipationRef = Annotated[Reference, _To("participation")]
ThemeRef = Annotated[Reference, _To("theme")]
ThresholdRef = Annotated[Reference, _To("threshold")]
TopicRef = Annotated[Reference, _To("topic")]
SoftwareFunctionRef = Annotated[Reference, _To("software-function")]


ABSENCE_WORDS = ("inga", "inget", "ej tillämpligt")


@dataclass(frozen=True)
class Absence:
    """Said outright to be none, with the reason. Not the same as a value that is missing."""

    word: str
    reason: str

    @classmethod
    def parse(cls, value: object) -> Absence:
        """From `{inga: skäl}`. Raises the error `absence`."""
        if isinstance(value, dict) and len(value) == 1:
            ((word, reason),) = value.items()
            if word in ABSENCE_WORDS and isinstance(reason, str):
                return cls(word, reason)
        raise _refuse("absence")

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


def _stated_as(value: object) -> str:
    if isinstance(value, str):
        return "‹absence›" if value in ABSENCE_WORDS else "‹value›"
    if isinstance(value, dict) and any(word in value for word in ABSENCE_WORDS):
        return "‹absence›"
    return "‹value›"


Stated = Annotated[
    Union[Annotated[T, Tag("‹value›")], Annotated[Absence, Tag("‹absence›")]],  # noqa: UP007
    Discriminator(_stated_as),
]
"""A value, or an outright none with its reason. With `| None` also: missing."""


NO_FIELDS: set[str] = set()


class Part(BaseModel):
    """A group of fields inside a record.

    `about` are fields that only say what the group is about: alone they are nothing to show.
    """

    about: ClassVar[frozenset[str]] = frozenset()
    model_config = ConfigDict(extra="forbid", frozen=True)

    def model_post_init(self, _: object) -> None:
        """Forget which fields were written: nobody asks, and ten thousand records would keep it."""
        object.__setattr__(self, "__pydantic_fields_set__", NO_FIELDS)


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that a field's annotation speaks of, outermost first."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models_in(argument)


class Entity(Part):
    """Something with an id that other records can point at."""

    kind: ClassVar[str]
    id: Public[Line] = Field(title="Id", description="Ändras aldrig, för länkar pekar hit.")

    @property
    def title(self) -> str:
        """What a link to it says."""
        return str(getattr(self, "name", self.id))

    @property
    def anchor(self) -> str:
        """Its place on a page that holds several."""
        return self.id.lower()


FIELD_PATHS = "Fältens namn som de står i filen; inuti en grupp med punkt: »operations.mode«."


class VisibilityOverride(Part):
    """Fields of one record that fewer may see than the kind's own rule says."""

    fields: list[Line] = Field(title="Fält", description=FIELD_PATHS, min_length=1)
    visibility: Literal["intern", "skyddad"] = Field(
        title="Synlighet", description="Nivån som fälten ska ha i stället."
    )
    reason: Text | None = Field(
        None, title="Skäl", description="Varför fälten ska vara mindre synliga."
    )


class PublicationDecision(Part):
    """A decision that more may see some fields of one record than the kind's own rule says.

    Who, when and why is demanded: a field is never raised without a decision.
    """

    fields: Internal[list[Line]] = Field(title="Fält", description=FIELD_PATHS, min_length=1)
    visibility: Internal[Literal["öppen", "intern"]] = Field(
        "öppen", title="Synlighet", description="Nivån som fälten får."
    )
    by: Internal[DecidingRef] = Field(
        title="Beslutat av", description="Den som beslutade att fälten får visas."
    )
    date: Internal[Day] = Field(title="Datum", description="Dagen för beslutet.")
    reason: Internal[Text] = Field(title="Skäl", description="Varför fälten får visas för fler.")


class Record(Entity):
    """One record of a collection."""

    visibility: Visibility | None = Field(
        None,
        title="Synlighet",
        description="Kan bara minska synligheten. Ett publiceringsval, inte en sekretessbedömning.",
    )
    visibility_overrides: list[VisibilityOverride] = Field(
        default=[], title="Fält som döljs", description="Gör fält i posten mindre synliga."
    )
    publication_decisions: Internal[list[PublicationDecision]] = Field(
        default=[],
        title="Beslut om publicering",
        description="Gör fält i posten mer synliga. Vem, när och varför måste stå.",
    )
    example: Public[Flag] = Field(
        False,
        title="Exempel",
        description="Ja när posten är påhittad och bara visar hur en post kan se ut.",
    )
    example_note: Public[Text | None] = Field(
        None, title="Om exemplet", description="Vad i posten som är påhittat och vad som är sant."
    )
    keywords: Public[list[Line]] = Field(
        default=[],
        title="Sökord",
        description="Ord som folk söker på i stället för postens egna.",
        examples=["mejl", "inkorg"],
    )

    def page_of(self, _: Entity) -> str:
        """The name of the page that shows an entity of this record."""
        return self.id

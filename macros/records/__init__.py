"""The kinds of record there are: one line each says where a kind is kept and where it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel

from macros.records.accessibility import Accessibility
from macros.records.document import GoverningDocument, Repair
from macros.records.fields import Entity, Record, Visibility, models_in
from macros.records.instruction import Instruction
from macros.records.municipality import Municipality
from macros.records.reasons import (
    ACCESS,
    ADOPTED,
    AGGREGATION,
    EXPLANATION,
    HONESTY,
    MACHINERY,
    PROFILE,
    RECORDS,
    RESPONSIBILITY,
    RULES,
    WORK,
    Reason,
)
from macros.records.requirement import Requirement
from macros.records.retirement import Retirement
from macros.records.review import Review
from macros.records.role import Role
from macros.records.software import Software, Standard
from macros.records.system import System
from macros.records.term import Term
from macros.records.unit import Function, Unit


@dataclass(frozen=True)
class Collection:
    """A kind of record.

    `source` is a folder with one record a file (»roles/«), a file with a list (»terms.yml«) or a
    file that is one record (`single`), which must be there unless it is `optional`. A list keeps
    the editor's order unless it is shown `by_name`. `path` is where a record is shown, as a
    Markdown file below docs/ and perhaps an anchor; without it the record has no place of its
    own. `reason` says why the kind has its visibility.
    """

    kind: str
    word: str
    plural: str
    model: type[Record]
    source: str
    path: str = ""
    reason: Reason = field(kw_only=True)
    single: bool = False
    optional: bool = False
    visibility: Visibility = Visibility.PUBLIC
    by_name: bool = False

    @property
    def is_folder(self) -> bool:
        """One record a file; the file's name is the id."""
        return self.source.endswith("/")

    def file_of(self, identifier: str) -> str:
        """The file that holds a record, as a path from the root."""
        return f"data/{self.source}{identifier}.yml" if self.is_folder else f"data/{self.source}"

    @property
    def is_needed(self) -> bool:
        """Every page builds on it, so it must be there and be open."""
        return self.single and not self.optional


@dataclass(frozen=True)
class Nested:
    """A kind of entity that lives inside the records of a collection."""

    kind: str
    word: str
    plural: str
    within: str
    path: str = ""


COLLECTIONS = (
    Collection("municipality", "kommun", "Kommun", Municipality, "municipality.yml",
               single=True, reason=PROFILE),
    Collection("document", "dokument", "Programmet", GoverningDocument, "programme.yml",
               "programmet/index.md", single=True, reason=ADOPTED),
    Collection("role", "roll", "Roller", Role, "roles/", "roller/{id}.md", reason=ADOPTED),
    Collection("system", "system", "System", System, "systems/", "system/{id}.md", reason=RECORDS),
    Collection("instruction", "instruktion", "Instruktioner", Instruction, "instructions/",
               "instruktioner/{id}.md", reason=RULES),
    Collection("requirement", "krav", "Krav", Requirement, "requirements.yml",
               "krav/index.md#{anchor}", reason=ADOPTED),
    Collection("term", "begrepp", "Begrepp", Term, "terms.yml", "begrepp/index.md#{anchor}",
               by_name=True, reason=EXPLANATION),
    Collection("standard", "standard", "Standarder", Standard, "standards.yml",
               "standarder/index.md#{anchor}", reason=ADOPTED),
    Collection("software", "programvara", "Programvaror", Software, "software.yml",
               "standarder/index.md#{anchor}", visibility=Visibility.INTERNAL, reason=AGGREGATION),
    Collection("unit", "enhet", "Organisation", Unit, "units.yml",
               "organisation/index.md#{anchor}", reason=RESPONSIBILITY),
    Collection("function", "funktion", "Andra funktioner", Function, "functions.yml",
               "organisation/index.md#{anchor}", reason=ADOPTED),
    Collection("repair", "rättelse", "Rättelser", Repair, "repairs.yml",
               "programmet/rattelser.md#{anchor}", reason=HONESTY),
    Collection("accessibility", "redogörelse", "Tillgänglighet", Accessibility,
               "accessibility.yml", "tillganglighet/index.md", single=True, optional=True,
               reason=ACCESS),
    Collection("review", "genomgång", "Genomgångar", Review, "reviews.yml",
               visibility=Visibility.INTERNAL, reason=WORK),
    Collection("retirement", "pensionerat id", "Pensionerade id:n", Retirement, "retired.yml",
               visibility=Visibility.RESTRICTED, reason=MACHINERY),
)  # fmt: skip

NESTED = (
    Nested("section", "avsnitt", "Avsnitt", "document", "programmet/{page}.md#{anchor}"),
    Nested("duty", "uppgift", "Uppgifter", "role", "roller/{page}.md#{anchor}"),
    Nested("rule", "regel", "Regler", "instruction", "instruktioner/{page}.md#{anchor}"),
    Nested("criticality", "kritikalitetsgrupp", "Kritikalitetsgrupper", "municipality"),
    Nested("aspect", "aspekt", "Aspekter", "municipality"),
    Nested("level", "nivå", "Nivåer", "municipality"),
    Nested("heading", "rubrik i planen", "Rubriker i planen", "municipality"),
    Nested("participation", "sätt att delta", "Sätt att delta", "municipality"),
    Nested("theme", "ämne för uppgifter", "Ämnen för uppgifter", "municipality"),
    Nested("topic", "ämne för regler", "Ämnen för regler", "municipality"),
    Nested("threshold", "gräns", "Gränser", "municipality"),
    Nested("software-function", "programvarufunktion", "Programvarufunktioner", "municipality"),
)

KINDS: dict[str, Collection | Nested] = {kind.kind: kind for kind in (*COLLECTIONS, *NESTED)}
KINDS_OF_RECORD = {collection.kind: collection for collection in COLLECTIONS}
KIND_OF_WORD = {kind.word: kind.kind for kind in KINDS.values()}
"""What editors call a kind, and its name in the code."""


def _every_model() -> tuple[type[BaseModel], ...]:
    models: dict[type[BaseModel], None] = {}
    waiting: list[type[BaseModel]] = [collection.model for collection in COLLECTIONS]
    for model in waiting:
        if model not in models:
            models[model] = None
            for info in model.model_fields.values():
                waiting += models_in(info.annotation)
    return tuple(models)


EVERY_MODEL = _every_model()
"""Every model of every kind, parts included, each once."""
MODELS = {model.kind: model for model in EVERY_MODEL if issubclass(model, Entity)}
"""The model of every kind of entity."""


def address(entity: Entity, owner: Record) -> str | None:
    """Where an entity of a record is shown, as a path below docs/, or None."""
    form = KINDS[entity.kind].path
    if not form:
        return None
    return form.format(id=entity.id, anchor=entity.anchor, page=owner.page_of(entity))

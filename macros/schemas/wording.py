"""Wording: what an editor is told of a field. What it is, how it is written, who fills it in and
who may read it. Which roles there are is the municipality's, so who fills in is told by task."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.problems import quoted
from macros.records import check, document, exception, fields, forms, instruction, security, system
from macros.records.fields import Absence, Visibility
from macros.records.requirement import Requirement
from macros.records.software import Software
from macros.schemas import references, values

EDITORS = "redaktionen"
OWNER = "den som äger systemet"
MANAGER = "den som förvaltar systemet"
AUTHORS: Mapping[type[BaseModel], str] = {
    system.System: MANAGER,
    system.CommonDecision: OWNER,
    system.Decommission: OWNER,
    system.PersonalData: OWNER,
    system.Secrecy: OWNER,
    security.Criticality: OWNER,
    security.Classification: OWNER,
    security.AspectLevel: OWNER,
    security.SecurityPlan: OWNER,
    security.PlanItem: OWNER,
    security.Availability: OWNER,
    security.OutagePlan: OWNER,
    security.OperationalApproval: OWNER,
    security.Backup: "den som sköter driften",
    system.Operations: "den som sköter driften",
    instruction.Instruction: "den som ansvarar för instruktionen",
    document.GoverningDocument: "den som ansvarar för styrdokumentet",
    Requirement: "den som ansvarar för styrdokumentet",
    check.Check: "den som utformar kontrollerna",
    check.When: "den som utformar kontrollerna",
    Software: "den som ansvarar för gemensam programvara",
    exception.RequirementException: "redaktionen, när undantaget är beslutat",
    fields.PublicationDecision: "redaktionen, när publiceringen är beslutad",
}
"""Who fills in the fields of a model. Others are filled in by those of the record around, and a
record of another kind by the editors."""

READERS = {
    Visibility.PUBLIC: "Öppen: alla får läsa.",
    Visibility.INTERNAL: "Intern: alla anställda får läsa.",
    Visibility.RESTRICTED: "Skyddad: visas inte på någon webbplats.",
}
FORMS = {"markdown": "Text med enkel Markdown", "text": "Text", "group": "En grupp fält"}
GROUPS = "Lista där varje punkt är en grupp fält"


def author(model: type[BaseModel], record: type[BaseModel]) -> str:
    """Who fills in a field of a model that stands in a record."""
    return AUTHORS.get(model) or AUTHORS.get(record) or EDITORS


def form(info: FieldInfo, an_id: str) -> str:
    """How a value is written, with an example. `an_id` is one that a reference may have."""
    if forms.holds(info, list):
        is_group = forms.form(info) == "group"
        words = GROUPS if is_group else f"Lista. {_single(info, an_id)}"
    else:
        words = _single(info, an_id)
    if forms.holds(info, Absence):
        words = f"{words}. Finns inget skrivs ordet och skälet, till exempel »inga: skäl«"
    return f"{words}."


def _single(info: FieldInfo, an_id: str) -> str:
    """How one value is written."""
    written = values.pattern(info)
    if kinds := forms.kinds(info):
        examples = (an_id,) if an_id else ()
        words = references.phrase(kinds)
    elif chosen := values.choices(info):
        return f"Ett av orden {', '.join(map(quoted, chosen))}"
    else:
        examples = tuple(info.examples or ())
        words = written.words if written else FORMS[forms.form(info)]
    return f"{words}, till exempel {', '.join(map(quoted, examples))}" if examples else words


def paragraphs(info: FieldInfo, how: str, by: str, level: Visibility) -> str:
    """All that is told of a field."""
    said = [info.description or "", f"{how}{_default(info)}", f"Fylls i av {by}.", READERS[level]]
    return "\n\n".join(filter(None, said))


def _default(info: FieldInfo) -> str:
    if isinstance(info.default, bool):
        return f" Utan fältet gäller {quoted('ja' if info.default else 'nej')}."
    return f" Utan fältet gäller {quoted(info.default)}." if isinstance(info.default, str) else ""

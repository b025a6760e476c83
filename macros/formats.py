"""Formats: views as JSON, as CSV, and as the schema that says what can stand in them.

Keys are those of the files in data/. Everything comes as pieces of text, a record at a time.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.views import Absence, Field, Link, Shape, View

ID, PAGE, PART_OF = "id", "page_url", "part_of"
"""Keys of our own: a record's id, the page that shows it, and the record that it is a part of."""

BETWEEN = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""How a cell begins that a spreadsheet would reckon, or that is taken for such a cell."""

Address = Callable[[Link], str | None]
"""Where a link leads, if it leads somewhere."""


@dataclass(frozen=True)
class Item:
    """A record of a file, and the record that it is a part of, if it is one."""

    view: View
    part_of: Link | None = None


class Group:
    """The fields that can stand in some views: what the audience sees of every such view, and
    what it sees of one of them by a decision. Fields that nobody may see are not there."""

    def __init__(self, shape: Shape, path: tuple[str, ...] = (), *, whole: bool = True) -> None:
        """Nothing of its shape is there from the start if it is not `whole`."""
        self.path = path
        self._shape = shape
        self._inside: dict[str, Group | None] = {}
        for name in shape.fields:
            if whole and name in shape.shown:
                self._add(name, whole=True)

    def note(self, view: View) -> None:
        """Make room for what a view has."""
        for name, value in view.values.items():
            if name not in self._inside:
                self._add(name, whole=False)
            if inside := self._inside[name]:
                for part in value if isinstance(value, tuple) else (value,):
                    if isinstance(part, View):
                        inside.note(part)

    @property
    def is_record(self) -> bool:
        """Whether the views have ids."""
        return ID in self._shape.fields

    def __iter__(self) -> Iterator[tuple[str, Field, Group | None]]:
        """The fields in the model's order: name, what is known, and the fields inside."""
        for name, field in self._shape.fields.items():
            if name in self._inside:
                yield name, field, self._inside[name]

    def _add(self, name: str, *, whole: bool) -> None:
        field = self._shape.fields[name]
        inside = None
        if field.form == "group":
            # A group without a shape of its own is inside itself.
            path = (*self.path, field.key)
            inside = Group(field.inner, path, whole=whole) if field.inner else self
        self._inside[name] = inside


def group_of(shape: Shape, items: Iterable[Item]) -> Group:
    """The fields that can stand in some records."""
    group = Group(shape)
    for item in items:
        group.note(item.view)
    return group


# --- JSON ----------------------------------------------------------------------------------


def as_json(head: Mapping[str, object], items: Iterable[Item], address: Address) -> Iterator[str]:
    """A head and then the records, each on a line of its own."""
    yield "{\n"
    for key, value in head.items():
        yield f"  {_dump(key)}: {_dump(value)},\n"
    yield '  "records": ['
    comma = ""
    for item in items:
        yield f"{comma}\n    {_dump(_record(item.view, address, item.part_of))}"
        comma = ","
    yield "\n  ]\n}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(view: View, address: Address, part_of: Link | None = None) -> dict[str, object]:
    record: dict[str, object] = {}
    if not view.is_part:
        record = {ID: view.link.id, PAGE: address(view.link)}
        if part_of:
            record[PART_OF] = _plain(part_of, address)
    fields = view.shape.fields
    record |= {fields[name].key: _plain(value, address) for name, value in view.values.items()}
    return {key: value for key, value in record.items() if value is not None}


def _plain(value: object, address: Address) -> object:
    match value:
        case View():
            return _record(value, address)
        case tuple():
            return [_plain(item, address) for item in value]
        case Link():
            link = {"kind": value.word, "id": value.id, "title": value.title}
            url = address(value)
            return {**link, "url": url} if url is not None else link
        case Absence():
            return {value.word: value.reason}
        case date():
            return value.isoformat()
        case _:
            return value


# --- JSON Schema ---------------------------------------------------------------------------

FORMS: dict[str, dict[str, object]] = {
    "text": {"type": "string"},
    "markdown": {"type": "string", "contentMediaType": "text/markdown"},
    "day": {"type": "string", "format": "date"},
    "duration": {"type": "string"},
    "flag": {"type": "boolean"},
    "number": {"type": "integer"},
    "link": {"$ref": "#/$defs/link"},
}
TEXT = FORMS["text"]
URL: dict[str, object] = {"type": "string", "format": "uri-reference"}

LINK: dict[str, object] = {
    "title": "Hänvisning",
    "description": "En annan post: dess slag, id och namn, och sidan som visar den.",
    "type": "object",
    "required": ["kind", "id", "title"],
    "additionalProperties": False,
    "properties": {"kind": TEXT, "id": TEXT, "title": TEXT, "url": URL},
}
ABSENCE: dict[str, object] = {
    "title": "Uttryckligen inget",
    "description": "Ordet, till exempel »inga«, och skälet. Saknas uppgiften finns inte fältet.",
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "additionalProperties": TEXT,
}
OWN: dict[str, object] = {
    ID: {"title": "Id", "type": "string"},
    PAGE: {"title": "Sida på webbplatsen", **URL},
}


def as_schema(
    head: Mapping[str, object], properties: Mapping[str, object], group: Group, *, parts: bool
) -> Iterator[str]:
    """The schema of a JSON file. `properties` are those of its head, `parts` tells that the
    records are parts of others."""
    defs: dict[str, object] = {"link": LINK, "absence": ABSENCE}
    record = _definition(group, defs)
    if parts:
        part_of = {"title": "Del av", **FORMS["link"]}
        root: Any = defs[_name(group)]
        root["properties"] = {**OWN, PART_OF: part_of, **root["properties"]}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **head,
        "type": "object",
        "required": ["title", "records"],
        "additionalProperties": False,
        "properties": {
            **properties,
            "records": {"title": "Poster", "type": "array", "items": record},
        },
        "$defs": defs,
    }
    yield json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _name(group: Group) -> str:
    return ".".join(("record", *group.path))


def _definition(group: Group, defs: dict[str, object]) -> dict[str, object]:
    """A reference to a group's definition, which is made the first time."""
    name = _name(group)
    if name not in defs:
        properties = {**OWN} if group.is_record else {}
        defs[name] = {
            "type": "object",
            **({"required": [ID]} if group.is_record else {}),
            "additionalProperties": False,
            "properties": properties,
        }
        for _, field, inside in group:
            properties[field.key] = _property(field, inside, defs)
    return {"$ref": f"#/$defs/{name}"}


def _property(field: Field, inside: Group | None, defs: dict[str, object]) -> dict[str, object]:
    form = dict(FORMS[field.form]) if inside is None else _definition(inside, defs)
    if field.choices:
        form["enum"] = list(field.choices)
    if field.is_list:
        form = {"type": "array", "items": form}
    if field.may_be_absent:
        form = {"anyOf": [form, {"$ref": "#/$defs/absence"}]}
    told = {"description": field.description} if field.description else {}
    return {"title": str(field.title), **told, **form}


# --- CSV -----------------------------------------------------------------------------------

Read = Callable[[Any], str]


def as_csv(items: Iterable[Item], group: Group, address: Address, *, parts: bool) -> Iterator[str]:
    """A row a record, as RFC 4180 wants it, with a byte order mark first."""
    columns = tuple(_columns(group))
    own = (ID, PAGE, *((f"{PART_OF}.id", f"{PART_OF}.title") if parts else ()))
    yield "\ufeff" + _row((*own, *(key for key, _ in columns)))
    for item in items:
        cells = [item.view.link.id, address(item.view.link) or ""]
        if parts:
            cells += [item.part_of.id, item.part_of.title] if item.part_of else ["", ""]
        yield _row(guarded(cell) for cell in (*cells, *(read(item.view) for _, read in columns)))


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before such a one."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def joined(cells: Iterable[str]) -> str:
    r"""Several cells as one, with » | « between. Within them | is \| and \ is \\."""
    texts = [cell.replace("\\", "\\\\").replace("|", "\\|") for cell in cells]
    return BETWEEN.join(texts) if any(texts) else ""


def _columns(group: Group) -> Iterator[tuple[str, Read]]:
    """The columns of a group: dotted keys, and what stands in them for a view."""
    for name, field, inside in group:
        if field.key == ID:
            continue
        if field.may_be_absent:
            yield f"{field.key}.absent", _reader(name, _absent, Absence)
        for key, read in _below(field, inside, group):
            yield f"{field.key}{key}", _reader(name, read)


def _below(field: Field, inside: Group | None, group: Group) -> Iterator[tuple[str, Read]]:
    """What stands below a field's key, and how one value of it is read.

    A record inside a record has a file of its own, and is only named. A group inside itself has
    no end, and stands in the JSON alone.
    """
    if field.form == "link":
        yield ".id", lambda link: str(link.id)
        yield ".title", lambda link: str(link.title)
    elif inside is None:
        yield "", _text
    elif inside.is_record:
        yield ".id", lambda view: str(view.link.id)
    elif inside is not group:
        for key, read in _columns(inside):
            yield f".{key}", read


def _reader(name: str, read: Read, wanted: type = object) -> Read:
    def cell(view: View) -> str:
        value = view.values.get(name)
        if value is None or not isinstance(value, wanted):
            return ""
        if isinstance(value, Absence) and wanted is not Absence:
            return ""
        return joined(map(read, value)) if isinstance(value, tuple) else read(value)

    return cell


def _absent(value: Absence) -> str:
    return f"{value.word}: {value.reason}"


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)

"""Creation: a new record, with all that can also be told of it as comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros import schemas, visibility
from macros.editing import patches, writing
from macros.editing.draft import Draft, Refused
from macros.editing.identifiers import examine_new
from macros.editing.writing import Written
from macros.index import Entry
from macros.programme import Programme
from macros.records import Collection, forms
from macros.records.fields import Record, Visibility, models_in
from macros.schemas import references, values

BEGINNING = """\
# Ny post: {}. Raderna med # är det som också går att fylla i. Ta bort # och ett blanksteg och
# skriv den riktiga uppgiften. Ta bort det som inte behövs.
"""
SAMPLES = {
    "text": "Skriv här", "markdown": "Skriv här.", "number": "10", "day": "2026-03-01",
    "duration": "4 timmar",
}  # fmt: skip
"""What stands in a commented field until someone writes the real thing."""
SELDOM = (*Record.model_fields, "exceptions")
"""Fields that every record has. What few need is in the guide, and the words to search for come
last."""

Index = Mapping[str, Mapping[str, Entry]]


def file_text(
    collection: Collection, identifier: str, fields: Mapping[str, Written], programme: Programme
) -> str:
    """The text of a file with one record: its fields, and the others as comments.

    Raises ValueError for what YAML cannot hold.
    """
    told = "".join(writing.entry(key, value) for key, value in fields.items())
    rest = "\n".join(_commented(collection, fields, programme))
    beginning = BEGINNING.format(f"{collection.word}/{identifier}")
    return f"{schemas.modeline(collection)}\n{beginning}\n{told}\n{rest}"


def create(
    draft: Draft,
    collection: Collection,
    identifier: str,
    fields: Mapping[str, Written],
    programme: Programme,
) -> str:
    """Put a new record in a draft; returns its file. Raises Refused for an id that is taken, or
    for a kind of which there is only one."""
    if collection.single:
        raise Refused(f"Det finns bara en {collection.word}. Ändra i data/{collection.source}.")
    examine_new(collection.kind, identifier, programme)
    file = collection.file_of(identifier)
    if collection.is_folder:
        draft.write(file, file_text(collection, identifier, fields, programme))
        return file
    record = {"id": identifier, **fields}
    if draft.is_there(file):
        draft.write(file, patches.appended(draft.text(file), record))
    else:
        draft.write(file, f"{schemas.modeline(collection)}\n\n{writing.item(record)}")
    return file


def _commented(
    collection: Collection, filled: Mapping[str, Written], programme: Programme
) -> Iterator[str]:
    fields = collection.model.model_fields
    for name in (*(it for it in fields if it not in SELDOM), "keywords"):
        info = fields[name]
        key = info.alias or name
        value = None if key in filled else sample(info, programme.index)
        if value is not None:
            level = Visibility.lowest(collection.visibility, visibility.level(info.metadata))
            yield (
                "\n".join(
                    f"# {line}"
                    for line in (
                        f"{info.title} ({level}). {info.description or ''}".rstrip(),
                        *writing.entry(key, value).rstrip("\n").split("\n"),
                    )
                )
                + "\n"
            )


def sample(info: FieldInfo, index: Index) -> Written | None:
    """A value that a field may have, or None if there is nothing that it could point at."""
    inner = next(models_in(info.annotation), None)
    value = _group(inner, index) if inner else _value(info, index)
    return [value] if value is not None and forms.holds(info, list) else value


def _group(model: type[BaseModel], index: Index) -> Written | None:
    fields = model.model_fields.values()
    needed = [it for it in fields if it.is_required()] or [next(iter(fields))]
    keys = {info: name for name, info in _named(model)}
    found: dict[str, Written] = {}
    for info in needed:
        value = sample(info, index)
        if value is None:
            return None
        found[keys[info]] = value
    return found


def _named(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    for name, info in model.model_fields.items():
        yield info.alias or name, info


def _value(info: FieldInfo, index: Index) -> str | None:
    if kinds := forms.kinds(info):
        return next(iter(references.ids(index, kinds)), None)
    if words := values.choices(info):
        return words[0]
    if info.examples:
        return str(info.examples[0])
    return SAMPLES[forms.form(info)]

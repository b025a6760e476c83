"""Schemas: what may stand in each file of data/, as JSON Schema for an editor that reads YAML.

They are made from the models, and name the ids that there are. A schema is never stricter than
`check` but for one thing: a text that is `true` or `false` must be within quotation marks. What one
field cannot tell by itself (an id that stands twice, a colour that is hard to read) only `check`
sees.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from macros.programme import Programme
from macros.records import COLLECTIONS, Collection
from macros.records.reading import SYNONYMS
from macros.schemas.definitions import Definitions
from macros.schemas.values import TEXT, Schema

FOLDER = "data/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
MARK = "# yaml-language-server: $schema="
COMMENT = "Skrivs av itprogram schemas. Ändra modellerna i macros/records/ i stället."


def schemas(programme: Programme) -> dict[str, str]:
    """The text of every schema by its path below the root, one for each kind of file in data/."""
    made = {
        _path(collection.source): _of_collection(collection, programme)
        for collection in COLLECTIONS
    }
    made[_path(SYNONYMS)] = _of_synonyms()
    return {path: _text(schema) for path, schema in made.items()}


def modeline(collection: Collection) -> str:
    """The first line of every file of a collection: it tells an editor which schema to use."""
    return modeline_of(collection.source)


def modeline_of(source: str) -> str:
    """The same, by where the files are: »systems/«, »terms.yml« or »synonyms.yml«."""
    up = "../" if source.endswith("/") else ""
    return f"{MARK}{up}schemas/{_name(source)}"


def write(root: Path, programme: Programme) -> list[str]:
    """Make the schemas below `root` what they should be; returns the paths that were changed.

    Schemas of files that there are no more are removed. Raises OSError when that cannot be done.
    """
    wanted = schemas(programme)
    changed = _differing(root, wanted)
    (root / FOLDER).mkdir(exist_ok=True)
    for path in changed:
        if path in wanted:
            _replace(root / path, wanted[path])
        else:
            (root / path).unlink()
    return changed


def unmarked(root: Path) -> dict[str, str]:
    """The files in data/ whose first line does not tell an editor which schema to use, by their
    paths, each with the text that it should have. Someone who only uses the web need not know."""
    sources = {collection.source: modeline(collection) for collection in COLLECTIONS}
    sources[SYNONYMS] = modeline_of(SYNONYMS)
    found: dict[str, str] = {}
    for source, line in sources.items():
        place = root / "data" / source
        for path in sorted(place.glob("*.yml")) if source.endswith("/") else [place]:
            text = _read(path)
            if text is not None and not text.startswith(MARK):
                found[path.relative_to(root).as_posix()] = f"{line}\n{text}"
    return found


def differing(root: Path, programme: Programme) -> list[str]:
    """The schemas below `root` that are not what they should be, or should not be there."""
    return _differing(root, schemas(programme))


def _differing(root: Path, wanted: Mapping[str, str]) -> list[str]:
    there = {f"{FOLDER}/{path.name}" for path in (root / FOLDER).glob("*.json")}
    changed = {path for path, text in wanted.items() if _read(root / path) != text}
    return sorted(changed | (there - wanted.keys()))


def _replace(path: Path, text: str) -> None:
    """Write a file so that nobody ever finds half of it."""
    unfinished = path.with_suffix(".ny")
    try:
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def _name(source: str) -> str:
    """The file of a schema. A folder's is called as one record: »system.json« of »systems/«."""
    for collection in COLLECTIONS:
        if collection.source == source and collection.is_folder:
            return f"{collection.kind}.json"
    return PurePosixPath(source).with_suffix(".json").name


def _path(source: str) -> str:
    return f"{FOLDER}/{_name(source)}"


def _text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _of_collection(collection: Collection, programme: Programme) -> Schema:
    definitions = Definitions(programme, collection)
    record = definitions.record()
    is_list = not (collection.is_folder or collection.single)
    return {
        "$schema": DIALECT,
        "$comment": COMMENT,
        "title": collection.plural if is_list else collection.word.capitalize(),
        "description": collection.reason.sentence,
        **({"type": "array", "items": record} if is_list else record),
        "$defs": definitions.made,
    }


def _of_synonyms() -> Schema:
    meaning: Schema = {
        **TEXT,
        "title": "Vad det heter",
        "description": "Ett ord som finns på webbplatsen, till exempel »e-post«.",
    }
    several = {"title": "Vad det heter", "type": "array", "items": meaning}
    return {
        "$schema": DIALECT,
        "$comment": COMMENT,
        "title": "Synonymer",
        "description": (
            "Ord som folk söker på, och vad de heter i programmet: »mejl: e-post«, eller flera inom"
            " hakparenteser.\n\nFylls i av redaktionen.\n\nOrden visas inte, men sökningen på båda"
            " webbplatserna använder dem (öppen)."
        ),
        "type": "object",
        "additionalProperties": {"anyOf": [meaning, several]},
    }

"""Schemas: what an editor knows of the files in data/ before they are checked."""

import json
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter, ValidationError

from macros import schemas
from macros.programme import examine
from macros.records import COLLECTIONS, fields
from macros.records.appearance import Colour
from macros.records.municipality import WebAddress
from macros.records.reading import SYNONYMS
from macros.schemas import references, values
from tests.conftest import HAGGASA, REPOSITORY

SOURCES = [*(collection.source for collection in COLLECTIONS), SYNONYMS]
MEND = "Kör itprogram schemas och spara ändringarna i data/schemas/ tillsammans med resten."


class AsEditorsRead(yaml.CSafeLoader):
    """YAML as an editor reads it, by version 1.2: numbers, true, false and null, but no days."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (PyYAML's own)


for tag, form, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    AsEditorsRead.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{form})$"), first
    )
AsEditorsRead.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
AsEditorsRead.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def as_editors_read(text):
    return yaml.load(text, Loader=AsEditorsRead)  # noqa: S506 (a safe loader)


def files_of(root, source):
    path = root / "data" / source
    return sorted(path.glob("*.yml")) if source.endswith("/") else [path] * path.exists()


def validators_of(root):
    """The programme of a municipality, and what tries a file of each kind."""
    programme, found = examine(root)
    assert found == []
    made = schemas.schemas(programme)
    return programme, {
        Path(path).stem: Draft202012Validator(json.loads(text)) for path, text in made.items()
    }


@pytest.fixture(scope="module")
def real():
    return validators_of(REPOSITORY)


@pytest.fixture(scope="module")
def haggasa_schemas():
    return validators_of(HAGGASA)


@pytest.fixture(scope="module")
def validators(real):
    return real[1]


@pytest.fixture(scope="module")
def programme(real):
    return real[0]


def schema_of(source):
    return Path(schemas.modeline_of(source)).stem


def wrong(validator, data):
    """Where in some data something is wrong."""
    return sorted({"/".join(map(str, it.absolute_path)) for it in validator.iter_errors(data)})


# --- what is right and what is wrong --------------------------------------------------------


@pytest.mark.parametrize("source", SOURCES)
def test_what_the_check_accepts_nothing_is_wrong_with(real, haggasa_schemas, source):
    for root, (_, validators) in ((REPOSITORY, real), (HAGGASA, haggasa_schemas)):
        for file in files_of(root, source):
            data = as_editors_read(file.read_text("utf-8"))
            assert wrong(validators[schema_of(source)], data) == [], file


def test_every_schema_is_a_proper_one_and_says_so(validators):
    for name, validator in validators.items():
        Draft202012Validator.check_schema(validator.schema)
        assert validator.schema["$schema"].endswith("/2020-12/schema"), name


SYSTEM = """
name: Provet
summary: Ett system.
purpose: Att prova.
status: i drift
sections: ["3.1"]
assignments:
  - {role: systemagare, party: kommunstyrelsen, since: 2026-03-01}
exchanges: {inga: Systemet lämnar ingenting.}
backup: {interval: 4 timmar kontorstid}
user_count: 120
example: ja
"""


def test_a_small_record_is_accepted(validators):
    assert wrong(validators["system"], as_editors_read(SYSTEM)) == []


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("name: Provet", "nam: Provet", ""),
        ("purpose: Att prova.", "", ""),
        ("name: Provet", "id: provet\nname: Provet", ""),
        ("name: Provet", "name: Provet\ninvented: ja", ""),
        ("status: i drift", "status: idrift", "status"),
        ("status: i drift", "status:", "status"),
        ("role: systemagare", "role: systemagre", "assignments/0/role"),
        ("role: systemagare", "role: enhet/kommunstyrelsen", "assignments/0/role"),
        ("role: systemagare, ", "", "assignments/0"),
        ('["3.1"]', '["3.9"]', "sections/0"),
        ('["3.1"]', "[3.9]", "sections/0"),
        ('["3.1"]', '"3.1"', "sections"),
        ("2026-03-01", "2026-3-1", "assignments/0/since"),
        ("4 timmar", "fyra timmar", "backup"),
        ("{inga: Systemet lämnar ingenting.}", "inga", "exchanges"),
        ("{inga: ", "{ingenting: ", "exchanges"),
        ("user_count: 120", "user_count: många", "user_count"),
        ("example: ja", "example: true", "example"),
        ("Ett system.", "[Ett system.]", "summary"),
    ],
)
def test_a_common_mistake_is_seen_where_it_is(validators, before, after, where):
    assert before in SYSTEM
    data = as_editors_read(SYSTEM.replace(before, after))
    assert wrong(validators["system"], data) == [where]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ett system.", "2100"),
        ('["3.1"]', "[3.1, 3]"),
        ("user_count: 120", 'user_count: "120"'),
        ("role: systemagare", "role: roll/systemagare"),
        ("4 timmar kontorstid", "1 dygn"),
    ],
)
def test_what_can_be_written_in_two_ways_may_be_so(validators, before, after):
    data = as_editors_read(SYSTEM.replace(before, after))
    assert wrong(validators["system"], data) == []


def test_an_id_of_several_kinds_is_written_with_its_kind(validators):
    schema = {**validators["requirements"].schema["items"]["properties"]["applies_to"]}
    schema["$defs"] = validators["requirements"].schema["$defs"]
    applies_to = Draft202012Validator(schema)
    assert wrong(applies_to, ["roll/kommunstyrelsen", "enhet/kommunstyrelsen", "systemagare"]) == []
    assert wrong(applies_to, ["kommunstyrelsen"]) == ["0"]


def test_where_there_are_no_ids_none_is_accepted():
    nothing = Draft202012Validator(references.reference({"function": {}}, ("function",)))
    assert wrong(nothing, "forvaltningschef") == wrong(nothing, "funktion/") == [""]


def test_synonyms_are_a_word_or_several(validators):
    assert wrong(validators["synonyms"], {"mejl": "e-post", "läcka": ["incident", 112]}) == []
    assert wrong(validators["synonyms"], {"mejl": {"e": "post"}}) == ["mejl"]


# --- the same rules as the models' ----------------------------------------------------------

WRITTEN = {
    "line": (fields.Line, values.LINE),
    "day": (fields.Day, values.DAY),
    "duration": (fields.Duration, values.DURATION),
    "number": (fields.Number, values.COUNT),
} | {
    type_name: (alias, values.READ_BY[values.reader(alias)])
    for type_name, alias in {
        "slug": fields.Slug,
        "code": fields.Code,
        "section": fields.SectionNumber,
        "colour": Colour,
        "address": WebAddress,
    }.items()
}
NOT_ALL_EXIST = {"day"}
"""What can be written rightly and yet not be: the 30th of February."""


def reads(alias, text):
    try:
        TypeAdapter(alias).validate_python(text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", WRITTEN)
@settings(max_examples=40)
@given(data=st.data())
def test_a_schema_wants_a_text_written_as_its_model_does(name, data):
    alias, pattern = WRITTEN[name]
    rightly = st.from_regex(pattern.expression, fullmatch=True)
    some = st.text("0129azAZåÖ .-#:/\n", max_size=12)
    text = data.draw(rightly | some)
    assume(not text.endswith("\n"))
    accepted = bool(re.search(pattern.expression, text))
    if name in NOT_ALL_EXIST:
        assert accepted or not reads(alias, text)
    else:
        assert accepted == reads(alias, text)


def test_a_line_has_no_more_characters_than_its_model_takes():
    for text in ("a" * 300, "a" * 301, " " + "å b" * 100 + "\n", "", "a\nb"):
        accepted = bool(re.search(values.LINE.expression, text))
        assert accepted == reads(fields.Line, text)


# --- what is told ---------------------------------------------------------------------------


def properties(schema):
    """Every property of a schema, whatever it stands in."""
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from value.items()
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


def test_every_field_has_a_title_and_tells_its_form_its_author_and_its_readers(validators):
    for file, validator in validators.items():
        for name, it in properties(validator.schema):
            assert it["title"], (file, name)
            if name in fields.ABSENCE_WORDS:
                continue
            *_, form, author, readers = it["description"].split("\n\n")
            assert form.endswith((".", "«")), (file, name)
            assert author.startswith("Fylls i av "), (file, name)
            assert re.match("Öppen: |Intern: |Skyddad: ", readers), (file, name)


def test_a_field_is_told_of_in_swedish(validators):
    schema = validators["system"].schema
    assert schema["$defs"]["Assignment"]["properties"]["since"]["description"] == (
        "Första dagen med rollen.\n\n"
        "Datum, till exempel 2026-03-01.\n\n"
        "Fylls i av den som förvaltar systemet.\n\n"
        "Intern: alla anställda får läsa."
    )
    assert schema["properties"]["exchanges"]["description"] == (
        "Uppgifter som regelbundet hämtas från eller lämnas till andra.\n\n"
        "Lista där varje punkt är en grupp fält. Finns inget skrivs ordet och skälet,"
        " till exempel »inga: skäl«.\n\n"
        "Fylls i av den som förvaltar systemet.\n\n"
        "Öppen: alla får läsa."
    )


def test_a_field_in_an_internal_group_is_told_to_be_internal(validators):
    schema = validators["system"].schema
    contact = schema["$defs"]["Assignment"]["properties"]["contact"]
    assert contact["$ref"] == "#/$defs/Contact.intern"
    mailbox = schema["$defs"]["Contact.intern"]["properties"]["mailbox"]
    assert mailbox["description"].endswith("Intern: alla anställda får läsa.")


def test_an_id_is_told_of_by_the_title_of_what_it_is_the_id_of(programme):
    told = references.ids(programme.index, ("role", "function"))
    assert told["systemagare"] == "Systemägare (roll)"
    assert references.ids(programme.index, ("section",))["3.1"].startswith("3.1 ")


def test_a_field_has_the_name_that_the_municipality_gives_it(haggasa_schemas):
    _, validators = haggasa_schemas
    fields_of = validators["system"].schema["$defs"]["Criticality.intern"]["properties"]
    assert fields_of["consulted"]["title"] == "Tillfrågade"


# --- the files ------------------------------------------------------------------------------


def test_the_schemas_are_those_of_the_models_and_the_data(programme):
    assert schemas.differing(REPOSITORY, programme) == [], MEND


def test_only_what_differs_is_written_and_what_is_not_wanted_is_removed(tmp_path, haggasa_schemas):
    programme, validators = haggasa_schemas
    (tmp_path / "data").mkdir()
    every = schemas.write(tmp_path, programme)
    assert every == sorted(f"data/schemas/{name}.json" for name in validators)
    folder = tmp_path / "data" / "schemas"
    (folder / "system.json").write_bytes(b"\xff")
    (folder / "gone.json").write_text("{}")
    (folder / "README.md").write_text("Egen text.")
    untouched = (folder / "role.json").stat().st_mtime_ns
    changed = ["data/schemas/gone.json", "data/schemas/system.json"]
    assert schemas.differing(tmp_path, programme) == changed
    assert schemas.write(tmp_path, programme) == changed
    assert schemas.differing(tmp_path, programme) == schemas.write(tmp_path, programme) == []
    assert (folder / "role.json").stat().st_mtime_ns == untouched
    assert {it.name for it in folder.iterdir()} == {
        *(f"{it}.json" for it in validators),
        "README.md",
    }


@pytest.mark.parametrize("source", SOURCES)
def test_every_file_begins_by_telling_which_schema_it_has(source):
    for file in files_of(REPOSITORY, source):
        first = file.read_text("utf-8").partition("\n")[0]
        assert first == schemas.modeline_of(source)
        assert (file.parent / first.partition("$schema=")[2]).is_file()


def test_a_file_of_a_collection_begins_with_its_schema():
    lines = {it.kind: schemas.modeline(it) for it in COLLECTIONS}
    assert lines["system"] == "# yaml-language-server: $schema=../schemas/system.json"
    assert lines["term"] == "# yaml-language-server: $schema=schemas/terms.json"


def test_the_editor_is_told_which_files_have_which_schema_and_fetches_none():
    told = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))
    wanted = {
        f"./data/schemas/{schema_of(source)}.json": f"data/{source}"
        + "*.yml" * source.endswith("/")
        for source in SOURCES
    }
    found = {schema: files[0] for schema, files in told["yaml.schemas"].items()}
    assert found == wanted, "Rätta raderna under yaml.schemas i .vscode/settings.json."
    assert told["yaml.schemaStore.enable"] is False

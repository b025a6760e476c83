"""Open data: the same as the site shows, in files that others can read."""

import csv
import io
import json
from datetime import date
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from rdflib import DCTERMS, FOAF, RDF, BNode, Graph, Literal, Namespace, URIRef

from macros import formats, opendata, register
from macros.build import build
from macros.formats import Item
from macros.programme import examine
from macros.records import KINDS, MODELS
from macros.records.fields import Visibility, models_in
from macros.redaction import redact
from macros.views import Absence, Field, Link, Shape, Title, View
from macros.visibility import level
from tests.conftest import HAGGASA, REPOSITORY, TODAY, make_root

SITE = "https://kommunen.example/it/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
CC0 = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
SITES = [
    (root, audience)
    for root in (REPOSITORY, HAGGASA)
    for audience in (Visibility.PUBLIC, Visibility.INTERNAL)
]


def view_of(root, audience):
    programme, found = examine(root)
    assert found == []
    return redact(programme, audience)


@pytest.fixture(
    scope="module", params=SITES, ids=lambda site: f"{site[0].name}-{site[1].name.lower()}"
)
def view(request):
    return view_of(*request.param)


@pytest.fixture(scope="module")
def public():
    return view_of(REPOSITORY, Visibility.PUBLIC)


def texts_of(view, site_url=""):
    made = opendata.files(view, TODAY, site_url)
    return {path: "".join(text()) for path, text in made.items()}


def table(text):
    """The rows of a CSV file, each by its columns."""
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


def split(cell):
    r"""The values of a cell, as the page about the files tells: » | « between, \| and \\ within."""
    values, rest = [""], cell
    while rest:
        if rest.startswith(" | "):
            values.append("")
            rest = rest[3:]
        else:
            step = 2 if rest[0] == "\\" else 1
            values[-1] += rest[step - 1]
            rest = rest[step:]
    return values


def schema_keys(schema, name="record", path=()):
    """Every key that a schema lets stand in its records, dotted."""
    for key, form in schema["$defs"][name]["properties"].items():
        yield ".".join((*path, key))
        for option in (form, form.get("items", {}), *form.get("anyOf", ())):
            below = option.get("items", option).get("$ref", "").removeprefix("#/$defs/")
            if below.startswith("record.") and below != name:
                yield from schema_keys(schema, below, (*path, key))


# --- what there is -------------------------------------------------------------------------


def test_every_kind_with_records_has_json_csv_and_a_schema(view):
    paths = set(opendata.files(view, TODAY))
    names = {export.name for export in opendata.exports(view)}
    assert {"system", "roller", "uppgifter", "krav", "begrepp", "enheter"} <= names
    ends = (".json", ".csv", ".schema.json")
    assert paths == {f"data/{name}{end}" for name in names for end in ends} | {"data/dcat.rdf"}


def test_the_software_is_exported_only_where_it_is_shown():
    for audience, has in ((Visibility.PUBLIC, False), (Visibility.INTERNAL, True)):
        made = opendata.files(view_of(REPOSITORY, audience), TODAY)
        assert ("data/programvaror.json" in made) is has


def test_json_and_csv_hold_the_same_records_as_the_site(view):
    texts = texts_of(view)
    for export in opendata.exports(view):
        ids = [record.link.id for record in export.shelf]
        records = json.loads(texts[f"data/{export.name}.json"])["records"]
        assert sorted(record["id"] for record in records) == sorted(ids)
        rows = table(texts[f"data/{export.name}.csv"])
        assert [unguarded(row["id"]) for row in rows] == [record["id"] for record in records]


def test_the_same_data_and_date_give_the_same_text(view):
    assert texts_of(view) == texts_of(view)


def test_a_file_is_made_a_record_at_a_time(public):
    pieces = list(opendata.files(public, TODAY)["data/krav.json"]())
    assert len(pieces) > len(public.shelf("requirement"))
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 20


# --- the schema ----------------------------------------------------------------------------


@pytest.mark.parametrize("site_url", ["", SITE])
def test_every_json_file_is_as_its_schema_says(view, site_url):
    texts = texts_of(view, site_url)
    for export in opendata.exports(view):
        schema = json.loads(texts[f"data/{export.name}.schema.json"])
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema, format_checker=FormatChecker())
        content = json.loads(texts[f"data/{export.name}.json"])
        assert [error.message for error in validator.iter_errors(content)] == []


def test_a_schema_refuses_what_cannot_stand_in_the_file(public):
    texts = texts_of(public)
    validator = Draft202012Validator(json.loads(texts["data/system.schema.json"]))
    content = json.loads(texts["data/system.json"])
    for key, value in (("criticality", {}), ("infrastructure", "ja"), ("status", "borta")):
        content["records"][0] |= {key: value}
        assert not validator.is_valid(content), key
        content = json.loads(texts["data/system.json"])


def test_a_schema_tells_each_field_in_swedish(public):
    schema = json.loads(texts_of(public)["data/system.schema.json"])
    properties = schema["$defs"]["record"]["properties"]
    assert properties["purpose"]["title"] == "Ändamål"
    assert all(form["title"] for form in properties.values())


def test_a_schema_has_the_municipalitys_own_words():
    texts = texts_of(view_of(HAGGASA, Visibility.PUBLIC))
    assert json.loads(texts["data/system.schema.json"])["title"] == "Objekt"
    assert json.loads(texts["data/system.json"])["title"] == "Objekt"


ENDINGS = {"id", "title", "absent"}


def open_keys(model, path=()):
    """Every key of a model that may be on the open web, dotted."""
    for name, info in model.model_fields.items():
        if level(info.metadata) is Visibility.PUBLIC:
            key = info.alias or name
            yield ".".join((*path, key))
            for part in models_in(info.annotation):
                if part is not model:
                    yield from open_keys(part, (*path, key))


def raised(root, kind):
    """Every key that some record of a kind has raised by a decision."""
    programme, _ = examine(root)
    records = programme.records.get(kind, ())
    return {key for record in records for it in record.publication_decisions for key in it.fields}


@pytest.mark.parametrize("root", [REPOSITORY, HAGGASA], ids=["mjolby", "haggasa"])
def test_the_open_files_name_no_field_that_only_employees_see(root):
    view = view_of(root, Visibility.PUBLIC)
    texts = texts_of(view)
    for export in opendata.exports(view):
        allowed = set(open_keys(MODELS[export.shelf.kind])) | raised(root, export.shelf.kind)
        told = set(schema_keys(json.loads(texts[f"data/{export.name}.schema.json"])))
        ours = {key for key in told if key.split(".")[-1] in {"id", "page_url", "part_of"}}
        assert told - ours <= allowed
        for column in table(texts[f"data/{export.name}.csv"])[0]:
            if column not in {"id", "page_url", "part_of.id", "part_of.title"}:
                key, _, ending = column.rpartition(".")
                assert column in allowed or (key in allowed and ending in ENDINGS), column


def test_a_field_that_one_record_shows_by_a_decision_is_in_the_schema_alone(haggasa):
    path = haggasa / "data" / "systems" / "lokalbokningen.yml"
    path.write_text(
        path.read_text(encoding="utf-8") + "publication_decisions:\n"
        "  - {fields: [criticality.group], by: kommundirektor, date: 2026-01-02, reason: Fråga.}\n",
        encoding="utf-8",
    )
    texts = texts_of(view_of(haggasa, Visibility.PUBLIC))
    schema = json.loads(texts["data/system.schema.json"])
    assert {key for key in schema_keys(schema) if key.startswith("criticality")} == {
        "criticality",
        "criticality.group",
    }
    records = {record["id"]: record for record in json.loads(texts["data/system.json"])["records"]}
    assert records["lokalbokningen"]["criticality"]["group"]["title"] == "C"
    rows = {row["id"]: row for row in table(texts["data/system.csv"])}
    assert rows["lokalbokningen"]["criticality.group.title"] == "C"
    assert rows["trygghetslarmen"]["criticality.group.title"] == ""


def test_our_own_keys_are_never_a_fields_key(view):
    def keys(shape):
        for field in shape.fields.values():
            yield field.key
            if field.inner:
                yield from keys(field.inner)

    for shelf in view.shelves.values():
        found = set(keys(shelf.shape))
        assert not found & {formats.PAGE, formats.PART_OF, "absent", "records"}


# --- JSON ----------------------------------------------------------------------------------


def test_values_have_their_types_and_links_say_where_they_lead(public):
    texts = texts_of(public)
    records = {record["id"]: record for record in json.loads(texts["data/system.json"])["records"]}
    mail = records["e-post"]
    assert mail["example"] is True
    assert mail["page_url"] == "system/e-post/"
    assert mail["introduced_on"] == "2023-10-01"
    assert mail["exchanges"]["ej tillämpligt"].startswith("Systemet förmedlar")
    assert mail["assignments"][0]["party"] == {
        "kind": "enhet",
        "id": "kommunstyrelsen",
        "title": "Kommunstyrelsen",
        "url": "organisation/#kommunstyrelsen",
    }


def test_addresses_are_whole_when_the_site_has_one(public):
    for site_url in (SITE, SITE.rstrip("/")):
        content = json.loads(texts_of(public, site_url)["data/system.json"])
        assert content["records"][0]["page_url"].startswith(f"{SITE}system/")
        assert content["schema"] == f"{SITE}data/system.schema.json"


def test_every_relative_address_is_a_page_of_the_site():
    site = build(REPOSITORY, "public", TODAY)
    text = "".join(opendata.files(site.view, TODAY)["data/system.json"]())
    for record in json.loads(text)["records"]:
        assert f"{record['page_url'].removesuffix('/')}.md" in site.pages


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("krav/index.md#r01", "krav/#r01"),
        ("system/e-post.md", "system/e-post/"),
        ("system/a-index.md", "system/a-index/"),
        ("om.md", "om/"),
        ("å/b c.md#d é", "%C3%A5/b%20c/#d%20%C3%A9"),
    ],
)
def test_a_pages_address_is_where_the_engine_puts_it(path, expected):
    assert opendata.address(path) == expected


def test_a_file_tells_what_it_is_and_that_the_adopted_document_is_the_original(public):
    content = json.loads(texts_of(public)["data/system.json"])
    assert content["municipality"] == "Mjölby kommun"
    assert "§ 126" in content["notice"]
    assert "påhittade" in content["example_note"]
    assert content["built"] == "2026-11-24"
    assert "license" not in content


def test_a_duty_says_which_role_it_is_a_part_of(public):
    texts = texts_of(public)
    duties = json.loads(texts["data/uppgifter.json"])["records"]
    owners = {duty["id"]: duty["part_of"]["id"] for duty in duties}
    assert owners["systemagare.04j"] == "systemagare"
    rows = {row["id"]: row for row in table(texts["data/uppgifter.csv"])}
    assert rows["systemagare.04"]["part_of.id"] == "systemagare"
    assert "systemagare.04j" in split(rows["systemagare.04"]["points.id"])


# --- CSV -----------------------------------------------------------------------------------


def a_field(form, key, *, is_list=False, absent=False, inner=None):
    return Field(Title(key), key, "", form, is_list, absent, (), inner)


def a_shape(**fields):
    return Shape(fields, frozenset(fields))


PART = a_shape(
    what=a_field("text", "what"),
    many=a_field("text", "many", is_list=True),
    who=a_field("link", "who"),
)
RECORD = a_shape(
    id=a_field("text", "id"),
    text=a_field("text", "text"),
    list_=a_field("text", "list", is_list=True, absent=True),
    parts=a_field("group", "parts", is_list=True, inner=PART),
    day=a_field("day", "day"),
    flag=a_field("flag", "flag"),
)


def a_link(identifier):
    return Link("system", "system", identifier, f"Namn på {identifier}", f"system/{identifier}.md")


def csv_of(**values):
    items = [Item(View(RECORD, values, a_link("a")))]
    text = "".join(
        formats.as_csv(items, formats.group_of(RECORD, items), lambda link: link.path, parts=False)
    )
    (row,) = table(text)
    return {column: unguarded(cell) for column, cell in row.items()}, text


NASTY = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n'\"\\|;, a1"), st.characters(exclude_categories=["Cs"])),
    max_size=12,
).filter(lambda text: "\0" not in text)


@given(NASTY)
def test_any_text_comes_back_from_csv_as_it_was(text):
    row, _ = csv_of(text=text)
    assert row["text"] == text


@given(st.lists(NASTY, min_size=1, max_size=4))
def test_any_list_comes_back_from_csv_as_it_was(texts):
    row, _ = csv_of(list_=tuple(texts))
    assert split(row["list"]) == (texts if any(texts) else [""])


@given(st.lists(st.tuples(NASTY, st.lists(NASTY, max_size=3)), min_size=1, max_size=4))
def test_groups_stand_in_the_same_order_in_all_their_columns(groups):
    parts = tuple(
        View(PART, {"what": what, "many": tuple(many), "who": a_link(f"s{number}")})
        for number, (what, many) in enumerate(groups)
    )
    row, _ = csv_of(parts=parts)
    ids = split(row["parts.who.id"])
    assert ids == [f"s{number}" for number in range(len(groups))]
    if row["parts.what"]:
        assert split(row["parts.what"]) == [what for what, _ in groups]
    if row["parts.many"]:
        cells = split(row["parts.many"])
        assert len(cells) == len(groups)
        assert [split(cell) for cell in cells] == [
            many if any(many) else [""] for _, many in groups
        ]


@given(NASTY)
def test_no_cell_begins_as_a_formula(text):
    _, written = csv_of(text=text, list_=(text,))
    for row in csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")):
        assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r\n"} - {""}]


def test_a_csv_file_is_as_rfc_4180_says(public):
    for path, text in texts_of(public).items():
        if path.endswith(".csv"):
            assert text.endswith("\r\n"), path
            widths = {len(row) for row in csv.reader(io.StringIO(text[1:], newline=""))}
            assert len(widths) == 1, path


def test_no_column_stands_twice(view):
    for path, text in texts_of(view).items():
        if path.endswith(".csv"):
            header = next(csv.reader(io.StringIO(text[1:], newline="")))
            assert len(header) == len(set(header)), path


def test_an_outright_none_has_its_reason_in_a_column_of_its_own():
    row, _ = csv_of(list_=Absence("inga", "Ingår."), flag=False, day=date(2026, 3, 1))
    assert (row["list"], row["list.absent"]) == ("", "inga: Ingår.")
    assert (row["flag"], row["day"]) == ("false", "2026-03-01")


# --- DCAT-AP-SE ----------------------------------------------------------------------------


def catalog(view, site_url=SITE):
    text = texts_of(view, site_url)["data/dcat.rdf"]
    here = urljoin(site_url or "https://annan.example/", "data/dcat.rdf")
    return Graph().parse(data=text, format="xml", publicID=here), text


def test_the_catalog_has_what_dcat_ap_se_demands(view):
    graph, _ = catalog(view)
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert set(graph.objects(whole, DCAT.dataset)) == datasets
    assert len(datasets) == len(opendata.exports(view))
    distributions = set(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) == 2 * len(datasets)
    publishers = set(graph.objects(None, DCTERMS.publisher))
    assert len(publishers) == 1
    for node in (whole, *datasets):
        assert graph.value(node, DCTERMS.title, any=False).language == "sv"
        assert graph.value(node, DCTERMS.description, any=False).language == "sv"
        assert graph.value(node, DCTERMS.publisher, any=False) in publishers
    for publisher in publishers:
        assert (publisher, RDF.type, FOAF.Agent) in graph
        assert str(graph.value(publisher, FOAF.name)) == view.municipality.name
    for node in distributions:
        assert graph.value(node, DCAT.accessURL)
        assert graph.value(node, DCTERMS.format) in {
            Literal("application/json"),
            Literal("text/csv"),
        }
    assert set(graph.objects(None, DCAT.theme)) == {
        URIRef("http://publications.europa.eu/resource/authority/data-theme/GOVE")
    }


def test_the_catalog_has_no_blank_nodes_and_whole_addresses_only(view):
    graph, _ = catalog(view)
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]
    for node in {*graph.subjects(), *graph.objects()}:
        if isinstance(node, URIRef):
            assert str(node).startswith(("https://", "http://", "mailto:"))
            assert not str(node).startswith("https://annan")


@pytest.mark.parametrize("site_url", ["", SITE])
def test_the_catalog_points_at_the_files_that_there_are(view, site_url):
    graph, _ = catalog(view, site_url)
    site = site_url or "https://annan.example/"
    made = {f"{site}{path}" for path in opendata.files(view, TODAY)}
    pointed = {str(url) for url in graph.objects(None, DCAT.downloadURL)}
    schemas = {str(url) for url in graph.objects(None, DCTERMS.conformsTo)}
    assert pointed | schemas == made - {f"{site}data/dcat.rdf"}
    assert set(graph.objects(None, FOAF.homepage)) == {URIRef(site)}
    assert set(graph.objects(None, FOAF.page)) == {URIRef(f"{site}data/")}


def test_the_catalog_says_only_what_the_municipality_has_said(tmp_path):
    profile = make_root(tmp_path, REPOSITORY) / "data" / "municipality.yml"
    told = profile.read_text(encoding="utf-8")
    contact = "contact:\n  mailbox: fraga@exempelkommunen.example\n"
    assert contact in told
    profile.write_text(told.replace(contact, ""), encoding="utf-8")
    graph, _ = catalog(view_of(tmp_path, Visibility.PUBLIC))
    assert not set(graph.objects(None, DCTERMS.license))
    assert not set(graph.subjects(RDF.type, VCARD.Organization))
    assert not set(graph.objects(None, DCTERMS.issued))
    modified = set(graph.subject_objects(DCTERMS.modified))
    assert {value for _, value in modified} == {Literal("2026-11-24", datatype=XSD.date)}
    assert not {node for node, _ in modified} & set(graph.subjects(RDF.type, DCAT.Dataset))


def test_the_catalog_has_the_licence_the_contact_and_the_publisher_that_are_given():
    graph, _ = catalog(view_of(HAGGASA, Visibility.PUBLIC))
    assert set(graph.objects(None, DCTERMS.license)) == {CC0}
    (whole,) = graph.subjects(RDF.type, DCAT.Catalog)
    assert graph.value(whole, DCTERMS.license) == CC0
    assert graph.value(whole, DCTERMS.publisher) == URIRef("https://haggasa.example/om/utgivare")
    (contact,) = graph.subjects(RDF.type, VCARD.Organization)
    assert graph.value(contact, VCARD.hasEmail) == URIRef("mailto:digitalt@haggasa.example")
    assert str(graph.value(contact, VCARD.fn)) == "Häggåsa kommun"
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert set(graph.subjects(DCAT.contactPoint, contact)) == datasets


def test_a_name_with_marks_of_xml_stays_the_name_that_it_is(haggasa):
    path = haggasa / "data" / "municipality.yml"
    name = 'Hägg & <b>"åsa"</b> ]]>'
    text = path.read_text(encoding="utf-8").replace("name: Häggåsa kommun", f"name: '{name}'", 1)
    path.write_text(text, encoding="utf-8")
    graph, _ = catalog(view_of(haggasa, Visibility.PUBLIC))
    assert name in {str(value) for value in graph.objects(None, FOAF.name)}


def test_a_licence_that_is_no_web_address_is_a_mistake(haggasa):
    path = haggasa / "data" / "municipality.yml"
    text = path.read_text(encoding="utf-8")
    for address in ("javascript:alert(1)", "http://a b", "CC0", 'http://a"onclick'):
        wrong = text.replace(f"license: {CC0}", f"license: '{address}'", 1)
        path.write_text(wrong, encoding="utf-8")
        _, found = examine(haggasa)
        assert [problem.place.line for problem in found], address


# --- the pages -----------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("root", [REPOSITORY, HAGGASA], ids=["mjolby", "haggasa"])
def test_the_page_links_to_every_file(root, audience):
    site = build(root, audience, TODAY)
    page = site.shortcodes.open_data()
    for path in opendata.files(site.view, TODAY):
        assert f"(/{path})" in page, path
    assert "None" not in page
    assert "Nothing" not in page


def test_the_page_says_that_no_licence_is_chosen_or_which():
    assert "inte valt någon licens" in build(REPOSITORY, "public", TODAY).shortcodes.open_data()
    page = build(HAGGASA, "public", TODAY).shortcodes.open_data()
    assert f"[CC0 1.0](<{CC0}>)" in page


def test_the_open_page_names_no_field_that_only_employees_see():
    page = build(REPOSITORY, "public", TODAY).shortcodes.open_data()
    for word in ("criticality", "backup", "Säkerhetskopiering", "vendor", "publication"):
        assert word not in page
    assert "Säkerhetskopiering" in build(REPOSITORY, "internal", TODAY).shortcodes.open_data()


def test_the_register_shows_open_fields_only_to_everyone():
    internal = build(REPOSITORY, "internal", TODAY).shortcodes.register()
    for word in ("verksamhetskritiskt", "Leverantör", "Backup", "Version", "kontorstid"):
        assert word not in internal.replace("Leverantörer till kommunen", "").replace(
            "från leverantörer", ""
        ), word


def test_the_register_has_every_system_under_a_heading_with_its_id():
    site = build(REPOSITORY, "public", TODAY)
    page = site.shortcodes.register()
    for system in site.view.shelf("system"):
        assert f"## {system.name} {{ #{system.link.id} " in page
        assert f"[{system.name}](/{system.link.path})" in page


def test_the_register_says_what_it_is_and_is_not():
    page = build(REPOSITORY, "public", TODAY).shortcodes.register()
    assert "4 kap. 2 § offentlighets- och sekretesslagen" in page
    assert "Det är inte själva beskrivningen" in page
    assert "Det säger ingenting om sekretess" in page


def test_the_pages_stand_where_a_reader_looks_for_them():
    site = build(REPOSITORY, "public", TODAY)
    about = next(item["Om"] for item in site.nav if "Om" in item)
    assert {"Data att hämta": "data/index.md"} in about
    systems = next(item["System"] for item in site.nav if "System" in item)
    assert {"Register över system": "system/register.md"} in systems
    assert "(/system/register.md)" in site.shortcodes.index("system")
    other = build(HAGGASA, "public", TODAY)
    assert other.pages["system/register.md"].title == "Register över objekt"


def entry(view, identifier):
    return next(e for e in register.entries(view) if e.system.link.id == identifier)


def test_the_owner_holds_a_role_that_every_system_must_have(public):
    (owner,) = entry(public, "e-post").owners
    assert (owner.label, str(owner.holder)) == ("Systemägare", "Kommunstyrelsen")
    other = view_of(HAGGASA, Visibility.PUBLIC)
    assert [owner.label for owner in entry(other, "trygghetslarmen").owners] == [
        "Äger informationen"
    ]


def test_one_asks_the_owner_then_what_it_belongs_to_then_the_municipality(haggasa, public):
    asked = entry(public, "karthanteringssystemet").desk
    assert [str(word) for word in asked.words] == [
        "Byggnadsnämnden",
        "byggnadsnamnden@exempelkommunen.example",
    ]
    assert str(entry(public, "e-post").desk.who) == "Mjölby kommun"
    path = haggasa / "data" / "units.yml"
    units = path.read_text(encoding="utf-8")
    view = view_of(haggasa, Visibility.PUBLIC)
    assert str(entry(view, "trygghetslarmen").desk.who) == "Häggåsa kommun"
    path.write_text(
        units.replace("  kind: nämnd\n  parent: kf\n", "  kind: nämnd\n  parent: ovanfor\n")
        + "- {id: ovanfor, name: Ovanför, kind: fullmäktige, contact: {phone: 0123-45}}\n",
        encoding="utf-8",
    )
    view = view_of(haggasa, Visibility.PUBLIC)
    assert [str(word) for word in entry(view, "trygghetslarmen").desk.words] == [
        "Ovanför",
        "0123-45",
    ]


def test_units_that_are_parts_of_each_other_do_not_ask_forever(haggasa):
    path = haggasa / "data" / "units.yml"
    units = path.read_text(encoding="utf-8")
    path.write_text(
        units.replace("  kind: nämnd\n  parent: kf\n", "  kind: nämnd\n  parent: ovanfor\n")
        + "- {id: ovanfor, name: Ovanför, kind: fullmäktige, parent: omsorgsnamnden}\n",
        encoding="utf-8",
    )
    programme, _ = examine(haggasa)
    view = redact(programme, Visibility.PUBLIC)
    assert str(entry(view, "trygghetslarmen").desk.who) == "Häggåsa kommun"


def test_every_kind_that_has_a_file_is_a_kind_that_there_is():
    assert {row[0] for row in opendata.ROWS} <= set(KINDS)
    assert {row[2] for row in opendata.ROWS} - {""} <= set(KINDS)

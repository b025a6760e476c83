"""The systems as a table, and the register: what each audience finds there."""

from html.parser import HTMLParser

import pytest

from macros import register
from macros.build import build
from tests.conftest import HAGGASA, REPOSITORY, TODAY, build_site
from tests.reading import read_page


class Cells(HTMLParser):
    """The rows of the tables of a page: each cell with its tag, attributes, classes and text."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.rows = []
        self.boxes = []
        self._in_cell = False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "data-sort" in attributes:
            self.boxes.append(attributes)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append({"tag": tag, **attributes, "marks": [], "text": ""})
            self._in_cell = True
        elif self._in_cell and "class" in attributes:
            self.rows[-1][-1]["marks"].append(attributes["class"])

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._in_cell = False

    def handle_data(self, data):
        if self._in_cell:
            self.rows[-1][-1]["text"] += data


def cells(site, path="system/"):
    return Cells((site / path / "index.html").read_text(encoding="utf-8"))


def texts(row):
    return [" ".join(cell["text"].split()) for cell in row]


@pytest.fixture(scope="module")
def public():
    return build(REPOSITORY, "public", TODAY).view


@pytest.fixture(scope="module")
def internal():
    return build(REPOSITORY, "internal", TODAY).view


def headings(view):
    return [column.title for column in register.index(view).columns]


def test_employees_see_who_holds_what_and_how_critical_it_is(internal_site):
    table = cells(internal_site).rows
    assert texts(table[0]) == [
        "System", "Status", "Systemägare", "Systemförvaltare", "Kritikalitet"
    ]  # fmt: skip
    (row,) = [row for row in table if row[0]["text"].startswith("Ekonomisystemet")]
    assert texts(row) == [
        "Ekonomisystemet Exempel", "I drift", "Kommunstyrelsen",
        "Ekonom med ansvar för systemet (exempel)", "Verksamhetskritiskt",
    ]  # fmt: skip


def test_a_column_that_everyone_else_may_not_see_is_not_there(public_site):
    page = (public_site / "system" / "index.html").read_text(encoding="utf-8")
    assert texts(cells(public_site).rows[0]) == [
        "System", "Status", "Systemägare", "Operativt ansvarig"
    ]  # fmt: skip
    for word in ("kritik", "systemforvaltare", "Systemförvaltare"):
        assert word not in page[page.index("<article") : page.index("</article")], word


def test_a_table_has_at_most_five_columns_whatever_roles_a_municipality_has():
    view = build(HAGGASA, "internal", TODAY).view
    assert len(view.municipality.system_roles) == 4
    assert ["Objekt", *headings(view)] == [
        "Objekt", "Status", "Objektägare", "Äger informationen", "Kritikalitet"
    ]  # fmt: skip


def test_a_role_that_no_system_tells_the_holder_of_has_no_column(haggasa):
    for path in (haggasa / "data" / "systems").glob("*.yml"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if "role: informationsagare" not in line]
        path.write_text("".join(kept), encoding="utf-8")
    view = build(haggasa, "internal", TODAY).view
    assert headings(view)[1:3] == ["Objektägare", "Förvaltningsledare"]


def test_every_row_is_headed_by_its_system_and_every_cell_says_what_it_is(
    internal_site, public_site
):
    for site in (internal_site, public_site):
        head, *rows = cells(site).rows
        assert {(cell["tag"], cell["scope"]) for cell in head} == {("th", "col")}
        assert len(rows) == 9
        for first, *others in rows:
            assert (first["tag"], first["scope"]) == ("th", "row")
            assert [cell["data-label"] for cell in others] == texts(head)[1:]


def test_a_status_is_a_word_and_a_mark(internal_site):
    marks = {cell["text"]: cell["marks"] for row in cells(internal_site).rows for cell in row}
    assert marks["I drift"] == ["running"]
    assert marks["Under införande"] == ["coming"]
    assert marks["Avvecklas"] == ["leaving"]


def test_every_status_that_a_record_can_have_has_a_mark(internal):
    for kind, marks in (
        ("system", register.STATUS_MARKS),
        ("software", register.SOFTWARE_MARKS),
    ):
        assert tuple(marks) == internal.shelf(kind).shape.fields["status"].choices


def test_words_of_a_vocabulary_have_their_own_order(internal):
    columns = {column.key: column for column in register.index(internal).columns}
    groups = [str(group.link) for group in internal.municipality.criticality_groups]
    for cell in columns["kritikalitet"].cells:
        assert groups[cell.rank] == str(cell.values[0])
    assert all(cell.rank is None for cell in columns["systemagare"].cells)


def test_what_can_be_chosen_is_records_and_vocabularies_and_not_free_text(internal_site):
    (box,) = cells(internal_site).boxes
    assert box["data-filter"] == "- status systemagare - kritikalitet"
    assert box["data-sort"] == "namn status systemagare systemforvaltare kritikalitet"
    assert box["data-find"] == "namn"


def test_the_systems_come_by_name_without_scripts(internal_site):
    names = [texts(row)[0].removesuffix(" Exempel") for row in cells(internal_site).rows[1:]]
    assert names[0] == "E-post"
    assert names[-2:] == ["Televäxeln", "Ärendehantering"]


def test_an_owner_leads_to_the_list_of_what_the_owner_has(internal_site):
    assert "../organisation/#byggnadsnamnden" in read_page(internal_site, "system/").links
    assert "../system/karthanteringssystemet/" in read_page(internal_site, "organisation/").links


def test_only_what_is_an_example_says_so(tmp_path, haggasa):
    path = haggasa / "data" / "systems" / "lokalbokningen.yml"
    path.write_text(path.read_text("utf-8") + "example: ja\n", encoding="utf-8")
    site = build_site(haggasa, "public", tmp_path / "site")
    told = [texts(row)[0] for row in cells(site).rows[1:]]
    assert [text for text in told if "Exempel" in text] == ["Lokalbokningen Exempel"]
    page = read_page(site, "system/register/")
    assert "Lokalbokningen Exempel" in page.texts["dd"]
    assert "Trygghetslarmen" in page.texts["dd"]


def test_what_a_decision_publishes_for_one_system_is_told_of_that_one_alone(haggasa):
    path = haggasa / "data" / "systems" / "lokalbokningen.yml"
    decision = (
        "publication_decisions:\n"
        "  - {fields: [criticality.group], by: kf, date: 2026-01-12, reason: Provas här.}\n"
    )
    path.write_text(path.read_text("utf-8") + decision, encoding="utf-8")
    view = build(haggasa, "public", TODAY).view
    told = {column.key: column for column in register.index(view).columns}["kritikalitet"]
    assert [str(value) for cell in told.cells for value in cell.values] == ["C"]


def test_the_registers_headings_are_names_and_the_link_stands_among_the_facts(public_site):
    page = read_page(public_site, "system/register/")
    assert "E-post" in page.texts["h2"]
    assert "e-post" in page.ids
    assert "../e-post/" in page.links
    assert "E-post Exempel" in page.texts["dd"]


def test_nothing_in_the_register_is_marked_as_open_because_all_of_it_is(internal_site):
    assert "öppen" not in read_page(internal_site, "system/register/").texts.get("span", [])


def test_programs_are_a_table_of_the_same_kind_with_an_address_for_each(internal_site):
    table = cells(internal_site, "standarder/")
    assert texts(table.rows[0]) == ["Programvara", "Används till", "Status", "Licens", "Beslut"]
    marks = {cell["text"]: cell["marks"] for row in table.rows for cell in row}
    assert marks["Kommungemensam"] == ["allowed"]
    assert "ordbehandlare" in read_page(internal_site, "standarder/").ids


def test_programs_are_for_employees(public_site):
    page = read_page(public_site, "standarder/")
    assert "table" not in page.texts
    assert "programvaror" not in page.ids

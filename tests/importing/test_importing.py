"""Importing: a register in a spreadsheet becomes files in data/systems/, and nothing is lost.

What a person is told is in the .txt files beside this one. Write them anew with
`ITPROGRAM_WRITE_GOLDEN=1 pytest tests/importing`, and read every change as an official would.
"""

import csv
import io
import os
import re
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import opendata, source
from macros.editing import writing
from macros.formats import guarded, joined
from macros.importing import places, spreadsheet
from macros.importing.exported import bare, split
from macros.importing.plan import draft
from macros.importing.preparation import prepare
from macros.importing.telling import outcome, preview
from macros.programme import examine
from macros.records.fields import Visibility
from macros.redaction import redact
from tests.conftest import HAGGASA, REPOSITORY, TODAY

HERE = Path(__file__).parent
MAP = HERE / "register.yml"

HEADINGS = (
    "Systemnamn", "Beskrivning", "Status", "Ägare", "Ägarens befattning", "Används av",
    "Personuppgifter", "Leverantör", "I drift sedan", "Kommentar", "Pris",
)  # fmt: skip
ROWS = (
    ("Lokalbokningen", "", "Produktion", "KS", "", "Kulturkontoret", True, "", "", "Bra", 12),
    ("Larm för äldre", "Larm: »knappen« #1", "", "ON", "Larmchef", "hemvarden, Hjälpdisken", "x",
     "=Larm AB", date(2021, 6, 1), "", ""),
    ("RITNINGSARKIVET", "", "", "", "", "", "", "Ritverket", "", "", ""),
)  # fmt: skip


@contextmanager
def municipality():
    """A root with the second municipality's data alone."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "haggasa"
        shutil.copytree(HAGGASA / "data", root / "data")
        yield root


@pytest.fixture
def root():
    with municipality() as root:
        yield root


def new_file(identifier, values):
    told = "".join(writing.entry(key, value) for key, value in values.items())
    return f"# Ny post: system/{identifier}\n\n{told}\n# Produkt (intern).\n# product: Skriv här\n"


def plan_of(root, file, map_file=None):
    programme, found = examine(root)
    assert found == []
    return prepare(root, programme, file, map_file, new_file)


def import_(root, file, map_file=None, *, partial=False):
    """Import a file, and return the plan that was carried out."""
    plan = plan_of(root, file, map_file)
    draft(plan, root, partial=partial).carry_out()
    assert examine(root)[1] == []
    return plan


def workbook(path, rows=ROWS, headings=HEADINGS, sheet="Systemlista"):
    """A register with a title above its headings, on the second sheet."""
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Om")
    page = book.add_worksheet(sheet)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write(0, 0, "Förteckning över system")
    for number, row in enumerate((headings, *rows), 2):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, column, value, day)
            elif isinstance(value, str) and not value.startswith("{="):
                page.write_string(number, column, value)
            elif isinstance(value, str):
                page.write_formula(number, column, value[1:-1], None, value[-1:].strip("}"))
            else:
                page.write(number, column, value)
    book.close()
    return path


def table(path, rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def with_map(root, text):
    path = root / "karta.yml"
    path.write_text(text, encoding="utf-8")
    return path


def export_of(root, audience=Visibility.INTERNAL):
    """The rows of the site's own file of systems."""
    programme, found = examine(root)
    assert found == []
    text = "".join(opendata.files(redact(programme, audience), TODAY)["data/system.csv"]())
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def with_cell(rows, identifier, column, text):
    """Rows of an export where one cell says something else."""
    at = rows[0].index(column)
    return [[*row[:at], text, *row[at + 1 :]] if row[0] == identifier else row for row in rows]


def data_of(root, identifier):
    document, found = source.read_file(root, root / f"data/systems/{identifier}.yml")
    assert found == []
    return document.data


def bytes_of(root):
    return {path: path.read_bytes() for path in sorted(root.rglob("*.yml"))}


def golden(name, text):
    path = HERE / f"{name}.txt"
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


# --- a register with a map -----------------------------------------------------------------


def test_a_register_is_told_before_anything_is_written(root):
    before = bytes_of(root)
    plan = plan_of(root, workbook(root / "register.xlsx"), MAP)
    golden("preview", preview(plan))
    assert bytes_of(root) == before
    assert plan.rows == {
        "data/systems/lokalbokningen.yml": 4,
        "data/systems/larm-for-aldre.yml": 5,
        "data/systems/ritningsarkivet.yml": 6,
    }


def test_a_register_becomes_records_that_the_check_accepts(root):
    plan = import_(root, workbook(root / "register.xlsx"), MAP)
    golden("outcome", outcome(plan))
    assert data_of(root, "larm-for-aldre") == {
        "name": "Larm för äldre",
        "summary": "Larm: »knappen« #1",
        "purpose": "Larm: »knappen« #1",
        "status": "i drift",
        "introduced_on": "2021-06-01",
        "assignments": [
            {"role": "informationsagare", "party": "omsorgsnamnden", "position": "Larmchef"}
        ],
        "used_by": ["hemvarden", "digital-service"],
        "personal_data": {"processed": "ja"},
        "operations": {"mode": "leverantör"},
        "vendor": "=Larm AB",
    }
    assert data_of(root, "lokalbokningen")["assignments"][1] == {
        "role": "informationsagare",
        "party": "ks",
        "position": "Kulturchef",
    }
    assert data_of(root, "ritningsarkivet")["name"] == "RITNINGSARKIVET"


def test_the_second_import_of_the_same_file_changes_nothing(root):
    file = workbook(root / "register.xlsx")
    import_(root, file, MAP)
    before = bytes_of(root)
    plan = import_(root, file, MAP)
    assert bytes_of(root) == before
    assert len(plan.unchanged) == 3
    golden("unchanged", preview(plan))


def test_comments_and_bytes_that_need_not_change_stay(root):
    path = root / "data/systems/lokalbokningen.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("status: i drift\n", "status:   'i drift'   # sedan länge\n# om ansvar\n"),
        ("used_by: [kulturkontoret]", "used_by:\n  - kulturkontoret # bokar"),
    ):
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    import_(root, workbook(root / "register.xlsx"), MAP)
    for old, new in (
        ("informationsagare, ", "informationsagare, party: ks, "),
        ("processed: ja}\n", "processed: ja}\noperations:\n  mode: leverantör\n"),
    ):
        text = text.replace(old, new)
    assert path.read_text(encoding="utf-8") == text


def test_a_field_of_a_group_that_was_none_takes_its_place(root):
    file = table(root / "a.csv", [("Id", "Intervall"), ("lokalbokningen", "1 dygn")])
    chosen = with_map(root, "id: Id\ncolumns: {Intervall: backup.interval}\n")
    golden("absence", preview(plan_of(root, file, chosen)))
    import_(root, file, chosen)
    assert data_of(root, "lokalbokningen")["backup"] == {"interval": "1 dygn"}


def test_a_word_for_nothing_is_an_empty_cell(root):
    rows = [("Id", "Mål", "Drift"), ("trygghetslarmen", "-", "?"), ("lokalbokningen", "x", "?")]
    file = table(root / "a.csv", rows)
    chosen = with_map(
        root,
        "id: Id\nnothing: ['-', '?']\ncolumns:\n  Mål: purpose\n"
        "  Drift: {field: operations.party, empty: ta bort}\n",
    )
    before = data_of(root, "trygghetslarmen")
    import_(root, file, chosen)
    del before["operations"]["party"]
    assert data_of(root, "trygghetslarmen") == before
    assert data_of(root, "lokalbokningen")["purpose"] == "x"


def test_an_empty_cell_takes_nothing_away_unless_the_map_says_so(root):
    path = root / "data/systems/lokalbokningen.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "vendor: Bokaren\n", encoding="utf-8")
    import_(root, workbook(root / "register.xlsx"), MAP)
    data = data_of(root, "lokalbokningen")
    assert "vendor" not in data
    assert data["summary"] == "Här bokar föreningar och andra kommunens lokaler."


WRONG = (
    ("Lokalbokningen", "", "Drift", "KSS", "", "Kulturkontoret,Hemvarden,Simhallen", True, "", "",
     "", ""),
    ("!!", "", "", "", "", "", "", "", "", "", ""),
    ("Nytt system", "", "", "", "", "", "kanske", "", "igår", "", ""),
    ("lokalbokningen", "", "", "", "", "", "", "", "", "", ""),
    ("Kartan", "Karta", "{=1/0}", "", "", "", "", "{=A1&A2}", "", "", ""),
    ("Arkivet", "Zon\u200bkarta", "", "", "", "", "", "", "", "", ""),
    ("Vägarna", "Vägar", "Produktion", "", "", "", "", "", "", "", ""),
)  # fmt: skip


def wrong_workbook(path):
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Systemlista")
    for number, row in enumerate((HEADINGS, *WRONG), 2):
        for column, value in enumerate(row):
            if value == "{=1/0}":
                page.write_formula(number, column, "=1/0", None, "#DIV/0!")
            elif value == "{=A1&A2}":
                page.write_formula(number, column, "=A1&A2", None, "")
            elif value != "":
                page.write(number, column, value)
    book.close()
    return path


def test_everything_wrong_is_told_by_row_and_column_and_nothing_is_written(root):
    plan = plan_of(root, wrong_workbook(root / "register.xlsx"), MAP)
    golden("problems", preview(plan))
    assert draft(plan, root).files == ()


def test_rows_that_are_right_can_be_written_without_the_others(root):
    plan = plan_of(root, wrong_workbook(root / "register.xlsx"), MAP)
    made = draft(plan, root, partial=True)
    assert made.files == ("data/systems/vagarna.yml",)
    made.carry_out()
    assert examine(root)[1] == []
    golden("partial", outcome(plan))


def test_a_row_that_rests_on_a_wrong_row_is_wrong_too(root):
    rows = [
        ("Namn", "Om", "Ersätts av", "Datum"),
        ("Gamla kartan", "Karta", "Nya kartan", ""),
        ("Nya kartan", "Karta", "", "snart"),
        ("Tredje kartan", "Karta", "", ""),
    ]
    chosen = with_map(
        root,
        "id: Namn\ncolumns:\n  Namn: name\n  Om: [summary, purpose]\n"
        "  Ersätts av: decommission.replaced_by\n  Datum: introduced_on\n"
        "fixed: {status: planerat}\n",
    )
    file = table(root / "a.csv", rows)
    plan = plan_of(root, file, chosen)
    assert [entry.row for entry in plan.wrong] == [2, 3]
    assert draft(plan, root, partial=True).files == ("data/systems/tredje-kartan.yml",)
    table(file, with_cell(rows, "Nya kartan", "Datum", ""))
    import_(root, file, chosen)
    replaced = data_of(root, "gamla-kartan")["decommission"]
    assert replaced == {"replaced_by": "nya-kartan"}


def test_a_retired_id_is_not_used_again(root):
    retired = root / "data/retired.yml"
    retired.write_text(
        retired.read_text(encoding="utf-8")
        + "- {id: faxen, of: system, date: 2025-01-01, reason: Togs bort.}\n",
        encoding="utf-8",
    )
    file = table(root / "a.csv", [("Namn", "Om"), ("Faxen", "Fax")])
    chosen = with_map(
        root,
        "id: Namn\ncolumns: {Namn: name, Om: [summary, purpose]}\nfixed: {status: planerat}\n",
    )
    plan = plan_of(root, file, chosen)
    assert len(plan.wrong) == 1


MAPS = {
    "nothing": "",
    "no-yaml": "id: [",
    "text": "bara text\n",
    "no-columns": "id: Namn\n",
    "everything": """\
id: Systemet
sheets: Ett
header_row: första
columns:
  Namn: nam
  Om: [sumary, {fields: purpose}]
  Status: {field: status, word: {a: b}}
  Ägare: assignments
  Ägare 2: {field: assignments, part: partty, role: x}
  Ägare 3: {field: assignments, part: contact, roll: x}
  Ägare 4: assignments.party
  Drift: operations
  Del: {field: name, part: party}
  Ord: {field: status, words: [a, b]}
fixed: {sattus: i drift, assignments.role: x}
ignored: {a: b}
""",
    "fixed": "id: Namn\ncolumns: {Namn: name}\nfixed: {status: igång, used_by: simhallen}\n",
    "unknown-columns": "id: Nam\ncolumns: {Namnet: name, ' namn ': summary}\n",
}


def test_everything_wrong_in_a_map_is_told_with_line_and_column(root):
    file = table(root / "a.csv", [("Namn", "Om"), ("Fax", "Fax")])
    told = []
    for name, text in MAPS.items():
        plan = plan_of(root, file, with_map(root, text))
        assert plan.problems, name
        assert draft(plan, root, partial=True).files == ()
        told.append(f"--- {name}\n{preview(plan)}")
    told.append("--- missing\n" + preview(plan_of(root, file, root / "finns-inte.yml")))
    told.append("--- none\n" + preview(plan_of(root, file)))
    golden("maps", "\n\n".join(told))


# --- the site's own file -------------------------------------------------------------------


@pytest.mark.parametrize("audience", [Visibility.PUBLIC, Visibility.INTERNAL])
@pytest.mark.parametrize("municipality", [REPOSITORY, HAGGASA], ids=["mjolby", "haggasa"])
def test_an_export_that_comes_back_changes_nothing(municipality, audience, tmp_path):
    rows = export_of(municipality, audience)
    for delimiter, encoding in ((",", "utf-8-sig"), (";", "utf-8")):
        file = table(tmp_path / "system.csv", rows, delimiter, encoding)
        plan = plan_of(municipality, file)
        assert plan.every_problem == []
        assert len(plan.unchanged) == len(plan.entries) == len(rows) - 1


def test_what_the_reader_of_an_export_may_not_see_is_neither_moved_nor_lost(root):
    units = root / "data/units.yml"
    text = units.read_text(encoding="utf-8").replace("- id: hemvarden\n", HIDDEN, 1)
    units.write_text(text, encoding="utf-8")
    rows = export_of(root, Visibility.PUBLIC)
    file = root / "a.csv"
    plan = plan_of(root, table(file, rows))
    assert (plan.every_problem, plan.changed) == ([], ())
    import_(root, table(file, with_cell(rows, "trygghetslarmen", "used_by.id", "ks")))
    assert data_of(root, "trygghetslarmen")["used_by"] == ["ks", "hemvarden"]


HIDDEN = "- id: hemvarden\n  visibility: intern\n"


def test_a_group_is_never_taken_for_one_that_the_reader_may_not_see(root):
    """The open file has no positions, so two groups of the same role look like one."""
    path = root / "data/systems/lokalbokningen.yml"
    second = "  - {role: informationsagare, position: Kanslichef}\n  - {role: forvaltningsledare"
    text = path.read_text(encoding="utf-8").replace("  - {role: forvaltningsledare", second)
    path.write_text(text, encoding="utf-8")
    rows = export_of(root, Visibility.PUBLIC)
    at = rows[0].index("assignments.role.id")
    roles = next(row[at] for row in rows if row[0] == "lokalbokningen")
    file = root / "a.csv"
    plan = plan_of(root, table(file, rows))
    assert (plan.every_problem, plan.changed) == ([], ())
    more = with_cell(rows, "lokalbokningen", "assignments.role.id", f"{roles} | drift-ansvarig")
    plan = plan_of(root, table(file, more))
    assert [entry.identifier for entry in plan.wrong] == ["lokalbokningen"]


def test_an_export_that_a_spreadsheet_has_saved_changes_nothing(root):
    """The spreadsheet has made numbers, dates and booleans of what looks like such."""
    book = xlsxwriter.Workbook(root / "system.xlsx", {"strings_to_numbers": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(export_of(root)):
        for column, text in enumerate(row):
            if text in ("true", "false"):
                page.write_boolean(number, column, text == "true")
            elif re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                page.write_datetime(number, column, date.fromisoformat(text), day)
            elif text.startswith("="):
                page.write_string(number, column, text)
            else:
                page.write(number, column, text)
    book.close()
    plan = plan_of(root, root / "system.xlsx")
    assert plan.every_problem == []
    assert len(plan.unchanged) == len(plan.entries) == 3


EDITS = (
    ("name", "Larmen", ("name",), "Larmen"),
    ("summary", "Två\nrader", ("summary",), "Två\nrader"),
    ("citizen_facing", "FALSKT", ("citizen_facing",), "nej"),
    ("aliases", r"a \| b | c", ("aliases",), ["a | b", "c"]),
    ("user_count", "141", ("user_count",), "141"),
    ("used_by.id", "hemvarden", ("used_by",), ["hemvarden"]),
    ("used_by.id", "Hemvården | KS", ("used_by",), ["hemvarden", "ks"]),
    ("information.what", "larm", ("information", "what"), ["larm"]),
    ("personal_data.impact_assessment", "Finns", ("personal_data", "impact_assessment"), "Finns"),
    ("vendor", "'=Larm", ("vendor",), "=Larm"),
    ("exchanges.absent", "inga: Annat.", ("exchanges",), {"inga": "Annat."}),
    ("operations.mode", "egen drift", ("operations", "mode"), "egen drift"),
    ("assignments.since", " |  |  | 2024-01-01", ("assignments", 3, "since"), "2024-01-01"),
    ("integrations.consulted.id", "digital-service \\| objektagare",
     ("integrations", 0, "consulted"), ["digital-service", "objektagare"]),
    ("security_plan.items.text", None, ("security_plan", "items", 1, "text"), "Nytt"),
)  # fmt: skip


@pytest.mark.parametrize(("column", "text", "location", "wanted"), EDITS)
def test_a_cell_that_changes_in_an_export_changes_that_field_alone(
    root, column, text, location, wanted
):
    rows = export_of(root)
    if text is None:
        row = next(row for row in rows if row[0] == "trygghetslarmen")
        parts = split(row[rows[0].index(column)])
        text = joined([parts[0], wanted, *parts[2:]])
    before = data_of(root, "trygghetslarmen")
    others = {path: it for path, it in bytes_of(root).items() if path.stem != "trygghetslarmen"}
    plan = import_(root, table(root / "a.csv", with_cell(rows, "trygghetslarmen", column, text)))
    assert plan.every_problem == []
    assert [len(entry.changes) for entry in plan.changed] == [1]
    here = before
    for step in location[:-1]:
        here = here[step]
    here[location[-1]] = wanted
    assert data_of(root, "trygghetslarmen") == before
    assert {path: path.read_bytes() for path in others} == others


def test_a_new_group_comes_last_and_none_is_taken_away(root):
    rows = export_of(root)
    rows = with_cell(rows, "ritningsarkivet", "assignments.role.id", "objektagare | drift-ansvarig")
    longer = with_cell(rows, "ritningsarkivet", "assignments.position", "Kanslichef | Tekniker")
    import_(root, table(root / "a.csv", longer))
    assert data_of(root, "ritningsarkivet")["assignments"][1] == {
        "role": "drift-ansvarig",
        "position": "Tekniker",
    }
    plan = plan_of(root, table(root / "a.csv", rows))
    assert len(plan.wrong) == 1
    fewer = with_cell(longer, "ritningsarkivet", "assignments.role.id", "informationsagare")
    fewer = with_cell(fewer, "ritningsarkivet", "assignments.position", "Någon")
    uneven = with_cell(rows, "ritningsarkivet", "assignments.position", "a | b | c")
    both = with_cell(rows, "lokalbokningen", "licences.kind", "Årsvis")
    both = with_cell(both, "ritningsarkivet", "backup.absent", "nej")
    told = [preview(plan_of(root, table(root / "a.csv", it))) for it in (fewer, uneven, both)]
    golden("groups", "\n\n".join(told))


def test_a_system_that_an_export_adds_gets_a_file(root):
    rows = export_of(root)
    row = next(row for row in rows if row[0] == "trygghetslarmen")
    added = ["nya-larmen", *row[1:]]
    import_(root, table(root / "a.csv", [*rows, added]))
    old, new = data_of(root, "trygghetslarmen"), data_of(root, "nya-larmen")
    assert {key for key in old if key not in new} <= {"visibility"}
    assert new["secrecy"] == old["secrecy"]
    assert new["integrations"] == old["integrations"]
    assert new["exchanges"] == old["exchanges"]
    assert new["assignments"] == old["assignments"]


WORDS = st.text(
    st.characters(
        blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Cn"),
        blacklist_characters="\u200b\u2060\ufeff",
    ),
    min_size=1,
    max_size=12,
).map(lambda text: " ".join(text.split()))
TRICKY = st.sampled_from(
    ["|", " | ", "\\", "\\|", "'", "''=", "=1+1", "a: b", "# inget", '"', "null", "~", "ja", "- a",
     "[a", "{a", "a\\", "'-", "å, ä; ö", "@x", "&a", "*a", "!a", "%", "0142", "22:30", "a | b"]
)  # fmt: skip
LINES = st.one_of(TRICKY, WORDS).filter(lambda text: text.strip())


@given(
    st.lists(LINES, min_size=1, max_size=3), LINES, st.lists(st.tuples(LINES, LINES), max_size=3)
)
@settings(max_examples=25, deadline=None)
def test_whatever_a_record_says_an_export_of_it_changes_nothing(words, line, pairs):
    with municipality() as root:
        path = root / "data/systems/ritningsarkivet.yml"
        values = {"keywords": words, "vendor": line}
        if pairs:
            values["exchanges"] = [
                {"party": party, "what": what, "direction": "lämnar"} for party, what in pairs
            ]
        text = path.read_text(encoding="utf-8").replace("visibility: intern\n", "")
        text += "".join(writing.entry(key, value) for key, value in values.items())
        path.write_text(text, encoding="utf-8")
        plan = plan_of(root, table(root / "a.csv", export_of(root)))
        assert plan.every_problem == []
        assert not plan.changed


@given(st.lists(LINES, min_size=4, max_size=4))
@settings(max_examples=12, deadline=None)
def test_whatever_stands_in_a_cell_is_the_text_that_it_is(cells):
    with municipality() as root:
        rows = [("Id", "Namn", "Om", "Not", "Ord"), ("ett", *cells)]
        chosen = with_map(
            root,
            "id: Id\ncolumns: {Namn: name, Om: [summary, purpose], Not: note, Ord: keywords}\n"
            "fixed: {status: planerat}\n",
        )
        file = table(root / "a.csv", rows)
        import_(root, file, chosen)
        data = data_of(root, "ett")
        stripped = [cell.strip() for cell in cells]
        assert [data["name"], data["summary"], data["note"], *data["keywords"]] == stripped
        assert not plan_of(root, file, chosen).changed
        old = {"Namn": "Annat", "Om": "Annat", "Not": "Annat", "Ord": "Annat"}
        other = [rows[0], ("ett", *old.values())]
        import_(root, table(file, other), chosen)
        import_(root, table(file, rows), chosen)
        assert data_of(root, "ett") == data


@given(st.lists(LINES, min_size=1, max_size=4))
def test_cells_are_split_as_the_export_joins_them(texts):
    assert split(joined(texts)) == texts
    assert [bare(guarded(text)) for text in texts] == texts


# --- the files -----------------------------------------------------------------------------


def test_cells_of_a_workbook_are_texts_with_the_spreadsheets_own_numbers(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet("Blad & rad")
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write_row(1, 1, ["Tal", "Dag", "Ja", "Del", "Stund"])
    page.write_row(5, 1, [2100, "", True, 2.5])
    page.write_datetime(5, 2, datetime(2023, 10, 1), moment)
    page.write_datetime(5, 5, datetime(2023, 10, 1, 12, 30), moment)
    page.write_datetime(6, 5, time(7, 30), book.add_format({"num_format": "hh:mm"}))
    page.write_formula(7, 1, "=1/0", None, "#DIV/0!")
    page.write_formula(7, 2, "=B2&C2", None, "")
    page.write_formula(7, 3, "=1+1", None, 2)
    book.close()
    sheet, found = spreadsheet.read(tmp_path / "a.xlsx", header_row=2)
    assert found == []
    assert sheet.name == "Blad & rad"
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (6, ("", "2100", "2023-10-01", "ja", "2.5", "2023-10-01 12:30")),
        (7, ("", "", "", "", "", "07:30")),
        (8, ("", "", "", "2", "", "")),
    ]
    assert sheet.faults == {(8, 2): "#DIV/0!", (8, 3): ""}
    assert str(sheet.place(8, 2)) == "a.xlsx, rad 8, kolumn B (Tal)"


def test_a_formula_that_gives_an_empty_text_is_an_empty_cell(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    page = book.add_worksheet()
    page.write_row(0, 0, ["Namn", "Om"])
    page.write_row(1, 0, ["Fax"])
    page.write_formula(1, 1, "=A2", None, "x")
    book.close()
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as old,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new,
    ):
        for name in old.namelist():
            text = old.read(name).replace(b"<f>A2</f><v>x</v>", b"<f>A2</f><v></v>")
            new.writestr(name, text)
    sheet, found = spreadsheet.read(tmp_path / "b.xlsx")
    assert found == []
    assert sheet.faults == {}
    assert sheet.rows[0].cell(2) == ""


def test_a_stray_cell_far_away_is_told_before_room_is_made_for_all_between(tmp_path):
    for address, wanted in (("XFD1", "kolumner"), ("A1048576", "rader")):
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        page = book.add_worksheet()
        page.write("A1", "Namn")
        page.write(address, "x")
        book.close()
        _, found = spreadsheet.read(tmp_path / "a.xlsx")
        assert [problem.headline for problem in found] == [f"Bladet har för många {wanted}"]


def test_the_first_sheet_that_can_be_seen_is_read_and_cells_with_nothing_but_colour_are_not(
    tmp_path,
):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    hidden, page = book.add_worksheet("Listor"), book.add_worksheet("System")
    page.activate()
    hidden.hide()
    hidden.write("A1", "Dolt")
    page.write_column(0, 0, ["Namn", "Fax"])
    page.write_blank("XFD1048576", None, book.add_format({"bold": True}))
    book.close()
    sheet, found = spreadsheet.read(tmp_path / "a.xlsx")
    assert found == []
    assert (sheet.name, sheet.header, len(sheet.rows)) == ("System", ("Namn",), 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_delimited_file_is_read_however_it_was_saved(tmp_path, delimiter, encoding):
    rows = [["Namn", "Å; ä, ö"], [], ["a\r\nb", 'sade "hej"\t;,'], [" ", ""]]
    sheet, found = spreadsheet.read(table(tmp_path / "a.csv", rows, delimiter, encoding))
    assert found == []
    assert sheet.header == ("Namn", "Å; ä, ö")
    assert [(row.number, row.cells) for row in sheet.rows] == [(3, ("a\nb", 'sade "hej"\t;,'))]


def test_a_column_has_the_letters_of_the_spreadsheet():
    assert [places.letter(number) for number in (1, 26, 27, 702, 703)] == [
        "A", "Z", "AA", "ZZ", "AAA",
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_told_and_never_a_traceback(tmp_path, monkeypatch):
    monkeypatch.setattr("macros.importing.workbooks.LARGEST_CONTENT", 1_000_000)
    good = workbook(tmp_path / "bra.xlsx").read_bytes()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    files = {
        "trasig.xlsx": b"hej",
        "avbruten.xlsx": good[: len(good) // 2],
        "gammal.xls": ole + bytes(2000),
        "omdopt.xlsx": ole + bytes(2000),
        "last.xlsx": ole + bytes(100) + "EncryptedPackage".encode("utf-16-le"),
        "tom.xlsx": b"",
        "tom.csv": b"",
        "blank.csv": b"\r\n\r\n",
        "citat.csv": b'a,b\r\n"x,y\r\n',
        "nollor.csv": b"a,b\r\n\0,\r\n",
        "lang.csv": b"a,b\r\n" + b"x" * 140_000,
        "dubbel.csv": b"Namn;namn\r\n",
        "text.pdf": b"%PDF",
        "utan": b"",
        "blad.xlsx": good,
    }
    told = []
    for name, raw in files.items():
        (tmp_path / name).write_bytes(raw)
        sheet, found = spreadsheet.read(
            tmp_path / name, "Systemlistan" if name == "blad.xlsx" else ""
        )
        assert sheet is None, name
        told += map(str, found)
    with zipfile.ZipFile(tmp_path / "stor.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2_000_000))
    told += map(str, spreadsheet.read(tmp_path / "stor.xlsx")[1])
    told += map(str, spreadsheet.read(tmp_path / "finns-inte.csv")[1])
    monkeypatch.setattr("macros.importing.spreadsheet.MOST_ROWS", 3)
    table(tmp_path / "rader.csv", [["a"]] * 5)
    told += map(str, spreadsheet.read(tmp_path / "rader.csv")[1])
    monkeypatch.setattr("macros.importing.spreadsheet.LARGEST_FILE", 3)
    told += map(str, spreadsheet.read(tmp_path / "rader.csv")[1])
    golden("broken", "\n\n".join(told))


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=40))
@settings(max_examples=30, deadline=None)
def test_a_damaged_workbook_is_a_problem_or_a_sheet(place, noise):
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "a.xlsx")
        raw = path.read_bytes()
        path.write_bytes(raw[:place] + noise + raw[place + len(noise) :])
        sheet, found = spreadsheet.read(path)
        assert (sheet is None) == bool(found)

"""The table of levels: every field of every kind, its level and why.

Write the golden texts anew with `ITPROGRAM_WRITE_GOLDEN=1 pytest tests/test_visibility_command.py`.
"""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from macros import cli, levels, tables
from macros.cli import main
from macros.programme import examine
from macros.records import COLLECTIONS, NESTED, reasons
from macros.records.fields import Visibility, models_in
from macros.records.reasons import EVERYWHERE, Reason, reasons_of
from macros.redaction import redact
from macros.views import View
from macros.visibility import permitted
from tests.conftest import REPOSITORY

GOLDEN = Path(__file__).parent / "visibility"
ROWS = list(levels.of_fields())
KINDS = {collection.kind: collection for collection in COLLECTIONS}

CHOICES = """
visibility_overrides:
  - {fields: [note, assignments.party], visibility: intern, reason: Skrivs om i vår.}
  - {fields: [vendor, assignments.contact.phone], visibility: skyddad}
publication_decisions:
  - fields: [operations.mode]
    by: digital-service
    date: 2026-03-01
    reason: Många frågar var systemet drivs.
"""


def models():
    """Every model of every kind, parts included."""
    seen, waiting = {}, [collection.model for collection in COLLECTIONS]
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen[model] = None
            for info in model.model_fields.values():
                waiting += models_in(info.annotation)
    return list(seen)


def run(capsys, *arguments, root=REPOSITORY):
    code = main(["--root", str(root), "visibility", *arguments])
    return code, *capsys.readouterr()


@pytest.fixture
def chosen(haggasa):
    """The second municipality, where one system has chosen for some of its fields."""
    path = haggasa / "data" / "systems" / "lokalbokningen.yml"
    path.write_text(path.read_text("utf-8") + CHOICES, "utf-8")
    return haggasa


# --- the reasons in the models -------------------------------------------------------------


def test_every_field_has_a_reason_that_fits_its_level():
    assert len(ROWS) > 500
    for row in ROWS:
        assert row.reason.level is row.level, row.path


def test_every_reason_that_a_model_names_is_for_a_field_of_its_own_and_is_used():
    for model in models():
        own = reasons_of(model)
        assert own.named.keys() <= model.model_fields.keys(), model
        for name, reason in own.named.items():
            key = model.model_fields[name].alias or name
            used = {row.reason for row in ROWS if row.path.split(".")[-1] == key}
            assert reason in used, (model, name)
        for mark, reason in own.usual.items():
            assert reason.level is mark
            assert reason in {row.reason for row in ROWS}
    named_somewhere = {name for model in models() for name in model.model_fields}
    assert EVERYWHERE.named.keys() <= named_somewhere


def test_every_sentence_is_used_and_is_a_sentence():
    known = [thing for thing in vars(reasons).values() if isinstance(thing, Reason)]
    assert set(known) == {row.reason for row in ROWS}
    assert len({reason.sentence for reason in known}) == len(known)
    for reason in known:
        assert reason.sentence.endswith(".")
        assert len(reason.sentence) < 100
        assert not {"hemlig", "sekretessbelag"} & set(reason.sentence.casefold().split())
        assert "18 kap" not in reason.sentence


def test_a_field_without_a_reason_is_an_error_and_not_an_empty_cell():
    unreasoned = replace(KINDS["term"], reason=reasons.MACHINERY, visibility=Visibility.INTERNAL)
    with pytest.raises(KeyError):
        list(levels.of_fields([unreasoned]))


# --- the levels ----------------------------------------------------------------------------


def let_through(model, audience, before="", above=()):
    """The paths of the fields that redaction lets an audience see."""
    for permission in permitted(model, audience):
        info = model.model_fields[permission.name]
        path = f"{before}{info.alias or permission.name}"
        yield path
        for part in models_in(info.annotation):
            if part not in (*above, model):
                yield from let_through(part, audience, f"{path}.", (*above, model))


@pytest.mark.parametrize("audience", list(Visibility))
@pytest.mark.parametrize("kind", KINDS)
def test_the_table_says_what_redaction_lets_through(kind, audience):
    collection = KINDS[kind]
    told = [row.path for row in levels.of_fields([collection]) if row.level.rank <= audience.rank]
    open_enough = collection.visibility.rank <= audience.rank
    assert told == (list(let_through(collection.model, audience)) if open_enough else [])


def shown(view, before=""):
    """The paths of the fields that have a value in a view."""
    for name, value in view.values.items():
        path = f"{before}{view.shape.fields[name].key}"
        yield path
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, View):
                yield from shown(item, f"{path}.")


@pytest.mark.parametrize("audience", [Visibility.PUBLIC, Visibility.INTERNAL])
def test_nothing_is_shown_on_a_site_that_the_table_does_not_tell_of(audience):
    programme, found = examine(REPOSITORY)
    assert found == []
    view = redact(programme, audience)
    for collection in COLLECTIONS:
        seen = {path for record in view.shelf(collection.kind) for path in shown(record)}
        told = [row for row in levels.of_fields([collection]) if row.level.rank <= audience.rank]
        plain = {path.replace("points.points", "points") for path in seen}
        known = {row.path for row in told} | {
            row.path.replace("duties.", "duties.points.") for row in told
        }
        raised = {
            path
            for record in programme.records[collection.kind]
            for decision in record.publication_decisions
            for path in decision.fields
        }
        assert plain - raised <= known


def test_a_field_is_as_little_visible_as_the_group_and_the_kind_around_it():
    level = {(row.collection.kind, row.path): row.level for row in ROWS}
    assert level["unit", "contact.mailbox"] is Visibility.PUBLIC
    assert level["system", "assignments.contact.mailbox"] is Visibility.INTERNAL
    assert level["software", "id"] is Visibility.INTERNAL
    assert level["retirement", "date"] is Visibility.RESTRICTED
    for row in ROWS:
        group = row.path.rpartition(".")[0]
        if group:
            assert level[row.collection.kind, group].rank <= row.level.rank
        assert levels.usual_level(row.collection, row.path) is row.level


def test_groups_come_before_what_is_inside_them_and_duties_in_duties_are_told_once():
    paths = [row.path for row in levels.of_fields([KINDS["role"]])]
    assert len(paths) == len(set(paths))
    assert paths.index("duties") < paths.index("duties.with") < paths.index("duties.with.mode")
    assert "duties.points" in paths
    assert not [path for path in paths if path.startswith("duties.points.")]


# --- the command ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "programvara"),
        ("--kind", "system", "--level", "skyddad"),
        ("--kind", "enhet", "--level", "öppen", "--format", "markdown"),
    ],
    ids=["programvara", "system-skyddad", "enhet-oppen"],
)
def test_the_table_is_written_to_the_letter(capsys, request, arguments):
    code, out, err = run(capsys, *arguments)
    assert (code, err) == (0, "")
    golden = GOLDEN / f"{request.node.callspec.id}.txt"
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")


def test_choices_of_records_are_written_to_the_letter(chosen, capsys):
    code, out, err = run(capsys, "--records", root=chosen)
    assert (code, err) == (0, "")
    golden = GOLDEN / "poster.txt"
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        golden.write_text(out, encoding="utf-8")
    assert out == golden.read_text(encoding="utf-8")


def test_the_whole_table_fits_a_terminal_and_counts_itself(capsys):
    code, out, _ = run(capsys)
    assert code == 0
    assert max(map(len, out.splitlines())) <= 100
    assert out.splitlines()[-1].startswith(f"{len(ROWS)} fält: ")
    for collection in COLLECTIONS:
        assert f"\n{collection.plural} ({collection.word})\n──" in out
    for row in ROWS:
        assert f"\n{row.path} " in out


def test_every_row_is_in_the_csv_and_the_json(capsys):
    _, text, _ = run(capsys, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["fält"] for row in rows] == [row.path for row in ROWS]
    assert [row["nivå"] for row in rows] == [row.level for row in ROWS]
    assert all(row["skäl"] for row in rows)
    _, text, _ = run(capsys, "--format", "json")
    assert json.loads(text) == rows


def test_records_that_choose_are_told_with_who_and_when(chosen, capsys):
    _, text, _ = run(
        capsys, "--records", "--kind", "system", "--level", "öppen", "--format", "json", root=chosen
    )
    assert json.loads(text) == [
        {
            "slag": "system",
            "post": "lokalbokningen",
            "fält": "operations.mode",
            "nivå utan valet": "intern",
            "nivå": "öppen",
            "beslutat av": "Digital service",
            "datum": "2026-03-01",
            "skäl": "Många frågar var systemet drivs.",
        }
    ]


def test_no_choices_are_told_as_none(haggasa, capsys):
    code, out, _ = run(capsys, "--records", "--kind", "roll", root=haggasa)
    assert code == 0
    assert out.endswith("\nIngen post har valt själv.\n")
    assert run(capsys, "--records", "--kind", "roll", "--format", "csv", root=haggasa)[1] == "\n"


def test_text_of_a_record_stays_text_in_markdown(chosen, capsys):
    path = chosen / "data" / "systems" / "lokalbokningen.yml"
    text = path.read_text("utf-8").replace("Skrivs om i vår.", '"{{ 7*7 }} | <b>"')
    path.write_text(text, "utf-8")
    _, out, _ = run(capsys, "--records", "--kind", "system", "--format", "markdown", root=chosen)
    assert r"| \{\{ 7\*7 \}\} \| \<b\> |" in out


def test_levels_can_be_read_while_the_data_is_wrong_but_choices_cannot(haggasa, capsys):
    path = haggasa / "data" / "roles" / "objektagare.yml"
    path.write_text(path.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    assert run(capsys, "--kind", "roll", root=haggasa)[0] == 0
    code, out, err = run(capsys, "--records", root=haggasa)
    assert (code, out) == (1, "")
    assert "Menade du »summary«?" in err


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("systm", "Slaget »systm« finns inte. Menade du »system«?\n"),
        ("uppgift", "»uppgift« visas tillsammans med »roll«.\n"),
    ],
)
def test_a_kind_that_does_not_exist_is_told_with_the_nearest_and_ends_with_2(capsys, kind, told):
    assert run(capsys, "--kind", kind) == (2, "", told)


def test_a_kind_that_is_like_no_other_is_told_with_all_there_are(capsys):
    code, out, err = run(capsys, "--kind", "x")
    assert (code, out) == (2, "")
    assert max(map(len, err.splitlines())) <= 100
    for collection in COLLECTIONS:
        assert f"»{collection.word}«" in " ".join(err.split())
    assert not {kind.word for kind in NESTED} & {collection.word for collection in COLLECTIONS}


def test_a_kind_can_be_written_with_a_capital_letter(capsys):
    assert run(capsys, "--kind", "System") == run(capsys, "--kind", "system")


def test_a_level_or_a_format_that_does_not_exist_ends_with_2(capsys):
    for option, word in (("--level", "hemlig"), ("--format", "pdf")):
        with pytest.raises(SystemExit) as end:
            run(capsys, option, word)
        assert end.value.code == 2
        assert f"Felet gäller {option}." in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_may_close_the_pipe():
    command = f"{sys.executable} -m macros.cli visibility | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Öppen: ")


def test_the_command_offers_the_levels_and_formats_that_there_are():
    assert list(cli.LEVELS) == list(Visibility)
    assert list(cli.FORMATS) == list(tables.FORMATS)

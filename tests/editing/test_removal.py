"""Something is taken away with what is said of it, unless something points at it."""

import pytest

from macros.build import check
from macros.editing.retirements import FILE
from tests.conftest import TODAY
from tests.editing.conftest import edit, run, snapshot

LAST = """\
- id: bildbank
  of: programvarufunktion
  date: 2026-11-24
  reason: Ingen använder den.
"""


def delete(root, identifier, *more):
    return run(root, "delete", identifier, "--reason", "Ingen använder den.", *more)


def changed(before, after):
    return {path for path in before | after if before.get(path) != after.get(path)}


@pytest.mark.parametrize(
    "identifier", ["trygghetslarmen", "roll/objektagare", "kanslichef", "K7", "medarbetare.3", "ks"]
)
def test_what_is_pointed_at_stays_and_nothing_is_written(root, capsys, identifier):
    before = snapshot(root)
    assert delete(root, identifier) == 1
    told = capsys.readouterr().err
    assert "går inte att ta bort." in told
    assert told.endswith("\nÄndra dem först. Ingenting har skrivits.\n")
    assert snapshot(root) == before


def test_a_file_goes_away_and_its_id_is_remembered(root):
    before = snapshot(root)
    assert delete(root, "ritningsarkivet") == 0
    after = snapshot(root)
    assert changed(before, after) == {"data/systems/ritningsarkivet.yml", FILE}
    assert after[FILE].startswith(before[FILE])
    assert b"- id: ritningsarkivet\n  of: system\n  date: 2026-11-24\n" in after[FILE]


@pytest.mark.parametrize(
    ("identifier", "file", "gone"),
    [
        ("bildbank", "data/municipality.yml", "  - {name: bildbank, title: Bildbank}\n"),
        ("K12", "data/requirements.yml", "- id: K12\n"),
        (
            "objektagare.4",
            "data/roles/objektagare.yml",
            '  - id: objektagare.4\n    section: "2.1"\n'
            "    text: Bestämmer när objektet ska tas bort.\n    theme: uppdrag\n    with:\n"
            "      - {party: digital-service, mode: informerar}\n",
        ),
        (
            "medarbetare.4",
            "data/instructions/medarbetare.yml",
            "      - id: medarbetare.4\n"
            "        text: Du bör sitta så att ingen ser vad du skriver.\n"
            "        modality: bör\n        topic: på resande fot\n",
        ),
    ],
)
def test_an_item_goes_away_and_every_other_line_stays(root, identifier, file, gone):
    before = snapshot(root)
    assert delete(root, identifier) == 0
    after = snapshot(root)
    assert changed(before, after) == {file, FILE}
    text = before[file].decode()
    if identifier == "K12":
        gone = text[text.index(gone) :]
    assert after[file].decode() == text.replace(gone, "")


def test_an_item_takes_its_comment_along(root):
    edit(root, "data/municipality.yml", "  - {name: bildbank",
         "  # Bara ett förslag.\n  - {name: bildbank")  # fmt: skip
    assert delete(root, "bildbank") == 0
    text = (root / "data/municipality.yml").read_text(encoding="utf-8")
    assert "Bara ett förslag." not in text
    assert "source: Riktlinjen 1.2}\n\nthresholds:\n" in text
    assert (root / FILE).read_text(encoding="utf-8").endswith(LAST)


def test_the_first_file_of_ids_out_of_use_says_what_it_is(root):
    (root / FILE).unlink()
    assert delete(root, "bildbank") == 0
    text = (root / FILE).read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=schemas/retired.json\n# Id:n som")
    assert text.endswith(f"\n\n{LAST}")


def test_the_points_of_a_duty_go_with_it(root):
    edit(root, "data/municipality.yml", "duty: objektagare.2.1}", "duty: objektagare.1}")
    edit(root, "data/municipality.yml", ", duty: objektagare.2.2}", "}")
    edit(root, "data/municipality.yml", ", duty: objektagare.2.3}", "}")
    edit(root, "data/requirements.yml", "  duties: [objektagare.2]\n", "")
    assert delete(root, "objektagare.2", "--replaced-by", "objektagare.1") == 0
    programme, _ = check(root, TODAY)
    gone = {it.id: it.replaced_by for it in programme.retirements if it.of == "uppgift"}
    assert gone == {
        "objektagare.2": "objektagare.1",
        "objektagare.2.1": None,
        "objektagare.2.2": None,
        "objektagare.2.3": None,
    }


def test_the_last_item_of_a_list_takes_the_list_along(root):
    edit(root, "data/municipality.yml", ", duty: objektagare.2.2}", "}")
    edit(root, "data/municipality.yml", ", duty: objektagare.2.3}", "}")
    edit(root, "data/municipality.yml", ", duty: objektagare.2.1}", "}")
    for point in ("1", "2", "3"):
        assert delete(root, f"objektagare.2.{point}") == 0
    text = (root / "data/roles/objektagare.yml").read_text(encoding="utf-8")
    assert "points:" not in text
    assert "note: Gäller bara den första planen.}\n  - id: objektagare.3\n" in text


def test_the_last_item_of_a_file_takes_the_file_along(root):
    (root / "data/reviews.yml").write_text(
        "- {id: en, reviewed: K1, by: kanslichef, date: 2026-02-03, outcome: stämmer,"
        " digest: 0123456789abcdef}\n",
        encoding="utf-8",
    )
    assert delete(root, "genomgång/en") == 0
    assert not (root / "data/reviews.yml").exists()


def test_what_an_id_out_of_use_led_to_may_go_when_something_else_takes_its_place(root):
    assert run(root, "rename", "ritningsarkivet", "arkivet") == 0
    assert delete(root, "arkivet", "--replaced-by", "lokalbokningen") == 0
    programme, _ = check(root, TODAY)
    gone = {it.id: it.replaced_by for it in programme.retirements}
    assert gone["ritningsarkivet"] == "arkivet"
    assert gone["arkivet"] == "lokalbokningen"


@pytest.mark.parametrize(
    ("identifier", "more"),
    [
        ("kommun/municipality", ()),
        ("dokument/programme", ()),
        ("ritningsarkivett", ()),
        ("ritningsarkivet", ("--replaced-by", "finns-inte")),
        ("ritningsarkivet", ("--replaced-by", "roll/objektagare")),
        ("ritningsarkivet", ("--replaced-by", "ritningsarkivet")),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(root, capsys, identifier, more):
    before = snapshot(root)
    assert delete(root, identifier, *more) in (1, 2)
    assert capsys.readouterr().out == ""
    assert snapshot(root) == before


def test_an_id_out_of_use_is_never_forgotten(root, capsys):
    before = snapshot(root)
    assert delete(root, "pensionerat id/larmparmen") == 2
    assert "larmparmen" in capsys.readouterr().err
    assert snapshot(root) == before


def test_a_dry_run_writes_nothing(root):
    before = snapshot(root)
    assert delete(root, "bildbank", "--dry-run") == 0
    assert snapshot(root) == before

"""What a command cannot change without changing something else is refused, and left as it is."""

import pytest

from macros import source
from macros.cli import main
from macros.editing.draft import Refused
from macros.editing.patches import appended, with_fields, without
from tests.conftest import TODAY
from tests.repository import replace

DAY = ["--date", TODAY.isoformat()]
RETIRED = "data/retired.yml"


@pytest.mark.parametrize(
    ("text", "location"),
    [
        ("points: [{id: a}, {id: b}]\n", ("points", 1)),
        ("points: [{id: a}, {id: b}]\n", ("points", 0)),
        ("- {points: [a, b], name: c}\n", (0, "points")),
    ],
)
def test_an_item_within_brackets_takes_nothing_else_along(text, location):
    with pytest.raises(Refused):
        without(text, location)


@pytest.mark.parametrize("text", ["[]\n", "[{id: a}]\n", "  - id: a\n", "- id: a\n...\n"])
def test_a_list_that_is_written_otherwise_is_left_as_it_is(text):
    with pytest.raises(Refused):
        appended(text, {"id": "b"})


def test_a_text_that_ends_in_empty_lines_is_not_made_shorter_by_what_comes_after_it():
    text = "- id: a\n  reason: |+\n    Skäl.\n\n\n"
    with pytest.raises(Refused):
        appended(text, {"id": "b"})
    first = "first: |+\n  Text.\n\n\nlast: a\n"
    changed = with_fields(first, (), {"last": "b"}, ["first", "last"])
    assert source.read("", changed)[0].data == {"first": "Text.\n\n\n", "last": "b"}


def test_what_stands_first_in_a_file_is_about_the_file_however_many_lines_it_is():
    text = "# Om filen.\n# Mer om filen.\n- id: a\n\n# Om b.\n- id: b\n"
    assert without(text, (0,)) == "# Om filen.\n# Mer om filen.\n\n# Om b.\n- id: b\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["delete", "begrepp/skyddsplan", "--reason", ""],
        ["delete", "begrepp/skyddsplan", "--reason", "a\u200bb"],
        ["review", "roll/objektagare", "--by", "objektagare", "--note", "a\x01b"],
    ],
)
def test_a_text_that_no_file_can_hold_is_refused(haggasa, capsys, arguments):
    before = {path: path.read_bytes() for path in (haggasa / "data").rglob("*.yml")}
    assert main(["--root", str(haggasa), *arguments, *DAY]) == 2
    assert capsys.readouterr().err.startswith("Texten är tom eller har tecken som inte syns.")
    assert {path: path.read_bytes() for path in (haggasa / "data").rglob("*.yml")} == before


def test_a_reason_on_several_lines_becomes_one(haggasa):
    units = "- {id: provet, name: Provet, kind: enhet}\n"
    path = haggasa / "data/units.yml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{units}", encoding="utf-8")
    assert main(["--root", str(haggasa), "delete", "enhet/provet", "--reason", "a\n\nb", *DAY]) == 0
    assert (haggasa / RETIRED).read_text(encoding="utf-8").endswith("  reason: a b\n")


def test_the_old_id_of_what_only_employees_see_leads_on_for_them_alone(haggasa):
    replace(haggasa, "data/systems/lokalbokningen.yml", "name: ", "visibility: intern\nname: ")
    assert main(["--root", str(haggasa), "rename", "lokalbokningen", "lokalerna", *DAY]) == 0
    text = (haggasa / RETIRED).read_text(encoding="utf-8")
    assert "replaced_by: lokalerna\n  redirect: intern\n" in text

"""A change touches what it changes: every other byte, and every comment, stays."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros import source
from macros.editing.patches import appended, with_fields, without
from macros.source import KEY
from tests.conftest import HAGGASA, REPOSITORY
from tests.editing.test_writing import QUICK, TEXTS, may_stand_in_data, read_back

FILES = [path for root in (HAGGASA, REPOSITORY) for path in sorted((root / "data").rglob("*.yml"))]
SYSTEMS = [path for path in FILES if path.parent == Path(HAGGASA, "data/systems")]
ORDER = ("name", "short", "text", "group", "list", "last")
RECORD = """\
# Om filen.

name: Namnet  # om namnet
# Om texten.
text: |
  Rad ett.

  Rad två.

# Om gruppen.
group: {a: ett, b: "två", c: [x, y]}  # efter gruppen
list:  # om listan
  - ett
  # Mellan två.
  - två
last: 'slut'"""
RECORD_LIST = RECORD[RECORD.index("list:") : RECORD.index("\nlast:")]
COMMENTS = [f"#{part}" for line in RECORD.split("\n") for part in line.split("#")[1:]]
BLOCKS = {
    "name": ["name: Namnet  # om namnet"],
    "text": ["text: |", "  Rad ett.", "  Rad två."],
    "": RECORD.split("\n")[10:],
}
"""The lines of some fields, and those of the rest."""
LIST = """\
# Om filen.

- id: a
  name: Ett
  points:
    - id: a.1
      text: Första  # om första
    # Om andra.
    - id: a.2
      text: Andra
# Om b.
- id: b
  name: Två
  # list: [en kommentar som hör till b]
- id: c
  name: Tre
"""


def at(data, location):
    for step in location:
        data = data[step]
    return data


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_the_span_of_every_value_holds_that_value(path):
    text = path.read_text(encoding="utf-8")
    data = read_back(text)
    for location, span in source.spans(text).items():
        assert 0 <= span.begins < span.ends <= len(text), location
        piece = text[span.begins : span.ends]
        if location and location[-1] == KEY:
            assert piece == location[-2]
        elif span.style in ("|", ">"):
            lines = [line.strip() for line in piece.split("\n")[1:]]
            assert "".join(lines).replace(" ", "") == "".join(at(data, location).split())
        elif isinstance(at(data, location), str):
            form = "[{}]\n" if span.in_flow else "- {}\n"
            assert read_back(form.format(piece)) == [at(data, location)], location
        elif span.style == "flow":
            assert read_back(piece) == at(data, location)


@QUICK
@given(st.sampled_from(ORDER[:3]), TEXTS.filter(may_stand_in_data))
@example("name", "ny " * 40 + "text")
@example("text", "kort")
@example("text", "två\nrader\n")
@example("short", "rad\nrad")
def test_a_new_value_changes_the_lines_of_its_field_only(key, value):
    after = with_fields(RECORD, (), {key: value}, ORDER)
    assert read_back(after) == {**read_back(RECORD), key: value}
    kept = [line for other, lines in BLOCKS.items() if other != key for line in lines]
    there = iter(after.split("\n"))
    assert all(line in there for line in kept), after
    assert [it for it in COMMENTS if it not in after] == []


@pytest.mark.parametrize("key", ["name", "text", "group", "list", "last"])
def test_setting_what_is_there_changes_nothing(key):
    assert with_fields(RECORD, (), {key: read_back(RECORD)[key]}, ORDER) == RECORD


@pytest.mark.parametrize("key", ["name", "last"])
def test_a_value_that_is_set_back_gives_the_first_bytes(key):
    changed = with_fields(RECORD, (), {key: "Något annat"}, ORDER)
    assert changed != RECORD
    assert with_fields(changed, (), {key: read_back(RECORD)[key]}, ORDER) == RECORD


@pytest.mark.parametrize(
    ("location", "key", "value", "old", "new"),
    [
        (("group",), "a", "tre", "a: ett", "a: tre"),
        (("group",), "b", "ny", 'b: "två"', 'b: "ny"'),
        (("group",), "a", "x, y", "a: ett", 'a: "x, y"'),
        (("group",), "c", ["z"], "c: [x, y]", "c: [z]"),
        (("group",), "d", "ny", "c: [x, y]}", "c: [x, y], d: ny}"),
        (("group",), "0", "ny", "{a: ett", "{0: ny, a: ett"),
        ((), "last", "nytt", "'slut'", "'nytt'"),
        ((), "list", ["ett"], RECORD_LIST, "list: [ett]  # om listan"),
    ],
)  # fmt: skip
def test_a_field_in_its_place_is_written_as_those_around_it(location, key, value, old, new):
    order = ("0", "a", "b", "c", "d") if location else ORDER
    after = with_fields(RECORD, location, {key: value}, order)
    assert after == RECORD.replace(old, new)


def test_a_new_field_comes_after_those_before_it():
    after = with_fields(RECORD, (), {"short": "Kort"}, ORDER)
    assert after == RECORD.replace("# om namnet\n", "# om namnet\nshort: Kort\n")


def test_a_new_first_field_comes_below_what_is_said_of_the_file():
    after = with_fields("# Om filen.\n\nlast: slut\n", (), {"name": "Ny"}, ORDER)
    assert after == "# Om filen.\n\nname: Ny\nlast: slut\n"


def test_a_new_last_field_comes_after_a_file_without_a_last_line_break():
    after = with_fields("name: Ett", (), {"last": "slut"}, ORDER)
    assert after == "name: Ett\nlast: slut"


def test_a_new_field_of_an_item_stands_with_the_others():
    order = ("id", "name", "note")
    after = with_fields(LIST, (1,), {"note": "Ny"}, order)
    assert after == LIST.replace("  name: Två\n", "  name: Två\n  note: Ny\n")
    after = with_fields(LIST, (1,), {"first": "Ny"}, ("first", *order))
    assert after == LIST.replace("- id: b\n", "- first: Ny\n  id: b\n")


def test_a_long_text_keeps_the_comment_that_stood_after_the_short_one():
    value = "ett ord till " * 10 + "slut"
    after = with_fields("name: kort  # varför\nlast: slut\n", (), {"name": value}, ORDER)
    assert read_back(after) == {"name": value, "last": "slut"}
    assert after.startswith("name: >-  # varför\n")
    assert with_fields(after, (), {"name": "kort"}, ORDER) == "name: kort  # varför\nlast: slut\n"


@pytest.mark.parametrize(
    ("location", "gone"),
    [
        ((0, "points", 0), "    - id: a.1\n      text: Första  # om första\n"),
        ((0, "points", 1), "    # Om andra.\n    - id: a.2\n      text: Andra\n"),
        ((1,), "# Om b.\n- id: b\n  name: Två\n  # list: [en kommentar som hör till b]\n"),
        ((2,), "- id: c\n  name: Tre\n"),
        ((0, "name"), "  name: Ett\n"),
        ((0,), LIST[LIST.index("- id: a") : LIST.index("# Om b.")]),
    ],
)
def test_a_removed_item_takes_its_own_comments_and_nothing_else(location, gone):
    assert without(LIST, location) == LIST.replace(gone, "")


def test_a_removed_last_item_takes_the_blank_line_before_it():
    text = "- id: a\n\n# Om b.\n- id: b\n"
    assert without(text, (1,)) == "- id: a\n"
    assert without(text.rstrip("\n"), (1,)) == "- id: a\n"
    assert without(text, (0,)) == "# Om b.\n- id: b\n"


def test_what_stands_first_in_a_file_is_about_the_file():
    text = "# Om filen.\n- id: a\n- id: b\n"
    assert without(text, (0,)) == "# Om filen.\n- id: b\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("- id: a\n", "- id: a\n- id: b\n  name: Två\n"),
        ("- id: a", "- id: a\n- id: b\n  name: Två\n"),
        ("- id: a\n\n- id: c\n", "- id: a\n\n- id: c\n\n- id: b\n  name: Två\n"),
        ("- {id: a}\n# Sist.\n", "- {id: a}\n# Sist.\n- id: b\n  name: Två\n"),
    ],
)
def test_an_item_is_added_spaced_as_those_before_it(text, after):
    assert appended(text, {"id": "b", "name": "Två"}) == after


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_field_of_a_real_record_is_set_and_set_back(data):
    path = data.draw(st.sampled_from(SYSTEMS))
    text = path.read_text(encoding="utf-8")
    spans = source.spans(text)
    lines = [
        location
        for location, span in spans.items()
        if location and isinstance(location[-1], str) and span.style == "plain"
        and "\n" not in text[span.begins : span.ends]
    ]  # fmt: skip
    location = data.draw(st.sampled_from(lines))
    old = at(read_back(text), location)
    after = with_fields(text, location[:-1], {location[-1]: "nytt ord"}, ())
    assert at(read_back(after), location) == "nytt ord"
    span = spans[location]
    assert after == text[: span.begins] + "nytt ord" + text[span.ends :]
    assert with_fields(after, location[:-1], {location[-1]: old}, ()) == text

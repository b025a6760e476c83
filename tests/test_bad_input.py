"""Whatever stands in the files, the editor gets the site or a list of problems in Swedish.

Never a traceback, never a word of English, never a long wait: each test tries many spoilt
copies of the data, always the same ones.
"""

import copy
import json
import os
import re
import shutil
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core._pydantic_core import list_all_errors

from macros import problems, source
from macros.build import build, check, written_out
from macros.problems import Place, Problem, ProgrammeError
from macros.records import COLLECTIONS
from macros.records.fields import models_in
from tests.conftest import HAGGASA, REPOSITORY, TODAY
from tests.test_problems import ENGLISH

FILES = (
    "data/municipality.yml",
    "data/programme.yml",
    "data/terms.yml",
    "data/units.yml",
    "data/retired.yml",
    "data/roles/objektagare.yml",
    "data/systems/trygghetslarmen.yml",
    "data/systems/provet.yml",
    "data/instructions/medarbetare.yml",
)
REAL = sorted(path for root in (HAGGASA, REPOSITORY) for path in (root / "data").rglob("*.yml"))
LONGEST_WAIT = 2
"""Seconds. A good copy is read in a hundredth of this."""


def tries(count):
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@pytest.fixture
def root(tmp_path):
    """The second municipality, to spoil at will."""
    shutil.copytree(HAGGASA, tmp_path, dirs_exist_ok=True)
    return tmp_path


def spoilt(root, name, content):
    """What the editor is told when a file has this content; the file is put back afterwards."""
    path = root / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    start = time.monotonic()
    found = []
    try:
        check(root)
    except ProgrammeError as error:
        found = error.problems
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert time.monotonic() - start < LONGEST_WAIT
    for problem in found:
        assert all([problem.headline, problem.expected, problem.found, problem.tip]), str(problem)
    return "\n".join(map(str, found))


YAML_LIKE = st.lists(
    st.sampled_from(
        ["- ", "  ", "\n", "\n  ", ": ", ":", "a", "id", "name", "ä", "[", "]", "{", "}", ",", '"',
         "'", "#", " #", "&a ", "*a", "!", "!!int ", "|\n", ">\n", "? ", "---\n", "...\n", "%", "@",
         "`", "\t", "\\", "\\x00", "<<: ", "~", "null", "ja", "1", "2026-02-30", "\x00", "\u2028",
         "\ufeff", "\r", "\xa0", "\U0001f600", "kf", "roll/objektagare", "inga: x"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(name=st.sampled_from(FILES), text=st.text(max_size=200) | YAML_LIKE)
@tries(200)
def test_any_text_as_a_file_of_data_is_read_or_refused(root, name, text):
    spoilt(root, name, text)


@given(name=st.sampled_from(FILES), raw=st.binary(max_size=200))
@tries(100)
def test_any_bytes_as_a_file_of_data_are_read_or_refused(root, name, raw):
    spoilt(root, name, raw)


@given(data=st.data())
@tries(150)
def test_a_file_cut_off_or_with_a_piece_taken_out_is_read_or_refused(root, data):
    name = data.draw(st.sampled_from([name for name in FILES if (root / name).exists()]))
    raw = (root / name).read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    stop = data.draw(st.integers(start, len(raw)) | st.just(len(raw)))
    put_in = data.draw(st.sampled_from([b"", b":", b"\t", b'"', b"[", b"- ", b"\xc3", b"\n"]))
    spoilt(root, name, raw[:start] + put_in + raw[stop:])


# --- mutated records -----------------------------------------------------------------------

ODD_VALUES = st.sampled_from(
    ["", "x", "ja", "nej", "inga", "1", "2026-02-30", "9" * 5000, "3.1.2", "kf", "K1", "enhet/ks",
     "/", "enhet/", "‹value›", "‹absence›", "a\nb", "x" * 400, "\x1b", "é", [], {}, ["x"], [[]],
     [{}], {"x": "y"}, {"inga": "skäl"}, {"inga": []}, {"id": ["x"]}, {"‹value›": "x"}, [None]]
)  # fmt: skip


def places_in(value, path=()):
    """Where every field and list item of a record stands."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from places_in(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places_in(inner, (*path, number))


@cache
def real(path):
    """What stands in a file of the real data."""
    return source.read(path.name, path.read_text(encoding="utf-8"))[0].data


def mutate(draw, record):
    """Drop, repeat, rename or replace something in a record."""
    path = draw(st.sampled_from(list(places_in(record))))
    *around, last = path
    holder = record
    for step in around:
        holder = holder[step]
    change = draw(st.sampled_from(["drop", "repeat", "rename", "replace", "replace"]))
    if change == "replace":
        holder[last] = copy.deepcopy(draw(ODD_VALUES))
    elif change == "drop":
        del holder[last]
    elif isinstance(holder, list):
        holder.append(holder[last])
    else:
        new = {"repeat": f"{last}_", "rename": str(last)[1:]}[change]
        holder[new] = holder[last] if change == "repeat" else holder.pop(last)


@given(data=st.data())
@tries(250)
def test_a_mutated_record_is_read_or_refused(root, data):
    path = data.draw(st.sampled_from(REAL))
    record = copy.deepcopy(real(path))
    for _ in range(data.draw(st.integers(1, 3))):
        if list(places_in(record)):
            mutate(data.draw, record)
    name = path.as_posix()[path.as_posix().rindex("/data/") + 1 :]
    told = spoilt(root, name, json.dumps(record, ensure_ascii=False, indent=1))
    assert not ENGLISH.search(re.sub("»[^«]*«", "", told))


# --- pages ---------------------------------------------------------------------------------

PAGE_LIKE = st.lists(
    st.sampled_from(
        ["---\n", "title: a\n", "visibility: skyddad\n", "visibility: x\n", "\n", "# A\n", "{{ ",
         " }}", "{% ", " %}", "{# ", " #}", "link(", "record(", "index(", "home()", ")", '"K1"',
         '"krav/K1"', '"roll/objektagare"', '"enhet"', '"roll"', ", ", "text=", "1", "[", "]",
         ".name", "municipality", "document", "x", "for", "if", "not ", "raw", "endraw", "+", "|",
         "*", "**", "'", "\\", "\\ud800", "\x02", "\xa0", "é"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@given(text=st.text(max_size=200) | PAGE_LIKE)
@example("{{ " + "(" * 5000)
@example("{{ " + "not " * 400 + "x }}")
@example("{{ 9" + "9" * 5000 + " }}")
@example("{{ link(text='a', text='b') }}")
@example("{{ link(*[]) }}{{ link(**{}) }}")
@tries(250)
def test_any_text_as_a_page_is_read_or_refused(root, text):
    spoilt(root, "docs/prov.md", text)


CALLS = st.builds(
    "{{{{ {}({}) }}}}".format,
    st.sampled_from(["link", "term", "record", "table", "section", "requirements", "repairs",
                     "index", "chapter", "programme", "responsibilities", "organisation", "home",
                     "macro_reference"]),
    st.lists(
        st.sampled_from(["roll", "system", "enhet", "kommun", "dokument", "avsnitt", "unit", "K1",
                         "krav/K1", "roll/objektagare", "objekt", "2", "2.1", "A", "nivå/1", "/",
                         "", "x", "ritningsarkivet", "system/ritningsarkivet"]).map('"{}"'.format),
        max_size=3,
    ).map(", ".join)
    | st.sampled_from(['"roll/objektagare", text="a"', 'id="roll/objektagare"', 'kind="roll"',
                       'text="a", id="system/ritningsarkivet"']),
)  # fmt: skip


@given(call=CALLS)
@tries(120)
def test_a_macro_that_passes_the_check_works_on_every_site(root, call):
    page = root / "docs" / "prov.md"
    page.write_text(f"---\nvisibility: öppen\n---\n\n{call}\n", encoding="utf-8")
    try:
        sites = [build(root, audience, TODAY) for audience in ("public", "internal")]
    except ProgrammeError:
        return
    for site in sites:
        assert "prov.md" in written_out(root, site)


# --- the words -----------------------------------------------------------------------------


def test_every_type_of_error_that_the_library_knows_has_words():
    for error in list_all_errors():
        assert problems.expectation(error["type"], error.get("example_context") or {})


def every_model():
    waiting = [collection.model for collection in COLLECTIONS]
    met = []
    while waiting:
        model = waiting.pop()
        met.append(model)
        for info in model.model_fields.values():
            waiting += [part for part in models_in(info.annotation) if part not in met + waiting]
    return met


def test_every_type_of_error_that_text_can_meet_has_swedish_words_and_no_words_are_idle():
    """Every field of every model is given every shape of value."""
    shapes = ["", "x", "x\ny", "inga", "2026-99-99", "x" * 400, [], ["x"], [["x"]], [{}], {}]
    shapes += [{"x": "y"}, {"inga": "x"}, {"inga": []}, {"inga": "x", "x": "y"}, [{"x": "y"}]]
    shapes += ["#777777"]
    met = set()
    for model in every_model():
        names = [info.alias or name for name, info in model.model_fields.items()]
        for value in [*shapes, *({name: shape} for name in names for shape in shapes)]:
            try:
                model.model_validate(value)
            except ValidationError as error:
                met |= {detail["type"] for detail in error.errors()}
    worded_apart = {"missing", "extra_forbidden", "literal_error", "enum", "contrast"}
    assert met == problems.EXPECTED.keys() | worded_apart
    assert problems.TIPS.keys() <= problems.EXPECTED.keys()


# --- odd files -----------------------------------------------------------------------------


def told(root):
    with pytest.raises(ProgrammeError) as raised:
        check(root)
    return str(raised.value)


@pytest.mark.parametrize("folder", ["data", "data/systems", "docs"])
def test_a_file_name_in_another_encoding_is_told_and_can_be_printed(root, folder):
    name = b"M\xe5l.md" if folder == "docs" else b"M\xe5l.yml"
    (root / folder / os.fsdecode(name)).write_text("# Mål\n", encoding="utf-8")
    report = told(root)
    assert "M\ufffdl." in report
    assert report.encode("utf-8")


def test_a_pipe_instead_of_a_file_does_not_make_anyone_wait(root):
    os.mkfifo(root / "data" / "repairs.yml")
    os.mkfifo(root / "data" / "systems" / "provet.yml")
    os.mkfifo(root / "docs" / "prov.md")
    assert told(root).count("Här ska det vara en fil") == 3


def test_what_may_not_be_read_is_told(root, monkeypatch):
    """As a user without rights would meet it; the tests may run as one who has them all."""

    def refuse(path):
        raise PermissionError(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    report = told(root)
    assert "data/systems:1:1  Filen eller mappen går inte att öppna" in report
    assert "data/municipality.yml:1:1  Filen eller mappen går inte att öppna" in report


def test_a_file_with_thousands_of_mistakes_is_told_about_without_a_long_wait(root):
    start = time.monotonic()
    for name in ("terms.yml", "repairs.yml", "systems/provet.yml"):
        text = "".join(f"okänt{number}: x\n" for number in range(20_000))
        if "/" not in name:
            text = "- {}\n" * 20_000
        (root / "data" / name).write_text(text, encoding="utf-8")
    assert told(root).count("Filen har fler fel än vad som visas") == 3
    assert time.monotonic() - start < 3 * LONGEST_WAIT


def test_no_place_or_excerpt_can_break_a_terminal():
    place = Place("data/\udce5\n\x1b[31m.yml", 1, 1)
    report = str(Problem(place, problems.quoted("\ud800\x1b[31m\u202e\n" + "x" * 10**6)))
    assert report.replace("\n", "").isprintable()
    assert len(report) < 200


@pytest.mark.parametrize("path", REAL, ids=lambda path: "/".join(path.parts[-4:]))
def test_every_place_in_the_real_data_is_where_its_value_stands(path):
    text = path.read_text(encoding="utf-8")
    document = source.read("x.yml", text)[0]
    lines = text.split("\n")
    for location in places_in(document.data):
        if isinstance(location[-1], str):
            place = document.place((*location, source.KEY))
            assert lines[place.line - 1][place.column - 1 :].lstrip("'\"").startswith(location[-1])

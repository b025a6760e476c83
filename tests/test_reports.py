"""What `itprogram check` tells, to people and to other tools, and how it ends.

Write the golden texts anew with `ITPROGRAM_WRITE_GOLDEN=1 pytest tests/test_reports.py`.
"""

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from macros import cli, problems, reports
from macros.cli import main
from macros.problems import Place, Problem
from macros.reports import as_json, observations
from macros.reports.observations import Kind, Observation, Rule
from macros.reports.selection import WORDS
from macros.rules.outcome import Severity
from tests.conftest import REPOSITORY, TODAY, itprogram

GOLDEN = Path(__file__).parent / "reports"
SCHEMA = json.loads((GOLDEN / "sarif-schema-2.1.0.json").read_text("utf-8"))
FORMATS = ("text", "json", "sarif", "github", "gitlab")
TOOLS = FORMATS[1:]

IN_VAIN = """\
exceptions:
  - {requirement: K3, decided_by: kommundirektor, date: 2026-02-01, expires_on: 2027-01-31,
     reason: Behövs inte längre.}
"""


def run(capsys, root, *arguments, day=TODAY):
    """What the command says and how it ends."""
    code = main(["--root", str(root), "check", "--date", day.isoformat(), *arguments])
    return code, *capsys.readouterr()


@pytest.fixture
def small(haggasa):
    """The second municipality with one of everything that can be told."""
    path = haggasa / "data" / "systems" / "lokalbokningen.yml"
    text = path.read_text("utf-8").replace(
        "name: Lokalbokningen\n", "name: Lokalbokningen\nexample: ja\n"
    )
    path.write_text(text + IN_VAIN, "utf-8")
    return haggasa


@pytest.fixture
def broken(small):
    """The same with the same mistake twice in one file, and one in another."""
    path = small / "data" / "roles" / "objektagare.yml"
    path.write_text(path.read_text("utf-8").replace("summary:", "sumary:", 1), "utf-8")
    path = small / "data" / "systems" / "trygghetslarmen.yml"
    path.write_text(path.read_text("utf-8").replace("position: ", "postion: "), "utf-8")
    return small


def golden(name, text):
    """Compare a text with the one that is kept."""
    path = GOLDEN / name
    text = text.replace(f'"version": "{version("itprogram")}"', '"version": "…"')
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def parsed(text):
    return json.loads(text)


# --- to the letter -------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_the_letter(small, capsys, form):
    code, out, err = run(capsys, small, "--format", form)
    assert (code, err) == (0, "")
    golden(f"haggasa.{form}", out)


@pytest.mark.parametrize("form", TOOLS)
def test_problems_are_told_in_the_format_too_and_end_with_1(broken, capsys, form):
    code, out, err = run(capsys, broken, "--format", form)
    assert (code, err) == (1, "Kraven prövas när felen är rättade.\n")
    golden(f"broken.{form}", out)


def test_problems_are_told_to_people_as_before_and_that_no_demand_is_tried(broken, capsys):
    code, out, err = run(capsys, broken)
    assert (code, out) == (1, "")
    assert "data/roles/objektagare.yml:" in err
    assert err.endswith("Ingenting har skrivits.\n\nKraven prövas när felen är rättade.\n")


def test_the_text_fits_a_terminal_and_counts_itself(capsys):
    code, out, err = run(capsys, REPOSITORY)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 88
    assert out.startswith("Inga fel. ")
    told = re.findall(r"^rad \d+ +(\S+)", out, re.M)
    deviations = [word for word in told if word in list(Severity)]
    last = " ".join(out.partition("\nDen 24 november 2026: ")[2].split())
    assert last.startswith(f"{len(deviations)} avvikelser (grad fel: {told.count('fel')}, ")
    assert f"{told.count('oavgjort')} går inte att avgöra" in last


def test_the_text_is_calm_when_there_is_nothing_to_tell(small, capsys):
    assert run(capsys, small, "--only", "K1")[1].splitlines() == [
        run(capsys, small)[1].splitlines()[0],
        "Inga avvikelser, undantag eller anmärkningar för det som valdes.",
    ]


# --- what other tools want -----------------------------------------------------------------


@pytest.mark.parametrize("which", ["small", "broken"])
def test_sarif_is_valid_by_the_standards_own_schema(request, capsys, which):
    _, out, _ = run(capsys, request.getfixturevalue(which), "--format", "sarif")
    validator = jsonschema.validators.validator_for(SCHEMA)
    validator(SCHEMA, format_checker=validator.FORMAT_CHECKER).validate(parsed(out))


def test_sarif_keeps_problems_and_demands_and_exceptions_apart(small, capsys):
    (sarif,) = parsed(run(capsys, small, "--format", "sarif")[1])["runs"]
    rules = sarif["tool"]["driver"]["rules"]
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] == "open")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (small / unquote(uri)).is_file()
    suppressed = [it for it in sarif["results"] if "suppressions" in it]
    assert [it["ruleId"] for it in suppressed] == ["K7"]
    assert suppressed[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "Leverantören byter lagring."}
    ]


@pytest.mark.parametrize("which", ["small", "broken"])
def test_fingerprints_are_unique_and_outlive_new_lines(request, capsys, which):
    root = request.getfixturevalue(which)
    before = parsed(run(capsys, root, "--format", "gitlab")[1])
    assert len({it["fingerprint"] for it in before}) == len(before)
    for path in (root / "data").rglob("*.yml"):
        path.write_text("# en rad till\n" + path.read_text("utf-8"), "utf-8")
    after = parsed(run(capsys, root, "--format", "gitlab")[1])
    assert [it["fingerprint"] for it in after] == [it["fingerprint"] for it in before]
    lines = [[it["location"]["lines"]["begin"] for it in those] for those in (before, after)]
    assert lines[0] != lines[1]


def test_every_key_of_the_json_is_documented(small, capsys):
    told = parsed(run(capsys, small, "--format", "json")[1])
    for key in (*told, *told["results"][0]):
        assert f"`{key}`" in as_json.__doc__
    assert {it["kind"] for it in told["results"]} == set(Kind) - {Kind.PROBLEM}
    assert told["version"] == 1


def test_the_line_is_that_of_the_field_or_of_what_is_around_it(small, capsys):
    told = parsed(run(capsys, small, "--format", "json")[1])["results"]

    def line(rule, record):
        (found,) = [it for it in told if (it["rule"], it["record"]) == (rule, record)]
        return (small / found["file"]).read_text("utf-8").splitlines()[found["line"] - 1]

    assert line("K5", "system/trygghetslarmen") == "  exercised_on: 2026-01-19"
    assert line("K10", "system/lokalbokningen").startswith("classification:")
    assert line("K5", "system/lokalbokningen").startswith("name:")
    assert line("K7", "system/trygghetslarmen").startswith("  - {requirement: K7,")
    assert line("undantag-utan-verkan", "system/lokalbokningen").startswith("  - {requirement: K3,")


# --- odd names -----------------------------------------------------------------------------

ODD = Observation(
    kind=Kind.DEVIATION,
    place=Place("data/a b,c:d%\n::å.yml", 3, 2),
    rule=Rule("K1", "Namn", "Text", "Hjälp"),
    title='K1 100 %, "a": b\n::error::påhittat',
    why=("50 %\r\nrad två", "::warning::också"),
    identity="K1|odd",
    home=Place("data/a b,c:d%\n::å.yml"),
    severity=Severity.ERROR,
    record="system/odd",
    name="Namn\x1b[31m",
    actors=("a, b",),
)
RESULT = observations.Result((ODD,), TODAY)


def test_workflow_commands_are_one_line_whatever_the_names_are():
    (line,) = reports.FOR_TOOLS["github"](RESULT).splitlines()
    assert line.startswith("::error file=data/a b%2Cc%3Ad%25")
    assert 'title=K1 100 %25%2C "a"%3A b%0A%3A%3Aerror%3A%3Apåhittat::50 %25%0D%0Arad två' in line


def test_other_formats_keep_odd_names_as_data():
    (issue,) = parsed(reports.FOR_TOOLS["gitlab"](RESULT))
    assert ODD.title in issue["description"]
    (result,) = parsed(reports.FOR_TOOLS["sarif"](RESULT))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == ODD.place.file
    assert re.fullmatch(r"[\w/.%-]+", uri, re.ASCII)
    (told,) = parsed(reports.FOR_TOOLS["json"](RESULT))["results"]
    assert told["title"] == ODD.title


def test_a_terminal_is_never_told_what_to_do():
    text = reports.told(RESULT)
    assert "\x1b" not in text
    assert "\r" not in text


def test_a_file_whose_name_is_no_text_can_be_told_in_every_format():
    place = Place(os.fsdecode(b"docs/\xff.md"))
    result = reports.of_problems([Problem(place, "Fel")], TODAY)
    for write in reports.FOR_TOOLS.values():
        write(result).encode("utf-8")
    reports.told_problems(result).encode("utf-8")


# --- colours -------------------------------------------------------------------------------


def in_a_terminal(root, **environment):
    """What the command writes when standard output is a terminal."""
    ours, theirs = pty.openpty()
    arguments = ["--root", str(root), "check", "--only", "K3", "--date", TODAY.isoformat()]
    with os.fdopen(theirs, "wb") as terminal:
        done = subprocess.run(
            [sys.executable, "-m", "macros.cli", *arguments],
            stdout=terminal,
            stderr=subprocess.PIPE,
            cwd=REPOSITORY,
            env={**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment},
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")
    written = os.read(ours, 100_000).decode("utf-8")
    os.close(ours)
    return written


def test_colours_are_only_for_a_terminal_that_wants_them(small, capsys):
    assert "\033[33mvarning\033[0m" in in_a_terminal(small)
    for refused in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\033" not in in_a_terminal(small, **refused)
    assert "\033" not in run(capsys, small)[1]


def test_colours_say_nothing_that_words_do_not(small, capsys):
    plain = run(capsys, small, "--only", "K3")[1]
    coloured = in_a_terminal(small).replace("\r\n", "\n")
    assert re.sub(r"\033\[\d+m", "", coloured) == plain


# --- only what was asked for ---------------------------------------------------------------


def rules(capsys, root, *words):
    only = [part for word in words for part in ("--only", word)]
    told = parsed(run(capsys, root, "--format", "json", *only)[1])["results"]
    return {(it["rule"], it["record"].partition("/")[2]) for it in told}


def test_a_demand_a_record_a_file_or_a_folder_can_be_asked_for(small, capsys):
    everything = rules(capsys, small)
    assert rules(capsys, small, "k5") == {it for it in everything if it[0] == "K5"}
    of_larmen = {it for it in everything if it[1] == "trygghetslarmen"}
    assert rules(capsys, small, "System/Trygghetslarmen") == of_larmen
    assert rules(capsys, small, "data/systems/trygghetslarmen.yml") == of_larmen
    assert rules(capsys, small, str(small / "data/systems/trygghetslarmen.yml")) == of_larmen
    assert rules(capsys, small, "./data/systems/") == everything
    assert rules(capsys, small, ".") == everything
    assert rules(capsys, small, "docs") == set()


def test_words_of_one_sort_add_and_of_different_sorts_narrow(small, capsys):
    both = rules(capsys, small, "K5", "K10")
    assert both == rules(capsys, small, "K5") | rules(capsys, small, "K10")
    assert rules(capsys, small, "K5", "system/trygghetslarmen") == {("K5", "trygghetslarmen")}
    assert rules(capsys, small, "undantag") == {("K7", "trygghetslarmen")}
    assert rules(capsys, small, "undantag", "K5") == set()


@pytest.mark.parametrize("word", [*WORDS, *Kind])
def test_every_kind_can_be_asked_for_by_its_word(small, capsys, word):
    told = parsed(run(capsys, small, "--format", "json", "--only", word)[1])["results"]
    kind = WORDS.get(word, word)
    assert {it["kind"] for it in told} == ({kind} if kind != Kind.PROBLEM else set())


@pytest.mark.parametrize(
    ("word", "tip"),
    [
        ("K99", "Menade du »K9«?"),
        ("system/trygghetslarm", "Menade du »system/trygghetslarmen«?"),
        ("avikelser", "Menade du »avvikelser«?"),
        ("../data", "Skriv ett krav"),
        ("", "Skriv ett krav"),
        ("\0", "Skriv ett krav"),
        ("x" * 5000, "Skriv ett krav"),
    ],
)
def test_what_there_is_not_is_refused_with_a_tip(small, capsys, word, tip):
    for form in FORMATS:
        code, out, err = run(capsys, small, "--only", word, "--format", form)
        assert (code, out) == (2, "")
        assert tip in " ".join(err.split())


def test_problems_in_other_files_are_counted_and_still_end_with_1(broken, capsys):
    code, out, err = run(capsys, broken, "--only", "data/roles")
    assert (code, out) == (1, "")
    assert "objektagare.yml" in err
    assert "trygghetslarmen.yml" not in err
    assert re.search(r"^\d fel i andra filer visas inte här\. Kraven prövas när", err, re.M)
    code, out, err = run(capsys, broken, "--only", "docs", "--format", "gitlab")
    assert (code, out) == (1, "[]\n")
    assert "i andra filer visas inte här." in err


def test_problems_are_shown_whatever_demand_or_kind_was_asked_for(broken, capsys):
    everything = run(capsys, broken, "--format", "json")[1]
    for word in ("K5", "avvikelser", "system/okänt"):
        assert run(capsys, broken, "--format", "json", "--only", word)[1] == everything


# --- how it ends ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_deviations_end_with_1_only_when_the_rules_are_strict(small, capsys, form):
    assert run(capsys, small, "--format", form)[0] == 0
    assert run(capsys, small, "--format", form, "--strict-rules")[0] == 1
    for calm in ("undantag", "oavgjort", "K1"):
        assert run(capsys, small, "--format", form, "--strict-rules", "--only", calm)[0] == 0


def test_the_day_decides_whether_an_exception_holds(small, capsys):
    def kind(day):
        told = parsed(run(capsys, small, "--only", "K7", "--format", "json", day=day)[1])
        return [it["kind"] for it in told["results"] if it["record"] == "system/trygghetslarmen"]

    assert kind(date(2026, 12, 31)) == [Kind.EXCEPTION]
    assert kind(date(2027, 1, 1)) == [Kind.DEVIATION]


@pytest.mark.parametrize("arguments", [["--format", "xml"], ["--only"], ["--date", "i går"]])
def test_misuse_is_told_in_swedish_and_ends_with_2(small, capsys, arguments):
    with pytest.raises(SystemExit) as end:
        main(["--root", str(small), "check", *arguments])
    assert end.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert f"Felet gäller {arguments[0]}." in err


@pytest.mark.parametrize("form", FORMATS)
def test_a_reader_who_has_seen_enough_may_close_the_pipe(form):
    command = f"{sys.executable} -m macros.cli check --format {form} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_without_swedish_letters_is_no_obstacle(small, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert itprogram(small, "check").returncode == 0
    done = subprocess.run(
        [sys.executable, "-m", "macros.cli", "--root", str(small), "check", "--format", "json"],
        capture_output=True,
        cwd=REPOSITORY,
        check=False,
    )
    assert parsed(done.stdout.decode("utf-8"))["results"]


def test_the_help_tells_how_it_ends_and_what_can_be_asked_for(capsys):
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    told = capsys.readouterr().out
    assert all(word in told for word in WORDS)
    assert "Utgångskoder: 0 inga fel, 1 fel (eller avvikelser, med --strict-rules), 2" in told
    assert list(cli.REPORTS) == ["text", *reports.FOR_TOOLS]
    assert max(map(len, told.splitlines())) <= problems.WIDTH


def test_the_same_problem_twice_has_two_identities():
    same = [Problem(Place("data/a.yml", line), "Fel", found="x") for line in (1, 2)]
    first, second = reports.of_problems(same, TODAY).observations
    assert first.fingerprint != second.fingerprint
    assert replace(first, place=second.place).fingerprint == first.fingerprint

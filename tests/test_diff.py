"""The command that tells what has changed, between versions in Git or folders; and those that keep
the files made from the data what they should be."""

import json
import shutil

import pytest

from macros.cli import main
from tests.conftest import HAGGASA, TODAY, make_root
from tests.repository import begin, commit, git, replace

LARM = "data/systems/trygghetslarmen.yml"

TOLD = """\
Ändringar i sak från main till nu
1 system ändrat.
Formatering, kommentarer och ordning räknas inte.

System: Trygghetslarmen (ändrat)
  data/systems/trygghetslarmen.yml
  Ändamål: Den som bor [-hemma-] {+ensam+} ska få hjälp snabbt.
  Antal användare (intern): [-140-] {+150+}
"""
MARKDOWN = "Den som bor ~~hemma~~ **ensam** ska få hjälp snabbt."


@pytest.fixture
def root(tmp_path):
    """The second municipality in Git, and a change that is not kept there yet."""
    root = tmp_path / "root"
    root.mkdir()
    begin(make_root(root), "2026-01-01")
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    replace(root, LARM, "user_count: 140", "user_count: 150")
    replace(root, LARM, "aliases: [larmknappen]", "# Ett namn till?\naliases:\n  - larmknappen")
    return root


def run(root, *arguments):
    return main(["--root", str(root), *arguments])


def test_what_changed_is_told_word_by_word_and_formatting_is_none(root, capsys):
    assert run(root, "diff", "main..nu") == 0
    assert capsys.readouterr().out == TOLD


def test_revisions_and_folders_are_told_alike(root, capsys):
    commit(root, "2026-02-02")
    for versions in ("HEAD~1..HEAD", "HEAD~1..", f"{HAGGASA}..{root}", f"{HAGGASA}..nu"):
        assert run(root, "diff", versions) == 0
        out = capsys.readouterr().out
        assert out.endswith(TOLD.partition("\n")[2]), versions


def test_the_versions_can_be_called_something_that_people_say(root, capsys):
    assert run(root, "diff", "main..nu", "--called", "main", "förslaget") == 0
    assert capsys.readouterr().out.startswith("Ändringar i sak från main till förslaget\n")


def test_nothing_changed_is_said(root, capsys):
    assert run(root, "diff", "nu..nu") == 0
    assert "Inga ändringar i sak." in capsys.readouterr().out


def test_for_a_merge_request_for_a_page_and_for_programs(root, capsys, tmp_path):
    assert run(root, "diff", "main..nu", "--format", "markdown") == 0
    assert MARKDOWN in capsys.readouterr().out
    assert run(root, "diff", "main..nu", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [change["id"] for change in told["changes"]] == ["trygghetslarmen"]
    page = tmp_path / "ny" / "sida.html"
    assert run(root, "diff", "main..nu", "--format", "html", "--to", str(page)) == 0
    assert capsys.readouterr().out == f"Klart: {page}\n"
    assert "<del>hemma</del>" in page.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_compared(root, capsys):
    (root / "data" / "terms.yml").write_text("- id: [", encoding="utf-8")
    assert run(root, "diff", "main..nu") == 0
    out = capsys.readouterr().out
    assert "1 system ändrat." in out
    assert "data/terms.yml" in out
    assert "begrepp" not in out


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ("main", "Skriv två versioner med två punkter mellan, till exempel »main..nu«.\n"),
        ("..main", "Skriv två versioner med två punkter mellan, till exempel »main..nu«.\n"),
        ("finnsinte..nu", "Git har ingen version som heter »finnsinte«.\n"),
        ("--all..nu", "Git har ingen version som heter »--all«.\n"),
    ],
)
def test_versions_that_are_none_are_refused(root, capsys, versions, said):
    assert run(root, "diff", "--", versions) == 2
    assert capsys.readouterr().err == said


def test_a_folder_without_data_and_a_copy_without_git_are_refused(root, capsys, tmp_path):
    (tmp_path / "tom").mkdir()
    assert run(root, "diff", f"{tmp_path / 'tom'}..nu") == 2
    assert "har ingen mapp data/" in capsys.readouterr().err
    shutil.rmtree(root / ".git")
    assert run(root, "diff", "main..nu") == 2
    assert capsys.readouterr().err.startswith("Git har ingen version som heter »main«.")


def test_a_folder_inside_a_repository_is_compared_with_itself(tmp_path, capsys):
    inner = tmp_path / "webb"
    inner.mkdir()
    make_root(inner)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "webb/data", "webb/docs")
    git(tmp_path, "commit", "--quiet", "--message=Början")
    replace(inner, LARM, "user_count: 140", "user_count: 150")
    assert run(inner, "diff", "main..nu") == 0
    assert "1 system ändrat." in capsys.readouterr().out


# --- files made from the data --------------------------------------------------------------


def test_schemas_and_owners_are_written_when_they_differ(haggasa, capsys):
    assert run(haggasa, "schemas") == 0
    assert "data/schemas/system.json" in capsys.readouterr().out
    assert run(haggasa, "schemas") == 0
    assert capsys.readouterr().out == "Scheman är redan som de ska.\n"
    assert run(haggasa, "codeowners") == 0
    assert capsys.readouterr().out == "Skriven på nytt: .github/CODEOWNERS\n"
    assert run(haggasa, "codeowners") == 0
    assert capsys.readouterr().out == ".github/CODEOWNERS är redan som den ska.\n"


def test_a_file_made_on_the_web_gets_its_first_line_when_the_schemas_are_written(haggasa, capsys):
    assert run(haggasa, "schemas") == 0
    path = haggasa / "data" / "systems" / "provet.yml"
    text = "name: Provet\nsummary: Ett prov\npurpose: Pröva.\nstatus: planerat\n"
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(haggasa, "schemas") == 0
    assert "data/systems/provet.yml" in capsys.readouterr().out
    line = "# yaml-language-server: $schema=../schemas/system.json\n"
    assert path.read_text(encoding="utf-8") == line + text


def test_a_new_record_is_known_to_the_schemas_at_once(haggasa, capsys):
    assert run(haggasa, "schemas") == 0
    arguments = ["--set", "name=Jour", "--set", "definition=Kort.", "--set", "status=nutida ord"]
    assert run(haggasa, "new", "begrepp", *arguments, "--date", TODAY.isoformat()) == 0
    capsys.readouterr()
    assert run(haggasa, "schemas") == 0
    assert capsys.readouterr().out == "Scheman är redan som de ska.\n"
    assert '"jour"' in (haggasa / "data/schemas/terms.json").read_text(encoding="utf-8")

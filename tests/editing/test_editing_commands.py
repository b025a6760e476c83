"""What an editor reads when a command has changed something, or will not.

Write the texts anew with `ITPROGRAM_WRITE_GOLDEN=1 pytest tests/editing`, and read every change as
an official who has never programmed would read it.
"""

import os
import re
from pathlib import Path

import pytest

from tests.editing.conftest import run, snapshot
from tests.editing.test_creation import ANSWERS, answering, settings

HERE = Path(__file__).parent
REASON = ("--reason", "Ingen använder den.")
SYSTEM = settings(ANSWERS["system"])
CASES = {
    "where": ["where", "trygghetslarmen"],
    "where-role": ["where", "roll/drift-ansvarig"],
    "where-nothing": ["where", "bildbank"],
    "where-unknown": ["where", "trygghetslarmem"],
    "rename": ["rename", "trygghetslarmen", "larmen"],
    "rename-instruction": ["rename", "instruktion/medarbetare", "personal", "--dry-run"],
    "rename-taken": ["rename", "trygghetslarmen", "lokalbokningen"],
    "rename-retired": ["rename", "trygghetslarmen", "larmparmen"],
    "rename-malformed": ["rename", "trygghetslarmen", "Larm och sånt"],
    "rename-code": ["rename", "K1", "K 1"],
    "rename-kind": ["rename", "system/trygghetslarmen", "roll/larmen"],
    "rename-overview": ["rename", "trygghetslarmen", "register"],
    "rename-same": ["rename", "trygghetslarmen", "trygghetslarmen"],
    "rename-municipality": ["rename", "kommun/municipality", "haggasa"],
    "rename-prefix": ["rename", "objektagare.4", "fyra"],
    "delete": ["delete", "bildbank", *REASON],
    "delete-dry-run": ["delete", "ritningsarkivet", *REASON, "--dry-run"],
    "delete-used": ["delete", "trygghetslarmen", *REASON],
    "delete-other-kind": ["delete", "bildbank", *REASON, "--replaced-by", "roll/objektagare"],
    "delete-by-itself": ["delete", "bildbank", *REASON, "--replaced-by", "bildbank"],
    "delete-retired": ["delete", "larmparmen", *REASON],
    "new": ["new", "system", *SYSTEM],
    "new-dry-run": ["new", "system", *SYSTEM, "--dry-run"],
    "new-term": ["new", "begrepp", *settings(ANSWERS["begrepp"])],
    "new-missing": ["new", "system", *SYSTEM[:4]],
    "new-wrong-field": ["new", "system", "--set", "namn=Boken"],
    "new-wrong-value": ["new", "system", "--set", "status=på gång"],
    "new-wrong-reference": ["new", "begrepp", "--set", "see_also=objekten"],
    "new-group": ["new", "system", "--set", "backup=ja"],
    "new-unknown-kind": ["new", "sytem"],
    "new-taken": ["new", "system", *SYSTEM, "--id", "trygghetslarmen"],
}
PROMPT = re.compile(r"^(\[.*\] )?> ", re.MULTILINE)
"""What stands before an answer, whose line break is not printed here."""
ENGLISH = re.compile(r"\b(the|input|should|expected|found|must|not|while|line|None|Traceback)\b")


def golden(name, text):
    path = HERE / f"{name}.txt"
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    else:
        assert text == path.read_text(encoding="utf-8")


def told(capsys, code):
    """All that was printed, and the exit code last."""
    out, err = capsys.readouterr()
    return f"{out}{err}\n[{code}]\n"


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


@pytest.mark.parametrize("name", CASES)
def test_the_editor_is_told(root, capsys, name):
    before = snapshot(root)
    code = run(root, *CASES[name])
    golden(name, told(capsys, code))
    if code or "--dry-run" in CASES[name]:
        assert snapshot(root) == before


def test_the_questions_about_a_new_system(root, capsys, monkeypatch):
    answering(monkeypatch, "", "Postboken", "En bok.", "Veta.", "på gång", "i drift", "")
    golden("new-questions", told(capsys, run(root, "new", "system")))


def test_the_questions_about_a_new_demand(root, capsys, monkeypatch):
    answering(monkeypatch, "1.9", "1.1", "Post", "Posten öppnas.", "ks, ko", "ks, objektagare",
              "kanske", "nej", "K 13", "K12", "K13")  # fmt: skip
    golden("new-questions-demand", told(capsys, run(root, "new", "krav")))


def test_the_questions_that_are_left_unanswered(root, capsys, monkeypatch):
    answering(monkeypatch, "Posten")
    golden("new-interrupted", told(capsys, run(root, "new", "enhet")))


def test_every_text_is_swedish_and_fits_a_terminal():
    for path in sorted(HERE.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert not ENGLISH.search(re.sub("»[^«]*«|--[a-z-]+|[a-z_]+: ", "", text)), path.name
        if "dry-run" not in path.name:
            lines = re.sub(PROMPT, "", text).split("\n")
            assert max(map(len, lines)) <= 100, path.name

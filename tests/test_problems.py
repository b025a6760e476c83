"""What an editor is told about each mistake: one golden case a file, in tests/problems/.

A case is laid over a copy of tests/haggasa:

- `files`: a path and its new text; null takes the file or folder away
- `edits`: a path, and what is replaced in it by what
- `bytes`: a path and its content as hexadecimal digits, for what text cannot say
- `links`: a path and what the symbolic link points at
- `repeat`: a path and a list of [text, times], for what is too large to write out
- `report`: what the editor is told, to the letter; last in the file

Write the reports anew with `ITPROGRAM_WRITE_GOLDEN=1 pytest tests/test_problems.py`, and read
every change as an official who has never programmed would read it.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
import yaml

from macros import problems
from macros.build import check
from macros.problems import ProgrammeError
from tests.conftest import HAGGASA

CASES = sorted((Path(__file__).parent / "problems").glob("*.yml"))
REPORT = "report: |\n"
ENGLISH = re.compile(r"\b(the|input|should|expected|found|valid|error|must|not|while|line)\b")


def lay_over(root, case):
    """The second municipality with the mistakes of a case."""
    shutil.copytree(HAGGASA, root, dirs_exist_ok=True)
    for path, text in case.get("files", {}).items():
        if text is None:
            take_away(root / path)
        else:
            put(root / path, text.encode("utf-8"))
    for path, replacements in case.get("edits", {}).items():
        text = (root / path).read_text(encoding="utf-8")
        for old, new in replacements.items():
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            text = text.replace(old, new)
        put(root / path, text.encode("utf-8"))
    for path, digits in case.get("bytes", {}).items():
        put(root / path, bytes.fromhex(digits))
    for path, target in case.get("links", {}).items():
        (root / path).symlink_to(target)
    for path, pieces in case.get("repeat", {}).items():
        put(root / path, "".join(text * times for text, times in pieces).encode("utf-8"))


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def take_away(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def told(root):
    """What the editor is told about the data and the pages below `root`."""
    try:
        check(root)
    except ProgrammeError as error:
        return f"{error}\n"
    return "Inga fel.\n"


def golden(path):
    """A case and the text of its file before the report."""
    text = path.read_text(encoding="utf-8")
    return yaml.safe_load(text), text.partition(REPORT)[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_editor_is_told(path, tmp_path):
    case, head = golden(path)
    lay_over(tmp_path, case)
    report = told(tmp_path)
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        lines = [f"  {line}".rstrip() + "\n" for line in report.splitlines()]
        path.write_text(head + REPORT + "".join(lines), encoding="utf-8")
    else:
        assert report == case["report"]


def test_every_report_says_what_was_expected_what_was_found_and_what_to_do():
    for path in CASES:
        for problem in golden(path)[0]["report"].split("\n\n")[:-1]:
            labels = re.findall(r"^  (\S+)  ", problem, re.MULTILINE)
            assert labels == ["väntade", "hittade", "tips"], f"{path.name}: {problem}"


def test_every_kind_of_mistake_in_yaml_has_a_case():
    reports = "".join(golden(path)[0]["report"] for path in CASES)
    for phrase, headline, *_ in problems.SYNTAX:
        assert f"  {headline}\n" in reports, phrase


def test_no_case_leaks_the_words_of_a_library():
    for path in CASES:
        words = re.sub("»[^«]*«", "", golden(path)[0]["report"])
        assert not ENGLISH.search(words), path.name

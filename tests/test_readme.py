"""The README: what it tells people to do can be done."""

import re
import shlex
import shutil

import pytest

from macros.build import check
from macros.cli import parser
from macros.problems import ProgrammeError
from tests.conftest import REPOSITORY

FOLDERS = {"data", "docs", "macros", "overrides", "tests", "benchmarks"}
PAGES = ["README.md", "CONTRIBUTING.md", "docs/intern/redigera.md", "docs/intern/vad-blir-oppet.md"]
TEXT = {name: (REPOSITORY / name).read_text(encoding="utf-8") for name in PAGES}


def commands():
    """Every command line in a block of shell, without its comment."""
    for text in TEXT.values():
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            for line in block.splitlines():
                if line := line.partition("#")[0].strip():
                    yield line


def test_there_are_commands_to_test():
    assert "make serve" in set(commands())
    assert "make test" in set(commands())


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_a_command_exists_as_it_is_written(command):
    program, *arguments = shlex.split(command)
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
        assert set(arguments) <= set(targets)
    else:
        assert program == ".venv/bin/itprogram"
        assert parser().parse_args(arguments).run


@pytest.mark.parametrize("name", PAGES)
def test_a_path_that_is_named_is_there(name):
    for path in re.findall(r"`([a-z]+/[\w/.-]*)`", TEXT[name]):
        if path.split("/")[0] not in FOLDERS or path == "docs/system/e-post.md":
            continue
        assert (REPOSITORY / path).exists(), path
    for path in re.findall(r"\]\(((?!http|#)[^)]+)\)", TEXT[name]):
        beside = (REPOSITORY / name).parent / path
        assert beside.exists(), path


def test_ci_runs_the_readmes_own_test_command():
    assert (REPOSITORY / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nmake test")


def test_the_locks_name_no_address():
    for lock in ("requirements.txt", "requirements-dev.txt"):
        text = (REPOSITORY / lock).read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text


def test_the_example_of_a_mistake_is_what_an_editor_is_told(tmp_path):
    for folder in ("data", "docs"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    role = tmp_path / "data" / "roles" / "systemagare.yml"
    role.write_text(role.read_text("utf-8").replace("\nsummary:", "\nsumary:"), "utf-8")
    with pytest.raises(ProgrammeError) as error:
        check(tmp_path)
    assert f"```text\n{error.value}\n```" in TEXT["README.md"]

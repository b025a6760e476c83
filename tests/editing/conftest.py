"""What the tests of editing share: the second municipality, read once, and copies to change."""

import shutil

import pytest

from macros.build import check
from macros.cli import main
from macros.editing.references import References
from tests.conftest import HAGGASA, REPOSITORY, TODAY


def read(root):
    """The programme below a root, with who points at whom."""
    programme, pages = check(root, TODAY)
    return References(root, programme, pages)


def snapshot(root):
    """Every file that a command may change, with its bytes."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("data", "docs")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def run(root, *arguments):
    """The exit code of a command on a day that never changes."""
    return main(["--root", str(root), *arguments, "--date", TODAY.isoformat()])


@pytest.fixture(scope="session")
def references():
    """Who points at whom in the second municipality, never to be changed."""
    return read(HAGGASA)


@pytest.fixture
def root(tmp_path):
    """A copy of the second municipality, to change at will."""
    for folder in ("data", "docs"):
        shutil.copytree(HAGGASA / folder, tmp_path / folder)
    shutil.copy(REPOSITORY / "mkdocs.yml", tmp_path)
    return tmp_path


def edit(root, file, old, new):
    """Replace something that stands once in a file."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")

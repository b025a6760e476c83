"""What the tests share: the repository, a second municipality, and sites built once."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent
HAGGASA = Path(__file__).parent / "haggasa"
TODAY = date(2026, 11, 24)


def make_root(target, source=HAGGASA):
    """A complete project in `target`: the repository's engine with another municipality's data."""
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(REPOSITORY / name, target / name)
    for name in ("macros", "overrides"):
        (target / name).symlink_to(REPOSITORY / name)
    for name in ("data", "docs"):
        shutil.copytree(source / name, target / name)
    return target


def itprogram(root, *arguments, code=REPOSITORY):
    """Run the command as an editor does; returns the finished process with its text.

    `code` is the folder that holds macros/.
    """
    return subprocess.run(
        [sys.executable, "-m", "macros.cli", "--root", str(root), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=code,
        env={**os.environ, "PYTHONPATH": str(code)},
    )


def build_site(root, audience, to):
    """Build a site and insist that it went well."""
    done = itprogram(
        root, "build", "--audience", audience, "--date", TODAY.isoformat(), "--to", str(to)
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return to


def once(tmp_path_factory, name, make):
    """Make a folder once for all test processes of a run."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, lock = shared / name, shared / f"{name}.lock"
    import fcntl

    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not folder.exists():
            make(folder)
    return folder


@pytest.fixture(scope="session")
def internal_site(tmp_path_factory):
    """The internal site of the real data."""
    return once(tmp_path_factory, "internal", lambda to: build_site(REPOSITORY, "internal", to))


@pytest.fixture(scope="session")
def public_site(tmp_path_factory):
    """The public site of the real data."""
    return once(tmp_path_factory, "public", lambda to: build_site(REPOSITORY, "public", to))


@pytest.fixture
def haggasa(tmp_path):
    """A project with the second municipality's data, to change at will."""
    root = tmp_path / "haggasa"
    root.mkdir()
    return make_root(root)

"""What a command costs: the CPU and the memory of a whole process and of those that it starts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

TODAY = "2026-11-24"
"""The date that every site is built for."""


@dataclass(frozen=True)
class Cost:
    """What a command cost: CPU in seconds, user and system; peak memory in MB."""

    cpu: float
    memory: float


def run(folder: Path, *arguments: str) -> Cost:
    """Run Python in a folder, with the code that is there. Raises CalledProcessError if it fails.

    A child counts its parent's memory as its own until it becomes another program. So the
    measuring process must itself be small: it imports nothing of ours and holds no data.
    """
    command = [sys.executable, *arguments]
    surroundings = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "NO_MKDOCS_2_WARNING": "1",
    }
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, env=surroundings
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, output.read().decode())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(project: Path, audience: str = "internal", to: str = "site") -> Cost:
    """Build a project's site, as an editor does. There is no older site to take away."""
    shutil.rmtree(project / to, ignore_errors=True)
    options = ("--audience", audience, "--date", TODAY, "--to", to)
    return run(project, "-m", "macros.cli", "build", *options)


def last_look(project: Path, site: Path) -> float:
    """CPU seconds of the last look at a public site."""
    command = [sys.executable, "-m", "benchmarks.last_look", str(project), str(site)]
    done = subprocess.run(
        command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def build_floor(floor: Path) -> Cost:
    """Build the floor, with the engine alone."""
    shutil.rmtree(floor / "site", ignore_errors=True)
    return run(floor, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")


def check(project: Path) -> Cost:
    """Check a project's data, without building."""
    return run(project, "-m", "macros.cli", "check")


def write_floor(project: Path, floor: Path) -> Cost:
    """Write the floor of a project."""
    return run(project, "-m", "benchmarks.floor", str(project), str(floor))


def largest_record(site: Path) -> int:
    """The size in bytes of the largest page of a generated system."""
    return max(page.stat().st_size for page in site.glob("system/verktyg-*/index.html"))


def pages(site: Path) -> set[str]:
    """The addresses of all pages of a site."""
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}

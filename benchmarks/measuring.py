"""What a command costs: the CPU and the memory of a whole process and of those that it starts."""

from __future__ import annotations

import os
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


def run(*arguments: str) -> Cost:
    """Run Python with these arguments to its end. Raises CalledProcessError if it fails.

    A child counts its parent's memory as its own until it becomes another program. So the
    measuring process must itself be small: it imports nothing of ours and holds no data.
    """
    command = [sys.executable, *arguments]
    surroundings = {**os.environ, "ITPROGRAM_DATE": TODAY, "NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen(command, stdout=output, stderr=output, env=surroundings)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            output.seek(0)
            raise subprocess.CalledProcessError(child.returncode, command, output.read().decode())
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def build(project: Path) -> Cost:
    """Build a project's internal site, as an editor does."""
    return run(
        *("-m", "macros.cli", "--root", str(project), "build", "--audience", "internal"),
        *("--date", TODAY, "--to", str(project / "site")),
    )


def build_floor(floor: Path) -> Cost:
    """Build the floor, with the engine alone."""
    configuration = str(floor / "mkdocs.yml")
    return run("-m", "mkdocs", "build", "-q", "-f", configuration, "-d", str(floor / "site"))


def check(project: Path) -> Cost:
    """Check a project's data, without building."""
    return run("-m", "macros.cli", "--root", str(project), "check")


def write_floor(project: Path, floor: Path) -> Cost:
    """Write the floor of a project."""
    return run("-m", "benchmarks.floor", str(project), str(floor))


def largest_record(site: Path) -> int:
    """The size in bytes of the largest page of a generated system."""
    return max(page.stat().st_size for page in site.glob("system/verktyg-*/index.html"))


def pages(site: Path) -> set[str]:
    """The addresses of all pages of a site."""
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html")}

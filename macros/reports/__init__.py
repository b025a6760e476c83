"""Reports: what a check came to, for people in a terminal and for other tools.

A problem is wrong data, and then nothing else can be told. A deviation is the world falling short
of a demand. Both become observations, and each format has a file of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from macros.reports import as_json, github, gitlab, sarif
from macros.reports.explanation import explain
from macros.reports.observations import Result, of_problems, of_programme
from macros.reports.selection import Unknown, select
from macros.reports.terminal import hidden, told, told_problems

__all__ = [
    "FOR_TOOLS", "Unknown", "explain", "hidden", "of_problems", "of_programme", "select", "told",
    "told_problems",
]  # fmt: skip

FOR_TOOLS: dict[str, Callable[[Result], str]] = {
    "json": as_json.write,
    "sarif": sarif.write,
    "github": github.write,
    "gitlab": gitlab.write,
}
"""The formats that other tools read. Text for people is in `terminal`."""

"""Workflow commands of GitHub Actions: one annotation a line."""

from __future__ import annotations

from macros.problems import printable
from macros.reports.messages import body, heading
from macros.reports.observations import Observation, Result
from macros.rules.outcome import Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(result: Result) -> str:
    """A result as workflow commands."""
    return "\n".join(map(_command, result.observations))


def _command(it: Observation) -> str:
    command = COMMANDS[it.severity or Severity.NOTE]
    parts = {
        "file": printable(it.place.file),
        "line": str(it.place.line),
        "col": str(it.place.column),
        "title": heading(it),
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in parts.items())
    return f"::{command} {told}::{_data(body(it))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

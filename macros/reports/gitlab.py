"""GitLab's Code Quality report: a list of objects."""

from __future__ import annotations

import json

from macros.problems import printable
from macros.reports.messages import whole
from macros.reports.observations import Kind, Observation, Result
from macros.rules.outcome import Severity

SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "minor"}
"""A problem is a blocker, and what has no grade is only info."""


def write(result: Result) -> str:
    """A result as a Code Quality report."""
    return json.dumps([_object(it) for it in result.observations], ensure_ascii=False, indent=2)


def _object(it: Observation) -> dict[str, object]:
    return {
        "description": whole(it),
        "check_name": it.rule.id,
        "fingerprint": it.fingerprint,
        "severity": _severity(it),
        "location": {"path": printable(it.place.file), "lines": {"begin": it.place.line}},
    }


def _severity(it: Observation) -> str:
    if it.kind is Kind.PROBLEM:
        return "blocker"
    return SEVERITIES[it.severity] if it.severity else "info"

"""SARIF 2.1.0 (OASIS): the format of tools that show what others have found."""

from __future__ import annotations

import json
import os
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import quote

from macros.reports.messages import whole
from macros.reports.observations import Kind, Observation, Result, Rule
from macros.rules.outcome import Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
NAME = "itprogram"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def write(result: Result) -> str:
    """A result as a SARIF log with one run."""
    rules = list(dict.fromkeys(it.rule for it in result.observations))
    run = {
        "tool": {"driver": {**_tool(), "rules": [_rule(rule) for rule in rules]}},
        "language": "sv-SE",
        "columnKind": "unicodeCodePoints",
        "results": [_result(it, rules.index(it.rule)) for it in result.observations],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _tool() -> dict[str, str]:
    try:
        return {"name": NAME, "version": version(NAME)}
    except PackageNotFoundError:  # run from a folder without being installed
        return {"name": NAME}


def _rule(rule: Rule) -> dict[str, object]:
    texts = {"shortDescription": rule.name, "fullDescription": rule.text, "help": rule.help}
    return {
        "id": rule.id,
        "name": rule.name,
        **{key: {"text": text} for key, text in texts.items() if text},
    }


def _result(it: Observation, rule: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": it.rule.id,
        "ruleIndex": rule,
        "kind": "open" if it.kind is Kind.UNTOLD else "fail",
        "level": _level(it),
        "message": {"text": whole(it)},
        "locations": [{"physicalLocation": _location(it)}],
        "partialFingerprints": {"itprogram/v1": it.fingerprint},
    }
    if it.kind is Kind.EXCEPTION:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": it.excuse}
        ]
    return result


def _level(it: Observation) -> str:
    """SARIF wants no level of what is open."""
    return "none" if it.kind is Kind.UNTOLD else LEVELS[it.severity or Severity.NOTE]


def _location(it: Observation) -> dict[str, object]:
    place = it.place
    return {
        "artifactLocation": {"uri": quote(os.fsencode(place.file)), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": place.line, "startColumn": place.column},
    }

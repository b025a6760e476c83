"""JSON: every observation as an object. The keys are a contract, and `version` tells which.

- `version`: 1
- `date`: the day that the check is for
- `judged`: false when problems kept the demands from being tried
- `counts`: how many observations there are of each kind
- `results`: the observations, by file and record and then by how grave they are, each with
    - `kind`: problem, avvikelse, oavgjort, undantag or anmärkning
    - `severity`: fel, varning or upplysning; null for what has no grade
    - `file`, `line`, `column`: where, from the folder of mkdocs.yml and counted from 1
    - `rule`: the demand's id, problem or undantag-utan-verkan
    - `title`: the demand's id and name, or what is wrong
    - `record`, `name`: the record as kind/id, and what it is called; null for problems
    - `example`: whether the record is an example
    - `why`: sentences
    - `actors`: who the demand is for
    - `since`: the first day of a shortfall, when the data tells
    - `reason`: why there is an exception; null for everything else
    - `expected`, `found`, `tip`: of problems; null for everything else
    - `fingerprint`: the same for as long as it is the same thing, also on another line

Keys may be added without a new version. None is taken away or gets another meaning.
"""

from __future__ import annotations

import json

from macros.problems import printable
from macros.reports.observations import Kind, Observation, Result

VERSION = 1


def write(result: Result) -> str:
    """A result as JSON."""
    whole = {
        "version": VERSION,
        "date": result.today.isoformat(),
        "judged": result.is_judged,
        "counts": {str(kind): len(result.of(kind)) for kind in Kind},
        "results": [_object(it) for it in result.observations],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _object(it: Observation) -> dict[str, object]:
    problem = it.problem
    return {
        "kind": str(it.kind),
        "severity": str(it.severity) if it.severity else None,
        "file": printable(it.place.file),
        "line": it.place.line,
        "column": it.place.column,
        "rule": it.rule.id,
        "title": it.title,
        "record": it.record or None,
        "name": it.name or None,
        "example": it.is_example,
        "why": list(it.why),
        "actors": list(it.actors),
        "since": it.since.isoformat() if it.since else None,
        "reason": it.excuse or None,
        "expected": (problem.expected if problem else "") or None,
        "found": (problem.found if problem else "") or None,
        "tip": (problem.tip if problem else "") or None,
        "fingerprint": it.fingerprint,
    }

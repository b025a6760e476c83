"""Selections: which observations someone has asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from macros.programme import Programme
from macros.records import COLLECTIONS
from macros.reports import wording
from macros.reports.observations import Kind, Observation, Result

WORDS = {
    "problem": Kind.PROBLEM,
    "avvikelser": Kind.DEVIATION,
    "oavgjort": Kind.UNTOLD,
    "undantag": Kind.EXCEPTION,
    "anmärkningar": Kind.REMARK,
}


class Unknown(LookupError):
    """Something was asked for that there is not. Says so in Swedish."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was asked for. Of one sort one is enough, of each sort something must match."""

    kinds: frozenset[Kind] = frozenset()
    demands: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()

    def has(self, it: Observation) -> bool:
        """Whether an observation was asked for. Problems are chosen by their file only, for they
        keep everything else from being told."""
        if it.kind is Kind.PROBLEM:
            return not self.paths or self._is_there(it)
        return (
            (not self.kinds or it.kind in self.kinds)
            and (not self.demands or it.rule.id in self.demands)
            and (
                not (self.records or self.paths) or it.record in self.records or self._is_there(it)
            )
        )

    def _is_there(self, it: Observation) -> bool:
        file = it.place.file
        return any(path in ("", file) or file.startswith(f"{path}/") for path in self.paths)

    def of(self, result: Result) -> Result:
        """What was asked for of a result."""
        shown = tuple(it for it in result.observations if self.has(it))
        rest = tuple(it for it in result.observations if not self.has(it))
        return replace(result, observations=shown, hidden=rest)


def select(words: Sequence[str], root: Path, programme: Programme | None) -> Selection:
    """What some words ask for. Raises Unknown. Without a programme nobody knows which ids there
    are, and none is refused."""
    kinds = {**WORDS, **{str(kind): kind for kind in Kind}}
    demands, records = _demands(programme), _records(programme)
    chosen = Selection()
    for word in words:
        folded = word.casefold()
        if folded in kinds:
            chosen = replace(chosen, kinds=chosen.kinds | {kinds[folded]})
        elif folded in demands:
            chosen = replace(chosen, demands=chosen.demands | {demands[folded]})
        elif folded in records:
            chosen = replace(chosen, records=chosen.records | {records[folded]})
        elif (path := _path(root, word)) is not None:
            chosen = replace(chosen, paths=(*chosen.paths, path))
        elif programme:
            known = [*WORDS, *demands.values(), *records.values()]
            raise Unknown(wording.unknown_choice(word, known))
    return chosen


def _demands(programme: Programme | None) -> dict[str, str]:
    records = programme.records["requirement"] if programme else ()
    ids = [record.id for record in records]
    return {form.casefold(): it for it in ids for form in (it, f"krav/{it}")}


def _records(programme: Programme | None) -> dict[str, str]:
    if programme is None:
        return {}
    keys = [
        f"{collection.word}/{record.id}"
        for collection in COLLECTIONS
        for record in programme.records[collection.kind]
    ]
    return {key.casefold(): key for key in keys}


def _path(root: Path, word: str) -> str | None:
    """A file or folder below the root, as places tell it; None when it is not there."""
    try:
        path = (root / word).resolve()
        if word and path.exists() and path.is_relative_to(root):
            return "" if path == root else path.relative_to(root).as_posix()
    except (OSError, ValueError):  # a name that no file can have
        pass
    return None

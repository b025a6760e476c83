"""Measure builds of growing size against the floor, and hold the outcome against our goals."""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import measuring, municipality
from benchmarks.measuring import Cost

FEW, SOME, MANY = 100, 1_000, 10_000
"""Records. The goals are for builds of these sizes."""
PAIRS = {FEW: 1, 300: 3, SOME: 5, MANY: 1}
"""How many times a size is measured, ours and the floor by turns."""
ROW = "{:<46} {:>11} {:>9}  {}"


@dataclass(frozen=True)
class Measured:
    """A size and what it cost. `pairs` are builds and floors; `largest` is in bytes.

    `look` is the last look's share of a public build.
    """

    count: int
    pairs: list[tuple[Cost, Cost]]
    check: Cost
    largest: int
    look: float

    @property
    def cpu(self) -> float:
        """CPU seconds of our build, the median."""
        return median(ours.cpu for ours, _ in self.pairs)

    @property
    def floor(self) -> float:
        """CPU seconds of the floor, the median."""
        return median(floor.cpu for _, floor in self.pairs)

    @property
    def ratio(self) -> float:
        """Our build against the floor, the median of the pairs."""
        return median(ours.cpu / floor.cpu for ours, floor in self.pairs)

    @property
    def memory(self) -> float:
        """Peak memory of our build in MB."""
        return max(ours.memory for ours, _ in self.pairs)


def main() -> int:
    """Run the benchmarks; returns an exit code. A missed goal is told, and is no failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100 and 300 records, for a look")
    sizes = (FEW, 300) if parser.parse_args().quick else (FEW, SOME, MANY)
    try:
        measured = [measure(count) for count in sizes]
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(error.cmd)} failed:\n{error.output}", file=sys.stderr)
        return 1
    print_sizes(measured)
    print_goals(measured)
    return 0


def measure(count: int) -> Measured:
    """Make a municipality with `count` systems and measure it."""
    with tempfile.TemporaryDirectory(prefix="itprogram-bench-") as scratch:
        project, floor = Path(scratch) / "project", Path(scratch) / "floor"
        project.mkdir()
        floor.mkdir()
        tell(f"{count} records: writing the data and the floor")
        municipality.make(project, count)
        measuring.write_floor(project, floor)
        pairs = [measure_pair(project, floor, turn, count) for turn in range(PAIRS[count])]
        assert measuring.pages(project / "site") == measuring.pages(floor / "site")
        tell(f"{count} records: checking")
        check = measuring.check(project)
        largest = measuring.largest_record(project / "site")
        tell(f"{count} records: the last look at the public site")
        public = measuring.build(project, "public", "public")
        look = measuring.last_look(project, project / "public") / public.cpu
        return Measured(count, pairs, check, largest, look)


def measure_pair(project: Path, floor: Path, turn: int, count: int) -> tuple[Cost, Cost]:
    """Our build and the floor's; every other turn the floor goes first."""
    tell(f"{count} records: building, turn {turn + 1} of {PAIRS[count]}")
    if turn % 2:
        lowest = measuring.build_floor(floor)
        return measuring.build(project), lowest
    ours = measuring.build(project)
    return ours, measuring.build_floor(floor)


def print_sizes(measured: list[Measured]) -> None:
    """Print what every size cost."""
    form = "{:>8} {:>8} {:>8} {:>6} {:>8} {:>10} {:>9} {:>11}"
    titles = ("records", "build s", "floor s", "ratio", "check s", "memory MB", "floor MB")
    print(form.format(*titles, "largest kB"))
    for size in measured:
        memory = (size.memory, max(floor.memory for _, floor in size.pairs))
        numbers = (size.cpu, size.floor, size.ratio, size.check.cpu, *memory)
        cells = (f"{number:.2f}" for number in numbers)
        print(form.format(size.count, *cells, f"{size.largest / 1000:.1f}"))
    print()


def print_goals(measured: list[Measured]) -> None:
    """Print the goals, each with its outcome. A goal for a size that was not measured has none."""
    at = {size.count: size for size in measured}
    last, before = measured[-1], measured[-2]
    middle = at.get(SOME, last)
    growth = math.log(last.cpu / before.cpu) / math.log(last.count / before.count)
    floor_growth = math.log(last.floor / before.floor) / math.log(last.count / before.count)
    spread = max(size.largest for size in measured) / measured[0].largest
    whole = MANY in at
    print(ROW.format("goal", "measured", "at most", ""))
    goal(f"build against the floor, {middle.count} records", middle.ratio, 1.2, whole)
    goal(f"last look against a public build, {middle.count} records", middle.look, 0.1, whole)
    goal(f"growth of the build, {before.count} to {last.count}", growth, 1.05, whole)
    print(ROW.format("  growth of the floor, for comparison", f"{floor_growth:.2f}", "", ""))
    goal("largest record page, kB", last.largest / 1000, 25, True)
    goal(f"  the same against {measured[0].count} records", spread, 1.001, True)
    goal(f"peak memory in MB, {last.count} records", last.memory, 350, whole)
    goal(f"check against the floor, {last.count} records", last.check.cpu / last.floor, 0.25, whole)


def goal(name: str, value: float, limit: float, counts: bool) -> None:
    """Print one goal and whether it is met."""
    verdict = ("OK" if value <= limit else "OVER") if counts else "(not this size)"
    print(ROW.format(name, f"{value:.2f}", f"{limit:g}", verdict))


def tell(words: str) -> None:
    """Say what is being done, for whoever waits."""
    print(f"… {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

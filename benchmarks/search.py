"""Measure the first answer of the search, for sites of growing size: how long, and how many bytes.

Every question is asked on a cold page: a browser that has fetched nothing, a server that
compresses. `python -m benchmarks.search`, with other numbers of records if you like.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks import measuring, municipality
from tests.browser.server import serving

SIZES = (300, 3_000, 10_000)
QUESTIONS = (
    "verktyg 00123",
    "vem ansvarar för kontot",
    "handläggare",
    "betalningsystem",
    "fackord7",
)
"""A name, a question, a word that every record has, one that none has, and one that is rare."""
SLOW = {
    "offline": False,
    "latency": 40,
    "downloadThroughput": 1_250_000,
    "uploadThroughput": 500_000,
}
"""A network of 10 Mbit/s and 40 ms there and back: a phone in a town."""
GOAL = 0.5
"""Seconds."""
ROW = "{:>8}  {:<24} {:>9} {:>9} {:>9} {:>9}"

TYPE = """question => new Promise(done => {
  const field = document.querySelector("#search")
  const hits = document.querySelector("#search-box .hits")
  const start = performance.now()
  new MutationObserver(() => {
    if (hits.dataset.answered === question) done((performance.now() - start) / 1000)
  }).observe(hits, { attributes: true, subtree: true, childList: true })
  field.focus()
  field.value = question
  field.dispatchEvent(new Event("input", { bubbles: true }))
})"""


@dataclass(frozen=True)
class First:
    """A first answer: seconds from the first key, and what was fetched for it."""

    seconds: float
    bytes: int
    requests: int


def main() -> int:
    """Print the first answers, and whether the goals are met; a missed goal is no failure."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(ROW.format("records", "question", "s", "s slow", "kB", "requests"))
    worst, largest = {}, {}
    for count in sizes:
        rows = dict(measure(count))
        for question, (quick, slow) in rows.items():
            cells = (f"{quick.seconds:.3f}", f"{slow.seconds:.3f}", f"{quick.bytes / 1000:.1f}")
            print(ROW.format(count, question, *cells, quick.requests), flush=True)
        worst[count] = max(quick.seconds for quick, _ in rows.values())
        largest[count] = max(quick.bytes for quick, _ in rows.values())
    print()
    for count in sizes:
        verdict = "OK" if worst[count] <= GOAL else "OVER"
        print(f"{count} records: first answer {worst[count]:.3f} s of {GOAL} s {verdict}, "
              f"at most {largest[count] / 1000:.1f} kB")  # fmt: skip
    return 0


def measure(count: int) -> Iterator[tuple[str, tuple[First, First]]]:
    """The first answer to each question on a site of a size: at once, and on a slow network."""
    with tempfile.TemporaryDirectory(prefix="itprogram-search-") as scratch:
        project = Path(scratch)
        municipality.make(project, count)
        measuring.build(project)
        with serving(project / "site") as home, sync_playwright() as playwright:
            executable = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            first(browser, home, QUESTIONS[0], slow=False)
            for question in QUESTIONS:
                quick = [first(browser, home, question, slow=False) for _ in range(5)]
                slow = [first(browser, home, question, slow=True) for _ in range(3)]
                yield question, (middle(quick), middle(slow))
            browser.close()


def middle(answers: list[First]) -> First:
    """The answer that took neither the least nor the most."""
    seconds = median(answer.seconds for answer in answers)
    return next(answer for answer in answers if answer.seconds == seconds)


def first(browser: Browser, home: str, question: str, *, slow: bool) -> First:
    """The first answer to a question in a browser that has fetched nothing but a page."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{home}om/", wait_until="networkidle")
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    if slow:
        wire.send("Network.emulateNetworkConditions", SLOW)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda it: sizes.append(it["encodedDataLength"]))
    seconds = page.evaluate(TYPE, question)
    context.close()
    return First(seconds, round(sum(sizes)), len(sizes))


if __name__ == "__main__":
    sys.exit(main())

"""The last look at a finished public site: `python -m benchmarks.last_look PROJECT SITE`.

Prints the CPU seconds that it takes to gather what may not be there, and to search for it. The
reading of the data is not counted: a build does that anyway.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import material

from macros import leaks, rendering
from macros.phrases import Voice, search
from macros.programme import examine
from macros.prose import read_pages
from macros.records.fields import Visibility
from macros.redaction import redact
from macros.rules.sayings import sayings


def measure(project: Path, site: Path) -> float:
    """CPU seconds of the last look at `site`, built from `project`. Raises if anything is found."""
    programme, _ = examine(project)
    pages, _ = read_pages(project)
    view = redact(programme, Visibility.PUBLIC)
    theme = Path(next(iter(material.__path__))) / "templates"
    start = time.process_time()
    furniture = (*rendering.furniture(), rendering.notice(view.document))
    voice = Voice(rendering.said, furniture, tuple(sayings(programme)))
    sought = search(programme, pages, Visibility.PUBLIC, voice)
    found = leaks.look(sought.watch, site, theme)
    assert found == ([], []), found
    return time.process_time() - start


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]), Path(sys.argv[2])))

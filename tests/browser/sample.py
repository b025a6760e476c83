"""Which pages the tests visit: one for each template, or every page."""

import os

EVERY_PAGE = "ITPROGRAM_EVERY_PAGE" in os.environ
"""CI visits every page; a run at the desk visits one page for each template."""

BOTH = [
    "", "programmet/", "programmet/4-forhallningssatt/", "programmet/rattelser/", "roller/",
    "roller/systemagare/", "system/", "system/ekonomisystemet/", "system/register/",
    "instruktioner/", "instruktioner/anvandare/", "krav/", "ansvar/", "begrepp/", "standarder/",
    "organisation/", "data/", "nytt/", "om/", "tillganglighet/", "allt/", "404.html",
]  # fmt: skip
ONLY_INTERNAL = [
    "efterlevnad/", "efterlevnad/r24/", "mitt-ansvar/", "mitt-ansvar/systemagare/",
    "intern/makron/",
]  # fmt: skip

OPENED = ["", "system/ekonomisystemet/", "404.html"]
"""Where a run at the desk opens the menu and the search, which are the same on all pages."""


def every_address(folder):
    """The address of each page of a site, below its root."""
    files = (path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in files)


SAMPLES = {"public": BOTH, "internal": BOTH + ONLY_INTERNAL}


def visited(folder, audience):
    """The addresses to visit on a site."""
    return every_address(folder) if EVERY_PAGE else SAMPLES[audience]

"""Swedish to the last word, for those who see and for those who hear."""

import re
from itertools import chain

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.states import states

STOCK = [
    "Search", "Skip to", "Table of contents", "Back to top", "Permanent link", "Copy to clipboard",
    "Copied", "Made with", "Previous", "Next", "Menu", "Home", "Edit this page", "Last update",
    "Jump back", "Footnote", "Toggle", "Close", "Loading", "Initializing", "Type to start",
    "No matching", "Warning", "Note", "Page not found", "Not found", "None", "True",
    "False", "Undefined", "NaN",
]  # fmt: skip
ENGLISH = re.compile(rf"(?<![\w»-])(?:{'|'.join(STOCK)})\b")


def test_nothing_english_is_left_on_any_page(chromium, site):
    found = []
    with Visit(chromium, site.home, viewport={"width": 320, "height": 800}) as visit:
        for path in site.sample:
            page = visit.open(path)
            assert page.locator("html").get_attribute("lang") == "sv"
            for state in chain(["as it opens"], states(page, path, narrow=True)):
                english = filter(ENGLISH.search, page.evaluate("look.read()"))
                found += [(f"/{path} {state}", text[:80]) for text in english]
    insist_on_none(found)


def test_english_is_seen_unless_it_is_said_to_be(chromium):
    with Visit(chromium) as visit:
        page = visit.show('<p title="Back to top">x</p><p lang="en">Search</p><p>Menu</p>')
        texts = page.evaluate("look.read()")
    assert [it for it in texts if ENGLISH.search(it)] == ["Back to top", "Menu"]

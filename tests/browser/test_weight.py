"""Light, and still: what a first visit to a page fetches, and that nothing moves when it comes."""

import re
from urllib.parse import urljoin

import pytest

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.sample import every_address
from tests.browser.server import answer

BYTES = 110_000
REQUESTS = 16
HEADERS = 1_000
"""Bytes that an answer's headers have at most."""
ASKED = re.compile(r'<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#?]+)"')


def too_much(path, sizes):
    """What is wrong with a page whose files have these sizes in bytes: nothing, if it is light."""
    if sum(sizes) > BYTES or len(sizes) > REQUESTS:
        yield f"/{path}: {sum(sizes):.0f} bytes in {len(sizes)} requests"


def test_no_page_of_all_asks_for_more_than_a_first_visit_may(site):
    heavy = []
    for path in every_address(site.folder):
        page = site.folder / path
        page = page / "index.html" if page.is_dir() else page
        text = page.read_text(encoding="utf-8")
        asked = {urljoin(f"/{path}", address) for address in ASKED.findall(text)}
        files = [site.folder / address.lstrip("/") for address in asked]
        assert len(files) > 5
        sizes = [len(answer(file)[1]) + HEADERS for file in [page, *files]]
        heavy += too_much(path, sizes)
    assert heavy == [], "\n".join(heavy)


def test_a_first_visit_is_light(chromium, site):
    heavy, seen = [], 0
    for path in site.sample:
        with Visit(chromium, site.home) as visit:
            wire, sizes = visit.context.new_cdp_session(visit.page), []
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda it: sizes.append(it["encodedDataLength"]))  # noqa: B023
            visit.open(path)
            visit.page.evaluate("look.settled()")
        seen += sum(sizes)
        heavy += too_much(path, sizes)
    assert seen > 10_000 * len(site.sample)
    assert heavy == [], "\n".join(heavy)


@pytest.mark.parametrize("width", [1280, 375])
def test_nothing_moves_when_a_page_comes(chromium, site, width):
    found = []
    for path in site.sample:
        with Visit(chromium, site.home, viewport={"width": width, "height": 800}) as visit:
            page = visit.open(path)
            page.evaluate("look.settled()")
            found += [(f"/{path}", it) for it in page.evaluate("look.shifts")]
    insist_on_none(found)


def test_what_moves_is_seen(chromium, internal):
    with Visit(chromium, internal.home) as visit:
        page = visit.open()
        page.evaluate("look.settled()")
        page.evaluate("document.body.prepend(Object.assign(document.createElement('p'), "
                      "{textContent: 'late'}))")  # fmt: skip
        assert page.evaluate("look.comes(() => look.shifts.length)")

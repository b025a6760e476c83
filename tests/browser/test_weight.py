"""Light, and still: what a first visit to a page fetches, and that nothing moves when it comes."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none

BYTES = 110_000
REQUESTS = 16


def test_a_first_visit_to_any_page_is_light(chromium, site):
    heavy, seen = [], 0
    for path in site.pages:
        with Visit(chromium, site.home) as visit:
            wire, sizes = visit.context.new_cdp_session(visit.page), []
            wire.send("Network.enable")
            wire.on("Network.loadingFinished", lambda it: sizes.append(it["encodedDataLength"]))  # noqa: B023
            visit.open(path)
            visit.page.evaluate("look.settled()")
        seen += sum(sizes)
        if sum(sizes) > BYTES or len(sizes) > REQUESTS:
            heavy.append(f"/{path}: {sum(sizes):.0f} bytes in {len(sizes)} requests")
    assert seen > 10_000 * len(site.pages)
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

"""Small screens, large letters, spaced text, paper: all stays in sight, and can be hit."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.states import close, open_menu, open_search

NARROW = {"width": 320, "height": 800}
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 pixels at 400 % zoom."""
PAPER = {"width": 643, "height": 900}
"""What A4 has between margins of 2 cm, in CSS pixels."""

SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


def everywhere(visit, pages, question, prepare=None):
    """The answers to a question on each page, each after the page's address."""
    found = []
    for path in pages:
        page = visit.open(path)
        if prepare:
            prepare(page)
        page.evaluate("look.settled()")
        found += [(f"/{path}", it) for it in page.evaluate(question)]
    return found


@pytest.mark.parametrize("viewport", [NARROW, ZOOMED], ids=["320 px", "400 %"])
def test_no_page_scrolls_sideways_or_cuts_off_text(chromium, site, viewport):
    with Visit(chromium, site.home, viewport=viewport) as visit:
        found = everywhere(visit, site.sample, "look.cut()")
    insist_on_none(found)


@pytest.mark.parametrize("width", [1280, 320])
def test_text_can_be_spaced_without_being_cut_off(chromium, site, width):
    def space(page):
        page.evaluate("css => look.restyle(css)", SPACED)

    with Visit(chromium, site.home, viewport={"width": width, "height": 800}) as visit:
        found = everywhere(visit, site.sample, "look.cut()", space)
    insist_on_none(found)


@pytest.mark.parametrize("viewport", [NARROW, ZOOMED], ids=["320 px", "400 %"])
def test_what_opens_has_room_too(chromium, internal, viewport):
    with Visit(chromium, internal.home, viewport=viewport) as visit:
        page = visit.open("roller/systemagare/")
        open_menu(page)
        assert page.evaluate("look.cut()") == []
        last = page.get_by_role("navigation", name="Huvudmeny").get_by_role("link").last
        last.scroll_into_view_if_needed()
        assert page.evaluate("it => look.all('a').includes(it)", last.element_handle())
        close(page)
        open_search(page)
        assert page.evaluate("look.cut()") == []


@pytest.mark.parametrize("width", [1280, 320])
def test_links_and_buttons_outside_sentences_are_large_enough_to_hit(chromium, site, width):
    with Visit(chromium, site.home, viewport={"width": width, "height": 800}) as visit:
        found = everywhere(visit, site.sample, "look.small()")
    insist_on_none(found)


def test_a_printed_page_is_no_wider_than_the_paper(chromium, site):
    with Visit(chromium, site.home, viewport=PAPER) as visit:
        found = everywhere(
            visit, site.sample, "look.cut()", lambda page: page.emulate_media(media="print")
        )
    insist_on_none(found)


FAULTS = {
    "look.cut()": """<p style="width:2000px">wide</p>
        <p style="overflow:hidden;height:4px">cut off below</p>
        <p style="overflow:hidden;width:40px;white-space:nowrap">cut off at its side</p>""",
    "look.small()": """<p><a href="#" style="font-size:10px">small</a></p>
        <button style="all:unset;display:block;height:9px">x</button>""",
}


@pytest.mark.parametrize("question", FAULTS)
def test_a_fault_is_seen(chromium, question):
    with Visit(chromium, viewport=NARROW) as visit:
        page = visit.show(FAULTS[question])
        assert len(page.evaluate(question)) >= FAULTS[question].count("style=")

"""Readers who want no motion, their own colours, or paper."""

import io
import re

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.states import open_menu, open_search
from tests.browser.test_room import NARROW, everywhere


def test_nothing_moves_for_a_reader_who_wants_no_motion(chromium, internal):
    with Visit(chromium, internal.home, viewport=NARROW, reduced_motion="reduce") as visit:
        found = everywhere(visit, internal.sample, "look.moving()")
        open_menu(visit.page)
        found += [("menu open", it) for it in visit.page.evaluate("look.moving()")]
    insist_on_none(found)


def test_motion_is_seen(chromium):
    with Visit(chromium, reduced_motion="reduce") as visit:
        page = visit.show("<p style='transition: color 1s'>x</p>")
        assert page.evaluate("look.moving()") == ["p transitions"]


def test_focus_is_seen_in_the_readers_own_colours(chromium, internal):
    with Visit(chromium, internal.home, forced_colors="active") as visit:
        page = visit.open("system/")
        page.keyboard.press("Tab")
        for _ in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate("look.stop().faults") == []


def test_a_status_is_words_whatever_the_colours(chromium, internal):
    said = """() => look.all(".running, .leaving, .coming, .met, .not-met, .unclear, .exception")
        .filter(look.isShown).map(it => it.innerText.trim())"""
    with Visit(chromium, internal.home, forced_colors="active") as visit:
        for path in ("system/", "system/e-post/", "efterlevnad/"):
            words = visit.open(path).evaluate(said)
            assert words, path
            assert all(words), path


def test_buttons_have_an_edge_in_the_readers_own_colours(chromium, internal):
    flat = """() => look.all("button, input, select").filter(look.isShown).filter(it => {
        const its = getComputedStyle(it)
        return !it.matches("[type=checkbox], [type=radio]") && parseFloat(its.borderTopWidth) < 1
            && !it.innerText.trim()
    }).map(look.say)"""
    with Visit(chromium, internal.home, forced_colors="active", viewport=NARROW) as visit:
        page = visit.open("system/")
        assert page.evaluate(flat) == []
        open_search(page)
        assert page.evaluate(flat) == []


def printed(page):
    """The text of each sheet."""
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "2cm"))
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper)).pages]


def test_a_printed_chapter_tells_who_decided_when_and_where_it_is_from(desktop):
    page = desktop.open("programmet/4-forhallningssatt/")
    sheets = printed(page)
    text = re.sub(r"\s+", " ", " ".join(sheets))
    assert len(sheets) > 3
    assert "kommunfullmäktige" in text.lower()
    assert "13 december 2005" in text
    assert "4.5" in text
    assert "programmet/4-forhallningssatt/" in text.replace(" ", "")
    assert "24 november 2026" in text


def test_a_printed_page_leaves_out_what_cannot_be_pressed(desktop):
    page = desktop.open("programmet/4-forhallningssatt/")
    page.emulate_media(media="print")
    for name in ("Huvudmeny", "På den här sidan", "I den här delen"):
        expect(page.get_by_role("navigation", name=name)).to_be_hidden()
    expect(page.locator("header input, header button").locator("visible=true")).to_have_count(0)


def test_a_printed_page_has_all_of_its_text(desktop):
    page = desktop.open("roller/systemagare/")
    text = re.sub(r"[\s\u00ad-]+", "", "".join(printed(page)))
    for duty in page.locator("article :is(li, p, dd)").locator("visible=true").all_inner_texts():
        assert re.sub(r"[\s\u00ad-]+", "", duty)[:60] in text, duty

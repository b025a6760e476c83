"""The keyboard alone: everything is reached, focus is seen, and nothing holds on to it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.sample import EVERY_PAGE

WINDOWS = {"desktop": (1280, 900), "phone": (320, 640)}
WALKED = [
    "", "roller/systemagare/", "system/", "system/ekonomisystemet/",
    "programmet/4-forhallningssatt/", "instruktioner/anvandare/", "om/", "404.html",
]  # fmt: skip
ALSO_WALKED = ["begrepp/", "krav/", "efterlevnad/", "mitt-ansvar/systemagare/", "allt/"]
LONGEST = 2500


@pytest.fixture(params=WINDOWS)
def window(chromium, internal, request):
    width, height = WINDOWS[request.param]
    with Visit(chromium, internal.home, viewport={"width": width, "height": height}) as visit:
        yield visit


@pytest.fixture
def small(chromium, internal):
    with Visit(chromium, internal.home, viewport={"width": 320, "height": 640}) as visit:
        yield visit


def walk(page, key="Tab"):
    """Every stop from where focus is until it leaves the page or comes round."""
    stops = []
    for _ in range(LONGEST):
        page.keyboard.press(key)
        stop = page.evaluate("look.stop()")
        if not stop or (stops and stop["number"] == stops[0]["number"]):
            return stops
        stops.append(stop)
    pytest.fail(f"focus never leaves the page: {stops[-1]}")


def faults(stops):
    return [f"{stop['is']} {fault}" for stop in stops for fault in stop["faults"]]


@pytest.mark.parametrize("path", WALKED + ALSO_WALKED if EVERY_PAGE else WALKED)
def test_every_stop_is_in_sight_and_shows_that_it_has_focus(window, path):
    page = window.open(path)
    stops = walk(page)
    assert len(stops) > 5
    assert "Gå till innehållet" in stops[0]["is"]
    assert faults(stops) == [], "\n".join(faults(stops))
    assert len({stop["number"] for stop in stops}) == len(stops), "focus went in a circle"


def test_the_way_back_is_the_way_there(window):
    page = window.open("om/")
    there = [stop["is"] for stop in walk(page)]
    page.reload()
    back = walk(page, "Shift+Tab")
    assert [stop["is"] for stop in reversed(back)] == there
    assert faults(back) == []


def test_the_first_stop_leads_past_the_frame(window):
    page = window.open("roller/systemagare/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def tab_to(page, locator):
    """Press Tab until focus is there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if locator.evaluate("it => it === document.activeElement"):
            return
    pytest.fail(f"{locator} is not reached")


def test_the_menu_of_a_phone_is_opened_read_and_left(small):
    page = small.open("roller/systemagare/")
    button = page.get_by_role("button", name="Meny")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    tab_to(page, menu.get_by_role("link").first)
    for link in menu.get_by_role("link").all()[1:]:
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert page.evaluate("look.stop()")["faults"] == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_hidden()


def test_an_open_menu_never_covers_the_page_that_focus_goes_on_to(small):
    page = small.open("roller/systemagare/")
    menu = page.get_by_role("navigation", name="Huvudmeny")
    for key in ("Tab", "Shift+Tab"):
        page.get_by_role("button", name="Meny").click()
        page.get_by_role("main").get_by_role("link").first.focus()
        page.keyboard.press(key)
        expect(menu).to_be_hidden()
        assert page.evaluate("look.stop()")["faults"] == []


def test_a_link_of_the_menu_leads_to_its_page(small):
    page = small.open()
    tab_to(page, page.get_by_role("button", name="Meny"))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("navigation", name="Huvudmeny").get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(small.home)


def test_search_is_opened_with_a_button_read_with_the_arrows_and_left(small):
    page = small.open("system/")
    button = page.get_by_role("button", name="Sök", exact=True)
    tab_to(page, button)
    page.keyboard.press("Enter")
    field = page.locator("header").get_by_role("searchbox")
    expect(field).to_be_focused()
    page.keyboard.type("systemägare")
    box = page.locator("header [data-search]")
    expect(box.get_by_role("status")).to_have_text(re.compile(r"\d+ träff"))
    page.keyboard.press("ArrowDown")
    expect(box.locator("ol a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(box.locator("ol a").nth(1)).to_be_focused()
    assert page.evaluate("look.stop()")["faults"] == []
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(box.locator("ol a").first).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(field).to_be_hidden()


def test_enter_in_the_search_opens_the_first_hit(window):
    page = window.open()
    page.keyboard.press("/")
    page.keyboard.type("ekonomisystemet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/system/ekonomisystemet/"))


def test_the_light_is_changed_with_the_keyboard_and_remembered(window):
    page = window.open()
    button = page.get_by_role("button", name="Mörkt läge")
    tab_to(page, button)
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(f"{window.home}roller/")
    expect(button).to_have_attribute("aria-pressed", "true")


def test_a_stop_without_a_sign_of_focus_or_out_of_sight_is_seen(chromium):
    markup = """<a href="#" style="outline:none">none</a><p style="height:0;overflow:hidden">
        <a href="#">hidden</a></p><a href="#" style="position:absolute;left:-999px">off</a>"""
    with Visit(chromium) as visit:
        stops = walk(visit.show(markup))
    assert [bool(stop["faults"]) for stop in stops] == [True, True, True]

"""The search box: what is typed is found, read with the keyboard, and left again."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.server import serving
from tests.conftest import build_site

INDEX = "**/search/search_index.json"
HOSTILE = '<img src=x onerror=alert(1)> & "Anna" <b>\'s</b> {{ 7*7 }}'
ESCAPED = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def box(page, where="search"):
    return page.locator(f"#{where}-box")


def field(page):
    return page.locator("#search")


def status(page):
    return box(page).get_by_role("status")


def hits(page):
    return box(page).locator("ol a")


def ask(page, words):
    """Search from the header, and wait for an answer."""
    page.keyboard.press("/")
    field(page).fill(words)
    expect(status(page)).to_have_text(re.compile("träff|sök"))


def answer_with(page, *parts):
    """Let the site's index hold these parts of pages and no others."""
    docs = [{"text": "", **part} for part in parts]
    page.route(INDEX, lambda route: route.fulfill(json={"config": {}, "docs": docs}))


FIRST = {
    "systemägare": "roller/systemagare/",
    "SYSTEMAGARE": "roller/systemagare/",
    "telev": "system/televaxeln/",
    "e-post": "system/e-post/",
    "vem äger e-post?": "system/e-post/",
    "R46": "krav/#r46",
    "återläsning": "begrepp/#aterlasning",
    "aterlasning": "begrepp/#aterlasning",
    "behörighet": "begrepp/#behorighet",
    "virus": "instruktioner/anvandare/#kapitel-7",
    "4.5": "programmet/4-forhallningssatt/#avsnitt-4-5",
    "får jag installera ett program": "instruktioner/anvandare/#kapitel-11",
    "krav": "krav/",
}


def test_what_is_typed_is_found_first(desktop):
    page = desktop.open()
    for words, place in FIRST.items():
        ask(page, words)
        expect(hits(page).first).to_have_attribute("href", desktop.home + place)


def test_a_part_of_a_compound_word_finds_it(desktop):
    page = desktop.open()
    answer_with(page, {"location": "a/", "title": "Systemsäkerhetsplan"})
    ask(page, "säkerhetsplan")
    expect(hits(page)).to_have_count(1)
    expect(hits(page).locator("mark")).to_have_text("säkerhetsplan")


def test_a_part_with_more_of_the_words_comes_before_a_title_with_one(desktop):
    page = desktop.open()
    answer_with(
        page,
        {"location": "a/", "title": "Behörighet"},
        {"location": "b/", "title": "Rutin", "text": "Beställ behörighet hos servicedisken."},
    )
    ask(page, "beställ behörighet")
    expect(hits(page).first).to_have_attribute("href", re.compile("/b/$"))


def test_a_title_comes_before_a_text_and_a_record_before_a_list_of_them(desktop):
    page = desktop.open()
    answer_with(
        page,
        {"location": "a/", "title": "Annat", "text": "Om ritningarna."},
        {"location": "lista/#ritningarna", "title": "Ritningarna", "text": "En rad."},
        {"location": "lista/ritningarna/", "title": "Ritningarna", "text": "Sidan.", "boost": 4},
    )
    ask(page, "ritningarna")
    expect(status(page)).to_have_text("3 träffar")
    for number, place in enumerate(("lista/ritningarna/", "lista/#ritningarna", "a/")):
        expect(hits(page).nth(number)).to_have_attribute("href", desktop.home + place)


def test_a_hit_says_what_it_is_where_it_is_and_what_stands_there(desktop):
    page = desktop.open()
    ask(page, "televäxeln")
    expect(hits(page).first.locator(".kind")).to_have_text("System")
    expect(hits(page).first.locator(".title")).to_have_text("Televäxeln")
    expect(hits(page).first.locator(".title mark")).to_have_text("Televäxeln")
    section = box(page).locator("li", has=page.locator("a[href$='#om-systemet']"))
    expect(section.locator(".place")).to_have_text("Televäxeln")
    expect(section.locator("p mark").first).to_have_text("Televäxeln")


KINDS = {
    "systemägare": "Roll",
    "R46": "Krav",
    "virus": "Instruktion",
    "nätfiske": "Begrepp",
    "4.5": "Programmet",
    "krav": "Sida",
}


def test_kinds_are_called_what_one_of_them_is_called(desktop):
    page = desktop.open()
    for words, kind in KINDS.items():
        ask(page, words)
        expect(hits(page).first.locator(".kind")).to_have_text(kind)


def test_how_many_there_are_is_announced_and_more_are_shown_when_asked_for(desktop):
    page = desktop.open()
    ask(page, "behörighet")
    expect(status(page)).to_have_text(re.compile(r"^\d\d träffar$"))
    expect(hits(page)).to_have_count(8)
    box(page).get_by_role("button", name="Visa fler").click()
    expect(hits(page)).to_have_count(16)
    expect(hits(page).nth(8)).to_be_focused()


def test_one_hit_is_one(desktop):
    page = desktop.open()
    answer_with(page, {"location": "a/", "title": "Ensam"})
    ask(page, "ensam")
    expect(status(page)).to_have_text("1 träff")
    expect(box(page).get_by_role("button", name="Visa fler")).to_be_hidden()


def test_no_hit_says_what_to_do_and_the_arrow_leads_there(desktop):
    page = desktop.open()
    ask(page, "qwertyuiop")
    expect(status(page)).to_have_text(
        "Ingen träff. Försök med ett annat ord, eller se allt innehåll."
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desktop.home}allt/")


def test_the_arrows_go_through_the_hits_and_back_to_the_field(desktop):
    page = desktop.open()
    ask(page, "systemägare")
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(hits(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()


def test_the_tab_key_goes_through_the_hits_and_out(desktop):
    page = desktop.open()
    ask(page, "nilexplus")
    count = hits(page).count()
    for number in range(count):
        page.keyboard.press("Tab")
        expect(hits(page).nth(number)).to_be_focused()
    while box(page).locator(":focus").count():
        page.keyboard.press("Tab")
    expect(box(page).locator(".hits")).to_be_hidden()


def test_enter_in_the_field_opens_the_first_hit_even_of_a_fast_typist(desktop):
    page = desktop.open("om/")
    page.keyboard.press("/")
    page.keyboard.type("televäxeln")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desktop.home}system/televaxeln/")


def test_enter_in_an_empty_field_does_nothing(desktop):
    page = desktop.open("om/")
    ask(page, "televäxeln")
    field(page).fill("")
    page.keyboard.press("Enter")
    expect(box(page).locator(".hits")).to_be_hidden()
    assert page.url == f"{desktop.home}om/"


def test_escape_closes_the_hits_and_keeps_the_words_and_the_place(desktop):
    page = desktop.open()
    ask(page, "systemägare")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box(page).locator(".hits")).to_be_hidden()
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_value("systemägare")
    page.keyboard.press("ArrowDown")
    expect(hits(page).first).to_be_focused()


def test_what_is_clicked_beside_the_box_closes_it(desktop):
    page = desktop.open()
    ask(page, "systemägare")
    page.locator("footer").click(position={"x": 5, "y": 5})
    expect(box(page).locator(".hits")).to_be_hidden()


def test_a_hit_on_the_same_page_closes_the_box(phone):
    page = phone.open("krav/")
    ask(page, "R46")
    hits(page).first.click()
    expect(page).to_have_url(f"{phone.home}krav/#r46")
    expect(box(page)).to_be_hidden()
    expect(page.locator("#r46")).to_be_in_viewport()


def test_a_slash_that_is_typed_in_a_field_stays_there(desktop):
    page = desktop.open()
    other = page.locator("#search-home")
    other.press_sequentially("a/b")
    expect(other).to_have_value("a/b")
    expect(other).to_be_focused()


def test_the_large_box_at_home_searches_too_and_only_there(desktop):
    page = desktop.open()
    page.get_by_label("Vad letar du efter?", exact=True).last.press_sequentially("lösenord")
    expect(box(page, "search-home").locator("ol a").first).to_be_visible()
    expect(box(page).locator(".hits")).to_be_hidden()


def test_on_a_phone_the_button_opens_the_box_and_escape_returns_to_it(phone):
    page = phone.open("roller/systemagare/")
    button = page.get_by_role("button", name="Sök")
    expect(field(page)).to_be_hidden()
    button.click()
    expect(field(page)).to_be_focused()
    page.keyboard.type("virus")
    expect(hits(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_hidden()
    expect(button).to_be_focused()


def test_a_hostile_title_is_text(desktop):
    page = desktop.open()
    answer_with(page, {"location": "a/", "title": ESCAPED, "text": f"<p>Anna {ESCAPED}</p>"})
    ask(page, "anna")
    expect(hits(page).locator(".title")).to_have_text(HOSTILE)
    expect(box(page).locator("li p")).to_have_text(f"Anna {HOSTILE}")
    assert box(page).locator("li :is(img, b, script)").count() == 0
    assert desktop.errors == []


def test_nothing_is_fetched_until_someone_is_about_to_search(desktop):
    page = desktop.open()
    page.wait_for_load_state("networkidle")
    assert not [url for url in desktop.requests if "search_index" in url or "engine" in url]
    ask(page, "virus")
    field(page).fill("behörighet")
    expect(hits(page).first.locator(".title")).to_have_text("Behörighet")
    assert len([url for url in desktop.requests if "search_index" in url]) == 1


def test_someone_who_waits_is_told_so(desktop):
    page = desktop.open()
    waiting = []
    page.route(INDEX, lambda route: waiting.append(route))  # noqa: PLW0108 (a plain function)
    page.keyboard.press("/")
    page.keyboard.type("virus")
    expect(status(page)).to_have_text("Sökningen laddas …")
    waiting[0].continue_()
    expect(status(page)).to_have_text(re.compile("träffar"))


def test_a_failure_says_what_to_do_and_the_next_try_works(desktop):
    page = desktop.open()
    page.route(INDEX, lambda route: route.abort())
    ask(page, "virus")
    expect(status(page)).to_have_text(
        "Det gick inte att söka. Kontrollera att du har kontakt med nätet och försök igen, "
        "eller se allt innehåll."
    )
    page.unroute(INDEX)
    field(page).fill("viru")
    expect(hits(page).first).to_be_visible()


def test_an_answer_that_is_not_an_index_is_a_failure(desktop):
    page = desktop.open()
    page.route(INDEX, lambda route: route.fulfill(status=500, body="<h1>Fel</h1>"))
    ask(page, "virus")
    expect(status(page)).to_contain_text("Det gick inte att söka.")
    expect(hits(page)).to_have_count(0)


def test_the_search_works_below_a_path(chromium, internal_site):
    with serving(internal_site, "/it/programmet/") as home, Visit(chromium, home) as visit:
        page = visit.open("system/e-post/")
        ask(page, "televäxeln")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}system/televaxeln/")


def test_the_search_works_where_there_is_no_page(desktop):
    page = desktop.open("finns/inte/alls/")
    ask(page, "televäxeln")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desktop.home}system/televaxeln/")


@pytest.mark.parametrize("window", [DESKTOP, PHONE])
def test_without_scripts_there_is_a_link_to_everything_instead(chromium, served, window):
    with Visit(chromium, served, java_script_enabled=False, **window) as visit:
        page = visit.open("roller/systemagare/")
        expect(field(page)).to_be_hidden()
        box(page).get_by_role("link", name="Allt innehåll").click()
        expect(page).to_have_url(f"{served}allt/")
        page.get_by_role("link", name="Televäxeln").click()
        expect(page.locator("h1")).to_contain_text("Televäxeln")


def test_the_index_holds_no_more_than_the_search_can_read(internal_site):
    index = json.loads((internal_site / "search" / "search_index.json").read_text("utf-8"))
    assert {name for entry in index["docs"] for name in entry} <= {
        "location", "title", "text", "boost",
    }  # fmt: skip


def test_hits_are_called_what_the_municipality_calls_them(haggasa, tmp_path):
    site = build_site(haggasa, "public", tmp_path / "site")
    assert "\nsystem/ Objekt\n" in (site / "index.html").read_text("utf-8")

"""What an employee meets: a question, and the answer a moment later."""

import re

import pytest
from playwright.sync_api import expect

PAGES = ["", "programmet/", "programmet/4-forhallningssatt/", "roller/", "roller/systemagare/",
         "system/", "system/ekonomisystemet/", "instruktioner/anvandare/", "krav/", "ansvar/",
         "begrepp/", "standarder/", "efterlevnad/", "efterlevnad/r24/", "mitt-ansvar/",
         "mitt-ansvar/systemagare/", "organisation/", "programmet/rattelser/",
         "intern/makron/"]  # fmt: skip


def search(visit, words):
    page = visit.page
    page.keyboard.press("/")
    field = page.locator("#search")
    expect(field).to_be_focused()
    field.press_sequentially(words)
    first = page.locator("#search-box .hits a").first
    expect(first).to_be_visible()
    return first


def test_a_suspected_virus_is_two_clicks_from_home(desktop):
    page = desktop.open()
    page.get_by_role("link", name=re.compile("virus", re.I)).first.click()
    expect(page).to_have_url(re.compile(r"/instruktioner/anvandare/#"))
    target = page.url.split("#")[1]
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    expect(page.locator(f"[id='{target}']")).to_contain_text("nät")


def test_who_owns_a_system_is_found_from_the_register(desktop):
    page = desktop.open("system/")
    page.get_by_role("link", name="Ekonomisystemet").first.click()
    expect(page.locator("h1")).to_contain_text("Ekonomisystemet")
    expect(page.locator("dt", has_text="Systemägare").first).to_be_visible()


@pytest.mark.parametrize(
    ("words", "place"),
    [("systemägare", "roller/systemagare/"), ("televäxeln", "system/televaxeln/"),
     ("lösenord", "instruktioner/anvandare/"), ("R46", "krav/")],
)  # fmt: skip
def test_search_leads_to_the_right_page(desktop, words, place):
    desktop.open()
    search(desktop, words)
    hit = desktop.page.locator(f"#search-box .hits li:nth-child(-n + 8) a[href*='{place}']")
    expect(hit.first).to_be_visible()


def test_a_duty_leads_to_its_demand_its_section_and_back(desktop):
    page = desktop.open("roller/systemagare/")
    duty = page.locator("[id='systemagare.03']")
    duty.get_by_role("link", name=re.compile("^R23")).click()
    expect(page).to_have_url(re.compile(r"/krav/#r23$"))
    page.locator("h3#r23 + .demand").get_by_role("link", name="3.2.2 Systemägare").click()
    expect(page).to_have_url(re.compile(r"/programmet/3-ansvarsfragor/#avsnitt-3-2-2$"))
    page.get_by_role("link", name=re.compile("^R23")).first.click()
    page.locator("h3#r23 + .demand").get_by_role("link", name="systemagare.03").click()
    expect(page.locator("[id='systemagare.03']")).to_be_in_viewport()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_elsewhere_or_fails_in_the_browser(desktop, path):
    desktop.open(path)
    desktop.page.wait_for_load_state("networkidle")
    assert [url for url in desktop.requests if not url.startswith(desktop.home)] == []
    assert desktop.errors == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_phone(phone, path):
    page = phone.open(path)
    width = page.evaluate("document.scrollingElement.scrollWidth")
    assert width <= 375, f"{path} är {width} bred"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_readers_choice_of_light(chromium, served, scheme):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(served)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(map(int, re.findall(r"\d+", colour)[:3])) / 3
    assert (brightness > 128) == (scheme == "light"), colour
    context.close()

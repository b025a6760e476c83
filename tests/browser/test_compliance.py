"""What someone who is responsible meets: what is lacking, what is mine, and a list to print."""

import re

import pytest
from playwright.sync_api import expect

PAGES = ["efterlevnad/", "efterlevnad/r24/", "mitt-ansvar/", "mitt-ansvar/systemagare/",
         "system/e-post/"]  # fmt: skip


def shown(page):
    """The text of the rows that are seen."""
    return page.locator("article tbody tr:visible").all_inner_texts()


def table(page):
    return page.locator("[data-filter] tbody tr:visible")


def test_all_rows_are_there_without_scripts(chromium, served):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}efterlevnad/?system=e-post")
    assert table(page).count() > 50
    assert page.locator("article select, article button").count() == 0
    page.goto(f"{served}mitt-ansvar/systemagare/")
    expect(page.locator(".choices a", has_text="E-post")).to_have_attribute(
        "href", "../../system/e-post/"
    )
    context.close()


def test_a_filter_leaves_the_rows_that_match_and_tells_how_many(desktop):
    page = desktop.open("efterlevnad/")
    every = table(page).count()
    expect(page.locator(".filter-status")).to_have_text(f"Visar {every} av {every} rader.")
    page.get_by_label("Gäller", exact=True).select_option(label="E-post")
    some = table(page).count()
    assert 0 < some < every
    assert all("E-post" in text for text in table(page).all_inner_texts())
    page.get_by_label("Utfall", exact=True).select_option(label="Fel")
    assert 0 < table(page).count() < some
    assert all("(fel)" in text for text in table(page).all_inner_texts())
    expect(page.locator(".filter-status")).to_have_text(
        f"Visar {table(page).count()} av {every} rader."
    )
    page.get_by_role("button", name="Visa alla").click()
    expect(table(page)).to_have_count(every)
    assert "?" not in page.url


def test_a_shared_link_gives_the_same_rows(desktop, phone):
    page = desktop.open("efterlevnad/")
    page.get_by_label("Vem agerar", exact=True).select_option(label="Systemägare")
    page.get_by_label("Utfall", exact=True).select_option(label="Inte uppfyllt")
    query = page.url.removeprefix(desktop.home)
    assert query == "efterlevnad/?roll=systemagare&utfall=inte-uppfyllt"
    rows = table(page).count()
    page.reload()
    expect(table(page)).to_have_count(rows)
    again = phone.open(query)
    expect(table(again)).to_have_count(rows)
    expect(again.get_by_label("Vem agerar", exact=True)).to_have_value("systemagare")


def test_a_number_in_the_summary_leads_to_as_many_rows(desktop):
    page = desktop.open("efterlevnad/")
    row = page.locator("#per-roll ~ .tallies tr", has_text="Datachef")
    number = row.locator("td").first
    told = int(number.inner_text())
    number.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"\?roll=datachef&utfall=inte-uppfyllt"))
    expect(table(page)).to_have_count(told)


def test_a_choice_without_rows_says_so(desktop):
    page = desktop.open("efterlevnad/?system=finns-inte")
    expect(table(page)).to_have_count(0)
    expect(page.get_by_text("Inget med det här urvalet.")).to_be_visible()
    expect(page.locator(".filter-status")).to_have_text(re.compile(r"^Visar 0 av \d+ rader\.$"))


def test_what_is_mine_follows_the_chosen_systems_and_can_be_shared(desktop, phone):
    page = desktop.open("mitt-ansvar/systemagare/")
    every = len(shown(page))
    page.get_by_role("checkbox", name="E-post").check()
    page.get_by_role("checkbox", name="Televäxeln").check()
    query = page.url.removeprefix(desktop.home)
    assert query == "mitt-ansvar/systemagare/?system=e-post&system=televaxeln"
    rows = shown(page)
    assert 0 < len(rows) < every
    assert not [row for row in rows if "Ekonomisystemet" in row or "Ärendehantering" in row]
    assert [row for row in rows if "E-post" in row]
    assert [row for row in rows if "Televäxeln" in row]
    again = phone.open(query)
    expect(again.get_by_role("checkbox", name="Televäxeln")).to_be_checked()
    assert len(shown(again)) == len(rows)


def test_the_filters_work_with_the_keyboard_alone(desktop):
    page = desktop.open("efterlevnad/")
    page.get_by_label("Krav", exact=True).focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Gäller", exact=True)).to_be_focused()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    every = table(page).count()
    page.keyboard.type("E-post")
    expect(page).to_have_url(re.compile(r"\?system=e-post$"))
    assert table(page).count() < every
    for _ in range(4):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skriv ut")).to_be_focused()
    page.keyboard.press("Tab")
    expect(table(page).first.get_by_role("link").first).to_be_focused()


def test_boxes_are_ticked_with_the_space_bar(desktop):
    page = desktop.open("mitt-ansvar/systemagare/")
    page.get_by_role("checkbox", name="E-post").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="E-post")).to_be_checked()
    assert page.url.endswith("?system=e-post")


def test_print_keeps_the_decision_and_the_chosen_rows_and_cuts_nothing_off(desktop):
    page = desktop.open("mitt-ansvar/systemagare/?system=e-post")
    rows = shown(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert len(shown(page)) == len(rows)
    expect(page.locator(".printed")).to_be_visible()
    expect(page.locator(".printed")).to_contain_text("24 november 2026")
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    expect(page.locator("#menu")).to_be_hidden()
    wide = """[...document.querySelectorAll("article table")]
        .filter(it => it.getBoundingClientRect().right > innerWidth).length"""
    assert page.evaluate(wide) == 0
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 700


def test_the_print_button_prints(desktop):
    page = desktop.open("mitt-ansvar/systemagare/")
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Skriv ut").click()
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_smallest_phone(chromium, served, path):
    context = chromium.new_context(viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto(served + path)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_controls_and_links_are_large_enough_to_hit(desktop, path):
    page = desktop.open(path)
    small = page.evaluate(
        """() => [...document.querySelectorAll("article :is(select, button, input, summary)")]
            .map(it => it.getBoundingClientRect())
            .filter(it => it.height && (it.height < 24 || it.width < 24)).length"""
    )
    assert small == 0


@pytest.mark.parametrize("path", PAGES)
def test_the_script_puts_no_style_and_no_script_into_the_page(desktop, path):
    page = desktop.open(path)
    page.wait_for_load_state("networkidle")
    assert page.locator("article [style], article script").count() == 0
    assert desktop.errors == []


@pytest.mark.parametrize("path", PAGES)
def test_tables_have_names_and_their_heads_tell_what_they_head(desktop, path):
    page = desktop.open(path)
    tables = page.locator("article :is(.outcomes, .tallies) table")
    names = [table.get_attribute("aria-label") for table in tables.all()]
    assert all(names)
    assert len(set(names)) == len(names)
    assert tables.locator("th:not([scope])").count() == 0


def test_cards_on_a_phone_are_still_a_table_with_every_cell(phone):
    page = phone.open("efterlevnad/")
    rows = page.get_by_role("table", name="Att göra något åt", exact=True).get_by_role("row")
    assert rows.first.get_by_role("columnheader").count() == 6
    assert rows.count() > 50
    assert rows.get_by_role("cell").count() == 6 * (rows.count() - 1)


def test_what_is_folded_opens_with_the_keyboard(desktop):
    page = desktop.open("system/e-post/")
    folded = page.locator(".outcomes details").first
    folded.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(folded.locator("dt").first).to_be_visible()

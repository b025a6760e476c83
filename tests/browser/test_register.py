"""Someone looks for a system: chooses, sorts, shares what was found, on a desk and on a phone."""

import re

import pytest
from playwright.sync_api import expect

NAMES = [
    "E-post", "Ekonomisystemet", "IT-infrastrukturen", "Karthanteringssystemet", "NilexPlus",
    "Personaladministrativa systemet", "Självservice i lönesystemet", "Televäxeln",
    "Ärendehantering",
]  # fmt: skip


def names(page):
    """The systems that are seen, in the order in which they stand."""
    return page.locator(".rows tbody tr:visible th a").all_inner_texts()


def told(page):
    return page.locator(".filter-status")


def heading(page, name):
    return page.get_by_role("columnheader", name=name, exact=True)


def sort(page, name):
    heading(page, name).get_by_role("button").click()


def test_without_scripts_the_systems_stand_by_name_and_nothing_pretends_to_work(chromium, served):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}system/?status=avvecklas&sortera=-namn")
    assert names(page) == NAMES
    assert page.locator("article :is(button, select, input)").count() == 0
    page.get_by_role("link", name="Byggnadsnämnden").click()
    expect(page.locator("#byggnadsnamnden")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Karthanteringssystemet").first).to_be_visible()
    context.close()


def test_a_status_and_an_owner_leave_the_systems_that_have_both(desktop):
    page = desktop.open("system/")
    page.get_by_label("Status", exact=True).select_option(label="I drift")
    page.get_by_label("Systemägare", exact=True).select_option(label="Byggnadsnämnden")
    assert names(page) == ["Karthanteringssystemet"]
    expect(told(page)).to_have_text("Visar 1 av 9 rader.")
    assert page.url.endswith("?status=i-drift&systemagare=byggnadsnamnden")
    page.get_by_role("button", name="Visa alla").click()
    assert names(page) == NAMES
    assert "?" not in page.url


def test_a_part_of_a_name_is_enough_and_accents_do_not_matter(desktop):
    page = desktop.open("system/")
    field = page.get_by_label("Filtrera på namn")
    field.press_sequentially("aren")
    assert names(page) == ["Ärendehantering"]
    field.fill("  SYSTEMET ")
    assert names(page) == [name for name in NAMES if "systemet" in name]
    field.fill("finns inte")
    expect(page.get_by_text("Inget med det här urvalet.")).to_be_visible()
    expect(told(page)).to_have_text("Visar 0 av 9 rader.")
    field.press("Enter")
    assert desktop.errors == []


def test_statuses_are_offered_in_the_order_of_a_systems_life(desktop):
    page = desktop.open("system/")
    options = page.get_by_label("Status", exact=True).locator("option").all_inner_texts()
    assert options == ["Alla", "Under införande", "I drift", "Avvecklas"]
    groups = page.get_by_label("Kritikalitet", exact=True).locator("option").all_inner_texts()
    assert groups[1:] == ["Samhällsviktigt", "Verksamhetskritiskt", "Inte kritiskt", "Ej bedömt"]


def test_a_heading_sorts_and_turns_and_says_so(desktop):
    page = desktop.open("system/")
    assert heading(page, "System").get_attribute("aria-sort") == "ascending"
    sort(page, "Status")
    assert names(page)[0] == "Självservice i lönesystemet"
    assert names(page)[-1] == "NilexPlus"
    assert heading(page, "Status").get_attribute("aria-sort") == "ascending"
    assert heading(page, "System").get_attribute("aria-sort") is None
    expect(told(page)).to_have_text("Visar 9 av 9 rader. Sorterat efter Status, stigande.")
    sort(page, "Status")
    assert names(page)[0] == "NilexPlus"
    expect(told(page)).to_have_text("Visar 9 av 9 rader. Sorterat efter Status, fallande.")
    assert page.url.endswith("?sortera=-status")


def test_systems_that_are_alike_stay_in_the_order_of_their_names(desktop):
    page = desktop.open("system/")
    sort(page, "Systemägare")
    assert names(page) == ["Karthanteringssystemet", *(n for n in NAMES if n[0] != "K")]


def test_a_system_without_an_answer_stands_last_in_both_directions(desktop):
    page = desktop.open("system/")
    without = {"NilexPlus", "Ärendehantering"}
    for _ in ("stigande", "fallande"):
        sort(page, "Systemförvaltare")
        assert set(names(page)[-2:]) == without


def test_a_shared_address_gives_the_same_rows_in_the_same_order(desktop, phone):
    page = desktop.open("system/")
    page.get_by_label("Status", exact=True).select_option(label="I drift")
    page.get_by_label("Filtrera på namn").fill("e")
    sort(page, "System")
    query = page.url.removeprefix(desktop.home)
    assert query == "system/?status=i-drift&namn=e&sortera=-namn"
    again = phone.open(query)
    assert names(again) == names(page)
    assert names(again)[0] == "Ärendehantering"
    assert heading(again, "System").get_attribute("aria-sort") == "descending"


def test_choosing_and_sorting_need_no_mouse(desktop):
    page = desktop.open("system/")
    page.get_by_label("Filtrera på namn").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Kritikalitet", exact=True)).to_be_focused()
    page.keyboard.type("Samh")
    expect(page).to_have_url(re.compile(r"\?kritikalitet=samhallsviktigt$"))
    for _ in range(4):
        page.keyboard.press("Tab")
    button = heading(page, "Status").get_by_role("button")
    expect(button).to_be_focused()
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert page.evaluate(outline) != "none"
    page.keyboard.press("Enter")
    expect(button).to_be_focused()
    assert heading(page, "Status").get_attribute("aria-sort") == "ascending"


@pytest.mark.parametrize("path", ["system/", "standarder/"])
def test_at_a_desk_the_whole_table_is_seen_at_once(desktop, path):
    page = desktop.open(path)
    wide = "it => it.parentElement.scrollWidth > it.parentElement.clientWidth"
    assert not page.locator(".rows").evaluate(wide)


def test_the_name_stays_when_the_table_scrolls(desktop):
    page = desktop.open("system/")
    page.set_viewport_size({"width": 980, "height": 900})
    page.locator(".rows").evaluate("it => it.parentElement.scrollBy(400, 0)")
    box = page.locator(".rows").evaluate_handle("it => it.parentElement")
    assert box.evaluate("it => it.scrollLeft") > 0
    first = page.get_by_role("rowheader").first
    assert first.bounding_box()["x"] == box.as_element().bounding_box()["x"]


def test_on_a_phone_each_system_is_a_card_that_names_what_it_tells(phone):
    page = phone.open("system/")
    card = page.get_by_role("row").filter(has_text="Ekonomisystemet")
    name, status, owner = card.locator("th, td").all()[:3]
    boxes = [part.bounding_box() for part in (name, status, owner)]
    assert [box["x"] for box in boxes] == [boxes[0]["x"]] * 3
    assert boxes[0]["y"] < boxes[1]["y"] < boxes[2]["y"]
    label = "it => getComputedStyle(it, '::before').content"
    assert "Systemägare" in owner.evaluate(label)
    size = "it => parseFloat(getComputedStyle(it).fontSize)"
    assert name.evaluate(size) > owner.evaluate(size)


def test_cards_are_still_a_table_to_those_who_listen(phone):
    page = phone.open("system/")
    table = page.get_by_role("table", name="System", exact=True)
    assert table.get_by_role("columnheader").count() == 5
    assert table.get_by_role("rowheader").count() == 9
    assert table.get_by_role("cell").count() == 36


def test_on_a_phone_the_headings_are_seen_and_sort(phone):
    page = phone.open("system/")
    buttons = page.locator(".rows thead button")
    assert buttons.count() == 5
    for button in buttons.all():
        box = button.bounding_box()
        assert box["height"] >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 375
    sort(page, "Status")
    assert names(page)[0] == "Självservice i lönesystemet"


@pytest.mark.parametrize("path", ["system/", "system/register/", "standarder/"])
def test_nothing_is_wider_than_the_smallest_phone(chromium, served, path):
    context = chromium.new_context(viewport={"width": 320, "height": 600})
    page = context.new_page()
    page.goto(served + path)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


def test_a_status_has_a_picture_of_its_own(desktop):
    page = desktop.open("system/")
    picture = "it => getComputedStyle(it, '::before').maskImage"
    pictures = {
        page.locator(f".{mark}").first.evaluate(picture)
        for mark in ("running", "coming", "leaving")
    }
    assert len(pictures) == 3
    assert all(it.startswith("url(") for it in pictures)


def test_print_keeps_the_chosen_rows_and_leaves_the_controls(desktop):
    page = desktop.open("system/?status=i-drift")
    rows = names(page)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert names(page) == rows
    expect(page.get_by_label("Filtrera på namn")).to_be_hidden()
    expect(page.get_by_role("button", name="Visa alla")).to_be_hidden()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 700


def test_three_thousand_systems_are_chosen_among_and_sorted_as_nine_are(desktop):
    def many(route):
        answer = route.fetch()
        text = answer.text()
        start, end = text.index("<tbody>") + 7, text.index("</tbody>")
        rows = [text[start:end].replace(" <em>", f" {number} <em>") for number in range(334)]
        route.fulfill(response=answer, body=text[:start] + "".join(rows) + text[end:])

    desktop.page.route(re.compile(r"/system/(\?.*)?$"), many)
    page = desktop.open("system/?status=avvecklas")
    expect(told(page)).to_have_text("Visar 334 av 3006 rader.")
    sort(page, "System")
    page.get_by_role("button", name="Visa alla").click()
    expect(told(page)).to_contain_text("Visar 3006 av 3006 rader.")
    assert (names(page)[0], names(page)[-1]) == ("E-post", "Ärendehantering")


def test_a_program_is_found_by_its_name_and_status(desktop):
    page = desktop.open("standarder/")
    page.get_by_label("Filtrera på namn").fill("ordbehandlare")
    page.get_by_label("Status", exact=True).select_option(label="Kommungemensam")
    rows = page.locator(".rows tbody tr:visible")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Ordbehandlare (exempel)")


def test_rows_that_do_not_come_by_name_are_not_said_to(desktop):
    page = desktop.open("standarder/")
    assert page.locator(".rows [aria-sort]").count() == 0
    sort(page, "Programvara")
    assert page.url.endswith("?sortera=namn")
    assert heading(page, "Programvara").get_attribute("aria-sort") == "ascending"

"""The search box: what is typed is found, read with the keyboard, and left again."""

import re
from html import escape
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect

from macros.search.index import Index
from macros.search.parts import parts
from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.server import serving
from tests.conftest import build_site

INDEX = "**/search/index.json"
HOSTILE = '<img src=x onerror=alert(1)> & "Anna" <b>\'s</b> {{ 7*7 }}'


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


def answer_with(visit, pages, synonyms=None, **more):
    """Open the site with an index of these pages and no others: HTML by address.

    A page that is open already may ask past what is to answer it.
    """
    index = Index(synonyms or {})
    told = {"kind": "Sida", "weight": 1.0, **more}
    files = {
        path: content
        for address, html in pages.items()
        for path, content in index.add(address, parts(html), {}, **told)
    }
    files |= dict(index.files())

    def fulfill(route):
        path = urlsplit(route.request.url).path
        route.fulfill(
            content_type="application/json", body=files[path[path.index("/search/") + 1 :]]
        )

    visit.page.route(re.compile("/search/(?:index|(?:words|texts)/.+)[.]json"), fulfill)
    return visit.open()


FIRST = {
    "systemägare": "roller/systemagare/",
    "SYSTEMAGARE": "roller/systemagare/",
    "systemägarnas": "roller/systemagare/",
    "systemägrae": "roller/systemagare/",
    "telev": "system/televaxeln/",
    "telefon växel": "system/televaxeln/",
    "e-post": "system/e-post/",
    "mejl": "system/e-post/",
    "vem äger e-post?": "system/e-post/",
    "R46": "krav/#r46",
    "systemagare.04a": "roller/systemagare/#systemagare.04a",
    "adjungerad": "begrepp/#adjungerad",
    "virus": "instruktioner/anvandare/#anvandare-27",
    "glömt lösenordet": "instruktioner/anvandare/#anvandare-04",
    "losenord": "instruktioner/anvandare/",
    "4.5": "programmet/4-forhallningssatt/#avsnitt-4-5",
    "krav": "krav/",
    "roller": "roller/",
}
"""What is typed, and where the first hit leads; without an anchor, to any part of the page."""


def test_what_is_typed_is_found_first(desktop):
    page = desktop.open()
    for words, place in FIRST.items():
        ask(page, words)
        href = re.compile(
            f"^{re.escape(desktop.home + place)}" + ("$" if "#" in place else "(#.*)?$")
        )
        expect(hits(page).first).to_have_attribute("href", href)


def test_a_part_of_a_compound_word_finds_it(desktop):
    page = answer_with(
        desktop, {"a/": "<h1>Systemsäkerhetsplan</h1>", "b/": "<h1>Säkerhet och planer</h1>"}
    )
    ask(page, "säkerhetsplan")
    expect(hits(page).first).to_have_attribute("href", re.compile("/a/$"))
    expect(hits(page).first.locator("mark")).to_have_text("Systemsäkerhetsplan")


def test_a_compound_that_nobody_has_written_finds_its_parts(desktop):
    page = answer_with(
        desktop, {"a/": "<h1>Lösenord</h1><p>Byt det varje år.</p>", "b/": "<h1>Annat</h1>"}
    )
    ask(page, "lösenordsbyte")
    expect(hits(page)).to_have_count(1)


def test_a_part_with_more_of_the_words_comes_before_a_title_with_one(desktop):
    page = answer_with(
        desktop,
        {
            "a/": "<h1>Behörighet</h1>",
            "b/": "<h1>Rutin</h1><p>Beställ behörighet hos servicedisken.</p>",
        },
    )
    ask(page, "beställ behörighet")
    expect(hits(page).first).to_have_attribute("href", re.compile("/b/$"))


def test_the_name_of_a_page_comes_before_a_section_and_that_before_a_text(desktop):
    page = answer_with(
        desktop,
        {
            "a/": f"<h1>Annat</h1><p>{'Här står något om allt möjligt. ' * 9}Om ritningarna.</p>",
            "b/": '<h1>Lista</h1><h2 id="r">Ritningarna</h2><p>En rad.</p>',
            "c/": "<h1>Ritningarna</h1><p>Sidan.</p>",
        },
    )
    ask(page, "ritningarna")
    expect(status(page)).to_have_text("3 träffar")
    for number, place in enumerate(("c/", "b/#r", "a/")):
        expect(hits(page).nth(number)).to_have_attribute("href", desktop.home + place)


def test_a_page_is_one_hit_and_leads_to_the_part_that_answers(desktop):
    html = '<h1>Regler</h1><ol><li id="r1">Byt lösenord.</li><li id="r2">Lås skärmen.</li></ol>'
    page = answer_with(desktop, {"a/": html})
    ask(page, "skärmen")
    expect(hits(page)).to_have_count(1)
    expect(hits(page).first).to_have_attribute("href", re.compile("/a/#r2$"))


def test_a_list_of_records_is_a_hit_for_each_of_them(desktop):
    html = (
        '<h1>Krav</h1><h2 id="r1">Krav på nät</h2><h2 id="r2">Krav på mobila nät</h2>'
        '<h2 id="om">Om nät</h2>'
    )
    page = answer_with(desktop, {"krav/": html}, part_kinds={"r1": "Krav", "r2": "Krav"})
    ask(page, "nät")
    expect(hits(page)).to_have_count(3)
    assert sorted(hits(page).locator(".kind").all_inner_texts()) == ["Krav", "Krav", "Sida"]


MISSPELT = {"losnord": "lösenord", "behörihgeter": "behörigheter", "sekretess": "", "xyzzyx": ""}


def test_one_or_two_wrong_letters_are_read_as_what_they_are_nearest_to_and_it_is_said(desktop):
    page = answer_with(desktop, {"a/": "<h1>Sekretess</h1><p>Lösenord och behörigheter.</p>"})
    for typed, read in MISSPELT.items():
        ask(page, typed)
        if read:
            expect(status(page)).to_have_text(
                f"Ingen träff på ordet som det är skrivet. 1 träff på »{read}«."
            )
        else:
            expect(status(page)).not_to_contain_text("skrivet")


def test_what_people_say_finds_what_it_is_called(desktop):
    pages = {"a/": "<h1>E-post</h1>", "b/": "<h1>Avslut</h1><p>När en anställning upphör.</p>"}
    page = answer_with(desktop, pages, {"mejl": ["e-post"], "lämna jobbet": ["anställning upphör"]})
    for words, place in {"mejlen": "a/", "jag ska lämna jobbet": "b/", "jobbet": ""}.items():
        ask(page, words)
        expect(hits(page)).to_have_count(1 if place else 0)
        if place:
            expect(hits(page).first).to_have_attribute("href", desktop.home + place)


def test_a_hit_says_what_it_is_where_it_is_and_what_stands_there(desktop):
    page = desktop.open()
    ask(page, "televäxeln")
    expect(hits(page).first.locator(".kind")).to_have_text("System")
    expect(hits(page).first.locator(".title")).to_have_text("Televäxeln")
    expect(hits(page).first.locator(".title mark")).to_have_text("Televäxeln")
    ask(page, "återläsning provad televäxeln")
    section = box(page).locator("li", has=page.locator("a[href*='televaxeln/#']"))
    expect(section.locator(".place")).to_have_text("Televäxeln")
    expect(section.locator("p mark").first).to_be_visible()


KINDS = {
    "systemägare": "Roll",
    "televäxeln": "System",
    "R46": "Krav",
    "virus": "Instruktion",
    "adjungerad": "Begrepp",
    "4.5": "Programmet",
    "krav": "Sida",
}


def test_kinds_are_called_what_one_of_them_is_called(desktop):
    page = desktop.open()
    for words, kind in KINDS.items():
        ask(page, words)
        expect(hits(page).first.locator(".kind")).to_have_text(kind)


def test_the_hits_of_one_kind_are_shown_when_it_is_chosen_and_all_of_them_again(desktop):
    page = desktop.open()
    ask(page, "behörighet")
    choice = box(page).get_by_role("group", name="Visa bara")
    everything = status(page).inner_text()
    for kind in ("Roll", "Krav"):
        button = choice.get_by_role("button", name=kind)
        count = int(button.inner_text().split()[-1])
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_be_focused()
        expect(status(page)).to_have_text(re.compile(f"^{count} träff"))
        expect(hits(page).locator(".kind").first).to_have_text(kind)
        assert set(hits(page).locator(".kind").all_inner_texts()) == {kind}
    choice.get_by_role("button", name="Alla").click()
    expect(status(page)).to_have_text(everything)


def test_the_counts_of_the_kinds_are_those_of_all_hits(desktop):
    page = desktop.open()
    ask(page, "säkerhet")
    told = box(page).get_by_role("group").get_by_role("button").all_inner_texts()
    every, *kinds = [int(text.split()[-1]) for text in told]
    assert len(kinds) > 3
    assert sum(kinds) == every
    expect(status(page)).to_have_text(f"{every} träffar")


def test_a_kind_that_the_next_question_has_not_is_let_go_of(desktop):
    page = desktop.open()
    ask(page, "behörighet")
    box(page).get_by_role("button", name=re.compile("^Roll")).click()
    expect(status(page)).to_have_text(re.compile("^[1-9] träffar$"))
    field(page).fill("R46")
    expect(hits(page).first).to_have_attribute("href", f"{desktop.home}krav/#r46")
    expect(box(page).get_by_role("button", name=re.compile("^Alla"))).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_search_can_be_shared_with_its_kind(desktop):
    page = desktop.open("roller/systemagare/")
    ask(page, "behörighet & lösen?")
    box(page).get_by_role("button", name=re.compile("^Krav")).click()
    expect(hits(page).locator(".kind").first).to_have_text("Krav")
    first = hits(page).first.get_attribute("href")
    link = box(page).get_by_role("link", name="Länk till den här sökningen")
    query = quote("behörighet & lösen?", safe="").replace("%20", "+")
    expect(link).to_have_attribute("href", f"{desktop.home}?q={query}&slag=Krav")
    link.click()
    home = box(page, "search-home")
    expect(page.locator("#search-home")).to_have_value("behörighet & lösen?")
    expect(home.locator("ol a").first).to_have_attribute("href", first)
    expect(home.get_by_role("button", name=re.compile("^Krav"))).to_have_attribute(
        "aria-pressed", "true"
    )


@pytest.mark.parametrize("window", [DESKTOP, PHONE])
def test_a_shared_search_works_on_every_page(chromium, served, window):
    with Visit(chromium, served, **window) as visit:
        page = visit.open("krav/?q=virus")
        expect(field(page)).to_be_focused()
        expect(hits(page).first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(hits(page).first).to_be_focused()


def test_an_address_with_an_empty_or_hostile_question_is_harmless(desktop):
    page = desktop.open("?q=%20")
    expect(box(page, "search-home").locator(".hits")).to_be_hidden()
    page = desktop.open(f"?q={quote(HOSTILE * 10)}&slag={quote(HOSTILE)}")
    expect(box(page, "search-home").get_by_role("status")).to_contain_text("träff")
    assert len(page.locator("#search-home").input_value()) == 200
    assert page.locator("[data-search] img").count() == 0
    assert desktop.errors == []


def test_how_many_there_are_is_announced_and_more_are_shown_when_asked_for(desktop):
    page = desktop.open()
    ask(page, "behörighet")
    expect(status(page)).to_have_text(re.compile(r"^\d\d träffar$"))
    expect(hits(page)).to_have_count(8)
    box(page).get_by_role("button", name="Visa fler").click()
    expect(hits(page)).to_have_count(16)
    expect(hits(page).nth(8)).to_be_focused()


def test_one_hit_is_one(desktop):
    page = answer_with(desktop, {"a/": "<h1>Ensam</h1>"})
    ask(page, "ensam")
    expect(status(page)).to_have_text("1 träff")
    expect(box(page).get_by_role("button", name="Visa fler")).to_be_hidden()
    expect(box(page).get_by_role("group", name="Visa bara")).to_be_hidden()


def test_who_finds_nothing_is_told_the_errands_of_the_home_page_and_whom_to_ask(desktop):
    page = desktop.open()
    errands = page.locator(".tasks a")
    told = dict(
        zip(
            errands.all_inner_texts(),
            errands.evaluate_all("all => all.map(it => it.href)"),
            strict=True,
        )
    )
    ask(page, "qwertyuiop")
    expect(status(page)).to_have_text("Ingen träff på »qwertyuiop«.")
    advice = box(page).locator(".help")
    links = advice.locator("li a")
    expect(links).to_have_text(list(told))
    assert links.evaluate_all("all => all.map(it => it.href)") == list(told.values())
    expect(advice).to_contain_text(re.compile(r"Hittar du inte\? Fråga oss: \S+"))
    page.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    advice.get_by_role("link", name="allt innehåll").click()
    expect(page).to_have_url(f"{desktop.home}allt/")


def test_the_nearest_spelling_is_a_button_that_searches(desktop):
    page = answer_with(desktop, {"a/": "<h1>Säkerhet</h1>"})
    ask(page, "szkexhit")
    button = box(page).locator(".meant").get_by_role("button", name="säkerhet")
    page.keyboard.press("ArrowDown")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("säkerhet")
    expect(status(page)).to_have_text("1 träff")
    expect(box(page).locator(".help")).to_be_empty()


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


def test_the_tab_key_goes_past_the_kinds_through_the_hits_and_out(desktop):
    page = desktop.open()
    ask(page, "adjungerad")
    count = hits(page).count()
    page.keyboard.press("Tab")
    kinds = box(page).get_by_role("group").get_by_role("button")
    expect(kinds.nth(0)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(kinds.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(kinds.nth(0)).to_be_focused()
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


def test_enter_waits_for_the_answer_to_what_stands_there_now(desktop):
    held = []
    hold = {"is_on": False}

    def answer(route):
        held.append(route) if hold["is_on"] else route.continue_()

    desktop.page.route(re.compile("/search/words/"), answer)
    page = desktop.open("om/")
    ask(page, "virus")
    hold["is_on"] = True
    with page.expect_request(re.compile("/search/words/")):
        field(page).fill("televäxeln")
    page.keyboard.press("Enter")
    hold["is_on"] = False
    for route in held:
        route.continue_()
    expect(page).to_have_url(f"{desktop.home}system/televaxeln/")


def test_what_is_left_while_it_is_looked_for_stays_closed(desktop):
    page = desktop.open("om/")
    ask(page, "virus")
    field(page).fill("avtal")
    page.keyboard.press("Escape")
    page.wait_for_load_state("networkidle")
    field(page).press("Shift")
    expect(box(page).locator(".hits")).to_be_hidden()


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
    text = escape(HOSTILE)
    page = answer_with(desktop, {"a/": f"<h1>{text}</h1><p>Anna {text}</p>"}, kind=HOSTILE)
    ask(page, "anna")
    expect(hits(page).locator(".title")).to_have_text(HOSTILE)
    expect(hits(page).locator(".kind")).to_have_text(HOSTILE)
    expect(box(page).locator("li p")).to_have_text(f"Anna {HOSTILE}")
    assert box(page).locator("li :is(img, b, script)").count() == 0
    assert desktop.errors == []


def test_nothing_is_fetched_until_someone_is_about_to_search(desktop):
    page = desktop.open()
    page.wait_for_load_state("networkidle")
    assert not [url for url in desktop.requests if "/search/" in url or "engine" in url]
    ask(page, "virus")
    field(page).fill("behörighet")
    expect(hits(page).first.locator(".title")).to_contain_text("Behörighet")
    fetched = [url for url in desktop.requests if "/search/" in url]
    assert sum(url.endswith("/search/index.json") for url in fetched) == 1
    assert len(fetched) == len(set(fetched))


def test_someone_who_waits_is_told_so(desktop):
    waiting = []
    desktop.page.route(INDEX, lambda route: waiting.append(route))  # noqa: PLW0108 (a plain function)
    page = desktop.open()
    page.keyboard.press("/")
    page.keyboard.type("virus")
    expect(status(page)).to_have_text("Sökningen laddas …")
    waiting[0].continue_()
    expect(status(page)).to_have_text(re.compile("träffar"))


def test_a_failure_says_what_to_do_and_the_next_try_works(desktop):
    desktop.page.route(INDEX, lambda route: route.abort())
    page = desktop.open()
    ask(page, "virus")
    expect(status(page)).to_have_text(
        "Det gick inte att söka. Kontrollera att du har kontakt med nätet och försök igen, "
        "eller se allt innehåll."
    )
    page.unroute(INDEX)
    field(page).fill("viru")
    expect(hits(page).first).to_be_visible()


def test_an_answer_that_is_not_an_index_is_a_failure(desktop):
    desktop.page.route(INDEX, lambda route: route.fulfill(status=500, body="<h1>Fel</h1>"))
    page = desktop.open()
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


def test_hits_are_called_what_the_municipality_calls_them(chromium, haggasa, tmp_path):
    folder = build_site(haggasa, "public", tmp_path / "site")
    with serving(folder) as home, Visit(chromium, home) as visit:
        page = visit.open()
        ask(page, "trygghetslarmen")
        expect(hits(page).first.locator(".kind")).to_have_text("Objekt")

"""Without scripts: everything is read, and every link leads to where it says."""

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.reading import every_page


@pytest.fixture(params=[1280, 320])
def bare(chromium, internal, request):
    viewport = {"width": request.param, "height": 800}
    with Visit(chromium, internal.home, java_script_enabled=False, viewport=viewport) as visit:
        yield visit


def test_the_menu_is_open_and_leads_to_its_pages(bare):
    page = bare.open()
    menu = page.get_by_role("navigation", name="Huvudmeny")
    expect(menu).to_be_visible()
    menu.get_by_role("link", name="Krav").first.click()
    expect(page).to_have_url(f"{bare.home}krav/")


def test_an_index_of_everything_stands_where_the_search_would(bare):
    page = bare.open("system/")
    expect(page.locator("header").get_by_role("searchbox")).to_be_hidden()
    page.locator("header").get_by_role("link", name="Allt innehåll").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Allt innehåll")


def test_there_is_no_button_that_does_nothing(bare, internal):
    dead = []
    for path in internal.sample:
        page = bare.open(path)
        buttons = page.locator("button, input, select").locator("visible=true")
        dead += [
            (f"/{path}", it) for it in buttons.evaluate_all("all => all.map(it => it.outerHTML)")
        ]
    insist_on_none(dead)


def test_the_content_of_every_page_is_shown(bare, internal):
    hidden = []
    for path in internal.sample:
        page = bare.open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        lost = page.locator("article :is(p, li, td, dd):not(details *):not([hidden], [hidden] *)")
        hidden += [
            (f"/{path}", text)
            for text in lost.evaluate_all(
                "all => all.filter(it => it.textContent.trim() && !it.getClientRects().length)"
                ".map(it => it.outerHTML.slice(0, 100))"
            )
        ]
    insist_on_none(hidden)


def test_the_register_is_a_table_of_all_systems(bare, internal):
    page = bare.open("system/")
    systems = len([it for it in (internal.folder / "system").iterdir() if it.is_dir()]) - 1
    expect(page.locator("article tbody tr").locator("visible=true")).to_have_count(systems)


@pytest.mark.parametrize("shown_at", ["", "finns/inte/"])
def test_every_link_leads_to_a_page_and_a_place_that_exist(site, shown_at):
    """The page for what is not found is shown at any address, so its links begin at the root."""
    pages, lost = every_page(site.folder), []
    for path, page in pages.items():
        base = f"http://site/{shown_at if path == '404.html' else path}"
        for link in page.links:
            to = urlsplit(urljoin(base, link))
            if to.netloc != "site":
                continue
            file = path if link.startswith("#") else unquote(to.path[1:])
            file = f"{file}index.html" if not file or file.endswith("/") else file
            if not (site.folder / file).is_file():
                lost.append((path, link))
            elif to.fragment and unquote(to.fragment) not in pages[file].ids:
                lost.append((path, f"{link} (no such place)"))
    insist_on_none(lost)

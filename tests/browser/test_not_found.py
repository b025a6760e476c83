"""An address that leads nowhere is answered with help, at any depth, under any address."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.server import serving
from tests.browser.states import open_search
from tests.conftest import build_site, make_root, once

PATHS = ["finns-inte", "finns/inte/alls/", "roller/finns-inte/"]
UNDER = "/it-program/"


@pytest.fixture(scope="session")
def below(tmp_path_factory):
    """The home of a site that a municipality has put below another one."""

    def make(folder):
        folder.mkdir()
        root = make_root(folder)
        file = root / "mkdocs.yml"
        text = file.read_text(encoding="utf-8")
        file.write_text(f"site_url: https://www.kommun.example{UNDER}\n{text}", encoding="utf-8")
        build_site(root, "public", folder / "site")

    with serving(once(tmp_path_factory, "below", make) / "site", UNDER) as home:
        yield home


@pytest.fixture(params=["public", "internal", "below"])
def home(request, below):
    return below if request.param == "below" else request.getfixturevalue(request.param).home


@pytest.mark.parametrize("path", PATHS)
def test_a_lost_reader_is_told_so_and_can_search_and_go_on(chromium, home, path):
    with Visit(chromium, home) as visit:
        answer = visit.page.goto(home + path)
        page = visit.page
        assert answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source')
        open_search(page, "system")
        page.locator("header [data-search] ol a").first.click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Sidan finns inte")
        failed = [it for it in visit.errors if "404" not in it]
        assert failed == []
        assert len(visit.errors) == 1, "only the address itself is not found"


@pytest.mark.parametrize("path", PATHS)
def test_its_links_lead_to_pages(chromium, home, path):
    with Visit(chromium, home) as visit:
        page = visit.open(path)
        links = page.locator("a[href]").evaluate_all("all => [...new Set(all.map(it => it.href))]")
        inside = [link for link in links if link.startswith(home)]
        assert len(inside) > 8
        for link in inside:
            assert page.request.get(link.split("#")[0]).status in {200, 404 * (path in link)}, link
        assert [it for it in links if not it.startswith((home, "mailto:", "https:"))] == []


def test_a_site_below_another_works_all_over(chromium, below):
    with Visit(chromium, below) as visit:
        page = visit.open()
        page.get_by_role("navigation", name="Huvudmeny").get_by_role("link").nth(1).click()
        expect(page.locator("html.js")).to_have_count(1)
        open_search(page, "system")
        assert visit.errors == []
        assert [it for it in visit.requests if not it.startswith(below)] == []

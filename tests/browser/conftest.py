"""A real Chromium, and a real server on the loopback for each site."""

import shutil
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.sample import SAMPLES, visited
from tests.browser.server import serving

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LOOK = Path(__file__).parent / "look.js"


@pytest.fixture(scope="session")
def chromium():
    """Debian's own browser; a test tool's download is never used."""
    assert CHROMIUM, "Chromium saknas: kör make test, som installerar den"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Site(NamedTuple):
    """A built site, where it is served, the pages of it to visit, and one of each kind."""

    folder: Path
    home: str
    pages: list[str]
    sample: list[str]


@pytest.fixture(scope="session")
def internal(internal_site):
    """The internal site, served."""
    with serving(internal_site) as home:
        yield Site(internal_site, home, visited(internal_site, "internal"), SAMPLES["internal"])


@pytest.fixture(scope="session")
def public(public_site):
    """The public site, served."""
    with serving(public_site) as home:
        yield Site(public_site, home, visited(public_site, "public"), SAMPLES["public"])


@pytest.fixture(scope="session", params=["public", "internal"])
def site(request):
    """Each of the two sites."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def served(internal):
    """The address of the internal site."""
    return internal.home


class Visit:
    """A browser window that remembers what went wrong and where it asked for things."""

    def __init__(self, browser, home="", **options):
        self.home = home
        self.context = browser.new_context(locale="sv-SE", **options)
        self.context.add_init_script(path=LOOK)
        self.page = self.context.new_page()
        self.errors, self.requests = [], []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )
        self.page.on("request", lambda request: self.requests.append(request.url))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.context.close()

    def open(self, path=""):
        self.page.goto(self.home + path)
        return self.page

    def show(self, markup):
        """A page that a test has made, to try what looks at pages."""
        self.page.goto(f"data:text/html,{quote(markup)}")
        return self.page


DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 375, "height": 780}, "has_touch": True}


@pytest.fixture
def desktop(chromium, served):
    """A window on a desk."""
    with Visit(chromium, served, **DESKTOP) as visit:
        yield visit


@pytest.fixture
def phone(chromium, served):
    """A window in a hand."""
    with Visit(chromium, served, **PHONE) as visit:
        yield visit

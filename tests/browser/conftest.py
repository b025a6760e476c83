"""A real Chromium, and a real server on the loopback for each site."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium():
    """Debian's own browser; a test tool's download is never used."""
    assert CHROMIUM, "Chromium saknas: kör make test, som installerar den"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """A window that closes in the middle of an answer is no fault."""


@pytest.fixture(scope="session")
def served(internal_site):
    """The address of the internal site."""
    handler = functools.partial(_Quiet, directory=str(internal_site))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Visit:
    """A browser window that remembers what went wrong and where it asked for things."""

    def __init__(self, browser, home, **options):
        self.home = home
        self.context = browser.new_context(locale="sv-SE", **options)
        self.page = self.context.new_page()
        self.errors, self.requests = [], []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if message.type == "error" else None,
        )
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, path=""):
        self.page.goto(self.home + path)
        return self.page


@pytest.fixture
def desktop(chromium, served):
    """A window on a desk."""
    visit = Visit(chromium, served, viewport={"width": 1280, "height": 900})
    yield visit
    visit.context.close()


@pytest.fixture
def phone(chromium, served):
    """A window in a hand."""
    visit = Visit(chromium, served, viewport={"width": 375, "height": 780}, has_touch=True)
    yield visit
    visit.context.close()

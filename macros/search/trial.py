"""The trial: queries are typed in the search box of a built site, in a real browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

from macros.search.scores import Answer, Query

if TYPE_CHECKING:
    from playwright.sync_api import Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class NoBrowser(RuntimeError):
    """There is no browser to try with. The message is in Swedish and says what to do."""


def trial(site: Path, queries: Iterable[Query]) -> list[Answer]:
    """What a built site answers each query, as far as it shows at once. Raises NoBrowser."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 (only developers have it)
    except ImportError:
        raise NoBrowser("Playwright saknas. Kör make test en gång, så installeras det.") from None
    if executable is None:
        raise NoBrowser("Chromium saknas. Installera det med: apt-get install chromium")
    with _served(site) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        try:
            return list(answers(browser.new_page(), home, queries))
        finally:
            browser.close()


def answers(page: Page, home: str, queries: Iterable[Query]) -> Iterator[Answer]:
    """The same in a page of a browser, of a site that is served at the address `home`."""
    page.goto(home)
    for query in queries:
        page.fill(FIELD, query.text)
        page.press(FIELD, "ArrowDown")
        page.wait_for_function(_IS_ANSWERED)
        hits = page.eval_on_selector_all(f"{HITS} ol a", "all => all.map(it => it.href)")
        yield Answer(query, tuple(hit.removeprefix(home) for hit in hits))


FIELD = "#search-home"
HITS = "#search-home-box .hits:not([hidden])"
_IS_ANSWERED = f"() => document.querySelector({HITS!r})?.dataset.answered !== undefined"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing of each file."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    """The address of a site while it is served to this machine."""
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()

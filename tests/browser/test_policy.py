"""Nothing from elsewhere, nothing inline: every page in every state under the strictest policy."""

import urllib.request
from itertools import chain

import pytest

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.server import compressed, headers
from tests.browser.states import change_light, states

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def test_the_policy_is_the_strictest_that_the_site_can_have():
    assert headers("nginx.conf")["Content-Security-Policy"] == POLICY


def test_both_web_servers_answer_alike():
    assert headers("apache.conf") == headers("nginx.conf")
    assert compressed("apache.conf") == compressed("nginx.conf")


@pytest.mark.parametrize("path", ["", "finns-inte/"])
def test_the_policy_comes_with_every_answer(site, path):
    try:
        answer = urllib.request.urlopen(site.home + path)  # noqa: S310 (our own server)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_in_any_state_breaks_the_policy_or_asks_elsewhere(chromium, site, width):
    found = []
    with Visit(chromium, site.home, viewport={"width": width, "height": 800}) as visit:
        for path in site.pages if width == 320 else site.sample:
            page = visit.open(path)
            page.evaluate("look.settled()")
            for state in chain(["as it opens"], states(page, path, narrow=width < 960)):
                broken = page.evaluate("look.violations.splice(0)")
                found += [(f"/{path} {state}", it) for it in broken]
            change_light(page)
            page.evaluate("look.settled()")
            elsewhere = [it for it in visit.requests if not it.startswith(site.home)]
            faults = [*page.evaluate("look.violations"), *visit.errors, *elsewhere]
            found += [(f"/{path}", it) for it in faults]
            visit.errors.clear()
            visit.requests.clear()
    insist_on_none(found)


def test_what_breaks_the_policy_is_seen(chromium, internal):
    with Visit(chromium, internal.home) as visit:
        page = visit.open()
        page.evaluate("document.body.setAttribute('style', 'color: red')")
        page.evaluate("document.body.append(Object.assign(new Image(), {src: '//a.example/b'}))")
        assert page.evaluate("look.comes(() => look.violations.length === 2)")
        assert len(visit.errors) == 2

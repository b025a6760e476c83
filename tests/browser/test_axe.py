"""What axe finds: nothing, in any light, at any width, whatever is open."""

from pathlib import Path

import pytest

from tests.browser.conftest import Visit
from tests.browser.findings import insist_on_none
from tests.browser.states import states

AXE = (Path(__file__).parent / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ON_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that the light can change. They are all that is asked in the dark of a page that is
not one of the sample, and at one width."""
RUN = """async ([part, rules]) => {
    const { violations } = await axe.run(part, { runOnly: rules, resultTypes: ["violations"] })
    const said = node => [...node.any, ...node.all, ...node.none].map(it => it.message).join("; ")
    return violations.flatMap(({ id, nodes }) =>
        nodes.map(node => `${id}: ${node.target} ${said(node).slice(0, 160)}`))
}"""


def violations(page, part, rules=TAGS):
    """What axe says about a part of a page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN, [part, rules])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_no_fault_on_any_page(chromium, site, width, scheme):
    found = []
    with Visit(
        chromium,
        site.home,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        reduced_motion="reduce",
    ) as visit:
        for path in site.sample if (scheme, width) == ("dark", 320) else site.pages:
            page = visit.open(path)
            rules = TAGS if scheme == "light" or path in site.sample else ON_COLOUR
            found += [(f"/{path}", it) for it in violations(page, "html", rules)]
            for state in states(page, path, narrow=width < 960):
                found += [(f"/{path} {state}", it) for it in violations(page, "header")]
    insist_on_none(found)


def test_what_axe_finds_is_seen(chromium):
    with Visit(chromium) as visit:
        page = visit.show("<main><h1>x</h1><img src='x'></main>")
        found = violations(page, "html")
    assert {it.split(":")[0] for it in found} == {"document-title", "html-has-lang", "image-alt"}

"""The HTML is as the standard has it, and says nothing in passing that a policy would stop."""

import json
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

from tests.browser.findings import insist_on_none

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


def test_the_html_checker_finds_no_error_on_any_page(public_site, internal_site):
    done = subprocess.run(
        ["java", "-jar", CHECKER, "--errors-only", "--format", "json", "--stdout",
         "--skip-non-html", "--also-check-svg", public_site, internal_site],
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    found = [
        (f"{message['url']}:{message.get('lastLine', '')}", message["message"])
        for message in json.loads(done.stdout)["messages"]
    ]
    insist_on_none(found)


class _Inline(HTMLParser):
    """Everything in a page that runs or paints without a file of its own."""

    def __init__(self, markup):
        super().__init__()
        self.found = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [
            f"<{tag} {name}>"
            for name, value in attrs
            if name == "style"
            or name.startswith("on")
            or re.match(r"\s*javascript:", value or "", re.I)
        ]
        if tag == "meta" and "http-equiv" in names:
            self.found.append(f"<meta http-equiv={names['http-equiv']}>")

    handle_startendtag = handle_starttag


def test_no_page_has_a_script_or_a_style_in_its_text(public_site, internal_site):
    pages = [*public_site.rglob("*.html"), *internal_site.rglob("*.html")]
    found = [(page, it) for page in pages for it in _Inline(page.read_text(encoding="utf-8")).found]
    assert pages
    insist_on_none(found)

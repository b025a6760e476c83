"""What the pages are measured with is locked, and the lock names no place to fetch it from."""

import json
from pathlib import Path

HERE = Path(__file__).parent


def test_every_tool_is_locked_by_what_it_holds_and_not_by_where_it_is():
    text = (HERE / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert all(it["integrity"] for name, it in packages.items() if name)


def test_every_part_of_the_site_has_a_page_that_is_visited_each_time(internal_site):
    from tests.browser.sample import BOTH, ONLY_INTERNAL, every_address

    parts = {address.split("/")[0] for address in every_address(internal_site)}
    assert parts == {path.split("/")[0] for path in BOTH + ONLY_INTERNAL}

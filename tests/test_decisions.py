"""The front page tells what was decided lately, and never what nobody has decided."""

from datetime import date, timedelta

import pytest

from macros.build import build
from macros.decisions import MOST, latest
from tests.conftest import REPOSITORY, TODAY


def edit(root, file, old, new):
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def texts(root, today=TODAY):
    return [it.text for it in latest(build(root, "public", today).view, today)]


def test_the_newest_decision_is_first_and_they_are_few(haggasa):
    told = latest(build(haggasa, "public", TODAY).view, TODAY)
    assert told
    assert len(told) <= MOST
    assert list(told) == sorted(told, key=lambda it: it.day, reverse=True)


def test_a_decision_is_told_from_its_own_day(haggasa):
    told = latest(build(haggasa, "public", TODAY).view, TODAY)
    first = told[0]
    before = texts(haggasa, first.day - timedelta(days=1))
    assert first.text in texts(haggasa, first.day)
    assert first.text not in before


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_front_page_says_nothing_of_what_is_to_be_decided(haggasa, audience):
    edit(haggasa, "instructions/medarbetare.yml", "date: 2025-03-04", "date: 2026-11-25")
    words = "Så gör du på jobbet antas"
    today = build(haggasa, audience, TODAY)
    tomorrow = build(haggasa, audience, date(2026, 11, 25))
    assert words not in today.shortcodes.macros["home"]()
    assert words in tomorrow.shortcodes.macros["home"]()


def test_what_has_happened_to_an_example_of_a_document_is_no_decision(haggasa):
    events = {event.title for event in build(haggasa, "public", TODAY).view.document.history}
    assert events & set(texts(haggasa))
    with (haggasa / "data" / "programme.yml").open("a", encoding="utf-8") as stream:
        stream.write("example: ja\n")
    assert not events & set(texts(haggasa))


def test_the_real_programme_tells_that_it_was_adopted():
    assert any("antas" in text or "antogs" in text for text in texts(REPOSITORY))

"""The pictures of relations, as they are met on a desk and in a hand."""

import pytest

PAGES = ["system/ekonomisystemet/", "roller/systemagare/", "system/"]

OUTSIDE = """
() => [...document.querySelectorAll('.relations rect + text')].filter(text => {
  const words = text.getBoundingClientRect()
  const box = text.previousElementSibling.getBoundingClientRect()
  return words.left < box.left || words.right > box.right
    || words.top < box.top || words.bottom > box.bottom
}).map(text => text.textContent)
"""
SPACED = """
() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { letter-spacing: .12em !important; word-spacing: .16em !important }')
  document.adoptedStyleSheets = [sheet]
}
"""


def shown(page):
    pictures = page.locator(".relations svg").all()
    return [it.get_attribute("class") for it in pictures if it.is_visible()]


@pytest.mark.parametrize("path", PAGES)
def test_words_stay_in_their_boxes_whatever_the_width(desktop, path):
    page = desktop.open(path)
    for width in (1280, 700, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert len(shown(page)) == 1
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_picture_is_the_one_that_there_is_room_for(desktop):
    page = desktop.open("system/ekonomisystemet/")
    assert shown(page) == ["wide"]
    page.set_viewport_size({"width": 320, "height": 900})
    assert shown(page) == ["narrow"]


def test_words_stay_in_their_boxes_when_a_reader_wants_more_space_between_letters(phone):
    page = phone.open("system/ekonomisystemet/")
    page.evaluate(SPACED)
    assert page.evaluate(OUTSIDE) == []


def test_a_box_is_large_enough_for_a_finger_and_leads_to_its_page(phone):
    page = phone.open("system/ekonomisystemet/")
    boxes = page.locator(".relations .narrow a")
    assert all(box.bounding_box()["height"] >= 24 for box in boxes.all())
    boxes.filter(has_text="E-post").click()
    assert page.url.endswith("/system/e-post/")


def test_the_map_can_be_read_as_words(desktop):
    page = desktop.open("system/")
    sentence = page.get_by_text(
        "Ekonomisystemet får uppgifter från Personaladministrativa systemet"
    )
    assert not sentence.is_visible()
    page.get_by_text("Bilden i ord").click()
    assert sentence.is_visible()

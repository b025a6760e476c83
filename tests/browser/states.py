"""What someone does with the frame of a page, by the names that they see."""

from playwright.sync_api import expect

from tests.browser.sample import EVERY_PAGE, OPENED, SAMPLES


def open_menu(page):
    """Open the menu of a narrow window."""
    page.get_by_role("button", name="Meny").click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()


def open_search(page, words="systemägare"):
    """Search from the top of the page, and wait until the hits stand there."""
    page.keyboard.press("/")
    box = page.locator("header [data-search]")
    expect(box.get_by_role("searchbox")).to_be_focused()
    box.get_by_role("searchbox").fill(words)
    expect(box.get_by_role("status")).to_contain_text("träff")
    expect(box.get_by_role("link").first).to_be_visible()


def change_light(page):
    """Choose the other light."""
    button = page.get_by_role("button", name="Mörkt läge")
    before = button.get_attribute("aria-pressed")
    button.click()
    expect(button).not_to_have_attribute("aria-pressed", before)


def close(page):
    """Leave what was opened."""
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def states(page, path, narrow):
    """Open in turn what can be opened on a page, and tell its name."""
    if path not in (SAMPLES["internal"] if EVERY_PAGE else OPENED):
        return
    open_search(page)
    yield "search open"
    close(page)
    if narrow:
        open_menu(page)
        yield "menu open"
        close(page)

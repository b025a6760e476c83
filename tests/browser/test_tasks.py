"""What people come for is solved from the home page, in two clicks or one search."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture(params=["desktop", "phone"])
def home(request):
    visit = request.getfixturevalue(request.param)
    visit.open()
    return visit.page


def follow(page, task):
    """Follow a task on the home page, and give the place that it leads to."""
    page.get_by_role("main").get_by_role("link", name=re.compile(task, re.I)).first.click()
    expect(page).to_have_url(re.compile("#"))
    place = page.locator(f"[id='{page.url.split('#')[1]}']")
    expect(place).to_be_in_viewport()
    return place


def test_i_suspect_a_virus(home):
    expect(follow(home, "virus")).to_contain_text("nät")


def test_i_need_a_permission(home):
    expect(follow(home, "behörighet")).to_contain_text(re.compile("behörighet", re.I))


def test_someone_leaves(home):
    expect(follow(home, "slutar")).to_contain_text(re.compile("slutar|upphör"))


def test_who_owns_the_system_e_post(home):
    home.get_by_role("main").get_by_role("searchbox").fill("e-post")
    hits = home.locator("main [data-search] ol a")
    hits.filter(has_text=re.compile(r"^\s*System\s+E-post", re.I)).first.click()
    expect(home.get_by_role("heading", level=1)).to_have_text("E-post")
    owner = home.get_by_role("main").get_by_text("Systemägare").locator("visible=true").first
    expect(owner).to_be_visible()


def test_may_i_install_a_program(home):
    expect(follow(home, "installera")).to_contain_text(re.compile("install", re.I))

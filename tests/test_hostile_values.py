"""Hostile names in a real build: they are text in every place where a name can stand."""

import pytest

from tests.conftest import build_site, make_root, once
from tests.reading import every_page, read_page, search_entries

NAME = "A|B <script>alert(1)</script> {{ 7*7 }} `kod` \"citat\" 'x' kolon: / \\ *fet* [l](x)"
LONG = "Mycketlångtordutanblanksteg" * 10


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    def make(folder):
        folder.mkdir()
        root = make_root(folder)
        data = root / "data"
        system = data / "systems" / "trygghetslarmen.yml"
        replaced(system, "name: Trygghetslarmen", f"name: {quoted(NAME)}")
        role = data / "roles" / "objektagare.yml"
        replaced(role, "name: Objektägare", f"name: {quoted(NAME + ' roll')}")
        other = data / "systems" / "lokalbokningen.yml"
        replaced(other, other.read_text("utf-8").split("\n")[0], f"name: {LONG}")
        build_site(root, "internal", root / "site")

    return once(tmp_path_factory, "hostile", make) / "site"


def test_the_name_is_the_heading_and_the_title_of_its_page(site):
    page = read_page(site, "system/trygghetslarmen/")
    assert page.texts["h1"] == [NAME]
    assert page.title.startswith(NAME)


def test_the_name_is_text_in_tables_and_links(site):
    page = read_page(site, "system/")
    assert NAME in page.texts["th"]
    assert NAME in page.texts["a"]
    assert f"{NAME} roll" in page.texts["th"]


def test_the_name_is_never_an_element_or_a_macro_result(site):
    for path, page in every_page(site).items():
        assert {"src", "defer", "blocking"} >= {
            name for script in page.scripts for name in script if name != "defer"
        }, path
        assert "</script> 49" not in page.article if "article" in page.texts else True, path
    for path in site.rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path


def test_the_search_has_the_name_as_the_text_that_it_is(site):
    entry = search_entries(site)["system/trygghetslarmen/"]
    assert "<script>" in entry["title"]
    assert "&lt;" not in entry["title"]


def test_a_very_long_name_is_whole(site):
    assert read_page(site, "system/lokalbokningen/").texts["h1"] == [LONG]

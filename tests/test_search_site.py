"""What the search of a built site says, and to whom."""

import json
from datetime import date

import pytest

from macros.build import build
from macros.search.language import joined, pieces, words
from tests.conftest import HAGGASA, REPOSITORY, TODAY, build_site
from tests.reading import every_page, read_page, search_entries, search_words


@pytest.fixture(params=["public_site", "internal_site"])
def site(request):
    return request.getfixturevalue(request.param)


def test_every_hit_leads_to_a_place_that_is_there(site):
    pages = every_page(site)
    for where in search_entries(site):
        address, _, anchor = where.partition("#")
        assert not anchor or anchor in pages[f"{address}index.html"].ids, where


def test_every_page_is_found_but_the_one_that_repeats_them(site):
    found = {where.partition("#")[0] for where in search_entries(site)}
    pages = {path.removesuffix("index.html") for path in every_page(site)}
    assert pages - found == {"404.html", "allt/"}


def test_nothing_is_found_on_the_public_site_but_what_it_says_and_the_words_for_it(public_site):
    shown = build(REPOSITORY, "public", TODAY)
    said = [page.article for page in every_page(public_site).values() if "article" in page.texts]
    said += [page.title for page in every_page(public_site).values()]
    said += [
        (REPOSITORY / "docs" / path).read_text(encoding="utf-8")
        for path in shown.files
        if path.endswith(".md") and (REPOSITORY / "docs" / path).is_file()
    ]
    keywords = [
        " ".join((anchor, *called))
        for rank in shown.ranks.values()
        for anchor, called in rank.keywords.items()
    ]
    known = {joined(it) for text in (*said, *keywords, *shown.synonyms) for it in words(text)}
    known |= {it for text in (*said, *keywords) for word in words(text) for it in pieces(word)}
    unknown = {
        it
        for word in search_words(public_site)
        for it in filter(None, word.split("+"))
        if joined(words(it)[0]) not in known
    }
    assert {it for it in unknown if len(it) > 1 and not any(map(str.isdigit, it))} == set()


def test_a_hidden_record_and_its_words_are_not_in_the_public_search(haggasa, tmp_path):
    path = haggasa / "data" / "systems" / "trygghetslarmen.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}keywords: [kvittrande]\nvisibility: intern\n", encoding="utf-8")
    (haggasa / "data" / "synonyms.yml").write_text("pip: kvittrande\n", encoding="utf-8")
    public = build_site(haggasa, "public", tmp_path / "public")
    internal = build_site(haggasa, "internal", tmp_path / "internal")
    assert {"kvittrande", "pip"} <= search_words(internal)
    for file in (public / "search").rglob("*.json"):
        told = file.read_text(encoding="utf-8").casefold()
        assert "trygghetslarmen" not in told, file
        assert "kvittrande" not in told, file
        assert '"pip' not in told, file


def test_who_finds_nothing_is_led_only_to_what_is_there(site):
    told = json.loads((site / "search" / "guidance.json").read_text(encoding="utf-8"))
    assert told["contact"]["text"]
    assert told["tasks"]
    for task in told["tasks"]:
        address, _, anchor = task["address"].partition("#")
        assert not anchor or anchor in read_page(site, address).ids, task


def test_a_keyword_of_a_page_and_of_a_heading_leads_there(haggasa, tmp_path):
    page = haggasa / "docs" / "om.md"
    page.write_text(
        "---\ntitle: Om\nvisibility: öppen\nkeywords: [gurksallad]\n---\n\n# Om\n\nText.\n\n"
        '## Mer { #mer data-keywords="rödbetor, inlagd sill" }\n\nText.\n',
        encoding="utf-8",
    )
    site = build_site(haggasa, "public", tmp_path / "site")
    assert {"gurksallad", "rödbetor", "sill", "inlagd"} <= search_words(site)


def test_what_a_page_is_called_in_a_hit():
    ranks = build(REPOSITORY, "internal", TODAY).ranks
    kinds = {
        "roller/systemagare.md": "Roll",
        "system/e-post.md": "System",
        "roller/index.md": "Sida",
        "krav/index.md": "Sida",
        "programmet/2-inriktning.md": "Programmet",
        "om.md": "Sida",
        "intern/redigera.md": "Internt",
    }
    assert {path: ranks[path].kind for path in kinds} == kinds
    assert ranks["krav/index.md"].part_kinds["r46"] == "Krav"
    assert ranks["begrepp/index.md"].part_kinds["skadlig-kod"] == "Begrepp"
    assert set(ranks["standarder/index.md"].part_kinds.values()) == {"Standard", "Programvara"}
    assert not ranks["roller/systemagare.md"].part_kinds
    assert "allt/index.md" not in ranks


def test_the_municipalitys_own_word_for_a_kind_is_used():
    assert build(HAGGASA, "public", date(2026, 11, 24)).ranks["system/trygghetslarmen.md"].kind == (
        "Objekt"
    )

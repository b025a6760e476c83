"""The built site: real builds of the real data."""

import json
import re
from pathlib import Path

import pytest

from macros.shortcodes import SHORTCODES
from tests.conftest import REPOSITORY, build_site, itprogram
from tests.reading import every_page, read_page, search_entries

INVENTORY = json.loads((Path(__file__).parent / "inventory.json").read_text(encoding="utf-8"))

CHAPTERS = {"1": "1-inledning", "2": "2-inriktning", "3": "3-ansvarsfragor",
            "4": "4-forhallningssatt"}  # fmt: skip

ADDRESSES = [
    "", "programmet/", "ansvar/", "roller/", "system/", "instruktioner/", "krav/", "standarder/",
    "begrepp/", "organisation/", "efterlevnad/", "mitt-ansvar/",
    "om/", "tillganglighet/", "allt/", "system/register/", "data/", "programmet/rattelser/",
    *(f"programmet/{slug}/" for slug in CHAPTERS.values()),
    *(f"roller/{role}/" for role in INVENTORY["duties"]),
    *(f"system/{system}/" for system in INVENTORY["systems"]),
    *(f"instruktioner/{instruction}/" for instruction in ("anvandare", "forvaltning", "drift")),
]  # fmt: skip
"""Addresses are a contract: links from elsewhere point here."""


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_address_is_there(internal_site, address):
    assert read_page(internal_site, address).texts["h1"]


def test_every_section_has_its_anchor_on_its_chapter(internal_site):
    for number in INVENTORY["sections"]:
        page = read_page(internal_site, f"programmet/{CHAPTERS[number[0]]}/")
        assert page.ids.count(f"avsnitt-{number.replace('.', '-')}") == 1, number


@pytest.mark.parametrize("role", INVENTORY["duties"])
def test_every_duty_has_its_id_as_anchor_and_as_text_on_its_role(internal_site, role):
    page = read_page(internal_site, f"roller/{role}/")
    for duty in INVENTORY["duties"][role]:
        assert page.ids.count(duty) == 1, duty
        assert duty in page.article


def test_every_demand_has_its_anchor_and_links_to_its_section(internal_site):
    page = read_page(internal_site, "krav/")
    for demand, (section, _) in INVENTORY["demands"].items():
        assert page.ids.count(demand.lower()) == 1
        assert f"{demand} " in page.article
        anchor = f"avsnitt-{section.replace('.', '-')}"
        assert any(link.endswith(anchor) for link in page.links), demand


def test_all_items_of_the_inventory_are_found_by_their_ids(internal_site):
    pages = every_page(internal_site)
    anchors = {anchor for page in pages.values() for anchor in page.ids}
    duties = [duty for duties in INVENTORY["duties"].values() for duty in duties]
    assert len(duties) == 98
    assert len(anchors & set(duties)) == 98
    assert len(anchors & {demand.lower() for demand in INVENTORY["demands"]}) == 93
    sections = {f"avsnitt-{number.replace('.', '-')}" for number in INVENTORY["sections"]}
    assert len(anchors & sections) == 25
    assert set(INVENTORY["functions"]) <= anchors
    assert len([anchor for anchor in anchors if anchor.startswith("rattelse-")]) == 12


def test_no_id_stands_twice_on_a_page(internal_site):
    for path, page in every_page(internal_site).items():
        twice = {anchor for anchor in page.ids if page.ids.count(anchor) > 1}
        assert twice == set(), path


def test_every_page_says_that_the_adopted_document_is_the_original(internal_site, public_site):
    for site in (internal_site, public_site):
        for path, page in every_page(site).items():
            text = page.texts["body"][0]
            assert "originalet" in text, path
            assert "§ 126" in text, path
            assert "13 december 2005" in text, path


def test_no_page_shows_none_or_a_macro_or_a_python_value(internal_site):
    for path, page in every_page(internal_site).items():
        if path.startswith("intern/"):
            continue
        for trace in ("None", "{{", "}}", "<View", "Nothing", "Undefined", "()", "True", "False"):
            assert trace not in page.article, f"{trace} på {path}"


def test_every_page_is_titled_by_its_heading_and_the_site(internal_site):
    for path, page in every_page(internal_site).items():
        assert page.title.endswith("IT-programmet – Mjölby kommun"), path
        assert not page.title.startswith("None"), path


def test_pages_are_in_swedish_and_load_nothing_from_elsewhere(internal_site):
    for path in internal_site.rglob("*.html"):
        markup = path.read_text(encoding="utf-8")
        assert '<html lang="sv"' in markup
        for attribute in ('src="http', "src='http", 'rel="stylesheet" href="http', "@import"):
            assert attribute not in markup, path


def test_all_that_a_page_asks_for_is_there_and_nothing_else_of_the_theme(
    internal_site, public_site
):
    for site in (internal_site, public_site):
        asked = set()
        for path in site.rglob("*.html"):
            markup = path.read_text(encoding="utf-8")
            tags = re.findall(r"<(?:link|script)\b[^>]*>", markup)
            for address in re.findall(r'(?:href|src)="([^"]+)"', " ".join(tags)):
                folder = site if address.startswith("/") else path.parent
                file = (folder / address.lstrip("/")).resolve()
                assert file.is_file(), f"{path}: {address}"
                asked.add(file)
        scripts = site / "assets" / "javascripts"
        asked |= {scripts / "filter.js", *imported(scripts / "engine.js")}
        assert {path.resolve() for path in site.glob("assets/[sj]*/*")} <= asked


def imported(module):
    """A module, and those that it needs."""
    yield module
    for name in re.findall(r'from "\./([^"]+)"', module.read_text(encoding="utf-8")):
        yield from imported(module.parent / name)


def test_the_search_asks_for_all_its_modules_at_once(internal_site):
    scripts = internal_site / "assets" / "javascripts"
    asked = re.search(r"MODULES = \[(.*)\]", (scripts / "search.js").read_text(encoding="utf-8"))[1]
    assert set(re.findall(r"\w+", asked)) == {it.stem for it in imported(scripts / "engine.js")}


def test_every_page_says_what_it_is_who_answers_for_it_and_whom_to_tell(internal_site, public_site):
    pages = [*every_page(internal_site).items(), *every_page(public_site).items()]
    for path, page in pages:
        if path == "404.html":
            continue
        told = page.texts["aside"][-1]
        assert re.search("[Aa]nsvarig|Systemägare", told), path
        for words in ("Om den här sidan", "Kontakt", "Tyck till", "originalet"):
            assert words in told, f"{words} på {path}"
    role = read_page(internal_site, "roller/systemagare/").texts["aside"][-1]
    assert "Kommunfullmäktige den 13 december 2005, § 126" in role
    assert "Ska bekräftas" in role


def test_the_page_for_those_who_edit_leads_to_every_guide_and_decision(internal_site):
    links = set(read_page(internal_site, "intern/").links)
    written = (REPOSITORY / "docs" / "intern").rglob("*.md")
    pages = {path.relative_to(REPOSITORY / "docs" / "intern").with_suffix("") for path in written}
    assert {f"{page.as_posix()}/" for page in pages if page.name != "index"} <= links


def test_every_page_leads_to_the_statement_on_accessibility(internal_site, public_site):
    for site in (internal_site, public_site):
        for path in site.rglob("*.html"):
            footer = path.read_text(encoding="utf-8").partition("<footer")[2]
            assert re.search(r'href="([^"]*tillganglighet|\.)/">Tillgänglighet<', footer), path


def test_example_values_are_marked_on_each_system(internal_site):
    for system in INVENTORY["systems"]:
        assert "Exempel." in read_page(internal_site, f"system/{system}/").article


def test_instructions_say_that_they_are_proposals(internal_site):
    for instruction in ("anvandare", "forvaltning", "drift"):
        assert "Förslag" in read_page(internal_site, f"instruktioner/{instruction}/").article


def test_the_quoted_legal_statement_of_2005_is_marked_as_a_quotation(internal_site):
    page = read_page(internal_site, "krav/")
    assert any("surfloggar" in text for text in page.texts["blockquote"])


def test_who_is_responsible_for_what_shows_how_each_takes_part(internal_site):
    page = read_page(internal_site, "ansvar/")
    cells = page.texts["td"]
    assert "Ansvarar" in cells
    assert "Samråd" in cells
    assert "Delat ansvar" in cells


def test_a_terms_first_use_on_a_page_leads_to_its_explanation(internal_site):
    markup = (internal_site / "programmet/4-forhallningssatt/index.html").read_text("utf-8")
    links = [line for line in markup.split("<a ") if line.startswith('class="term"')]
    targets = [link.split('href="')[1].split('"')[0] for link in links]
    assert targets
    assert len(targets) == len(set(targets))
    assert all("begrepp/#" in target for target in targets)
    assert all('title="' in link.split(">")[0] for link in links)


def test_the_page_about_macros_is_built_from_them(internal_site):
    page = read_page(internal_site, "intern/makron/")
    assert set(SHORTCODES) <= set(page.ids)
    assert "Skriv slaget framför id:t" in page.article


def test_records_stay_out_of_the_navigation(internal_site):
    markup = (internal_site / "index.html").read_text(encoding="utf-8")
    navigation = markup.split("<nav")[1:]
    assert not [nav for nav in navigation if "roller/systemagare/" in nav.split("</nav>")[0]]


def test_search_finds_pages_and_their_sections(internal_site):
    entries = search_entries(internal_site)
    assert "roller/systemagare/" in entries
    assert "krav/#r46" in entries
    assert "allt/" not in entries


def test_the_public_site_has_no_internal_pages_and_no_internal_fields(public_site):
    assert not (public_site / "intern").exists()
    assert not (public_site / "instruktioner" / "drift").exists()
    page = read_page(public_site, "system/ekonomisystemet/")
    assert "verksamhetskritiskt" not in page.article
    assert "Säkerhetskopiering" not in page.article


def test_the_same_source_and_date_give_the_same_bytes(internal_site, tmp_path):
    again = build_site(REPOSITORY, "internal", tmp_path / "again")

    def contents(site):
        return {
            path.relative_to(site).as_posix(): path.read_bytes()
            for path in site.rglob("*")
            if path.is_file()
        }

    assert contents(again) == contents(internal_site)


def test_pages_for_another_engine_are_plain_markdown(tmp_path):
    to = tmp_path / "pages"
    done = itprogram(REPOSITORY, "pages", "--audience", "internal", "--to", str(to))
    assert done.returncode == 0, done.stderr
    page = (to / "roller" / "systemagare.md").read_text(encoding="utf-8")
    assert page.startswith('---\ntitle: "Systemägare"\n')
    assert "{{" not in page
    assert "systemagare.04j" in page
    chapter = (to / "programmet" / "4-forhallningssatt.md").read_text(encoding="utf-8")
    assert "{ #avsnitt-4-5 }" in chapter
    texts = {path: path.read_text(encoding="utf-8") for path in to.rglob("*.md")}
    assert [path for path, text in texts.items() if re.search(r'href="/[^"]+\.md', text)] == []
    assert '<a href="e-post/">' in texts[to / "system" / "index.md"]
    assert '<a href="../roller/systemagare/#' in texts[to / "ansvar" / "index.md"]


def test_the_internal_site_says_what_the_public_site_has_too(public_site, internal_site):
    page = (internal_site / "system" / "e-post" / "index.html").read_text(encoding="utf-8")
    assert "Delar av sidan visas även på kommunens webbplats, bland annat" in page
    assert '<dt>Status <span class="open" data-search-exclude>öppen</span></dt>' in page
    assert "<dt>Produkt</dt>" in page
    role = (internal_site / "roller" / "anvandare" / "index.html").read_text(encoding="utf-8")
    assert "Delar av sidan visas även på kommunens webbplats." in role
    internal = (internal_site / "instruktioner" / "drift" / "index.html").read_text("utf-8")
    assert "även på kommunens webbplats" not in internal
    home = (internal_site / "index.html").read_text(encoding="utf-8")
    assert "Delar av sidan visas även på kommunens webbplats." in home
    for path in public_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "även på kommunens webbplats" not in text, path
        assert 'class="open"' not in text, path

"""The accessibility statement: what the law asks for is there, and every word of it is data."""

import shutil
from html import unescape

import pytest

from macros.build import build
from macros.problems import ProgrammeError
from macros.programme import examine
from macros.records.accessibility import Accessibility
from macros.records.fields import Record, Visibility, models_in
from macros.redaction import redact
from macros.swedish import day
from tests.conftest import HAGGASA, REPOSITORY, TODAY, build_site, make_root, once
from tests.reading import read_page

PAGE = "tillganglighet/index.md"

SHORTCOMINGS = """conformance: inte förenlig
shortcomings:
  - what: Kartan saknar <b>beskrivning</b> {{ 7*7 }}
    where: Första sidan.
    why: brist
    reason: Den gjordes om i vår.
    criterion: 1.1.1 Icke-textuellt innehåll
    plan: Vi beskriver vägen dit.
    by: 2027-05-03
  - what: Det gamla protokollet är en bild
    where: Protokollet från 1931.
    why: omfattas inte av lagen
    reason: Det är ett arkiverat original.
    plan: Be om det, så läser vi det för dig.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    def make(folder):
        folder.mkdir()
        build_site(make_root(folder), "internal", folder / "site")

    return once(tmp_path_factory, "haggasa", make) / "site"


@pytest.fixture
def root(tmp_path):
    """The second municipality's data and pages, to change at will."""
    shutil.copytree(HAGGASA, tmp_path / "haggasa")
    return tmp_path / "haggasa"


def change(root, old, new, file="accessibility.yml"):
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def written(root, audience="public"):
    """The page as Markdown."""
    return build(root, audience, TODAY).shortcodes.macros["accessibility"]()


# --- what the law asks for ------------------------------------------------------------------


def test_the_page_says_who_answers_for_which_site_and_how_far_it_conforms_to_which_law(site):
    article = read_page(site, "tillganglighet/").article
    assert "Häggåsa kommun svarar för redogörelsen." in article
    assert "Digitalt i Häggåsa, publicerad den 3 februari 2025" in article
    assert "Helt förenlig med bestämmelserna om webbplatser för alla." in article
    assert "Bedömd mot Vår egen lista över hinder." in article


def test_the_page_says_how_when_and_by_whom_it_was_assessed_made_and_reviewed(site):
    page = read_page(site, "tillganglighet/")
    facts = dict(zip(page.texts["dt"], page.texts["dd"], strict=False))
    assert facts["Metod"] == "Självskattning"
    assert facts["Bedömd av"] == "Kansliet"
    assert facts["Bedömd"] == "9 mars 2026"
    assert facts["Redogörelsen gjord"] == "3 februari 2025"
    assert facts["Senast genomgången"] == "12 mars 2026"


def test_the_page_leads_to_the_complaint_of_the_supervisor_that_the_data_names(site):
    page = read_page(site, "tillganglighet/")
    assert "Hindersombudet ser till att lagen följs." in page.article
    assert "https://hindersombudet.example/anmal" in page.links


def test_both_sites_say_the_same_and_the_internal_one_says_that_the_public_sees_it_all(root):
    assert written(root, "public") == written(root, "internal")
    assert build(root, "internal", TODAY).also_open[PAGE] is False


def test_what_fails_is_told_with_where_why_what_is_done_and_when(root):
    change(root, "conformance: helt förenlig\n", SHORTCOMINGS)
    text = unescape(written(root))
    assert "**Inte förenlig** med" in text
    for title, value in [
        ("Var", "Första sidan."),
        ("Slag", "Brist"),
        ("Varför", "Den gjordes om i vår."),
        ("Kriterium", "1.1.1 Icke-textuellt innehåll"),
        ("Det här gör vi", "Vi beskriver vägen dit."),
        ("Klart senast", "3 maj 2027"),
        ("Slag", "Omfattas inte av lagen"),
    ]:
        assert f"{title}\n:   {value}\n" in text
    assert "inte till några brister" not in text


def test_without_shortcomings_the_page_says_that_none_are_known(root):
    assert "Vi känner inte till några brister." in written(root)


def test_a_site_that_conforms_fully_may_list_what_the_law_leaves_out(root):
    outside = SHORTCOMINGS.replace("inte förenlig", "helt förenlig")
    outside = outside.replace("why: brist", "why: omfattas inte av lagen")
    change(root, "conformance: helt förenlig\n", outside)
    assert "Det gamla protokollet är en bild" in written(root)


# --- whom to tell ---------------------------------------------------------------------------


def test_whom_to_tell_comes_from_the_profile_and_what_is_not_there_reads_as_nothing(root):
    profile = "municipality.yml"
    text = written(root)
    assert "- Skriv till [tyck-till@haggasa.example](<mailto:tyck-till@haggasa.example>)" in text
    assert "(<https://haggasa.example/tyck-till>)" in text
    assert "Ring" not in text
    change(root, "  mailbox: tyck-till@haggasa.example\n", "", profile)
    change(root, "  mailbox: digitalt@", "  phone: 0000-00 00 00\n  mailbox: kansli@", profile)
    text = written(root)
    assert "- Skriv till [kansli@haggasa.example](<mailto:kansli@haggasa.example>)" in text
    assert "- Ring 0000-00 00 00" in text
    change(root, "  mailbox: kansli@haggasa.example\n", "", profile)
    assert "mailto" not in written(root)


# --- data -----------------------------------------------------------------------------------


def test_dates_and_words_are_those_of_the_data(root):
    change(root, "2026-03-12", "2026-10-01")
    change(root, "method: Självskattning", "method: En utomstående har granskat")
    text = written(root)
    assert "Senast genomgången\n:   1 oktober 2026\n" in text
    assert "Metod\n:   En utomstående har granskat\n" in text


def test_values_show_as_the_text_they_are(root):
    change(root, "conformance: helt förenlig\n", SHORTCOMINGS)
    heading = next(line for line in written(root).splitlines() if line.startswith("### Kartan"))
    assert "<b>" not in heading
    assert "{{" not in heading


def test_a_municipality_without_a_statement_has_no_page_and_no_place_in_the_menu(root):
    (root / "data" / "accessibility.yml").unlink()
    for audience in ("public", "internal"):
        built = build(root, audience, TODAY)
        assert PAGE not in built.pages
        assert PAGE not in str(built.nav)
        assert built.shortcodes.macros["accessibility"]() == ""


def test_the_page_stands_among_those_about_the_site(root):
    (about,) = (item["Om"] for item in build(root, "public", TODAY).nav if "Om" in item)
    assert {"Tillgänglighet": PAGE} in about


def test_a_statement_that_does_not_agree_with_its_own_list_is_a_problem(root):
    change(root, "conformance: helt", "conformance: delvis")
    with pytest.raises(ProgrammeError, match="säger emot sig själv"):
        build(root, "public", TODAY)


# --- who may see it -------------------------------------------------------------------------


def test_everything_in_a_statement_is_open():
    waiting = [Accessibility]
    for model in waiting:
        for name, info in model.model_fields.items():
            assert name in Record.model_fields or Visibility.PUBLIC in info.metadata, name
            if name not in Record.model_fields:
                waiting += models_in(info.annotation)
    assert len(waiting) == 5


def test_a_statement_that_is_not_ready_can_be_kept_internal(haggasa):
    statement = haggasa / "data" / "accessibility.yml"
    text = statement.read_text(encoding="utf-8").replace("Kansliet", "Kvarnstugan")
    statement.write_text(f"{text}visibility: intern\n", encoding="utf-8")
    public = build_site(haggasa, "public", haggasa / "public")
    assert not (public / "tillganglighet").exists()
    for path in public.rglob("*.*"):
        assert b"Kvarnstugan" not in path.read_bytes(), path
    assert "Kvarnstugan" in written(haggasa, "internal")


# --- the real one ---------------------------------------------------------------------------


def test_the_real_statement_says_what_it_must_and_is_marked_as_an_example(public_site):
    programme, _ = examine(REPOSITORY)
    (statement,) = redact(programme, Visibility.PUBLIC).shelf("accessibility")
    page = read_page(public_site, "tillganglighet/")
    article = " ".join(page.article.split())
    assert "Exempel." in article
    assert statement.law.name in article
    assert statement.supervisor.url in page.links
    assert any(link.startswith(("mailto:", "http")) for link in page.links)
    for date in (statement.assessed_on, statement.statement_on, statement.reviewed_on):
        assert date <= TODAY
        assert day(date) in article
    for shortcoming in statement.shortcomings:
        assert shortcoming.what in page.texts["h3"]
        assert shortcoming.plan in article
    for name in ("automatic", "by_eye", "not_examined"):
        for text in getattr(statement, name):
            assert text in page.texts["li"]


def test_no_word_of_the_real_statement_is_taken_for_a_term_of_security(public_site):
    links = read_page(public_site, "tillganglighet/").links
    assert [link for link in links if link.endswith("#tillganglighet") and "begrepp" in link] == []


# --- about the site -------------------------------------------------------------------------


def test_the_page_about_the_site_names_who_answers_and_leads_to_the_statement(public_site):
    programme, _ = examine(REPOSITORY)
    view = redact(programme, Visibility.PUBLIC)
    page = read_page(public_site, "om/")
    assert f"Webbplatsen: {view.municipality.site_owner.title}" in page.texts["li"]
    assert page.article.count(view.document.responsible_role.title) >= 1
    assert "../tillganglighet/" in page.links
    assert "../programmet/" in page.links


def test_the_page_about_the_site_says_what_is_kept_in_the_browser(public_site):
    article = read_page(public_site, "om/").article
    assert "inga kakor" in article
    assert "i din egen webbläsare" in article
    assert "SIL Open Font License" in article

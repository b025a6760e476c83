"""The colophon: every page tells who answers for it, what is decided and when, and whom to ask."""

import re
from collections import Counter
from dataclasses import astuple, replace
from datetime import date
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.build import _last_day, build
from macros.colophon import LONGEST, Contact, colophons, shortened
from macros.opendata import address
from macros.pages import pages
from macros.swedish import at_least
from macros.views import Link, Shelf, View
from tests.canaries import INTERNAL, OPEN, make_municipality
from tests.conftest import REPOSITORY, TODAY, make_root
from tests.test_canaries import escaped, singing
from tests.test_redaction import everything_reachable

SITES = {"public": OPEN, "internal": INTERNAL}
DOCUMENT = "programmet/index.md"
INSTRUCTION = "instruktioner/medarbetare.md"
SYSTEM = "system/lokalbokningen.md"


@pytest.fixture(scope="module", params=SITES)
def site(request):
    return build(REPOSITORY, request.param, TODAY)


@pytest.fixture(scope="module")
def told(site):
    return site.colophons


def of(root, path, audience="public", today=TODAY):
    """The colophon of a page of a project."""
    return build(root, audience, today).colophons[path]


def edit(root, file, old, new):
    path = root / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- the real data --------------------------------------------------------------------------


def test_every_page_has_one_and_says_what_it_is_and_where_to_say_what_one_thinks(site, told):
    assert told.keys() == {*site.pages, *(path for path in site.files if path.endswith(".md"))}
    for path, it in told.items():
        assert it.kind[0].isupper(), path
        assert it.description, path
        assert it.feedback, path
        assert it.owner, path


def test_nothing_is_told_as_none_or_as_an_empty_value(told):
    for path, it in told.items():
        texts = [str(text) for text in strings(astuple(it))]
        assert not re.search(r"\b(None|Nothing|View)\b", " ".join(texts)), path
        assert all(text == text.strip() for text in texts), path


def strings(value):
    for item in value:
        yield from strings(item) if isinstance(item, tuple) else () if item is None else (item,)


def test_who_answers_has_a_page_that_is_there(told):
    there = {address(path) for path in told}
    for path, it in told.items():
        if it.owner.address is not None:
            assert it.owner.address.partition("#")[0] in there, path


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.md", "Startsida"),
        ("programmet/index.md", "Styrdokument"),
        ("programmet/2-inriktning.md", "Kapitel"),
        ("programmet/rattelser.md", "Rättelser"),
        ("roller/systemagare.md", "Roll"),
        ("system/e-post.md", "System"),
        ("system/register.md", "Register"),
        ("instruktioner/anvandare.md", "Instruktion"),
        ("krav/index.md", "Översikt"),
        ("begrepp/index.md", "Ordlista"),
        ("data/index.md", "Om webbplatsen"),
        ("om.md", "Om webbplatsen"),
    ],
)
def test_a_page_is_called_what_it_is(told, path, kind):
    assert told[path].kind == kind


def test_internal_pages_are_guides_decisions_and_outcomes():
    told = build(REPOSITORY, "internal", TODAY).colophons
    assert told["intern/redigera.md"].kind == "Guide"
    assert told["intern/beslut/0001-text-fran-yaml.md"].kind == "Beslut"
    assert told["efterlevnad/r24.md"].kind == "Efterlevnad"
    assert told["mitt-ansvar/index.md"].kind == "Översikt"
    assert told["mitt-ansvar/systemagare.md"].kind == "Mitt ansvar"


@pytest.mark.parametrize(
    "path",
    ["programmet/index.md", "programmet/2-inriktning.md", "programmet/rattelser.md",
     "roller/systemagare.md", "krav/index.md", "ansvar/index.md", "standarder/index.md",
     "begrepp/index.md"],
)  # fmt: skip
def test_what_stands_in_the_document_is_decided_with_it(told, path):
    it = told[path]
    assert it.decided == "Kommunfullmäktige den 13 december 2005, § 126"
    assert it.status == "Ska bekräftas"
    assert (it.owner.label, it.owner.text) == ("Dokumentansvarig", "Administrativ chef")
    assert it.owner.address == "organisation/#administrativ-chef"
    assert it.reviewed == "Ingen genomgång känd efter beslutet"
    assert it.next_review == "Ska gås igenom minst vart fjärde år"


def test_a_system_tells_its_owner_its_status_and_the_nearest_contact(told):
    it = told["system/karthanteringssystemet.md"]
    assert (it.owner.label, it.owner.text) == ("Systemägare", "Byggnadsnämnden")
    assert it.status == "I drift"
    mailbox = "byggnadsnamnden@exempelkommunen.example"
    assert it.contact == Contact(f"Byggnadsnämnden, {mailbox}", f"mailto:{mailbox}")
    assert not it.decided
    assert not it.reviewed


def test_a_proposed_instruction_is_neither_decided_nor_to_be_gone_through(told):
    it = told["instruktioner/anvandare.md"]
    assert (it.owner.text, it.owner.address) == (
        "IT-säkerhetssamordnare", "roller/it-sakerhetssamordnare/",
    )  # fmt: skip
    assert it.status == "Förslag"
    assert (it.decided, it.reviewed, it.next_review) == ("", "", "")


def test_pages_about_the_site_are_answered_for_by_whoever_answers_for_the_site(told):
    for path in ("index.md", "om.md", "data/index.md", "system/index.md"):
        assert told[path].owner.label == "Ansvarig för webbplatsen"
        assert told[path].decided == ""


# --- a second municipality ------------------------------------------------------------------


def test_a_document_that_is_gone_through_in_time_tells_when_it_is_next(haggasa):
    it = of(haggasa, DOCUMENT)
    assert it.decided == "Kommunstyrelsen i Häggåsa den 3 september 2024, § 71"
    assert it.reviewed == "14 oktober 2025"
    assert it.next_review == "Senast den 14 oktober 2028"
    assert it.status == "Gällande"
    assert it.contact == Contact(
        "Häggåsa kommun, digitalt@haggasa.example", "mailto:digitalt@haggasa.example"
    )


@pytest.mark.parametrize("audience", SITES)
def test_the_last_day_itself_is_told_and_that_it_has_passed_is_not(haggasa, audience):
    last = date(2028, 10, 14)
    assert of(haggasa, DOCUMENT, audience, last).next_review == "Senast den 14 oktober 2028"
    late = of(haggasa, DOCUMENT, audience, date(2028, 10, 15))
    assert late.next_review == "Ska gås igenom minst vart tredje år"
    assert late.reviewed == "14 oktober 2025"


@pytest.mark.parametrize("day", ["2026-11-25", "2024-09-02"])
def test_a_review_to_come_or_before_the_decision_is_not_the_latest(haggasa, day):
    edit(haggasa, "programme.yml", "reviewed_on: 2025-10-14", f"reviewed_on: {day}")
    it = of(haggasa, DOCUMENT)
    assert it.reviewed == "Ingen genomgång känd efter beslutet"
    assert it.next_review == "Senast den 3 september 2027"


def test_a_decision_that_is_not_taken_yet_is_not_told_as_taken(haggasa):
    edit(haggasa, "programme.yml", "ks, date: 2024-09-03", "ks, date: 2026-11-25")
    it = of(haggasa, DOCUMENT)
    assert it.decided == ""
    assert "antogs" not in it.description
    assert of(haggasa, DOCUMENT, today=date(2026, 11, 25)).decided.startswith("Kommunstyrelsen")


@pytest.mark.parametrize(
    ("interval", "often"),
    [
        ("12 månader", "minst en gång om året"),
        ("1 år", "minst en gång om året"),
        ("24 månader", "minst vartannat år"),
        ("48 månader", "minst vart fjärde år"),
        ("15 år", "minst vart 15:e år"),
        ("18 månader", "minst var 18:e månad"),
        ("21 månader", "minst var 21:a månad"),
        ("2 månader", "minst varannan månad"),
        ("1 vecka", "minst en gång i veckan"),
        ("90 dygn", "minst vart 90:e dygn"),
        ("5 arbetsdagar", "med högst 5 arbetsdagar emellan"),
    ],
)
def test_how_often_is_told_as_one_says_it(interval, often):
    assert at_least(interval) == often


@pytest.mark.parametrize("status", ["utkast", "upphävt", "ersatt", "historiskt"])
def test_what_is_not_in_force_is_not_to_be_gone_through(haggasa, status):
    edit(haggasa, "programme.yml", "status: gällande", f"status: {status}")
    assert of(haggasa, DOCUMENT).next_review == ""


def test_an_interval_that_no_demand_sets_for_all_of_a_kind_is_not_told(haggasa):
    assert of(haggasa, INSTRUCTION).next_review == ""
    demand = (
        "- {id: K99, section: '2.2', title: Genomgång, text: Varje år., applies_to: [objektagare],"
        " checkable: ja, severity: fel, checks: [{must: vara aktuellt, of: instruktion, %s"
        "fields: [reviewed_on], within: omtag av riktlinjen}]}\n"
    )
    requirements = haggasa / "data" / "requirements.yml"
    before = requirements.read_text(encoding="utf-8")
    requirements.write_text(before + demand % "parts: [medarbetare], ", encoding="utf-8")
    assert of(haggasa, INSTRUCTION).next_review == ""
    requirements.write_text(before + demand % "", encoding="utf-8")
    assert of(haggasa, INSTRUCTION).next_review == "Senast den 10 februari 2029"


def test_an_instruction_tells_its_own_decision_and_since_when_it_holds(haggasa):
    it = of(haggasa, INSTRUCTION)
    assert it.decided == "Kommunstyrelsen i Häggåsa den 4 mars 2025, § 12"
    assert it.status == "Gällande från och med den 1 april 2025"
    assert it.reviewed == "10 februari 2026"
    assert (it.owner.label, it.owner.text) == ("Ansvarig", "Kanslichef")


def test_a_municipality_has_its_own_word_for_what_a_page_is(haggasa):
    assert of(haggasa, SYSTEM).kind == "Objekt"


def test_a_position_that_only_employees_see_answers_for_a_system_only_to_them(haggasa):
    assert of(haggasa, SYSTEM).owner is None
    assert of(haggasa, SYSTEM, "internal").owner.text == "Kulturchef"


def test_what_a_record_hides_is_not_told(haggasa):
    hidden = (
        "visibility_overrides: [{fields: [adopted, reviewed_on], visibility: %s, reason: A.}]\n"
    )
    with (haggasa / "data/instructions/medarbetare.yml").open("a", encoding="utf-8") as stream:
        stream.write(hidden % "intern")
    it = of(haggasa, INSTRUCTION)
    assert (it.decided, it.reviewed, it.next_review) == ("", "", "")
    assert of(haggasa, INSTRUCTION, "internal").reviewed == "10 februari 2026"


def test_a_letter_about_a_page_has_its_title_as_subject(haggasa):
    it = of(haggasa, INSTRUCTION)
    assert it.feedback == (
        "mailto:tyck-till@haggasa.example?subject=S%C3%A5%20g%C3%B6r%20du%20p%C3%A5%20jobbet"
    )
    edit(
        haggasa,
        "instructions/medarbetare.yml",
        "title: Så gör du på jobbet",
        "title: 'R & D? 100 % <så> gör du'",
    )
    subject = of(haggasa, INSTRUCTION).feedback.partition("?subject=")[2]
    assert not set("&?<> ") & set(subject)
    assert unquote(subject) == "R & D? 100 % <så> gör du"


def test_without_a_mailbox_the_address_is_where_one_says_what_one_thinks(haggasa):
    edit(haggasa, "municipality.yml", "  mailbox: tyck-till@haggasa.example\n", "")
    assert of(haggasa, DOCUMENT).feedback == "https://haggasa.example/tyck-till"


@pytest.mark.parametrize(
    ("way", "text", "href"),
    [
        ("phone: 0999-10 20 30", "0999-10 20 30", ""),
        ("url: https://haggasa.example/fraga", "https://haggasa.example/fraga",
         "https://haggasa.example/fraga"),
        ("url: 'javascript:alert(1)'", "javascript:alert(1)", ""),
        ("mailbox: 'fråga oss@haggasa.example?bcc=x'", "fråga oss@haggasa.example?bcc=x",
         "mailto:fr%C3%A5ga%20oss@haggasa.example%3Fbcc%3Dx"),
        ("mailbox: fråga i receptionen", "fråga i receptionen", ""),
    ],
)  # fmt: skip
def test_only_an_address_can_be_followed(haggasa, way, text, href):
    edit(haggasa, "municipality.yml", "contact:\n  mailbox: digitalt@haggasa.example",
         f"contact:\n  {way}")  # fmt: skip
    assert of(haggasa, "om.md").contact == Contact(f"Häggåsa kommun, {text}", href)


def test_a_municipality_that_says_nothing_of_whom_to_ask_has_no_such_rows(haggasa):
    edit(haggasa, "municipality.yml", "contact:\n  mailbox: digitalt@haggasa.example\n", "")
    edit(haggasa, "municipality.yml", "site_owner: kanslichef\n", "")
    (haggasa / "data" / "accessibility.yml").unlink()
    edit(
        haggasa,
        "municipality.yml",
        "feedback:\n  mailbox: tyck-till@haggasa.example\n  url: https://haggasa.example/tyck-till\n",
        "",
    )
    it = of(haggasa, "om.md")
    assert (it.owner, it.contact, it.feedback) == (None, None, "")


def test_a_page_that_is_written_at_the_address_of_a_record_tells_of_the_record(haggasa):
    page = haggasa / "docs" / SYSTEM
    page.parent.mkdir()
    text = '---\ntitle: Boka\nvisibility: öppen\n---\n\n{{ record("system", "lokalbokningen") }}\n'
    page.write_text(text, encoding="utf-8")
    it = of(haggasa, SYSTEM)
    assert it.kind == "Objekt"
    assert it.feedback.endswith("?subject=Boka")


# --- descriptions ---------------------------------------------------------------------------


def test_a_description_is_a_summary_or_says_what_is_on_the_page(told):
    assert told["roller/systemagare.md"].description == (
        "Systemägaren är den nämnd eller styrelse vars verksamhet systemet hör till."
    )
    assert told["krav/index.md"].description == (
        "Krav i Mjölby kommun: vad styrdokumentet kräver, och vem det gäller."
    )
    assert told["programmet/index.md"].description == (
        "IT-program för Mjölby kommun antogs av kommunfullmäktige den 13 december 2005, § 126."
    )
    assert told["programmet/2-inriktning.md"].description == (
        "Kapitel 2 Inriktning i IT-program för Mjölby kommun."
    )


def test_a_first_page_without_a_tagline_is_described_by_its_name_once(haggasa):
    tagline = "tagline: Så tar vi hand om våra digitala verktyg.\n"
    edit(haggasa, "municipality.yml", tagline, "")
    assert of(haggasa, "index.md").description == "Digitalt i Häggåsa, Häggåsa kommun."


def test_no_two_pages_have_the_same_description(told):
    found = Counter(it.description for it in told.values())
    assert [text for text, number in found.items() if number > 1] == []


WRITTEN = st.text(st.sampled_from("aåB .!?,»–\n\t1é"), max_size=700)


@given(WRITTEN)
def test_a_description_is_never_too_long_and_never_ends_inside_a_word(text):
    short = shortened(text)
    line = " ".join(text.split())
    assert len(short) <= LONGEST
    assert "\n" not in short
    kept = short.removesuffix(" …")
    assert line.startswith(kept)
    if kept and kept != line:
        after = line[len(kept)]
        assert not after.isalnum(), (kept, after)


def test_whole_sentences_are_kept_before_half_ones():
    first = f"Den första {'x' * 60}."
    second = f"Den andra {'y' * 60}."
    third = f"Den tredje {'z' * 60}."
    assert shortened(f"{first}\n{second}\n{third}") == f"{first} {second}"
    assert shortened(f"{'ord ' * 50}slut.").endswith("ord …")


# --- what must not come in ------------------------------------------------------------------


def texts_of(colophon):
    return [str(text) for text in strings(astuple(colophon))]


def test_no_canary_escapes_to_a_colophon_and_those_that_may_be_seen_are_found(tmp_path):
    canaries = make_municipality(tmp_path)
    for audience, readers in SITES.items():
        told = build(tmp_path, audience, TODAY).colophons
        texts = [text for it in told.values() for text in texts_of(it)]
        assert escaped(canaries, texts, readers) == []
        assert len(singing(canaries, texts)) > 20


def test_the_open_site_has_no_colophon_of_a_page_that_it_has_not(haggasa):
    public, internal = (build(haggasa, audience, TODAY).colophons for audience in SITES)
    assert public.keys() < internal.keys()
    assert not [path for path in public if path.startswith(("intern/", "efterlevnad/"))]


def test_a_colophon_holds_on_to_no_view():
    told = build(REPOSITORY, "internal", TODAY).colophons
    held = {type(it) for it in everything_reachable(told)}
    assert not held & {View, Link, Shelf}


# --- many systems ---------------------------------------------------------------------------


def test_ten_times_the_systems_are_ten_times_the_work(tmp_path, monkeypatch):
    view = build(make_root(tmp_path), "public", TODAY).view
    asked = Counter()
    read = View.__getattr__

    def counted(self, name):
        asked["reads"] += 1
        return read(self, name)

    monkeypatch.setattr(View, "__getattr__", counted)
    few, many, most = (work(view, number, asked) for number in (1_000, 2_000, 10_000))
    assert many - few > 0
    assert most - few == 9 * (many - few)


def work(view, number, asked):
    """How often a view is read for a number of systems."""
    (system, *_) = view.shelf("system")
    shelf = view.shelf("system")
    links = [replace(system.link, id=f"s{n}", path=f"system/s{n}.md") for n in range(number)]
    copies = {link.id: View(system.shape, system.values, link) for link in links}
    grown = replace(view, shelves={**view.shelves, "system": replace(shelf, by_id=copies)})
    made = [page for page in pages(grown) if page.kind == "system"]
    asked.clear()
    assert len(colophons(grown, made, {}, TODAY, _last_day)) >= number
    return asked["reads"]

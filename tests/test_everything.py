"""The index of everything: what has an address is found by its name."""

from dataclasses import replace
from itertools import chain, groupby
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import alphabet
from macros.alphabet import NAMELESS, Entry
from macros.build import build
from macros.layout import LATE
from macros.shortcodes import Shortcodes
from macros.slugs import in_swedish_order
from macros.views import ProgrammeView, Shelf, View
from tests.conftest import REPOSITORY, TODAY
from tests.reading import every_page, read_page

HOME = "https://kommunen.example/"
ORDER = [alphabet.OTHER, *"AEZÅÄÖ"]
HOSTILE = "<b>A|B</b> {{ 7*7 }} *fet* [l](x)"


@pytest.fixture(scope="module")
def site():
    """What the internal site is made of."""
    return build(REPOSITORY, "internal", TODAY)


@pytest.fixture(scope="module")
def letters(site):
    titles = {path: page.title for path, page in site.pages.items()}
    return alphabet.everything(site.view, titles)


def entries(letters):
    return tuple(chain.from_iterable(letter.entries for letter in letters))


def kinds(letters, name):
    return [entry.kind for entry in entries(letters) if entry.name == name]


def addresses(site):
    """Every page of a built site, and every id on it."""
    for path, page in every_page(site).items():
        if path != "404.html":
            address = HOME + path.removesuffix("index.html")
            yield address
            yield from (f"{address}#{anchor}" for anchor in page.ids)


def led_to(site):
    """Where the index leads on its own site."""
    links = (urljoin(f"{HOME}allt/", link) for link in read_page(site, "allt").links)
    return {unquote(link) for link in links if link.startswith(HOME)}


def test_every_record_that_is_called_something_is_there(site, letters):
    shown = {entry.path for entry in entries(letters)}
    for shelf in site.view.shelves.values():
        if shelf.kind not in NAMELESS:
            assert {view.link.path for view in shelf if view.link.path} <= shown, shelf.kind


def test_every_page_is_led_to(internal_site, public_site):
    for site in (internal_site, public_site):
        pages = {urldefrag(address).url for address in addresses(site)}
        assert pages <= {urldefrag(link).url for link in led_to(site)}


def test_every_link_leads_to_something_that_the_same_site_has(internal_site, public_site):
    for site in (internal_site, public_site):
        assert led_to(site) <= set(addresses(site))


def test_the_open_site_says_nothing_of_what_only_employees_have(internal_site, public_site):
    told = read_page(public_site, "allt").article
    for name in ("Efterlevnad", "Mitt ansvar", "Programvara", "Beslut 1"):
        assert name in read_page(internal_site, "allt").article
        assert name not in told


def test_the_letters_come_in_swedish_order_with_what_is_no_letter_first(letters):
    told = [letter.letter for letter in letters]
    assert told[0] == alphabet.OTHER
    assert told[-3:] == ["Å", "Ä", "Ö"]
    assert told[1:] == sorted(told[1:], key=in_swedish_order)


def test_a_number_stands_with_the_kind_and_not_before_the_name(letters):
    assert kinds(letters, "Prova återläsning varje år") == ["Efterlevnad R46", "krav R46"]
    assert kinds(letters, "IT-säkerhet") == ["avsnitt 4.5"]
    assert "2005 års bedömning av surfloggar" in [entry.name for entry in letters[0].entries]


def test_two_with_the_same_name_are_told_apart_by_their_kinds(letters):
    assert kinds(letters, "Kommunstyrelsen") == ["enhet", "roll"]


def test_nothing_stands_there_twice(letters):
    told = [(entry.name, entry.kind, entry.path) for entry in entries(letters)]
    assert len(told) == len(set(told))


def test_a_page_that_is_a_records_own_is_told_as_the_record(letters):
    assert kinds(letters, "E-post") == ["system"]
    assert kinds(letters, "Inledning") == ["avsnitt 1"]


def test_the_municipality_has_its_own_word_for_a_kind(haggasa):
    site = build(haggasa, "internal", TODAY)
    assert kinds(alphabet.everything(site.view, {}), "Trygghetslarmen") == ["Objekt"]


def test_each_letter_is_a_heading_that_the_row_of_letters_leads_to(internal_site):
    page = read_page(internal_site, "allt")
    letters = [link for link in page.links if link.startswith("#bokstav-")]
    assert [link.removeprefix("#") for link in letters] == [
        anchor for anchor in page.ids if anchor.startswith("bokstav-")
    ]
    assert {"#bokstav-siffror", "#bokstav-a", "#bokstav-ao", "#bokstav-ae"} <= set(letters)


def test_no_heading_holds_a_link(internal_site):
    markup = (internal_site / "allt" / "index.html").read_text(encoding="utf-8")
    article = markup.partition("<article")[2].partition("</article>")[0]
    headings = [part.partition("</h2>")[0] for part in article.split("<h2")[1:]]
    assert len(headings) > 20
    assert not [heading for heading in headings if "<a" in heading]


def test_a_name_shows_as_the_text_it_is(haggasa):
    system = haggasa / "data" / "systems" / "trygghetslarmen.yml"
    text = system.read_text(encoding="utf-8")
    system.write_text(text.replace("name: Trygghetslarmen", f"name: '{HOSTILE}'"), "utf-8")
    shown = build(haggasa, "internal", TODAY).shortcodes.everything()
    assert "<b>" not in shown
    assert "*fet*" not in shown
    assert "{{" not in shown


NAMES = st.text("aåäöÅÄÖéZ»(1 -{|}", min_size=1, max_size=6)


@given(st.lists(NAMES, unique=True))
def test_names_keep_swedish_order_whatever_they_are(names):
    made = sorted((Entry(name, "", "") for name in names), key=lambda it: it.place)
    letters = [letter for letter, _ in groupby(made, key=lambda it: it.letter)]
    assert letters == sorted(set(letters), key=ORDER.index)


@given(NAMES | st.text(min_size=1, max_size=3))
def test_a_name_stands_under_its_own_first_letter(name):
    letter = Entry(name, "", "").letter
    first = name.lstrip("»”\"'([ ")[:1]
    assert (letter == alphabet.OTHER) == (not first.isalpha())
    for last in "ÅÄÖ":
        assert (letter == last) == (first.casefold() == last.lower())


def grown(view, many):
    """The same programme with many systems."""
    shelf = view.shelf("system")
    first = next(iter(shelf))
    copies = {}
    for number in range(many):
        link = replace(first.link, id=f"s-{number}", title=f"System {number}", path="system/s.md")
        copies[link.id] = View(first.shape, first.values, link)
    systems = Shelf(shelf.kind, shelf.word, shelf.title, copies, shelf.shape)
    return ProgrammeView({**view.shelves, "system": systems})


def test_thousands_of_systems_are_a_short_line_each_that_markdown_never_reads(site):
    few, many = (Shortcodes(grown(site.view, size)).everything() for size in (10, 3_010))
    assert (len(many) - len(few)) / 3_000 < 100
    read = many.partition(f"<!-- {LATE} -->")[0] + many.partition(f"<!-- end {LATE} -->")[2]
    assert "href" not in read

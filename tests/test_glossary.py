"""The glossary in the text: the first use of a term leads to its explanation, and only that."""

import markdown
import pytest

from macros.glossary import TermExtension
from macros.views import Field, Link, ProgrammeView, Shape, Shelf, Title, View

NAMES = ("name", "forms", "definition")
SHAPE = Shape(
    {name: Field(Title(name), name, "", "text", is_list=False) for name in NAMES}, frozenset(NAMES)
)


def term(name, forms=()):
    link = Link("term", "begrepp", name, name, f"begrepp/index.md#{name}")
    return View(SHAPE, {"name": name, "forms": forms, "definition": f"Vad {name} är."}, link)


@pytest.fixture
def set_text():
    terms = {"avbrottsplan": term("avbrottsplan", ("avbrottsplanen",)), "plan": term("plan")}
    view = ProgrammeView({"term": Shelf("term", "begrepp", "Begrepp", terms, SHAPE)})
    extension = TermExtension(view)
    return lambda text: markdown.markdown(text, extensions=[extension, "tables", "def_list"])


def test_only_the_first_use_is_a_link(set_text):
    markup = set_text("Först en avbrottsplan.\n\nSedan avbrottsplanen igen, och en avbrottsplan.")
    assert markup.count("<a ") == 1
    assert 'href="/begrepp/index.md#avbrottsplan"' in markup
    assert 'title="Vad avbrottsplan är."' in markup
    assert markup.startswith("<p>Först en <a ")


def test_the_longest_term_wins_and_parts_of_words_are_left_alone(set_text):
    assert set_text("avbrottsplan planera explan").count("<a ") == 1


def test_headings_links_and_code_are_left_alone(set_text):
    assert "<a class" not in set_text("## plan\n\n`plan`\n\n[plan](x.md)")


def test_two_terms_in_one_sentence_keep_the_words_between_them(set_text):
    markup = set_text("En plan *och* en avbrottsplan till slut.")
    assert markup.count("<a ") == 2
    assert "<em>och</em> en <a " in markup
    assert markup.endswith("</a> till slut.</p>")


def test_a_capital_letter_keeps_its_capital(set_text):
    assert ">Plan</a>" in set_text("Plan för allt.")


def test_an_address_is_left_alone(set_text):
    assert "<a " not in set_text("Skriv till plan@kommunen.example eller kommunen@plan.")

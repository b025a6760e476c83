"""Rendering: a value shows as the text it is, whatever is in it."""

from datetime import date

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from macros import views
from macros.rendering import environment, front_matter, literal, show
from macros.slugs import slug
from macros.views import Absence, Field, Link, Nothing, Shape, Title, View
from tests.reading import PageReader

EXTENSIONS = ["attr_list", "def_list", "md_in_html", "tables", "toc"]

HOSTILE = [
    "Namn | med | streck",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "{% raw %}",
    "`kod` och ``mer``",
    "\"citat\" och 'apostrof'",
    "kolon: snedstreck / bakstreck \\",
    "rad ett\nrad två",
    "# inte en rubrik",
    "1. inte en lista",
    "- inte en lista",
    "> inte ett citat",
    ": inte en definition",
    "[länk](javascript:alert(1))",
    "![bild](x.png)",
    "*kursiv* _kursiv_ **fet**",
    "&lt; &amp; &#42;",
    "{ #ankare .klass onclick=x }",
    "a" * 3000,
    "</title></style><b>",
    "!!! note",
    "http://example.com <mailto:a@b>",
    "text^1^ ~~ struken ~~ ==märkt==",
    "\u00a0 hårt blanksteg",
    "|---|",
]


def text_of(markup):
    page = PageReader(f"<article>{markup}</article>")
    return page.article


def as_page(text):
    return markdown.markdown(text, extensions=EXTENSIONS)


def collapsed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_text_in_a_paragraph_a_heading_a_table_and_a_link(value):
    shown = literal(value)
    assert text_of(as_page(shown)) == collapsed(value)
    heading = PageReader(as_page(f"## {shown} {{ #ankare }}"))
    assert heading.texts["h2"] == [collapsed(value)]
    assert heading.ids == ["ankare"]
    table = PageReader(as_page(f"| A | B |\n| --- | --- |\n| {shown} | efter |"))
    assert table.texts["td"] == [collapsed(value), "efter"]
    link = PageReader(as_page(str(show(Link("system", "system", "x", value, "system/x.md")))))
    assert link.links == ["/system/x.md"]
    assert link.texts["a"] == [collapsed(value)]


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=60))
def test_any_text_shows_as_itself(value):
    markup = as_page(literal(value))
    assert text_of(markup) == collapsed(value)
    assert "<script" not in markup


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_title_is_one_line_of_front_matter_without_markup(value):
    head = front_matter(value)
    assert head.count("\n") == 4
    assert "<" not in head
    assert "{{" not in head


def test_nothing_prints_as_nothing_and_no_as_a_word():
    assert [str(show(value)) for value in (None, (), Nothing())] == ["", "", ""]
    assert str(show(False)) == "nej"
    assert str(show(True)) == "ja"
    assert str(show(0)) == "0"


def test_dates_are_swedish():
    assert str(show(date(2005, 12, 13))) == "13 december 2005"
    assert str(show(date(2026, 3, 1))) == "1 mars 2026"


def test_an_absence_shows_its_word_and_its_reason():
    assert str(show(Absence("inga", "Fri programvara."))) == "Inga. Fri programvara."


def test_markdown_is_kept_but_html_and_macros_in_it_are_text():
    shown = str(show(views.Markdown("**fet**\n\n- punkt\n\n<script>x</script> {{ 7*7 }}")))
    markup = as_page(shown)
    assert "<strong>fet</strong>" in markup
    assert "<li>punkt</li>" in markup
    assert "<script>" not in markup
    assert "{{ 7*7 }}" in text_of(markup)


def test_a_template_with_a_misspelt_field_stops_the_build():
    field = Field(Title("Namn"), "name", "", "text", is_list=False)
    view = View(Shape({"name": field}, frozenset({"name"})), {"name": "E-post"})
    template = environment().from_string("{{ view.nmae }}")
    with pytest.raises(UndefinedError):
        template.render(view=view)


def test_anchors_have_no_swedish_letters():
    assert slug("Säkerhetskopiering & återläsning") == "sakerhetskopiering-aterlasning"

"""What is written is read back the same, whatever an editor has said."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros import source
from macros.editing import writing

LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\t")
LINES = st.text(LETTERS, min_size=1, max_size=60) | st.text(
    " \t#:-?!&*{}[],|>@`'\"%\\abå01.~=<", min_size=1, max_size=30
)
LONG = st.lists(st.text("abåä:#-'", min_size=1, max_size=30), min_size=8, max_size=20).map(" ".join)
TEXTS = st.lists(LINES | st.just(""), min_size=1, max_size=6).map("\n".join) | LINES | LONG
QUICK = settings(max_examples=60, deadline=None)


def may_stand_in_data(text):
    """Whether a file in data/ may hold a text: it has something to see, and nothing unseen."""
    is_seen = bool(text.strip()) and not source.INVISIBLE.search(text)
    return is_seen and not text.endswith("\n\n")


def read_back(text):
    document, found = source.read("", text)
    assert document, (text, found)
    assert found == [], text
    return document.data


@QUICK
@given(TEXTS.filter(may_stand_in_data), st.sampled_from([0, 2, 6]))
@example("ja\n", 0)
@example(" först ett blanksteg\nsedan text", 2)
@example("\nen tom rad först", 0)
@example("- inte en lista", 0)
@example("nej: inte ett fält", 0)
@example("0142", 0)
@example("22:30", 0)
@example("a\tb", 0)
@example("null\n", 0)
def test_a_text_is_read_back_the_same(text, indent):
    around = (
        "yttre:\n"
        if indent == 2
        else "yttre:\n" + "".join(f"{' ' * step}inre:\n" for step in range(2, indent, 2))
    )
    head = around if indent else ""
    data = read_back(head + writing.entry("a", text, indent) + writing.entry("b", "sist", indent))
    while "a" not in data:
        (data,) = data.values()
    assert data == {"a": text, "b": "sist"}


@QUICK
@given(st.lists(TEXTS.filter(may_stand_in_data), min_size=1, max_size=4))
@example(["en\ntvå", "tre"])
@example(["a, b", "[c]", "{d}"])
def test_texts_in_a_list_are_read_back_the_same(texts):
    assert read_back(writing.entry("a", texts)) == {"a": texts}
    assert read_back(writing.item({"id": "x", "a": texts, "b": {"c": texts[0]}})) == [
        {"id": "x", "a": texts, "b": {"c": texts[0]}}
    ]


@QUICK
@given(LINES.filter(may_stand_in_data))
@example("a: b")
@example("a, b")
@example(":x")
@example("x?")
def test_a_line_within_braces_is_read_back_the_same(text):
    line = writing.scalar(text, in_flow=True)
    assert read_back(f"a: {{b: {line}, c: d}}\n") == {"a": {"b": text, "c": "d"}}
    assert read_back(f"[{line}, d]\n") == [text, "d"]


@pytest.mark.parametrize("text", ["\x07", "a\u200bb", "a\r\nb", "a\u2028b", " ", "\n", "a\n\n"])
def test_what_no_file_may_hold_is_refused(text):
    with pytest.raises(ValueError, match=re.escape(text)):
        writing.entry("a", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("E-post", "a: E-post"),
        ("Chef för hemvården", "a: Chef för hemvården"),
        ("2026-03-01", "a: 2026-03-01"),
        ("3.10", 'a: "3.10"'),
        ("0142", 'a: "0142"'),
        ("true", 'a: "true"'),
        ("KS: § 12", 'a: "KS: § 12"'),
        ('Säg "nej": nu', 'a: "Säg \\"nej\\": nu"'),
        ("ja", "a: ja"),
    ],
)
def test_quotation_marks_stand_only_where_they_are_needed(text, line):
    assert writing.entry("a", text) == f"{line}\n"


def test_a_long_text_is_folded_below_its_name():
    text = "Ett ord till " * 12 + "och slut."
    lines = writing.entry("a", text).split("\n")
    assert lines[0] == "a: >-"
    assert max(map(len, lines)) <= writing.WIDTH
    assert read_back("\n".join(lines)) == {"a": text}


def test_a_long_list_has_a_line_for_each():
    names = [f"en ganska lång benämning {number}" for number in range(6)]
    assert writing.entry("a", names).count("\n  - ") == len(names)
    assert writing.entry("a", names[:2]) == f"a: [{names[0]}, {names[1]}]\n"

"""How the search reads Swedish words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.search.language import Compounds, fold, joined, pieces, spelt, stem, telling, words

COMPOUNDS = {
    "systemsäkerhetsplan": ["system", "säkerhet", "plan"],
    "televäxel": ["tele", "växel"],
    "lönesystemen": ["lön", "system"],
    "säkerhetskopiering": ["säkerhet", "kopiering"],
    "förvaltningschefen": ["förvaltning", "chef"],
    "okäntsystem": ["system"],
    "okändplan": [],
    "hantering": [],
    "plan": [],
    "R46": [],
}
"""Words with their parts."""
KNOWN = [
    "system",
    "säkerhet",
    "plan",
    "tele",
    "växel",
    "lön",
    "löner",
    "kopiering",
    "förvaltning",
    "chef",
    "ring",
    "hant",
]


def stems(found):
    return {stem(fold(word)) for word in found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Åäö ÉÈ ÜÑ", ["aao", "ee", "un"]),
        ("e-post, 4.5 och »R46«!", ["e-post", "4.5", "och", "r46"]),
        ("systemagare.04a: jag_vill", ["systemagare.04a", "jag", "vill"]),
        ("A\u0308garen", ["agaren"]),
        ("– … !", []),
        ("İstanbul", ["istanbul"]),
    ],
)
def test_words_are_folded_and_keep_the_marks_inside_them(text, found):
    assert words(text) == found


def test_a_mark_inside_a_word_is_there_or_not():
    assert joined("e-post") == joined("epost") == "epost"
    assert joined("4.5") == "4.5"
    assert pieces("e-post") == ("post",)
    assert pieces("it-chefen") == ("it", "chefen")
    assert pieces("epost") == ()


def test_forms_of_a_word_share_a_stem():
    for forms in (
        ["systemagare", "systemagaren", "systemagarens"],
        ["behorighet", "behorigheter", "behorigheten"],
        ["plan", "planer", "planen", "planerna"],
    ):
        assert len(set(map(stem, forms))) == 1
    assert stem("r46") == "r46"
    assert stem("systemagare.04a") != stem("systemagare.04e")


def test_what_says_nothing_is_left_out_unless_nothing_else_is_said():
    assert telling(words("Vem ska jag fråga om e-posten?")) == ["fraga", "e-posten"]
    assert telling(["vem", "ar", "jag"]) == ["vem", "ar", "jag"]


@pytest.mark.parametrize("word", COMPOUNDS)
def test_a_compound_has_the_parts_that_are_known(word):
    assert set(Compounds(stems(KNOWN)).parts(fold(word))) == stems(COMPOUNDS[word])


def test_words_are_told_as_they_are_spelt():
    assert spelt("Nätfiske och E-POST på nätet") == {
        "natfiske": "nätfiske",
        "och": "och",
        "e-post": "e-post",
        "pa": "på",
        "natet": "nätet",
    }


@given(st.text())
def test_a_folded_text_is_as_long_as_the_text_and_folds_to_itself(text):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu", "Nd"]), max_size=30), st.data())
def test_the_parts_of_a_word_are_among_what_is_known(word, data):
    known = {stem(fold(it)) for it in data.draw(st.lists(st.sampled_from([*KNOWN, word[2:], "x"])))}
    assert set(Compounds(known).parts(fold(word))) <= known

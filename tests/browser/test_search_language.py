"""The search reads words in the browser as it reads them when the index is made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.search import language
from macros.search.language import ENDINGS, Compounds, fold, joined, pieces, stem, words
from tests.browser.conftest import Visit
from tests.reading import search_words

READ = """async ([texts, known]) => {
  const {fold, joined, pieces, split, stem, words} = await import("/assets/javascripts/language.js")
  const stems = new Set(known)
  return texts.map(text => ({
    folded: fold(text),
    words: words(text).map(word => ({
      word,
      stem: stem(joined(word)),
      pieces: pieces(word),
      split: split(joined(word), it => stems.has(it)),
    })),
  }))
}"""


@pytest.fixture(scope="module")
def reader(chromium, internal):
    with Visit(chromium, internal.home) as visit:
        visit.open()
        yield visit.page


def insist_on_the_same(page, texts, known):
    told = page.evaluate(READ, [texts, sorted(known)])
    compounds = Compounds(set(known))
    for text, read in zip(texts, told, strict=True):
        assert read["folded"] == fold(text)
        assert [it["word"] for it in read["words"]] == words(text)
        for it in read["words"]:
            word = it["word"]
            assert it["stem"] == stem(joined(word))
            assert tuple(it["pieces"]) == pieces(word)
            assert set(it["split"]["parts"]) <= set(compounds.parts(joined(word))), word
            assert bool(it["split"]["parts"]) == bool(compounds.parts(joined(word))), word


def test_every_word_of_the_site_is_read_alike(reader, internal):
    found = sorted(search_words(internal.folder))
    assert len(found) > 3_000
    known = {stem(joined(fold(word))) for word in found} - ENDINGS
    insist_on_the_same(reader, found, known)


SWEDISH = st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäöéÅÄÖ-.: 0123456789", max_size=40)
ANY = st.text(
    alphabet=st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs", "Mn"]), max_size=40
)
KNOWN = {"system", "plan", "vax", "aga", "sakerhet", "lon", "tele"}


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(SWEDISH | ANY, min_size=20, max_size=60))
def test_whatever_is_typed_is_read_alike(reader, texts):
    insist_on_the_same(reader, texts, KNOWN)


def test_the_browser_is_told_which_words_say_nothing(internal):
    told = (internal.folder / "search" / "index.json").read_text(encoding="utf-8")
    assert all(f'"{word}"' in told for word in language.SILENT | ENDINGS)

"""What the search is told of a page, and what its files say."""

import json

import pytest

from macros.search.index import MOST, SHEET, SIZE, Index
from macros.search.parts import Part, parts

PAGE = """
<h1 data-keywords="dator, bärbar dator">Regler <span data-search-exclude>öppen</span></h1>
<p>För alla.</p><script>nej()</script>
<h2 id="a">Lösen<wbr>ord<a class="headerlink" href="#a">¶</a></h2>
<p>Byt <em>ofta</em>.<br>Alltid.</p>
<ol><li id="r1">En <ul><li id="r1a">inuti</li></ul> efter</li><li>Utan adress</li></ol>
<dl><dt>Ägare</dt><dd>Nämnden</dd><dt>Plan</dt><dd>Finns</dd></dl>
<h2 id="b" data-search-exclude>Dolt</h2><p id="p">Syns inte.</p><ol><li id="r2">inte</li></ol>
<h2>Utan id</h2><p>Hör till det dolda.</p>
"""


def test_a_page_is_cut_at_everything_that_has_an_address():
    assert parts(PAGE) == (
        Part("", "Regler", "", "För alla.", ("dator", "bärbar dator")),
        Part("a", "Lösenord", "", "Byt ofta. Alltid. Utan adress Ägare: Nämnden · Plan: Finns", ()),
        Part("r1", "", "Lösenord", "En efter", ()),
        Part("r1a", "", "Lösenord", "inuti", ()),
    )


@pytest.mark.parametrize(
    "html", ["", "<h1>", "</p></p>", "<li id=x>", "a < b &amp; &lt;c&gt;", "<!"]
)
def test_whatever_html_there_is_gives_a_first_part(html):
    first, *_ = parts(html)
    assert first.anchor == ""


def made(pages, synonyms=None, keywords=None, **more):
    """The files of an index of pages: HTML by address."""
    index = Index(synonyms or {})
    told = {"kind": "Sida", "weight": 1.0, **more}
    files = {
        path: json.loads(content)
        for address, html in pages.items()
        for path, content in index.add(
            address, parts(html), (keywords or {}).get(address, {}), **told
        )
    }
    return files | {path: json.loads(content) for path, content in index.files()}


def found(files, word):
    """Pages and parts where a word stands, by its forms: weights by page and part."""
    span = files["search/index.json"]["span"]
    for path, entries in files.items():
        for spelt, _, told in entries if "/words/" in path else ():
            if word in spelt.split():
                places = zip(told[::2], told[1::2], strict=True)
                return {divmod(place, span): weight for place, weight in places}
    return {}


def test_a_word_is_found_where_it_stands_and_by_its_parts():
    files = made({"a/": "<h1>Systemplan</h1>", "b/": "<h1>System</h1>", "c/": "<h1>Plan</h1>"})
    assert found(files, "systemplan").keys() == {(0, 0)}
    assert found(files, "system").keys() == {(0, 0), (1, 0)}
    assert found(files, "system")[1, 0] > found(files, "system")[0, 0]


def test_a_name_weighs_more_than_a_keyword_and_that_more_than_a_long_text():
    long = "Något helt annat står här hela tiden. " * 12
    files = made(
        {"a/": "<h1>Växel</h1>", "b/": "<h1>Annat</h1>", "c/": f"<h1>Text</h1><p>{long}växel</p>"},
        keywords={"b/": {"": ["växel"]}},
    )
    name, keyword, text = (found(files, "växel")[page, 0] for page in range(3))
    assert name > keyword > text > 0


def test_a_keyword_of_several_words_is_a_phrase_in_any_order_too():
    files = made({"a/": "<h1>Ett</h1>"}, keywords={"a/": {"": ["glömt lösenordet"]}})
    assert found(files, "glömt+lösenordet") or found(files, "glomt+losenordet")


def test_what_people_say_is_found_where_that_is_which_they_mean():
    pages = {"a/": "<h1>E-post</h1>", "b/": "<h1>Avslut</h1><p>Anställningen upphör.</p>"}
    synonyms = {"mejl": ["e-post"], "sluta": ["anställning upphör"], "fax": ["finns inte"]}
    files = made(pages, synonyms)
    assert found(files, "mejl").keys() == {(0, 0)}
    assert found(files, "sluta").keys() == {(1, 0)}
    assert found(files, "fax") == {}


def test_a_synonym_for_what_the_site_has_not_leaves_no_trace():
    files = made({"a/": "<h1>E-post</h1>"}, {"hemligord": ["sekretess"]})
    assert "hemligord" not in json.dumps(files)


def test_the_kinds_of_pages_are_told_in_runs():
    html = "<h1>x</h1>" + "".join(f'<h2 id="{anchor}">{anchor}</h2>' for anchor in "abcd")
    index = Index({})
    for address, kind, own in (
        ("a/", "Roll", {}),
        ("b/", "Roll", {}),
        ("c/", "Sida", {"b": "Krav", "c": "Krav"}),
    ):
        list(index.add(address, parts(html), {}, kind=kind, weight=1, part_kinds=own))
    told = json.loads(dict(index.files())["search/index.json"])
    assert told["kinds"] == [[0, "Roll", []], [2, "Sida", [[2, "Krav"], [4, ""]]]]


def test_no_file_grows_with_the_site():
    def largest(count):
        pages = {
            f"{number}/": f"<h1>System {number}</h1><p>{'Samma ord i alla. ' * 5}unikt{number}</p>"
            for number in range(count)
        }
        files = made(pages)
        sizes = {path: len(json.dumps(content)) for path, content in files.items()}
        words = max(size for path, size in sizes.items() if "/words/" in path)
        assert all(len(told) <= 2 * MOST for path in sizes if "/words/" in path
                   for _, _, told in files[path])  # fmt: skip
        return words

    assert largest(1_200) < 2.5 * SIZE


def test_a_long_page_has_its_texts_in_several_files():
    html = "<h1>Krav</h1>" + "".join(f'<h2 id="r{n}">Krav {n}</h2>' for n in range(SHEET + 3))
    files = made({"krav/": html})
    assert len(files["search/texts/0-0.json"][2]) == SHEET
    assert files["search/texts/0-1.json"][2][-1][:2] == [f"r{SHEET + 2}", f"Krav {SHEET + 2}"]


def test_the_version_tells_one_build_from_another():
    one, same, other = (made({"a/": f"<h1>{name}</h1>"}) for name in ("Ett", "Ett", "Två"))
    assert one == same
    assert one["search/index.json"]["version"] != other["search/index.json"]["version"]


def test_an_empty_site_has_an_index():
    assert made({})["search/index.json"]["words"] == []

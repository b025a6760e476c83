"""The last look: a phrase is found wherever it stands and however it is written."""

import bz2
import codecs
import gc
import gzip
import html
import io
import json
import lzma
import unicodedata
import zipfile
import zlib
from html.entities import codepoint2name
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import archives, leaks
from macros.leaks import Hit, Unreadable, look, watch
from macros.words import words

PHRASE = "Hemlig Östergötland-pump"


@pytest.fixture
def site(tmp_path):
    """Writes files below a site: paths with texts or bytes."""
    (tmp_path / "site").mkdir()

    def write(files):
        for path, content in files.items():
            file = tmp_path / "site" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "site"

    return write


def hits(tree, *phrases):
    """Where phrases stand, as (file, line, phrase); everything could be read."""
    found, closed = look(watch(map(words, phrases or [PHRASE])), tree, tree.parent / "theme")
    assert closed == []
    return [(hit.file, hit.line, hit.phrase) for hit in found]


def unreadable(tree):
    return [file.file for file in look(watch([words(PHRASE)]), tree, tree.parent / "theme")[1]]


# --- words ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Leverantör E", ["leverantor", "e"]),
        ("leverantor-e", ["leverantor", "e"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("f\u00adörval\u200btning", ["forvaltning"]),
        ("a\u030angbåt", ["angbat"]),
        ("&Aring;ngb&#229;t", ["angbat"]),
        ("%C3%A5ngb%E5t", ["angbat"]),
        (r"\u00e5ng\x62\u00e5t\nnu", ["angbat", "nu"]),
        (r"\ud835\udc07emlig", ["hemlig"]),
        ("&amp;amp;aring;ng", ["ang"]),
        ("snake_case § 12", ["snake", "case", "12"]),
        ("\ud800x", ["x"]),
        ("", []),
    ],
)
def test_words_are_the_same_however_they_are_written(text, expected):
    assert words(text) == expected


def entities(form):
    return lambda text: "".join(
        mark if mark.isascii() and mark not in "&<>\"'" else form(mark) for mark in text
    )


def named(mark):
    name = codepoint2name.get(ord(mark))
    return f"&{name};" if name else mark


ENCODERS = {
    "html": html.escape,
    "decimal": entities(lambda mark: f"&#{ord(mark)};"),
    "hexadecimal": entities(lambda mark: f"&#x{ord(mark):X};"),
    "named": entities(named),
    "json": json.dumps,
    "json in UTF-8": lambda text: json.dumps(text, ensure_ascii=False),
    "percent": lambda text: quote(text, safe=""),
    **{
        form: lambda text, form=form: unicodedata.normalize(form, text)
        for form in ("NFC", "NFD", "NFKC", "NFKD")
    },
}

# What reads as half an escape means two things: »&not« before »in;« is one sign or another,
# depending on what is undone first. So the escapes in the text itself are whole ones, and no
# letter follows a mark that may begin one. Case is changed before anything is encoded and only in
# words, since »&AUML;« is no entity; there is no letter whose case cannot be changed back.
WORDS = st.text(st.sampled_from("abcxyzABCåäöéÅÄÖÉßøñ²ﬁＡ\u00ad\u0301\u20605789"), min_size=1)
ODD = st.sampled_from(["\\ ", "& ", "% ", "<", ">", '"', "'", "/", "\n", "\t", "–", "😀", "»", "_"])
ESCAPES = ["&auml;", "&lt;b&gt;", "&#246;", "%C3%A5", "%25 ", r"\u00e5", r"\\ ", r"\n"]
CASES = st.sampled_from([str.upper, str.lower, str.casefold, str])


@st.composite
def written(draw):
    """A text, and the same with the case of its words changed."""
    pieces = draw(st.lists(WORDS | ODD | st.sampled_from(ESCAPES), max_size=12))
    case = draw(CASES)
    return "".join(pieces), "".join(piece if piece in ESCAPES else case(piece) for piece in pieces)


@given(written(), st.lists(st.sampled_from(sorted(ENCODERS)), max_size=4))
def test_a_text_has_the_same_words_after_any_encodings(texts, chain):
    text, encoded = texts
    for name in chain:
        encoded = ENCODERS[name](encoded)
    assert words(encoded) == words(text)


# --- readings ------------------------------------------------------------------------------

BROKEN = {
    "an inline tag": "<p>Hemlig <b>Östergötland</b>-pump</p>",
    "a link with a sign in its title": '<p>Hemlig <a title="a > b">Östergötland</a>-pump</p>',
    "a comment": "<p>Hemlig <!-- 1 > 0 --> Östergötland-pump</p>",
    "a term and its value": "<dt>Hemlig</dt>\n<dd>Östergötland-pump</dd>",
    "three lines": "Hemlig\n\n  Östergötland\n\n\n<b>pump</b>",
    "a soft hyphen": "Hem&shy;lig Östergötland-pump",
    "a place to break": "Hem<wbr>lig &Ouml;<wbr/>sterg&ouml;<wbr>tland-pump",
    "bold within a word": "Hem<b>lig</b> Östergötland-pump",
    "entities": "Hemlig &Ouml;sterg&#xF6;tland&#45;pump",
    "an attribute": '<img alt="Hemlig Östergötland-pump">',
    "an attribute with tags": '<a data-text="Hemlig &lt;b&gt;Östergötland&lt;/b&gt;-pump">',
    "a comment of its own": "<!-- Hemlig Östergötland-pump -->",
    "a comment with tags": "<!-- Hemlig <b>Östergötland</b>-pump -->",
    "a script": "<script>if (a<b) {var x = 'Hemlig \\xd6sterg\\u00f6tland-pump'}</script>",
    "an address": '<a href="/system/hemlig-ostergotland-pump/">x</a>',
    "an encoded address": '<a href="?q=Hemlig%20%C3%96sterg%C3%B6tland-pump">x</a>',
    "JSON": json.dumps({"text": f"<p>x {PHRASE}</p>"}),
    "JSON with tags": json.dumps({"text": "<p>Hemlig <mark>Östergötland</mark>-pump</p>"}),
    "JSON with hidden tags": r"Hemlig \u003cmark\u003eÖstergötland\u003c/mark\u003e-pump",
    "a feed": "<description>Hemlig &lt;b&gt;Östergötland&lt;/b&gt;-pump</description>",
    "decomposed letters": unicodedata.normalize("NFD", PHRASE),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_phrase_is_found_when_broken_by_or_inside(how, site):
    tree = site({"index.html": f"<h1>Rubrik</h1>\n\n{BROKEN[how]}\n<p>slut</p>"})
    assert hits(tree) == [("index.html", 3, 0)]


def test_what_reads_as_a_tag_in_a_phrase_is_found_escaped_and_in_plain_text(site):
    phrase = "Skriv <namn> till <a.b@c.example> först"
    tree = site({"a.html": f"<p>{html.escape(phrase)}</p>", "b.csv": phrase})
    assert hits(tree, phrase) == [("a.html", 1, 0), ("b.csv", 1, 0)]


def test_other_words_in_between_or_half_a_word_are_no_hit(site):
    tree = site(
        {"a.html": "Hemlig stor Östergötland-pump", "b.html": "Ohemlig Östergötland-pumpen"}
    )
    assert hits(tree) == []


def test_every_phrase_is_found_once_a_file_with_the_line_it_begins_on(site):
    text = "ett\ntvå tre\n\nfyra\nfem\n" * 2
    tree = site({"a.html": text, "b/c.html": text})
    phrases = ("tre fyra", "fem ett", "ett", "saknas", "ett", "två tre fyra fem ett två tre fyra")
    expected = [(1, 2), (1, 4), (1, 5), (2, 0), (5, 1)]
    assert hits(tree, *phrases) == [
        (file, *hit) for file in ("a.html", "b/c.html") for hit in expected
    ]


# --- what stands alike -----------------------------------------------------------------------

CHROME = [f"<li>rad {number}</li>" for number in range(30)]


def test_lines_seen_before_are_read_again_when_they_stand_next_to_something_new(site):
    tree = site(
        {
            "a.html": "\n".join([*CHROME, "<dt>Hemlig</dt>", "<dd>källare</dd>", *CHROME]),
            "b.html": "\n".join([*CHROME, "<dt>Känd</dt>", "<dd>Östergötland-pump</dd>", *CHROME]),
            "c.html": "\n".join([*CHROME, "<dt>Hemlig</dt>", "<dd>Östergötland-pump</dd>"]),
        }
    )
    assert hits(tree) == [("c.html", 31, 0)]


def test_every_file_with_the_same_phrase_is_a_hit(site):
    page = "\n".join([*CHROME, f"<p>{PHRASE}</p>", f'<a title="{PHRASE}">', *CHROME])
    tree = site({"a.html": page, "b.html": page, "c.html": page, "d.txt": PHRASE, "e.txt": PHRASE})
    assert [file for file, _, _ in hits(tree)] == ["a.html", "b.html", "c.html", "d.txt", "e.txt"]


def test_short_files_of_lines_seen_before_are_read_too(site):
    tree = site(
        {
            "a.txt": "Hemlig\nkällare",
            "b.txt": "En\nÖstergötland-pump",
            "c.txt": "Hemlig\nÖstergötland-pump",
        }
    )
    assert hits(tree) == [("c.txt", 1, 0)]


def test_an_attribute_is_read_though_the_text_of_its_tag_is_known(site):
    tree = site(
        {
            "a.html": "\n".join([*CHROME, '<p><a title="öppen">x</a></p>', *CHROME]),
            "b.html": "\n".join([*CHROME, f'<p><a title="{PHRASE}">x</a></p>', *CHROME]),
        }
    )
    assert hits(tree) == [("b.html", 31, 0)]


def test_lines_that_do_not_follow_each_other_make_no_phrase(site):
    tree = site(
        {
            "a.html": "\n".join(CHROME),
            "b.html": "\n".join(["Hemlig", *CHROME, "Östergötland-pump"]),
        }
    )
    assert hits(tree) == []


def test_files_of_the_theme_are_passed_over_only_when_nothing_in_them_is_changed(site, tmp_path):
    original = f"/* {PHRASE} */"
    tree = site({"assets/a.js": original, "assets/b.js": original + " ", "assets/c.js": original})
    for name in ("a.js", "b.js"):
        theme = tmp_path / "theme" / "assets" / name
        theme.parent.mkdir(parents=True, exist_ok=True)
        theme.write_text(original, encoding="utf-8")
    assert [file for file, _, _ in hits(tree)] == ["assets/b.js", "assets/c.js"]


# --- files ---------------------------------------------------------------------------------


def test_a_path_is_read_as_text_is(site):
    tree = site(
        {"system/hemlig-ostergotland-pump/index.html": "x", "Hemlig Östergötland/pump.png": b""}
    )
    assert [file for file, _, _ in hits(tree)] == [
        "Hemlig Östergötland/pump.png", "system/hemlig-ostergotland-pump/index.html",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        PHRASE.encode("utf-8-sig"),
        PHRASE.encode("utf-16"),
        codecs.BOM_UTF16_BE + PHRASE.encode("utf-16-be"),
        PHRASE.encode("utf-16-le"),
        PHRASE.encode("utf-16-be"),
        PHRASE.encode("utf-32"),
        PHRASE.encode("latin-1"),
        PHRASE.encode("cp1252"),
        b"\x89PNG\r\n\x1a\n\0\xfftEXtTitle\0" + PHRASE.encode() + b"\0\xff",
        b"\x89PNG\r\n\x1a\n\0\xfftEXtTitle\0" + PHRASE.encode("latin-1") + b"\0\xff",
        b"\xff\xfe\xff" + PHRASE.encode() + b"\xff",
    ],
)
def test_a_phrase_is_found_in_any_encoding_of_letters(data, site):
    assert [file for file, _, _ in hits(site({"a.bin": data}))] == ["a.bin"]


def gzipped(data):
    """Packed without the time, so that each process that runs tests gives them the same names."""
    return gzip.compress(data, mtime=0)


def zipped(files, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("path", "data", "found"),
    [
        ("sitemap.xml.gz", gzipped(PHRASE.encode()), "sitemap.xml.gz/sitemap.xml"),
        ("a.gz", gzipped(gzipped(PHRASE.encode())), "a.gz/a/a"),
        ("a.txt.bz2", bz2.compress(PHRASE.encode()), "a.txt.bz2/a.txt"),
        ("a.txt.xz", lzma.compress(PHRASE.encode()), "a.txt.xz/a.txt"),
        ("a.zip", zipped({"b/c.txt": PHRASE}), "a.zip/b/c.txt"),
        ("a.zip", zipped({f"{PHRASE}.txt": ""}), f"a.zip/{PHRASE}.txt"),
        ("a.zip", zipped({"b.zip": zipped({"c.txt": PHRASE})}), "a.zip/b.zip/c.txt"),
        ("utan-slut", zipped({"c.txt": PHRASE}), "utan-slut/c.txt"),
        (
            "a.docx",
            zipped({"word/document.xml": "<w:p><w:r><w:t>Hem</w:t></w:r><w:r><w:t>lig</w:t></w:r>"
                    "</w:p><w:p><w:t>Östergötland-pump</w:t></w:p>"}),
            "a.docx/word/document.xml",
        ),
        ("a.ods", zipped({"c.xml": "<x><y>Hemlig</y><z>Östergötland-pump</z></x>"}), "a.ods/c.xml"),
    ],
)  # fmt: skip
def test_a_phrase_is_found_inside_what_is_packed(path, data, found, site):
    assert (found, 1, 0) in hits(site({path: data}))


def pdf(text=b"", *more):
    """The smallest PDF with a line of text (in Latin-1), compressed, and further objects."""
    stream = zlib.compress(b"BT /F 12 Tf 72 720 Td (" + text + b") Tj ET")
    objects = [
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources <</Font <</F 5 0 R>>>> /Annots [6 0 R]>>",
        b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>",
        *(more or [b"<<>>"]),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d /Root 1 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, len(body))
    )


ATTACHED = zlib.compress(zipped({"b.txt": PHRASE}))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (pdf(PHRASE.encode("latin-1")), "a.pdf"),
        (pdf(b"x", b"<</Contents <%s>>>" % PHRASE.encode("utf-16").hex().encode()), "a.pdf"),
        (
            pdf(b"x", b"<</Type /EmbeddedFile /Filter /FlateDecode /Length %d>>\n"
                b"stream\n%s\nendstream" % (len(ATTACHED), ATTACHED)),
            "a.pdf/b.txt",
        ),
    ],
    ids=["page", "note", "attachment"],
)  # fmt: skip
def test_a_phrase_is_found_in_a_pdf(data, found, site):
    assert [file for file, _, _ in hits(site({"a.pdf": data}))] == [found]
    assert hits(site({"a.pdf": pdf(b"en annan text")})) == []


def encrypted_zip():
    data = bytearray(zipped({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


ENCRYPTED_PDF = pdf(b"x").replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00> <00>] /Encrypt <</Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s>>>"
    % (b"00" * 32, b"00" * 32),
)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.zip", zipped({"a.txt": "text " * 99})[:-40]),
        ("a.zip", b"not a zip"),
        ("a.zip", zipped({"a.txt": PHRASE}).replace(b"\xf3H", b"\xf3I", 1)),
        ("a.zip", encrypted_zip()),
        ("a.xml.gz", gzipped(b"text" * 99)[:-9]),
        ("a.pdf", b"%PDF-1.4\nx"),
        ("a.pdf", b"<html>"),
        ("a.pdf", ENCRYPTED_PDF),
        ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4"),
        ("utan-slut", b"Rar!\x1a\7\0"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("index.html.br", b"\x0b\x02\x80"),
    ],
    ids=lambda value: value if isinstance(value, str) else "data",
)
def test_what_cannot_be_looked_into_is_told(path, data, site):
    assert unreadable(site({path: data, "b.txt": "x"})) == [path]


def test_one_damaged_member_is_told_and_the_others_are_read(site):
    tree = site({"a.zip": zipped({"b.gz": b"\x1f\x8b", "c.txt": PHRASE})})
    found, closed = look(watch([words(PHRASE)]), tree, tree / "theme")
    assert (found, closed) == ([Hit("a.zip/c.txt", 1, 0)], [Unreadable("a.zip/b.gz")])


def test_what_is_too_large_to_unpack_is_told(site, monkeypatch):
    monkeypatch.setattr(archives, "MOST_BYTES", 10_000)
    monkeypatch.setattr(archives, "MOST_PARTS", 20)
    half = b"0" * 6_000
    tree = site(
        {
            "large.gz": gzip.compress(b"0" * 20_000),
            "large.zip": zipped({"a": half, "b": half}),
            "many.zip": zipped({str(number): b"" for number in range(30)}),
            "nested.zip": zipped({name: gzip.compress(half) for name in ("a.gz", "b.gz")}),
            "right.zip": zipped({"a": half}),
        }
    )
    assert unreadable(tree) == ["large.gz", "large.zip", "many.zip", "nested.zip"]


def test_a_link_to_nothing_is_told(site):
    tree = site({"a.txt": "x"})
    (tree / "b.txt").symlink_to(tree / "c.txt")
    assert unreadable(tree) == ["b.txt"]


# --- the watch -------------------------------------------------------------------------------


def test_a_watch_holds_numbers_and_no_words():
    made = watch([words(PHRASE), ["ensam"], words("ett två tre fyra fem sex sju åtta")])
    seen, waiting = {}, [made]
    while waiting:
        thing = waiting.pop()
        if id(thing) not in seen and not isinstance(thing, type):
            seen[id(thing)] = thing
            waiting += gc.get_referents(thing)
    assert {type(thing) for thing in seen.values()} <= {leaks.Watch, dict, frozenset, tuple, int}
    assert "hemlig" not in repr(made).lower()


def test_an_empty_watch_finds_nothing(site):
    assert look(watch([]), site({"a.txt": "text"}), site({}) / "theme") == ([], [])


@pytest.mark.parametrize("before", range(60, 130, 3))
def test_a_large_file_is_read_in_blocks_and_nothing_falls_between_them(site, monkeypatch, before):
    monkeypatch.setattr(leaks, "BLOCK", 100)
    monkeypatch.setattr(leaks, "OVERLAP", 40)
    text = ("ord\n" * 40)[:before].rstrip("\n") + f" {PHRASE} " + "mer " * 60
    line = text[: text.index(PHRASE)].count("\n") + 1
    assert [hit[:2] for hit in hits(site({"a.txt": text}))] == [("a.txt", line)]


def test_a_word_cut_by_a_block_is_not_taken_for_another(site, monkeypatch):
    monkeypatch.setattr(leaks, "BLOCK", 100)
    monkeypatch.setattr(leaks, "OVERLAP", 40)
    tree = site({"a.txt": "x" * 3 + " larmpärmen" * 60})
    assert hits(tree, "larm") == []
    assert hits(tree, "pärmen") == []


def test_what_is_remembered_has_a_limit_and_nothing_is_missed_for_it(site, monkeypatch):
    monkeypatch.setattr(leaks, "MOST_SEEN", 3)
    pages = {f"{n}.html": f"<p class=a{n}>\n<b>rad</b>\n<i>ett</i>\n{n}\n</p>" for n in range(9)}
    pages["9.html"] = f"<p class=a1>\n<b>rad</b>\n<i>ett</i>\n{PHRASE}\n</p>"
    assert hits(site(pages)) == [("9.html", 4, 0)]

"""Sheets: of the theme's stylesheet, the part that is about text."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from macros.sheets import needed

[FOLDER] = find_spec("material").submodule_search_locations
[SHEET] = Path(FOLDER, "templates", "assets", "stylesheets").glob("main.*.min.css")


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        (".md-typeset h1{margin:0}", ".md-typeset h1{margin:0}"),
        (".md-header{top:0}", ""),
        (".md-nav a,.md-typeset a{color:red}", ".md-typeset a{color:red}"),
        (".md-typeset :is(a,b){color:red}", ".md-typeset :is(a,b){color:red}"),
        ("@media print{.md-nav{top:0}}", ""),
        ("@media print{.md-nav{top:0}.md-typeset p{top:0}}", "@media print{.md-typeset p{top:0}}"),
        ("@keyframes x{from{top:0}}", ""),
        (
            ":root{--a:1;--b:2}.md-typeset p{top:var(--b)}",
            ":root{--b:2}.md-typeset p{top:var(--b)}",
        ),
        (":root{--a:1}", ""),
        ("html{height:100%}", "html{height:100%}"),
    ],
)
def test_what_is_about_text_is_kept(sheet, kept):
    assert needed(sheet) == kept


def test_of_the_themes_own_sheet_a_third_is_left_with_all_that_editors_write():
    whole = SHEET.read_text(encoding="utf-8")
    kept = needed(whole)
    assert len(kept) < len(whole) / 3
    for selector in ("table", "blockquote", "pre>code", ".admonition", "details", "kbd", ".grid"):
        assert f".md-typeset {selector}" in kept
    for frame in (".md-header", ".md-nav", ".md-search", ".md-sidebar", "url(http"):
        assert frame not in kept
    assert kept.count("{") == kept.count("}")
    assert needed(kept) == kept

"""The house: who may import whom, so that nothing withheld can be reached by rendering."""

import ast
from pathlib import Path

import pytest

MACROS = Path(__file__).parent.parent / "macros"

BACK = [
    "problems", "source", "records", "visibility", "publication", "index", "programme",
    "hyperlinks", "prose", "synonyms", "levels", "tables", "withheld", "speech", "phrases", "rules",
    "reports", "schemas", "editing", "comparison", "importing", "codeowners", "chronicle",
    "reviews", "homes",
]  # fmt: skip
FRONT = [
    "views", "rendering", "listings", "layout", "formats", "opendata", "register", "shortcodes",
    "pages", "glossary", "compliance", "calendars", "alphabet", "decisions", "palette",
    "colophon", "contacts", "ranking", "guidance", "lettering", "drawing", "lanes", "relations",
]  # fmt: skip

MAY_IMPORT = {
    "problems": set(),
    "slugs": set(),
    "swedish": set(),
    "colours": set(),
    "source": {"problems"},
    "records": {"colours", "problems", "slugs", "source", "records"},
    "index": {"problems", "source", "records"},
    "publication": {"index", "problems", "records", "visibility"},
    "search": {"search"},
    "synonyms": {"problems", "records", "search", "source"},
    "programme": {"problems", "source", "records", "index", "publication", "synonyms"},
    "rules": {"problems", "source", "records", "programme", "swedish", "visibility", "rules"},
    "hyperlinks": {"problems", "source"},
    "prose": {"problems", "source", "records", "hyperlinks"},
    "views": set(),
    "rendering": {"sheets", "swedish", "views"},
    "listings": {"views"},
    "layout": {"slugs", "views", "rendering", "listings"},
    "formats": {"views"},
    "opendata": {"views", "rendering", "formats"},
    "register": {"views"},
    "compliance": {"views", "listings"},
    "calendars": {"views", "opendata", "compliance"},
    "shortcodes": {
        "alphabet", "decisions", "views", "rendering", "listings", "layout", "opendata", "register",
        "compliance", "contacts", "relations",
    },
    "pages": {"views", "rendering", "listings", "compliance"},
    "ranking": {"pages", "swedish", "views"},
    "guidance": {"colophon", "opendata", "views"},
    "colophon": {"contacts", "opendata", "pages", "register", "slugs", "swedish", "views"},
    "contacts": set(),
    "glossary": {"views"},
    "frames": set(),
    "sheets": set(),
    "palette": {"colours", "views"},
    "decisions": {"views", "rendering"},
    "alphabet": {"slugs", "views"},
    "lettering": set(),
    "drawing": {"lettering", "views"},
    "lanes": {"drawing"},
    "relations": {"drawing", "lanes", "listings", "swedish", "views"},
    "visibility": {"records"},
    "schemas": {"problems", "programme", "index", "records", "schemas", "visibility"},
    "editing": {
        "editing", "hyperlinks", "index", "problems", "programme", "prose", "records", "schemas",
        "slugs", "source", "visibility",
    },
    "comparison": {
        "comparison", "hyperlinks", "problems", "prose", "records", "slugs", "source", "swedish",
        "visibility",
    },
    "importing": {
        "editing", "importing", "index", "problems", "programme", "records", "slugs", "source",
        "swedish", "visibility",
    },
    "codeowners": {"programme", "records"},
    "history": set(),
    "chronicle": {"comparison", "history", "records"},
    "reviews": {"comparison", "index", "programme", "records"},
    "homes": {"index", "problems", "programme", "records", "source"},
    "commands": {
        "build", "codeowners", "commands", "comparison", "editing", "history", "importing", "index",
        "problems", "programme", "records", "reports", "reviews", "schemas", "slugs", "swedish",
    },
    "archives": set(),
    "words": set(),
    "leaks": {"archives", "words"},
    "redaction": {
        "chronicle", "comparison", "index", "problems", "programme", "records", "redaction",
        "reviews", "rules", "slugs", "swedish", "views", "visibility",
    },
    "withheld": {"programme", "records", "source", "visibility"},
    "speech": {"leaks", "programme", "records", "slugs", "withheld", "words"},
    "phrases": {"leaks", "programme", "prose", "records", "speech", "withheld", "words"},
    "build": {*BACK, *FRONT, "redaction", "leaks"},
    "hook": {"build", "frames", "glossary", "layout", "problems", "search", "sheets"},
    "engine": set(),
    "reports": {"problems", "programme", "records", "rules", "swedish", "source", "reports"},
    "levels": {"programme", "records", "visibility"},
    "tables": {"levels", "records"},
    "cli": {
        "build", "commands", "engine", "levels", "problems", "programme", "records", "reports",
        "search", "tables",
    },
    "__init__": set(),
}  # fmt: skip
"""The rooms of the house, each with the rooms that it may know of."""

LIBRARIES = {
    "yaml": {"source"},
    "mkdocs": {"hook"},
    "pydantic": {
        "records", "index", "programme", "redaction", "visibility", "publication", "levels",
        "withheld", "phrases", "rules", "schemas", "editing", "comparison", "reviews",
    },
    "pydantic_core": {"records"},
    "markdown": {"frames", "glossary"},
    "pypdf": {"archives"},
    "tinycss2": {"sheets"},
    "icalendar": {"calendars"},
    "snowballstemmer": {"search"},
    "python_calamine": {"importing"},
}  # fmt: skip
"""Libraries that only some rooms may import."""

FORBIDDEN_NAMES = {"utils", "helpers", "base", "common", "misc", "macros"}


def files():
    return sorted(MACROS.rglob("*.py"))


def room(path):
    return path.stem if path.parent == MACROS else path.parent.name


def imports(path):
    """Every module that a file imports, by its dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            if node.module == "macros":
                yield from (f"macros.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(MACROS)))
def test_a_room_imports_only_rooms_it_may_know_of(path):
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("macros.")}
    assert ours <= MAY_IMPORT[room(path)]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(MACROS)))
def test_a_library_is_known_only_where_it_belongs(path):
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in LIBRARIES.get(library, {room(path)}), f"{library} in {path.name}"


def test_back_and_front_of_house_never_meet_but_in_redaction_and_build():
    for name in BACK:
        assert not MAY_IMPORT[name] & set(FRONT)
    for name in FRONT:
        assert not MAY_IMPORT[name] & set(BACK)
    both = {name for name, known in MAY_IMPORT.items() if known & set(BACK) and known & set(FRONT)}
    assert both <= {"redaction", "build", "hook"}, both


def test_every_room_is_on_the_map():
    assert {room(path) for path in files()} == set(MAY_IMPORT)


def test_no_room_is_a_lumber_room():
    assert not {path.stem for path in files()} & FORBIDDEN_NAMES


def test_templates_pages_and_theme_never_ask_for_the_audience():
    root = MACROS.parent
    asked = [
        path
        for folder in (MACROS / "templates", root / "docs", root / "overrides")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".jinja", ".md", ".html", ".css", ".js"}
        if "audience" in path.read_text(encoding="utf-8").replace("--audience", "")
        and "beslut" not in path.parts
    ]
    assert asked == []

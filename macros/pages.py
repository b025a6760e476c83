"""Pages: which pages there are, where they are, and how they stand in the navigation.

A generated page is what an editor could have written: a title and one macro call. A page that
an editor has written at the same address is used instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from macros import compliance, listings
from macros.rendering import front_matter, inside
from macros.views import Link, ProgrammeView, View

Nav = list[dict[str, "str | Nav"]]

OWN_PAGES = ("role", "system", "instruction")
"""Kinds of which every record has a page."""

OUTCOME = "outcome"
"""What the pages are about that exist for those who may see how the demands are met."""

MOVE, MOVED = "move", "Sidan har flyttat"
"""The kind and the title of the pages at addresses that are out of use."""

ABOUT = "Om"
INTERNAL = "intern"
"""The folder of what only the internal site has."""

PARTS = (
    ("", ("instruktioner/index.md",)),
    (
        "Ansvar",
        ("roller/index.md", "ansvar/index.md", "mitt-ansvar/index.md", "organisation/index.md"),
    ),
    ("", ("system/index.md", "system/register.md", "standarder/index.md")),
    ("", ("krav/index.md", "efterlevnad/index.md")),
    ("", ("programmet/index.md",)),
    ("", ("begrepp/index.md",)),
    (ABOUT, ("nytt/index.md", "data/index.md", "tillganglighet/index.md")),
)
"""The parts of the site, in the order in which people need them, and their generated pages.
A part without a name of its own is called what its first page is called."""

BESIDE = ("allt/index.md",)
"""Generated pages that every page leads to, and that are not in the navigation."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page below docs/: its path, its title as plain text, and its one macro call.

    `kind` is that of the records that it is about.
    """

    path: str
    title: str
    kind: str
    macro: str
    arguments: tuple[str, ...] = ()
    in_nav: bool = True

    @property
    def text(self) -> str:
        """The page as Markdown with its front matter."""
        arguments = ", ".join(f'"{argument}"' for argument in self.arguments)
        return f"{front_matter(self.title)}{{{{ {self.macro}({arguments}) }}}}\n"


def pages(view: ProgrammeView) -> tuple[Page, ...]:
    """Every generated page. An index without records, and what it would list, has no page."""
    return (
        *_fixed(view),
        *_chapters(view),
        *_records(view),
        *_outcomes(view),
        *_editions(view),
        *_moved(view),
    )


def nav(view: ProgrammeView, written: Mapping[str, str]) -> Nav:
    """The navigation: home, then the parts of the site, each with the pages that it has.

    Records are left out: they are listed on their index pages. `written` are the titles of the
    pages that editors have written, by path; those that have no place of their own stand among
    the pages about the site.
    """
    fixed = {page.path: page.title for page in _fixed(view)}
    chapters = {page.path: page.title for page in _chapters(view)}
    titles = {**fixed, **written, **chapters}
    own = (*_records(view), *_outcomes(view), *_editions(view))
    apart = {page.path for page in own} | {*BESIDE, "index.md"}
    placed = {path for _, paths in PARTS for path in paths}
    free = [path for path in written if path not in {*placed, *apart, *chapters}]
    folders = {"programmet": [*chapters], INTERNAL: [], "": []}
    for path in free:
        folder = path.partition("/")[0]
        folders[folder if folder in folders else ""].append(path)
    tree: Nav = [{"Hem": "index.md"}]
    for title, paths in PARTS:
        before = folders[""] if title == ABOUT else ()
        after = folders["programmet"] if "programmet/index.md" in paths else ()
        tree += _part(title, [*before, *paths, *after], titles)
    guides = sorted(folders[INTERNAL], key=lambda path: (path.count("/"), path))
    return [*tree, *_part("Internt", [it for it in guides if it.count("/") == 1], titles)]


def _part(
    name: str, paths: Iterable[str], titles: Mapping[str, str]
) -> Iterator[dict[str, str | Nav]]:
    """A part of the site, if it has any page. A single page stands for itself."""
    there = [path for path in paths if path in titles]
    entries: Nav = [{titles[path]: path} for path in there]
    if len(there) == 1 and name != ABOUT:
        yield entries[0]
    elif there:
        yield {name or titles[there[0]]: entries}


def _fixed(view: ProgrammeView) -> Iterator[Page]:
    def title(kind: str) -> str:
        return view.shelf(kind).title

    rows = (
        ("index.md", str(view.municipality.site_title), "municipality", "home"),
        ("programmet/index.md", title("document"), "document", "programme"),
        ("ansvar/index.md", "Vem ansvarar för vad", "duty", "responsibilities"),
        ("roller/index.md", title("role"), "role", "index", "roll"),
        ("mitt-ansvar/index.md", "Mitt ansvar", OUTCOME, "mine"),
        ("system/index.md", title("system"), "system", "index", "system"),
        ("instruktioner/index.md", title("instruction"), "instruction", "index", "instruktion"),
        ("krav/index.md", title("requirement"), "requirement", "index", "krav"),
        ("efterlevnad/index.md", "Efterlevnad", OUTCOME, "compliance"),
        ("standarder/index.md", title("standard"), "standard", "index", "standard"),
        ("begrepp/index.md", title("term"), "term", "index", "begrepp"),
        ("organisation/index.md", title("unit"), "unit", "organisation"),
        ("system/register.md", f"Register över {inside(title('system'))}", "system", "register"),
        ("nytt/index.md", "Vad har ändrats?", "document", "news"),
        ("data/index.md", "Data att hämta", "document", "open_data"),
        ("tillganglighet/index.md", title("accessibility"), "accessibility", "accessibility"),
        ("allt/index.md", "Allt innehåll", "document", "everything"),
    )
    for path, name, needs, macro, *arguments in rows:
        if view.compliance if needs == OUTCOME else len(view.shelf(needs)):
            yield Page(path, name, needs, macro, tuple(arguments), path not in BESIDE)


def _chapters(view: ProgrammeView) -> Iterator[Page]:
    for chapter in listings.chapters(view):
        yield Page(_path(chapter), chapter.link.title, "section", "chapter", (chapter.link.id,))


def _records(view: ProgrammeView) -> Iterator[Page]:
    for kind in OWN_PAGES:
        shelf = view.shelf(kind)
        for record in shelf:
            arguments = (shelf.word, record.link.id)
            yield Page(_path(record), record.link.title, kind, "record", arguments, in_nav=False)


def _outcomes(view: ProgrammeView) -> Iterator[Page]:
    """The pages below »Efterlevnad« and »Mitt ansvar«."""
    for demand in compliance.checked(view):
        yield _outcome(demand.link, demand.link.title, "demand", demand.link.id)
    for actor in compliance.responsible(view):
        title = f"Mitt ansvar: {inside(actor.title)}"
        yield _outcome(actor, title, "responsibility", f"{actor.word}/{actor.id}")


def _outcome(link: Link, title: str, macro: str, argument: str) -> Page:
    path = compliance.page_of(link).path
    assert path, link
    return Page(path, title, OUTCOME, macro, (argument,), in_nav=False)


def _editions(view: ProgrammeView) -> Iterator[Page]:
    """A page for every adopted version with what has changed since, if that is known."""
    for it in view.news.editions:
        if it.told is not None:
            yield Page(f"nytt/{it.id}.md", it.title, "document", "edition", (it.id,), in_nav=False)


def _moved(view: ProgrammeView) -> Iterator[Page]:
    """A page at every address that is out of use, which leads to the new one."""
    taken = {page.path for page in (*_chapters(view), *_records(view))}
    for move in view.moves:
        if "#" not in move.path and move.path not in taken:
            arguments = (f"{move.link.word}/{move.link.id}",)
            yield Page(move.path, MOVED, MOVE, "moved", arguments, in_nav=False)


def former_anchors(view: ProgrammeView) -> dict[str, dict[str, tuple[str, ...]]]:
    """Anchors that are out of use, by the page and by the anchor that they now mean."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for move in view.moves:
        _, mark, old = move.path.partition("#")
        page, _, new = (move.link.path or "").partition("#")
        if mark and new:
            anchors = found.setdefault(page, {})
            anchors[new] = (*anchors.get(new, ()), old)
    return found


def _path(view: View) -> str:
    assert view.link.path, view
    return view.link.path.partition("#")[0]

"""The whole flow: files, programme, redaction, pages."""

from __future__ import annotations

import inspect
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateNotFound

from macros import (
    calendars,
    guidance,
    layout,
    leaks,
    opendata,
    pages,
    palette,
    problems,
    rendering,
    visibility,
)
from macros.colophon import Colophon, colophons
from macros.homes import homes
from macros.hyperlinks import hyperlinks
from macros.index import walk
from macros.pages import Nav, Page
from macros.phrases import Phrase, Search, Voice, search
from macros.problems import Place, Problem, ProgrammeError
from macros.programme import Programme, examine, places
from macros.prose import Call, WrittenPage, other_files, read_pages
from macros.ranking import Rank, ranks
from macros.records import COLLECTIONS, NESTED, address
from macros.records.fields import Duration, Record, Visibility
from macros.redaction import Sight, redact, with_edits, with_news, with_outcomes
from macros.rules import durations
from macros.rules.checks import mistakes
from macros.rules.examination import demands
from macros.rules.examination import examine as examine_demands
from macros.rules.outcome import Report
from macros.rules.sayings import sayings
from macros.shortcodes import SHORTCODES, Shortcodes
from macros.source import Location
from macros.synonyms import unknown_meanings
from macros.views import NotFound, ProgrammeView

AUDIENCES = {"public": Visibility.PUBLIC, "internal": Visibility.INTERNAL}
"""The sites there are. What is restricted is in neither."""

MAY_BE_NAMED = {"text"}
"""Arguments of macros that a page may give by name."""


COMMENT = re.compile(
    r"(^(?:```|~~~).*?^(?:```|~~~)|`[^`\n]*`)|<!--.*?-->", re.DOTALL | re.MULTILINE
)
"""What a writer has noted on a page for other writers, and code, where it is no comment."""

WHOLE = ("record", "chapter", "programme", "accessibility")
"""Macros of pages that the public has whole, unless something in them is withheld. The others
list records, of which the public may have fewer."""

MOST_LEAKS = 50
"""What is told of what the last look found; one would be enough."""
PHRASE_BEGINS = 3
"""Words by which the line of a phrase is found again."""


@dataclass(frozen=True)
class Site:
    """A site for one audience, ready for an engine.

    `files` are the only files in docs/ that it has. `also_open` are pages that the public site
    has too, when this is another, with whether it has only a part of them. `day` is the date as
    the theme says it. `colophons` tell of every page, by its path, and `ranks` tell the search of
    every page that it looks in. `synonyms` are what people say, with what it is called here.
    `former` are anchors out of use, by page and by the anchor that they now mean, and `moved` are
    pages out of use with the address that they lead to. `watch` knows what may not stand on the
    site, but only by fingerprints.
    """

    view: ProgrammeView
    shortcodes: Shortcodes
    pages: Mapping[str, Page]
    files: frozenset[str]
    also_open: Mapping[str, bool]
    nav: Nav
    notice: str
    today: date
    day: str
    colophons: Mapping[str, Colophon]
    ranks: Mapping[str, Rank]
    synonyms: Mapping[str, Sequence[str]]
    former: Mapping[str, Mapping[str, Sequence[str]]]
    moved: Mapping[str, str]
    watch: leaks.Watch

    def __repr__(self) -> str:
        return f"<Site of {len(self.pages)} generated pages>"

    def data(self, site_url: str) -> Mapping[str, opendata.Text]:
        """The open data, the calendars, the colours and what the search may say: paths below the
        site's address, and what each file holds, piece by piece.

        To be asked for before the views are released.
        """
        return {
            **opendata.files(self.view, self.today, site_url),
            **calendars.files(self.view, self.today, site_url),
            palette.PATH: partial(palette.stylesheet, self.view.municipality),
            guidance.PATH: partial(
                guidance.guidance, self.view, self.colophons["index.md"].contact
            ),
        }

    def release(self) -> None:
        """Let go of the views, once every page is set, of what has pages of its own."""
        self.view.forget(*pages.OWN_PAGES)


def build(root: Path, audience: str, today: date) -> Site:
    """The site of an audience, from the folder that holds data/ and docs/.

    `audience` is a key of AUDIENCES; `today` is the date that the site is built for. Raises
    ProgrammeError with every problem in the data and the pages.
    """
    readers = AUDIENCES[audience]
    programme, written, view = _examine(root, readers, today)
    if readers is not Visibility.PUBLIC:
        view = with_outcomes(view, programme, readers, examine_demands(programme, today))
    levels = {page.path: page.visibility for page in written}
    watch = _search(
        root, programme, written, readers, _voice(programme, view, readers, today)
    ).watch
    sight = Sight(view, programme, readers, levels, lambda text: bool(watch.find(text)))
    view = with_news(view, programme, root, sight)
    view = with_edits(view, programme, readers, partial(homes, root, programme), levels)
    shown = [page for page in written if page.visibility.rank <= readers.rank]
    titles = {page.path: page.title for page in shown}
    linked = _linked(written, readers)
    made = [it for it in pages.pages(view) if it.kind != pages.MOVE or it.path not in titles]
    lasting = {page.path: page.title for page in made if page.kind != pages.MOVE}
    all_titles = {**lasting, **titles}
    also_open = () if readers is Visibility.PUBLIC else _also_open(programme, made, written)
    partly = {
        *view.partly_open,
        *(page.path for page in shown if page.passages),
        *(page.path for page in made if page.macro not in WHOLE),
    }
    generated = {page.path: page for page in made}
    return Site(
        view=view,
        shortcodes=Shortcodes(
            view,
            passages=readers is not Visibility.PUBLIC,
            titles=all_titles,
            today=today,
        ),
        pages=generated,
        files=frozenset([*(page.path for page in shown), *linked]),
        also_open={path: path in partly for path in also_open},
        nav=pages.nav(view, titles),
        notice=rendering.notice(view.document),
        today=today,
        day=rendering.said(today),
        colophons=colophons(view, made, titles, today, _last_day),
        ranks=ranks(view, generated, all_titles),
        synonyms=programme.synonyms,
        former=pages.former_anchors(view),
        moved={
            it.path: opendata.address(it.link.path or "")
            for it in view.moves
            if it.path in generated
        },
        watch=watch,
    )


def _last_day(start: date, length: str) -> date:
    """The last day within a length of time that a demand is checked against."""
    return durations.last_day(start, Duration.parse(length))


def _linked(written: Iterable[WrittenPage], readers: Visibility) -> set[str]:
    """What pages link to where their readers see the link. Other files are nobody's."""
    linked = {
        link.path
        for page in written
        for link in page.links
        if page.visibility_at(link.place).rank <= readers.rank
    } | {
        link.path
        for page in written
        for passage in page.passages
        if passage.begins == passage.ends and Visibility.INTERNAL.rank <= readers.rank
        for link in hyperlinks(page.place.file, passage.text)
    }
    return linked - {page.path for page in written}


def _also_open(
    programme: Programme, made: Iterable[Page], written: Iterable[WrittenPage]
) -> Iterator[str]:
    """The pages that the public site has too: of open records, and those that list such."""
    kinds: set[str] = set()
    paths = {page.path for page in written if page.visibility is Visibility.PUBLIC}
    for collection in COLLECTIONS:
        for record in programme.records[collection.kind]:
            if visibility.of_record(collection, record) is Visibility.PUBLIC:
                kinds.add(collection.kind)
                paths.add(address(record, record) or "")
    kinds |= {kind.kind for kind in NESTED if kind.within in kinds}
    yield from paths
    yield from (page.path for page in made if page.macro != "record" and page.kind in kinds)


def _search(
    root: Path,
    programme: Programme,
    written: tuple[WrittenPage, ...],
    readers: Visibility,
    voice: Voice,
) -> Search:
    """What the last look searches for."""
    linked = _linked(written, readers)
    hidden = (file for file in other_files(root) if file.path not in linked)
    return search(programme, [*written, *hidden], readers, voice)


def _voice(programme: Programme, view: ProgrammeView, readers: Visibility, today: date) -> Voice:
    """How a site speaks. The catalog of the data says the date that it is of.

    The open site says nothing of how the demands are met, and is built without knowing it.
    """
    notice = rendering.notice(view.document)
    furniture = (*rendering.furniture(), notice, f"date {today.isoformat()}")
    unsaid = tuple(sayings(programme)) if readers is Visibility.PUBLIC else ()
    return Voice(rendering.said, furniture, unsaid)


def look(root: Path, audience: str, site: Site, tree: Path, theme: Path) -> list[Problem]:
    """The last look at a finished site: what stands in it that its readers may not see.

    `tree` is the folder of the site, `theme` that of the engine's theme. The data is read anew
    only when something is found, to tell where it comes from.
    """
    if not site.watch.keys:
        return []
    hits, unreadable = leaks.look(site.watch, tree, theme)
    found = [problems.unreadable_on_site(Place(it.file)) for it in unreadable]
    if hits:
        readers = AUDIENCES[audience]
        programme, written, view = _examine(root, readers)
        voice = _voice(programme, view, readers, site.today)
        sought = _search(root, programme, written, readers, voice)
        place_of = places(root)
        first: dict[tuple[str, Place], list[Place]] = {}
        for hit in hits[:MOST_LEAKS]:
            told = first.setdefault(_origin(root, sought.phrases[hit.phrase], place_of), [])
            told.append(Place(hit.file, hit.line))
        for (title, origin), told in first.items():
            files = len({place.file for place in told})
            found.append(problems.leak(told[0], title, origin, files - 1))
    return found


def _origin(
    root: Path, phrase: Phrase, place_of: Callable[[Record, Location], Place]
) -> tuple[str, Place]:
    """What a phrase is, and where it stands in data/ or docs/."""
    origin = phrase.origin
    if not isinstance(origin, WrittenPage):
        return origin.field.title, place_of(origin.record, origin.location)
    path = root / "docs" / origin.path
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    begins = leaks.watch([phrase.words[:PHRASE_BEGINS]])
    for number in range(len(lines)):
        if begins.find(" ".join(lines[number : number + 2])):
            return origin.title, Place(origin.place.file, number + 1)
    return origin.title, origin.place


def without_comments(text: str) -> str:
    """A page's Markdown without what writers have noted on it."""
    return COMMENT.sub(lambda found: found[1] or "", text) if "<!--" in text else text


def written_out(root: Path, site: Site) -> dict[str, str]:
    """Every page of a site as plain Markdown, by its path below docs/, for another engine."""
    texts = {path: page.text for path, page in site.pages.items()}
    for page in read_pages(root)[0]:
        if page.path in site.files:
            texts[page.path] = (root / "docs" / page.path).read_text(encoding="utf-8")
    jinja = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701 (Markdown)
    names = site.shortcodes.names
    return {
        path: layout.relative(
            without_comments(jinja.from_string(text).render(names)), partial(_address, path)
        )
        for path, text in sorted(texts.items())
    }


def _address(page: str, path: str) -> str:
    """The address of a page as another page leads to it, where each is a folder."""
    start, target = (opendata.address(it) or "." for it in (page, path))
    return f"{posixpath.relpath(target, start)}/"


def check(root: Path, today: date | None = None) -> tuple[Programme, tuple[WrittenPage, ...]]:
    """Read and check everything. Raises ProgrammeError with every problem there is.

    Without a date, what must have been decided before today is not checked.
    """
    programme, written, _ = _examine(root, Visibility.RESTRICTED, today)
    return programme, written


def _examine(
    root: Path, readers: Visibility, today: date | None = None
) -> tuple[Programme, tuple[WrittenPage, ...], ProgrammeView]:
    """The programme, the pages and an audience's view, when all is well.

    Whether a macro is rightly filled in is seen without the data. Whether its ids exist is tried
    once the programme is without problems: what an audience may not see need not be missing, so
    what fails in its view is tried again against the whole programme.
    """
    programme, found = examine(root)
    written, wrong = read_pages(root)
    found += wrong
    calls = [call for page in written for call in page.calls]
    unfit = [problem for call in calls for problem in _misfit(call)]
    if found or unfit:
        raise ProgrammeError(found + unfit)
    view = redact(programme, readers)
    wrong_checks = list(_wrong_checks(root, programme))
    seen = partial(redact if wrong_checks else _untried, programme)
    found += wrong_checks
    found += _dead_links(root, written, seen)
    found += _pages_of_hidden(programme, written)
    found += unknown_meanings(root, programme.synonyms, _texts(programme, written))
    found += _early_decisions(root, programme, today) if today else ()
    if _failures(calls, view):
        found += _failures(calls, redact(programme, Visibility.RESTRICTED))
    if found:
        raise ProgrammeError(found)
    return programme, written, view


def _texts(programme: Programme, written: Iterable[WrittenPage]) -> Iterator[str]:
    """Every text of the programme and its pages, those that explain words before the records."""
    yield from (page.text for page in written)
    for collection in sorted(COLLECTIONS, key=lambda it: (it.kind == "system", it.kind != "term")):
        for record in programme.records[collection.kind]:
            yield " ".join(value for _, _, value in walk(record) if isinstance(value, str))


def _pages_of_hidden(programme: Programme, written: tuple[WrittenPage, ...]) -> Iterator[Problem]:
    """Pages at the address of a record that fewer may see."""
    pages_at = {page.path: page for page in written}
    for collection in COLLECTIONS:
        for record in programme.records[collection.kind]:
            page = pages_at.get(address(record, record) or "")
            level = visibility.of_record(collection, record)
            if page and level.rank > page.visibility.rank:
                yield problems.page_of_hidden(page.place, level)


def _early_decisions(root: Path, programme: Programme, today: date) -> Iterator[Problem]:
    """Decisions to publish that have not been taken yet."""
    early = [
        (record, number)
        for records in programme.records.values()
        for record in records
        for number, decision in enumerate(record.publication_decisions)
        if decision.date > today
    ]
    if early:
        place_of = places(root)
        for record, number in early:
            place = place_of(record, ("publication_decisions", number, "date"))
            yield problems.early_decision(place)


def _wrong_checks(root: Path, programme: Programme) -> Iterator[Problem]:
    """Checks of demands that cannot be run as they are written."""
    wrong = list(mistakes(programme))
    if wrong:
        place_of = places(root)
        yield from (make(place_of(record, location)) for record, (location, make) in wrong)


def _dead_links(
    root: Path, written: tuple[WrittenPage, ...], seen: Callable[[Visibility], ProgrammeView]
) -> Iterator[Problem]:
    """Links on written pages to what is not there, or to what the page's readers may not see."""
    levels = {page.path: page.visibility for page in written}
    generated = cache(lambda level: {page.path for page in pages.pages(seen(level))})
    for page in written:
        for link in page.links:
            readers = page.visibility_at(link.place)
            if link.path in levels:
                if levels[link.path].rank > readers.rank:
                    yield problems.link_to_hidden(link.place, link.text)
            elif _is_file(root, link.path) or link.path in generated(readers):
                continue
            elif link.path in generated(Visibility.RESTRICTED):
                yield problems.link_to_hidden(link.place, link.text)
            else:
                known = [*levels, *generated(Visibility.RESTRICTED)]
                near = problems.nearest(link.path, known)
                yield problems.dead_link(link.place, link.text, near)


def _untried(programme: Programme, readers: Visibility) -> ProgrammeView:
    """What readers see, with the pages about the demands, but without trying any demand."""
    view = redact(programme, readers)
    return with_outcomes(view, programme, readers, Report(tuple(demands(programme)), (), ()))


def _is_file(root: Path, path: str) -> bool:
    return not path.startswith("../") and (root / "docs" / path).is_file()


def _failures(calls: Iterable[Call], view: ProgrammeView) -> list[Problem]:
    shortcodes = Shortcodes(view, strict=True, passages=True)
    return [problem for call in calls for problem in _try(call, shortcodes)]


def _misfit(call: Call) -> Iterator[Problem]:
    """A macro that does not exist, or is filled in with something else than it takes."""
    if call.name not in SHORTCODES:
        yield problems.unknown_macro(call.place, call.name, SHORTCODES)
        return
    signature = inspect.signature(getattr(Shortcodes, call.name))
    try:
        if call.arguments is None or not dict(call.named).keys() <= MAY_BE_NAMED:
            raise TypeError
        signature.bind(None, *call.arguments, **dict(call.named))
    except TypeError:
        takes = [
            name for name, it in signature.parameters.items() if it.kind is not it.KEYWORD_ONLY
        ]
        form = f"{call.name}({', '.join(takes[1:])})"
        yield problems.macro_arguments(call.place, call.name, form)


def _try(call: Call, shortcodes: Shortcodes) -> Iterator[Problem]:
    """Run a macro call against the whole programme, so that a wrong id is found before a build."""
    arguments = call.arguments or ()
    title = f"Makrot {problems.quoted(call.name)}"
    try:
        shortcodes.macros[call.name](*arguments, **dict(call.named))
    except NotFound as error:
        if all(known.endswith(f"/{error.text}") for known in error.known):
            yield problems.ambiguous(call.place, title, error.text, error.known)
        else:
            tip = problems.nearest(error.text, error.known)
            yield problems.dangling(call.place, title, error.words, error.text, tip)
    except TemplateNotFound:
        yield problems.no_overview(call.place, call.name, " ".join(arguments))

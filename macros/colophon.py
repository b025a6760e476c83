"""The colophon: what stands last on every page of who answers for it, when it was decided and
last gone through, and whom to ask.

It is text and nothing else, so it can be kept when the views are let go of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote

from macros import contacts, opendata, pages, register
from macros.pages import Page
from macros.register import Desk
from macros.slugs import slug
from macros.swedish import at_least, capital, day, inside
from macros.views import Link, ProgrammeView, View

LONGEST = 155
"""Characters of a description that those who list pages show."""
SENTENCE_ENDS = re.compile(r"[.!?](?= [A-ZÅÄÖ»])")

IN_FORCE = ("gällande", "ska bekräftas")
"""Statuses of what is to be gone through again."""
REVIEWED = "reviewed_on"
"""The field of the day when a document or an instruction was last gone through."""
NO_LATER = "Ingen genomgång känd efter beslutet"
"""What is said when no later review is told: there may be one that these readers may not see."""

STALE = " (ändrat efter genomgången)"
ENTRY = """\
- id: {id}
  reviewed: {of}
  by: SKRIV ROLLENS ID
  date: {day}
  outcome: stämmer
  digest: {digest}"""
"""What stands in the file of reviews when a record has been gone through."""

OF_DOCUMENT = (
    "document", "section", "duty", "role", "requirement", "standard", "term", "repair", "function",
)  # fmt: skip
"""Kinds that tell what stands in the governing document, and are decided with it."""

OVERVIEW, SITE = "Översikt", "Om webbplatsen"
WORDS = {
    "home": "Startsida", "programme": "Styrdokument", "chapter": "Kapitel", "register": "Register",
    "demand": "Efterlevnad", "responsibility": "Mitt ansvar",
}  # fmt: skip
"""What the pages of a macro are. Those of other macros list something."""
LISTS = {"term": "Ordlista"}
"""What a list of some kind is called, unless that is its title already."""
FOLDERS = {"intern/beslut/": "Beslut", "intern/": "Guide", "": SITE}
"""What the pages are that only editors make, by where they are."""
ABOUT = {path for part, paths in pages.PARTS if part == pages.ABOUT for path in paths}

LastDay = Callable[[date, str], date]
"""The last day that is within a length of time from a date."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a page, what that is called, and the address of who it is."""

    label: str
    text: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask, and an address to follow; empty when there is only a number to call."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Reviewable:
    """What someone who has gone through a record writes of it: the beginning of an entry in the
    file of reviews, and the address of that file on the host, if there is one."""

    entry: str
    address: str


@dataclass(frozen=True, slots=True)
class Colophon:
    """What is told of a page, as plain text. What has no value is not told.

    `kind` is a word for what the page is, and `description` a sentence about it. Addresses are
    seen from the site's first page; `feedback`, `edit` and that of a contact are whole. `edit` is
    where the page is changed, and `record` what is written when it has been gone through.
    """

    kind: str = ""
    description: str = ""
    owner: Answering | None = None
    decided: str = ""
    reviewed: str = ""
    next_review: str = ""
    status: str = ""
    changed: str = ""
    contact: Contact | None = None
    feedback: str = ""
    edit: str = ""
    record: Reviewable | None = None


def colophons(
    view: ProgrammeView,
    made: Iterable[Page],
    written: Mapping[str, str],
    today: date,
    last_day: LastDay,
) -> dict[str, Colophon]:
    """The colophon of every page by its path below docs/: the generated and the written.

    `written` are the titles of the written pages, by path. A written page at the address of a
    generated one is about the same.
    """
    maker = _Maker(view, today, last_day)
    found = {page.path: maker.of_page(page, written.get(page.path)) for page in made}
    for path, title in written.items():
        if path not in found:
            found[path] = maker.of_written(path, title)
    return found


def shortened(text: str) -> str:
    """A text on one line, as its first whole sentences, or else its first words, if it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    ends = [it.end() for it in SENTENCE_ENDS.finditer(line) if it.end() <= LONGEST]
    if ends:
        return line[: ends[-1]]
    words = line[: LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:–")
    return f"{words} …" if words else ""


class _Maker:
    """Makes the colophons of a site."""

    def __init__(self, view: ProgrammeView, today: date, last_day: LastDay) -> None:
        self._view = view
        self._today = today
        self._last_day = last_day
        self._about = {kind: about for kind, _, _, about in opendata.ROWS}
        self._site = self._of_site()
        self._document = self._decided(view.document)
        self._places = dict(self._places_of_lists())
        self._days: dict[str, list[date]] = {}
        for path, changed in view.news.changed.items():
            self._days.setdefault(path.partition("#")[0], []).append(changed)

    # --- pages -----------------------------------------------------------------------------

    def of_page(self, page: Page, title: str | None = None) -> Colophon:
        """The colophon of a generated page, or of one that is written at its address."""
        title = title or page.title
        if page.macro == "record":
            record = self._view.shelf(page.kind).by_id[page.arguments[-1]]
            word = self._view.own_words.get(page.kind, record.link.word)
            told = self._gone_through(record.link, self._of_record(record))
            return self._called(page.path, title, word, str(record.summary), told)
        told = self._document if _is_of_document(page) else self._site
        if page.kind == "accessibility":
            (statement,) = self._view.shelf(page.kind)
            told = replace(told, reviewed=_said(statement.reviewed_on))
        if page.macro == "programme":
            told = self._gone_through(self._view.document.link, told)
        return self._called(page.path, title, self._word(page), self._sentence(page), told)

    def of_written(self, path: str, title: str) -> Colophon:
        """The colophon of a page that only an editor has made."""
        kind = self._places.get(path)
        if kind in OF_DOCUMENT:
            return self._called(path, title, self._view.shelf(kind).title, "", self._document)
        word = next(word for folder, word in FOLDERS.items() if path.startswith(folder))
        return self._called(path, title, word, "", self._site)

    def _changed(self, path: str) -> str:
        """When what a page shows was last changed in substance: the page itself, or the latest of
        the records that stand on it."""
        days = self._days.get(path)
        return day(max(days)) if days else ""

    def _called(self, path: str, title: str, word: str, sentence: str, told: Colophon) -> Colophon:
        municipality = self._view.municipality
        site = f"{municipality.site_title}, {municipality.name}."
        whole = site if title == municipality.site_title else f"{title} – {site}"
        return replace(
            told,
            changed=self._changed(path),
            edit=self._view.edits.get(path, ""),
            kind=capital(word),
            description=shortened(sentence) or shortened(whole),
            feedback=self._feedback(title),
        )

    def _word(self, page: Page) -> str:
        if page.path in ABOUT:
            return SITE
        word = WORDS.get(page.macro) or LISTS.get(page.kind, OVERVIEW)
        return OVERVIEW if word == page.title else word

    def _sentence(self, page: Page) -> str:
        """What a page is about, for a page that is not a record's own."""
        municipality, document = self._view.municipality, self._view.document
        if page.macro == "home":
            return str(municipality.tagline)
        if page.macro == "programme":
            decided = self._decision(document.adopted)
            is_told = decided and document.adopted.body
            return f"{document.name} antogs av {inside(decided)}." if is_told else ""
        if page.macro == "chapter":
            return f"Kapitel {page.title} i {document.name}."
        if page.kind in self._about and page.path not in {*ABOUT, *pages.BESIDE}:
            return f"{page.title} i {municipality.name}: {inside(self._about[page.kind])}"
        return ""

    def _places_of_lists(self) -> Iterator[tuple[str, str]]:
        """The pages that list records, each with the kind of the first that it lists."""
        for shelf in self._view.shelves.values():
            first = next(iter(shelf), None)
            if first and first.link.path and shelf.kind not in pages.OWN_PAGES:
                yield first.link.path.partition("#")[0], shelf.kind

    # --- what is told ----------------------------------------------------------------------

    def _of_record(self, record: View) -> Colophon:
        match record.link.kind:
            case "instruction":
                return self._decided(record)
            case "system":
                return self._of_system(record)
            case _:
                return self._document

    def _gone_through(self, link: Link, told: Colophon) -> Colophon:
        """With the latest review of a record, for those who may know, and what the next is to say.

        That the record has been changed since is a sentence of its own.
        """
        news = self._view.news
        key = (link.kind, link.id)
        if latest := news.reviewed.get(key):
            since = "" if latest.is_current else STALE
            reviewed = f"{day(latest.day)}, {inside(latest.by)}: {latest.outcome}{since}"
            told = replace(told, reviewed=reviewed)
        if key in news.digests:
            entry = ENTRY.format(
                id=f"{slug(link.word)}-{slug(link.id)}-{self._today.isoformat()}",
                of=f"{link.word}/{link.id}",
                day=self._today.isoformat(),
                digest=news.digests[key],
            )
            told = replace(told, record=Reviewable(entry, self._view.reviews_at))
        return told

    def _of_site(self) -> Colophon:
        municipality = self._view.municipality
        owner = _answering(municipality.title_of("site_owner"), municipality.site_owner)
        return Colophon(owner=owner, contact=_contact(register.common_desk(municipality)))

    def _of_system(self, system: View) -> Colophon:
        owner = next(register.owners(self._view, system), None)
        return Colophon(
            owner=_answering(owner.label, owner.holder) if owner else None,
            status=capital(str(system.status)),
            contact=_contact(register.desk(self._view, system)),
        )

    def _decided(self, record: View) -> Colophon:
        """Of what is decided, and gone through again: the document or an instruction."""
        adopted, reviewed = (
            it if isinstance(it, date) and it <= self._today else None
            for it in (record.adopted.date, record.reviewed_on)
        )
        latest = max((it for it in (adopted, reviewed) if it), default=None)
        return Colophon(
            owner=_answering(record.title_of("responsible_role"), record.responsible_role),
            decided=self._decision(record.adopted),
            reviewed=NO_LATER if latest and latest != reviewed else _said(latest),
            next_review=self._next(record, latest) if latest else "",
            status=_status(record),
            contact=self._site.contact,
        )

    def _decision(self, adopted: View) -> str:
        """A decision: who, when and where it stands; nothing of one that is not taken yet."""
        if adopted.date and adopted.date > self._today:
            return ""
        when = f"den {day(adopted.date)}" if adopted.date else ""
        who_and_when = " ".join(part for part in (str(adopted.body), when) if part)
        return capital(", ".join(part for part in (who_and_when, str(adopted.paragraph)) if part))

    def _next(self, record: View, latest: date) -> str:
        """When something is to be gone through again. That the day has passed is not told here."""
        interval = self._interval(record.link.word) if record.status in IN_FORCE else ""
        if not interval:
            return ""
        last = self._last_day(latest, interval)
        if last >= self._today:
            return f"Senast den {day(last)}"
        return f"Ska gås igenom {at_least(interval)}"

    def _interval(self, word: str) -> str:
        """How often all records of a kind are to be gone through, by a demand that is checked."""
        for demand in self._view.shelf("requirement"):
            for check in demand.checks:
                narrower = check.only or check.kinds or check.parts or check.when
                if check.of == word and REVIEWED in check.fields and check.within and not narrower:
                    return str(self._view.shelf("threshold").by_id[check.within.id].value)
        return ""

    def _feedback(self, title: str) -> str:
        """Where to say what one thinks of a page: a letter about it, or else an address."""
        feedback = self._view.municipality.feedback
        letter = contacts.letter(feedback.mailbox)
        return f"{letter}?subject={quote(title, safe='')}" if letter else str(feedback.url)


def _is_of_document(page: Page) -> bool:
    return page.kind in OF_DOCUMENT and page.path not in {*ABOUT, *pages.BESIDE}


def _answering(label: str, who: object) -> Answering | None:
    """Who answers, unless nobody may be told of."""
    if not who:
        return None
    path = who.path if isinstance(who, Link) else None
    return Answering(str(label), str(who), opendata.address(path) if path else None)


def _status(record: View) -> str:
    """The status, and of what holds since when, if that is told."""
    begins = record.valid_from if record.link.kind == "instruction" else None
    since = f" från och med den {day(begins)}" if begins and record.status in IN_FORCE else ""
    return f"{capital(str(record.status))}{since}"


def _contact(desk: Desk | None) -> Contact | None:
    """How a desk is reached: by letter, on the web or else by phone."""
    if desk is None:
        return None
    contact = desk.contact
    way = contact.mailbox or contact.url or contact.phone
    told = ", ".join(part for part in (str(desk.who), str(way)) if part)
    return Contact(told, contacts.followed(way))


def _said(value: object) -> str:
    return day(value) if isinstance(value, date) else ""

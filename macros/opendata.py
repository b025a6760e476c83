"""Open data: what the site shows, as files beside it, and the description of those files.

The files hold what the views hold and nothing else, so each site has its own.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from macros import formats
from macros.formats import Group, Item
from macros.rendering import notice, templates
from macros.views import Field, Link, ProgrammeView, Shelf, View

FOLDER = "data/"
CATALOG = "dcat.rdf"
PAGE = "data/index.md"

ROWS = (
    ("system", "system", "", "Vad de är till för, vem som ansvarar och vad som registreras."),
    ("role", "roller", "", "Vad de är, vem som utser dem och vilka uppgifter de har."),
    ("duty", "uppgifter", "role", "Vad var och en ska göra, och tillsammans med vem."),
    ("requirement", "krav", "", "Vad styrdokumentet kräver, och vem det gäller."),
    ("instruction", "instruktioner", "", "Regler för den som använder, förvaltar eller driver."),
    ("rule", "regler", "instruction", "Instruktionernas regler, var för sig."),
    ("document", "styrdokument", "", "När dokumentet antogs, av vem, och vad som hänt sedan dess."),
    ("section", "avsnitt", "document", "Styrdokumentets avsnitt, med nummer och rubrik."),
    ("term", "begrepp", "", "Ord som används, och vad de betyder."),
    ("standard", "standarder", "", "Det som ska vara lika i hela kommunen."),
    ("software", "programvaror", "", "Program, vad de används till och om de får användas."),
    ("unit", "enheter", "", "Nämnder, förvaltningar och andra delar av organisationen."),
    ("function", "funktioner", "", "Andra som styrdokumentet nämner."),
)
"""What there are files of: the kind, the files' name, the kind that it is a part of, and what it
is about. The names are addresses, and stay the same when a municipality has a word of its own."""


@dataclass(frozen=True)
class Row:
    """A field as the page about the files tells it; its key is dotted inside a group."""

    title: str
    key: str
    field: Field
    is_record: bool


@dataclass(frozen=True, eq=False)
class Export:
    """The records of one kind, as files."""

    name: str
    about: str
    shelf: Shelf
    within: Shelf | None

    @property
    def title(self) -> str:
        """The kind, in the municipality's own words."""
        return self.shelf.title

    @property
    def count(self) -> int:
        """How many records there are."""
        return sum(1 for _ in self.items)

    @property
    def items(self) -> Iterator[Item]:
        """The records, each with the record that it is a part of."""
        if self.within is None:
            yield from map(Item, self.shelf)
            return
        for whole in self.within:
            for view in _parts(whole, self.shelf.kind):
                yield Item(view, whole.link)

    @cached_property
    def group(self) -> Group:
        """The fields that can stand in the files."""
        return formats.group_of(self.shelf.shape, self.items)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The fields, and those inside them."""
        return tuple(_rows(self.group, (), ""))


def exports(view: ProgrammeView) -> tuple[Export, ...]:
    """What there is to export. A kind without records has no files."""
    shelves = view.shelves
    return tuple(
        Export(name, about, shelves[kind], shelves[within] if within else None)
        for kind, name, within, about in ROWS
        if len(shelves[kind])
    )


def _parts(view: View, kind: str) -> Iterator[View]:
    for value in view.values.values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, View):
                if not part.is_part and part.link.kind == kind:
                    yield part
                yield from _parts(part, kind)


def _rows(group: Group, titles: tuple[str, ...], prefix: str) -> Iterator[Row]:
    for _, field, inside in group:
        path = (*titles, str(field.title))
        is_record = inside is not None and inside.is_record
        yield Row(": ".join(path), prefix + field.key, field, is_record)
        if inside and not is_record and inside is not group:
            yield from _rows(inside, path, f"{prefix}{field.key}.")


Text = Callable[[], Iterator[str]]
"""A file's text, a piece at a time, made when it is called."""


def files(view: ProgrammeView, today: date, site_url: str = "") -> dict[str, Text]:
    """The files by their path below the site, for writing as UTF-8 without changing line ends.

    Addresses in them are whole when `site_url` is given, and otherwise begin at the site; in the
    catalog they then begin at the catalog. They read the views, so they are to be written before
    the site lets go of these.
    """
    site = site_url and site_url.rstrip("/") + "/"
    made = exports(view)
    texts: dict[str, Text] = {}
    for export in made:
        maker = _Maker(export, view, today, site)
        texts[f"{FOLDER}{export.name}.json"] = maker.json
        texts[f"{FOLDER}{export.name}.csv"] = maker.csv
        texts[f"{FOLDER}{export.name}.schema.json"] = maker.schema
    texts[FOLDER + CATALOG] = lambda: _catalog(made, view, today, site)
    return texts


def address(path: str) -> str:
    """Where a page below docs/ is on the site, seen from the site's first page."""
    page, mark, anchor = path.partition("#")
    folder, name = posixpath.split(page.removesuffix(".md"))
    parts = [folder] if name == "index" else [folder, name]
    whole = "/".join(part for part in parts if part)
    return quote(f"{whole}/" if whole else "") + mark + quote(anchor, safe="")


class _Maker:
    """Makes the files of an export."""

    def __init__(self, export: Export, view: ProgrammeView, today: date, site: str) -> None:
        self._export = export
        self._view = view
        self._today = today
        self._site = site

    def json(self) -> Iterator[str]:
        """The records as JSON."""
        return formats.as_json(self._head, self._export.items, self._address)

    def csv(self) -> Iterator[str]:
        """The records as a table."""
        export = self._export
        return formats.as_csv(export.items, export.group, self._address, parts=self._has_parts)

    def schema(self) -> Iterator[str]:
        """The schema of the records as JSON."""
        export = self._export
        head: dict[str, object] = {"$id": self._schema_url} if self._site else {}
        head |= {"title": export.title, "description": export.about}
        return formats.as_schema(head, HEAD, export.group, parts=self._has_parts)

    @property
    def _has_parts(self) -> bool:
        return self._export.within is not None

    @property
    def _schema_url(self) -> str:
        return f"{self._site}{FOLDER}{self._export.name}.schema.json"

    @property
    def _head(self) -> Mapping[str, object]:
        municipality = self._view.municipality
        chosen = municipality.open_data
        head = {
            "title": self._export.title,
            "description": self._export.about,
            "municipality": municipality.name,
            "notice": notice(self._view.document),
            "example_note": str(municipality.example_note),
            "built": self._today.isoformat(),
            "schema": self._schema_url if self._site else f"{self._export.name}.schema.json",
            "license": str(chosen.license),
            "license_name": str(chosen.license_name),
        }
        return {key: value for key, value in head.items() if value}

    def _address(self, link: Link) -> str | None:
        return None if link.path is None else self._site + address(link.path)


HEAD: dict[str, object] = {
    key: {"title": title, **formats.TEXT}
    for key, title in (
        ("title", "Vad posterna är"),
        ("description", "Vad de handlar om"),
        ("municipality", "Kommun"),
        ("notice", "Om styrdokumentet"),
        ("example_note", "Om exemplen"),
        ("built", "Dagen som filen gjordes för"),
        ("schema", "Schemats adress"),
        ("license", "Licensens adress"),
        ("license_name", "Licens"),
    )
}
"""What stands before the records in a JSON file."""


def _catalog(
    made: tuple[Export, ...], view: ProgrammeView, today: date, site: str
) -> Iterator[str]:
    """The description of the files in DCAT-AP-SE, as RDF/XML."""
    yield from (
        templates()
        .get_template("dcat.rdf.jinja")
        .generate(
            municipality=view.municipality,
            open_data=view.municipality.open_data,
            mailbox=quote(str(view.municipality.contact.mailbox), safe="@"),
            notice=notice(view.document),
            exports=made,
            today=today.isoformat(),
            home=site or "../",
            page=f"{site}{FOLDER}" if site else "./",
            folder=f"{site}{FOLDER}" if site else "",
            catalog=f"{site}{FOLDER}{CATALOG}" if site else CATALOG,
        )
    )

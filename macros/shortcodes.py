"""Shortcodes: the macros that editors call in docs/.

Their docstrings are in Swedish, because the page about the macros is built from them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

from jinja2 import TemplateNotFound

from macros import (
    alphabet,
    compliance,
    contacts,
    decisions,
    layout,
    listings,
    opendata,
    register,
    rendering,
)
from macros.relations import Relations
from macros.views import NotFound, ProgrammeView

SHORTCODES = (
    "link", "term", "record", "table", "section", "requirements", "repairs", "internal",
    "index", "chapter", "programme", "responsibilities", "organisation", "register", "open_data",
    "home", "everything", "accessibility", "compliance", "demand", "mine", "responsibility",
    "news", "edition", "moved", "macro_reference",
)  # fmt: skip
"""The macros, in the order in which an editor needs them."""


@dataclass(frozen=True)
class Description:
    """A macro as the page about macros tells it."""

    name: str
    text: str
    example: str


def _vanishing(macro: Callable[..., str]) -> Callable[..., str]:
    @wraps(macro)
    def call(*arguments: str, text: str = "", **more: Any) -> str:
        named = {"text": text} if text else {}
        try:
            return macro(*arguments, **named, **more)
        except NotFound:
            takes_text = "text" in inspect.signature(macro).parameters
            words = text or (arguments[1] if takes_text and len(arguments) > 1 else "")
            return rendering.inline(words)

    return call


class Shortcodes:
    """The macros for one audience. What they return is Markdown, and is never rendered again.

    A macro that names something which is not there raises NotFound when `strict`. Otherwise it
    vanishes, but for the words that an editor gave it: the whole programme has been checked
    before, so what is not there is hidden from this audience.
    """

    def __init__(
        self,
        view: ProgrammeView,
        *,
        strict: bool = False,
        passages: bool = False,
        titles: Mapping[str, str] | None = None,
        today: date | None = None,
    ) -> None:
        """`passages` tells whether the readers may see what `internal` keeps from others.

        `titles` are those of all pages, by path. `today` is the date that the site is built for;
        without it, what is to be decided another day is told too.
        """
        self._view = view
        self._titles = titles or {}
        self._strict = strict
        self._passages = passages
        self._jinja = rendering.environment(
            programme=view,
            municipality=view.municipality,
            document=view.document,
            listings=listings,
            layout=layout,
            compliance=compliance,
            contacts=contacts,
            decisions=decisions,
            opendata=opendata,
            register=register,
            relations=Relations(view),
            today=today or date.max,
        )

    @cached_property
    def macros(self) -> dict[str, Callable[..., str]]:
        """The macros by name."""
        macros = {name: getattr(self, name) for name in SHORTCODES}
        return macros if self._strict else {name: _vanishing(macros[name]) for name in macros}

    @property
    def names(self) -> dict[str, object]:
        """All that a page may name: the macros, the municipality and the document."""
        view = self._view
        shown = {"municipality": view.municipality, "document": view.document}
        return {**self.macros, **{name: rendering.Shown(shown[name]) for name in shown}}

    def link(self, id: str, text: str = "") -> str:
        """Länk till en post, med postens namn eller med egna ord.

        Skriv slaget framför id:t när samma id finns på flera ställen: `roll/anvandare`.

        Exempel: link("roll/systemagare", "systemägaren")
        """
        target = self._view.find(id).link
        return str(rendering.link(target, text or None)) if target else ""

    def term(self, id: str, text: str = "") -> str:
        """Länk till ett begrepp i ordlistan.

        Exempel: term("avbrottsplan", "avbrottsplaner")
        """
        target = self._view.find(id, "term").link
        return str(rendering.link(target, text or None)) if target else ""

    def record(self, kind: str, id: str) -> str:
        """Hela posten, som den ser ut på sin egen sida.

        Exempel: record("system", "e-post")
        """
        shelf = self._view.shelf(kind)
        view = self._view.find(f"{shelf.word}/{id}")
        try:
            template = self._jinja.get_template(f"{shelf.kind}.md.jinja")
        except TemplateNotFound:
            template = self._jinja.get_template("record.md.jinja")
        return template.render(view=view)

    def table(self, kind: str) -> str:
        """Alla poster av ett slag i en tabell med länkar.

        Exempel: table("roll")
        """
        shelf = self._view.shelf(kind)
        return self._render("table", shelf=shelf) if shelf else ""

    def section(self, number: str) -> str:
        """Rubriken för ett avsnitt i programmet, med nummer, ankare och sida i originalet.

        Exempel: section("3.2.2")
        """
        return self._render("section", section=self._view.find(number, "section"))

    def requirements(self, section: str) -> str:
        """Länkar till de krav som står i ett avsnitt.

        Exempel: requirements("4.5")
        """
        return self._render("requirements", section=self._view.find(section, "section"))

    def repairs(self) -> str:
        """Rättelserna av transkriptet.

        Exempel: repairs()
        """
        return self._render("repairs", shelf=self._view.shelf("repair"))

    def internal(self, text: str = "", *, caller: Callable[[], str] | None = None) -> str:
        """Håller en del av en öppen sida intern: allmänheten ser den inte, och inget spår av den.

        Ett längre stycke skrivs mellan två egna rader, <code>&#123;% call internal() %}</code> före
        och <code>&#123;% endcall %}</code> efter. Där får det stå vanlig text, länkar och makron.

        Exempel: internal("Anställda ringer servicedisken.")
        """
        if not self._passages:
            return ""
        return self._render("passage", text=caller() if caller else text, is_block=bool(caller))

    def index(self, kind: str) -> str:
        """Översikten över ett slag av poster, som på slagets egen sida.

        Exempel: index("system")
        """
        shelf = self._view.shelf(kind)
        return self._render(f"{shelf.kind}-index", shelf=shelf)

    def chapter(self, number: str) -> str:
        """Ett kapitel med sina avsnitt, när texten står i programme.yml.

        Exempel: chapter("2")
        """
        return self._render("chapter", chapter=self._view.find(number, "section"))

    def programme(self) -> str:
        """Programmet som dokument: beslut, status, historia och innehåll.

        Exempel: programme()
        """
        return self._render("document", view=self._view.document)

    def responsibilities(self) -> str:
        """Vem som ansvarar för vad: uppgifterna mot rollerna, ämne för ämne.

        Exempel: responsibilities()
        """
        return self._render("responsibilities")

    def organisation(self) -> str:
        """Kommunens organ, förvaltningar och andra funktioner.

        Exempel: organisation()
        """
        return self._render("organisation")

    def register(self) -> str:
        """Registret över systemen, med det som vem som helst kan fråga om.

        Exempel: register()
        """
        return self._render("register")

    def open_data(self) -> str:
        """Filerna med uppgifter att hämta, och hur de läses.

        Exempel: open_data()
        """
        return self._render("open-data")

    def home(self) -> str:
        """Startsidan.

        Exempel: home()
        """
        return self._render("home")

    def everything(self) -> str:
        """Allt som har en egen adress, från A till Ö.

        Exempel: everything()
        """
        return self._render("everything", letters=alphabet.everything(self._view, self._titles))

    def accessibility(self) -> str:
        """Redogörelsen för hur tillgänglig webbplatsen är. Utan uppgifter i `accessibility.yml`
        blir det ingenting.

        Exempel: accessibility()
        """
        return self._render("accessibility")

    def compliance(self) -> str:
        """Hur kraven följs: det som brister, och läget krav för krav, system för system och roll
        för roll. Bara för anställda: på kommunens webbplats blir det ingenting.

        Exempel: compliance()
        """
        return self._render("compliance") if self._view.compliance else ""

    def demand(self, id: str) -> str:
        """Hur ett krav följs: vad som uppfyller det, och utfallet för var och en. Bara för
        anställda.

        Exempel: demand("R24")
        """
        view = self._view.find(id, "requirement")
        is_checked = view.link.id in self._view.compliance.criteria
        return self._render("demand", view=view) if is_checked else ""

    def mine(self) -> str:
        """Rollerna att välja på, med hur mycket var och en har att göra något åt. Bara för
        anställda.

        Exempel: mine()
        """
        return self._render("mine") if self._view.compliance else ""

    def responsibility(self, actor: str) -> str:
        """Allt som en roll ansvarar för: brister, undantag, tider, uppgifter, krav och
        instruktioner. Funktioner och enheter går också bra. Bara för anställda.

        Exempel: responsibility("roll/systemagare")
        """
        view = self._view.find(actor, *compliance.HOMES)
        if not self._view.compliance:
            return ""
        duties = listings.duties_of(view) if view.link.kind == "role" else ()
        return self._render("responsibility", actor=view.link, duties=duties)

    def news(self) -> str:
        """Det som har ändrats på sistone, och sedan varje antagen version.

        Exempel: news()
        """
        return self._render("news", news=self._view.news)

    def edition(self, id: str) -> str:
        """Det som har ändrats sedan en antagen version, med märket i Git. Utan den versionen i Git
        blir det ingenting.

        Exempel: edition("antaget-2005")
        """
        known = {it.id: it for it in self._view.news.editions if it.told is not None}
        return self._render("edition", edition=known[id]) if id in known else ""

    def moved(self, id: str) -> str:
        """Att en sida har flyttat, och vart. Står på adressen som ett borttaget id hade.

        Exempel: moved("roll/systemagare")
        """
        return self._render("moved", link=self._view.find(id).link)

    def macro_reference(self) -> str:
        """Förteckningen över alla makron.

        Exempel: macro_reference()
        """
        return self._render("macro-reference", macros=tuple(map(self._describe, SHORTCODES)))

    def _render(self, name: str, **context: object) -> str:
        return self._jinja.get_template(f"{name}.md.jinja").render(**context)

    def _describe(self, name: str) -> Description:
        macro = getattr(self, name)
        text, _, example = (inspect.getdoc(macro) or "").partition("Exempel: ")
        return Description(name, text.strip(), example.strip())

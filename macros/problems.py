"""Problems: what an editor did wrong, where, and what to do about it.

Detection lives elsewhere; every Swedish error sentence lives here. A problem is
wrong data and stops the build. All problems are collected before any is shown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_EXCERPT = 60


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the root, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake, in Swedish, with its place. Empty parts are not printed."""

    place: Place
    headline: str
    expected: str = ""
    found: str = ""
    tip: str = ""

    def __str__(self) -> str:
        rows = [f"{self.place}  {self.headline}"]
        parts = (("väntade", self.expected), ("hittade", self.found), ("tips", self.tip))
        rows += [f"  {label:<8}  {text}" for label, text in parts if text]
        return "\n".join(rows)


class ProgrammeError(Exception):
    """The data cannot be used. Carries every problem found, in order of place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def report(problems: Sequence[Problem]) -> str:
    """All problems as text for a person, followed by a line that counts them."""
    count = "1 fel" if len(problems) == 1 else f"{len(problems)} fel"
    files = len({problem.place.file for problem in problems})
    where = "1 fil" if files == 1 else f"{files} filer"
    return "\n\n".join([*map(str, problems), f"{count} i {where}. Ingenting har skrivits."])


def quoted(value: object) -> str:
    """A value as it is shown to an editor: in Swedish quotation marks, on one line, shortened."""
    text = " ".join(str(value).split())
    if len(text) > LONGEST_EXCERPT:
        text = text[: LONGEST_EXCERPT - 1] + "…"
    return f"»{text}«"


def nearest(word: str, choices: Iterable[str]) -> str:
    """A tip with the choice that is spelt most like `word`, or nothing when none is near."""
    if len(word) > LONGEST_EXCERPT:
        return ""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return f"Menade du {quoted(folded[close[0]])}?" if close else ""


def one_of(choices: Iterable[str]) -> str:
    """A list of allowed values as a Swedish phrase: »a«, »b« eller »c«."""
    words = [quoted(choice) for choice in choices]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} eller {words[-1]}"


# --- the file as a whole -------------------------------------------------------------------


def not_utf8(place: Place) -> Problem:
    return Problem(
        place,
        "Filen är inte sparad som UTF-8",
        expected="text i teckenkodningen UTF-8",
        found="ett tecken i en annan kodning, ofta å, ä eller ö från ett äldre program",
        tip="Öppna filen i redigeraren, välj »Spara med kodning« och UTF-8.",
    )


def byte_order_mark(place: Place) -> Problem:
    return Problem(
        place,
        "Filen börjar med ett osynligt tecken (BOM)",
        expected="UTF-8 utan BOM",
        tip="Spara om filen som »UTF-8«, inte »UTF-8 med BOM«.",
    )


def windows_line_endings(place: Place) -> Problem:
    return Problem(
        place,
        "Filen har radslut från Windows (CRLF)",
        expected="radslut av slaget LF",
        tip="Byt CRLF mot LF i redigerarens nederkant och spara.",
    )


def empty_file(place: Place) -> Problem:
    return Problem(
        place,
        "Filen är tom",
        expected="minst ett fält",
        tip="Fyll i filen, eller ta bort den om den inte behövs.",
    )


def too_large(place: Place, size: int, limit: int) -> Problem:
    return Problem(
        place,
        "Filen är för stor",
        expected=f"högst {limit} byte",
        found=f"{size} byte",
        tip="Här ska bara text stå. Länka till långa dokument i stället.",
    )


def too_long_value(place: Place, size: int, limit: int) -> Problem:
    return Problem(
        place,
        "Värdet är för långt",
        expected=f"högst {limit} tecken",
        found=f"{size} tecken",
        tip="Korta texten, eller länka till dokumentet där den står.",
    )


def too_deep(place: Place, limit: int) -> Problem:
    return Problem(
        place,
        "För många nivåer i varandra",
        expected=f"högst {limit} nivåer",
        tip="Kontrollera indraget och antalet bindestreck och hakparenteser.",
    )


def tab_character(place: Place) -> Problem:
    return Problem(
        place,
        "Tabbtecken i indraget",
        expected="blanksteg",
        found="ett tabbtecken",
        tip="Byt tabbtecknet mot två blanksteg.",
    )


def control_character(place: Place) -> Problem:
    return Problem(
        place,
        "Osynligt styrtecken i texten",
        expected="vanlig text",
        tip="Ta bort tecknet. Det följer ofta med när text klistras in.",
    )


def several_documents(place: Place) -> Problem:
    return Problem(
        place,
        "Flera dokument i samma fil",
        expected="ett dokument per fil",
        found="en rad med »---« eller »...«",
        tip="Dela upp innehållet i flera filer, eller ta bort raden.",
    )


def alias_or_anchor(place: Place, mark: str) -> Problem:
    return Problem(
        place,
        "Genvägar i YAML (& och *) används inte här",
        expected="värdet utskrivet",
        found=quoted(mark),
        tip="Skriv värdet en gång till, eller sätt citattecken om tecknet hör till texten.",
    )


def tag(place: Place, mark: str) -> Problem:
    return Problem(
        place,
        "Typmärkning i YAML (!) används inte här",
        expected="bara värdet",
        found=quoted(mark),
        tip="Ta bort märkningen, eller sätt citattecken om utropstecknet hör till texten.",
    )


def duplicate_key(place: Place, key: str, first: int) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(key)} står två gånger",
        expected="varje fält en gång",
        found=f"samma fält finns redan på rad {first}",
        tip="Slå ihop dem eller ta bort det ena.",
    )


def strange_key(place: Place) -> Problem:
    return Problem(
        place,
        "Fältets namn är inte ett ord",
        expected="ett fältnamn följt av kolon",
        tip="Sätt citattecken runt text som börjar med hakparentes, klammer eller frågetecken.",
    )


def empty_value(place: Place, key: str) -> Problem:
    return Problem(
        place,
        f"{quoted(key)} har inget värde" if key else "Punkten har inget värde",
        expected="ett värde efter kolon" if key else "ett värde efter bindestrecket",
        tip="Fyll i värdet eller ta bort raden. Saknas uppgiften ska raden inte finnas.",
    )


SYNTAX = (
    ("mapping values are not allowed", "Kolon på fel plats",
     "Har texten ett kolon följt av blanksteg ska den stå inom citattecken."),
    ("could not find expected ':'", "Ett kolon saknas",
     "Varje fält skrivs som »fält: värde«, med blanksteg efter kolon."),
    ("did not find expected key", "Raden passar inte ihop med raderna omkring",
     "Kontrollera att indraget är lika för alla fält på samma nivå, och att citattecken är avslutade."),
    ("did not find expected '-' indicator", "Raden passar inte ihop med listan ovanför",
     "Kontrollera indraget och att varje punkt börjar med bindestreck."),
    ("block sequence entries are not allowed", "En lista på fel plats",
     "Börja listan på en egen rad under fältets namn."),
    ("unexpected end of stream", "Ett citattecken eller en parentes är inte avslutad",
     "Leta uppåt efter ett citattecken, en hakparentes eller en klammer utan slut."),
    ("did not find expected ',' or", "En lista eller en klammer är inte avslutad",
     "Kontrollera kommatecken och att varje [ har ett ] och varje { har ett }."),
    ("did not find expected node content", "Ett värde saknas i en lista eller klammer",
     "Kontrollera kommatecken och att varje [ har ett ] och varje { har ett }."),
    ("document start", "Texten hör inte ihop med det som står ovanför",
     "Kontrollera indraget och att citattecken är avslutade."),
    ("cannot start any token", "Värdet börjar med ett tecken som betyder något annat i YAML",
     "Sätt citattecken runt värdet."),
    ("unknown escape character", "Ett bakstreck inom citattecken",
     "Använd enkla citattecken ('…') när texten innehåller bakstreck."),
)  # fmt: skip


def syntax(place: Place, library_text: str, line: str) -> Problem:
    """A file that is not YAML. `library_text` is the parser's English; it is never shown."""
    for phrase, headline, tip in SYNTAX:
        if phrase in library_text:
            break
    else:
        headline, tip = "Filen går inte att läsa som YAML", "Jämför raden med en fil som fungerar."
    return Problem(
        place, headline, expected="YAML", found=quoted(line) if line.strip() else "", tip=tip
    )


# --- files and folders ---------------------------------------------------------------------


def wrong_file_name(place: Place, name: str, right: str) -> Problem:
    return Problem(
        place,
        "Filnamnet kan inte användas som adress",
        expected="små bokstäver a–z, siffror och bindestreck, och slutet .yml",
        found=quoted(name),
        tip=f"Byt namn till {quoted(right)}." if right else "",
    )


def same_id(place: Place, identifier: str, other: Place) -> Problem:
    return Problem(
        place,
        f"Id:t {quoted(identifier)} finns två gånger",
        expected="ett id som ingen annan post har",
        found=f"samma id i {other}",
        tip="Byt id på den ena. Å, ä och ö räknas som a, a och o i ett id.",
    )


def unexpected_file(place: Place, expected: str, tip: str) -> Problem:
    return Problem(
        place, "Filen hör inte hemma här", expected=expected, found=quoted(place.file), tip=tip
    )


def missing_file(place: Place, what: str) -> Problem:
    return Problem(
        place,
        "En fil saknas",
        expected=what,
        tip="Skapa filen. README beskriver vad som ska finnas i data/.",
    )


def outside(place: Place) -> Problem:
    return Problem(
        place,
        "Filen är en länk som leder ut ur mappen",
        expected="en vanlig fil",
        tip="Lägg en kopia av filen här i stället för länken.",
    )


def unreadable(place: Place) -> Problem:
    return Problem(
        place,
        "Filen går inte att öppna",
        expected="en fil som får läsas",
        tip="Kontrollera filens rättigheter.",
    )


# --- one record ----------------------------------------------------------------------------


def unknown_field(place: Place, name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known)
    return Problem(
        place,
        f"Fältet {quoted(name)} finns inte",
        expected="" if near else one_of(known),
        tip=near,
    )


def missing_field(place: Place, title: str, name: str) -> Problem:
    return Problem(
        place,
        f"{title} saknas",
        expected=f"fältet {quoted(name)}",
        tip=f"Lägg till en rad som börjar med »{name}:«.",
    )


def wrong_value(
    place: Place, title: str, expected: str, found: object, tip: str = "", headline: str = ""
) -> Problem:
    """A value of the wrong kind. `title` is the field's Swedish name."""
    return Problem(
        place,
        headline or f"{title} har ett värde som inte går att använda",
        expected=expected,
        found=quoted(found) if isinstance(found, str) else shape(found),
        tip=tip,
    )


def shape(value: object) -> str:
    """What a nested value is called: a list, or fields."""
    return "en lista" if isinstance(value, list) else "fält i stället för ett värde"


# --- references ----------------------------------------------------------------------------


def dangling(
    place: Place, title: str, kinds: Sequence[str], found: str, known: Iterable[str]
) -> Problem:
    return Problem(
        place,
        f"{title} pekar på en post som inte finns",
        expected=f"id för {any_of(kinds)}",
        found=quoted(found),
        tip=nearest(found, known),
    )


def ambiguous(place: Place, title: str, found: str, readings: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{title} kan betyda flera poster",
        expected=one_of(readings),
        found=quoted(found),
        tip="Skriv slaget framför id:t, med snedstreck emellan.",
    )


def retired(place: Place, title: str, found: str, successor: str | None) -> Problem:
    return Problem(
        place,
        f"{title} pekar på ett id som inte används längre",
        expected="id för en post som finns",
        found=quoted(found),
        tip=f"Använd {quoted(successor)} i stället." if successor else "Ta bort hänvisningen.",
    )


def reused(place: Place, identifier: str) -> Problem:
    return Problem(
        place,
        f"Id:t {quoted(identifier)} har använts förut",
        expected="ett nytt id",
        found="samma id i retired.yml",
        tip="Välj ett annat id, så att gamla länkar inte leder fel.",
    )


def cycle(place: Place, title: str, path: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{title} går runt i en cirkel",
        expected="en kedja som tar slut",
        found=" → ".join(path),
        tip="Ta bort en av hänvisningarna.",
    )


def wrong_prefix(place: Place, identifier: str, prefix: str) -> Problem:
    return Problem(
        place,
        "Id:t börjar inte som det ska",
        expected=f"ett id som börjar med {quoted(prefix)}",
        found=quoted(identifier),
        tip=f"Id:n i den här filen börjar alltid med {quoted(prefix)}.",
    )


def any_of(words: Sequence[str]) -> str:
    return " eller ".join([*([", ".join(words[:-1])] if words[:-1] else []), *words[-1:]])


# --- pages ---------------------------------------------------------------------------------


def unknown_macro(place: Place, name: str, known: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"Makrot {quoted(name)} finns inte",
        expected=one_of(known),
        tip=nearest(name, known),
    )


def macro_arguments(place: Place, name: str, form: str) -> Problem:
    return Problem(
        place,
        f"Makrot {quoted(name)} är fel ifyllt",
        expected=form,
        tip="Texter skrivs inom citattecken. Sidan om makron visar exempel.",
    )


def page_syntax(place: Place, line: str) -> Problem:
    return Problem(
        place,
        "Ett makro på sidan går inte att läsa",
        expected="makron skrivna som {{ namn(\"id\") }}",
        found=quoted(line),
        tip="Kontrollera klamrar, parenteser och citattecken.",
    )


def front_matter(place: Place, detail: str) -> Problem:
    return Problem(
        place,
        "Sidans inledning går inte att läsa",
        expected="fält mellan två rader med »---« överst på sidan",
        found=detail,
    )


# --- what the models expect, by the type of error that pydantic or records/fields.py reports ---

EXPECTED = {
    "line": "text på en rad, högst {limit} tecken",
    "day": "ett datum som finns i almanackan, skrivet som 2026-03-01",
    "duration": "en tid som »30 minuter«, »4 timmar«, »2 dygn«, »5 arbetsdagar« eller »12 månader«",
    "flag": "»ja« eller »nej«",
    "number": "ett helt tal, till exempel 25",
    "slug": "små bokstäver a–z, siffror och bindestreck",
    "reference": "ett id",
    "absence": "»inga«, »inget« eller »ej tillämpligt« följt av kolon och ett skäl",
    "list": "en lista, där varje punkt börjar med bindestreck",
    "list_type": "en lista, där varje punkt börjar med bindestreck",
    "string_type": "en text",
    "model_type": "fält med namn och värde",
    "model_attributes_type": "fält med namn och värde",
    "dict_type": "fält med namn och värde",
    "mapping_type": "fält med namn och värde",
    "too_short": "minst {min_length} i listan",
    "too_long": "högst {max_length} i listan",
    "string_too_short": "minst {min_length} tecken",
    "string_too_long": "högst {max_length} tecken",
    "section_number": "ett avsnittsnummer som »3.2.2«, inom citattecken",
    "publication": "ett publiceringsbeslut (publication_decision) som säger vem, när och varför",
}  # fmt: skip
"""What a field wants, in Swedish. Every error type is either here or in UNSPECIFIC."""

UNSPECIFIC = "ett annat värde"
"""For error types that values read as text cannot meet, should a library change its mind."""


def expectation(error_type: str, context: dict[str, object]) -> str:
    """The Swedish words for what an error type expected. Total: knows every type there is."""
    if error_type in EXPECTED:
        return EXPECTED[error_type].format_map({key: str(value) for key, value in context.items()})
    return UNSPECIFIC

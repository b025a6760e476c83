"""Problems: what an editor did wrong, where, and what to do about it.

Detection lives elsewhere; every Swedish error sentence lives here. A problem is
wrong data and stops the build. All problems are collected before any is shown.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_EXCERPT = 60
LONGEST_LOOK = 500
"""Characters of a value that an excerpt is made from."""
MOST_IN_A_FILE = 500
"""Problems that are told for one file; nobody reads more."""
WIDTH = 100
LABEL = 12
"""Columns before the text of a part of a problem."""


@dataclass(frozen=True, order=True)
class Place:
    """Where something stands: a path relative to the root, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{printable(self.file)}:{self.line}:{self.column}"


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
        rows += [_part(label, text) for label, text in parts if text]
        return "\n".join(rows)


def _part(label: str, text: str) -> str:
    lines = textwrap.wrap(
        text, WIDTH - LABEL, break_long_words=False, break_on_hyphens=False, tabsize=1
    )
    return f"  {label:<8}  " + ("\n" + " " * LABEL).join(lines)


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
    text = " ".join(str(value)[:LONGEST_LOOK].split())
    if len(text) > LONGEST_EXCERPT:
        text = text[: LONGEST_EXCERPT - 1] + "…"
    return f"»{printable(text)}«"


def spaced(number: int) -> str:
    """A number with spaces between the thousands."""
    return f"{number:,}".replace(",", " ")


def printable(text: str) -> str:
    """Text with a mark in place of every character that cannot be seen or printed."""
    return "".join(mark if mark.isprintable() else "\ufffd" for mark in text)


def closest(word: str, choices: Iterable[str]) -> str:
    """The choice that is spelt most like `word`, or nothing when none is near."""
    if len(word) > LONGEST_EXCERPT:
        return ""
    folded = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word.casefold(), list(folded), n=1, cutoff=0.6)
    return folded[close[0]] if close else ""


def nearest(word: str, choices: Iterable[str]) -> str:
    """A tip with the choice that is spelt most like `word`, or nothing when none is near."""
    choice = closest(word, choices)
    return f"Menade du {quoted(choice)}?" if choice else ""


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
        found="tecknet U+FEFF före den första bokstaven",
        tip="Spara om filen som »UTF-8«, inte »UTF-8 med BOM«.",
    )


def windows_line_endings(place: Place) -> Problem:
    return Problem(
        place,
        "Filen har radslut från Windows (CRLF)",
        expected="radslut av slaget LF",
        found="radslut av slaget CRLF",
        tip="Byt CRLF mot LF i redigerarens nederkant och spara.",
    )


def empty_file(place: Place) -> Problem:
    return Problem(
        place,
        "Filen är tom",
        expected="minst ett fält",
        found="inget, eller bara kommentarer",
        tip="Fyll i filen, eller ta bort den om den inte behövs.",
    )


def too_large(place: Place, size: int, limit: int) -> Problem:
    return Problem(
        place,
        "Filen är för stor",
        expected=f"högst {spaced(limit)} byte",
        found=f"{spaced(size)} byte",
        tip="Här ska bara text stå. Länka till långa dokument i stället.",
    )


def too_long_value(place: Place, size: int, limit: int) -> Problem:
    return Problem(
        place,
        "Värdet är för långt",
        expected=f"högst {spaced(limit)} tecken",
        found=f"{spaced(size)} tecken",
        tip="Korta texten, eller länka till dokumentet där den står.",
    )


def too_deep(place: Place, limit: int) -> Problem:
    return Problem(
        place,
        "För många nivåer i varandra",
        expected=f"högst {limit} nivåer",
        found="fler nivåer än så",
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


def control_character(place: Place, mark: str) -> Problem:
    return Problem(
        place,
        "Osynligt tecken i texten",
        expected="vanlig text",
        found=f"tecknet U+{ord(mark):04X}, som inte syns",
        tip="Ta bort tecknet, eller skriv raden på nytt. Det följer ofta med inklistrad text.",
    )


def no_break_space(place: Place) -> Problem:
    return Problem(
        place,
        "Hårt blanksteg i stället för vanligt",
        expected="vanliga blanksteg i indraget och efter kolon",
        found="ett hårt blanksteg, som ser likadant ut",
        tip="Byt ut det mot ett vanligt blanksteg. Det följer ofta med inklistrad text.",
    )


def backslash(place: Place, line: str) -> Problem:
    return Problem(
        place,
        "Bakstreck inom dubbla citattecken betyder något annat i YAML",
        expected="texten utan citattecken, eller inom enkla citattecken ('…')",
        found=quoted(line),
        tip="Byt de dubbla citattecknen mot enkla.",
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
        found=f"samma fält på rad {first}",
        tip="Slå ihop dem eller ta bort det ena.",
    )


def strange_key(place: Place, found: str) -> Problem:
    return Problem(
        place,
        "Fältets namn är inte ett ord",
        expected="ett fältnamn följt av kolon",
        found=quoted(found),
        tip="Sätt citattecken runt text som börjar med hakparentes, klammer eller frågetecken.",
    )


def empty_value(place: Place, key: str, in_braces: bool, after: str) -> Problem:
    """Nothing where a value belongs. `after` is what stands there instead, perhaps a comment."""
    advice = "Saknas uppgiften ska raden inte finnas."
    if in_braces:
        advice = "Hör ordet till en text med kommatecken ska hela texten stå inom citattecken."
    elif after.lstrip().startswith("#"):
        advice = "Det som står efter # är en kommentar. Är det värdet ska det ha citattecken."
    return Problem(
        place,
        f"{quoted(key)} har inget värde" if key else "Punkten har inget värde",
        expected="ett värde efter kolon" if key else "ett värde efter bindestrecket",
        found="ingenting",
        tip=f"Fyll i värdet. {advice}",
    )


FIELDS = "rader som »fält: värde«, med samma indrag"
LISTS = "en lista som [a, b] eller fält som {a: 1, b: 2}"
QUOTES = "text inom citattecken, när den börjar med ett sådant tecken"

BEGINS_A_LINE = "a colon after the first word of a line"
SYNTAX = (
    (BEGINS_A_LINE, "Raden hör inte ihop med raden ovanför", FIELDS,
     "Kontrollera indraget, och att det finns ett kolon på raden ovanför."),
    ("mapping values are not allowed", "Ett kolon för mycket på raden",
     "ett kolon på raden, efter fältets namn",
     "Sätt citattecken runt texten när den innehåller kolon följt av blanksteg."),
    ("could not find expected ':'", "Ett kolon saknas", "»fält: värde«",
     "Skriv kolon och ett blanksteg efter fältets namn."),
    ("scanning an alias", "Texten börjar med en stjärna, som betyder något annat i YAML", QUOTES,
     "Sätt citattecken runt hela texten."),
    ("scanning an anchor", "Texten börjar med &, som betyder något annat i YAML", QUOTES,
     "Sätt citattecken runt hela texten."),
    (" a tag", "Texten börjar med ett utropstecken, som betyder något annat i YAML", QUOTES,
     "Sätt citattecken runt hela texten."),
    ("undefined tag handle", "Texten börjar med ett utropstecken, som betyder något annat i YAML",
     QUOTES, "Sätt citattecken runt hela texten."),
    ("block scalar", "Text på samma rad som | eller >", "texten på raderna under, med indrag",
     "Börja texten på nästa rad, eller sätt citattecken om tecknet hör till texten."),
    ("cannot start any token", "Värdet börjar med ett tecken som betyder något annat i YAML",
     QUOTES, "Sätt citattecken runt hela värdet."),
    ("directive", "Raden börjar med procenttecken, som betyder något annat i YAML", FIELDS,
     "Sätt citattecken runt fältets namn, eller ta bort raden."),
    ("incompatible YAML document", "Raden anger en annan version av YAML", FIELDS,
     "Ta bort raden."),
    ("block sequence entries are not allowed", "En lista på samma rad som fältets namn",
     "varje punkt på en egen rad under fältets namn",
     "Flytta bindestrecket och texten till nästa rad."),
    ("mapping keys are not allowed", "Ett frågetecken på fel plats", FIELDS,
     "Sätt citattecken runt text som börjar med frågetecken."),
    ("unexpected end of stream", "Ett citattecken saknar slut",
     "ett citattecken också efter texten", "Sätt ett citattecken där texten slutar."),
    ("unexpected document indicator", "Raden »---« står inuti en text",
     "texten avslutad före »---«",
     "Leta uppåt efter ett citattecken utan slut, eller ta bort raden."),
    ("did not find expected ',' or", "En hakparentes eller klammer är inte avslutad", LISTS,
     "Kontrollera kommatecknen, och att [ slutar med ] och { med }."),
    ("did not find expected node content", "Ett värde saknas inom hakparentes eller klammer", LISTS,
     "Kontrollera kommatecknen, och att [ slutar med ] och { med }."),
    ("did not find expected '-' indicator", "Raden hör inte ihop med listan ovanför",
     "punkter som börjar med bindestreck, rakt under varandra",
     "Sätt ett bindestreck först, eller flytta raden så att den hör till punkten ovanför."),
    ("did not find expected key", "Raden hör inte ihop med raderna ovanför", FIELDS,
     "Kontrollera indraget, och att varje citattecken har ett slut, också på raderna ovanför."),
    ("document start", "Raden hör inte ihop med det som står ovanför", FIELDS,
     "Kontrollera indraget, och att varje citattecken har ett slut."),
)  # fmt: skip
"""A phrase of the parser's, and what it means: headline, expected, tip. The first that fits."""
UNFORESEEN = ("", "Raden går inte att läsa", FIELDS, "Sätt citattecken runt texten.")


def syntax(place: Place, library_text: str, line: str) -> Problem:
    """A file that is not YAML. `library_text` is the parser's English; it is never shown."""
    if "escape" in library_text or "hexdecimal" in library_text:
        return backslash(place, line)
    if "mapping values" in library_text and ": " not in line[: place.column - 1]:
        library_text = BEGINS_A_LINE
    rows = (row for row in SYNTAX if row[0] in library_text)
    _, headline, expected, tip = next(rows, UNFORESEEN)
    return Problem(place, headline, expected, quoted(line) if line.strip() else "en tom rad", tip)


def untold(place: Place) -> Problem:
    return Problem(
        place,
        "Filen har fler fel än vad som visas",
        expected="färre fel",
        found=f"mer än {MOST_IN_A_FILE} fel i en enda fil",
        tip="Rätta felen ovanför först och kontrollera sedan igen.",
    )


# --- files and folders ---------------------------------------------------------------------


def wrong_file_name(place: Place, name: str, right: str) -> Problem:
    return Problem(
        place,
        "Filnamnet kan inte användas som adress",
        expected="små bokstäver a–z, siffror och bindestreck, och slutet .yml",
        found=quoted(name),
        tip=f"Byt namn till {quoted(right)}." if right else "Byt namn.",
    )


def same_id(place: Place, identifier: str, other: Place, as_written: str = "") -> Problem:
    """Two records with one id. `as_written` is the other's spelling, when it is not the same."""
    folded = as_written not in ("", identifier)
    return Problem(
        place,
        f"Id:t {quoted(identifier)} finns två gånger",
        expected="ett id som ingen annan post har",
        found=f"{quoted(as_written) if folded else 'samma id'} i {other}",
        tip="Byt id på den ena, eller ta bort den."
        + (" I ett id är stora bokstäver som små, å och ä som a, och ö som o." if folded else ""),
    )


def reserved(place: Place, identifier: str) -> Problem:
    return Problem(
        place,
        f"Id:t {quoted(identifier)} är upptaget",
        expected="ett annat filnamn",
        found="adressen till en sida med en översikt",
        tip="Byt namn på filen.",
    )


def same_word(place: Place, word: str, other: Place) -> Problem:
    return Problem(
        place,
        f"Ordet {quoted(word)} förklaras av två begrepp",
        expected="ett ord eller en böjning som bara ett begrepp har",
        found=f"samma ord i {other}",
        tip="Ta bort ordet från det ena begreppet.",
    )


def unexpected_file(place: Place, expected: str, tip: str) -> Problem:
    return Problem(
        place,
        "Filen eller mappen hör inte hemma här",
        expected=expected,
        found=quoted(place.file.rpartition("/")[2]),
        tip=tip or "Flytta den till ett annat ställe.",
    )


def missing_file(place: Place) -> Problem:
    return Problem(
        place,
        "En fil saknas",
        expected=f"filen {quoted(place.file)}",
        found="ingen fil med det namnet",
        tip="Skapa filen, eller ge den rätt namn om den heter något annat.",
    )


def missing_folder(place: Place, found: str) -> Problem:
    return Problem(
        place,
        "En mapp saknas",
        expected=f"mappen {quoted(place.file)}",
        found=found,
        tip="Skapa mappen, eller ge den rätt namn om den heter något annat.",
    )


def outside(place: Place) -> Problem:
    return Problem(
        place,
        "En länk som leder ut ur projektets mapp",
        expected="en vanlig fil eller mapp",
        found="en symbolisk länk",
        tip="Lägg en kopia här i stället för länken.",
    )


def linked_folder(place: Place) -> Problem:
    return Problem(
        place,
        "En länk till en mapp",
        expected="en vanlig mapp",
        found="en symbolisk länk",
        tip="Lägg en kopia av mappen här i stället för länken.",
    )


def not_a_file(place: Place) -> Problem:
    return Problem(
        place,
        "Här ska det vara en fil",
        expected="en fil",
        found="något annat, till exempel en mapp eller en länk som inte leder någonstans",
        tip="Byt namn på det som ligger här, eller flytta det.",
    )


def unreadable(place: Place) -> Problem:
    return Problem(
        place,
        "Filen eller mappen går inte att öppna",
        expected="en fil eller mapp som får läsas",
        found="en som datorn inte släpper fram",
        tip="Kontrollera filens rättigheter.",
    )


# --- one record ----------------------------------------------------------------------------


def unknown_field(place: Place, name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known)
    return Problem(
        place,
        f"Fältet {quoted(name)} finns inte",
        expected="ett fält som finns" if near else one_of(sorted(known)),
        found=quoted(name),
        tip=near or "Ta bort fältet, eller byt till ett fält som finns.",
    )


def id_in_file(place: Place) -> Problem:
    return Problem(
        place,
        "Id:t ska inte stå i filen",
        expected="id:t bara som filens namn",
        found="fältet »id«",
        tip="Ta bort raden. Filens namn utan .yml är postens id.",
    )


def missing_field(place: Place, title: str, name: str) -> Problem:
    return Problem(
        place,
        f"{title} saknas",
        expected=f"fältet {quoted(name)}",
        found="ingenting",
        tip=f"Lägg till »{name}:« och ett värde.",
    )


def wrong_value(place: Place, title: str, expected: str, found: object, tip: str) -> Problem:
    """A value that its field cannot have."""
    return Problem(
        place,
        f"{title} har ett värde som inte går att använda",
        expected=expected,
        found=quoted(found) if isinstance(found, str) else shape(found),
        tip=tip,
    )


def wrong_type(
    place: Place, title: str, error_type: str, context: Mapping[str, object], found: object
) -> Problem:
    """A value that its field cannot have, by the type of error that it met."""
    tip = TIPS.get(error_type, "Rätta värdet.")
    if isinstance(found, dict) and error_type not in ("list_type", "absence", "feedback"):
        tip = "Hör kolonet till texten ska hela texten stå inom citattecken."
    elif isinstance(found, list) and error_type not in ("model_type", "absence", "too_short"):
        tip = "Ta bort hakparenteserna eller bindestrecket."
    return wrong_value(place, title, expectation(error_type, context), found, tip)


def wrong_choice(place: Place, title: str, choices: Iterable[str], found: object) -> Problem:
    """A value that is none of those there are."""
    choices = list(choices)
    near = nearest(found, choices) if isinstance(found, str) else ""
    tip = near or "Välj ett av orden och skriv det precis så."
    return wrong_value(place, title, one_of(choices), found, tip)


def low_contrast(place: Place, title: str, found: str, context: Mapping[str, object]) -> Problem:
    """A colour that is too near one that it stands on, or that stands on it."""
    against = {"text": "vit text", "ground": f"bakgrunden {quoted(context['against'])}"}
    least, ratio = proportion(context["least"]), proportion(context["ratio"])
    return Problem(
        place,
        f"{title} ger för svag kontrast",
        expected=f"minst {least} mot {against[str(context['what'])]}",
        found=f"{quoted(found)}, som ger {ratio}",
        tip=f"Färgen {quoted(context['nearest'])} räcker.",
    )


def proportion(ratio: object) -> str:
    """A ratio to one with a decimal, never more than it is: 4,5:1."""
    whole, tenths = divmod(int(float(str(ratio)) * 10), 10)
    return f"{whole},{tenths}:1"


def shape(value: object) -> str:
    """What a value is called that is not text: a list, or fields."""
    if isinstance(value, list):
        return "en lista" if value else "en lista utan punkter"
    return "fält med namn och värde" if value else "klamrar utan innehåll"


# --- references ----------------------------------------------------------------------------


def dangling(
    place: Place, title: str, kinds: Sequence[str], found: str, tip: str = "", other: str = ""
) -> Problem:
    """An id that nothing has. `other` is the kind of something else that has it."""
    return Problem(
        place,
        f"{title} pekar på en post som inte finns",
        expected=f"id för {any_of(kinds)}",
        found=quoted(found) + (f", som är id för {other}" if other else ""),
        tip=tip or "Rätta id:t, eller lägg till posten.",
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
        found="samma id i data/retired.yml",
        tip="Välj ett annat id, så att gamla länkar inte leder fel.",
    )


def cycle(place: Place, title: str, path: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} går runt i en cirkel",
        expected="en kedja som tar slut",
        found=" → ".join(path if len(path) < 9 else [*path[:4], "…", *path[-4:]]),
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


# --- demands and their checks ---------------------------------------------------------------


def checks_missing(place: Place, checkable: str) -> Problem:
    return Problem(
        place,
        "Kravet sägs gå att kontrollera, men har ingen kontroll",
        expected="fältet »checks«, eller »checkable: nej«",
        found=f"»checkable: {checkable}«",
        tip="Lägg till en kontroll. Sidan »Hur kraven prövas« visar vilka som finns.",
    )


def checks_unwanted(place: Place) -> Problem:
    return Problem(
        place,
        "Kravet sägs inte gå att kontrollera, men har kontroller",
        expected="»checkable: ja« eller »checkable: delvis«",
        found="»checkable: nej«",
        tip="Ändra »checkable«, eller ta bort »checks«.",
    )


def check_unknown(place: Place, found: str, known: Sequence[str]) -> Problem:
    near = nearest(found, known)
    return Problem(
        place,
        f"Kontrollen {quoted(found)} finns inte",
        expected="en kontroll som finns" if near else one_of(known),
        found=quoted(found),
        tip=near or "Välj en av kontrollerna och skriv den precis så.",
    )


def check_of_other_kind(place: Place, check: str, word: str, known: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"Kontrollen {quoted(check)} kan inte pröva slaget {quoted(word)}",
        expected=one_of(known),
        found=quoted(word),
        tip="Ändra slaget i »of«, eller välj en annan kontroll.",
    )


def check_takes_not(place: Place, check: str, name: str, known: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"Kontrollen {quoted(check)} använder inte fältet {quoted(name)}",
        expected=one_of(known),
        found=quoted(name),
        tip="Ta bort fältet, eller välj en annan kontroll.",
    )


def check_of_other_form(place: Place, path: str, user: str, expected: str, form: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} passar inte {user}",
        expected=expected,
        found=form,
        tip="Välj ett annat fält.",
    )


def check_only_for(place: Place, name: str, whom: str, word: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(name)} passar bara kontroller av {whom}",
        expected=f"ett fält som passar en kontroll av slaget {quoted(word)}",
        found=quoted(name),
        tip="Ta bort fältet, eller ändra slaget i »of«.",
    )


def wrong_order(place: Place, title: str, first: str) -> Problem:
    return Problem(
        place,
        f"{title} är före {first}",
        expected=f"samma dag som {first}, eller senare",
        found="en tidigare dag",
        tip="Rätta det datum som är fel.",
    )


def contradicted(place: Place, conformance: str) -> Problem:
    """An accessibility statement whose words and list do not agree."""
    listed = "med brister i listan" if conformance == "helt förenlig" else "utan brister i listan"
    return Problem(
        place,
        "Redogörelsen säger emot sig själv",
        expected="»helt förenlig« utan brister, eller »delvis« eller »inte förenlig« med brister",
        found=f"{quoted(conformance)}, {listed}",
        tip="Ändra ordet, eller rätta listan under »shortcomings«. Det som inte omfattas av lagen "
        "räknas inte som en brist.",
    )


def nobody_to_tell(place: Place) -> Problem:
    """An accessibility statement without a way to tell of what does not work."""
    return Problem(
        place,
        "Det står inte hur man säger till om brister i tillgängligheten",
        expected="en brevlåda eller webbadress under »feedback«, eller något under »contact«",
        found="en redogörelse för tillgängligheten, men inget sätt att nå kommunen",
        tip="Lagen kräver ett sätt att säga till. Skriv »feedback:« och under det »mailbox:«.",
    )


# --- visibility ----------------------------------------------------------------------------


def record_raised(place: Place, found: str, kind: str, level: str) -> Problem:
    return Problem(
        place,
        "En post kan inte göras mer synlig än sitt slag",
        expected=f"ingen rad alls, eller en lägre synlighet än {quoted(level)}",
        found=f"{quoted(found)}, fast allt av slaget {kind} är {quoted(level)}",
        tip="Ta bort raden.",
    )


def record_needed(place: Place, found: str) -> Problem:
    return Problem(
        place,
        "Posten kan inte döljas, för alla sidor bygger på den",
        expected=quoted("öppen"),
        found=quoted(found),
        tip="Ta bort raden. Fält som får saknas kan döljas med »visibility_overrides«.",
    )


def group_raised(place: Place, path: str, inside: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(path)} är en grupp av fält och kan inte publiceras på en gång",
        expected="ett av fälten i gruppen",
        found=quoted(path),
        tip=f"Skriv vart och ett av de fält som ska publiceras: {one_of(inside)}.",
    )


def not_raised(place: Place, path: str, level: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} har redan den nivån",
        expected="ett fält som beslutet gör mer synligt",
        found=f"ett fält med nivån {quoted(level)}",
        tip="Ta bort fältet ur beslutet.",
    )


def restricted_raised(place: Place, path: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} är skyddat och kan inte bli öppet",
        expected="ett fält som är internt",
        found="ett fält som inte finns på någon webbplats",
        tip="Skriv »visibility: intern« i beslutet om anställda ska få se det.",
    )


def raised_in_vain(place: Place, level: str) -> Problem:
    return Problem(
        place,
        "Beslutet om publicering har ingen verkan",
        expected="en post som visas där fältet ska visas",
        found=f"en post med nivån {quoted(level)}, så fältet visas inte mer än så",
        tip="Ta bort beslutet, eller gör hela posten mer synlig.",
    )


def required_hidden(place: Place, path: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} kan inte döljas för sig",
        expected="ett fält som får saknas",
        found=quoted(path),
        tip="Dölj hela posten med »visibility: intern«, eller skriv en annan text i fältet.",
    )


def not_lowered(place: Place, path: str, level: str) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} har redan den nivån eller en lägre",
        expected="ett fält som blir mindre synligt",
        found=f"ett fält med nivån {quoted(level)}",
        tip="Ta bort fältet ur listan. Mer synligt blir det bara med »publication_decisions«.",
    )


def raised_and_lowered(place: Place, path: str, other: Place) -> Problem:
    return Problem(
        place,
        f"Fältet {quoted(path)} både publiceras och döljs",
        expected="det ena eller det andra",
        found=f"ett beslut om publicering i {other}",
        tip="Ta bort det ena.",
    )


def leak(place: Place, title: str, origin: Place, more: int) -> Problem:
    """Something on a finished site that its readers may not see. The value itself is not told.

    `more` is the number of other files where it stands.
    """
    others = f" (och i {more} filer till)" if more else ""
    return Problem(
        place,
        "På webbplatsen står något som dess läsare inte får se",
        expected="bara det som är öppet för dem",
        found=f"{quoted(title)} i {origin}{others}",
        tip="Står samma ord i en öppen text eller fil? Ändra det ena stället. "
        "Ska uppgiften vara öppen? "
        "Skriv ett beslut i »publication_decisions«. Annars är det ett fel i koden eller en mall.",
    )


def unreadable_on_site(place: Place) -> Problem:
    return Problem(
        place,
        "En fil på webbplatsen går inte att granska",
        expected="en fil som går att öppna och läsa",
        found="en fil som är skadad, låst, för stor eller av ett okänt slag",
        tip="Spara filen utan lösenord och i ett vanligt format, eller ta bort den ur docs/.",
    )


# --- synonyms ------------------------------------------------------------------------------

SYNONYM = "en rad som »mejl: e-post«"


def synonyms_shape(place: Place, found: object) -> Problem:
    """The file of synonyms is a list, or a text."""
    return Problem(
        place,
        "Filen med synonymer är skriven på fel sätt",
        "rader som »mejl: e-post«",
        shape(found),
        "Skriv det som folk säger före kolon och det som står i programmet efter.",
    )


def synonym_shape(place: Place, said: str, found: object) -> Problem:
    """What stands after the colon is no text, and no list of texts."""
    return Problem(
        place,
        f"Synonymen {quoted(said)} är skriven på fel sätt",
        SYNONYM,
        shape(found),
        "Skriv ett ord efter kolon, eller flera inom hakparenteser: »[dator, telefon]«.",
    )


def synonym_without_words(place: Place, found: str) -> Problem:
    """Nothing but marks, which nobody can search for."""
    return Problem(
        place,
        "En synonym har inga bokstäver",
        SYNONYM,
        quoted(found),
        "Skriv ett ord, eller ta bort raden.",
    )


def synonym_in_vain(place: Place, said: str, meaning: str) -> Problem:
    """A form of the very word."""
    return Problem(
        place,
        f"{quoted(said)} och {quoted(meaning)} är samma ord för sökningen",
        "två olika ord",
        quoted(f"{said}: {meaning}"),
        "Ta bort raden. Sökningen klarar böjningar, stora bokstäver och prickar själv.",
    )


def synonym_repeated(place: Place, said: str, other: str, first: Place) -> Problem:
    """A word that stands before the colon twice, in two forms."""
    return Problem(
        place,
        f"{quoted(said)} och {quoted(other)} är samma ord för sökningen",
        "ett ord på en rad",
        quoted(said),
        f"Ordet står redan på rad {first.line}. Skriv allt på den raden: »ord: [ett, två]«.",
    )


def synonym_for_nothing(place: Place, said: str, meaning: str, tip: str) -> Problem:
    """A synonym for what is not called so anywhere in data/ or docs/."""
    return Problem(
        place,
        f"Synonymen {quoted(said)} leder till ett ord som inte finns",
        "ett ord som står någonstans i data/ eller docs/",
        quoted(meaning),
        tip or "Skriv det som saken heter i programmet, eller ta bort raden.",
    )


# --- pages ---------------------------------------------------------------------------------


def unknown_macro(place: Place, name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known)
    return Problem(
        place,
        f"Makrot {quoted(name)} finns inte",
        expected="ett makro som finns" if near else one_of(known),
        found=quoted(name),
        tip=near or "Sidan om makron visar exempel.",
    )


def macro_arguments(place: Place, name: str, form: str) -> Problem:
    return Problem(
        place,
        f"Makrot {quoted(name)} är fel ifyllt",
        expected=form,
        found="för få, för många eller något annat än texter",
        tip="Skriv varje text inom citattecken. Sidan om makron visar exempel.",
    )


def macro_in_data(place: Place, line: str) -> Problem:
    return Problem(
        place,
        "Makron fungerar inte i data/, så texten skulle visas för alla",
        expected="text utan makrot »internal«",
        found=quoted(line),
        tip="Flytta texten till ett fält som är internt, till exempel »internal_note«.",
    )


def page_of_hidden(place: Place, level: str) -> Problem:
    return Problem(
        place,
        "Sidan är öppnare än posten som har samma adress",
        expected=f"»visibility: {level}« i sidans inledning, eller ingen rad om synlighet",
        found=f"en post med nivån {quoted(level)}",
        tip="Gör sidan mindre synlig, eller flytta den till en annan adress.",
    )


def open_comment(place: Place) -> Problem:
    return Problem(
        place,
        "En kommentar på sidan har inget slut",
        expected="kommentarer mellan <!-- och -->",
        found="<!-- utan -->",
        tip="Avsluta kommentaren, annars visas den för läsarna.",
    )


def early_decision(place: Place) -> Problem:
    return Problem(
        place,
        "Beslutet om publicering har ett datum som inte har varit",
        expected="dagen då beslutet fattades",
        found="en dag efter den som webbplatsen byggs för",
        tip="Rätta datumet, eller vänta med att skriva in beslutet.",
    )


def no_overview(place: Place, name: str, kind: str) -> Problem:
    return Problem(
        place,
        f"Makrot {quoted(name)} har ingen översikt av det slaget",
        expected="ett slag som har en egen sida med översikt",
        found=quoted(kind),
        tip=f'Skriv table("{kind}") i stället.',
    )


MACRO = '{{ namn("id") }}'
PASSAGE = (
    "Ett internt stycke börjar med {% call internal() %} på en egen rad och slutar med "
    "{% endcall %}. Det kan inte ha ett annat sådant inuti."
)


def page_syntax(place: Place, line: str) -> Problem:
    return Problem(
        place,
        "Ett makro på sidan går inte att läsa",
        expected=f"makron skrivna som {MACRO}",
        found=quoted(line),
        tip=PASSAGE
        if "{%" in line
        else "Kontrollera klamrar, parenteser och citattecken, också på raderna ovanför.",
    )


def page_programming(place: Place, line: str) -> Problem:
    return Problem(
        place,
        "Något annat än ett makro inom klamrarna",
        expected=f"{MACRO}, ett makro med texter inom citattecken",
        found=quoted(line),
        tip=PASSAGE if "{%" in line else "Sidan om makron visar vad som går att skriva.",
    )


def unknown_name(place: Place, name: str, known: Sequence[str]) -> Problem:
    near = nearest(name, known)
    return Problem(
        place,
        f"Namnet {quoted(name)} finns inte",
        expected="ett namn som finns" if near else one_of(known),
        found=quoted(name),
        tip=near or "Sidan om makron visar vad som går att skriva.",
    )


def front_matter(place: Place, found: str, tip: str) -> Problem:
    return Problem(
        place,
        "Sidans inledning går inte att läsa",
        expected="fält mellan två rader med »---« överst på sidan, eller ingen inledning alls",
        found=found,
        tip=tip,
    )


def page_ending(place: Place, right: str) -> Problem:
    return Problem(
        place,
        "Sidans filnamn har fel slut",
        expected="slutet .md",
        found=quoted(place.file.rpartition("/")[2]),
        tip=f"Byt namn till {quoted(right)}.",
    )


def strange_file_name(place: Place) -> Problem:
    return Problem(
        place,
        "Filnamnet innehåller tecken som inte går att visa",
        expected="bokstäver, siffror och bindestreck",
        found=quoted(place.file.rpartition("/")[2]),
        tip="Byt namn på filen.",
    )


# --- what the models expect, by the type of error that pydantic or records/fields.py reports ---

EXPECTED = {
    "line": "text på en rad, högst {limit} tecken",
    "day": "ett datum som finns i almanackan, skrivet som 2026-03-01",
    "duration": "en tid som »30 minuter«, »4 timmar«, »2 dygn«, »5 arbetsdagar« eller »12 månader«",
    "flag": "»ja« eller »nej«",
    "number": "ett helt tal, till exempel 25",
    "slug": "små bokstäver a–z, siffror och bindestreck",
    "code": "bokstäver och siffror, till exempel »R46«, högst 40 tecken och inte »index«",
    "section_number": "ett avsnittsnummer som »3.2.2«, inom citattecken",
    "reference": "ett id",
    "web_address": "en webbadress som börjar med http:// eller https://",
    "colour": "en färg som »#174a4d«: tecknet # och sex siffror eller bokstäver a–f",
    "feedback": "fältet »mailbox« eller »url«",
    "digest": "sexton siffror eller bokstäver a–f",
    "absence": "»inga«, »inget« eller »ej tillämpligt« följt av kolon och ett skäl",
    "list_type": "en lista, där varje punkt börjar med bindestreck",
    "string_type": "en text",
    "model_type": "fält med namn och värde",
    "too_short": "en lista med minst {min_length} punkt",
}
"""What a field wants, in Swedish. A missing, unknown or unlisted value has a problem of its own."""

TIPS = {
    "line": "Korta texten, eller skriv den på en rad.",
    "day": "Månad och dag skrivs med två siffror, och dagen ska finnas: 2026-03-01.",
    "duration": "Skriv ett helt tal, ett blanksteg och en av enheterna.",
    "flag": "Skriv ja eller nej med små bokstäver.",
    "number": "Skriv bara siffror.",
    "slug": "Byt stora bokstäver mot små, å och ä mot a, ö mot o och blanksteg mot bindestreck.",
    "code": "Ta bort blanksteg och andra tecken. Punkt och bindestreck får stå inuti.",
    "section_number": "Skriv bara siffror och punkter.",
    "reference": "Skriv id:t på en rad.",
    "web_address": "Kopiera hela adressen från webbläsaren.",
    "colour": "Skriv tecknet # och alla sex tecken efter det, inom citattecken.",
    "feedback": "Lägg till ett av fälten, eller ta bort »feedback«.",
    "digest": "Kopiera den från postens sida, eller kör itprogram review.",
    "absence": "Skriv till exempel »inga: Ingår i avtalet.« på raden under fältet.",
    "list_type": "Sätt bindestreck framför varje punkt, eller hakparenteser runt: [a, b].",
    "model_type": "Skriv fälten på raderna under, med indrag.",
    "too_short": "Lägg till en punkt, eller ta bort fältet om det får saknas.",
}
"""What to do about a value that a field does not want."""

UNSPECIFIC = "ett annat värde"
"""For error types that values read as text cannot meet, should a library change its mind."""


def expectation(error_type: str, context: Mapping[str, object]) -> str:
    """The Swedish words for what an error type expected. Total: knows every type there is."""
    return EXPECTED.get(error_type, UNSPECIFIC).format_map(context)


def dead_link(place: Place, target: str, near: str) -> Problem:
    return Problem(
        place,
        "Länken leder ingenstans",
        expected="en fil i docs/, eller en sida som skapas av sig själv",
        found=quoted(target),
        tip=near or "Skriv sidans fil, till exempel »../roller/index.md«, eller ta bort länken.",
    )


def link_to_hidden(place: Place, target: str) -> Problem:
    return Problem(
        place,
        "Länken leder till en sida som läsaren inte får se",
        expected="en sida som är minst lika öppen som den här",
        found=quoted(target),
        tip="Ta bort länken, eller använd makrot »link«. Det visar bara orden där sidan är dold.",
    )

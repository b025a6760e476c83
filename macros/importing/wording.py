"""Wording: every Swedish sentence about a spreadsheet and its map. Detection is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from macros.importing.places import CellPlace, letter
from macros.problems import Place, Problem, nearest, one_of, quoted, spaced

MOST_NAMED = 8
"""Names that are told of all that there are."""
SAVE_AS = "Öppna filen i kalkylprogrammet och spara den som »Excel-arbetsbok (.xlsx)«"


def some_of(words: Iterable[str]) -> str:
    """The first of some words as a phrase, and that there are more."""
    first = list(islice(words, MOST_NAMED + 1))
    if len(first) <= MOST_NAMED:
        return one_of(first)
    return f"{', '.join(map(quoted, first[:MOST_NAMED]))} eller någon annan"


# --- the file ------------------------------------------------------------------------------


def unknown_format(place: CellPlace, ending: str) -> Problem:
    return Problem(
        place,
        "Filen är av ett slag som inte går att läsa",
        expected="en fil som slutar på .xlsx eller .csv",
        found=f"en fil av slaget {quoted(ending)}" if ending else "en fil utan slut på namnet",
        tip=f"{SAVE_AS}.",
    )


def unreadable(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Filen går inte att öppna",
        expected="en fil som finns och som du får läsa",
        found="ingenting, eller en fil som är låst",
        tip="Kontrollera sökvägen, och stäng filen om den är öppen i ett annat program.",
    )


def too_large(place: CellPlace, size: int, limit: int) -> Problem:
    return Problem(
        place,
        "Filen är för stor",
        expected=f"högst {spaced(limit)} byte",
        found=f"{spaced(size)} byte",
        tip="Ta bort bilder och blad som inte hör till registret, eller spara bladet som CSV.",
    )


def too_many_rows(place: CellPlace, limit: int) -> Problem:
    return Problem(
        place,
        "Bladet har för många rader",
        expected=f"högst {spaced(limit)} rader",
        found="fler rader än så",
        tip="Ta bort de tomma raderna nedanför registret, eller dela upp filen.",
    )


def too_many_columns(place: CellPlace, limit: int) -> Problem:
    return Problem(
        place,
        "Bladet har för många kolumner",
        expected=f"högst {spaced(limit)} kolumner",
        found="fler kolumner än så",
        tip="Ta bort de tomma kolumnerna till höger om registret.",
    )


def broken(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Filen är skadad",
        expected="en arbetsbok som går att öppna",
        found="något annat, eller en del av en arbetsbok",
        tip=f"{SAVE_AS} en gång till.",
    )


def locked(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Filen är skyddad med lösenord",
        expected="en fil utan lösenord",
        found="en krypterad fil",
        tip="Öppna filen, ta bort lösenordet under »Arkiv« och »Info«, och spara en kopia.",
    )


def not_text(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Filen är ingen text",
        expected="en CSV-fil i UTF-8 eller Windows-1252",
        found="något annat",
        tip="Spara filen som »CSV UTF-8« i kalkylprogrammet.",
    )


def open_quote(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Ett citattecken står fel eller saknar slut",
        expected='text inom "…", där ett citattecken i texten är skrivet två gånger',
        found="något annat på raden, eller längre ner",
        tip="Spara filen på nytt från kalkylprogrammet i stället för att skriva i den för hand.",
    )


def long_cell(place: CellPlace) -> Problem:
    return Problem(
        place,
        "En cell är för lång",
        expected="en text, inte ett helt dokument",
        found="mer än 100 000 tecken",
        tip="Korta texten. Saknas ett citattecken på raden hör allt efter det till samma cell.",
    )


def no_rows(place: CellPlace) -> Problem:
    return Problem(
        place,
        "Filen är tom",
        expected="en rad med rubriker och rader under den",
        found="ingenting",
        tip="Kontrollera att det är rätt fil.",
    )


def no_header(place: CellPlace, row: int) -> Problem:
    return Problem(
        place,
        f"Rad {row} har inga rubriker",
        expected="en rad med kolumnernas rubriker",
        found="en tom rad",
        tip="Skriv »header_row:« i kartan, med numret på raden som har rubrikerna.",
    )


def same_heading(place: CellPlace, heading: str, first: int) -> Problem:
    return Problem(
        place,
        "Två kolumner har samma rubrik",
        expected="en egen rubrik för varje kolumn",
        found=f"{quoted(heading)} också i kolumn {letter(first)}",
        tip="Byt namn på den ena kolumnen.",
    )


def no_sheet(place: CellPlace, name: str, names: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"Bladet {quoted(name)} finns inte",
        expected=some_of(names),
        found=quoted(name),
        tip=nearest(name, names) or "Rätta »sheet:« i kartan, eller ta bort raden.",
    )


# --- the map -------------------------------------------------------------------------------


def map_unreadable(place: Place) -> Problem:
    return Problem(
        place,
        "Kartan går inte att öppna",
        expected="en YAML-fil som säger vilken kolumn som är vad",
        found="ingenting",
        tip="Kontrollera sökvägen efter --map.",
    )


def map_needed(place: CellPlace, headings: Sequence[str]) -> Problem:
    shown = next((heading for heading in headings if heading), "Systemnamn")
    return Problem(
        place,
        "Filen behöver en karta, för kolumnerna är inte den egna exportens",
        expected="--map med en fil som säger vilken kolumn som är vad",
        found=some_of([heading for heading in headings if heading]),
        tip=f"Börja kartan med »id: {shown}«, och under det »columns:« "
        f"med rader som »{shown}: name«.",
    )


def map_field_missing(place: Place, name: str, example: str) -> Problem:
    return Problem(
        place,
        f"{quoted(name)} saknas i kartan",
        expected=f"en rad som »{example}«",
        found="ingen sådan rad",
        tip="Lägg till raden.",
    )


def map_field_unknown(place: Place, name: str, known: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(name)} finns inte i en karta",
        expected=one_of(known),
        found=quoted(name),
        tip=nearest(name, known) or "Rätta ordet, eller ta bort raden.",
    )


def map_shape(place: Place, name: str, expected: str) -> Problem:
    return Problem(
        place,
        f"{quoted(name)} är skrivet på fel sätt",
        expected=expected,
        found="något annat",
        tip="Sidan »Importera ett register« visar exempel.",
    )


def no_such_field(place: Place, key: str, name: str, known: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(key)} är inget fält i ett system",
        expected="ett fält som finns",
        found=quoted(name),
        tip=nearest(name, known) or f"Här finns {some_of(known)}.",
    )


def is_group(place: Place, key: str, inside: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(key)} är en grupp av fält, så en cell räcker inte",
        expected=f"ett av fälten i gruppen, som {quoted(f'{key}.{inside[0]}')}",
        found=quoted(key),
        tip=f"I gruppen finns {some_of(inside)}.",
    )


def is_list_of_groups(place: Place, key: str, inside: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(key)} är en lista av grupper",
        expected=f"»{{field: {key}, part: {inside[:2][-1]}, {inside[0]}: …}}«",
        found=quoted(key),
        tip="Skriv i »part« vilket fält i gruppen som cellen fyller, "
        f"och de andra fälten som de ska vara. I gruppen finns {some_of(inside)}.",
    )


def no_list_of_groups(place: Place, key: str) -> Problem:
    return Problem(
        place,
        f"{quoted(key)} är ingen lista av grupper",
        expected="»part« och fasta fält bara för en lista av grupper, som »assignments«",
        found=quoted(key),
        tip="Ta bort »part« och de fasta fälten.",
    )


def no_column(place: Place, heading: str, header: Sequence[str]) -> Problem:
    known = [name for name in header if name]
    return Problem(
        place,
        f"Kolumnen {quoted(heading)} finns inte i filen",
        expected=some_of(known),
        found=quoted(heading),
        tip=nearest(heading, known) or "Skriv rubriken som den står i filen.",
    )


def in_the_map(problem: Problem) -> Problem:
    """What is wrong with a value, when the map itself gives it."""
    is_about_words = "»words«" in problem.tip
    return replace(problem, tip="Rätta värdet i kartan.") if is_about_words else problem


# --- the cells -----------------------------------------------------------------------------


def cell_error(place: Place, shown: str) -> Problem:
    return Problem(
        place,
        "Cellen har ett fel i stället för ett värde" if shown else "Formeln har inget värde",
        expected="ett värde",
        found=quoted(shown) if shown else "en formel som inte är räknad",
        tip="Rätta formeln i kalkylprogrammet, eller skriv värdet."
        if shown
        else "Öppna filen i kalkylprogrammet, låt det räkna om och spara.",
    )


def needed(place: CellPlace, title: str, key: str) -> Problem:
    """A new system lacks a field that every system has."""
    return Problem(
        place,
        f"{quoted(title)} saknas",
        expected=f"fältet {quoted(key)}, för systemet är nytt",
        found="en tom cell" if place.column else "ingen kolumn",
        tip="Fyll i cellen, eller skriv fältet under »fixed« i kartan."
        if place.column
        else "Lägg till en kolumn för fältet, eller skriv det under »fixed« i kartan.",
    )


def no_id(place: Place, found: str) -> Problem:
    return Problem(
        place,
        "Raden har inget namn att göra ett id av",
        expected="bokstäver eller siffror",
        found=quoted(found) if found else "en tom cell",
        tip="Fyll i cellen, eller ta bort raden.",
    )


def same_row(place: Place, identifier: str, first: int) -> Problem:
    return Problem(
        place,
        f"Två rader är samma system, {quoted(identifier)}",
        expected="en rad för varje system",
        found=f"samma system på rad {first}",
        tip="Ta bort den ena raden, eller skilj namnen åt.",
    )


def no_reference(
    place: Place, title: str, kinds: Sequence[str], found: str, known: Sequence[str]
) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} pekar på något som inte finns",
        expected=f"id eller namn på något av slaget {' eller '.join(kinds)}",
        found=quoted(found),
        tip=nearest(found, known) or "Lägg till det i data/ först, eller översätt med »words«.",
    )


def several_references(place: Place, title: str, found: str, readings: Sequence[str]) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} kan betyda flera saker",
        expected=one_of(readings),
        found=quoted(found),
        tip="Skriv id:t i stället, eller översätt med »words« i kartan.",
    )


def no_choice(place: Place, title: str, choices: Sequence[str], found: str) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} har ett värde som inte finns",
        expected=one_of(choices),
        found=quoted(found),
        tip=nearest(found, choices) or "Översätt ordet med »words« i kartan.",
    )


def invisible(place: Place, title: str, mark: str) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} innehåller ett osynligt tecken",
        expected="vanlig text",
        found=f"tecknet U+{ord(mark):04X}, som inte syns",
        tip="Skriv texten i cellen på nytt. Tecknet följer ofta med inklistrad text.",
    )


def several_groups(place: Place, title: str, number: int) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} har flera poster som passar",
        expected="en post med de fasta fälten, eller ingen",
        found=f"{number} poster",
        tip="Ändra i filen i data/ i stället.",
    )


def other_groups(place: Place, title: str, found: int, known: int) -> Problem:
    """Groups that cannot be told which of those in a record they are."""
    return Problem(
        place,
        f"{quoted(title)} i filen är inte poster ur listan i data/, i samma ordning",
        expected=f"poster som de {known} i data/, och bara om alla är med: något nytt sist",
        found=f"{found} i filen, där någon är ny eller ändrad och någon i data/ inte är med",
        tip="Ändra i filen i data/ i stället. Där tas också en post bort.",
    )


def uneven_groups(place: Place, title: str, found: int, wanted: int) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} har inte lika många värden som kolumnerna bredvid",
        expected=f"{wanted} värden med » | « emellan, som i de andra kolumnerna",
        found=f"{found}",
        tip="Lägg till det som saknas, eller lämna ett tomt värde mellan strecken.",
    )


def absent_and_filled(place: Place, title: str) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} är både ifyllt och uttryckligen inget",
        expected="det ena eller det andra",
        found="båda",
        tip="Töm kolumnen som slutar på .absent, eller de andra.",
    )


def absence(place: Place, title: str, found: str) -> Problem:
    return Problem(
        place,
        f"{quoted(title)} har fel form",
        expected="»inga«, »inget« eller »ej tillämpligt« följt av kolon och ett skäl",
        found=quoted(found),
        tip="Skriv till exempel »inga: Ingår i avtalet.«",
    )


def unreadable_record(place: Place, file: str) -> Problem:
    return Problem(
        place,
        f"Systemets fil {quoted(file)} har redan fel",
        expected="en fil som går att läsa",
        found="en fil som kontrollen inte godtar",
        tip="Kör »itprogram check« och rätta filen först.",
    )


def unwritable(place: Place) -> Problem:
    return Problem(
        place,
        "Värdet går inte att skriva i en fil",
        expected="en vanlig text",
        found="något som YAML inte kan hålla, eller en rad som inte går att ändra för sig",
        tip="Gör ändringen i filen i data/ i stället.",
    )

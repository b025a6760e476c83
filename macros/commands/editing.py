"""Editing: `new`, `rename`, `where` and `delete`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from macros import problems, reports
from macros.build import check
from macros.commands.answers import (
    NOT_WRITTEN,
    by_file,
    carry_out,
    chosen,
    counted,
    filled,
    given,
    listed,
    named,
    opened,
    refuse,
)
from macros.commands.reviewing import keep_reviews
from macros.editing.creation import create
from macros.editing.draft import Draft, Refused
from macros.editing.identifiers import examine_new
from macros.editing.questions import (
    ID,
    Question,
    assembled,
    objection,
    question,
    questions,
    suggestion,
)
from macros.editing.references import References
from macros.editing.removal import remove
from macros.editing.renaming import is_open, rename
from macros.editing.retirements import FILE, Leaving
from macros.index import Entry
from macros.programme import Programme
from macros.records import COLLECTIONS, Collection, forms
from macros.records.fields import Reference
from macros.schemas import wording


def where(root: Path, options: argparse.Namespace) -> int:
    """Tell where something is, and all that points at it."""
    references = opened(root, options.date)
    try:
        entry = chosen(references, options.id)
    except Refused as error:
        return refuse(str(error))
    key = (entry.entity.kind, entry.entity.id)
    sourced, location = references.home(key)
    uses = references.of(key)
    print(f"{named(entry)}  {problems.printable(entry.entity.title)}")
    print(f"{sourced.document.place(location)}\n")
    if not uses:
        print("Ingenting hänvisar hit.")
    else:
        print(f"{counted(len(uses), 'ställe', 'ställen')} hänvisar hit:\n{listed(uses)}")
    return 0


def renamed(root: Path, options: argparse.Namespace) -> int:
    """Give something another id, everywhere."""
    references = opened(root, options.date)
    try:
        entry = chosen(references, options.old)
        new = _new_id(entry, options.new)
        renaming = rename(references, entry, new, options.date)
    except Refused as error:
        return refuse(str(error))
    keep_reviews(references, renaming)
    carry_out(renaming.draft, options.date, only_try=options.dry_run)
    word = named(entry).partition("/")[0]
    print(f"{named(entry)} {'skulle heta' if options.dry_run else 'heter nu'} {word}/{new}.")
    also = [it for it in renaming.ids if it != (entry.entity.kind, entry.entity.id)]
    if also:
        print(f"{counted(len(also), 'regel', 'regler')} i den byter också id.")
    count = counted(len(renaming.uses), "hänvisning", "hänvisningar")
    print(f"\n{count} ändras. De här filerna berörs:\n{by_file(renaming.draft.files)}\n")
    told = f"Det gamla id:t kan inte användas igen ({FILE})."
    if entry.path:
        told += " Länkar till den gamla adressen leder vidare."
    print(NOT_WRITTEN if options.dry_run else filled(told))
    return 0


def _new_id(entry: Entry, text: str) -> str:
    """The new id, written with or without its kind. Raises Refused for another kind."""
    word = named(entry).partition("/")[0]
    kind, mark, new = text.rpartition("/")
    if mark and kind != word:
        raise Refused(f"{named(entry)} kan få ett annat id men inte bli ett annat slag.")
    return new


def deleted(root: Path, options: argparse.Namespace) -> int:
    """Take something away, unless something points at it."""
    references = opened(root, options.date)
    try:
        entry = chosen(references, options.id)
        successor = _successor(references, entry, options.replaced_by)
        leaving = Leaving(options.date, given(options.reason), is_open(entry.record))
        removal = remove(references, entry, successor, leaving)
    except Refused as error:
        return refuse(str(error))
    if removal.uses:
        count = counted(len(removal.uses), "ställe hänvisar", "ställen hänvisar")
        print(f"{named(entry)} går inte att ta bort. {count} dit:\n", file=sys.stderr)
        print(listed(removal.uses), file=sys.stderr)
        print("\nÄndra dem först. Ingenting har skrivits.", file=sys.stderr)
        return 1
    carry_out(removal.draft, options.date, only_try=options.dry_run)
    print(f"{named(entry)} {'skulle tas bort' if options.dry_run else 'har tagits bort'}.")
    told = f"Id:t kan inte användas igen ({FILE})."
    print(NOT_WRITTEN if options.dry_run else told)
    return 0


def _successor(references: References, entry: Entry, text: str | None) -> str | None:
    """The id of what is used instead. Raises Refused for nothing, for another kind and for what
    is taken away."""
    if text is None:
        return None
    found = references.programme.find(Reference((entry.entity.kind,), text))
    if not found:
        chosen(references, text)
        word = named(entry).partition("/")[0]
        raise Refused(
            f"{problems.quoted(text)} är av ett annat slag. Välj ett id av slaget {word}."
        )
    if found[0].entity is entry.entity:
        raise Refused(f"{named(entry)} kan inte ersättas av sig självt.")
    return found[0].entity.id


# --- new -----------------------------------------------------------------------------------


def new(root: Path, options: argparse.Namespace) -> int:
    """Make a new record, from options or from answers to questions."""
    programme, _ = check(root, options.date)
    try:
        collection = _kind(options.kind)
        answers = _answers(collection, options, programme)
        fields = assembled(collection, answers)
        draft = Draft(root)
        file = create(draft, collection, answers[ID], fields, programme)
    except Refused as error:
        return refuse(str(error))
    except EOFError:
        print("\nAvbrutet. Ingenting har skrivits.", file=sys.stderr)
        return 1
    carry_out(draft, options.date, only_try=options.dry_run)
    if options.dry_run:
        print(f"{draft.text(file)}\n{NOT_WRITTEN}")
        return 0
    print(f"Klart: {file}\n")
    _tell_rest(root, collection, answers[ID], options.date)
    return 0


def _kind(text: str) -> Collection:
    """A kind that there can be more of, by its Swedish word or its name in the code."""
    kinds = [it for it in COLLECTIONS if not it.single and it.kind != "retirement"]
    wanted = text.casefold()
    for kind in kinds:
        if wanted in (kind.word, kind.kind):
            return kind
    words = [kind.word for kind in kinds]
    tip = problems.nearest(wanted, words) or f"Välj {problems.one_of(words)}."
    raise Refused(f"Slaget {problems.quoted(text)} finns inte. {tip}")


def _answers(
    collection: Collection, options: argparse.Namespace, programme: Programme
) -> dict[tuple[str, ...], str]:
    """The answers that were given as options, and those to the questions that are left."""
    given = dict(_given(collection, options.set, programme))
    if options.id is not None:
        given[ID] = options.id
        examine_new(collection.kind, options.id, programme)
    asked = [it for it in questions(collection) if it.path not in given]
    asked.sort(key=lambda it: it.path == ID)  # the id is made from the name
    if options.set and not sys.stdin.isatty():
        _fill_in(collection, asked, given)
        return given
    if asked:
        print(_greeting(collection), file=sys.stderr)
    for it in asked:
        given[it.path] = _ask(collection, it, given, programme)
    return given


def _greeting(collection: Collection) -> str:
    return filled(
        f"Ny post av slaget {problems.quoted(collection.word)}. Svara på frågorna."
        " Tryck bara på retur för att ta det som står inom hakparentes. Ctrl+D avbryter."
    )


def _given(
    collection: Collection, settings: Sequence[str], programme: Programme
) -> Mapping[tuple[str, ...], str]:
    found = {}
    for setting in settings:
        key, mark, value = setting.partition("=")
        if not mark or not value.strip():
            raise Refused(f"Skriv --set som fält=värde, inte {problems.quoted(setting)}.")
        asked = question(collection, key.strip())
        wrong = objection(collection, asked, value.strip(), programme)
        if wrong:
            raise Refused(_told(asked, wrong))
        found[asked.path] = value.strip()
    return found


def _fill_in(
    collection: Collection, asked: Sequence[Question], given: dict[tuple[str, ...], str]
) -> None:
    """Take what is likely right for an answer where nobody can be asked. Raises Refused."""
    lacking = []
    for it in sorted(asked, key=lambda it: it.path != ID):
        given[it.path] = suggestion(collection, it, given)
        if not given[it.path]:
            lacking.append(it)
    if lacking:
        told = ", ".join(f"--set {it.key}=… ({it.text})" for it in lacking)
        raise Refused(f"Det här saknas: {told}. Ingenting har skrivits.")


def _ask(
    collection: Collection,
    asked: Question,
    answers: Mapping[tuple[str, ...], str],
    programme: Programme,
) -> str:
    likely = suggestion(collection, asked, answers)
    while True:
        print(f"\n{asked.text}\n{_hint(asked)}", file=sys.stderr)
        print(f"{f'[{likely}] ' if likely else ''}> ", end="", flush=True, file=sys.stderr)
        answer = input().strip() or likely
        if not answer:
            print("  Det här behövs.", file=sys.stderr)
            continue
        wrong = _wrong(collection, asked, answer, programme)
        if not wrong:
            return answer
        print(filled(wrong, "  "), file=sys.stderr)


def _hint(asked: Question) -> str:
    """What is asked for, and how it is written."""
    several = "Skilj flera åt med komma." if forms.holds(asked.info, list) else ""
    said = (asked.info.description, wording.form(asked.info, ""), several)
    return filled(" ".join(filter(None, said)), "  ")


def _wrong(collection: Collection, asked: Question, answer: str, programme: Programme) -> str:
    """What is wrong with an answer, in words, or nothing."""
    if asked.path == ID:
        try:
            examine_new(collection.kind, answer, programme)
        except Refused as error:
            return str(error)
    wrong = objection(collection, asked, answer, programme)
    return _told(asked, wrong) if wrong else ""


def _told(asked: Question, wrong: problems.Problem) -> str:
    parts = [f"{asked.text}: {wrong.headline}." if not wrong.expected else f"{asked.text}:"]
    parts += [f"väntade {wrong.expected}," if wrong.expected else "", f"hittade {wrong.found}."]
    return " ".join(filter(None, [*parts, wrong.tip]))


def _tell_rest(root: Path, collection: Collection, identifier: str, day: date) -> None:
    """What the programme demands of the new record and is not there yet."""
    programme, pages = check(root, day)
    whole = reports.of_programme(root, programme, len(pages), day)
    word = f"{collection.word}/{identifier}"
    result = reports.select([word], root, programme).of(whole)
    if result.observations:
        print("Det här är kvar, innan det går att se att programmets krav är uppfyllda:\n")
        for it in result.observations:
            print(f"  {it.title}")
        print(f"\nMer om det: itprogram check --only {word}")
    else:
        print("Inget krav väntar på mer uppgifter.")

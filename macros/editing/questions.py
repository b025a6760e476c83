"""Questions: what must be known of a new record, and how answers become what is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros import problems, source
from macros.editing import writing
from macros.editing.draft import Refused
from macros.editing.writing import Written
from macros.problems import Place, Problem
from macros.programme import Programme
from macros.records import Collection, forms
from macros.records.fields import Reference, models_in
from macros.records.reading import faults
from macros.slugs import slug

Path = tuple[str, ...]
ID: Path = ("id",)


@dataclass(frozen=True)
class Question:
    """A field that a record needs: the way to it, and its titles from the outermost in."""

    path: Path
    titles: tuple[str, ...]
    info: FieldInfo

    @property
    def text(self) -> str:
        """The question as it is put."""
        return ": ".join(self.titles)

    @property
    def key(self) -> str:
        """The field as an option names it."""
        return ".".join(self.path)


def questions(collection: Collection) -> tuple[Question, ...]:
    """What a new record of a kind must have, in the model's order. Of a list of groups it is what
    one group must have."""
    return tuple(_questions(collection.model, (), ()))


def question(collection: Collection, key: str) -> Question:
    """A field by its dotted name, whether it must be there or not. Raises Refused."""
    model: type[BaseModel] | None = collection.model
    titles: tuple[str, ...] = ()
    path: Path = ()
    for name in key.split("."):
        fields = {it.alias or own: it for own, it in model.model_fields.items()} if model else {}
        if name not in fields:
            tip = problems.nearest(name, fields) or f"Fälten är {problems.one_of(fields)}."
            raise Refused(f"Fältet {problems.quoted(key)} finns inte. {tip}")
        info = fields[name]
        path, titles = (*path, name), (*titles, info.title or name)
        model = next(models_in(info.annotation), None)
    if model:
        inner = problems.one_of(
            f"{key}.{it.alias or own}" for own, it in model.model_fields.items()
        )
        raise Refused(f"{problems.quoted(key)} är en grupp. Välj ett fält i den: {inner}.")
    return Question(path, titles, info)


def _questions(model: type[BaseModel], path: Path, titles: tuple[str, ...]) -> Iterator[Question]:
    for name, info in model.model_fields.items():
        if not info.is_required():
            continue
        key = info.alias or name
        inner = next(models_in(info.annotation), None)
        way, said = (*path, key), (*titles, info.title or key)
        if inner:
            yield from _questions(inner, way, said)
        else:
            yield Question(way, said, info)


def suggestion(collection: Collection, asked: Question, answers: Mapping[Path, str]) -> str:
    """An answer that is likely right, from those there are; nothing when nobody can guess it."""
    identifier = answers.get(ID, "")
    if asked.path == ID and collection.kind != "requirement":
        name = answers.get(("name",)) or answers.get(("title",)) or ""
        return slug(name)
    if asked.path == ("duty_prefix",):
        return identifier
    if collection.kind == "instruction" and asked.path[-1] == "id":
        return f"{identifier}-01"
    return ""


def assembled(collection: Collection, answers: Mapping[Path, str]) -> dict[str, Written]:
    """The fields of a record from the answers, in the model's order and without its id."""
    return _assembled(collection.model, {path: it for path, it in answers.items() if path != ID})


def _assembled(model: type[BaseModel], answers: Mapping[Path, str]) -> dict[str, Written]:
    values: dict[str, Written] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        inside = {path[1:]: text for path, text in answers.items() if path[:1] == (key,)}
        if not inside:
            continue
        inner = next(models_in(info.annotation), None)
        value: Written = _assembled(inner, inside) if inner else inside[()]
        if forms.holds(info, list):
            value = [value] if inner else _split(inside[()])
        values[key] = value
    return values


def _split(text: str) -> list[str]:
    return [it.strip() for it in text.split(",") if it.strip()]


def objection(
    collection: Collection, asked: Question, answer: str, programme: Programme
) -> Problem | None:
    """What is wrong with an answer to a question, by itself."""
    key, value = next(iter(_assembled(collection.model, {asked.path: answer}).items()))
    try:
        text = writing.entry(key, value)
    except ValueError:
        text = ""
    document, found = source.read("", text)
    if document is None or found:
        tip = "Skriv vanlig text utan osynliga tecken."
        return problems.wrong_value(Place(""), problems.quoted(asked.text), "text", answer, tip)
    wrong = faults(collection.model, document)
    return next(iter(wrong), None) or _dangling(asked, answer, programme)


def _dangling(asked: Question, answer: str, programme: Programme) -> Problem | None:
    kinds = forms.kinds(asked.info)
    for text in (_split(answer) if forms.holds(asked.info, list) else [answer]) if kinds else ():
        if len(programme.find(Reference(kinds, text))) != 1:
            known = [identifier for kind in kinds for identifier in programme.index[kind]]
            tip = problems.nearest(text, known) or f"De som finns: {', '.join(known[:12])} …"
            title = problems.quoted(asked.text)
            return problems.wrong_value(Place(""), title, "id för en post som finns", text, tip)
    return None

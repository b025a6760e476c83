"""Prose: the pages that editors write in docs/, and the macro calls in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros import problems, source
from macros.problems import Place, Problem
from macros.records.fields import Visibility

HEAD = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
INTERNAL_FOLDER = "intern/"


@dataclass(frozen=True)
class Call:
    """One macro call on a page. `arguments` is None when they are not plain texts."""

    place: Place
    name: str
    arguments: tuple[object, ...] | None
    named: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class WrittenPage:
    """A page in docs/. `path` is below docs/; `calls` are its macro calls, in order."""

    path: str
    title: str
    visibility: Visibility
    calls: tuple[Call, ...]


def read_pages(root: Path) -> tuple[tuple[WrittenPage, ...], list[Problem]]:
    """Every Markdown page below `root`/docs, and what is wrong with them."""
    pages, found = [], []
    docs = root / "docs"
    for path in sorted(docs.rglob("*.md")):
        text, unreadable = source.read_text(root, path)
        found += unreadable
        if not unreadable:
            page, wrong = _read(path.relative_to(root).as_posix(), text)
            pages.append(page)
            found += wrong
    return tuple(pages), found


def _read(file: str, text: str) -> tuple[WrittenPage, list[Problem]]:
    found: list[Problem] = []
    path = file.removeprefix("docs/")
    head = _head(file, text, found)
    calls = tuple(_calls(file, text, found))
    title = head.get("title") or path.removesuffix(".md").rpartition("/")[2]
    marks = {mark.value: mark for mark in Visibility}
    word = str(head.get("visibility", Visibility.INTERNAL.value))
    visibility = marks.get(word)
    if visibility is None:
        place = Place(file, 1 + text[: text.index("visibility")].count("\n"))
        tip = problems.nearest(word, marks)
        found.append(
            problems.wrong_value(place, "Synlighet", problems.one_of(marks), word, tip)
        )
    if visibility is None or path.startswith(INTERNAL_FOLDER):
        visibility = Visibility.INTERNAL
    return WrittenPage(path, str(title), visibility, calls), found


def _head(file: str, text: str, found: list[Problem]) -> dict[str, source.Value]:
    match = HEAD.match(text)
    if not match:
        return {}
    document, wrong = source.read(file, f"\n{match[1]}")
    found += wrong
    return document.data if document and isinstance(document.data, dict) else {}


def _calls(file: str, text: str, found: list[Problem]) -> Iterator[Call]:
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return
    lines = text.split("\n")
    try:
        tree = Environment().parse(text)
    except TemplateSyntaxError as error:
        line = min(error.lineno, len(lines))
        found.append(problems.page_syntax(Place(file, line), lines[line - 1]))
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            name = call.node.name
            column = lines[call.lineno - 1].find(f"{name}(") + 1
            arguments = _constants(call.args)
            named = _constants([keyword.value for keyword in call.kwargs])
            keys = [keyword.key for keyword in call.kwargs]
            yield Call(
                Place(file, call.lineno, max(column, 1)),
                name,
                None if arguments is None or named is None else arguments,
                tuple(zip(keys, named or (), strict=False)),
            )


def _constants(expressions: Sequence[nodes.Expr]) -> tuple[object, ...] | None:
    values = []
    for expression in expressions:
        if not isinstance(expression, nodes.Const):
            return None
        values.append(expression.value)
    return tuple(values)

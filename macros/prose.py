"""Prose: the pages that editors write in docs/, and the macro calls in them.

A page may hold macro calls with plain texts, a few names, and passages that are kept internal.
Anything else that Jinja can do is refused here, so that every call can be tried before a build
and no page runs a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros import problems, source
from macros.hyperlinks import CODE, Hyperlink, hyperlinks
from macros.problems import Place, Problem
from macros.records.document import GoverningDocument
from macros.records.fields import Record, Reference, Visibility
from macros.records.municipality import Municipality
from macros.source import KEY, Document

HEAD = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
HEAD_BEGINS = re.compile(r"\A---[ \t]*$", re.MULTILINE)
HEAD_WITHOUT_RULES = re.compile(r"\A {0,3}[A-Za-z0-9_-]+:")
"""What the engine takes for a head although no line of hyphens stands before it."""
HEAD_FIELDS = ("title", "visibility", "chapter", "description", "keywords", "hide")
INTERNAL_FOLDER = "intern/"
JINJA = Environment()  # noqa: S701 (it only parses)
OTHER_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Endings that the engine takes for pages too."""
TEXTS = (".txt", ".csv", ".json", ".xml", ".html", ".yml", ".yaml", ".svg")
"""Endings of other files that are read as text."""
NAMES: dict[str, type[Record]] = {"municipality": Municipality, "document": GoverningDocument}
"""Records that a page may name the fields of."""


@dataclass(frozen=True)
class Call:
    """One macro call on a page. `arguments` is None when they are not plain texts."""

    place: Place
    name: str
    arguments: tuple[str, ...] | None
    named: tuple[tuple[str, str], ...] = ()


PASSAGE = "internal"
"""The macro that keeps a passage of a page internal."""
BLOCK = re.compile(
    rf"\{{%[-+]?\s*call\s*(?:\(\s*\))?\s*{PASSAGE}\s*\(\s*\)\s*[-+]?%\}}(.*?)\{{%[-+]?\s*endcall\s*[-+]?%\}}",
    re.DOTALL,
)


NOTES = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
"""What writers note on a page for other writers."""


@dataclass(frozen=True)
class Passage:
    """A passage of a page that only employees read, and where it begins and ends."""

    text: str
    begins: Place
    ends: Place


@dataclass(frozen=True)
class WrittenPage:
    """A page in docs/. `path` is below docs/; `text` is the page without its head and passages.

    Calls, links and passages are in the order of the page.
    """

    path: str
    title: str
    visibility: Visibility
    text: str
    calls: tuple[Call, ...]
    links: tuple[Hyperlink, ...]
    passages: tuple[Passage, ...] = ()

    @property
    def place(self) -> Place:
        """The page's first line."""
        return Place(f"docs/{self.path}")

    def visibility_at(self, place: Place) -> Visibility:
        """Who may read what stands at a place on the page."""
        if any(passage.begins <= place < passage.ends for passage in self.passages):
            return Visibility.lowest(self.visibility, Visibility.INTERNAL)
        return self.visibility


def read_pages(root: Path) -> tuple[tuple[WrittenPage, ...], list[Problem]]:
    """Every Markdown page below `root`/docs, and what is wrong with them."""
    pages: list[WrittenPage] = []
    found: list[Problem] = []
    docs = root / "docs"
    if not docs.is_dir():
        found.append(problems.missing_folder(Place("docs"), "ingenting"))
    for path in sorted(docs.rglob("*")):
        place = source.place_of(root, path)
        if path.is_symlink() and path.is_dir():
            found.append(problems.linked_folder(place))
        elif not source.inside(root, path):
            found.append(problems.outside(place))
        elif path.suffix != ".md" and path.suffix.lower() in OTHER_ENDINGS:
            found.append(problems.page_ending(place, f"{path.stem}.md"))
        elif path.suffix == ".md" and not place.file.isprintable():
            found.append(problems.strange_file_name(place))
        elif path.suffix == ".md":
            text, unreadable = source.read_text(root, path)
            found += unreadable
            if not unreadable:
                pages.append(_read(place.file, text, found))
    return tuple(pages), found


def other_files(root: Path) -> Iterator[WrittenPage]:
    """Every file in docs/ that is not a page: pictures, documents. Each says nothing of itself."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        if path.is_file() and path.suffix != ".md":
            name = path.relative_to(docs).as_posix()
            text = path.read_bytes().decode("utf-8", "replace") if path.suffix in TEXTS else ""
            yield WrittenPage(name, name, Visibility.RESTRICTED, text, (), ())


def _read(file: str, text: str, found: list[Problem]) -> WrittenPage:
    path = file.removeprefix("docs/")
    head = _head(file, text, found)
    title = head.get("title") or path.removesuffix(".md").rpartition("/")[2]
    visibility = Visibility(head.get("visibility", Visibility.INTERNAL))
    if path.startswith(INTERNAL_FOLDER):
        visibility = Visibility.lowest(visibility, Visibility.INTERNAL)
    calls = tuple(_Expressions(file, text, found).calls())
    links = tuple(hyperlinks(file, text))
    passages = (*_blocks(file, text), *_inline_passages(calls))
    shown = NOTES.sub("", BLOCK.sub("", HEAD.sub("", text)))
    if "<!--" in CODE.sub("", text):
        found.append(problems.open_comment(source.end_of(file, text[: text.rindex("<!--")])))
    return WrittenPage(path, title, visibility, shown, calls, links, passages)


def _blocks(file: str, text: str) -> Iterator[Passage]:
    for match in BLOCK.finditer(text):
        begins, ends = (source.end_of(file, text[: match.span(1)[side]]) for side in (0, 1))
        yield Passage(match[1], begins, ends)


def _inline_passages(calls: Sequence[Call]) -> Iterator[Passage]:
    for call in calls:
        if call.name == PASSAGE:
            for text in (*(call.arguments or ()), *(value for _, value in call.named)):
                yield Passage(text, call.place, call.place)


# --- the head of a page --------------------------------------------------------------------


def _head(file: str, text: str, found: list[Problem]) -> dict[str, str]:
    """The fields of a page's head that are texts; a wrong one is noted and left out."""
    match = HEAD.match(text)
    if match and re.search(r"^[ \t]*[^\s#]", match[1], re.MULTILINE):
        document, wrong = source.read(file, f"\n{match[1]}")
        found += wrong
        return dict(_head_fields(document, found)) if document else {}
    if match:
        tip = "Skriv minst ett fält, till exempel »title«, eller ta bort raderna med »---«."
        found.append(problems.front_matter(Place(file), "inga fält", tip))
    elif HEAD_BEGINS.match(text):
        tip = "Skriv en rad med bara »---« efter fälten."
        found.append(problems.front_matter(Place(file), "bara en rad med »---«", tip))
    elif HEAD_WITHOUT_RULES.match(text):
        tip = "Sätt en rad med »---« före och efter fälten, eller börja sidan med en rubrik."
        line = problems.quoted(text.partition("\n")[0])
        found.append(problems.front_matter(Place(file), line, tip))
    return {}


def _head_fields(document: Document, found: list[Problem]) -> Iterator[tuple[str, str]]:
    if not isinstance(document.data, dict):
        tip = "Skriv varje fält som »fält: värde«."
        found.append(problems.front_matter(document.place(), "inga fält", tip))
        return
    for name, value in document.data.items():
        place = document.place((name,))
        if name not in HEAD_FIELDS:
            place = document.place((name, KEY))
            found.append(problems.unknown_field(place, name, HEAD_FIELDS))
        elif name == "visibility" and value not in list(Visibility):
            found.append(problems.wrong_choice(place, problems.quoted(name), Visibility, value))
        elif name in ("title", "description") and isinstance(value, str) and "{" in value:
            tip = "Skriv texten utan klamrar. Makron fungerar bara under inledningen."
            title = problems.quoted(name)
            found.append(problems.wrong_value(place, title, "text utan makron", value, tip))
        elif name in ("title", "chapter", "description") and not isinstance(value, str):
            title = problems.quoted(name)
            found.append(problems.wrong_type(place, title, "string_type", {}, value))
        elif name in ("keywords", "hide") and not _is_list_of_texts(value):
            title = problems.quoted(name)
            found.append(problems.wrong_type(place, title, "list_type", {}, value))
        elif isinstance(value, str):
            yield name, value


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


# --- macros and names on a page ------------------------------------------------------------


class _Expressions:
    """What stands inside braces on a page."""

    def __init__(self, file: str, text: str, found: list[Problem]) -> None:
        self.file = file
        self.text = text
        self.lines = text.split("\n")
        self.found = found
        self.seen: dict[int, int] = {}

    def calls(self) -> Iterator[Call]:
        """The macro calls, in order. Notes everything else that is not text."""
        if "{{" not in self.text and "{%" not in self.text and "{#" not in self.text:
            return
        try:
            parts = list(JINJA.parse(self.text).iter_child_nodes())
        except TemplateSyntaxError as error:
            line = min(error.lineno, len(self.lines))
            self.found.append(problems.page_syntax(Place(self.file, line), self._line(line)))
            return
        except (RecursionError, ValueError):  # thousands of parentheses, or of digits
            line = self.lines.index(max(self.lines, key=len)) + 1
            self.found.append(problems.page_syntax(Place(self.file, line), self._line(line)))
            return
        yield from self._parts(parts)

    def _parts(self, parts: Sequence[nodes.Node], inside: bool = False) -> Iterator[Call]:
        for part in parts:
            if isinstance(part, nodes.Output):
                for node in part.nodes:
                    yield from self._expression(node)
            elif isinstance(part, nodes.CallBlock) and _is_passage(part) and not inside:
                yield from self._parts(part.body, inside=True)
            else:
                self._refuse(part)

    def _expression(self, node: nodes.Expr) -> Iterator[Call]:
        match node:
            case nodes.TemplateData():
                pass
            case nodes.Const() if _is_text(node):
                pass
            case nodes.Call(node=nodes.Name(name=name)):
                yield self._call(node, name)
            case nodes.Getattr(node=nodes.Name(name=name), attr=attribute):
                self._check_name(node, name, attribute)
            case _:
                self._refuse(node)

    def _call(self, call: nodes.Call, name: str) -> Call:
        place = self._place(call.lineno, rf"\b{name}\s*\(")
        keywords = [keyword.value for keyword in call.kwargs]
        keys = [keyword.key for keyword in call.kwargs]
        unpacked = call.dyn_args or call.dyn_kwargs or len(set(keys)) < len(keys)
        if unpacked or not all(map(_is_text, [*call.args, *keywords])):
            return Call(place, name, None)
        named = tuple(zip(keys, _texts(keywords), strict=True))
        return Call(place, name, _texts(call.args), named)

    def _check_name(self, node: nodes.Getattr, name: str, attribute: str) -> None:
        known = [f"{record}.{field}" for record in NAMES for field in _printable_fields(record)]
        written = f"{name}.{attribute}"
        if written not in known:
            place = self._place(node.lineno, rf"\b{name}\b")
            self.found.append(problems.unknown_name(place, written, known))

    def _refuse(self, node: nodes.Node) -> None:
        place = self._place(node.lineno, r"\{[{%]")
        self.found.append(problems.page_programming(place, self._line(place.line)))

    def _line(self, number: int) -> str:
        return self.lines[number - 1]

    def _place(self, line: int, pattern: str) -> Place:
        """The place of what looks like this on a line, after what was last asked for there."""
        match = re.compile(pattern).search(self._line(line), self.seen.get(line, 0))
        column = match.start() if match else 0
        self.seen[line] = column + 1
        return Place(self.file, line, column + 1)


def _is_passage(block: nodes.CallBlock) -> bool:
    call = block.call
    return (
        isinstance(call.node, nodes.Name)
        and call.node.name == PASSAGE
        and not (call.args or call.kwargs or call.dyn_args or call.dyn_kwargs or block.args)
    )


def _is_text(node: nodes.Expr) -> bool:
    return (
        isinstance(node, nodes.Const)
        and isinstance(node.value, str)
        and not source.INVISIBLE.search(node.value)
    )


def _texts(expressions: Sequence[nodes.Expr]) -> tuple[str, ...]:
    return tuple(node.value for node in expressions if isinstance(node, nodes.Const))


def _printable_fields(record: str) -> Iterator[str]:
    """The fields of a record that are a text, a number, a date or a reference."""
    for name, info in NAMES[record].model_fields.items():
        if _leaves(info.annotation) <= {str, int, date, Reference, type(None)}:
            yield name


def _leaves(annotation: Any) -> set[Any]:
    """The types that an optional or annotated type may stand for."""
    if isinstance(annotation, type) or get_origin(annotation) is list:
        return {annotation if isinstance(annotation, type) else list}
    if hasattr(annotation, "__metadata__"):
        return _leaves(get_args(annotation)[0])
    return {leaf for argument in get_args(annotation) for leaf in _leaves(argument)}

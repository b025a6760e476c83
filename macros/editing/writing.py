"""Writing YAML as an editor would: plain where that is safe, within quotation marks where not."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from macros import source

WIDTH = 100
"""Columns of a line in data/."""

GUESSED = re.compile(r"[-+]?(0[0-9]+|[0-9]*\.[0-9]*)|true|false", re.IGNORECASE)
"""Texts that other readers of YAML take for something else."""

Written = str | Sequence["Written"] | Mapping[str, "Written"]
"""What is to be written: texts, lists and groups of fields."""


def scalar(text: str, *, in_flow: bool = False) -> str:
    """A text on one line as YAML reads it back. `in_flow` is inside brackets or braces.

    Raises ValueError for a text with line breaks, or with what no file in data/ may hold.
    """
    form = "a: [{}]\n" if in_flow else "a: {}\n"
    wanted = [text] if in_flow else text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    quoted = (f'"{escaped}"', "'{}'".format(text.replace("'", "''")))
    for candidate in quoted if GUESSED.fullmatch(text) else (text, *quoted):
        if _reads_as(form.format(candidate), wanted):
            return candidate
    raise ValueError(text)


def entry(key: str, value: Written, indent: int = 0) -> str:
    """A field with its value, as lines that each end with a line break.

    Raises ValueError for what no file in data/ may hold, and for a text that ends with several
    line breaks: how many there are would depend on what follows it.
    """
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in _entry(key, value))


def item(value: Written, indent: int = 0) -> str:
    """An item of a list, as lines that each end with a line break."""
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in _item(value))


def _entry(key: str, value: Written) -> list[str]:
    if isinstance(value, str):
        return _text(f"{key}:", value)
    if isinstance(value, Mapping):
        return [f"{key}:", *_indented(_fields(value))]
    is_short = all(isinstance(it, str) and "\n" not in it for it in value)
    short = f"{key}: {_flow(value)}" if is_short else ""
    if short and len(short) <= WIDTH:
        return [short]
    return [f"{key}:", *_indented([line for it in value for line in _item(it)])]


def _item(value: Written) -> list[str]:
    if isinstance(value, str):
        return _text("-", value)
    if isinstance(value, Mapping):
        lines = _fields(value)
        return [f"- {lines[0]}", *_indented(lines[1:])]
    return [f"- {_flow(value)}"]


def _fields(value: Mapping[str, Written]) -> list[str]:
    return [line for key, inner in value.items() for line in _entry(key, inner)]


def _flow(values: Sequence[Written]) -> str:
    return f"[{', '.join(scalar(it, in_flow=True) for it in values if isinstance(it, str))}]"


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" if line else "" for line in lines]


def _text(head: str, text: str) -> list[str]:
    """A text after a field's name or a hyphen: on the same line if it fits, and else below."""
    if "\n" not in text:
        line = f"{head} {scalar(text)}"
        if len(line) <= WIDTH:
            return [line]
        folded = [f"{head} >-", *_indented(_wrapped(text))]
        return folded if _stands(folded, head, text) else [line]
    body = _indented(text.rstrip("\n").split("\n"))
    mark = "|" if text.endswith("\n") else "|-"
    for candidate in (mark, f"{mark[0]}2{mark[1:]}"):
        block = [f"{head} {candidate}", *body]
        if _stands(block, head, text):
            return block
    raise ValueError(text)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)


def _stands(lines: Sequence[str], head: str, text: str) -> bool:
    wanted: object = [text] if head == "-" else {head.removesuffix(":"): text}
    return _is("\n".join(lines) + "\n", wanted)


def _reads_as(text: str, wanted: object) -> bool:
    return _is(text, {"a": wanted})


def _is(text: str, wanted: object) -> bool:
    if source.INVISIBLE.search(text):
        return False
    document, found = source.read("", text)
    return document is not None and not found and document.data == wanted

"""Sheets: what the pages need of the theme's stylesheet, which is mostly about its own frame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2

SHEET = "assets/stylesheets/main.*.min.css"
"""The theme's stylesheet, below the theme's own folder."""
FRAME = re.compile(
    r"md-(?!typeset|button)|\[data-md|\bjs-|:(?:fullscreen|-moz)|giscus|mermaid|tabbed|linenos|"
    r"highlight|arithmatex|critic|mdx-|keys|\.(?:twemoji|emojione|gemoji|lg)\b"
)
"""Selectors of what the pages do not have: the theme's frame, and what its scripts make."""
BETWEEN = re.compile(r",(?![^()]*\))")
USED = re.compile(r"var\((--[\w-]+)")


@lru_cache(maxsize=1)
def needed(sheet: str) -> str:
    """The rules of a stylesheet that are about text, with the variables that they use."""
    rules = list(_kept(_rules(sheet)))
    used = set(USED.findall("".join(rules)))
    return "".join(_without_unused(rule, used) for rule in rules)


def _rules(text: Any) -> list[Any]:
    rules: list[Any] = tinycss2.parse_rule_list(text, skip_comments=True, skip_whitespace=True)
    return rules


def _kept(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        head = tinycss2.serialize(rule.prelude)
        if rule.type == "qualified-rule":
            selectors = [it for it in BETWEEN.split(head) if not FRAME.search(it)]
            if selectors:
                yield f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inside = "".join(_kept(_rules(rule.content)))
            if inside:
                yield f"@{rule.lower_at_keyword}{head}{{{inside}}}"


def _without_unused(rule: str, used: set[str]) -> str:
    """A rule of :root without the variables that no rule asks for."""
    head, brace, _ = rule.partition("{")
    if head != ":root" and not head.startswith(":root,"):
        return rule
    (parsed,) = _rules(rule)
    kept = [
        it.serialize()
        for it in tinycss2.parse_declaration_list(parsed.content, skip_whitespace=True)
        if it.type == "declaration" and (it.lower_name in used or not it.name.startswith("--"))
    ]
    return f"{head}{brace}{';'.join(kept)}}}" if kept else ""

"""The glossary in the text: a term's first use on a page leads to its explanation."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from macros.views import ProgrammeView

SILENT = {"a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"}
"""Elements whose words are not explained: links, code, headings and labels."""
GLOSSARY = "begrepp/"
WORD = re.compile(r"[\w-]+")


class TermExtension(Extension):
    """Links the first use of each term, in any of its forms, to the term."""

    def __init__(self, view: ProgrammeView) -> None:
        super().__init__()
        self.targets: dict[str, tuple[str, str]] = {}
        for term in view.shelf("term"):
            for form in (term.name, *term.forms):
                self.targets.setdefault(form.casefold(), (f"/{term.link.path}", term.definition))
        self.signs: dict[str, set[str]] = {}
        for form, (target, _) in self.targets.items():
            for word in WORD.findall(form)[:1]:
                self.signs.setdefault(word, set()).add(target)
        forms = sorted(self.targets, key=len, reverse=True)
        pattern = "|".join(re.escape(form) for form in forms)
        self.words = re.compile(rf"(?<![\w@-])(?:{pattern})(?![\w@-])", re.IGNORECASE)

    def terms_in(self, text: str) -> set[str]:
        """The addresses of the terms whose first word is in a text: all that can be found there."""
        words = self.signs.keys() & WORD.findall(text.casefold())
        return {target for word in words for target in self.signs[word]}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register before MkDocs' own processor, which makes the links relative."""
        if self.targets:
            md.treeprocessors.register(_FirstUse(md, self), "first-use", 1)


class _FirstUse(Treeprocessor):
    def __init__(self, md: Markdown, extension: TermExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self._walk(root, self.extension.terms_in("\n".join(root.itertext())))

    def _walk(self, element: Element, hoped: set[str]) -> None:
        """Link the hoped-for terms in an element; those that are linked are no longer hoped for."""
        if element.text and hoped:
            element.text = self._split(element, None, element.text, hoped)
        for child in list(element):
            if not hoped:
                return
            if child.tag not in SILENT and child.get("class") != "term":
                self._walk(child, hoped)
            if child.tail:
                child.tail = self._split(element, child, child.tail, hoped)

    def _split(self, parent: Element, after: Element | None, text: str, hoped: set[str]) -> str:
        """Put links into a text; returns what remains before the first of them."""
        if text.isspace() or hoped.isdisjoint(self.extension.terms_in(text)):
            return text
        position = list(parent).index(after) + 1 if after is not None else 0
        before, end, last = text, 0, None
        for match in self.extension.words.finditer(text):
            target, definition = self.extension.targets[match[0].casefold()]
            if target not in hoped:
                continue
            hoped.remove(target)
            link = Element("a", {"class": "term", "href": target, "title": definition})
            link.text = match[0]
            gap = text[end : match.start()]
            if last is None:
                before = gap
            else:
                last.tail = gap
            parent.insert(position, link)
            position, end, last = position + 1, match.end(), link
        if last is not None:
            last.tail = text[end:]
        return before

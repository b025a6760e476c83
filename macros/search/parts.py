"""Parts: a page as the search sees it, cut at everything that has an address of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
POINTS = frozenset(("div", "li", "tr", "dt", "dd", "section"))
"""Tags that are points of a page when they have an id: a duty, a rule."""
UNSEEN = frozenset(("script", "style", "svg", "template"))
EMPTY = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
))  # fmt: skip
"""Tags that nothing ends."""
INLINE = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
))  # fmt: skip
"""Tags that may stand inside a word."""
BETWEEN = {"dt": ": ", "dd": " · ", "td": " · ", "th": " · "}
"""What stands after a fact or a cell when they are read one after the other."""
EXCLUDED = "data-search-exclude"
KEYWORDS = "data-keywords"
"""What people may call a part, with commas between: an attribute that a writer gives a heading."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page.

    `anchor` is its id, and nothing for what the page begins with. `title` is its own heading; a
    point has none, and stands below `heading`.
    """

    anchor: str
    title: str
    heading: str
    text: str
    keywords: tuple[str, ...]


def parts(html: str) -> tuple[Part, ...]:
    """The parts of a page that say something, in order. The first is what the page begins with."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(_made(reader.drafts))


@dataclass(eq=False, slots=True)
class _Draft:
    anchor: str
    below: _Draft | None = None
    keywords: str = ""
    is_shown: bool = True
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def _made(drafts: list[_Draft]) -> Iterator[Part]:
    top = drafts[0]
    for draft in drafts:
        above = draft.below if draft.below is not top else None
        if not (draft.is_shown and (above is None or above.is_shown)):
            continue
        title, text = _line(draft.title), _line(draft.text)
        if title or text or draft is top:
            heading = _line(above.title) if above else ""
            keywords = tuple(filter(None, map(str.strip, draft.keywords.split(","))))
            yield Part(draft.anchor, title, heading, text, keywords)


def _line(pieces: list[str]) -> str:
    """Text on one line, without marks before and after it that stand between nothing."""
    return " ".join("".join(pieces).replace(" : ", ": ").split()).strip(" ·:")


class _Reader(HTMLParser):
    """Gives each text of a page to the part that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self._section = self._here = _Draft("")
        self.drafts = [self._here]
        self._open: list[tuple[str, _Draft | None]] = []
        self._unseen = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part where one begins, and leave out what is not to be found."""
        given = dict(attrs)
        if self._unseen:
            self._unseen += tag not in EMPTY
            return
        if tag not in INLINE:
            self._put(" ")
        if tag in HEADINGS:
            self._begin_section(tag, given)
        elif EXCLUDED in given or tag in UNSEEN or given.get("class") == "headerlink":
            self._unseen += tag not in EMPTY
            return
        if tag not in EMPTY:
            anchor = given.get("id") if tag in POINTS else None
            self._open.append((tag, self._here if anchor else None))
            if anchor:
                self._begin(_Draft(anchor, below=self._section))

    def _begin_section(self, tag: str, given: dict[str, str | None]) -> None:
        """A heading with an address begins a section, and the first on a page gives it its name."""
        self._in_title = tag == "h1" or bool(given.get("id"))
        keywords, is_shown = given.get(KEYWORDS) or "", EXCLUDED not in given
        if tag == "h1":
            self._section = self._here = self.drafts[0]
            self._here.keywords = keywords
        elif self._in_title:
            self._section = _Draft(given["id"] or "", keywords=keywords, is_shown=is_shown)
            self._begin(self._section)

    def _begin(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        self._here = draft

    def handle_endtag(self, tag: str) -> None:
        """End what began with the tag. A point gives its place back to what is around it."""
        if tag in EMPTY:
            return
        if self._unseen:
            self._unseen -= 1
            return
        if tag not in INLINE:
            self._put(BETWEEN.get(tag, " "))
        self._in_title = self._in_title and tag not in HEADINGS
        while self._open:
            opened, around = self._open.pop()
            self._here = around or self._here
            if opened == tag:
                break

    def handle_data(self, data: str) -> None:
        """A text belongs to the part, or to its title."""
        if not self._unseen:
            self._put(data)

    def _put(self, text: str) -> None:
        (self._here.title if self._in_title else self._here.text).append(text)

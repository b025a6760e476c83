"""How a test reads a built site: as text and links, not as markup."""

import json
from html.parser import HTMLParser


class PageReader(HTMLParser):
    """Text by element, ids and links of one page, entities resolved as a browser does."""

    VOID = frozenset({"meta", "link", "br", "img", "input", "hr", "source", "path", "wbr"})

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.texts, self.scripts = [], [], {}, []
        self._open = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "script":
            self.scripts.append(attributes)
        if tag not in self.VOID:
            self._open.append((tag, []))

    def handle_endtag(self, tag):
        if tag in self.VOID:
            return
        while self._open:
            opened, pieces = self._open.pop()
            text = " ".join("".join(pieces).split()).removesuffix("¶")
            self.texts.setdefault(opened, []).append(text)
            if self._open:
                self._open[-1][1].append("".join(pieces))
            if opened == tag:
                return

    def handle_data(self, data):
        if self._open and self._open[-1][0] not in ("script", "style"):
            self._open[-1][1].append(data)

    @property
    def article(self):
        """The text of the page's own content."""
        return self.texts["article"][0]

    @property
    def title(self):
        """The text of the title element."""
        return self.texts["title"][0]


def read_page(site, path):
    """Read the page at an address such as »roller/systemagare/«."""
    return PageReader((site / path / "index.html").read_text(encoding="utf-8"))


def every_page(site):
    """Every page of a site by its path."""
    return {
        path.relative_to(site).as_posix(): PageReader(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def search_entries(site):
    """What the search shows of every part of every page: title and text, by address."""
    entries = {}
    for path in (site / "search" / "texts").iterdir():
        address, name, parts = json.loads(path.read_text(encoding="utf-8"))
        for anchor, title, text in parts:
            where = f"{address}#{anchor}" if anchor else address
            entries[where] = {"title": title or name, "text": text}
    return entries


def search_words(site):
    """Every word that the search knows, as it is spelt."""
    files = [*(site / "search" / "words").iterdir()]
    told = [entry for path in files for entry in json.loads(path.read_text(encoding="utf-8"))]
    return {word for spelt, _, _ in told for word in spelt.split()}

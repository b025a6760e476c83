"""Scores: how well a search finds the right page, by queries that have one.

A file of queries has one on a line, with tabs between: what kind of query it is, what someone
types, and the addresses that answer it, with spaces between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FIRST_FEW = 3
ALL = "alla"
FOUR = ("först", "bland tre", "MRR", "utan träff")
NARROWEST = 5
"""Characters of a share."""


@dataclass(frozen=True, slots=True)
class Query:
    """What someone types, the pages that answer it, and its kind and line in the file."""

    kind: str
    text: str
    pages: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A query, and the addresses of its hits, the best first."""

    query: Query
    hits: tuple[str, ...]

    @property
    def rank(self) -> int:
        """The place of the right page, counted from 1; 0 when it is not among the hits."""
        pages = [hit.partition("#")[0] for hit in self.hits]
        places = [pages.index(page) + 1 for page in self.query.pages if page in pages]
        return min(places, default=0)


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of queries, from 0 to 1: whose right page came first, among the first three, by its
    mean reciprocal rank, and without any hit."""

    count: int
    first: float
    few: float
    reciprocal: float
    none: float


class NoQueries(ValueError):
    """A file that is no file of queries. The message is in Swedish and says which line."""


def read_queries(text: str) -> list[Query]:
    """The queries of a file. Raises NoQueries."""
    queries = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        fields = [field.strip() for field in line.split("\t")]
        if line.startswith("#") or not line.strip() or fields[:2] == ["kind", "query"]:
            continue
        if len(fields) != 3 or not all(fields):
            raise NoQueries(
                f"Rad {number} ska ha tre fält med tabb emellan: slag, sökning och rätta sidor."
            )
        kind, query, pages = fields
        queries.append(Query(kind, query, tuple(pages.split()), number))
    if not queries:
        raise NoQueries("Filen har inga sökningar.")
    return queries


def figures(answers: Sequence[Answer]) -> Figures:
    """The four figures of answers, of which there must be one."""
    ranks = [answer.rank for answer in answers]
    count = len(ranks)
    return Figures(
        count=count,
        first=sum(rank == 1 for rank in ranks) / count,
        few=sum(0 < rank <= FIRST_FEW for rank in ranks) / count,
        reciprocal=sum(1 / rank for rank in ranks if rank) / count,
        none=sum(not answer.hits for answer in answers) / count,
    )


def told(answers: Sequence[Answer], addresses: Iterable[str]) -> str:
    """The figures per kind and in all, every miss, and the right pages that the site has not.

    `addresses` are those of every page of the site.
    """
    kinds = dict.fromkeys(answer.query.kind for answer in answers)
    rows = {kind: [it for it in answers if it.query.kind == kind] for kind in kinds}
    width = max(map(len, [*kinds, ALL, "slag"]))
    lines = ["  ".join(["slag".ljust(width), "antal", *(it.rjust(NARROWEST) for it in FOUR)])]
    lines += [_row(kind, width, figures(chosen)) for kind, chosen in rows.items()]
    lines.append(_row(ALL, width, figures(answers)))
    misses = [answer for answer in answers if answer.rank != 1]
    for answer in misses:
        lines += ["", *_miss(answer)]
    known = set(addresses)
    for query in (answer.query for answer in answers):
        if missing := [page for page in query.pages if page not in known]:
            lines += [
                "",
                f"Rad {query.line}: sidan {', '.join(missing)} finns inte på webbplatsen.",
            ]
    return "\n".join(lines)


def _row(kind: str, width: int, of: Figures) -> str:
    shares = (of.first, of.few, of.reciprocal, of.none)
    columns = [
        f"{share:.3f}".replace(".", ",").rjust(max(len(title), NARROWEST))
        for share, title in zip(shares, FOUR, strict=True)
    ]
    return "  ".join([kind.ljust(width), str(of.count).rjust(len("antal")), *columns])


def _miss(answer: Answer) -> list[str]:
    query = answer.query
    place = f"rätt sida kom på plats {answer.rank}" if answer.rank else "rätt sida kom inte med"
    return [
        f"»{query.text}« ({query.kind}): {place if answer.hits else 'ingen träff'}",
        f"  väntade  {' '.join(query.pages)}",
        f"  hittade  {' '.join(answer.hits[:FIRST_FEW])}".rstrip(),
    ]

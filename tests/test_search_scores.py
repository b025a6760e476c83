"""How well a search does, counted from queries and what they found."""

import pytest

from macros.search.scores import Answer, NoQueries, Query, figures, read_queries, told

QUERIES = """\
# en rad som inte räknas
kind\tquery\tacceptable page paths (space-separated)
exact\tsystemägare\troller/systemagare/

everyday\tmejl\tsystem/e-post/ instruktioner/anvandare/
"""


def answer(kind, text, pages, *hits):
    return Answer(Query(kind, text, tuple(pages.split()), 1), hits)


ANSWERS = [
    answer("exact", "ett", "a/", "a/#x", "b/"),
    answer("exact", "två", "a/ b/", "c/", "d/", "b/#y", "a/"),
    answer("everyday", "tre", "a/", "b/", "c/", "d/", "a/"),
    answer("everyday", "fyra", "borta/"),
]


def test_a_file_has_a_query_on_a_line_with_its_pages():
    assert read_queries(QUERIES) == [
        Query("exact", "systemägare", ("roller/systemagare/",), 3),
        Query("everyday", "mejl", ("system/e-post/", "instruktioner/anvandare/"), 5),
    ]
    assert read_queries("\ufeff" + QUERIES.replace("\n", "\r\n")) == read_queries(QUERIES)


@pytest.mark.parametrize("text", ["", "# bara det\n", "exact systemägare roller/\n", "a\tb\t\n"])
def test_a_file_that_has_none_says_why(text):
    with pytest.raises(NoQueries, match=r"Rad 1 ska ha tre fält|Filen har inga sökningar"):
        read_queries(text)


def test_the_right_page_counts_whichever_part_of_it_is_found():
    assert [one.rank for one in ANSWERS] == [1, 3, 4, 0]


def test_the_four_figures():
    of = figures(ANSWERS)
    assert (of.count, of.first, of.few, of.none) == (4, 0.25, 0.5, 0.25)
    assert of.reciprocal == pytest.approx((1 + 1 / 3 + 1 / 4) / 4)


def test_the_figures_are_told_per_kind_with_every_miss():
    assert told(ANSWERS, {"a/", "b/", "c/", "d/"}) == (
        "slag      antal  först  bland tre    MRR  utan träff\n"
        "exact         2  0,500      1,000  0,667       0,000\n"
        "everyday      2  0,000      0,000  0,125       0,500\n"
        "alla          4  0,250      0,500  0,396       0,250\n"
        "\n"
        "»två« (exact): rätt sida kom på plats 3\n"
        "  väntade  a/ b/\n"
        "  hittade  c/ d/ b/#y\n"
        "\n"
        "»tre« (everyday): rätt sida kom på plats 4\n"
        "  väntade  a/\n"
        "  hittade  b/ c/ d/\n"
        "\n"
        "»fyra« (everyday): ingen träff\n"
        "  väntade  borta/\n"
        "  hittade\n"
        "\n"
        "Rad 1: sidan borta/ finns inte på webbplatsen."
    )

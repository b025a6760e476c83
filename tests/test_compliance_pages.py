"""The pages where people meet the outcomes: they say all that the view says, and nothing else."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from macros import compliance
from macros.build import build, written_out
from macros.layout import LATE
from macros.listings import duties_of, requirements_by_section
from macros.rendering import said
from macros.views import STATES
from tests.conftest import REPOSITORY, TODAY, build_site
from tests.reading import every_page, read_page, search_entries

TRACES = ("inte uppfyllt", "går inte att avgöra", "Kraven är prövade", "Krav på E-post",
          "Så följs kravet", 'class="outcomes', "outcomes.css",
          "Mitt ansvar", "mitt-ansvar", ">Efterlevnad<", "/efterlevnad/")  # fmt: skip


class Rows(HTMLParser):
    """The rows of every table of a page, cell by cell, under the id of the heading before."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=True)
        self.tables, self._under, self._cell = {}, "", None
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        if tag == "h2":
            self._under = dict(attrs).get("id", "")
        if tag == "tr":
            self.tables.setdefault(self._under, []).append([])
        if tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            row = self.tables[self._under][-1]
            row.append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell.append(data)


@pytest.fixture(scope="module")
def view():
    """What the internal site is made of."""
    return build(REPOSITORY, "internal", TODAY).view


@pytest.fixture(scope="module")
def outcomes(view):
    """Every outcome of the real data."""
    assert len(view.compliance.outcomes) > 300
    return view.compliance.outcomes


def rows(site, path):
    """The tables of a page, by heading, without their head."""
    tables = Rows((site / path / "index.html").read_text(encoding="utf-8")).tables
    return {heading: table[1:] for heading, table in tables.items()}


def place(link):
    """The address of a page, from its link."""
    return link.path.removesuffix(".md") + "/"


def cell(outcome):
    """How an outcome's state is written in a table."""
    grave = f" ({outcome.severity})" if outcome.severity else ""
    return outcome.state[0].upper() + outcome.state[1:] + grave


def row(outcome):
    """An outcome as a table says it: demand, record, state, why and since."""
    example = " Exempel" if outcome.is_example else ""
    since = said(outcome.since) if outcome.since else ""
    why = " ".join(" ".join(outcome.why).split())
    return [outcome.requirement.title, outcome.subject.title + example, cell(outcome), why, since]


def numbers(tally):
    return [tally.link.title, *(str(tally.counts[state]) for state in STATES)]


def test_the_whole_says_its_date_and_the_numbers_of_every_state(internal_site, outcomes):
    page = read_page(internal_site, "efterlevnad/")
    assert "Kraven är prövade mot registret den 24 november 2026." in page.texts["p"]
    counts = compliance.counts(outcomes)
    lead = next(text for text in page.texts["p"] if text.startswith("Här prövas"))
    assert f"I {counts['uppfyllt']} fall är kravet uppfyllt" in lead
    assert f"och i {counts['inte uppfyllt']} inte." in lead
    for state, words in (("går inte att avgöra", "går det inte"), ("undantag", "gäller ett"),
                         ("gäller inte", "gäller kravet inte")):  # fmt: skip
        number = compliance.in_words(counts[state])
        assert (f"I {number} fall {words}" in lead) is bool(counts[state])


def test_the_whole_lists_all_that_needs_attention_with_the_oldest_first(internal_site, outcomes):
    table = rows(internal_site, "efterlevnad/")["att-gora"]
    expected = compliance.attention(outcomes)
    assert [line[:5] for line in table] == [row(it) for it in expected]
    assert [line[5] for line in table] == [", ".join(map(str, it.actors)) for it in expected]
    days = [it.since for it in expected if it.since and it.state == "inte uppfyllt"]
    assert days == sorted(days)
    assert any(line[1].endswith(" Exempel") for line in table)


def test_the_whole_counts_demands_records_and_roles_as_the_view_does(internal_site, view, outcomes):
    tables = rows(internal_site, "efterlevnad/")
    subjects = compliance.by_subject(outcomes)
    assert tables["per-krav"] == [numbers(it) for it in compliance.by_requirement(outcomes)]
    assert tables["per-system"] == [numbers(it) for it in compliance.systems(subjects)]
    assert tables["per-annat"] == [numbers(it) for it in compliance.others(subjects)]
    assert tables["per-roll"] == [numbers(it) for it in compliance.by_actor(view)]
    told = [*tables["per-system"], *tables["per-annat"]]
    assert sum(int(number) for line in told for number in line[1:]) == len(outcomes)


def test_remarks_are_told(internal_site, view):
    items = read_page(internal_site, "efterlevnad/").texts["li"]
    for remark in view.compliance.remarks:
        assert f"{remark.subject}: {remark.why}" in items


def test_each_checked_demand_has_a_page_with_every_record(internal_site, view):
    assert len(compliance.checked(view)) == len(view.compliance.criteria) > 50
    for demand in compliance.checked(view):
        path = place(compliance.page_of(demand.link))
        page = read_page(internal_site, path)
        assert demand.link.title in page.texts["h1"], path
        if demand.reading:
            assert " ".join(str(demand.reading).split()) in page.texts["dd"], path
        for sentence in view.compliance.criteria[demand.link.id].sentences:
            assert sentence[0].upper() + sentence[1:] in page.texts["li"], path
        own = compliance.of_requirement(view.compliance, demand.link)
        listed = rows(internal_site, path).get("utfall", [])
        assert listed == [row(it)[1:] for it in own], path


def test_limits_of_our_own_are_marked_as_ours(internal_site):
    assert "kommunens egen gräns" in read_page(internal_site, "efterlevnad/r03/").article


def test_the_list_of_demands_counts_and_leads_on(internal_site, view):
    page = read_page(internal_site, "krav/")
    lines = [text for text in page.texts["p"] if text.startswith("Så följs kravet")]
    groups = requirements_by_section(view)
    demands = [it for group in groups for it in group.views if it in compliance.checked(view)]
    for demand, line in zip(demands, lines, strict=True):
        counts = compliance.counts(view.compliance.of_requirement(demand.link))
        told = ", ".join(compliance.words(counts)) or "inget att pröva mot"
        assert line == f"Så följs kravet: {told}"
        assert f"../efterlevnad/{demand.link.id.lower()}/" in page.links


@pytest.mark.parametrize("kind", ["system", "role", "instruction"])
def test_every_outcome_of_a_record_is_on_its_page_with_why(internal_site, view, kind):
    for record in view.shelf(kind):
        own = compliance.of_subject(view.compliance, record.link)
        page = read_page(internal_site, place(record.link))
        assert ("krav" in page.ids) is bool(own), record
        terms, told = page.texts.get("dt", []), page.texts.get("dd", [])
        for outcome in own:
            attention = outcome.state in compliance.ATTENTION
            state = f" {cell(outcome)}" if attention else ""
            assert outcome.requirement.title + state in terms, (record, outcome)
            assert " ".join(" ".join(outcome.why).split()) in told, (record, outcome)
            if attention:
                actor = outcome.actors[0].title
                assert any(f"Agerar: {actor}" in text for text in told), outcome


def test_who_acts_is_told_with_who_holds_the_role_at_the_system(internal_site):
    told = read_page(internal_site, "system/e-post/").texts["dd"]
    assert "Fält: Systemsäkerhetsplan. Agerar: Systemägare (Kommunstyrelsen)" in told


def test_what_needs_attention_stands_first_and_the_rest_is_folded(internal_site):
    markup = (internal_site / "system" / "e-post" / "index.html").read_text(encoding="utf-8")
    box = markup.split('id="krav"')[1].split('id="om-systemet"')[0]
    assert box.index("Inte uppfyllt") < box.index("Går inte att avgöra") < box.index("<details")
    assert box.count("<details>") == 2
    assert "Uppfyllt (" in box
    assert "Gäller inte (" in box


def test_each_role_page_has_exactly_its_duties_and_demands(internal_site, view):
    actors = compliance.responsible(view)
    assert {role.link for role in view.shelf("role")} < set(actors)
    duties = {duty.link.id for duty in view.shelf("duty")}
    for actor in actors:
        page = read_page(internal_site, place(compliance.page_of(actor)))
        role = view.find(f"{actor.word}/{actor.id}")
        own = duties_of(role) if actor.kind == "role" else ()
        items = page.texts["li"]
        told = [item for item in items if item.split(" ")[0] in duties]
        assert told == [f"{duty.link.id} {' '.join(str(duty.text).split())}" for duty in own], actor
        listed = [item for item in items if item.removesuffix(" (prövas inte mot registret)")
                  in {demand.link.title for demand in view.shelf("requirement")}]  # fmt: skip
        demands = compliance.demands_of(view, actor)
        assert [item.split(" ")[0] for item in listed] == [it.link.id for it in demands], actor
        unchecked = [item for item in listed if item.endswith("(prövas inte mot registret)")]
        assert len(unchecked) == sum(it.link.id not in view.compliance.criteria for it in demands)


def test_each_role_page_has_its_shortfalls_exceptions_and_deadlines(internal_site, view):
    for actor in compliance.responsible(view):
        path = place(compliance.page_of(actor))
        own = compliance.of_actor(view.compliance, actor)
        tables = rows(internal_site, path)
        todo = compliance.attention(own, compliance.LACKING)
        assert tables.get("att-gora", []) == [row(it) for it in todo], actor
        exceptions = compliance.of_state(own, "undantag")
        assert tables.get("undantag", []) == [row(it) for it in exceptions], actor
        due = [it.deadline.day for it in compliance.deadlines(own)]
        assert [line[0] for line in tables.get("tider", [])] == [said(day) for day in due]
        assert due == sorted(due)
        page = read_page(internal_site, path)
        assert ("Inget krav på dig brister." in page.article) is not todo or not todo
        assert bool(own) is any(link.endswith(".ics") for link in page.links)


def test_a_role_without_shortfalls_says_so(internal_site, view):
    calm = [it for it in compliance.by_actor(view) if not it.attention]
    assert calm
    for tally in calm:
        told = (
            "Inget krav på dig brister." if any(tally.counts.values()) else "prövas mot registret."
        )
        assert told in read_page(internal_site, place(tally.link)).article


def test_a_role_page_and_the_choice_of_role_lead_to_what_is_mine(internal_site, view):
    choice = read_page(internal_site, "mitt-ansvar/")
    for role in view.shelf("role"):
        assert f"{role.link.id}/" in choice.links
        page = read_page(internal_site, f"roller/{role.link.id}/")
        assert f"../../mitt-ansvar/{role.link.id}/" in page.links


def test_a_role_page_has_the_instructions_that_apply_to_it(internal_site):
    told = read_page(internal_site, "mitt-ansvar/datachef/").texts["li"]
    assert any(it.startswith("Säkerhetsinstruktion för kontinuitet och drift") for it in told)
    assert not any(it.startswith("Säkerhetsinstruktion för användare") for it in told)


def test_every_link_of_these_pages_leads_somewhere(internal_site):
    pages = every_page(internal_site)
    about = [path for path in pages if path.startswith(("efterlevnad/", "mitt-ansvar/", "krav/"))]
    assert len(about) > 60
    for path in about:
        for link in pages[path].links:
            address = urlsplit(urljoin(f"/{path}", link))
            if address.scheme:
                continue
            target = address.path.lstrip("/")
            target += "index.html" if not target or target.endswith("/") else ""
            assert (internal_site / target).is_file(), (path, link)
            if address.fragment and target in pages:
                assert address.fragment in pages[target].ids, (path, link)


def test_nothing_needs_a_script_and_nothing_is_inline(internal_site):
    for path in internal_site.glob("efterlevnad/**/*.html"):
        markup = path.read_text(encoding="utf-8")
        content = markup.split("<article")[1].split("</article>")[0]
        assert "<script" not in content, path
        assert " style=" not in content, path
        assert " hidden" not in content, path
        assert "<select" not in content, path


def test_headings_come_in_order(internal_site):
    for folder in ("efterlevnad", "mitt-ansvar"):
        for path in internal_site.glob(f"{folder}/**/*.html"):
            page = read_page(internal_site, path.parent.relative_to(internal_site).as_posix())
            assert len(page.texts["h1"]) == 1, path
            assert "h3" not in page.texts or "h2" in page.texts, path


def test_the_tables_are_left_out_of_the_search(internal_site):
    entry = search_entries(internal_site)["efterlevnad/#att-gora"]
    assert "Systemsäkerhetsplan" not in entry["text"]
    assert "efterlevnad/r24/" in search_entries(internal_site)


def test_the_public_site_has_none_of_it(public_site):
    names = {path.relative_to(public_site).parts[0] for path in public_site.rglob("*")}
    assert not names & {"efterlevnad", "mitt-ansvar"}
    assert not list(public_site.rglob("*.ics"))
    texts = {path: path.read_text("utf-8") for path in public_site.rglob("*.html")}
    for path in [*public_site.rglob("sitemap.xml"), *public_site.rglob("search/**/*.json")]:
        texts[path] = path.read_text("utf-8")
    assert len(texts) > 20
    for path, text in texts.items():
        found = [trace for trace in TRACES if trace in text]
        assert found == [], path


def test_another_municipality_has_the_same_pages(haggasa, tmp_path):
    view = build(haggasa, "internal", TODAY).view
    site = build_site(haggasa, "internal", tmp_path / "site")
    assert view.compliance.outcomes
    table = rows(site, "efterlevnad/")["att-gora"]
    assert [line[:5] for line in table] == [
        row(it) for it in compliance.attention(view.compliance.outcomes)
    ]
    for demand in compliance.checked(view):
        own = compliance.of_requirement(view.compliance, demand.link)
        listed = rows(site, place(compliance.page_of(demand.link))).get("utfall", [])
        assert listed == [row(it)[1:] for it in own]
    for actor in compliance.responsible(view):
        assert (site / Path(place(compliance.page_of(actor))) / "index.html").is_file()


def test_another_municipalitys_public_pages_have_none_of_it(haggasa):
    site = build(haggasa, "public", TODAY)
    assert not site.view.compliance
    pages = written_out(haggasa, site)
    assert len(pages) > 10
    for path, text in pages.items():
        assert not path.startswith(("efterlevnad", "mitt-ansvar"))
        assert [trace for trace in TRACES if trace in text] == [], path


def test_an_editors_page_can_lead_to_the_outcomes_and_show_them(haggasa):
    page = haggasa / "docs" / "intern" / "lage.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        "# Läget\n\nSe [helheten](../efterlevnad/index.md) och [mitt](../mitt-ansvar/index.md).\n\n"
        '{{ demand("K4") }}\n\n{{ record("system", "trygghetslarmen") }}\n',
        encoding="utf-8",
    )
    tree = build_site(haggasa, "internal", haggasa / "site")
    shown = (tree / "intern" / "lage" / "index.html").read_text(encoding="utf-8")
    assert 'href="../../efterlevnad/k4/"' in shown
    assert 'href="../../system/trygghetslarmen/"' in shown
    assert LATE not in shown


def test_nothing_that_is_set_late_is_left_out_or_left_over(internal_site):
    for path in internal_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert LATE not in text, path
        assert not re.search(r'"(?!https:)[^"]*\.md"', text), path


def test_what_an_editor_writes_is_never_taken_for_what_is_set_late(haggasa):
    page = haggasa / "docs" / "intern" / "prov.md"
    page.parent.mkdir(exist_ok=True)
    text = '<!-- late -->\n\n**Prov**\n\n<div data-late="99"></div>\n\n{{ demand("K5") }}\n'
    page.write_text(f"# Prov\n\n{text}", encoding="utf-8")
    tree = build_site(haggasa, "internal", haggasa / "site")
    shown = (tree / "intern" / "prov" / "index.html").read_text(encoding="utf-8")
    assert "<strong>Prov</strong>" in shown
    assert '<div data-late="99"></div>' in shown

"""An address that is out of use leads to what came in its place, for those who may see it."""

import json
import re

import pytest

from macros import pages
from macros.programme import examine as read_programme
from macros.records.fields import Visibility
from macros.redaction import redact
from tests.conftest import build_site, make_root, once

RETIRED = """\
- id: larmparmen
  of: system
  replaced_by: trygghetslarmen
  date: 2025-01-20
  reason: Pärmen och larmen blev ett objekt.
- {id: agare, of: roll, replaced_by: objektagare, date: 2026-01-02, reason: Bytte id.}
- {id: forst, of: system, replaced_by: sedan, date: 2026-01-02, reason: Bytte id.}
- {id: sedan, of: system, replaced_by: lokalbokningen, date: 2026-01-03, reason: Bytte id.}
- {id: gamla-arkivet, of: system, replaced_by: ritningsarkivet, date: 2026-01-02, reason: Bytte id.}
- {id: tyst, of: system, replaced_by: lokalbokningen, redirect: nej, date: 2026-01-02, reason: A.}
- {id: viskat, of: system, replaced_by: lokalbokningen, redirect: intern, date: 2026-01-02,
   reason: A.}
- {id: borta, of: system, date: 2026-01-02, reason: Borta.}
- {id: grej, of: begrepp, replaced_by: objekt, date: 2026-01-02, reason: Bytte id.}
- {id: sak, of: begrepp, replaced_by: grej, date: 2026-01-02, reason: Bytte id.}
- {id: K99, of: krav, replaced_by: K1, date: 2026-01-02, reason: Bytte id.}
- {id: medarbetare.99, of: regel, replaced_by: medarbetare.1, date: 2026-01-02, reason: Bytte id.}
- {id: objektagare.99, of: uppgift, replaced_by: objektagare.1, date: 2026-01-02, reason: Nytt id.}
- {id: digital-hjalp, of: enhet, replaced_by: digital-service, date: 2026-01-02, reason: Nytt id.}
- {id: egen-sida, of: system, replaced_by: lokalbokningen, date: 2026-01-02, reason: Nytt id.}
"""
OWN = "---\ntitle: En egen sida\nvisibility: öppen\n---\n\nDen som skrev sidan ville ha den kvar.\n"
LEADING = {
    "system/larmparmen": "../trygghetslarmen/",
    "roller/agare": "../objektagare/",
    "system/forst": "../lokalbokningen/",
    "system/sedan": "../lokalbokningen/",
}
ANCHORS = {
    "begrepp": {"objekt": ["grej", "sak"]},
    "krav": {"k1": ["k99"]},
    "instruktioner/medarbetare": {"medarbetare.1": ["medarbetare.99"]},
    "roller/objektagare": {"objektagare.1": ["objektagare.99"]},
    "organisation": {"digital-service": ["digital-hjalp"]},
}
NOWHERE = ("system/tyst", "system/borta")


def make(folder):
    folder.mkdir()
    root = make_root(folder)
    (root / "data/retired.yml").write_text(RETIRED, encoding="utf-8")
    (root / "docs/system").mkdir()
    (root / "docs/system/egen-sida.md").write_text(OWN, encoding="utf-8")
    for audience in ("public", "internal"):
        build_site(root, audience, folder / audience)


@pytest.fixture(scope="session")
def moved(tmp_path_factory):
    return once(tmp_path_factory, "moved", make)


@pytest.fixture(params=["public", "internal"])
def site(request, moved):
    return moved / request.param


def html(site, page):
    return (site / page / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", LEADING)
def test_an_old_address_leads_to_the_new(site, page):
    text = html(site, page)
    assert f'<meta http-equiv="refresh" content="0; url={LEADING[page]}">' in text
    assert '<meta name="robots" content="noindex">' in text
    article = text[text.index('class="moved"') :]
    assert f'href="{LEADING[page]}"' in article[: article.index("</p>")]
    assert (site / page / LEADING[page] / "index.html").is_file()


def test_old_addresses_are_in_no_list_of_pages(site):
    for path in [*site.rglob("*.json"), *site.glob("sitemap.xml")]:
        text = path.read_text(encoding="utf-8")
        assert [it for it in LEADING if f"{it}/" in text] == [], path.name
    for page in ("", "allt", "system", "roller", "system/register"):
        links = re.findall(r'href="([^"]*)"', html(site, page))
        ends = {link.rstrip("/").rpartition("/")[2] for link in links}
        assert not ends & {address.rpartition("/")[2] for address in LEADING}


@pytest.mark.parametrize("page", ANCHORS)
def test_an_old_anchor_stands_inside_what_has_the_new(site, page):
    text = html(site, page)
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), "no id stands twice"
    for new, former in ANCHORS[page].items():
        begins = text.index(f'id="{new}"')
        for old in former:
            assert re.match(rf'.{{0,400}}?<span id="{re.escape(old)}"></span>', text[begins:], re.S)


@pytest.mark.parametrize("page", NOWHERE)
def test_what_leads_nowhere_has_no_page(site, page):
    assert not (site / page).exists()


def test_nobody_is_led_to_what_they_may_not_see(moved):
    assert not (moved / "public/system/gamla-arkivet").exists()
    assert "url=../ritningsarkivet/" in html(moved / "internal", "system/gamla-arkivet")
    assert not (moved / "public/system/viskat").exists()
    assert "url=../lokalbokningen/" in html(moved / "internal", "system/viskat")
    for path in (moved / "public").rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".txt", ".js"):
            text = path.read_text(encoding="utf-8")
            assert "gamla-arkivet" not in text, path
            assert "tyst" not in re.findall(r"system/(\w+)", text), path


def test_a_page_that_an_editor_has_written_at_an_old_address_is_shown(site):
    text = html(site, "system/egen-sida")
    assert "Den som skrev sidan ville ha den kvar." in text
    assert "http-equiv" not in text


def test_other_pages_lead_nowhere_else(site):
    leading = {
        path.parent.relative_to(site).as_posix()
        for path in site.rglob("index.html")
        if 'http-equiv="refresh"' in path.read_text(encoding="utf-8")
    }
    assert leading - {"system/gamla-arkivet", "system/viskat"} == LEADING.keys()


def test_the_search_knows_only_the_new(site):
    text = "".join(
        json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        for path in (site / "search").rglob("*.json")
    )
    assert text
    assert pages.MOVED not in text


@pytest.mark.parametrize(
    "retired",
    [
        "- {id: k1, of: krav, replaced_by: K1, date: 2026-01-02, reason: Bara ett stort K.}\n",
        "- {id: namnpennan, of: standard, replaced_by: prova-kopian, date: 2026-01-02,"
        " reason: Finns som programvara.}\n",
        "- {id: a, of: system, replaced_by: b, date: 2026-01-02, reason: I en cirkel.}\n"
        "- {id: b, of: system, replaced_by: a, date: 2026-01-02, reason: I en cirkel.}\n",
    ],
    ids=["another case", "of something else", "in a circle"],
)
def test_what_has_an_address_keeps_it_and_a_circle_leads_nowhere(tmp_path, retired):
    root = make_root(tmp_path)
    (root / "data/retired.yml").write_text(retired, encoding="utf-8")
    programme = read_programme(root)[0]
    assert redact(programme, Visibility.INTERNAL).moves == ()

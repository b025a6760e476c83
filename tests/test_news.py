"""What has changed, and when: out of Git, in substance, and only what the readers may know."""

import shutil
from datetime import date

import pytest

from macros.build import build
from tests.conftest import REPOSITORY, TODAY, make_root
from tests.repository import begin, commit, git, replace

LARM = "data/systems/trygghetslarmen.yml"
ROLE = "data/roles/objektagare.yml"
PROGRAMME = "data/programme.yml"
VERSIONS = """\
versions:
  - {name: den nya riktlinjen, date: 2024-09-03, tag: antagen-2024}
sections:
"""


@pytest.fixture
def root(tmp_path):
    """The second municipality, in Git since the new year."""
    begin(make_root(tmp_path), "2026-01-01")
    return tmp_path


def news(root, audience="public"):
    return build(root, audience, TODAY).view.news


def changed(root, path, audience="public"):
    return news(root, audience).changed.get(path)


def told(news):
    """Every text of the news, as one."""
    return " ".join(strings([(it.day, it.told) for it in news.days]) + strings(news.editions))


def strings(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, (list, tuple)):
        return [text for it in value for text in strings(it)]
    names = getattr(value, "__slots__", None) or getattr(value, "__dict__", ())
    return [text for name in names for text in strings(getattr(value, name))]


def of_day(news, day):
    return next((it.told for it in news.days if it.day == day), None)


# --- when ----------------------------------------------------------------------------------


def test_a_record_was_changed_on_the_day_of_the_last_change_of_substance(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-02-02")
    replace(root, LARM, "name: Trygghetslarmen\n", "# Bara en kommentar.\nname: Trygghetslarmen\n")
    replace(root, LARM, "aliases: [larmknappen]", "aliases:\n  - larmknappen")
    commit(root, "2026-03-03")
    assert changed(root, "system/trygghetslarmen.md") == date(2026, 2, 2)
    assert changed(root, "system/lokalbokningen.md") == date(2026, 1, 1)


def test_a_record_in_a_list_has_a_day_of_its_own(root):
    text = (root / "data/terms.yml").read_text(encoding="utf-8")
    first, second = [line for line in text.split("\n") if line.startswith("- id: ")][:2]
    (root / "data/terms.yml").write_text(
        text.replace(f"{first}\n", f"{first}\n  source: Ett annat ord.\n", 1), encoding="utf-8"
    )
    commit(root, "2026-02-02")
    days = news(root).changed
    assert days[f"begrepp/index.md#{first.removeprefix('- id: ')}"] == date(2026, 2, 2)
    assert days[f"begrepp/index.md#{second.removeprefix('- id: ')}"] == date(2026, 1, 1)


def test_what_only_employees_see_does_not_move_the_public_day(root):
    replace(root, LARM, "user_count: 140", "user_count: 150")
    commit(root, "2026-02-02")
    assert changed(root, "system/trygghetslarmen.md", "internal") == date(2026, 2, 2)
    assert changed(root, "system/trygghetslarmen.md", "public") == date(2026, 1, 1)


def test_what_is_not_in_git_yet_has_no_day(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    assert changed(root, "system/trygghetslarmen.md") is None
    assert changed(root, "system/lokalbokningen.md") == date(2026, 1, 1)


def test_a_duty_that_is_changed_changes_its_role(root):
    replace(root, ROLE, "text: Väljer grupp för objektet.", "text: Väljer grupp åt objektet.")
    commit(root, "2026-02-02")
    assert changed(root, "roller/objektagare.md") == date(2026, 2, 2)


def test_without_git_and_with_only_the_latest_commits_nothing_is_told(root, tmp_path_factory):
    copy = tmp_path_factory.mktemp("copy")
    git(root, "clone", "--quiet", "--depth=1", f"file://{root}", str(copy / "shallow"))
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(root / name, copy / "shallow" / name)
    plain = make_root(tmp_path_factory.mktemp("plain"))
    for place in (copy / "shallow", plain):
        found = news(place)
        assert not found.is_known
        assert (found.changed, found.days) == ({}, ())


def test_the_same_commit_says_the_same_wherever_it_is_built(root, tmp_path_factory):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-02-02")
    other = tmp_path_factory.mktemp("other") / "clone"
    git(root, "clone", "--quiet", f"file://{root}", str(other))
    for audience in ("public", "internal"):
        assert news(root, audience) == news(other, audience)


# --- what ----------------------------------------------------------------------------------


def test_a_day_tells_what_it_came_to_and_not_the_way_there(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-02-02")
    replace(root, LARM, "purpose: Den som bor ensam", "purpose: Den som är äldre och bor")
    commit(root, "2026-02-02")
    (record,) = of_day(news(root), date(2026, 2, 2)).records
    assert (record.word, record.title, record.own.done) == ("System", "Trygghetslarmen", "ändrat")
    (field,) = record.own.fields
    assert field.title == "Ändamål"
    assert "ensam" not in told(news(root))
    assert [(it.action, it.text) for it in field.runs if it.action != "kept"] == [
        ("added", "är äldre och"), ("removed", "hemma"),
    ] or {it.action for it in field.runs} == {"kept", "added", "removed"}  # fmt: skip


def test_changes_that_took_each_other_out_are_none(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-02-02")
    replace(root, LARM, "purpose: Den som bor ensam", "purpose: Den som bor hemma")
    commit(root, "2026-02-02")
    assert of_day(news(root), date(2026, 2, 2)) is None


def test_a_day_with_more_than_anyone_reads_is_a_sentence(root):
    first = of_day(news(root), date(2026, 1, 1))
    assert first.records == ()
    assert "2 system tillagda" in first.summary


def test_internal_changes_are_told_to_employees_only(root):
    replace(root, LARM, "operations: {mode: samverkan,", "operations: {mode: egen drift,")
    commit(root, "2026-02-02")
    assert "Drift" in told(news(root, "internal"))
    assert of_day(news(root, "public"), date(2026, 2, 2)) is None


# --- what was open once --------------------------------------------------------------------


def test_a_record_that_is_hidden_now_was_never_there(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-02-02")
    assert "Trygghetslarmen" in told(news(root))
    replace(root, LARM, "name: Trygghetslarmen\n", "visibility: intern\nname: Trygghetslarmen\n")
    commit(root, "2026-03-03")
    days = [it for it in news(root).days if it.day > date(2026, 1, 1)]
    assert days == []
    assert "Trygghetslarmen" not in told(news(root))
    assert "Trygghetslarmen" in told(news(root, "internal"))


def test_a_field_that_is_hidden_now_is_not_told_as_it_was(root):
    replace(
        root, LARM, "alternative_channels: [Hemvårdens telefon]", "alternative_channels: [Röd dörr]"
    )
    commit(root, "2026-02-02")
    assert "Röd dörr" in told(news(root))
    override = "visibility_overrides:\n  - {fields: [alternative_channels], visibility: intern}\n"
    replace(root, LARM, "name: Trygghetslarmen\n", f"{override}name: Trygghetslarmen\n")
    commit(root, "2026-03-03")
    assert "Röd dörr" not in told(news(root))
    assert "Hemvårdens telefon" not in told(news(root))


def test_what_is_hidden_now_is_not_named_by_what_once_pointed_at_it(root):
    replace(root, LARM, "used_by: [hemvarden, haggasa-bostader]", "used_by: [hemvarden]")
    commit(root, "2026-02-02")
    assert "Häggåsa Bostäder" in told(news(root))
    units = root / "data/units.yml"
    text = units.read_text(encoding="utf-8")
    assert "- id: haggasa-bostader\n" in text
    hidden = "- id: haggasa-bostader\n  visibility: intern\n"
    units.write_text(text.replace("- id: haggasa-bostader\n", hidden), encoding="utf-8")
    commit(root, "2026-03-03")
    assert "bostäder" not in told(news(root)).casefold()
    assert "haggasa-bostader" not in told(news(root))


def test_an_old_open_text_that_says_what_is_withheld_now_is_left_out(root):
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Körs av Kvastbyns Larmcentral och")
    commit(root, "2026-02-02")
    replace(root, LARM, "purpose: Körs av Kvastbyns Larmcentral och", "purpose: Den som bor hemma")
    replace(root, LARM, "user_scope: flera", "vendor: Kvastbyns Larmcentral\nuser_scope: flera")
    commit(root, "2026-03-03")
    assert "Kvastbyns" in told(news(root, "internal"))
    assert "Kvastbyns" not in told(news(root, "public"))


def test_a_page_and_a_passage_that_are_internal_are_news_for_employees(root):
    page = root / "docs/om.md"
    text = page.read_text(encoding="utf-8")
    passage = "\n{% call internal() %}\n\nSkåpet står i källaren.\n\n{% endcall %}\n"
    page.write_text(f"{text}{passage}\nDörren är öppen till fem.\n", encoding="utf-8")
    commit(root, "2026-02-02")
    assert "Dörren är öppen till fem" in told(news(root))
    assert "Skåpet" not in told(news(root))
    assert "Skåpet" in told(news(root, "internal"))


# --- adopted versions ----------------------------------------------------------------------


@pytest.fixture
def adopted(root):
    """A version is adopted, and then a duty is changed and a rule for others."""
    replace(root, PROGRAMME, "sections:\n", VERSIONS)
    git(root, "tag", "antagen-2024", commit(root, "2026-02-02"))
    replace(root, ROLE, "text: Väljer grupp för objektet.", "text: Väljer grupp åt objektet.")
    replace(root, LARM, "purpose: Den som bor hemma", "purpose: Den som bor ensam")
    commit(root, "2026-03-03")
    return root


def test_an_adopted_version_is_compared_with_now_role_by_role(adopted):
    (edition,) = news(adopted).editions
    assert edition.title == "Ändrat mellan den nya riktlinjen och nu"
    by_role = {role.id: told for role, told in edition.by_role}
    (record,) = by_role["objektagare"].records
    assert (record.title, record.own) == ("Objektägare", None)
    assert [it.title for it in record.inside] == ["objektagare.1"]
    assert not by_role["drift-ansvarig"]
    assert [it.title for it in edition.others.records] == ["Trygghetslarmen"]


def test_a_version_is_compared_with_the_next(adopted):
    second = "  - {name: den andra riktlinjen, date: 2026-03-03, tag: antagen-2026}\nsections:\n"
    replace(adopted, PROGRAMME, "sections:\n", second)
    git(adopted, "tag", "antagen-2026", commit(adopted, "2026-03-03"))
    replace(adopted, LARM, "user_scope: flera", "note: Nytt.\nuser_scope: flera")
    latest, first = news(adopted).editions
    assert (latest.to, first.to) == ("", "den andra riktlinjen")
    assert [it.title for it in latest.told.records] == ["Trygghetslarmen"]
    assert "Objektägare" in [it.title for it in first.told.records]


def test_a_commit_holds_though_the_tag_is_moved(adopted):
    first = git(adopted, "rev-parse", "antagen-2024")
    replace(adopted, PROGRAMME, "tag: antagen-2024}", f"tag: antagen-2024, commit: {first}}}")
    before = news(adopted).editions[0].told
    git(adopted, "tag", "--force", "antagen-2024", "HEAD")
    assert news(adopted).editions[0].told == before
    assert before


def test_a_version_that_git_does_not_have_has_no_page_and_is_said_to_be_missing(adopted):
    git(adopted, "tag", "--delete", "antagen-2024")
    site = build(adopted, "public", TODAY)
    assert site.view.news.editions[0].told is None
    assert "nytt/antagen-2024.md" not in site.pages
    assert "finns inte i den kopia" in site.shortcodes.news()


def test_an_old_version_that_today_cannot_read_is_compared_as_far_as_it_can_be(root):
    replace(root, LARM, "status: i drift", "status: går bra\nokant_falt: ja")
    replace(root, PROGRAMME, "sections:\n", VERSIONS)
    git(root, "tag", "antagen-2024", commit(root, "2026-02-02"))
    replace(root, LARM, "status: går bra\nokant_falt: ja", "status: i drift")
    commit(root, "2026-03-03")
    (edition,) = news(root).editions
    (record,) = edition.told.records
    assert [field.title for field in record.own.fields] == ["Status"]


def test_the_pages_show_what_is_told_and_pages_without_history_say_so(adopted, tmp_path_factory):
    site = build(adopted, "public", TODAY)
    page = site.shortcodes.news()
    assert "<del>" in page
    assert "Väljer grupp" in page
    assert "[Ändrat mellan den nya riktlinjen och nu](/nytt/antagen-2024.md)" in page
    assert "För objektägare" in site.shortcodes.edition("antagen-2024")
    plain = build(make_root(tmp_path_factory.mktemp("plain")), "public", TODAY)
    assert "utan hela historien i Git" in plain.shortcodes.news()


def test_hostile_values_in_what_has_changed_are_the_text_they_are(root):
    hostile = '<script>alert("x")</script> {{ 7*7 }} [länk](javascript:x) **x**'
    replace(root, LARM, "purpose: Den som bor hemma ska få hjälp snabbt.", f"purpose: '{hostile}'")
    commit(root, "2026-02-02")
    page = build(root, "public", TODAY).shortcodes.news()
    assert "&#60;script&#62;" in page or "&lt;script&gt;" in page
    assert "<script" not in page
    assert "{{ 7" not in page
    assert "](javascript" not in page


def test_the_real_programme_is_compared_with_the_version_that_it_names():
    site = build(REPOSITORY, "public", TODAY)
    if not site.view.news.is_known:
        pytest.skip("This copy is without its history.")
    (edition,) = site.view.news.editions
    assert edition.told is not None
    assert "nytt/antaget-2005.md" in site.pages

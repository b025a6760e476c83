"""What has changed, and when: out of Git, in substance, and only what the readers may know."""

import shutil
from datetime import date

import pytest

from macros.build import build
from macros.cli import main
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
    field = of_day(news(root), date(2026, 2, 2)).records[0].own.fields[0]
    assert not field.runs[0].text.startswith(field.title)
    assert "Skåpet" not in told(news(root))
    assert "Skåpet" in told(news(root, "internal"))


def test_a_page_that_is_gone_stops_no_build_and_is_told_to_employees_only(root):
    page = root / "docs/berg.md"
    page.write_text("---\ntitle: Berg\nvisibility: öppen\n---\n\nStenen är grå.\n", "utf-8")
    commit(root, "2026-02-02")
    page.rename(root / "docs/dal.md")
    commit(root, "2026-03-03")
    (root / "docs/dal.md").unlink()
    commit(root, "2026-04-04")
    for audience in ("public", "internal"):
        assert '/berg.md"' not in build(root, audience, TODAY).shortcodes.news()
    assert "grå" not in told(news(root))
    assert "grå" in told(news(root, "internal"))


def test_a_page_that_has_become_internal_under_another_name_is_not_told(root):
    page = root / "docs/berg.md"
    page.write_text("---\ntitle: Berg\nvisibility: öppen\n---\n\nStenen är grå.\n", "utf-8")
    commit(root, "2026-02-02")
    page.unlink()
    text = "---\ntitle: Dal\nvisibility: intern\n---\n\nStenen är grå och hård.\n"
    (root / "docs/dal.md").write_text(text, "utf-8")
    commit(root, "2026-03-03")
    assert "grå" not in told(news(root))


SYSTEM = "name: Bergskap\nsummary: Skåp i berg.\npurpose: Bergets gömma.\nstatus: i drift\n"


@pytest.fixture
def opened(root):
    """A system that was open for a while."""
    path = root / "data/systems/bergskap.yml"
    path.write_text(SYSTEM, encoding="utf-8")
    commit(root, "2026-02-02")
    assert "Bergets gömma" in told(news(root))
    return path


def test_what_was_hidden_before_it_was_taken_away_was_never_there(root, opened):
    opened.write_text(f"visibility: intern\n{SYSTEM}", encoding="utf-8")
    commit(root, "2026-03-03")
    opened.unlink()
    commit(root, "2026-04-04")
    assert "Berg" not in told(news(root))
    assert "Bergskap" in told(news(root, "internal"))


def test_what_was_open_until_it_was_taken_away_is_told(root, opened):
    opened.unlink()
    commit(root, "2026-03-03")
    (record,) = of_day(news(root), date(2026, 3, 3)).records
    assert (record.title, record.own.done, record.link) == ("Bergskap", "borttaget", None)


@pytest.mark.parametrize("redirect", ["ja", "intern", "nej"])
def test_what_has_another_id_and_is_hidden_is_not_told_under_the_old_one(root, opened, redirect):
    opened.unlink()
    text = f"visibility: intern\n{SYSTEM.replace('gömma', 'valv')}"
    (root / "data/systems/valv.yml").write_text(text, encoding="utf-8")
    with (root / "data/retired.yml").open("a", encoding="utf-8") as retired:
        retired.write(
            "- {id: bergskap, of: system, replaced_by: valv, date: 2026-03-03,"
            f" redirect: {redirect}, reason: Nytt id.}}\n"
        )
    commit(root, "2026-03-03")
    assert "Berg" not in told(news(root))


def test_what_has_another_id_is_told_as_that_and_not_as_gone_and_come(root, opened):
    opened.rename(root / "data/systems/valv.yml")
    with (root / "data/retired.yml").open("a", encoding="utf-8") as retired:
        retired.write(
            "- {id: bergskap, of: system, replaced_by: valv, date: 2026-03-03, reason: Nytt id.}\n"
        )
    commit(root, "2026-03-03")
    assert of_day(news(root), date(2026, 3, 3)).summary == "1 system omdöpt."


def test_a_field_of_what_has_another_id_is_as_hidden_as_it_is_now(root):
    replace(root, LARM, "alternative_channels: [Hemvårdens telefon]", "alternative_channels: [Röd]")
    commit(root, "2026-02-02")
    assert main(["--root", str(root), "rename", "system/trygghetslarmen", "larmen"]) == 0
    override = "visibility_overrides:\n  - {fields: [alternative_channels], visibility: intern}\n"
    new = "data/systems/larmen.yml"
    replace(root, new, "name: Trygghetslarmen\n", f"{override}name: Trygghetslarmen\n")
    replace(root, new, "alternative_channels: [Röd]", "alternative_channels: [Blå]")
    commit(root, "2026-03-03")
    assert not {"Röd", "Blå", "Hemvårdens telefon"} & set(told(news(root)).split())


def test_what_a_decision_let_out_for_a_while_is_not_told_when_it_is_back(root):
    decision = (
        "publication_decisions:\n  - {fields: [operations.mode, user_count], by: ks,"
        " date: 2026-02-01, reason: Prov.}\n"
    )
    replace(root, LARM, "name: Trygghetslarmen\n", f"{decision}name: Trygghetslarmen\n")
    commit(root, "2026-02-02")
    replace(root, LARM, decision, "")
    commit(root, "2026-03-03")
    days = [strings(it.told) for it in news(root).days if it.day > date(2026, 1, 1)]
    assert days == []


def test_duties_that_a_role_hides_now_are_not_told_as_they_were_and_move_no_day(root):
    duty = "  - {id: objektagare.9, section: '2.1', text: Räknar stenar., theme: skydd}\n"
    replace(root, ROLE, "duties:\n", f"duties:\n{duty}")
    commit(root, "2026-02-02")
    replace(root, ROLE, duty, "")
    commit(root, "2026-03-03")
    assert "Räknar stenar" in told(news(root))
    override = "visibility_overrides:\n  - {fields: [duties], visibility: intern}\n"
    replace(root, ROLE, "name: Objektägare\n", f"{override}name: Objektägare\n")
    replace(root, ROLE, "text: Väljer grupp för objektet.", "text: Väljer grupp åt objektet.")
    commit(root, "2026-04-04")
    assert "Räknar stenar" not in told(news(root))
    assert changed(root, "roller/objektagare.md") == date(2026, 1, 1)


def test_a_note_inside_a_duty_that_is_hidden_now_is_not_told_as_it_was(root):
    replace(root, ROLE, "note: Gäller bara den första planen.", "note: Gäller röda stenar.")
    commit(root, "2026-02-02")
    assert "röda stenar" in told(news(root))
    override = "visibility_overrides:\n  - {fields: [duties.with.note], visibility: intern}\n"
    replace(root, ROLE, "name: Objektägare\n", f"{override}name: Objektägare\n")
    commit(root, "2026-03-03")
    assert "röda stenar" not in told(news(root))
    assert "första planen" not in told(news(root))


def test_a_group_about_something_hidden_is_left_out_whole(root):
    group = (
        "common_decision: {owner: haggasa-bostader,"
        " decision: {body: ks, date: 2026-01-15, case_number: KS 2026/77}}\n"
    )
    replace(root, LARM, "citizen_facing: ja\n", f"citizen_facing: ja\n{group}")
    commit(root, "2026-02-02")
    assert "KS 2026/77" in told(news(root))
    units = root / "data/units.yml"
    text = units.read_text(encoding="utf-8")
    hidden = "- id: haggasa-bostader\n  visibility: intern\n"
    units.write_text(text.replace("- id: haggasa-bostader\n", hidden), encoding="utf-8")
    commit(root, "2026-03-03")
    assert "KS 2026/77" not in told(news(root))


def test_old_words_that_only_together_say_what_is_withheld_are_left_out(root):
    page = root / "docs/om.md"
    text = page.read_text(encoding="utf-8")
    said = 'Kvastbyns {{ link("roll/objektagare", "Larmcentral") }} svarar.'
    page.write_text(f"{text}\n{said}\n", encoding="utf-8")
    commit(root, "2026-02-02")
    page.write_text(f"{text}\nIngen svarar.\n", encoding="utf-8")
    replace(root, LARM, "user_scope: flera", "vendor: Kvastbyns Larmcentral\nuser_scope: flera")
    commit(root, "2026-03-03")
    assert "Kvastbyns" not in told(news(root))


def test_how_many_internal_files_changed_on_a_day_is_not_told_to_the_public(root, monkeypatch):
    monkeypatch.setattr("macros.chronicle.MOST_FILES", 2)
    for name in ("a", "b", "c"):
        text = f"visibility: intern\n{SYSTEM.replace('Bergskap', name.upper())}"
        (root / f"data/systems/{name}.yml").write_text(text, encoding="utf-8")
    commit(root, "2026-02-02")
    assert next(it.untold for it in news(root, "internal").days) == 3
    assert news(root).days == ()


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


def test_versions_that_the_document_hides_are_not_told(adopted):
    hide = "visibility_overrides:\n  - {fields: [versions], visibility: intern}\nversions:\n"
    replace(adopted, PROGRAMME, "versions:\n", hide)
    assert news(adopted).editions == ()
    assert len(news(adopted, "internal").editions) == 1


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

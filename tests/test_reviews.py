"""Two clocks: what was changed is known from Git, and what was gone through is written with a
checksum, so that a change of substance makes a review out of date by itself."""

import pytest

from macros.build import build
from macros.cli import main
from macros.programme import examine
from macros.reviews import digest, standings
from tests.conftest import TODAY
from tests.repository import replace

LARM = "data/systems/trygghetslarmen.yml"
DAY = ["--date", TODAY.isoformat()]
REVIEW = ["review", "system/trygghetslarmen", "--by", "objektagare", *DAY]


def run(root, *arguments):
    return main(["--root", str(root), *arguments])


@pytest.fixture
def reviewed(haggasa, capsys):
    assert run(haggasa, *REVIEW) == 0
    capsys.readouterr()
    return haggasa


def is_current(root):
    programme, found = examine(root)
    assert found == []
    return standings(programme)["system", "trygghetslarmen"].is_current


def colophon(root, audience="internal"):
    return build(root, audience, TODAY).colophons["system/trygghetslarmen.md"]


def test_a_review_is_written_with_who_when_what_it_came_to_and_a_checksum(haggasa, capsys):
    assert run(haggasa, *REVIEW, "--outcome", "ändrat", "--note", "Telefonen var fel.") == 0
    programme, _ = examine(haggasa)
    (record,) = (programme.index["system"]["trygghetslarmen"].record,)
    assert (
        (haggasa / "data" / "reviews.yml")
        .read_text(encoding="utf-8")
        .endswith(
            "- id: system-trygghetslarmen-2026-11-24\n"
            "  reviewed: system/trygghetslarmen\n"
            "  by: roll/objektagare\n"
            "  date: 2026-11-24\n"
            "  outcome: ändrat\n"
            f"  digest: {digest(record)}\n"
            "  note: Telefonen var fel.\n"
        )
    )
    assert capsys.readouterr().out == (
        "system/trygghetslarmen är genomgånget den 24 november 2026: ändrat.\n"
        "Det står i data/reviews.yml.\n"
    )


def test_two_reviews_on_a_day_have_an_id_each(reviewed):
    assert run(reviewed, *REVIEW) == 0
    ids = [record.id for record in examine(reviewed)[0].records["review"]]
    assert ids == ["system-trygghetslarmen-2026-11-24", "system-trygghetslarmen-2026-11-24-2"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: Trygghetslarmen\n", "# En kommentar.\nname: Trygghetslarmen\n"),
        ("aliases: [larmknappen]", "aliases:\n  - larmknappen"),
        ("used_by: [hemvarden, haggasa-bostader]", "used_by: [haggasa-bostader, hemvarden]"),
        (
            "status: i drift\nintroduced_on: 2021-06-01",
            "introduced_on: 2021-06-01\nstatus: i drift",
        ),
        ("purpose: Den som bor hemma ska", "purpose: >-\n  Den som bor\n  hemma ska"),
        ("name: Trygghetslarmen\n", "keywords: [knapp]\nname: Trygghetslarmen\n"),
        ("used_by: [hemvarden,", "used_by: [enhet/hemvarden,"),
    ],
)
def test_formatting_order_and_words_for_search_leave_a_review_in_force(reviewed, old, new):
    replace(reviewed, LARM, old, new)
    assert is_current(reviewed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("purpose: Den som bor hemma", "purpose: Den som bor ensam"),
        ("user_count: 140", "user_count: 141"),
        ("used_by: [hemvarden, haggasa-bostader]", "used_by: [hemvarden]"),
        ("citizen_facing: ja", "citizen_facing: nej"),
        ("max_outage: 30 minuter", "max_outage: 30 timmar"),
        ("exchanges: {inga: Uppgifterna stannar i kommunen.}", ""),
    ],
)
def test_a_change_of_substance_makes_a_review_out_of_date(reviewed, old, new):
    replace(reviewed, LARM, old, new)
    assert not is_current(reviewed)


def test_another_id_leaves_reviews_in_force(reviewed):
    assert run(reviewed, "rename", "enhet/hemvarden", "hemvarden-ny", *DAY) == 0
    assert is_current(reviewed)
    assert run(reviewed, "rename", "system/trygghetslarmen", "larmen", *DAY) == 0
    programme, _ = examine(reviewed)
    assert standings(programme)["system", "larmen"].is_current


def test_a_review_that_was_out_of_date_stays_so_when_an_id_is_changed(reviewed):
    replace(reviewed, LARM, "user_count: 140", "user_count: 141")
    assert run(reviewed, "rename", "enhet/hemvarden", "hemvarden-ny", *DAY) == 0
    assert not is_current(reviewed)


def test_what_shows_the_day_of_its_review_gets_it_from_the_review(haggasa):
    document = haggasa / "data" / "programme.yml"
    assert "reviewed_on: 2025-10-14" in document.read_text(encoding="utf-8")
    assert run(haggasa, "review", "dokument/programme", "--by", "kanslichef", *DAY) == 0
    assert "reviewed_on: 2026-11-24" in document.read_text(encoding="utf-8")
    programme, _ = examine(haggasa)
    assert standings(programme)["document", "programme"].is_current


def test_employees_see_the_review_and_that_something_has_changed_since(reviewed):
    told = colophon(reviewed)
    assert told.reviewed == "24 november 2026, objektägare: stämmer"
    replace(reviewed, LARM, "user_count: 140", "user_count: 141")
    told = colophon(reviewed)
    assert told.reviewed == "24 november 2026, objektägare: stämmer (ändrat efter genomgången)"
    page = build(reviewed, "internal", TODAY).shortcodes.news()
    assert "genomgånget den 24 november 2026 (Objektägare)" in page


def test_the_public_sees_neither_reviews_nor_what_to_write_in_one(reviewed):
    told = colophon(reviewed, "public")
    assert (told.reviewed, told.record, told.edit) == ("", None, "")
    assert build(reviewed, "public", TODAY).view.news.reviewed == {}


def test_what_an_employee_copies_from_the_page_is_a_review_that_holds(haggasa):
    entry = colophon(haggasa).record.entry.replace("SKRIV ROLLENS ID", "objektagare")
    (haggasa / "data" / "reviews.yml").write_text(f"{entry}\n", encoding="utf-8")
    assert is_current(haggasa)


def test_a_wrong_checksum_is_told_where_it_stands(haggasa, capsys):
    entry = colophon(haggasa).record.entry.replace("SKRIV ROLLENS ID", "objektagare")
    wrong = entry.rpartition("digest: ")[0] + "digest: hej\n"
    (haggasa / "data" / "reviews.yml").write_text(wrong, encoding="utf-8")
    assert run(haggasa, "check", *DAY) == 1
    assert capsys.readouterr().err.startswith(
        "data/reviews.yml:6:11  »Kontrollsumma« har ett värde som inte går att använda\n"
        "  väntade   sexton siffror eller bokstäver a–f\n"
        "  hittade   »hej«\n"
        "  tips      Kopiera den från postens sida, eller kör itprogram review.\n"
    )


def test_how_it_stands_with_the_reviews_is_told(reviewed, capsys):
    replace(reviewed, LARM, "user_count: 140", "user_count: 141")
    assert run(reviewed, "review", *DAY) == 0
    assert capsys.readouterr().out == (
        "system/trygghetslarmen  ändrat efter genomgången 24 november 2026, Objektägare\n"
        "1 post är genomgången. Ändrade efteråt: 1.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["review", "system/larmen", "--by", "objektagare"], "»system/larmen« finns inte."),
        (["review", "objektagare.1", "--by", "objektagare"], "går inte att gå igenom för sig."),
        (["review", "objektagare", "--by", "trygghetslarmen"], "system/trygghetslarmen är varken"),
        (["review", "objektagare"], "Skriv med --by vilken roll som har gått igenom"),
    ],
)
def test_a_review_of_nothing_or_by_nobody_is_refused_and_nothing_is_written(
    haggasa, capsys, arguments, said
):
    assert run(haggasa, *arguments, *DAY) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (haggasa / "data" / "reviews.yml").exists()


def test_a_dry_run_writes_nothing(haggasa, capsys):
    assert run(haggasa, *REVIEW, "--dry-run") == 0
    assert capsys.readouterr().out.endswith("Ingenting har skrivits, för --dry-run var valt.\n")
    assert not (haggasa / "data" / "reviews.yml").exists()

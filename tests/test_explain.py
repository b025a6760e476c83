"""`itprogram explain`: a demand told so that someone who does not know the checks understands."""

import pytest

from macros.cli import main
from macros.reports.wording import LABELS
from tests.conftest import HAGGASA, REPOSITORY, TODAY, make_root

DAY = ["--date", TODAY.isoformat()]


def run(capsys, *arguments, root=None):
    code = main(["--root", str(root or REPOSITORY), "explain", *DAY, *arguments])
    return code, *capsys.readouterr()


def told(capsys, *arguments, root=None):
    """What is told of some demands, each on one line."""
    code, out, err = run(capsys, *arguments, root=root)
    assert (code, err) == (0, "")
    return [" ".join(part.split()) for part in out.split("\n\n\n")]


def test_a_demand_is_told_to_the_letter(haggasa, capsys):
    code, out, err = run(capsys, "K5", root=haggasa)
    assert (code, err) == (0, "")
    assert (
        out
        == """\
K5 Öva utan objektet
────────────────────
Avsnitt       2.2 De som gör
Kravet        Arbetslaget ska öva på att arbeta utan objektet.
Gäller        Förvaltningsledare
Vår tolkning  En övning är gjord de senaste nio månaderna. Intervallet är vårt.
Uppfylls när  System (i drift eller avvecklas): det senaste av »Avbrottsplan: övad« är
              högst 9 månader (övning utan objektet, kommunens egen gräns) sedan.
Ser på        »Avbrottsplan: övad« (outage_plan.exercised_on)
Gränser       övning utan objektet: 9 månader, kommunens egen gräns
Grad          varning
Läget         Den 24 november 2026: inte uppfyllt 3.
"""
    )


def test_a_demand_that_is_checked_in_part_says_so(haggasa, capsys):
    (text,) = told(capsys, "K7", root=haggasa)
    assert "Bara en del av kravet går att pröva i registret." in text
    assert (
        "Läget Den 24 november 2026: går inte att avgöra 1, undantag 1 och gäller inte 1." in text
    )


def test_the_readers_day_decides_how_it_stands(haggasa, capsys):
    main(["--root", str(haggasa), "explain", "K7", "--date", "2027-01-01"])
    assert "Den 1 januari 2027: inte uppfyllt 1," in capsys.readouterr().out


def test_a_limit_of_our_own_is_told_as_ours(haggasa, capsys):
    (text,) = told(capsys, "K5", root=haggasa)
    assert "övning utan objektet: 9 månader, kommunens egen gräns" in text


def test_how_grave_it_is_comes_with_the_note_about_it(haggasa, capsys):
    (text,) = told(capsys, "K4", root=haggasa)
    assert "Grad fel. Fel när planen saknas. Varning när genomgången är sen." in text


def test_a_demand_that_cannot_be_checked_says_so_and_why(capsys):
    first, second = told(capsys, "R05", "R01")
    assert "Kravet går inte att kontrollera i registret. Webbplatsen kan visa" in first
    assert "Anmärkning Programmet säger inte vem" in second
    for text in (first, second):
        assert "Läget" not in text
        assert "Uppfylls när" not in text


def test_several_demands_come_in_the_order_asked_for_and_each_once(haggasa, capsys):
    texts = told(capsys, "k5", "K3", "K5", root=haggasa)
    assert [text.split()[0] for text in texts] == ["K5", "K3"]


def test_every_demand_of_the_real_data_can_be_explained(capsys):
    from macros.build import check

    programme, _ = check(REPOSITORY, TODAY)
    ids = [record.id for record in programme.records["requirement"]]
    code, out, err = run(capsys, *ids)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 88
    assert "None" not in out
    assert not set("{}") & set(out)
    for label in LABELS.values():
        assert f"\n{label}" in out


@pytest.mark.parametrize(
    ("word", "tip"), [("K99", "Menade du »K9«?"), ("objektet", "Kraven står i"), ("", "Kraven")]
)
def test_a_demand_that_there_is_not_is_refused_with_a_tip(haggasa, capsys, word, tip):
    code, out, err = run(capsys, "K1", word, root=haggasa)
    assert (code, out) == (2, "")
    assert tip in err


def test_without_a_demand_the_command_is_misused(capsys):
    with pytest.raises(SystemExit) as end:
        main(["explain"])
    assert end.value.code == 2
    assert "Kommandot går inte att förstå." in capsys.readouterr().err


def test_problems_in_the_data_are_told_instead(tmp_path, capsys):
    root = make_root(tmp_path, HAGGASA)
    (root / "data" / "terms.yml").write_text("- fel", "utf-8")
    code, out, err = run(capsys, "K1", root=root)
    assert (code, out) == (1, "")
    assert "data/terms.yml" in err

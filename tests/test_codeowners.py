"""CODEOWNERS: who approves a change of which file follows who answers for what in the data."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import codeowners
from macros.programme import examine
from tests.conftest import REPOSITORY

TEAMS = """
hosting:
  kind: {kind}
  url: https://git.haggasa.example/haggasa/digitalt
  default_team: "@haggasa/digitalt"
  teams:
    - {{stands_for: objektagare, team: "@haggasa/objektagare"}}
    - {{stands_for: kulturkontoret, team: "@haggasa/kultur"}}
    - {{stands_for: hemvarden, team: "@haggasa/hemvard"}}
    - {{stands_for: kanslichef, team: "@haggasa/kansli"}}
"""


def read(root):
    programme, found = examine(root)
    assert [str(problem) for problem in found] == []
    return programme


def hosted(root, told=TEAMS, kind="github"):
    """The programme of a project whose profile says where it is kept."""
    profile = root / "data" / "municipality.yml"
    with profile.open("a", encoding="utf-8") as stream:
        stream.write(told.format(kind=kind))
    return read(root)


def rules(programme):
    lines = codeowners.codeowners(programme).splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))


def test_the_file_is_as_the_data_says():
    programme = read(REPOSITORY)
    file = REPOSITORY / codeowners.path(programme)
    assert file.read_text(encoding="utf-8") == codeowners.codeowners(programme)


def test_without_a_team_the_file_says_so_and_has_no_rule(haggasa):
    programme = read(haggasa)
    assert rules(programme) == {}
    assert "Inget team är valt." in codeowners.codeowners(programme)


def test_a_host_without_teams_has_no_rule_either(haggasa):
    programme = hosted(haggasa, "\nhosting: {{kind: {kind}}}\n")
    assert rules(programme) == {}
    assert "Inget team är valt." in codeowners.codeowners(programme)


def test_every_file_has_the_team_of_who_answers_for_it(haggasa):
    assert (
        codeowners.codeowners(hosted(haggasa))
        == """\
# Skrivs av »itprogram codeowners«. Ändra uppgifterna i data/ i stället.

* @haggasa/digitalt
/data/accessibility.yml @haggasa/kansli
/data/functions.yml @haggasa/kansli
/data/instructions/ @haggasa/kansli
/data/instructions/medarbetare.yml @haggasa/kansli
/data/municipality.yml @haggasa/kansli
/data/programme.yml @haggasa/kansli
/data/requirements.yml @haggasa/kansli
/data/retired.yml @haggasa/kansli
/data/roles/ @haggasa/kansli
/data/software.yml @haggasa/kansli
/data/standards.yml @haggasa/kansli
/data/systems/ @haggasa/kansli
/data/systems/lokalbokningen.yml @haggasa/kultur
/data/systems/ritningsarkivet.yml @haggasa/objektagare
/data/systems/trygghetslarmen.yml @haggasa/hemvard
/data/terms.yml @haggasa/kansli
/data/units.yml @haggasa/kansli
/docs/ @haggasa/kansli
"""
    )


def test_a_system_belongs_to_the_team_where_its_owner_is_found(haggasa):
    assert rules(hosted(haggasa))["/data/systems/lokalbokningen.yml"] == "@haggasa/kultur"


def test_a_system_whose_owner_has_no_part_of_the_organisation_belongs_to_the_role(haggasa):
    assert rules(hosted(haggasa))["/data/systems/ritningsarkivet.yml"] == "@haggasa/objektagare"


def test_what_no_team_is_chosen_for_is_the_default_teams(haggasa):
    programme = hosted(haggasa, '\nhosting: {{kind: {kind}, default_team: "@haggasa/alla"}}\n')
    assert set(rules(programme).values()) == {"@haggasa/alla"}
    assert rules(programme)["*"] == "@haggasa/alla"


def test_without_a_default_team_only_what_a_chosen_team_answers_for_has_a_rule(haggasa):
    told = '\nhosting: {{kind: {kind}, teams: [{{stands_for: hemvarden, team: "@h/vard"}}]}}\n'
    assert rules(hosted(haggasa, told)) == {"/data/systems/trygghetslarmen.yml": "@h/vard"}


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("github", ".github/CODEOWNERS"),
        ("gitlab", ".gitlab/CODEOWNERS"),
        ("forgejo", "CODEOWNERS"),
    ],
)
def test_the_file_is_where_its_host_looks(haggasa, kind, path):
    assert codeowners.path(hosted(haggasa, kind=kind)) == path


def test_forgejo_has_expressions_and_nothing_that_fits_everything(haggasa):
    found = rules(hosted(haggasa, kind="forgejo"))
    assert found["data/systems/lokalbokningen[.]yml"] == "@haggasa/kultur"
    assert "docs/.*" in found
    assert ".*" not in found


def test_the_most_particular_rule_stands_last(haggasa):
    found = list(rules(hosted(haggasa)))
    assert found[0] == "*"
    assert found[1:] == sorted(found[1:])
    assert found.index("/data/systems/") < found.index("/data/systems/lokalbokningen.yml")


@settings(max_examples=25)
@given(path=st.text(alphabet="ab./ #\\", min_size=1))
def test_a_path_is_one_pattern_whatever_it_holds(path):
    for form in codeowners.FORMS.values():
        pattern = form.pattern(path)
        bare = pattern.replace("\\\\", "").replace("\\ ", "").replace("\\#", "")
        assert not set(bare) & {" ", "#"}


def test_a_team_that_stands_for_nobody_is_a_problem_with_its_place(haggasa):
    profile = haggasa / "data" / "municipality.yml"
    told = TEAMS.format(kind="github").replace("kulturkontoret", "kulturkontoren")
    profile.write_text(profile.read_text(encoding="utf-8") + told, encoding="utf-8")
    _, found = examine(haggasa)
    assert [problem.tip for problem in found] == ["Menade du »kulturkontoret«?"]
    assert found[0].place.file == "data/municipality.yml"

"""The command `import`: it shows before it writes, and writes only what passes the whole check."""

import pytest

from macros.cli import main
from tests.conftest import TODAY

DAY = ["--date", TODAY.isoformat()]
MAP = """\
id: Systemnamn
columns:
  Systemnamn: name
  Om: [summary, purpose]
  Status: {field: status, words: {Produktion: i drift}}
  Antal: user_count
"""
ROWS = "Systemnamn;Om;Status;Antal\nTrygghetslarmen;;;141\nVäntelistan;Köplatser.;Produktion;12\n"
PREVIEW = """\
register.csv: 1 ny, 1 ändrad, 0 oförändrade.

Nya system
  Väntelistan (data/systems/vantelistan.yml), rad 3
    Namn: »Väntelistan«
    Sammanfattning: »Köplatser.«
    Ändamål: »Köplatser.«
    Status: »i drift«
    Antal användare: »12«

Ändrade system
  Trygghetslarmen (data/systems/trygghetslarmen.yml), rad 2
    Antal användare: »140« → »141«

Ingenting är skrivet. Kör igen med --write för att skriva.
"""


@pytest.fixture
def register(tmp_path):
    """A register and its map, beside the municipality."""
    (tmp_path / "register.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "karta.yml").write_text(MAP, encoding="utf-8")
    return [str(tmp_path / "register.csv"), "--map", str(tmp_path / "karta.yml")]


def run(root, *arguments):
    return main(["--root", str(root), "import", *arguments, *DAY])


def files(root):
    return {path.name: path.read_text(encoding="utf-8") for path in root.rglob("data/**/*.yml")}


def test_first_it_only_shows(haggasa, register, capsys):
    before = files(haggasa)
    assert run(haggasa, *register) == 0
    assert capsys.readouterr().out == PREVIEW
    assert files(haggasa) == before


def test_then_it_writes_one_line_in_what_there_is_and_a_whole_file_for_what_is_new(
    haggasa, register, capsys
):
    before = files(haggasa)
    assert run(haggasa, *register, "--write") == 0
    assert "2 filer i data/systems/ är skrivna." in capsys.readouterr().out
    after = files(haggasa)
    assert after.keys() - before.keys() == {"vantelistan.yml"}
    assert after["vantelistan.yml"].startswith("# yaml-language-server: $schema=")
    changed = before["trygghetslarmen.yml"].replace("user_count: 140", "user_count: 141")
    assert after["trygghetslarmen.yml"] == changed
    assert run(haggasa, *register, "--write") == 0
    assert capsys.readouterr().out.startswith("register.csv: 0 nya, 0 ändrade, 2 oförändrade.")
    assert files(haggasa) == after


def test_with_a_wrong_row_nothing_is_written_but_what_was_asked_for(
    haggasa, register, capsys, tmp_path
):
    (tmp_path / "register.csv").write_text(f"{ROWS}Arkivet;Papper.;Igång;1\n", encoding="utf-8")
    before = files(haggasa)
    assert run(haggasa, *register, "--write") == 1
    assert "register.csv, rad 4, kolumn C (Status)" in capsys.readouterr().out
    assert files(haggasa) == before
    assert run(haggasa, *register, "--write", "--partial") == 1
    assert files(haggasa).keys() - before.keys() == {"vantelistan.yml"}


def test_a_file_that_is_not_there_is_told(haggasa, capsys):
    assert run(haggasa, "finnsinte.xlsx") == 1
    out = capsys.readouterr()
    assert "finnsinte.xlsx" in out.out + out.err
    assert "Traceback" not in out.out + out.err

"""The command: what it says, what it leaves behind, and how it ends."""

import re
import shutil
import socket
import subprocess
import sys

import pytest

from macros.cli import main
from tests.conftest import itprogram
from tests.reading import read_page


def spoil(haggasa):
    path = haggasa / "data" / "roles" / "objektagare.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("summary:", "sumary:", 1), "utf-8")


def test_a_misspelt_field_is_told_with_its_place_and_a_tip_and_ends_with_1(haggasa):
    spoil(haggasa)
    done = itprogram(haggasa, "check")
    assert done.returncode == 1
    assert re.search(
        r"^data/roles/objektagare\.yml:\d+:1  Fältet »sumary« finns", done.stderr, re.M
    )
    assert "Menade du »summary«?" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failed_build_leaves_the_good_site_whole(haggasa):
    site = haggasa / "site" / "internal"
    assert itprogram(haggasa, "build", "--audience", "internal").returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    spoil(haggasa)
    done = itprogram(haggasa, "build", "--audience", "internal")
    assert done.returncode == 1
    assert "Menade du »summary«?" in done.stdout + done.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert [path.name for path in site.parent.iterdir()] == ["internal"]


def test_a_wrong_id_in_a_page_stops_the_build_with_file_and_line(haggasa):
    page = haggasa / "docs" / "om.md"
    page.write_text(
        page.read_text(encoding="utf-8") + '\n{{ link("roll/objektagre") }}\n', encoding="utf-8"
    )
    line = page.read_text(encoding="utf-8").count("\n")
    done = itprogram(haggasa, "build", "--to", str(haggasa / "ny"))
    assert done.returncode == 1
    assert f"docs/om.md:{line}:" in done.stdout + done.stderr
    assert "objektagare" in done.stdout + done.stderr
    assert not (haggasa / "ny").exists()


def test_a_page_that_an_editor_writes_at_a_records_address_wins(haggasa):
    page = haggasa / "docs" / "system" / "trygghetslarmen.md"
    page.parent.mkdir()
    page.write_text(
        "---\ntitle: Larmen\nvisibility: öppen\n---\n\nFöre.\n\n"
        '{{ record("system", "trygghetslarmen") }}\n\nEfter.\n',
        encoding="utf-8",
    )
    to = haggasa / "site"
    done = itprogram(haggasa, "build", "--audience", "internal", "--to", str(to))
    assert done.returncode == 0, done.stdout + done.stderr
    article = read_page(to, "system/trygghetslarmen/").article
    assert article.index("Före.") < article.index("Trygghetslarmen") < article.index("Efter.")


def test_a_new_kind_of_record_page_needs_no_template_of_its_own(haggasa):
    page = haggasa / "docs" / "om.md"
    page.write_text(
        page.read_text(encoding="utf-8") + '\n{{ record("enhet", "ks") }}\n', encoding="utf-8"
    )
    to = haggasa / "site"
    done = itprogram(haggasa, "build", "--audience", "internal", "--to", str(to))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Slag" in read_page(to, "om/").texts["dt"]


def test_a_command_that_does_not_exist_is_told_in_swedish_and_ends_with_2(capsys):
    with pytest.raises(SystemExit) as end:
        main(["bygg"])
    assert end.value.code == 2
    assert "Kommandot går inte att förstå." in capsys.readouterr().err


def test_a_folder_without_a_programme_is_told_and_ends_with_2(tmp_path, capsys):
    assert main(["--root", str(tmp_path), "check"]) == 2
    assert "mkdocs.yml" in capsys.readouterr().err


def test_plain_mkdocs_build_makes_the_public_site(haggasa):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=haggasa,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (haggasa / "site" / "public" / "index.html").is_file()
    assert not (haggasa / "site" / "public" / "system" / "ritningsarkivet").exists()


def test_a_missing_data_folder_is_one_problem(haggasa):
    shutil.rmtree(haggasa / "data")
    done = itprogram(haggasa, "check")
    assert done.returncode == 1
    assert "1 fel i 1 fil." in done.stderr


@pytest.mark.parametrize("command", ["build", "pages"])
def test_a_folder_with_something_else_in_it_is_never_replaced(haggasa, command):
    before = sorted(path.name for path in (haggasa / "data").iterdir())
    done = itprogram(haggasa, command, "--to", str(haggasa / "data"))
    assert done.returncode == 2
    assert "innehåller annat" in done.stderr
    assert sorted(path.name for path in (haggasa / "data").iterdir()) == before


def test_a_port_that_is_taken_is_told_with_another_to_choose(haggasa):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = itprogram(haggasa, "serve", "--address", address)
    assert done.returncode == 2
    assert f"{address} går inte att använda." in done.stderr
    assert "--address 127.0.0.1:8011" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "day", ["2026-13-45", "20261124", "2026-W48-2", "0001-01-01", "9999-12-31"]
)
def test_a_date_that_cannot_be_used_is_told_by_its_option(day, capsys):
    with pytest.raises(SystemExit) as end:
        main(["build", "--date", day])
    assert end.value.code == 2
    assert "Felet gäller --date." in capsys.readouterr().err


def test_a_link_to_an_anchor_that_is_not_there_stops_the_build(haggasa):
    page = haggasa / "docs" / "om.md"
    page.write_text(page.read_text("utf-8") + "\n[Hit](om.md#saknas)\n", "utf-8")
    done = itprogram(haggasa, "build", "--to", str(haggasa / "ny"))
    assert done.returncode == 1
    assert "#saknas" in done.stdout + done.stderr
    assert not (haggasa / "ny").exists()

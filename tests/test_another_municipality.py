"""A second municipality puts its own data in data/ and changes no code and no template."""

import pytest

from tests.conftest import HAGGASA, build_site, itprogram, make_root, once
from tests.reading import every_page, read_page

MJOLBY_WORDS = [
    "Mjölby", "Systemägare", "systemägare", "Datachef", "datachef", "§ 126", "verksamhetskritisk",
    "dataenheten", "samråd", "IT-program", "KF", "avbrottsplan",
]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    def make(folder):
        folder.mkdir()
        build_site(make_root(folder), "internal", folder / "site")

    return once(tmp_path_factory, "haggasa", make) / "site"


def test_the_data_has_no_word_of_the_first_municipality():
    for path in HAGGASA.rglob("*.*"):
        assert "Mjölby" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("word", MJOLBY_WORDS)
def test_no_page_has_a_word_of_the_first_municipality(site, word):
    assert [path for path, page in every_page(site).items() if word in page.texts["body"][0]] == []


def test_no_file_of_the_site_names_the_first_municipality(site):
    for path in site.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "Mjölby".encode() not in content, path
            assert b"mjolby" not in content.lower(), path


def test_its_own_roles_hold_its_systems(site):
    page = read_page(site, "system/trygghetslarmen/")
    assert "Objektägare" in page.texts["dt"]
    assert read_page(site, "system/").texts["th"][:3] == ["Objekt", "Status", "Objektägare"]


def test_it_has_four_aspects_groups_a_b_c_and_seven_plan_headings(site):
    page = read_page(site, "system/trygghetslarmen/")
    aspects = {"Konfidentialitet", "Riktighet", "Tillgänglighet", "Spårbarhet"}
    assert aspects <= {cell.capitalize() for cell in page.texts["td"]}
    assert "A" in page.texts["dd"]
    headings = [cell for cell in page.texts["td"] if cell[:2] in {f"{n})" for n in range(1, 10)}]
    assert len(headings) == 7


def test_its_own_colours_are_in_its_stylesheet(site):
    text = (site / "assets" / "stylesheets" / "profile.css").read_text(encoding="utf-8")
    assert "--brand: light-dark(#7a1f3d, " in text
    assert "--link: light-dark(#8c1d40, " in text


def test_its_chapters_are_read_from_the_data(site):
    page = read_page(site, "programmet/2-ansvar/")
    assert "avsnitt-2-1" in page.ids


def test_what_it_has_not_got_has_no_page(site):
    assert not (site / "programmet" / "rattelser").exists()


def test_what_is_restricted_is_in_no_file_of_its_site(site):
    for path in site.rglob("*"):
        if path.is_file():
            content = path.read_bytes().decode("utf-8", "ignore")
            for secret in ("Pärm 3", "Uppgifterna rör människors hem", "Läsa och kvittera men"):
                assert secret not in content, path


def test_its_data_is_clean(haggasa):
    done = itprogram(haggasa, "check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Inga fel.")

"""Edit links: on the internal site, to the right file on the host and where it can to the line."""

import pytest

from macros.build import build
from tests.conftest import TODAY
from tests.repository import replace

HOSTING = (
    "hosting: {{kind: {kind}, url: https://git.haggasa.example/it/objekt/, branch: huvud gren}}\n"
)
EDIT = {
    "github": ("https://git.haggasa.example/it/objekt/edit/huvud%20gren/", "#L{}"),
    "gitlab": ("https://git.haggasa.example/it/objekt/-/edit/huvud%20gren/", "#L{}"),
    "forgejo": ("https://git.haggasa.example/it/objekt/_edit/huvud%20gren/", ""),
}


@pytest.fixture(params=EDIT)
def hosted(request, haggasa):
    replace(
        haggasa,
        "data/municipality.yml",
        "\nsite_title:",
        f"\n{HOSTING.format(kind=request.param)}site_title:",
    )
    return haggasa, *EDIT[request.param]


def line_of(root, file, text):
    lines = (root / file).read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_every_page_and_every_record_with_a_place_of_its_own_leads_to_where_it_is_written(hosted):
    root, form, line = hosted
    site = build(root, "internal", TODAY)
    edits = site.view.edits
    assert edits["system/trygghetslarmen.md"] == f"{form}data/systems/trygghetslarmen.yml"
    assert edits["om.md"] == f"{form}docs/om.md"
    assert edits["krav/index.md"] == f"{form}data/requirements.yml"
    at = line.format(line_of(root, "data/requirements.yml", "- id: K2"))
    assert edits["krav/index.md#k2"] == f"{form}data/requirements.yml{at}"
    at = line.format(line_of(root, "data/roles/objektagare.yml", "id: objektagare.2.1"))
    assert edits["roller/objektagare.md#objektagare.2.1"] == f"{form}data/roles/objektagare.yml{at}"
    assert site.colophons["om.md"].edit == f"{form}docs/om.md"
    assert f"{form}data/requirements.yml" in site.shortcodes.index("krav")


def test_the_public_site_leads_nowhere(hosted):
    root, _, _ = hosted
    site = build(root, "public", TODAY)
    assert site.view.edits == {}
    assert "git.haggasa" not in site.shortcodes.index("krav") + site.shortcodes.record(
        "roll", "objektagare"
    )


def test_without_a_host_there_are_no_links(haggasa):
    site = build(haggasa, "internal", TODAY)
    assert site.view.edits == {}
    assert "Ändra" not in site.shortcodes.index("krav")

"""Relations: a picture tells who and what belongs together, and the same in words."""

from xml.etree import ElementTree

import pytest

from macros import layout, rendering
from macros.drawing import Group, Party
from macros.programme import examine
from macros.records.fields import Visibility
from macros.redaction import redact
from macros.relations import MOST_SYSTEMS, Relations, Surroundings
from macros.views import Link
from tests.conftest import REPOSITORY
from tests.test_rendering import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def programme():
    return examine(REPOSITORY)[0]


@pytest.fixture(scope="module")
def internal(programme):
    return redact(programme, Visibility.INTERNAL)


@pytest.fixture(scope="module")
def public(programme):
    return redact(programme, Visibility.PUBLIC)


@pytest.fixture(scope="module")
def template():
    jinja = rendering.environment(layout=layout)
    return jinja.get_template("relations.svg.jinja").module


def seen_by(root, audience):
    programme, found = examine(root)
    assert found == []
    return redact(programme, audience)


def groups(side):
    return {group.title: [party.name for party in group.parties] for group in side}


def pictures(markup):
    """The pictures of a figure, as a reader of XML finds them."""
    body = str(markup).partition("-->\n")[2].rpartition("<!--")[0]
    figure = ElementTree.fromstring(body.replace("<svg ", f'<svg xmlns="{SVG[1:-1]}" '))  # noqa: S314
    return figure.findall(f"{SVG}svg")


def told(picture):
    """What a picture says without being seen: each group with what is in it."""
    return {
        group.get("aria-label"): [
            box.get("aria-label") or "".join(box.itertext())
            for box in group
            if box.tag in {f"{SVG}a", f"{SVG}g"}
        ]
        for group in picture
        if group.get("role") == "group"
    }


def replaced(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_system_is_drawn_with_those_who_answer_for_it_and_where_data_goes(internal):
    found = Relations(internal).of_system(internal.find("system/ekonomisystemet"))
    assert groups(found.left)["Systemägare"] == ["Kommunstyrelsen"]
    assert groups(found.right) == {
        "Får uppgifter från": ["Personaladministrativa systemet", "Leverantörer till kommunen"],
        "Lämnar uppgifter till": ["E-post"],
        "Byter uppgifter med": ["Bank A (exempel)"],
    }


def test_what_only_the_other_system_tells_is_drawn_too(haggasa):
    replaced(
        haggasa / "data" / "systems" / "lokalbokningen.yml",
        "integrations:\n  - {system: trygghetslarmen, direction: lämnar, "
        "purpose: Visa vilket hus som är bemannat.}\n",
        "",
    )
    view = seen_by(haggasa, Visibility.INTERNAL)
    found = Relations(view).of_system(view.find("system/lokalbokningen"))
    assert groups(found.right) == {"Lämnar uppgifter till": ["Trygghetslarmen"]}


def test_a_role_is_drawn_with_those_it_works_with_and_those_who_work_with_it(internal):
    found = Relations(internal).of_role(internal.find("roll/datachef"))
    assert groups(found.left)["Samråd med och samverkan med datachef"] == ["Systemägare"]
    assert groups(found.right)["Stöd till"] == ["Användare"]
    owner = Relations(internal).of_role(internal.find("roll/systemagare"))
    assert groups(owner.left)["Utses av"] == ["Kommunstyrelsen"]
    assert groups(owner.right)["Utser"] == ["Systemförvaltare"]


def test_another_municipality_has_its_own_ways_of_taking_part(haggasa):
    view = seen_by(haggasa, Visibility.INTERNAL)
    found = Relations(view).of_role(view.find("roll/objektagare"))
    assert groups(found.right)["Rådfrågar"] == ["Informationsägare"]
    assert "Informerar objektägare" in groups(found.left)


def test_the_text_of_a_picture_names_every_relation_and_how_it_is(internal, template):
    relations = Relations(internal)
    systems = [relations.of_system(view) for view in internal.shelf("system")]
    roles = [relations.of_role(view) for view in internal.shelf("role")]
    for found in filter(None, [*systems, *roles]):
        for picture in pictures(template.figure(found)):
            assert told(picture) == groups((*found.left, *found.right))


def test_a_box_is_a_link_when_there_is_a_page_and_only_then(internal, template):
    found = Relations(internal).of_system(internal.find("system/ekonomisystemet"))
    for picture in pictures(template.figure(found)):
        links = {"".join(link.itertext()): link.get("href") for link in picture.iter(f"{SVG}a")}
        assert links["E-post"] == "/system/e-post.md"
        assert "Bank A (exempel)" not in links


def test_there_is_no_picture_of_nothing(internal, template):
    found = Relations(internal).of_role(internal.find("roll/kommunfullmaktige"))
    assert not found
    assert template.figure(found).strip() == ""
    assert template.overview(None).strip() == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text_in_a_picture(name, template):
    party = Party(name, Link("system", "system", "x", name, "system/x.md"))
    found = Surroundings(name, party, (Group(name, (party,)),), (Group(name, (Party(name),)),))
    for picture in pictures(template.figure(found)):
        assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
            "svg", "g", "a", "rect", "path", "text", "tspan",
        }  # fmt: skip
        assert told(picture) == {" ".join(name.split()): [" ".join(name.split())]}


def test_a_picture_has_no_script_no_style_and_no_id(internal, template):
    relations = Relations(internal)
    markup = template.figure(relations.of_system(internal.find("system/ekonomisystemet")))
    markup += template.overview(relations.overview)
    for forbidden in ("style", "script", "onclick", " id="):
        assert forbidden not in markup


def test_pictures_are_light_and_the_same_every_time(internal, template):
    for view in internal.shelf("system"):
        one, other = (
            template.figure(Relations(internal).of_system(view)) for _ in ("once", "twice")
        )
        assert one == other
        assert len(one.encode()) < 6000


def test_the_public_sees_who_answers_but_not_how_systems_are_tied_together(public, template):
    relations = Relations(public)
    found = relations.of_system(public.find("system/ekonomisystemet"))
    assert groups(found.left)["Systemägare"] == ["Kommunstyrelsen"]
    assert "E-post" not in template.figure(found)
    assert relations.overview is None


def test_a_hidden_system_is_in_no_picture(haggasa, template):
    systems = haggasa / "data" / "systems"
    replaced(systems / "ritningsarkivet.yml", "visibility: intern", "visibility: skyddad")
    replaced(
        systems / "lokalbokningen.yml",
        "integrations:\n",
        "integrations:\n  - {system: ritningsarkivet, direction: hämtar, purpose: En ritning}\n",
    )
    view = seen_by(haggasa, Visibility.INTERNAL)
    relations = Relations(view)
    found = relations.of_system(view.find("system/lokalbokningen"))
    assert groups(found.right) == {"Lämnar uppgifter till": ["Trygghetslarmen"]}
    assert "itningsarkiv" not in template.figure(found) + template.overview(relations.overview)


def test_the_map_draws_each_pair_of_systems_once_and_says_it_in_words(internal, template):
    overview = Relations(internal).overview
    assert "Ekonomisystemet får uppgifter från Personaladministrativa systemet" in (
        overview.sentences
    )
    assert len(set(overview.sentences)) == len(overview.sentences)
    markup = template.overview(overview)
    assert all(f"<li>{sentence}</li>" in markup for sentence in overview.sentences)
    (picture,) = pictures(markup)
    drawn = ["".join(link.itertext()) for link in picture.iter(f"{SVG}a")]
    assert len(drawn) == len(overview.chart.boxes)
    assert "NilexPlus" not in drawn


def test_there_is_no_map_of_more_systems_than_can_be_read(haggasa):
    systems = haggasa / "data" / "systems"
    assert Relations(seen_by(haggasa, Visibility.INTERNAL)).overview
    text = (systems / "lokalbokningen.yml").read_text(encoding="utf-8")
    for number in range(MOST_SYSTEMS):
        copy = systems / f"lokal-{number}.yml"
        copy.write_text(text.replace("Lokalbokningen", f"Lokal {number}", 1), encoding="utf-8")
    assert Relations(seen_by(haggasa, Visibility.INTERNAL)).overview is None

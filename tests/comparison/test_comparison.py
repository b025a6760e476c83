"""What has changed in substance between two versions, and that nothing else is told.

Write the golden texts anew with `ITPROGRAM_WRITE_GOLDEN=1 pytest tests/comparison`.
"""

import html
import json
import os
import random
import re
import time
from functools import cache
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import visibility
from macros.comparison import (
    FORMATS,
    Unread,
    Unreadable,
    between,
    compare,
    read_both,
    read_files,
    read_folder,
    substance,
    wording,
    write,
)
from macros.comparison.as_markdown import JOINER, LONGEST
from macros.comparison.substance import digest, digest_together, things
from macros.comparison.words import pieces
from macros.programme import examine
from macros.records import KINDS
from macros.records.fields import Visibility
from tests.conftest import HAGGASA, REPOSITORY

GOLDEN = Path(__file__).parent
ENDINGS = {"text": "txt", "markdown": "md", "html": "html", "json": "json"}

BOOKING = "data/systems/lokalbokningen.yml"
ALARM = "data/systems/trygghetslarmen.yml"
STAFF = "data/instructions/medarbetare.yml"
OPERATOR = "data/roles/drift-ansvarig.yml"
LEADER = "data/roles/forvaltningsledare.yml"
TERMS = "data/terms.yml"
ABOUT = "docs/om.md"

PAGE = """\
---
title: Om webbplatsen
visibility: öppen
---

# Om webbplatsen

Här står något om webbplatsen.

{% call internal() %}
Bara anställda läser det här.
{% endcall %}

## Frågor

Fråga gärna kansliet om webbplatsen.

## Svar

Svar kommer inom tre dagar.
"""


@cache
def old_files():
    return {
        path.relative_to(HAGGASA).as_posix(): path.read_text("utf-8")
        for folder in ("data", "docs")
        for path in sorted((HAGGASA / folder).rglob("*"))
        if path.is_file()
    }


@cache
def old_contents():
    return read_files(old_files())


def edited(*edits, **more):
    """The files after some texts in them have been replaced, each of them there."""
    files = dict(old_files())
    for file, before, after in edits:
        assert before in files[file], (file, before)
        files[file] = files[file].replace(before, after, 1)
    return {**files, **more}


def changes(*edits, files=None):
    found, unread = between(old_contents(), read_files(files or edited(*edits)))
    assert unread == ()
    return found


def one(*edits):
    (change,) = changes(*edits)
    return change


def one_field(*edits):
    (field,) = one(*edits).fields
    return field


def new_version():
    files = edited(
        (BOOKING, "föreningar och andra", "föreningar, skolor och andra"),
        (BOOKING, "Kulturchef, unit", "Kulturdirektör, unit"),
        (BOOKING, "assessed_on: 2025-11-03", "assessed_on: 2026-02-01"),
        (BOOKING, "{inga: Ingår i abonnemanget.}", "[{kind: Årslicens, holder: Kansliet}]"),
        (ALARM, "used_by: [hemvarden, haggasa-bostader]", "used_by: [kulturkontoret, hemvarden]"),
        (ALARM, "user_count: 140\n", ""),
        (OPERATOR, "Anmäler störningar samma dag.", "Anmäler störningar inom en timme."),
        (OPERATOR, "duties:\n", "# ordningen\nduties:\n"),
        (TERMS, "id: skyddsplan\n  name: skyddsplan", "id: skyddsparm\n  name: skyddspärm"),
        (ABOUT, "Säg gärna till om något", "Hör av dig när något"),
        (ABOUT, "# Om webbplatsen", "# Webbplatsen"),
    )
    moved = "      - id: medarbetare.2\n" + files[STAFF].split("      - id: medarbetare.2\n")[1]
    moved = moved.split("  - title: På väg")[0]
    files[STAFF] = files[STAFF].replace(moved, "")
    files[STAFF] = files[STAFF].replace("  - title: Nytt", f"{moved}  - title: Nytt")
    files["data/retired.yml"] += (
        "- id: skyddsplan\n  of: begrepp\n  replaced_by: skyddsparm\n  date: 2026-11-02\n"
        "  reason: Pärmen heter så.\n"
    )
    files["data/systems/provsvaren.yml"] = (
        "name: Provsvaren\nsummary: Här läggs provsvar.\npurpose: Svaren ska nå fram.\n"
        "status: planerat\nproduct: Påhittad\nvisibility: intern\n"
    )
    del files["data/systems/ritningsarkivet.yml"]
    files["data/standards.yml"] = "- id: [\n"
    return files


# --- what is told --------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_what_changed_in_swedish(form):
    found, unread = between(old_contents(), read_files(new_version()))
    text = write(found, form, old_name="main", new_name="min gren", unread=unread)
    path = GOLDEN / f"haggasa.{ENDINGS[form]}"
    if os.environ.get("ITPROGRAM_WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_outright_that_nothing_has_changed(form):
    text = write((), form, old_name="main", new_name="min gren")
    assert "Inga ändringar i sak." in text
    assert text.count(wording.NOT_COUNTED) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_be_read_is_told_last(form):
    unread = [Unread("data/units.yml", "Filen går inte att läsa.")]
    text = write(
        changes((BOOKING, "Lokalerna", "Husen")), form, old_name="a", new_name="b", unread=unread
    )
    assert text.index("Husen") < text.index("units.yml")


def test_a_version_compared_with_itself_has_no_changes():
    assert changes(files=old_files()) == ()


def test_a_changed_word_is_told_alone():
    field = one_field((BOOKING, "kommunens lokaler", "kommunens hus"))
    assert field.titles == ("Sammanfattning",)
    assert [(it.action, it.text) for it in field.pieces] == [
        ("kept", "Här bokar föreningar och andra kommunens"),
        ("removed", "lokaler."),
        ("added", "hus."),
    ]


def test_a_text_that_is_wholly_rewritten_is_told_whole():
    field = one_field((BOOKING, "Lokalerna ska användas och det", "Ingen minns längre varför det"))
    assert field.pieces[0].action == "removed"
    assert len(field.pieces) <= 4
    assert [it.action for it in pieces("ett två tre", "fyra fem sex")] == ["removed", "added"]


def test_an_item_of_a_list_tells_which_it_is():
    field = one_field((BOOKING, "position: Lokalvärd", "position: Vaktmästare"))
    assert field.path == ("assignments", "forvaltningsledare", "position")
    assert field.titles == ("Ansvariga", "Förvaltningsledare", "Befattning")
    assert (field.before, field.after) == ("Lokalvärd", "Vaktmästare")
    assert field.level is Visibility.INTERNAL


def test_an_item_that_is_added_or_taken_away_is_told_whole():
    item = "  - {role: forvaltningsledare, position: Lokalvärd}\n"
    field = one_field((BOOKING, item, ""))
    assert field.removed == ("Roll: Förvaltningsledare, Befattning: Lokalvärd",)
    assert field.added == ()


def test_two_items_that_are_called_the_same_are_told_apart():
    two = edited(
        (
            BOOKING,
            "  - {role: informationsagare, position: Kulturchef}\n",
            "  - {role: informationsagare, position: Kulturchef}\n"
            "  - {role: informationsagare, position: Arkivarie}\n",
        )
    )
    other = {**two, BOOKING: two[BOOKING].replace("Arkivarie", "Registrator")}
    (change,), _ = between(read_files(two), read_files(other))
    assert [(it.before, it.after) for it in change.fields] == [("Arkivarie", "Registrator")]


def test_an_outright_none_that_becomes_a_list_is_one_change():
    field = one_field((BOOKING, "{inga: Ingår i abonnemanget.}", "[{kind: Årslicens}]"))
    assert field.before == "inga: Ingår i abonnemanget."
    assert field.added == ("Slag: Årslicens",)


def test_what_a_field_is_when_left_out_is_no_change_to_write():
    assert changes((BOOKING, "status: i drift", "status: i drift\ninfrastructure: nej")) == ()
    assert changes((BOOKING, "status: i drift", "status: i drift\ninfrastructure: ja")) != ()


def test_references_are_told_by_title_and_by_id_when_the_titles_are_the_same():
    field = one_field((BOOKING, "used_by: [kulturkontoret]", "used_by: [hemvarden]"))
    assert (field.removed, field.added) == (("Kulturkontoret",), ("Hemvården",))
    files = edited((BOOKING, "used_by: [kulturkontoret]", "used_by: [hemvarden]"))
    new = read_files(files)
    names = {("unit", "kulturkontoret"): "Enheten", ("unit", "hemvarden"): "Enheten"}
    (change,) = compare(old_contents(), new, names)
    assert change.fields[0].added == ("hemvarden",)


def test_a_rule_under_another_heading_has_moved():
    change = next(it for it in changes(files=new_without_unread()) if it.id == "medarbetare.2")
    assert change.action == "moved"
    assert (change.moved_from, change.moved_to) == ("Varje dag", "På väg")


def new_without_unread():
    return {**new_version(), "data/standards.yml": old_files()["data/standards.yml"]}


def test_a_duty_that_goes_to_another_role_has_moved():
    duty = old_files()[LEADER].split("  - id: forvaltningsledare.3\n")[1]
    duty = f"  - id: forvaltningsledare.3\n{duty}"
    files = edited((LEADER, duty, ""))
    files[OPERATOR] += duty
    (change,) = changes(files=files)
    assert (change.action, change.moved_from, change.moved_to) == (
        "moved",
        "Förvaltningsledare",
        "Driftansvarig",
    )
    assert change.owner == ("role", "drift-ansvarig")


def test_a_retired_id_with_a_successor_is_the_same_thing_renamed():
    found = {it.id: it for it in changes(files=new_without_unread()) if it.kind == "term"}
    assert found.keys() == {"skyddsparm"}
    assert (found["skyddsparm"].action, found["skyddsparm"].former_id) == ("renamed", "skyddsplan")


def test_a_page_in_another_file_has_moved():
    files = dict(old_files())
    files["docs/webbplatsen.md"] = files.pop(ABOUT)
    (change,) = changes(files=files)
    assert (change.action, change.moved_from, change.moved_to) == (
        "moved",
        ABOUT,
        "docs/webbplatsen.md",
    )


def test_what_is_added_tells_its_main_fields_and_counts_the_rest():
    files = {**old_files(), "data/systems/ny.yml": old_files()[ALARM]}
    (change,) = changes(files=files)
    assert change.action == "added"
    assert [field.titles[0] for field in change.fields] == [
        "Namn",
        "Sammanfattning",
        "Ändamål",
        "Status",
    ]
    assert change.untold > 40


def test_roles_come_first_with_their_duties_and_pages_last():
    found = changes(files=new_without_unread())
    assert [it.kind for it in found] == [
        "duty",
        "system",
        "system",
        "system",
        "system",
        "rule",
        "term",
        "retirement",
        "page",
    ]


# --- pages ---------------------------------------------------------------------------------


def page_changes(before, after):
    sides = (read_files({"docs/a.md": text}) for text in (before, after))
    found, _ = between(*sides)
    return found


def test_a_section_of_a_page_is_compared_by_itself():
    (change,) = page_changes(PAGE, PAGE.replace("tre dagar", "två dagar"))
    (field,) = change.fields
    assert field.titles == ("Svar",)
    assert field.level is Visibility.PUBLIC


def test_an_internal_passage_is_internal():
    (change,) = page_changes(PAGE, PAGE.replace("Bara anställda", "Bara chefer"))
    (field,) = change.fields
    assert field.titles == ("Om webbplatsen", "Internt stycke")
    assert field.level is Visibility.INTERNAL
    inline = PAGE.replace("Fråga gärna", '{{ internal("Ring 123.") }} Fråga gärna')
    (change,) = page_changes(inline, inline.replace("123", "456"))
    assert [field.level for field in change.fields] == [Visibility.INTERNAL]


@pytest.mark.parametrize(
    "broken",
    [
        PAGE.replace("{% endcall %}", ""),
        PAGE.replace("Bara", "{% call internal() %}Bara{% endcall %}"),
        PAGE.replace("## Svar", "<!-- ## Svar"),
    ],
)
def test_a_page_with_an_unclear_passage_is_wholly_internal(broken):
    (page,) = things("docs/a.md", broken)
    levels = {leaf.level for path in page.leaves if path[0] == "#" for leaf in page.leaves[path]}
    assert levels == {Visibility.INTERNAL}


def test_a_note_around_an_internal_passage_is_no_text():
    noted = PAGE.replace("{% call", "<!-- hemligt {% call").replace("endcall %}", "endcall %} -->")
    (page,) = things("docs/a.md", noted)
    assert not any("hemligt" in leaf.text for found in page.leaves.values() for leaf in found)


def test_another_heading_over_the_same_text_is_a_change_and_no_new_section():
    (change,) = page_changes(PAGE, PAGE.replace("## Frågor", "## Fråga oss"))
    (field,) = change.fields
    assert (field.before or "").startswith("Frågor\n\n")
    assert (field.after or "").startswith("Fråga oss\n\n")


def test_sections_in_another_order_are_a_change():
    first, questions, answers = re.split("(?=^## )", PAGE, flags=re.MULTILINE)
    (change,) = page_changes(PAGE, f"{first}{answers}\n{questions}")
    (field,) = change.fields
    assert field.titles == ("Avsnittens ordning",)


def test_a_note_to_other_writers_is_no_change_and_neither_is_folding():
    assert page_changes(PAGE, PAGE.replace("## Svar", "<!-- minns -->\n## Svar")) == ()
    assert page_changes(PAGE, PAGE.replace("inom tre", "inom\ntre")) == ()
    assert page_changes(PAGE, PAGE.replace("kommer inom", "kommer\n- inom")) != ()


def test_items_of_a_list_on_a_page_stand_on_lines_of_their_own():
    listed = PAGE.replace("Svar kommer inom tre dagar.", "- Ett\n  svar\n- Två\n\n|a|\n|:-|\n|b|")
    (page,) = things("docs/a.md", listed)
    assert page.text("#", "Svar") == "Svar\n\n- Ett svar\n- Två\n\n|a|\n---\n|b|"


# --- who may see ---------------------------------------------------------------------------


def test_levels_are_those_of_the_programme():
    programme, _ = examine(HAGGASA)
    said = {"fields": ["criticality.group"], "by": "ks", "date": "2026-01-01", "reason": "Ja"}
    data = (
        f"name: A\nvisibility_overrides: [{{fields: [status], visibility: skyddad}}]\n"
        f"publication_decisions: [{json.dumps(said)}]\nstatus: i drift\nsummary: S\n"
        "purpose: P\ncriticality: {group: A, assessed_on: 2026-01-01}\n"
    )
    (thing,) = things("data/systems/a.yml", data)
    levels = {path: leaves[0].level for path, leaves in thing.leaves.items()}
    assert levels["criticality", "group"] is Visibility.PUBLIC
    assert levels["criticality", "assessed_on"] is Visibility.INTERNAL
    assert levels["status",] is Visibility.RESTRICTED
    for thing in old_contents():
        record = programme.index.get(thing.kind, {}).get(thing.id)
        if record and not thing.owner:
            for path, (leaf, *_) in thing.leaves.items():
                if not leaf.parts:
                    assert leaf.level is visibility.of_path(record.record, ".".join(path))


def test_every_entity_of_the_programme_is_a_thing_with_the_same_title():
    for root in (HAGGASA, REPOSITORY):
        programme, _ = examine(root)
        contents = read_folder(root)
        assert contents.unread == ()
        found = {it.key: it.title for it in contents if it.kind not in ("page", "retirement")}
        assert found == {
            (kind, identifier): entry.entity.title
            for kind, entries in programme.index.items()
            for identifier, entry in entries.items()
            if kind != "retirement"
        }


def test_an_unknown_field_is_for_nobody():
    (thing,) = things("data/systems/a.yml", "name: A\nlösenord: {rot: hemligt}\n")
    (leaf,) = thing.leaves["lösenord", "rot"]
    assert (leaf.level, leaf.titles) == (Visibility.RESTRICTED, ("lösenord", "rot"))


def test_what_readers_may_not_see_makes_no_difference_to_their_digest():
    before, after = (
        things(ALARM, edited((ALARM, "user_count: 140", f"user_count: {count}"))[ALARM])[0]
        for count in (140, 150)
    )
    assert digest(before) != digest(after)
    assert digest(before, Visibility.PUBLIC) == digest(after, Visibility.PUBLIC)
    assert digest(before, Visibility.INTERNAL) != digest(after, Visibility.INTERNAL)


def test_inside_an_item_of_a_list_only_what_readers_may_see_is_compared():
    new = read_files(edited((BOOKING, "position: Lokalvärd", "position: Vaktmästare")))
    assert between(old_contents(), new, Visibility.PUBLIC)[0] == ()
    new = read_files(edited((BOOKING, "{role: forvaltningsledare", "{role: drift-ansvarig")))
    (change,), _ = between(old_contents(), new, Visibility.PUBLIC)
    assert change.fields[0].added == ("Roll: Driftansvarig",)


def test_a_hidden_record_is_nothing_to_the_public():
    new = read_files(edited(("data/systems/ritningsarkivet.yml", "Gamla", "Nya")))
    assert between(old_contents(), new, Visibility.PUBLIC)[0] == ()
    assert between(old_contents(), new)[0] != ()


# --- what is broken ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["", "# bara en kommentar\n", "- en lista\n", "a: [\n", "a: &b c\n", "a: !!x y\n"]
)
def test_a_file_that_is_no_record_says_so(text):
    with pytest.raises(Unreadable) as caught:
        things("data/systems/a.yml", text)
    assert caught.value.unread.file == "data/systems/a.yml"
    assert caught.value.unread.why.endswith(".")


def test_a_record_that_would_not_validate_today_can_still_be_compared():
    (thing,) = things("data/systems/a.yml", "name: A\nname: B\nsummary:\nstatus: [x, {y: z}]\n")
    assert thing.title == "A"
    found = things("data/terms.yml", "- bara text\n- {name: Ett ord}\n- {id: a}\n- {id: a}\n")
    assert [it.id for it in found] == ["post-1", "ett-ord", "a", "a (2)"]


def test_a_file_that_one_side_cannot_read_is_left_out_of_both():
    new = read_files({**old_files(), TERMS: "- id: [\n"})
    found, unread = between(old_contents(), new)
    assert found == ()
    assert [it.file for it in unread] == [TERMS]


def test_files_without_records_tell_of_nothing():
    for file in (
        "data/synonyms.yml",
        "data/schemas/a.yml",
        "docs/bild.svg",
        "mkdocs.yml",
        "data/systems/gammalt/a.yml",
        "data/systems/.a.yml",
        "data/systems/a.txt",
    ):
        assert things(file, "a: b") == ()
        assert not substance.is_told_of(file)


def test_a_folder_is_read_without_failing_for_what_is_in_it(tmp_path):
    (tmp_path / "data" / "systems").mkdir(parents=True)
    (tmp_path / "data" / "systems" / "a.yml").write_bytes(b"name: \xff\n")
    (tmp_path / "data" / "systems" / "b.yml").write_text("name: B\n")
    (tmp_path / "data" / "terms.yml").symlink_to("/etc/hostname")
    read = read_folder(tmp_path)
    assert [it.id for it in read] == ["b"]
    assert [it.file for it in read.unread] == ["data/systems/a.yml", "data/terms.yml"]


# --- properties ----------------------------------------------------------------------------


def shuffled(value, dice):
    if isinstance(value, dict):
        items = list(value.items())
        dice.shuffle(items)
        return {key: shuffled(item, dice) for key, item in items}
    if isinstance(value, list):
        items = [shuffled(item, dice) for item in value]
        dice.shuffle(items)
        return items
    return value


def rewritten(text, dice):
    """The same values, in another order, with other quotation marks and other line breaks."""
    value = shuffled(yaml.load(text, Loader=yaml.BaseLoader), dice)  # noqa: S506
    return yaml.dump(
        value,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=dice.choice((30, 80, 1000)),
        default_style=dice.choice(("'", None)),
        default_flow_style=dice.choice((True, False)),
        indent=dice.choice((2, 4)),
    )


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_order_and_quotation_and_folding_are_never_a_change(seed):
    dice = random.Random(seed)  # noqa: S311
    files = {
        file: rewritten(text, dice) if file.endswith(".yml") else text
        for file, text in old_files().items()
    }
    new = read_files(files)
    found, unread = between(old_contents(), new)
    assert (found, unread) == ((), ())
    digests = {it.key: digest(it) for it in old_contents()}
    assert {it.key: digest(it) for it in new} == digests


def places_of(value, ids):
    """Every text in a value that is free to be changed: ids and levels are not."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, str) and key not in ids:
            yield value, key
        elif not isinstance(item, str):
            yield from places_of(item, ids)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_changed_text_is_exactly_one_change_and_another_digest(data):
    file = data.draw(st.sampled_from([file for file in old_files() if file.startswith("data/")]))
    value = yaml.load(old_files()[file], Loader=yaml.BaseLoader)  # noqa: S506
    ids = {"id", "number", "visibility"} | ({"name"} if "municipality" in file else set())
    holder, key = data.draw(st.sampled_from(list(places_of(value, ids))))
    holder[key] = f"{holder[key].strip()} och åter"
    text = yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, default_style="'")
    found = changes(files={**old_files(), file: text})
    is_heading = file == STAFF and key == "title" and "rules" in holder
    if not is_heading:
        assert [it.action for it in found] == ["changed"]
        assert len(found[0].fields) == 1
    assert_digests_tell(old_contents(), read_files({**old_files(), file: text}), found)


def assert_digests_tell(old, new, found):
    """Digests differ for what has changed in substance, and for nothing else."""
    before = {it.key: digest(it) for it in old}
    after = {it.key: digest(it) for it in new}
    differing = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    changed = {(it.kind, it.id) for it in found if it.is_substance}
    changed |= {(it.kind, it.former_id) for it in found if it.former_id}
    assert differing == changed


def test_digests_differ_for_what_has_changed_and_nothing_else():
    new = read_files(new_without_unread())
    found, _ = between(old_contents(), new)
    assert_digests_tell(old_contents(), new, found)
    pages = [PAGE, PAGE.replace("## Frågor", "## Fråga"), PAGE.replace("kommer", "dröjer")]
    for before in pages:
        for after in pages:
            (one_side,), (other,) = (things("docs/a.md", text) for text in (before, after))
            assert (digest(one_side) == digest(other)) == (before == after)


def test_words_for_search_are_told_but_are_no_substance():
    files = edited((TERMS, "keywords: [skydd, plan]", "keywords: [skydd]"))
    (change,) = changes(files=files)
    assert not change.is_substance
    assert_digests_tell(old_contents(), read_files(files), [change])


def test_a_digest_of_several_things_heeds_each_but_not_their_order():
    rules = [it for it in old_contents() if it.file == STAFF]
    new = things(STAFF, edited((STAFF, "modality: bör", "modality: ska"))[STAFF])
    assert digest_together(rules) == digest_together(reversed(rules))
    assert digest_together(rules) != digest_together(new)


WORDS = st.lists(
    st.sampled_from(["ett", "två", "tre", "och", "att", "fyra", "fem", "\n\n", "sju"]), max_size=30
)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_pieces_hold_all_of_both_texts(before, after):
    told = pieces(" ".join(before), " ".join(after))
    for gone, words in (("added", before), ("removed", after)):
        text = " ".join(it.text for it in told if it.action != gone)
        assert text.split() == " ".join(words).split()


# --- values that mean harm -----------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "{% call x() %}",
    "`kod`",
    "```",
    "@kommunchef",
    "hej@kommun.example",
    "#123",
    "!45",
    "GH-12",
    "org/repo#7",
    "[länk](https://ont.example)",
    "https://ont.example/a",
    "www.ont.example",
    "![x](y)",
    "a | b",
    "# rubrik",
    "- [ ] gör",
    "~~bort~~",
    "**fet**",
    "__fet__",
    "&lt;b&gt;",
    "\\",
    "\\*",
    ":smile:",
    "$x$",
    "</ins></dd><h1>x",
    "]]>",
    "--- ",
    "> citat",
    "\u202eomvänt",
    "0a1b2c3d4e",
    "$5",
    "%milstolpe",
    "~etikett",
    "&7",
    "^alert",
    "<!-- x",
    "x" * 5000,
    "[-bort-] {+till+}",
]


def hostile_change(before, after):
    system = "name: {}\nsummary: {}\npurpose: P\nstatus: i drift\naliases: [{}]\nowner-note: {}\n"
    sides = [
        read_files(
            {"data/systems/a.yml": system.format(*[json.dumps(text, ensure_ascii=False)] * 4)}
        )
        for text in (before, after)
    ]
    return between(*sides)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_values_are_only_text_in_markdown(before, after):
    found, unread = hostile_change(before, after)
    assert unread == ()
    text = write(found, "markdown", old_name=before, new_name=after)
    page = markdown.markdown(text, extensions=["extra"])
    tags = set(re.findall(r"<(/?[a-z0-9]+)", page))
    assert tags <= {
        it for tag in ("h3", "h4", "p", "ul", "li", "strong", "em") for it in (tag, f"/{tag}")
    }
    assert not re.search(r"(?<!\\)(?:@|#|!|\$|\^)(?=\w)", text)
    assert "://" not in text
    assert "www.ont" not in text
    shown = html.unescape(re.sub(r"<[^>]+>", "", page)).replace(JOINER, "")
    assert "alert(1)" not in page or "alert(1)" in shown
    rows = [row for row in text.split("\n") if row and not row.startswith(("- ", "### "))]
    assert len(rows) <= 3


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_values_are_only_text_in_html_and_in_a_terminal(before, after):
    found, unread = hostile_change(before, after)
    page = write(found, "html", old_name=before, new_name=after, unread=[Unread(before, after)])
    assert "<script" not in page
    assert "<img" not in page
    assert not re.search(
        r"</?(?!html|head|meta|title|style|body|main|h[123]|p|strong|section|dl|dt"
        r"|dd|ins|del|span|ul|li)[a-z]",
        page,
    )
    assert page.count("<h1>") == 1
    text = write(found, "text", old_name=before, new_name=after, unread=unread)
    assert all(mark.isprintable() or mark == "\n" for mark in text)
    assert json.loads(write(found, "json", old_name=before, new_name=after))["from"] == before


def test_a_long_result_in_markdown_is_cut_and_says_so():
    extra = {
        f"data/systems/system-{number}.yml": f"name: S{number}\nsummary: {'ord ' * 100}\n"
        f"purpose: P\nstatus: planerat\n"
        for number in range(400)
    }
    text = write(
        changes(files={**old_files(), **extra}),
        "markdown",
        old_name="a",
        new_name="b",
        unread=[Unread(f"data/{number}.yml", "Nej." * 20) for number in range(1000)],
    )
    assert len(text) <= LONGEST
    assert re.search(r"Allt får inte plats här: [0-9]+ ändringar till visas inte\.", text)
    assert text.startswith("400 system tillagda.")
    assert wording.UNREAD in text


# --- words and time ------------------------------------------------------------------------


def test_there_is_a_swedish_word_for_one_and_several_of_every_kind():
    assert wording.NOUNS.keys() >= {*KINDS, "page"}


def test_a_thousand_systems_are_compared_in_a_moment():
    files = {f"data/systems/system-{number}.yml": old_files()[ALARM] for number in range(1000)}
    text = files["data/systems/system-7.yml"].replace("user_count: 140", "user_count: 141")
    begun = time.process_time()
    (change,), _ = between(*read_both(files, {**files, "data/systems/system-7.yml": text}))
    assert change.id == "system-7"
    assert time.process_time() - begun < 5  # two seconds, where others do not share the machine

"""A new id is written everywhere at once, and nothing else is touched."""

import shutil

import pytest

from macros import source
from macros.build import check
from macros.editing.draft import Refused
from macros.editing.renaming import rename
from macros.editing.retirements import FILE
from macros.records import COLLECTIONS, KINDS
from tests.conftest import HAGGASA, REPOSITORY, TODAY
from tests.editing.conftest import edit, read, run, snapshot

FIXED = {"municipality", "document", "accessibility", "retirement"}
FOLDERS = {it.kind: it.source for it in COLLECTIONS if it.is_folder}
REAL = [
    ("system", "e-post"), ("role", "systemagare"), ("instruction", "drift"),
    ("requirement", "R46"), ("unit", "kommunstyrelsen"), ("section", "4.5"),
    ("level", "1"), ("theme", "drift"),
]  # fmt: skip
"""Some of the real data, of every sort."""


def fresh(kind, identifier):
    """A new id that the kind allows, and that begins as the old one does."""
    return f"{identifier}.99" if kind == "section" else f"{identifier}9"


def every_id():
    programme, _ = check(HAGGASA)
    return [
        (kind, identifier)
        for kind, entries in programme.index.items()
        if kind not in FIXED
        for identifier in entries
    ]


def named(path, kind, renaming):
    """A file's name before its record got another id."""
    for (of, old), new in renaming.ids.items():
        if of == kind and kind in FOLDERS and path == f"data/{FOLDERS[kind]}{new}.yml":
            return f"data/{FOLDERS[kind]}{old}.yml"
    return path


def spans_of(references, renaming):
    """Where ids stood, by file: those of what changed, and those of what points there."""
    found = {}
    for use in renaming.uses:
        found.setdefault(use.place.file, []).append(use.span)
    for key in renaming.ids:
        span = references.span_of_id(key)
        if span:
            found.setdefault(references.home(key)[0].document.file, []).append(span)
    return found


def same_around(old, new, spans):
    """Whether two texts are alike but for what stands at some places of the old one."""
    pieces, done = [], 0
    for span in sorted(spans, key=lambda it: it.begins):
        pieces.append(old[done : span.begins])
        done = span.ends
    at = 0
    for number, piece in enumerate([*pieces, old[done:]]):
        begins = new.find(piece, at)
        if begins < 0 or (number == 0 and begins):
            return False
        at = begins + len(piece)
    return at == len(new)


def holds_only_the_new_id(root, references, kind, identifier):
    """Rename in a copy; insist on a sound programme in which only ids have changed."""
    entry = references.programme.index[kind][identifier]
    new = fresh(kind, identifier)
    renaming = rename(references, entry, new, TODAY)
    spans = spans_of(references, renaming)
    with renaming.draft.tried() as copy:
        programme, _ = check(copy, TODAY)
        before, after = snapshot(root), snapshot(copy)
    assert new in programme.index[kind]
    assert identifier not in programme.index[kind]
    assert {(it.of, it.id) for it in programme.retirements} >= {
        (KINDS[of].word, old) for of, old in renaming.ids
    }
    after.pop(FILE)
    there = {named(path, kind, renaming): text.decode() for path, text in after.items()}
    assert there.keys() == before.keys() - {FILE}
    for path, text in there.items():
        old = before[path].decode()
        assert text.count("\n") == old.count("\n"), path
        if path in spans:
            assert same_around(old, text, spans[path]), path
        else:
            assert text == old, path
    assert snapshot(root) == before


@pytest.mark.parametrize(("kind", "identifier"), every_id(), ids="/".join)
def test_every_id_can_be_changed_and_only_ids_change(references, kind, identifier):
    holds_only_the_new_id(HAGGASA, references, kind, identifier)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """The real data with the pages that everyone reads."""
    root = tmp_path_factory.mktemp("real")
    few = shutil.ignore_patterns("intern", "synonyms.yml", "schemas")
    shutil.copytree(REPOSITORY / "data", root / "data", ignore=few)
    shutil.copytree(REPOSITORY / "docs", root / "docs", ignore=few)
    return read(root)


@pytest.mark.parametrize(("kind", "identifier"), REAL, ids=lambda it: it)
def test_ids_of_the_real_data_can_be_changed_and_only_ids_change(real, kind, identifier):
    if identifier not in real.programme.index[kind]:
        identifier = next(iter(real.programme.index[kind]))
    holds_only_the_new_id(real.root, real, kind, identifier)


PAGE = """\
---
title: Larmen
visibility: öppen
---

Se {{ link("trygghetslarmen") }}, {{ link('system/trygghetslarmen', "larmen") }} och \
[sidan](trygghetslarmen.md), [kravet](../krav/index.md#k4) och {{ demand("K4") }}.

{{ record("system", "trygghetslarmen") }}

Koden `trygghetslarmen` och ordet trygghetslarmen är vanlig text, liksom K4.
{% call internal() %}
Bara här: {{ link("system/trygghetslarmen") }} [igen](trygghetslarmen.md#larm "trygghetslarmen").
{% endcall %}
"""


def test_a_page_about_a_system_moves_with_it_and_its_calls_and_links_are_changed(root):
    folder = root / "docs/system"
    folder.mkdir()
    (folder / "trygghetslarmen.md").write_text(PAGE, encoding="utf-8")
    assert run(root, "rename", "trygghetslarmen", "larmen") == 0
    assert not (folder / "trygghetslarmen.md").exists()
    expected = PAGE
    for form in (
        'link("{}")',
        "'system/{}'",
        "({}.md)",
        '"system/{}"',
        '"system", "{}"',
        "({}.md#larm",
    ):
        expected = expected.replace(form.format("trygghetslarmen"), form.format("larmen"))
    assert (folder / "larmen.md").read_text(encoding="utf-8") == expected
    assert run(root, "rename", "K4", "K40") == 0
    expected = expected.replace("#k4", "#k40").replace('"K4"', '"K40"')
    assert (folder / "larmen.md").read_text(encoding="utf-8") == expected


def test_a_page_that_is_there_already_is_not_written_over(root, capsys):
    folder = root / "docs/system"
    folder.mkdir()
    for name in ("trygghetslarmen", "larmen"):
        (folder / f"{name}.md").write_text("# Larm\n", encoding="utf-8")
    before = snapshot(root)
    assert run(root, "rename", "trygghetslarmen", "larmen") == 2
    assert "docs/system/larmen.md" in capsys.readouterr().err
    assert snapshot(root) == before


def test_a_link_in_a_text_with_markdown_is_changed(root):
    links = "[det](../roller/objektagare.md#objektagare.1), [K1](../krav/index.md#k1)"
    edit(root, "data/functions.yml", "Alla som arbetar i kommunen.", f"Alla. Se {links}.")
    assert run(root, "rename", "roll/objektagare", "agare") == 0
    assert run(root, "rename", "K1", "K100") == 0
    text = (root / "data/functions.yml").read_text(encoding="utf-8")
    assert "(../roller/agare.md#objektagare.1), [K1](../krav/index.md#k100)." in text


MORE = {
    "data/reviews.yml": """\
- id: en-genomgang
  reviewed: roll/objektagare  # rollen
  by: objektagare
  date: 2026-02-03
  outcome: stämmer
  digest: 0123456789abcdef
"""
}


def test_reviews_decisions_exceptions_checks_and_tasks_follow(root, capsys):
    for file, text in MORE.items():
        (root / file).write_text(text, encoding="utf-8")
    edit(root, "data/requirements.yml", "    - must: vara bedömt\n",
         "    - must: vara bedömt\n      only: [system/trygghetslarmen]\n")  # fmt: skip
    for old, new in (
        ("roll/objektagare", "agare"),
        ("system/trygghetslarmen", "larmen"),
        ("kanslichef", "kansli"),
        ("kommundirektor", "direktor"),
        ("K7", "K70"),
        ("medarbetare.3", "medarbetare.30"),
    ):
        assert run(root, "rename", old, new) == 0, capsys.readouterr().err
        capsys.readouterr()
    texts = {path: text.decode() for path, text in snapshot(root).items()}
    assert "reviewed: roll/agare  # rollen\n  by: agare\n" in texts["data/reviews.yml"]
    assert "only: [system/larmen]" in texts["data/requirements.yml"]
    larm = texts["data/systems/larmen.yml"]
    assert "{requirement: K70, decided_by: direktor, " in larm
    assert "to: regel/medarbetare.30}" in texts["data/municipality.yml"]
    assert "to: roll/agare}" in texts["data/municipality.yml"]
    assert "decision: {by: kansli, " in texts["data/software.yml"]
    for path, text in texts.items():
        assert "trygghetslarmen" not in text or path == FILE, path


def test_an_id_that_could_mean_two_things_is_written_with_its_kind(root):
    assert run(root, "rename", "funktion/kommundirektor", "objektagare") == 0
    text = (root / "data/roles/objektagare.yml").read_text(encoding="utf-8")
    assert "appointed_by: [funktion/objektagare]" in text
    text = (root / "data/roles/forvaltningsledare.yml").read_text(encoding="utf-8")
    assert "appointed_by: [roll/objektagare]" in text, "that which was clear before"
    assert check(root, TODAY)


def test_the_rules_of_an_instruction_change_with_it(root):
    assert run(root, "rename", "instruktion/medarbetare", "personal") == 0
    text = (root / "data/instructions/personal.yml").read_text(encoding="utf-8")
    assert text.count("- id: personal.") == 6
    retired = (root / FILE).read_text(encoding="utf-8")
    assert "- id: medarbetare.3\n  of: regel\n  replaced_by: personal.3\n" in retired


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trygghetslarmen", "lokalbokningen"),
        ("trygghetslarmen", "larmparmen"),
        ("trygghetslarmen", "Larm och sånt"),
        ("trygghetslarmen", "larm/"),
        ("trygghetslarmen", ""),
        ("trygghetslarmen", "index"),
        ("trygghetslarmen", "trygghetslarmen"),
        ("trygghetslarmen", "roll/larmen"),
        ("K1", "K 1"),
        ("K1", "K2"),
        ("1.1", "ett"),
        ("kommun/municipality", "haggasa"),
        ("trygghetslarmem", "larmen"),
        ("objekt", "a\u200bb"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(root, capsys, old, new):
    before = snapshot(root)
    assert run(root, "rename", old, new) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.endswith((".\n", "?\n"))
    assert snapshot(root) == before


def test_an_unknown_id_is_met_with_the_nearest(root, capsys):
    run(root, "rename", "trygghetslarmem", "larmen")
    assert capsys.readouterr().err == (
        "»trygghetslarmem« finns inte. Menade du »trygghetslarmen«?\n"
    )


def test_an_id_of_two_kinds_must_be_told_apart(root, capsys):
    assert run(root, "rename", "funktion/kommundirektor", "objektagare") == 0
    assert run(root, "where", "objektagare") == 2
    assert "Skriv »roll/objektagare« eller »funktion/objektagare«." in capsys.readouterr().err


def test_there_and_back_is_refused_for_the_old_id_is_remembered(root, capsys):
    assert run(root, "rename", "trygghetslarmen", "larmen") == 0
    between = snapshot(root)
    assert run(root, "rename", "larmen", "trygghetslarmen") == 2
    assert "har använts förut" in capsys.readouterr().err
    assert snapshot(root) == between


def test_what_an_id_out_of_use_led_to_leads_on(root):
    assert run(root, "rename", "trygghetslarmen", "larmen") == 0
    assert run(root, "rename", "larmen", "larm") == 0
    programme, _ = check(root, TODAY)
    assert {it.id: it.replaced_by for it in programme.retirements} == {
        "larmparmen": "larm",
        "trygghetslarmen": "larm",
        "larmen": "larm",
    }


def test_a_dry_run_writes_nothing(root):
    before = snapshot(root)
    assert run(root, "rename", "trygghetslarmen", "larmen", "--dry-run") == 0
    assert snapshot(root) == before


def test_a_name_with_a_colon_is_quoted_where_it_has_to_be(references):
    entry = references.programme.index["aspect"]["riktighet"]
    renaming = rename(references, entry, "rätt: alltid", TODAY)
    texts = [renaming.draft.text(file) for file in renaming.draft.files]
    for text in texts:
        document, found = source.read("", text)
        assert document
        assert found == []
    assert 'aspect: "rätt: alltid", level' in "".join(texts)


def test_what_a_command_would_break_is_told_before_anything_is_written(root, capsys):
    before = snapshot(root)
    assert run(root, "rename", "objektagare.4", "fyra") == 1
    assert "väntade   ett id som börjar med »objektagare«" in capsys.readouterr().err
    assert snapshot(root) == before


def test_a_kind_of_which_there_is_one_has_no_other_id(references):
    entry = references.programme.index["document"]["programme"]
    with pytest.raises(Refused):
        rename(references, entry, "annat", TODAY)

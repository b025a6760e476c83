"""The real data: whole, clean, and with every item of the programme's inventory."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from macros.index import walk
from macros.programme import examine
from macros.records.fields import Entity
from macros.records.system import System
from tests.conftest import REPOSITORY

INVENTORY = json.loads((Path(__file__).parent / "inventory.json").read_text(encoding="utf-8"))
"""Ids and sections of everything in the programme of 2005, by kind."""


@pytest.fixture(scope="module")
def programme():
    programme, found = examine(REPOSITORY)
    assert [str(problem) for problem in found] == []
    return programme


def ids(programme, kind):
    return list(programme.index[kind])


def test_there_are_25_sections_in_order(programme):
    assert ids(programme, "section") == INVENTORY["sections"]
    assert len(INVENTORY["sections"]) == 25


def test_every_role_has_its_duties_in_order(programme):
    found = {
        role.id: [part.id for _, _, part in walk(role) if isinstance(part, Entity)]
        for role in programme.records["role"]
    }
    assert found == INVENTORY["duties"]
    assert sum(map(len, found.values())) == 98


def test_the_plan_has_ten_points_and_the_four_hidden_ones_are_duties_of_their_own(programme):
    owner = programme.index["role"]["systemagare"].entity
    plan = next(duty for duty in owner.duties if duty.id == "systemagare.04")
    assert [point.id for point in plan.points] == INVENTORY["plan"]
    top = [duty.id for duty in owner.duties]
    assert top[4:8] == [f"systemagare.0{number}" for number in (5, 6, 7, 8)]


def test_every_demand_has_its_section_and_tells_whether_a_machine_can_check_it(programme):
    found = {
        demand.id: [demand.section.text, demand.checkable]
        for demand in programme.records["requirement"]
    }
    assert found == INVENTORY["demands"]
    kinds = [checkable for _, checkable in found.values()]
    assert [kinds.count(word) for word in ("ja", "delvis", "nej")] == [41, 18, 34]


def test_a_demand_that_a_machine_can_check_has_checks_and_our_reading(programme):
    for demand in programme.records["requirement"]:
        assert bool(demand.checks) == (demand.checkable != "nej"), demand.id
        if demand.checks:
            assert demand.reading, demand.id


def test_every_system_function_and_repair_of_the_programme_is_there(programme):
    assert set(INVENTORY["systems"]) <= set(ids(programme, "system"))
    assert ids(programme, "software-function") == INVENTORY["software_functions"]
    named = {*ids(programme, "function"), *ids(programme, "unit")}
    assert set(INVENTORY["functions"]) <= named
    repairs = [record for record in programme.records["repair"] if record.found]
    assert len(repairs) == INVENTORY["repairs"]


def test_lists_that_begin_with_among_others_are_not_exhaustive(programme):
    open_lists = {role.id for role in programme.records["role"] if not role.exhaustive}
    assert open_lists == {"datachef", "data-och-natverkstekniker"}


def test_every_system_is_marked_as_an_example(programme):
    for system in programme.records["system"]:
        assert system.example, system.id
        assert system.example_note, system.id


def test_every_field_of_a_system_is_seen_in_some_record(programme):
    def filled(part, prefix=""):
        for name, value in part:
            if value is None or value == []:
                continue
            yield prefix + name
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, BaseModel):
                    yield from filled(item, f"{prefix}{name}.")

    seen = {name for system in programme.records["system"] for name in filled(system)}
    fields = {name for name in System.model_fields if name != "visibility"}
    assert fields - seen == set()


def test_instructions_are_proposals_with_rules_numbered_without_gaps(programme):
    for instruction in programme.records["instruction"]:
        assert instruction.status == "förslag"
        rules = [rule.id for chapter in instruction.chapters for rule in chapter.rules]
        assert rules == [f"{instruction.id}-{number:02}" for number in range(1, len(rules) + 1)]


def test_the_users_instruction_answers_what_an_employee_asks(programme):
    instruction = programme.index["instruction"]["anvandare"].entity
    topics = {rule.topic.text for chapter in instruction.chapters for rule in chapter.rules}
    assert {
        "lösenord", "lås skärmen", "e-post", "nätfiske", "skadlig kod", "lagring",
        "allmänna handlingar", "inköp och installation", "förlust och stöld", "mobilt arbete",
        "incidenter", "avslutad eller ändrad anställning", "stöd och hjälp", "utrangering",
    } <= topics  # fmt: skip


def test_the_four_words_for_continuity_are_four_terms_that_point_at_each_other(programme):
    words = {"avbrottsplan", "kontinuitetsplan", "kontinuitetsplanering", "reservrutin"}
    for word in words:
        term = programme.index["term"][word].entity
        assert {other.text for other in term.see_also} >= words - {word}
    definitions = {programme.index["term"][word].entity.definition for word in words}
    assert len(definitions) == 4


def test_the_governing_document_is_the_one_adopted_in_2005(programme):
    document = programme.document
    assert document.adopted.body.text == "kommunfullmaktige"
    assert document.adopted.date.isoformat() == "2005-12-13"
    assert document.adopted.paragraph == "§ 126"
    assert document.responsible_role.text == "administrativ-chef"
    assert document.status == "ska bekräftas"

"""What the functions say of themselves is what the data does with them."""

import re

import pytest

from macros.rules import FUNCTIONS, SUMMARY, examination
from tests.rules.world import HERE, read, real

PROGRAMME = re.compile(r"Programme (.*?)(?:Ours:|\Z)", re.DOTALL)
SECTION_AND_DEMANDS = re.compile(r"(\d[\d.]*(?: and \d[\d.]*)*)\s+\(([^)]*)\)")
IDS = re.compile(r"R(\d\d)(?:–R(\d\d))?")
OF_HAGGASA = read(HERE.parent / "haggasa" / "data" / "requirements.yml")
USED_THERE = {check["must"] for demand in OF_HAGGASA for check in demand.get("checks", [])}
DOCSTRINGS = {
    **{name: function.run.__doc__ for name, function in FUNCTIONS.items()},
    SUMMARY: examination._summary.__doc__,
}


def users(name):
    """The sections of the demands that a function is used by, by their ids."""
    return {
        demand.id: demand.section.text
        for demand in examination.demands(real())
        if any(check.must == name for check in demand.checks)
    }


def named(docstring):
    """The sections of the demands that a docstring names, by their ids."""
    (programme,) = PROGRAMME.findall(docstring)
    found = {}
    for sections, inside in SECTION_AND_DEMANDS.findall(programme):
        for first, last in IDS.findall(inside.split(":")[0]):
            for number in range(int(first), int(last or first) + 1):
                found[f"R{number:02}"] = sections.split(" and ")
    return found


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_a_function_names_the_demands_that_use_it_with_their_sections(name):
    told, known = named(DOCSTRINGS[name]), users(name)
    assert sorted(told) == sorted(known)
    for demand, sections in told.items():
        assert known[demand] in sections, demand


@pytest.mark.parametrize("name", DOCSTRINGS)
def test_every_function_is_used_by_a_demand_of_the_programme(name):
    assert users(name)


def test_the_second_municipality_uses_only_functions_that_there_are():
    assert DOCSTRINGS.keys() >= USED_THERE
    assert len(USED_THERE) >= 6


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_would_satisfy_it_with_the_parameters_that_it_needs(name):
    function = FUNCTIONS[name]
    for parameter in set(function.needs) - {"names"}:
        assert f"{{{parameter}}}" in function.says, parameter
    assert function.name == name
    assert not set(function.needs) & set(function.takes)

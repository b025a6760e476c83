"""The editors' page about checks says what the code does, no more and no less."""

import re

import yaml

from macros.records.check import Check, When
from macros.rules import FUNCTIONS, SUMMARY
from macros.rules.kinds import EXAMINED
from macros.rules.outcome import State
from tests.conftest import REPOSITORY

GUIDE = (REPOSITORY / "docs" / "intern" / "kontroller.md").read_text(encoding="utf-8")
WITHOUT_CODE = re.sub(r"^```.*?^```", "", GUIDE, flags=re.MULTILINE | re.DOTALL)


def rows(heading):
    """The rows of the tables under a heading, as lists of cells without the marks of code."""
    (part,) = re.findall(rf"^## {heading}\n(.*?)(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def words(cell):
    return {word.strip(" `") for word in cell.split(",") if word.strip()}


def test_every_function_is_told_of_with_the_parameters_that_it_needs_and_takes():
    told = {name.strip("`"): (words(needs), words(takes))
            for name, _, needs, takes in rows("Funktionerna") if name != "`must:`"}  # fmt: skip
    known = {name: (set(it.needs), set(it.takes)) for name, it in FUNCTIONS.items()}
    assert told == {**known, SUMMARY: ({"demands"}, set())}


def test_every_parameter_and_condition_is_told_of():
    told = [name.strip("`") for name, _ in rows("Parametrarna")]
    assert sorted(told) == sorted([*(set(Check.model_fields) - {"must"}), *When.model_fields])


def test_every_kind_and_every_outcome_is_told_of():
    kinds = next(text for name, text in rows("Parametrarna") if name == "`of`")
    assert all(re.search(rf"\b{word}\b", kinds) for word in EXAMINED)
    assert all(f"| {state} |" in WITHOUT_CODE for state in State)


def test_the_examples_can_be_read_as_checks():
    for example in re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL):
        data = yaml.safe_load(example)
        for item in data if isinstance(data, list) else []:
            for check in item.get("checks", [item]):
                assert check["must"] in FUNCTIONS
                assert check.keys() <= Check.model_fields.keys()

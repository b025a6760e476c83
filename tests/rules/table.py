"""The cases of cases/*.yml: for every demand what it comes to when one thing is changed."""

from dataclasses import dataclass
from datetime import date

from macros.rules.outcome import Severity, State
from tests.rules.world import HERE, read

GRADES = [str(severity) for severity in Severity]
OUTCOMES = [*GRADES, *(str(state) for state in State if state is not State.NOT_MET)]


@dataclass(frozen=True)
class Case:
    """A change to the small programme and what it makes of a demand for a record."""

    demand: str
    about: str
    outcome: str
    change: dict
    since: date | None
    says: str

    @property
    def state(self):
        return State.NOT_MET if self.outcome in GRADES else State(self.outcome)

    def __str__(self):
        changes = ", ".join(f"{path} {value}" for path, value in self.change.items())
        return f"{self.demand} {self.outcome}: {changes or 'inget ändrat'}"


def _cases():
    for path in sorted((HERE / "cases").glob("*.yml")):
        for demand, told in read(path).items():
            for line in told["cases"]:
                (outcome,) = line.keys() & set(OUTCOMES)
                assert line.keys() <= {outcome, "about", "since", "says"}, line
                since = date.fromisoformat(line["since"]) if "since" in line else None
                about = line.get("about", told["about"])
                yield Case(demand, about, outcome, line[outcome], since, line.get("says", ""))


CASES = list(_cases())

ALWAYS_THERE = "Kravet gäller kommunen i sin helhet och prövas alltid."
ONE_RECORD = "Posten prövas alltid, och fältet kan inte vara »ej tillämpligt«."
FILLED_OR_NOT = "Det går alltid att se om uppgiften är ifylld, och villkoren är alltid kända."
DATED_OR_NOT = "Det går alltid att se om det finns ett datum och om det har varit."
COUNTED = "Det räknas fram ur registret och går alltid att räkna."

IMPOSSIBLE = {
    **{
        (demand, State.CANNOT_TELL): FILLED_OR_NOT
        for demand in (
            "R04", "R06", "R20", "R32", "R33", "R36", "R37", "R38", "R40", "R42", "R55", "R59",
            "R60", "R61", "R65", "R67", "R70", "R77", "R79", "R84", "R88",
        )
    },
    **{
        (demand, State.CANNOT_TELL): DATED_OR_NOT
        for demand in ("R03", "R23", "R30", "R31", "R35", "R43", "R46", "R48", "R52", "R83")
    },
    **{
        (demand, State.CANNOT_TELL): COUNTED
        for demand in ("R15", "R39", "R51", "R54", "R58", "R66", "R75", "R85")
    },
    **{(demand, State.NOT_APPLICABLE): ALWAYS_THERE for demand in ("R39", "R58", "R66", "R75")},
    **{
        (demand, State.NOT_APPLICABLE): ONE_RECORD
        for demand in ("R03", "R04", "R20", "R60", "R65", "R88")
    },
}  # fmt: skip
"""States that a demand cannot come to, whatever the data says, and why."""

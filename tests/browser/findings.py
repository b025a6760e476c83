"""What was found on many pages, told once with the places where it is."""

import pytest

SHOWN = 4


def insist_on_none(found):
    """Fail if there is any (place, fault)."""
    places = {}
    for place, fault in found:
        places.setdefault(fault, {})[place] = True
    lines = [f"{fault}\n    {_some(list(at))}" for fault, at in places.items()]
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def _some(places):
    more = f" and {len(places) - SHOWN} more" if places[SHOWN:] else ""
    return ", ".join(map(str, places[:SHOWN])) + more

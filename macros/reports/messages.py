"""Messages: an observation as one text, for tools that show it beside the file."""

from __future__ import annotations

from macros.reports import wording
from macros.reports.observations import Kind, Observation


def heading(it: Observation) -> str:
    """What it is, in short."""
    untold = it.kind in (Kind.UNTOLD, Kind.EXCEPTION)
    return f"{it.title} ({it.kind})" if untold else it.title


def body(it: Observation) -> str:
    """Why, of which record, and who acts."""
    told = " ".join(it.why)
    if not it.record:
        return told or it.title
    about = wording.about(it.name, is_example=it.is_example, actors=it.actors)
    return f"{told} {about}"


def whole(it: Observation) -> str:
    """Both in one."""
    return f"{heading(it)}. {body(it)}" if it.why else heading(it)

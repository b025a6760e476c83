"""Guidance: what someone is told whose search finds nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from macros.colophon import Contact
from macros.opendata import address
from macros.views import ProgrammeView

PATH = "search/guidance.json"


def guidance(view: ProgrammeView, contact: Contact | None) -> Iterator[str]:
    """The common errands that lead somewhere, each with its address seen from the site's first
    page, and whom to ask, as JSON."""
    tasks = [
        {"text": str(task.text), "address": address(task.to.path)}
        for task in view.municipality.tasks
        if task.to and task.to.path
    ]
    told = {"tasks": tasks, "contact": asdict(contact) if contact else None}
    yield json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"

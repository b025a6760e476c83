"""Importing: `import`, which brings a register in a spreadsheet into data/systems/."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from macros.build import check
from macros.commands.answers import carry_out, refuse
from macros.editing.creation import file_text
from macros.editing.draft import Refused
from macros.editing.writing import Written
from macros.importing.plan import draft
from macros.importing.preparation import prepare
from macros.importing.telling import outcome, preview
from macros.records import KINDS, Collection


def imported(root: Path, options: argparse.Namespace) -> int:
    """Tell what a file would change, and change it if that was chosen."""
    programme, _ = check(root, options.date)
    system = KINDS["system"]
    assert isinstance(system, Collection)

    def new_file(identifier: str, values: Mapping[str, Written]) -> str:
        return file_text(system, identifier, values, programme)

    try:
        plan = prepare(root, programme, options.file, options.map, new_file)
        made = draft(plan, root, partial=options.partial)
    except Refused as error:
        return refuse(str(error))
    if options.write and made.files:
        carry_out(made, options.date, only_try=False)
        print(outcome(plan))
    else:
        print(preview(plan, partial=options.partial))
    return 1 if plan.every_problem else 0

"""Write a text as one note on a merge request in GitLab: anew the first time, then in its place.

`python3.11 .gitlab/note.py FIL` reads the file and GitLab's own variables. Without the variable
ITPROGRAM_TOKEN it says so and is content. The text comes from data that anyone may have proposed,
so nobody is called for by it and no line of it is a command to GitLab.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

MARK = "<!-- itprogram -->"
LONGEST = 200_000
"""Characters; GitLab takes a million."""
A_PAGE = 100
CALLS_NOBODY = "@\u200b"
"""The mark with a space of no width after it."""
NO_TOKEN = "ITPROGRAM_TOKEN saknas, så skillnaden skrivs inte i förslaget. Den finns som fil."  # noqa: S105


def main() -> int:
    """Write the note; returns the exit code."""
    token = os.environ.get("ITPROGRAM_TOKEN")
    if not token:
        print(NO_TOKEN)
        return 0
    project, number = os.environ["CI_PROJECT_ID"], os.environ["CI_MERGE_REQUEST_IID"]
    api = _Api(os.environ["CI_API_V4_URL"], token)
    notes = f"projects/{int(project)}/merge_requests/{int(number)}/notes"
    body = {"body": harmless(Path(sys.argv[1]).read_text(encoding="utf-8"))}
    mine = _find(api, notes)
    if mine is None:
        api.ask("POST", notes, body)
    else:
        api.ask("PUT", f"{notes}/{mine}", body)
    return 0


def harmless(text: str) -> str:
    """The note's text: marked, of a sane length, and without calls and commands."""
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}\n\n… Resten finns i filen skillnad.md."
    text = re.sub(r"^(\s*)/", r"\1\\/", text, flags=re.MULTILINE)
    return f"{MARK}\n{text.replace('@', CALLS_NOBODY)}"


def _find(api: _Api, notes: str) -> int | None:
    """The note that was written before, if there is one."""
    me = api.ask("GET", "user")["id"]
    page = 1
    while found := api.ask("GET", f"{notes}?per_page={A_PAGE}&page={page}"):
        for note in found:
            if note["author"]["id"] == me and note["body"].startswith(MARK):
                return int(note["id"])
        page += 1
    return None


class _Api:
    """GitLab's interface, at an address that GitLab itself has given."""

    def __init__(self, address: str, token: str) -> None:
        self.address = address
        self.token = token

    def ask(self, method: str, path: str, body: object = None) -> Any:
        """What GitLab answers. Raises an OSError when it refuses."""
        request = Request(  # noqa: S310 (GitLab's own address)
            f"{self.address}/{path}",
            data=json.dumps(body).encode() if body else None,
            headers={"PRIVATE-TOKEN": self.token, "Content-Type": "application/json"},
            method=method,
        )
        with urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)


if __name__ == "__main__":
    sys.exit(main())

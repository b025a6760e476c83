"""Comparison: what has changed in substance between two versions of data/ and docs/.

`read_files`, `read_both` and `read_folder` give the contents of versions, `between` what has
changed from one to another, and `write` tells it in one of the FORMATS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from macros.comparison import as_html, as_json, as_markdown, told
from macros.comparison.changes import Change, compare, names_of
from macros.comparison.contents import Contents, between, read_both, read_files, read_folder
from macros.comparison.reading import Unread, Unreadable
from macros.comparison.telling import Telling

__all__ = [
    "FORMATS", "Change", "Contents", "Unread", "Unreadable", "between", "compare", "names_of",
    "read_both", "read_files", "read_folder", "write",
]  # fmt: skip

FORMATS: dict[str, Callable[[Telling], str]] = {
    "text": told.write,
    "markdown": as_markdown.write,
    "html": as_html.write,
    "json": as_json.write,
}
"""What a comparison can be written as."""


def write(
    changes: Iterable[Change],
    format: str,
    *,
    old_name: str,
    new_name: str,
    unread: Iterable[Unread] = (),
) -> str:
    """A comparison in one of the FORMATS, with a line break last. The names say which two versions
    it is of."""
    return FORMATS[format](Telling(tuple(changes), tuple(unread), old_name, new_name))

"""Reading: from text to values, also where the text is not quite as it should be."""

from __future__ import annotations

from dataclasses import dataclass

from macros.source import Value, read_anyway


@dataclass(frozen=True, order=True)
class Unread:
    """A file that could not be read, and why, in Swedish."""

    file: str
    why: str


class Unreadable(Exception):
    """A file cannot be read. Carries what there is to say of it."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.unread = Unread(file, why)


def read_yaml(file: str, text: str) -> Value:
    """The values of a YAML file, each as text. What `source` would complain of but can still read,
    such as an empty value, is read. Raises Unreadable for the rest.
    """
    value, found = read_anyway(file, text)
    if value is None:
        problem = found[-1]
        raise Unreadable(file, f"{problem.headline} (rad {problem.place.line}).")
    return value

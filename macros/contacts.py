"""Contacts: how one is followed. A contact is a line of text, where anything can stand."""

from __future__ import annotations

import re
from urllib.parse import quote

WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
"""An address that may be followed."""


def letter(mailbox: object) -> str:
    """The address of a letter to a mailbox, if it is one that letters can be sent to."""
    address = str(mailbox)
    return f"mailto:{quote(address, safe='@')}" if "@" in address else ""


def followed(way: object) -> str:
    """The address of a way to reach someone; nothing of what can only be read."""
    return str(way) if WEB.fullmatch(str(way)) else letter(way)

"""Slugs: how a Swedish name is written in an address, and where it stands in a list."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Lower case, å and ä as a, ö as o, all else as hyphens; nothing for text without letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


SWEDISH = str.maketrans("åäöéü", "{|}ey")
"""Å, ä and ö come after z."""


def in_swedish_order(text: str) -> str:
    """A sort key: case does not matter, and å, ä, ö are the last letters."""
    return text.casefold().translate(SWEDISH)

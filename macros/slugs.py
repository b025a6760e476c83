"""Slugs: how a Swedish name is written in an address."""

from __future__ import annotations

import re
import unicodedata


def slug(text: str) -> str:
    """Lower case, å and ä as a, ö as o, all else as hyphens; nothing for text without letters."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")

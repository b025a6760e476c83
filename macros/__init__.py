"""The IT programme's macros. mkdocs-macros finds `define_env` here."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Hand the shortcodes of the site that the hook has built to mkdocs-macros."""
    env.variables.update(env.conf.extra["site"].shortcodes.names)

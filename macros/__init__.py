"""The IT programme's macros. mkdocs-macros finds `define_env` here."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Hand the shortcodes of the site that the hook has built to mkdocs-macros."""
    site = env.conf.extra["site"]
    for name, macro in site.shortcodes.macros.items():
        env.macro(macro, name)
    env.variables["municipality"] = site.view.municipality
    env.variables["document"] = site.view.document

"""The IT programme's macros. mkdocs-macros finds `define_env` here."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Hand the shortcodes of the site that the hook has built to mkdocs-macros."""
    env.variables.update(env.conf.extra["site"].shortcodes.names)


def on_pre_page_macros(env: Any) -> None:
    """Make the one call of a generated page here: it need not be compiled as a page of its own."""
    site = env.conf.extra["site"]
    page = site.pages.get(env.page.file.src_uri)
    if page and env.page.file.generated_by:
        env.markdown = site.shortcodes.macros[page.macro](*page.arguments)
        env.page.meta["render_macros"] = False

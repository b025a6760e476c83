"""The floor: the same pages as plain Markdown, with the theme, its own search and nothing of ours.

It is what the engine costs whatever we do. It is written by a process of its own,
`python -m benchmarks.floor PROJECT TARGET`, so that the measuring process stays small.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils import yaml_load

from benchmarks.measuring import TODAY
from macros.build import Site, build, written_out

ONLY_OURS = ("hooks", "watch", "exclude_docs")


def write(project: Path, target: Path) -> int:
    """Write the floor of a project in the empty folder `target`; returns how many pages it has."""
    site = build(project, "internal", date.fromisoformat(TODAY))
    pages = written_out(project, site)
    for path, text in pages.items():
        file = target / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (target / "overrides").symlink_to(project / "overrides")
    configuration = yaml.safe_dump(_configuration(project, site), allow_unicode=True)
    (target / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    return len(pages)


def _configuration(project: Path, site: Site) -> dict[str, Any]:
    """The project's configuration without our part of it, and the words that the theme shows."""
    with (project / "mkdocs.internal.yml").open("rb") as stream:
        configuration: dict[str, Any] = yaml_load(stream)
    for name in ONLY_OURS:
        configuration.pop(name, None)
    configuration["plugins"] = [{"search": {"lang": "sv"}}]
    municipality = site.view.municipality
    words = {"site_title": str(municipality.site_title), "name": str(municipality.name)}
    colours = {name: str(colour) for name, colour in municipality.colours.values.items()}
    configuration["extra"]["site"] = {
        "notice": site.notice,
        "day": str(site.day),
        "view": {"municipality": {**words, "colours": colours}, "own_words": {}},
        "colophons": {path: asdict(it) for path, it in site.colophons.items()},
        "pages": {
            path: {"macro": it.macro, "kind": it.kind, "arguments": list(it.arguments)}
            for path, it in site.pages.items()
        },
        "also_open": dict(site.also_open),
    }
    configuration["site_name"] = f"{words['site_title']} – {words['name']}"
    configuration["nav"] = site.nav
    configuration["not_in_nav"] += "".join(
        f"{path}\n" for path, page in site.pages.items() if not page.in_nav
    )
    return configuration


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])))

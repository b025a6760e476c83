"""Edits: where on the host employees change what they read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from macros.problems import Place
from macros.programme import Programme
from macros.records.fields import Visibility
from macros.records.municipality import Hosting
from macros.views import ProgrammeView

FORMS = {
    "github": "{url}/edit/{branch}/{file}#L{line}",
    "gitlab": "{url}/-/edit/{branch}/{file}#L{line}",
    "forgejo": "{url}/_edit/{branch}/{file}",
}
"""How a host's page for editing a file is reached, and which of them know of lines."""
REVIEWS = Place("data/reviews.yml")


def with_edits(
    view: ProgrammeView,
    programme: Programme,
    audience: Visibility,
    homes: Callable[[], Mapping[tuple[str, str], Place]],
    pages: Iterable[str],
) -> ProgrammeView:
    """An audience's view with the addresses where what it shows is changed: for the public none.

    `homes` finds where everything is written, and `pages` are the paths of the written pages.
    """
    hosting = programme.municipality.hosting
    if audience is Visibility.PUBLIC or hosting is None or hosting.url is None:
        return view
    edits: dict[str, str] = {}
    places = homes()
    for kind, shelf in view.shelves.items():
        for identifier, one in shelf.by_id.items():
            place = places.get((kind, identifier))
            if place and one.link.path:
                address = _address(hosting, place)
                edits[one.link.path] = address
                edits.setdefault(
                    one.link.path.partition("#")[0], _address(hosting, Place(place.file))
                )
    edits |= {path: _address(hosting, Place(f"docs/{path}")) for path in pages}
    return replace(view, edits=edits, reviews_at=_address(hosting, REVIEWS))


def _address(hosting: Hosting, place: Place) -> str:
    """The page for editing a file, at a line if that is not the first."""
    whole = FORMS[hosting.type].format(
        url=(hosting.url or "").rstrip("/"),
        branch=quote(hosting.branch),
        file=quote(place.file),
        line=place.line,
    )
    return whole.removesuffix("#L1")

"""The municipality's colours as a stylesheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from macros.colours import DEFAULTS
from macros.views import View

PATH = "assets/stylesheets/profile.css"


def stylesheet(municipality: View) -> Iterator[str]:
    """The colours as tokens, in light and in dark. One that is not shown is the usual one.

    Browsers that do not know of both at once show those of the light.
    """
    chosen = {name: str(getattr(municipality.colours, name)) for name in DEFAULTS}
    colours = {name: chosen[name] or usual for name, usual in DEFAULTS.items()}
    light = {name: colours[name] for name in ("brand", "link")}
    both = {name: f"light-dark({it}, {colours[f'{name}_dark']})" for name, it in light.items()}
    yield _root(light)
    yield f"@supports (color: light-dark(#000, #fff)) {{\n{_root(both)}}}\n"


def _root(tokens: Mapping[str, str]) -> str:
    return ":root {\n" + "".join(f"  --{name}: {it};\n" for name, it in tokens.items()) + "}\n"

"""The municipality's colours can be read, in light and in dark, whatever it has chosen."""

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from macros import palette
from macros.build import build
from macros.colours import (
    DARK,
    DEFAULTS,
    LEAST,
    LIGHT,
    WHITE,
    Colour,
    contrast,
    mixed,
    readable,
    shades,
    weakness,
    white_text,
)
from macros.problems import proportion
from macros.records.appearance import Colours
from tests.conftest import HAGGASA, REPOSITORY, TODAY

BLACK = Colour(0, 0, 0)
STYLESHEETS = REPOSITORY / "overrides" / "assets" / "stylesheets"
RULES = [white_text, LIGHT.of_link, DARK.of_link]
TEXT = ["ink", "soft", "ochre", "red", "green"]
"""The tokens of site.css that text has, besides the municipality's own."""

colours = st.builds(Colour, *[st.integers(0, 255)] * 3)


# --- the measure ---------------------------------------------------------------------------


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colours)
def test_a_colour_has_no_contrast_to_itself(colour):
    assert contrast(colour, colour) == 1


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.478), ("#ff0000", "#ffffff", 3.998),
     ("#767676", "#ffffff", 4.542), ("#0000ff", "#000000", 2.444), ("#0a0a0a", "#000000", 1.061)],
)  # fmt: skip
def test_contrast_is_measured_as_wcag_measures_it(one, other, ratio):
    assert contrast(Colour.of(one), Colour.of(other)) == pytest.approx(ratio, abs=0.001)


@given(colours)
def test_a_colour_is_written_as_it_is_read(colour):
    assert Colour.of(str(colour)) == colour
    assert re.fullmatch("#[0-9a-f]{6}", str(colour))


@given(colours, colours, st.integers(0, 100))
def test_a_mixture_is_between_its_colours(one, other, percent):
    assert mixed(one, other, 0) == other
    assert mixed(one, other, 100) == one
    for part, ends in zip(mixed(one, other, percent), zip(one, other, strict=True), strict=True):
        assert min(ends) <= part <= max(ends)


def test_a_ratio_is_told_with_a_comma_and_never_as_more_than_it_is():
    assert proportion(4.5) == "4,5:1"
    assert proportion(4.499) == "4,4:1"
    assert proportion(21.0) == "21,0:1"


# --- what a colour must be read against ----------------------------------------------------


@pytest.mark.parametrize("against", RULES)
@given(colour=colours)
@example(colour=BLACK)
@example(colour=WHITE)
def test_the_shade_that_is_proposed_passes(against, colour):
    nearest = readable(colour, against)
    assert min(contrast(nearest, other) for other in against(nearest)) >= LEAST
    assert weakness(nearest, against) is None


@pytest.mark.parametrize("against", RULES)
@given(colour=colours)
def test_a_colour_that_passes_is_left_alone_and_another_is_told_where_it_fails(against, colour):
    weak = weakness(colour, against)
    if weak is None:
        assert readable(colour, against) == colour
    else:
        assert weak.ratio == contrast(colour, weak.against) < LEAST
        assert weak.against in against(colour)
        assert weak.nearest == readable(colour, against) != colour


@pytest.mark.parametrize(
    ("colour", "nearest", "against"),
    [("#7fb5b8", "#487f82", white_text), ("#d9487a", "#c82a60", LIGHT.of_link)],
)
def test_the_proposal_is_the_same_hue_and_no_darker_than_it_must_be(colour, nearest, against):
    assert str(readable(Colour.of(colour), against)) == nearest
    every = list(shades(Colour.of(colour)))
    lighter = every[: every.index(Colour.of(nearest))]
    assert all(weakness(shade, against) for shade in lighter)


def tokens():
    """The colours of site.css by name, each in light and in dark."""
    text = (STYLESHEETS / "site.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\);", text)
    return {name: (Colour.of(whole(light)), Colour.of(whole(dark))) for name, light, dark in pairs}


def whole(text):
    """A colour with all its six digits."""
    return text if len(text) == 7 else "#" + "".join(digit * 2 for digit in text[1:])


@pytest.mark.parametrize("name", ["paper", "sheet", "sand", "ochre-tint"])
def test_the_grounds_are_those_of_the_stylesheet(name):
    field = name.replace("-", "_")
    assert tokens()[name] == (getattr(LIGHT, field), getattr(DARK, field))


def test_the_tint_and_the_text_on_the_header_are_those_of_the_stylesheet():
    text = (STYLESHEETS / "site.css").read_text(encoding="utf-8")
    tint = re.search(r"--tint: light-dark\((.*)\);", text)
    mixture = r"color-mix\(in srgb, var\(--link\) (\d+)%, var\(--sheet\)\)"
    assert re.findall(mixture, tint[1]) == [str(LIGHT.percent), str(DARK.percent)]
    on_brand = re.search(r"--on-brand: (#\w+);", text)
    assert Colour.of(whole(on_brand[1])) == WHITE


@given(colours)
@example(BLACK)
@example(WHITE)
def test_all_other_text_can_be_read_on_every_ground_whatever_colour_the_links_have(colour):
    for mode, grounds in enumerate((LIGHT, DARK)):
        if weakness(colour, grounds.of_link) is None:
            for name in TEXT:
                text = tokens()[name][mode]
                assert min(contrast(text, it) for it in grounds.of_link(colour)) >= LEAST, name


# --- what the profile says -----------------------------------------------------------------


def test_a_municipality_that_chooses_nothing_has_colours_that_can_be_read():
    assert Colours().model_dump() == DEFAULTS
    assert Colours.model_validate(DEFAULTS) == Colours()


@given(colours, colours)
def test_the_dark_follows_the_light_and_can_be_read_too(brand, link):
    assume(not weakness(brand, white_text) and not weakness(link, LIGHT.of_link))
    chosen = Colours.model_validate({"brand": str(brand), "link": str(link)})
    assert Colours.model_validate(chosen.model_dump()) == chosen


def test_a_colour_is_written_in_either_case():
    assert Colours.model_validate({"brand": "#7A1F3D"}).brand == "#7a1f3d"


@pytest.mark.parametrize("text", ["", "#174a4", "174a4d", "#174a4d80", "#ggg000", "teal", "var(x)"])
def test_anything_but_six_digits_is_no_colour(text):
    with pytest.raises(ValidationError) as raised:
        Colours.model_validate({"brand": text})
    assert [it["type"] for it in raised.value.errors()] == ["colour"]


# --- the stylesheet ------------------------------------------------------------------------


def stylesheet(root, audience="public"):
    site = build(root, audience, TODAY)
    return "".join(site.data("")[palette.PATH]())


def test_the_stylesheet_has_the_colours_of_the_profile():
    assert stylesheet(REPOSITORY) == (
        ":root {\n"
        "  --brand: #174a4d;\n"
        "  --link: #0b5961;\n"
        "}\n"
        "@supports (color: light-dark(#000, #fff)) {\n"
        ":root {\n"
        "  --brand: light-dark(#174a4d, #123e41);\n"
        "  --link: light-dark(#0b5961, #84cdd0);\n"
        "}\n"
        "}\n"
    )


def test_another_municipality_has_other_colours_and_the_dark_ones_follow():
    text = stylesheet(HAGGASA)
    assert "--brand: #7a1f3d;\n  --link: #8c1d40;" in text
    assert "--brand: light-dark(#7a1f3d, #7a1f3d);" in text
    link = readable(Colour.of("#8c1d40"), DARK.of_link)
    assert f"--link: light-dark(#8c1d40, {link});" in text


def test_both_sites_have_the_same_colours():
    assert stylesheet(HAGGASA, "internal") == stylesheet(HAGGASA)


@pytest.mark.parametrize("field", ["colours", "colours.link_dark"])
def test_a_colour_that_the_profile_hides_is_the_usual_one(haggasa, field):
    profile = haggasa / "data" / "municipality.yml"
    hide = f"\nvisibility_overrides:\n  - {{fields: [{field}], visibility: skyddad}}\n"
    profile.write_text(profile.read_text(encoding="utf-8") + hide, encoding="utf-8")
    text = stylesheet(haggasa)
    assert f", {DEFAULTS['link_dark']});" in text
    assert ("#8c1d40" in text) == (field != "colours")


def test_a_profile_without_colours_has_the_usual_ones(haggasa):
    profile = haggasa / "data" / "municipality.yml"
    text = profile.read_text(encoding="utf-8")
    chosen = 'colours:\n  brand: "#7A1F3D"\n  link: "#8c1d40"\n'
    assert chosen in text
    profile.write_text(text.replace(chosen, ""), encoding="utf-8")
    assert stylesheet(haggasa) == stylesheet(REPOSITORY)


def test_every_page_of_the_built_site_reads_the_stylesheet(public_site):
    assert (public_site / palette.PATH).read_text(encoding="utf-8") == stylesheet(REPOSITORY)
    for page in public_site.rglob("*.html"):
        assert palette.PATH in page.read_text(encoding="utf-8"), page

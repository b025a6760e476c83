"""Pictures: all that is drawn has room, whatever it is called and however much there is of it."""

import re
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from macros import drawing, lanes, lettering
from macros.drawing import NARROW, PAD, SIZE, SMALL, Group, Party
from macros.lanes import Tie

WORDS = ["av", "IT-drift", "(exempel)", "nämnd", "Personaladministrativa", "Mycketlångtord" * 5]
OTHERS = st.text("aimW-é§ж語&<", min_size=1, max_size=30)
NAMES = st.lists(st.sampled_from(WORDS) | OTHERS, min_size=1, max_size=5).map(" ".join)
PARTIES = st.builds(Party, NAMES)
GROUPS = st.builds(
    Group, NAMES, st.lists(PARTIES, min_size=1, max_size=6).map(tuple), st.booleans(), st.booleans()
)
SIDES = st.lists(GROUPS, max_size=4).map(tuple)
DRAWINGS = (drawing.wide, drawing.narrow)


def apart(one, other):
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def boxes_of(picture):
    clusters = [cluster for column in picture.columns for cluster in column.clusters]
    return [picture.centre, *(box for cluster in clusters for box in cluster.boxes)]


def labels_of(picture):
    clusters = [cluster for column in picture.columns for cluster in column.clusters]
    rests = [column.rest for column in picture.columns if column.rest]
    return [*(cluster.title for cluster in clusters), *rests]


def top_and_bottom(words, size):
    return words.y - size, words.y + (len(words.text.lines) - 1) * words.leading


def places(path):
    """Every place that a path goes to."""
    x = y = 0
    for command, numbers in re.findall(r"([MHVQlvz])([^MHVQlvz]*)", path):
        values = [int(number) for number in numbers.split()]
        match command:
            case "M":
                x, y = values
            case "H":
                x = values[0]
            case "V":
                y = values[0]
            case "Q":
                yield values[0], values[1]
                x, y = values[2:]
            case "l":
                x, y = x + values[0], y + values[1]
            case "v":
                y += values[0]
        yield x, y


@settings(max_examples=100, derandomize=True, deadline=None)
@given(NAMES, st.integers(60, 300), st.sampled_from([SIZE, SMALL]))
def test_lines_fit_and_hold_the_whole_text(text, width, size):
    found = lettering.lines(text, width, size)
    assert all(lettering.width_of(line, size) <= width for line in found.lines)
    assert found.whole == " ".join(text.split())
    if found.is_broken:
        rejoined = "".join(found.lines).replace("-", "").replace(" ", "")
        assert rejoined == found.whole.replace("-", "").replace(" ", "")
    else:
        assert " ".join(found.lines) == found.whole


def test_a_long_swedish_compound_is_whole_and_lines_are_even():
    found = lettering.lines("Personaladministrativa systemet", drawing.SIDE - 2 * PAD, SIZE)
    assert found.lines == ("Personaladministrativa", "systemet")
    found = lettering.lines("Samråd med och samverkan med datachef", 248, SMALL)
    assert found.lines == ("Samråd med och", "samverkan med datachef")


def test_only_a_word_that_fills_a_line_is_broken_and_then_with_a_hyphen():
    found = lettering.lines("Mycketlångtordutanblanksteg kort", 100, SIZE)
    assert found.is_broken
    assert found.lines[0].endswith("-")
    assert found.lines[-1].endswith("kort")


@settings(max_examples=40, derandomize=True, deadline=None)
@given(PARTIES, SIDES, SIDES)
def test_no_boxes_overlap_and_all_is_inside_the_picture(centre, left, right):
    for draw in DRAWINGS:
        picture = draw(centre, left, right)
        boxes = boxes_of(picture)
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        for box in boxes:
            assert box.x >= 0
            assert box.y >= 0
            assert box.x + box.width <= picture.width
            assert box.bottom <= picture.height


@settings(max_examples=40, derandomize=True, deadline=None)
@given(PARTIES, SIDES, SIDES)
def test_words_fit_in_their_boxes_and_labels_stand_clear_of_them(centre, left, right):
    for draw in DRAWINGS:
        picture = draw(centre, left, right)
        for box in boxes_of(picture):
            top, bottom = top_and_bottom(box.words, SIZE)
            assert box.y < top
            assert bottom < box.bottom
            for line in box.words.text.lines:
                assert lettering.width_of(line, SIZE) <= box.width - 2 * PAD
        for label in labels_of(picture):
            top, bottom = top_and_bottom(label, SMALL)
            assert top >= 0
            assert bottom <= picture.height
            for line in label.text.lines:
                assert label.x + lettering.width_of(line, SMALL) <= picture.width
            for box in boxes_of(picture):
                beside = box.x + box.width <= label.x or label.x + drawing.SIDE <= box.x
                assert beside or bottom < box.y or box.bottom <= top


@settings(max_examples=40, derandomize=True, deadline=None)
@given(PARTIES, SIDES, SIDES)
def test_each_box_has_a_line_to_its_edge_and_no_line_leaves_the_picture(centre, left, right):
    for draw in DRAWINGS:
        picture = draw(centre, left, right)
        for column in picture.columns:
            drawn = list(places(column.line))
            for cluster in column.clusters:
                for box in cluster.boxes:
                    edges = {(box.x, box.middle), (box.x + box.width, box.middle)}
                    assert edges & set(drawn)
            for x, y in (*drawn, *places(column.heads)):
                assert 0 <= x <= picture.width
                assert 0 <= y <= picture.height


def test_arrowheads_tell_which_way_it_goes():
    ways = [(True, False), (False, True), (True, True), (False, False)]
    right = [Group("Riktning", (Party("Namn"),), *way) for way in ways]
    heads = [drawing.wide(Party("Mitten"), (), [group]).columns[0].heads for group in right]
    assert [text.count("M") for text in heads] == [1, 1, 2, 0]
    inward, outward = heads[:2]
    assert "l8 -4" in inward
    assert "l-8 -4" in outward


def test_a_single_relation_is_a_straight_line():
    picture = drawing.wide(Party("Mitten"), (Group("Grupp", (Party("Namn"),)),), ())
    (box,) = picture.columns[0].clusters[0].boxes
    assert box.middle == picture.centre.middle


def test_more_than_can_be_drawn_are_counted():
    parties = tuple(Party(f"Namn {number}") for number in range(drawing.MOST + 5))
    groups = (Group("Några", parties[:6]), Group("Fler", parties[6:]))
    for draw in DRAWINGS:
        (column,) = draw(Party("Mitten"), groups, ()).columns
        assert sum(len(cluster.boxes) for cluster in column.clusters) == drawing.MOST
        assert column.rest.text.whole == "och 5 till"


def test_a_picture_fits_the_narrowest_page_and_the_column_of_text():
    groups = (Group("Grupp", (Party("Namn"),)),)
    assert drawing.narrow(Party("Mitten"), groups, groups).rem == "14rem"
    assert drawing.wide(Party("Mitten"), groups, groups).rem == "32rem"


@st.composite
def charts(draw):
    parties = draw(st.lists(PARTIES, min_size=2, max_size=10))
    pairs = list(combinations(range(len(parties)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=12, unique=True))
    return parties, [Tie(*pair, draw(st.booleans()), draw(st.booleans())) for pair in chosen]


def brackets(chart):
    """Each line: where it leaves the upper box, its lane, and where it reaches the lower box."""
    found = re.findall(r"M\d+ (\d+)H\d+Q(\d+) \d+ [^M]*? (\d+)H\d+(?=M|$)", chart.line)
    return [tuple(map(int, it)) for it in found]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(charts())
def test_lines_of_a_chart_share_no_lane_and_end_at_the_right_boxes(drawn):
    parties, ties = drawn
    chart = lanes.chart(parties, ties)
    if chart is None:
        return
    lines = brackets(chart)
    assert len(lines) == len(ties)
    for (upper, lane, lower), tie in zip(lines, ties, strict=True):
        assert chart.boxes[tie.upper].y < upper < chart.boxes[tie.upper].bottom
        assert chart.boxes[tie.lower].y < lower < chart.boxes[tie.lower].bottom
        assert drawing.SIDE < lane < NARROW
    for (top, lane, bottom), (other_top, other, other_bottom) in combinations(lines, 2):
        assert lane != other or bottom <= other_top or other_bottom <= top
    ends = [end for upper, _, lower in lines for end in (upper, lower)]
    assert len(set(ends)) == len(ends)
    assert all(one.bottom < other.y for one, other in pairwise(chart.boxes))
    assert chart.height == chart.boxes[-1].bottom


def test_a_chart_with_too_many_lines_side_by_side_is_not_drawn():
    parties = [Party(f"Namn {number}") for number in range(2 * lanes.MOST_LANES + 2)]
    half = len(parties) // 2
    nested = [Tie(at, len(parties) - 1 - at, True, False) for at in range(half)]
    assert lanes.chart(parties, nested) is None
    assert lanes.chart(parties, nested[1:]) is not None
    assert lanes.chart(parties, []) is None

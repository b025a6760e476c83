"""The editors' guide: what it tells people to do can be done, and what it says they see is seen.

A comment before a block, which the site strips, says what the block is: <!-- prov: … -->. Each page
is carried out from top to bottom on a copy of the data.
"""

import re
import shlex
from itertools import pairwise

import pytest
from jinja2 import Environment, StrictUndefined

from macros import reports
from macros.build import build, check, without_comments
from macros.cli import parser
from macros.comparison import between, read_folder, write
from macros.editing.creation import create
from macros.editing.draft import Draft
from macros.importing.preparation import prepare
from macros.importing.telling import preview
from macros.problems import ProgrammeError
from macros.records import KINDS
from tests.conftest import REPOSITORY, TODAY, make_root

FOLDER = REPOSITORY / "docs" / "intern"
PAGES = (
    "andra-en-text", "lagg-till-ett-system", "lagg-till-ett-begrepp", "svara-pa-ett-fel",
    "ga-igenom", "publicera", "byta-id-eller-ta-bort", "importera", "pa-din-dator",
)  # fmt: skip
ALL = (*PAGES, "redigera", "vad-blir-oppet", "index")
TEXT = {page: (FOLDER / f"{page}.md").read_text(encoding="utf-8") for page in ALL}
STEP = re.compile(
    r"^(?P<indent> *)<!-- prov: (?P<told>.+?) -->\n"
    r"(?:```\w+\n(?P<fenced>[\s\S]*?)^```$|(?P<quoted>(?: *>.*\n)+)"
    r"|(?P<code>(?: {8}.*\n|\n(?= {8}))+))?",
    re.MULTILINE,
)
SYSTEM = "data/systems/parkeringstillstand.yml"
NOT_OURS = {"data/reviews.yml", "data/retired.yml"}
"""Files that an editor may be the first to make."""


def steps(page):
    """What a page says in its marked blocks, in order: what each is, and its text."""
    for found in STEP.finditer(TEXT[page]):
        block = found["fenced"] or found["quoted"] or found["code"] or ""
        if found["code"]:
            margin = rf"^{found['indent']} {{4}}"
            block = re.sub(margin, "", block, flags=re.MULTILINE)
        yield found["told"], block.strip("\n") + "\n"


def first(page, told):
    return next(block for it, block in steps(page) if it == told)


def plain(quote):
    """A quotation as the text that it was made from."""
    lines = [line.strip().removeprefix(">").strip() for line in quote.splitlines()]
    return [line.replace("<s>", "~~").replace("</s>", "~~") for line in lines if line]


class Desk:
    """A copy of the data with an editor at it."""

    def __init__(self, folder):
        self.root = make_root(folder, REPOSITORY)

    def read(self, file):
        return (self.root / file).read_text(encoding="utf-8")

    def write(self, file, text):
        (self.root / file).write_text(text, encoding="utf-8", newline="\n")

    def append(self, file, text):
        there = self.read(file) if (self.root / file).exists() else ""
        self.write(file, f"{there}\n{text}" if there else text)

    def replace(self, file, old, new):
        text = self.read(file)
        assert text.count(old) == 1, (file, old)
        self.write(file, text.replace(old, new))

    def problems(self):
        """What the check says, as it says it."""
        try:
            check(self.root, TODAY)
        except ProgrammeError as error:
            return error.problems
        return []


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def original(tmp_path_factory):
    return Desk(tmp_path_factory.mktemp("before")).root


def carry_out(desk, page):
    """Do what a page says to do with files; returns the told and block of every other step."""
    rest, before = [], ""
    for told, block in steps(page):
        match told.split():
            case [file, "innehåller"]:
                assert block in desk.read(file), block
                before = block
            case [file, "byt"]:
                desk.replace(file, before, block)
            case [file, "ny"]:
                assert not (desk.root / file).exists()
                desk.write(file, block)
            case [file, "sist"]:
                desk.append(file, block)
            case _:
                rest.append((told, block))
    return rest


@pytest.mark.parametrize("page", ["andra-en-text", "lagg-till-ett-system"])
def test_a_walk_through_can_be_followed_to_the_page_that_it_promises(page, desk, original):
    rest = carry_out(desk, page)
    site = build(desk.root, "internal", TODAY)
    shown = pages_of(desk, site, rest)
    changes, unread = between(read_folder(original), read_folder(desk.root))
    assert not unread
    comment = write(changes, "markdown", old_name="main", new_name="nu", unread=unread)
    for told, block in rest:
        if told == "skillnad":
            for line in plain(block):
                assert line in comment
        elif told.startswith("sidan "):
            path, _, text = told.removeprefix("sidan ").partition(" visar: ")
            assert text in shown[path]
    assert not desk.problems()


def pages_of(desk, site, rest):
    """Those pages that are promised something of, as Markdown."""
    jinja = Environment(undefined=StrictUndefined)  # noqa: S701 (Markdown)
    texts = {}
    for told, _ in rest:
        if told.startswith("sidan "):
            path = told.removeprefix("sidan ").partition(" visar: ")[0]
            written = desk.root / "docs" / path
            text = written.read_text("utf-8") if written.exists() else site.pages[path].text
            texts[path] = without_comments(jinja.from_string(text).render(site.shortcodes.names))
    return texts


def test_a_term_can_be_added_and_a_word_of_two_terms_is_told(desk):
    rest = carry_out(desk, "lagg-till-ett-begrepp")
    assert not desk.problems()
    blocks = dict(rest)
    wrong = blocks["data/terms.yml byt jourtelefoner"]
    desk.replace("data/terms.yml", "  forms: [jourtelefonen, jourtelefoner]\n", wrong)
    (problem,) = desk.problems()
    headline, expected = blocks["fel"].splitlines()
    assert problem.headline == headline
    assert expected.split("väntade")[1].strip() == problem.expected
    desk.replace("data/terms.yml", wrong, "  forms: [jourtelefonen, jourtelefoner]\n")
    block = first("byta-id-eller-ta-bort", "ta bort jourtelefon")
    added = first("lagg-till-ett-begrepp", "data/terms.yml sist")
    desk.replace("data/terms.yml", f"\n{added}", "")
    desk.append("data/retired.yml", block)
    assert not desk.problems()


def test_every_error_is_told_as_the_check_tells_it_and_mended_as_the_guide_says(desk):
    desk.write(SYSTEM, first("lagg-till-ett-system", f"{SYSTEM} ny"))
    found = list(steps("svara-pa-ett-fel"))
    mended = 0
    for number, (told, block) in enumerate(found):
        if told == "fel rad":
            (_, error), (_, right) = found[number + 1], found[number + 2]
            there = right if right in desk.read(SYSTEM) else of_field(desk, right)
            desk.replace(SYSTEM, there, block)
            (problem,) = desk.problems()
            assert str(problem) == error.rstrip("\n")
            desk.replace(SYSTEM, block, right)
            mended += 1
        elif told.startswith("fel namn "):
            name = told.removeprefix("fel namn ")
            (desk.root / SYSTEM).rename(desk.root / "data" / "systems" / name)
            (problem,) = desk.problems()
            assert str(problem) == block.rstrip("\n")
            (desk.root / "data" / "systems" / name).rename(desk.root / SYSTEM)
    assert mended >= 6
    assert not desk.problems()


def of_field(desk, line):
    """The line of the file that has the same field as another line."""
    field = line.partition(":")[0]
    return next(it for it in desk.read(SYSTEM).splitlines(True) if it.startswith(f"{field}:"))


def test_what_stands_beside_the_line_on_the_host_is_what_the_guide_says(desk):
    desk.write(SYSTEM, first("lagg-till-ett-system", f"{SYSTEM} ny"))
    wrong = first("svara-pa-ett-fel", "fel rad")
    desk.replace(SYSTEM, of_field(desk, wrong), wrong)
    told = reports.FOR_TOOLS["github"](reports.of_problems(desk.problems(), TODAY))
    title, body = plain(first("svara-pa-ett-fel", "vid raden"))
    assert f"title={title.strip('*')}::{body}" in told


def test_a_review_is_written_as_the_page_gives_it_and_shows_on_the_page(desk):
    told = build(desk.root, "internal", TODAY).colophons["system/e-post.md"].record
    entry = first("ga-igenom", "genomgång system/e-post")
    without = re.compile("(?<=digest: ).*")
    assert without.sub("", entry.rstrip("\n")) == without.sub("", told.entry.rstrip("\n"))
    desk.append("data/reviews.yml", f"{told.entry}\n")
    (problem,) = desk.problems()
    assert problem.headline == first("ga-igenom", "genomgång fel").strip()
    desk.replace(
        "data/reviews.yml", "  by: SKRIV ROLLENS ID\n", first("ga-igenom", "genomgång klar")
    )
    assert not desk.problems()
    reviewed = build(desk.root, "internal", TODAY).colophons["system/e-post.md"].reviewed
    assert reviewed.startswith("24 november 2026, systemägare: stämmer")


def test_a_version_is_marked_and_a_system_decommissioned_as_the_guide_says(desk):
    version = first("publicera", "data/programme.yml före sections:")
    desk.replace("data/programme.yml", "\nsections:\n", f"{version}\nsections:\n")
    file = "data/systems/televaxeln.yml"
    status = next(it for it in desk.read(file).splitlines(True) if it.startswith("status:"))
    desk.replace(file, status, first("byta-id-eller-ta-bort", f"{file} status avvecklat"))
    assert not desk.problems()


def test_what_still_points_at_what_is_taken_away_is_told(desk):
    (desk.root / "data/systems/nilexplus.yml").unlink()
    block = first("byta-id-eller-ta-bort", "ta bort jourtelefon")
    gone = block.replace("jourtelefon", "nilexplus").replace("of: begrepp", "of: system")
    desk.append("data/retired.yml", gone)
    told = first("byta-id-eller-ta-bort", "ta bort nilexplus").rstrip("\n")
    assert any(told in str(problem) for problem in desk.problems())


def test_a_register_is_read_in_as_the_guide_says(desk):
    for name in ("register.csv", "karta.yml"):
        desk.write(name, first("importera", f"import {name}"))
    programme, _ = check(desk.root, TODAY)
    plan = prepare(
        desk.root,
        programme,
        desk.root / "register.csv",
        desk.root / "karta.yml",
        lambda identifier, values: new_file(desk, programme, identifier, values),
    )
    assert preview(plan) == first("importera", "import svar").rstrip("\n")


def new_file(desk, programme, identifier, values):
    draft = Draft(desk.root)
    return draft.text(create(draft, KINDS["system"], identifier, values, programme))


# --- commands ------------------------------------------------------------------------------


def command_lines():
    """Every command line that the pages show, in a block or within a line."""
    for text in TEXT.values():
        for line in re.findall(r"^ *(\.venv/bin/itprogram .*|make .*)$", text, re.MULTILINE):
            yield line.strip()
        for line in re.findall(r"`((?:\.venv/bin/)?itprogram [^`]+|make [^`]+)`", text):
            yield line


@pytest.mark.parametrize("line", sorted(set(command_lines())))
def test_a_command_line_is_one_that_the_command_understands(line):
    program, *arguments = shlex.split(line)
    if program == "make":
        targets = re.findall(r"^([a-z]+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
        assert set(arguments) <= set(targets)
        return
    assert parser().parse_args(arguments).run


def test_a_command_answers_as_the_guide_shows(desk, capsys):
    shown, answered = list(steps("pa-din-dator")), 0
    for (told, line), (after, answer) in pairwise(shown):
        if (told, after) == ("kommando", "svar"):
            options = parser().parse_args(shlex.split(line)[1:])
            options.run(desk.root, options)
            said = capsys.readouterr()
            assert said.out + said.err == answer
            answered += 1
    assert answered == 3


# --- what is named -------------------------------------------------------------------------

SHOWN = "\n".join(
    path.read_text(encoding="utf-8")
    for pattern in (
        "overrides/**/*.html", "macros/templates/*.jinja", ".github/**/*.yml", ".github/*.md",
        ".gitlab-ci.yml",
    )
    for path in sorted(REPOSITORY.glob(pattern))
)  # fmt: skip
OF_THE_GUIDE = {
    "En gren",
    "Förrådet",
    "Ett förslag",
    "Git-värden",
    "Du är klar",
    "väntade",
    "hittade",
    "tips",
}
"""Words in bold that are the guide's own, or the check's."""


@pytest.mark.parametrize("page", PAGES)
def test_a_label_that_is_quoted_stands_where_people_see_it(page):
    text = re.sub(r"^ *>.*$", "", TEXT[page], flags=re.MULTILINE)
    for label in re.findall(r"\*\*([^*\n]+)\*\*", text):
        assert label in OF_THE_GUIDE or label in SHOWN, label


def test_what_the_guide_quotes_of_the_comment_and_the_news_stands_there():
    for page, words in (
        ("svara-pa-ett-fel", "Skillnaden går inte att visa. Rätta först felen"),
        ("publicera", "versionen finns inte i den kopia av Git som webbplatsen är byggd av"),
    ):
        assert words in TEXT[page]
        assert words in SHOWN
    assert "ändrat efter genomgången" in TEXT["ga-igenom"]
    assert "ändrat efter genomgången" in (REPOSITORY / "macros/colophon.py").read_text("utf-8")


@pytest.mark.parametrize("page", ALL)
def test_every_file_and_page_that_is_named_is_there(page):
    for path in re.findall(r"`((?:data|docs|macros|tests)/[\w/.-]*)`", TEXT[page]):
        if path in NOT_OURS or path in (SYSTEM, "docs/system/e-post.md"):
            continue
        assert (REPOSITORY / path).exists(), path
    for path, anchor in re.findall(r"\]\(((?!http|#)[^)#]+)(?:#([^)]+))?\)", TEXT[page]):
        assert (FOLDER / path).exists(), path
        assert not anchor or f"{{ #{anchor} }}" in (FOLDER / path).read_text("utf-8"), anchor


def test_every_page_is_in_the_list_of_guides():
    linked = set(re.findall(r"\]\(([\w/-]+\.md)\)", TEXT["index"]))
    assert {it.name for it in FOLDER.glob("*.md")} - {"index.md"} <= linked


def test_every_block_of_the_guide_is_tried():
    for page in PAGES:
        without = STEP.sub("", TEXT[page])
        assert "```" not in without, page
        assert not re.search(r"^ {8}\S", without, re.MULTILINE), page

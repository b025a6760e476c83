"""Nothing leaks: what only some may see is nowhere on a site that others read.

Every field of every kind holds a canary: something that is nowhere else, with a level that these
tests work out by themselves. The door is also opened on purpose, to see that the tests can fail.
"""

import gzip
import html
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import views
from macros.build import build, written_out
from macros.listings import is_part
from macros.records import COLLECTIONS
from macros.records.fields import Visibility
from macros.redaction.outcomes import _Disclosure
from tests.canaries import INTERNAL, OPEN, RESTRICTED, fields, make_municipality
from tests.conftest import REPOSITORY, TODAY, itprogram, once
from tests.test_redaction import everything_reachable

SITES = {"public": OPEN, "internal": INTERNAL}


def told(texts):
    """Everything that texts say, as words in lower case with single spaces around."""
    whole = unquote(html.unescape("\n".join(texts))).lower()
    return f" {' '.join(re.findall('[a-z0-9]+', whole))} "


def files(tree):
    """Every file of a finished site as text, its own path first."""
    for path in sorted(tree.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            yield f"{path.relative_to(tree)}\n{data.decode('utf-8', 'replace')}"


def singing(canaries, texts):
    """The canaries that texts tell."""
    whole = told(texts)
    words = set(whole.split())
    return [
        canary for canary in canaries if any(is_told(text, words, whole) for text in canary.texts)
    ]


def is_told(text, words, whole):
    plain = " ".join(re.findall("[a-z0-9]+", text.lower()))
    return plain in words if " " not in plain else f" {plain} " in whole


def escaped(canaries, texts, audience):
    """The canaries that texts tell although their readers may not see them."""
    return [it for it in singing(canaries, texts) if not it.may_be_seen(audience)]


def build_canaries(root):
    """A municipality of canaries with both sites, built by its own command."""
    root.mkdir()
    canaries = make_municipality(root)
    for audience in SITES:
        done = build_one(root, audience)
        assert done.returncode == 0, done.stdout + done.stderr
    return canaries


def build_one(root, audience, code=REPOSITORY):
    options = ("--audience", audience, "--date", TODAY.isoformat(), "--to", str(root / audience))
    return itprogram(root, "build", *options, code=code)


def build_plainly(root, code):
    """What the engine's own command makes of a municipality."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=root, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(code)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def aviary(tmp_path_factory):
    root = once(tmp_path_factory, "canaries", build_canaries)
    again = tmp_path_factory.mktemp("again")
    return root, make_municipality(again)


@pytest.mark.parametrize("audience", SITES)
def test_no_canary_escapes_to_a_finished_site(aviary, audience):
    root, canaries = aviary
    assert escaped(canaries, files(root / audience), SITES[audience]) == []


@pytest.mark.parametrize("audience", SITES)
def test_most_canaries_that_may_be_seen_are_on_the_site_so_the_search_can_find(aviary, audience):
    root, canaries = aviary
    seen = [it for it in canaries if it.may_be_seen(SITES[audience]) and not it.is_outcome]
    found = singing(seen, files(root / audience))
    assert len(found) > 0.9 * len(seen), sorted({c.path for c in seen} - {c.path for c in found})


def test_outcomes_are_told_on_the_internal_site_so_the_search_can_find_them_and_only_there(aviary):
    root, canaries = aviary
    outcomes = [it for it in canaries if it.is_outcome and it.may_be_seen(INTERNAL)]
    assert len(singing(outcomes, files(root / "internal"))) > 0.4 * len(outcomes) > 100
    assert singing(outcomes, files(root / "public")) == []


WITHOUT_CANARY = ("group", "link", "flag", "choice")
"""Forms of fields whose values can be nowhere else only together with others."""


def test_there_are_canaries_of_every_level_and_in_every_field_that_can_hold_one(aviary):
    _, canaries = aviary
    places = {canary.path for canary in canaries}
    for collection in COLLECTIONS:
        for path, level, form, _ in fields(collection.model):
            kept_nowhere = collection.single or collection.kind == "retirement" or path == "digest"
            if level is not OPEN and not kept_nowhere and form not in WITHOUT_CANARY:
                assert any(place.endswith(f": {path}") for place in places), path
    for level in Visibility:
        assert len([canary for canary in canaries if canary.level is level]) > 200


def test_nothing_withheld_can_be_reached_from_the_view_or_the_site(aviary):
    root, canaries = aviary
    for audience, readers in SITES.items():
        site = build(root, audience, TODAY)
        for start in (site.view, site):
            texts = [str(thing) for thing in everything_reachable(start) if is_value(thing)]
            assert escaped(canaries, texts, readers) == []
            assert len(singing(canaries, texts)) > 400


def test_outcomes_of_every_state_can_be_reached_from_the_internal_site_and_none_from_the_open(
    aviary,
):
    root, canaries = aviary
    outcomes = [it for it in canaries if it.is_outcome]
    for audience in SITES:
        site = build(root, audience, TODAY)
        reached = list(everything_reachable(site))
        told = [it for it in reached if isinstance(it, views.Outcome)]
        assert {it.state for it in told} == (set(views.STATES) if audience == "internal" else set())
        assert len([it for it in reached if isinstance(it, views.Remark)]) == len(
            site.view.compliance.remarks
        )
        texts = [str(it) for it in reached if is_value(it)]
        assert bool(singing(outcomes, texts)) == (audience == "internal")


WORDS_OF_OUTCOMES = (
    "efterlevnad", "mitt ansvar", "inte uppfyllt", "går inte att avgöra", "undantag gäller",
)  # fmt: skip


def test_no_path_link_word_or_count_of_outcomes_is_on_the_open_site(aviary):
    root, _ = aviary
    paths = [path.relative_to(root / "public").as_posix() for path in files_of(root / "public")]
    assert not [path for path in paths if re.search(r"efterlevnad|mitt-ansvar|\.ics\b", path)]
    whole = told(text for text in files(root / "public") if not text.startswith("assets/"))
    for words in WORDS_OF_OUTCOMES:
        plain = " ".join(re.findall("[a-z0-9]+", words))
        assert f" {plain} " not in whole, words
    site = build(root, "public", TODAY)
    assert not [path for path in site.data("") if path.endswith(".ics")]
    assert "efterlevnad" not in str(site.nav)


def files_of(tree):
    return [path for path in tree.rglob("*") if path.is_file()]


def test_were_everything_told_the_canaries_of_the_internal_site_would_tell(aviary, monkeypatch):
    root, canaries = aviary
    monkeypatch.setattr(_Disclosure, "_may_be_told", disclose)
    monkeypatch.setattr(_Disclosure, "_may_be_remarked", disclose)
    found = build(root, "internal", TODAY).view.compliance
    texts = [why for outcome in found.outcomes for why in outcome.why]
    assert len(escaped(canaries, texts, INTERNAL)) > 50


def disclose(disclosure, told):
    """Tells of what has a page, whatever it rests on."""
    entity = getattr(told, "requirement", None) or told.record
    return disclosure._is_seen(entity) and disclosure._is_seen(told.record)


def is_value(thing):
    return isinstance(thing, str | int | date)


def test_the_public_site_says_nothing_of_who_made_it_or_where(aviary):
    root, _ = aviary
    whole = "\n".join(files(root / "public"))
    assert str(root) not in whole
    assert str(REPOSITORY) not in whole
    assert str(Path.home()) not in whole
    assert not list((root / "public").rglob("*.map"))
    pages = "\n".join(path.read_text("utf-8") for path in (root / "public").rglob("*.html"))
    for trace in ("md-source", "git-revision", 'rel="edit"', "md-content__button", "<!-- "):
        assert trace not in pages


def test_counts_on_the_public_site_are_those_of_what_it_shows(aviary):
    root, _ = aviary
    page = (root / "public" / "data" / "index.html").read_text(encoding="utf-8")
    shown = build(root, "public", TODAY).view.shelf("system")
    assert re.search(rf"\b{len(shown)}\b", page)
    for file in (root / "public" / "data").glob("*.json"):
        assert "zqsystemintern" not in file.read_text(encoding="utf-8")


# --- the door is opened on purpose ----------------------------------------------------------

DOORS = {
    "every field is permitted": (
        "redaction/records.py",
        "for permission in permitted(model, self.audience, seen.chosen, whole=seen.whole):",
        "for permission in permitted(model, Visibility.RESTRICTED):",
    ),
    "every record is permitted": (
        "redaction/records.py",
        "if (mark := visibility.of_record(collection, record)).rank <= self.audience.rank",
        "if (mark := visibility.of_record(collection, record))",
    ),
    "references lead to what is hidden": (
        "redaction/records.py",
        "link = self.links.get(key)",
        "link = self.links.get(key) or Link(*key, key[1], entry.entity.title, None)",
    ),
    "pages are not left out": (
        "build.py",
        "shown = [page for page in written if page.visibility.rank <= readers.rank]",
        "shown = written",
    ),
    "passages are kept": (
        "build.py",
        "passages=readers is not Visibility.PUBLIC",
        "passages=True",
    ),
    "files that nobody links to are kept": (
        "build.py",
        "*linked])",
        "*(file.path for file in other_files(root))])",
    ),
    "outcomes are told to all": (
        "redaction/outcomes.py",
        "    if audience is Visibility.PUBLIC:\n        return view\n",
        "",
    ),
}
ALSO = {
    "outcomes are told to all": (
        "build.py",
        "    if readers is not Visibility.PUBLIC:\n        view = with_outcomes",
        "    if readers:\n        view = with_outcomes",
    ),
}
"""The second of two locks."""
LEFT_OUT = ("hook.py", "    _leave_out_unlinked(config, files)\n", "")
"""What leaves out files a second time, once the pages are finished."""
GUARD = ("hook.py", '        raise Abort(f"\\n{report(found)}")', "        print(report(found))")
BROOM = ("hook.py", "        shutil.rmtree(config.site_dir, ignore_errors=True)\n", "")


def with_changed_code(root, *changes):
    """The municipality of canaries with changes made to a copy of the code."""
    root.mkdir(exist_ok=True)
    canaries = make_municipality(root)
    configuration = root / "mkdocs.yml"
    lenient = configuration.read_text(encoding="utf-8").replace("strict: true", "strict: false")
    configuration.write_text(lenient, encoding="utf-8")
    (root / "macros").unlink()
    shutil.copytree(REPOSITORY / "macros", root / "macros")
    for file, old, new in changes:
        path = root / "macros" / file
        code = path.read_text(encoding="utf-8")
        assert code.count(old) == 1, f"{old!r} stands {code.count(old)} times in {file}"
        path.write_text(code.replace(old, new), encoding="utf-8")
    return canaries


@pytest.mark.parametrize("door", DOORS)
def test_when_the_door_is_open_both_the_canaries_and_the_last_look_tell(tmp_path, door):
    opened = [it[door] for it in (DOORS, ALSO) if door in it]
    canaries = with_changed_code(tmp_path / "root", *opened, LEFT_OUT, GUARD, BROOM)
    done = build_one(tmp_path / "root", "public", code=tmp_path / "root")
    assert done.returncode == 0, done.stderr
    assert "På webbplatsen står något som dess läsare inte får se" in done.stdout
    assert escaped(canaries, files(tmp_path / "root" / "public"), OPEN)


def test_a_site_that_shows_too_much_is_not_left_behind_and_the_last_one_is(tmp_path):
    root = tmp_path / "root"
    with_changed_code(root, DOORS["every field is permitted"])
    (root / "public").mkdir()
    (root / "public" / "index.html").write_text("förra", encoding="utf-8")
    done = build_one(root, "public", code=root)
    assert done.returncode == 1
    assert re.search(r"^data/\S+:\d+:1  På webbplatsen står", done.stdout, re.MULTILINE)
    assert re.search(r"hittade +»[^«]+« i data/[\w/]+\.yml:\d+:\d+\n", done.stdout)
    assert "Ingenting har skrivits." in done.stdout
    assert [path.name for path in (root / "public").iterdir()] == ["index.html"]
    assert not [path for path in root.iterdir() if path.name.startswith(".public")]


def test_the_plain_command_of_the_engine_leaves_no_leaking_site_either(tmp_path):
    root = tmp_path / "root"
    with_changed_code(root, DOORS["every record is permitted"])
    done = build_plainly(root, root)
    assert done.returncode == 1
    assert not (root / "site" / "public").exists()


# --- any choice of visibility ---------------------------------------------------------------


@st.composite
def choices_of_visibility(draw):
    """For some kinds, levels that their records choose for some fields."""
    chosen = {}
    for collection in COLLECTIONS:
        if collection.single or collection.kind == "retirement":
            continue
        possible = [
            (path, level)
            for path, own, form, is_required in fields(collection.model)
            for level in Visibility
            if (level.rank > own.rank and not is_required)
            or (own.rank > level.rank >= collection.visibility.rank and form != "group")
            if not (own is RESTRICTED and level is OPEN)
        ]
        some = draw(st.lists(st.sampled_from(possible), max_size=4, unique_by=lambda it: it[0]))
        chosen[collection.kind] = without_overlap(dict(some))
    return chosen


def without_overlap(chosen):
    """Choices of which none is about a field inside another's."""
    return {
        path: level
        for path, level in chosen.items()
        if not any(path.startswith(f"{other}.") for other in chosen)
    }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(chosen=choices_of_visibility())
def test_whatever_records_choose_nothing_escapes_from_pages_and_data(tmp_path_factory, chosen):
    root = tmp_path_factory.mktemp("choice")
    canaries = make_municipality(root, chosen)
    for audience, readers in SITES.items():
        site = build(root, audience, TODAY)
        texts = list(written_out(root, site).values())
        for pieces in site.data("").values():
            texts += pieces()
        assert escaped(canaries, texts, readers) == []
    shutil.rmtree(root)


def test_a_decision_lets_a_field_out_and_an_override_keeps_it_in(tmp_path):
    chosen = {"system": {"operations.party": OPEN, "version": INTERNAL, "url": RESTRICTED}}
    canaries = make_municipality(tmp_path, chosen)
    found = {
        audience: {
            canary.path
            for canary in singing(
                canaries, written_out(tmp_path, build(tmp_path, audience, TODAY)).values()
            )
        }
        for audience in SITES
    }
    assert "system/zqsystempoints0x: operations.party" in found["public"]
    assert "system/zqsystempoints0x: version" not in found["public"]
    assert "system/zqsystempoints0x: url" not in found["public"] | found["internal"]


# --- what editors may do by mistake ----------------------------------------------------------


def told_by_the_last_look(root):
    """What a public build says; every build here is of the second municipality."""
    done = build_one(root, "public")
    assert "Traceback" not in done.stdout + done.stderr
    return re.findall(r"hittade +»([^«]+)« i (\S+?):", done.stdout)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


REPEATED = "Nyckeln till det gamla arkivet ligger kvar hos den som vaktar porten"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("docs/om.md", "# Om", f"# Om\n\n{REPEATED}.\n\n## Om"),
        ("data/systems/lokalbokningen.yml", "\npurpose: ", f"\npurpose: {REPEATED}. "),
        ("data/systems/trygghetslarmen.yml", "\npurpose: ", f"\npurpose: {REPEATED}. "),
        ("docs/om.md", "# Om", "# Om\n\nVi köper det av Zandoria.\n\n## Om"),
    ],
    ids=["page", "same record", "other record", "supplier"],
)
def test_an_internal_text_that_is_repeated_in_an_open_one_is_told(haggasa, file, old, new):
    system = haggasa / "data" / "systems" / "lokalbokningen.yml"
    with system.open("a", encoding="utf-8") as stream:
        stream.write(f"internal_note: {REPEATED}.\nvendor: Zandoria\n")
    assert told_by_the_last_look(haggasa) == []
    edit(haggasa / file, old, new)
    told = told_by_the_last_look(haggasa)
    assert {place for _, place in told} == {"data/systems/lokalbokningen.yml"}


def test_what_only_the_engines_own_theme_would_say_excuses_nothing(haggasa):
    words = "Kopiera till urklipp"
    system = haggasa / "data" / "systems" / "lokalbokningen.yml"
    with system.open("a", encoding="utf-8") as stream:
        stream.write(f"internal_note: {words}\n")
    assert build(haggasa, "public", TODAY).watch.find(words)


def test_a_hidden_record_may_quote_what_is_open(haggasa):
    quoted = "Lokalerna ska användas och det ska vara lätt att boka."
    hidden = haggasa / "data" / "systems" / "ritningsarkivet.yml"
    with hidden.open("a", encoding="utf-8") as stream:
        stream.write(f"internal_note: {quoted}\nnote: Alla användare\n")
    (haggasa / "docs" / "intern").mkdir(exist_ok=True)
    (haggasa / "docs" / "intern" / "citat.md").write_text(
        f"# Citat\n\n{quoted}\n", encoding="utf-8"
    )
    assert told_by_the_last_look(haggasa) == []


def test_a_decision_counts_from_its_day(haggasa):
    system = haggasa / "data" / "systems" / "lokalbokningen.yml"
    decision = "publication_decisions: [{fields: [vendor], by: ks, date: %s, reason: Prov.}]\n"
    with system.open("a", encoding="utf-8") as stream:
        stream.write("vendor: Zandoria\n" + decision % "2026-11-25")
    done = build_one(haggasa, "public")
    assert done.returncode == 1
    assert "har ett datum som inte har varit" in done.stdout
    edit(system, "2026-11-25", "2026-11-24")
    assert told_by_the_last_look(haggasa) == []
    page = haggasa / "public" / "system" / "lokalbokningen" / "index.html"
    assert "Zandoria" in page.read_text(encoding="utf-8")


def test_what_is_left_of_a_group_says_nothing_of_what_is_withheld():
    view = build(REPOSITORY, "public", TODAY).view
    for system in view.shelf("system"):
        assert all(assignment.party for assignment in system.assignments)
        told = system.secrecy if isinstance(system.secrecy, tuple) else ()
        parts = [part.values for part in told if is_part(part)]
        assert all(parts.count(part) == 1 for part in parts)


def published(haggasa):
    """The files of the public site that come from docs/."""
    done = build_one(haggasa, "public")
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name for path in (haggasa / "public").rglob("*.txt")}


@pytest.mark.parametrize(
    "words",
    [
        "{% call internal( ) %}\n\n[bilaga](bilaga.txt)\n\n{% endcall %}",
        "{% call() internal() %}\n\n[bilaga](bilaga.txt)\n\n{% endcall %}",
        "{% call internal() %}\n\nSe [bilaga][den].\n\n{% endcall %}\n\n[den]: bilaga.txt",
        "<!-- [bilaga](bilaga.txt) -->",
        "{# [bilaga](bilaga.txt) #}",
        "\\[bilaga\\](bilaga.txt)",
        "    [bilaga](bilaga.txt)",
        "`[bilaga](bilaga.txt)`",
        '{{ internal("Se [bilaga](bilaga.txt).") }}',
        "Inget om den.",
    ],
)
def test_a_file_that_no_reader_is_led_to_is_not_published(haggasa, words):
    (haggasa / "docs" / "bilaga.txt").write_text("Bara för oss.\n", encoding="utf-8")
    with (haggasa / "docs" / "om.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{words}\n")
    assert published(haggasa) == set()


@pytest.mark.parametrize(
    "words", ["[bilaga](bilaga.txt)", "Se [bilaga][den].\n\n[den]: bilaga.txt"]
)
def test_a_file_that_a_reader_is_led_to_is_published(haggasa, words):
    (haggasa / "docs" / "bilaga.txt").write_text("Till alla.\n", encoding="utf-8")
    with (haggasa / "docs" / "om.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n{words}\n")
    assert published(haggasa) == {"bilaga.txt"}


@pytest.mark.parametrize(
    "mention",
    ['{{ link("system/ritningsarkivet") }}', "<!-- Ritningsarkivet -->", "{# Ritningsarkivet #}",
     '{{ internal("Ritningsarkivet") }}', "Inget."],
)  # fmt: skip
def test_what_no_reader_sees_of_a_page_excuses_nothing(haggasa, mention):
    (haggasa / "docs" / "blad.txt").write_text("Om Ritningsarkivet.\n", encoding="utf-8")
    with (haggasa / "docs" / "om.md").open("a", encoding="utf-8") as page:
        page.write(f"\n\n[blad](blad.txt)\n\n{mention}\n")
    places = {place for _, place in told_by_the_last_look(haggasa)}
    assert "data/systems/ritningsarkivet.yml" in places or "internal" in mention
    assert places


def test_pictures_and_quotations_are_no_false_alarm(haggasa):
    import random

    noise = random.Random(1).randbytes(400_000)  # noqa: S311 (a picture)
    (haggasa / "docs" / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n" + noise)
    (haggasa / "docs" / "intern").mkdir()
    (haggasa / "docs" / "intern" / "anteckning.md").write_text(
        "# Anteckning\n\nRiktlinjen antogs av kommunstyrelsen. Så här säger vi: Lokalbokningen, "
        "Trygghetslarmen. Objekten är Lokalbokningen och Trygghetslarmen.\n",
        encoding="utf-8",
    )
    system = haggasa / "data" / "systems" / "lokalbokningen.yml"
    with system.open("a", encoding="utf-8") as stream:
        stream.write("vendor: M3\nproduct: Focus\nlogin: rensa\nkeywords: [toggle, palette, sök]\n")
    with (haggasa / "docs" / "om.md").open("a", encoding="utf-8") as page:
        page.write("\n\n![bild](bild.png)\n")
    assert told_by_the_last_look(haggasa) == []


def test_a_plain_build_that_fails_leaves_no_open_site_that_nobody_has_looked_at(haggasa):
    with (haggasa / "docs" / "om.md").open("a", encoding="utf-8") as page:
        page.write("\n\n[rubrik](#finns-inte)\n")
    done = build_plainly(haggasa, REPOSITORY)
    assert done.returncode == 1
    assert not (haggasa / "site" / "public").exists()

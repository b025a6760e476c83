"""A new record passes the check at once, and tells of all that can also be filled in."""

import re

import pytest

from macros import source
from macros.build import check
from macros.editing.creation import sample
from macros.problems import ProgrammeError
from macros.records import COLLECTIONS
from macros.records.reading import faults
from tests.conftest import TODAY
from tests.editing.conftest import edit, run, snapshot

ANSWERS = {
    "roll": ["name=Arkivarie", "kind=tjänsteman", "summary=Vårdar.", "sections=1.1"],
    "system": ["name=Postboken", "summary=En bok: för post.", "purpose=Veta.", "status=i drift"],
    "instruktion": [
        "title=Så gör du med post", "part=post", "summary=Om post.", "responsible_role=kanslichef",
        "status=gällande", "applies_to=objektagare", "chapters.title=Posten",
        "chapters.rules.text=Du ska öppna posten.",
        "chapters.rules.modality=ska", "chapters.rules.topic=meddelanden",
    ],
    "krav": ["section=1.1", "title=Post", "text=Posten öppnas.", "applies_to=objektagare, ks",
             "checkable=nej", "id=K13"],
    "begrepp": ["name=post", "definition=Brev.", "status=nutida ord"],
    "standard": ["name=Brev", "sections=1.1", "text=Alla skriver brev."],
    "programvara": ["name=Brevet", "functions=bildbank", "status=tillåten"],
    "enhet": ["name=Posten", "kind=kontor"],
    "funktion": ["name=Postmästare", "text=Ser till posten."],
    "rättelse": ["id=en-rattelse"],
    "genomgång": ["id=en", "reviewed=K1", "by=kanslichef", "date=2026-02-03", "outcome=stämmer",
                  "digest=0123456789abcdef"],
}  # fmt: skip
CREATABLE = [it for it in COLLECTIONS if not it.single and it.kind != "retirement"]


def settings(answers):
    return [word for answer in answers for word in ("--set", answer)]


def new(root, kind, *more):
    return run(root, "new", kind, *settings(ANSWERS[kind]), *more)


@pytest.fixture
def no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize("collection", CREATABLE, ids=lambda it: it.word)
def test_a_new_record_of_every_kind_passes_the_check_at_once(root, capsys, collection):
    before = snapshot(root)
    programme, _ = check(root, TODAY)
    assert new(root, collection.word) == 0, capsys.readouterr()
    after = snapshot(root)
    (file,) = [path for path in after if after[path] != before.get(path)]
    assert after[file].startswith(before.get(file, b"")), "what was there stays"
    grown, _ = check(root, TODAY)
    there = grown.index[collection.kind].keys() - programme.index[collection.kind].keys()
    assert len(there) == 1
    text = after[file].decode()
    assert file in before or text.startswith("# yaml-language-server: $schema=")


POSTBOKEN = "data/systems/postboken.yml"


def fields_told(text):
    """The fields that stand as comments: the name of each, and its lines without their mark."""
    for block in re.split(r"\n\n", text)[2:]:
        lines = block.strip().split("\n")
        if all(line.startswith("# ") for line in lines):
            plain = [line.removeprefix("# ") for line in lines[1:]]
            yield plain[0].partition(":")[0], "\n".join(plain) + "\n"


@pytest.mark.usefixtures("no_terminal")
def test_every_field_that_stands_as_a_comment_can_be_used_as_it_is(root):
    assert new(root, "system") == 0
    (collection,) = [it for it in COLLECTIONS if it.kind == "system"]
    text = (root / POSTBOKEN).read_text(encoding="utf-8")
    told = dict(fields_told(text))
    assert {"owner_note", "backup", "keywords", "criticality"} & told.keys()
    assert len(told) > 25
    for name, lines in told.items():
        document, found = source.read("", lines)
        assert document, name
        assert found == [], name
        assert faults(collection.model, document) == [], name
    wrong = {}
    for name, lines in told.items():
        (root / POSTBOKEN).write_text(f"{text}\n{lines}", encoding="utf-8")
        try:
            check(root, TODAY)
        except ProgrammeError as error:
            wrong[name] = [it.headline for it in error.problems]
    assert wrong == {}


@pytest.mark.usefixtures("no_terminal")
def test_no_field_of_a_new_system_is_left_untold(root):
    assert new(root, "system") == 0
    text = (root / POSTBOKEN).read_text(encoding="utf-8")
    (collection,) = [it for it in COLLECTIONS if it.kind == "system"]
    programme, _ = check(root, TODAY)
    for name, info in collection.model.model_fields.items():
        seldom = {"id", "visibility", "visibility_overrides", "publication_decisions", "example",
                  "example_note", "exceptions"}  # fmt: skip
        if name not in seldom and sample(info, programme.index) is not None:
            assert re.search(rf"^(# )?{info.alias or name}:", text, re.MULTILINE), name
    assert max(map(len, text.split("\n"))) <= 300


@pytest.mark.usefixtures("no_terminal")
def test_the_id_is_made_from_the_name_or_chosen(root):
    assert new(root, "system", "--id", "bok") == 0
    assert (root / "data/systems/bok.yml").is_file()
    assert (
        run(root, "new", "begrepp", *settings(["name=Åh, så öppet", *ANSWERS["begrepp"][1:]])) == 0
    )
    assert "\n- id: ah-sa-oppet\n" in (root / "data/terms.yml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        ("system", ["name=x"], "Det här saknas: --set summary="),
        ("system", ["nam=x"], "Fältet »nam« finns inte. Menade du »name«?"),
        ("system", ["backup=x"], "»backup« är en grupp. Välj ett fält i den:"),
        ("system", ["backup.intervall=x"], "Menade du"),
        ("system", ["name"], "Skriv --set som fält=värde, inte »name«."),
        ("system", ["name="], "Skriv --set som fält=värde"),
        ("system", ["status=i drfit"], "hittade »i drfit«"),
        ("system", ["introduced_on=i går"], "hittade »i går«"),
        ("system", ["name=a\u200bb"], "osynliga"),
        ("krav", ["applies_to=objektagare, ingen"], "id för en post som finns"),
        ("sytem", ["name=x"], "Slaget »sytem« finns inte. Menade du »system«?"),
        ("dokument", ["name=x"], "Slaget »dokument« finns inte."),
        ("pensionerat id", ["name=x"], "Slaget »pensionerat id« finns inte."),
    ],
)
def test_a_wrong_option_is_told_and_nothing_is_written(root, capsys, kind, answers, told):
    before = snapshot(root)
    assert run(root, "new", kind, *settings(answers)) == 2
    assert told in " ".join(capsys.readouterr().err.split())
    assert snapshot(root) == before


@pytest.mark.usefixtures("no_terminal")
@pytest.mark.parametrize(
    "identifier", ["trygghetslarmen", "larmparmen", "Bok", "", "index", "register", "a/b"]
)
def test_an_id_that_cannot_be_is_refused_and_nothing_is_written(root, capsys, identifier):
    before = snapshot(root)
    assert new(root, "system", "--id", identifier) == 2
    assert capsys.readouterr().err.count("»") >= 1
    assert snapshot(root) == before


@pytest.mark.usefixtures("no_terminal")
def test_what_the_whole_programme_refuses_is_told_and_nothing_is_written(root, capsys):
    edit(root, "data/terms.yml", "name: objekt\n", "name: post\n")
    before = snapshot(root)
    assert new(root, "begrepp") == 1
    assert "förklaras av två begrepp" in capsys.readouterr().err
    assert snapshot(root) == before


@pytest.mark.usefixtures("no_terminal")
def test_a_dry_run_shows_the_file_and_writes_nothing(root, capsys):
    before = snapshot(root)
    assert new(root, "system", "--dry-run") == 0
    assert "\nname: Postboken\n" in capsys.readouterr().out
    assert snapshot(root) == before


def answering(monkeypatch, *answers):
    """Answer questions one by one; there are no more lines after the last."""
    waiting = iter(answers)

    def answer():
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)


def test_a_wrong_answer_is_asked_again(root, capsys, monkeypatch):
    answering(monkeypatch, "", "Trygghetslarmen", "En bok.", "Veta.", "på gång", "i drift",
              "", "Bok", "larmparmen", "boken")  # fmt: skip
    assert run(root, "new", "system") == 0
    told = capsys.readouterr().err
    assert told.count("\nStatus\n") == 2
    assert "»trygghetslarmen« finns redan." in told
    assert "»larmparmen« har använts förut" in told
    assert (root / "data/systems/boken.yml").is_file()


def test_an_end_of_answers_writes_nothing(root, capsys, monkeypatch):
    before = snapshot(root)
    answering(monkeypatch, "Postboken", "En bok.")
    assert run(root, "new", "system") == 1
    assert capsys.readouterr().err.endswith("\nAvbrutet. Ingenting har skrivits.\n")
    assert snapshot(root) == before

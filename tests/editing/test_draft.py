"""A draft is tried on a copy, and is carried out whole or not at all."""

import os
import stat

import pytest

from macros.editing.draft import Draft
from tests.editing.conftest import run, snapshot


def test_the_copy_is_like_the_root_with_the_changes(root):
    draft = Draft(root)
    draft.write("data/ny.yml", "a: b\n")
    draft.remove("data/terms.yml")
    draft.move("docs/om.md", "docs/mer/om.md")
    expected = snapshot(root)
    expected["data/ny.yml"] = b"a: b\n"
    del expected["data/terms.yml"]
    expected["docs/mer/om.md"] = expected.pop("docs/om.md")
    before = snapshot(root)
    with draft.tried() as copy:
        assert snapshot(copy) == expected
    assert not copy.exists()
    assert snapshot(root) == before
    draft.carry_out()
    assert snapshot(root) == expected


def test_trying_never_writes_through_a_link(root):
    kept = root / "data" / "kept.txt"
    (root / "data/terms.yml").rename(kept)
    (root / "data/terms.yml").symlink_to(kept)
    before = snapshot(root)
    draft = Draft(root)
    draft.write("data/terms.yml", "- id: ny\n")
    with draft.tried() as copy:
        assert (copy / "data/terms.yml").read_text(encoding="utf-8") == "- id: ny\n"
    assert snapshot(root) == before
    draft.carry_out()
    assert (root / "data/terms.yml").is_symlink()
    assert kept.read_text(encoding="utf-8") == "- id: ny\n"


@pytest.mark.parametrize("blocked", ["data/second.yml", "data/first/second.yml"])
def test_nothing_is_written_when_one_file_cannot_be(root, blocked):
    (root / "data/second.yml").mkdir()
    (root / "data/first").write_text("en fil", encoding="utf-8")
    before = snapshot(root)
    draft = Draft(root)
    draft.write("data/terms.yml", "annat\n")
    draft._texts[blocked] = "text\n"
    draft.write("data/units.yml", "annat\n")
    with pytest.raises(OSError, match=r"second\.yml|first"):
        draft.carry_out()
    assert snapshot(root) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_nothing_is_written_when_a_folder_is_read_only(root, capsys):
    folder = root / "data/systems"
    before = snapshot(root)
    folder.chmod(0o555)
    try:
        assert run(root, "rename", "trygghetslarmen", "larmen") == 2
    finally:
        folder.chmod(0o755)
    assert snapshot(root) == before
    assert capsys.readouterr().err.startswith("Det går inte att skriva: ")


def test_the_mode_of_a_file_is_kept_when_it_is_changed_or_moved(root):
    for file, mode in (("terms.yml", 0o640), ("units.yml", 0o604)):
        (root / "data" / file).chmod(mode)
    draft = Draft(root)
    draft.write("data/terms.yml", "annat\n")
    draft.move("data/units.yml", "data/enheter.yml")
    draft.carry_out()
    assert stat.S_IMODE((root / "data/terms.yml").stat().st_mode) == 0o640
    assert stat.S_IMODE((root / "data/enheter.yml").stat().st_mode) == 0o604


def test_what_a_file_holds_already_is_no_change(root):
    draft = Draft(root)
    draft.write("data/terms.yml", (root / "data/terms.yml").read_text(encoding="utf-8"))
    assert draft.files == ()


def test_what_is_removed_has_no_text(root):
    draft = Draft(root)
    draft.remove("data/terms.yml")
    assert not draft.is_there("data/terms.yml")
    with pytest.raises(FileNotFoundError):
        draft.text("data/terms.yml")

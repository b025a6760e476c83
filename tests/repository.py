"""A municipality's data in Git, with commits on days that the test chooses."""

import os
import subprocess

WHO = {
    "GIT_AUTHOR_NAME": "Redaktionen",
    "GIT_AUTHOR_EMAIL": "redaktionen@haggasa.example",
    "GIT_COMMITTER_NAME": "Redaktionen",
    "GIT_COMMITTER_EMAIL": "redaktionen@haggasa.example",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(root, *arguments, day="2026-01-01"):
    """Run Git in a folder; returns what it says."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **WHO, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
             "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"},
    )  # fmt: skip
    return done.stdout.strip()


def begin(root, day):
    """Keep a folder in Git from a day; returns the commit."""
    git(root, "init", "--quiet", "--initial-branch=main")
    return commit(root, day)


def commit(root, day):
    """Keep what has changed; returns the commit."""
    git(root, "add", "data", "docs")
    git(root, "commit", "--quiet", "--allow-empty", "--message=Ändring", day=day)
    return git(root, "rev-parse", "HEAD")


def replace(root, file, old, new):
    """Change a file that has the old text once."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")

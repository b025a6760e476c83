"""`itprogram serve`: an editor saves a file and sees it, or sees what is wrong."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request

import pytest

from tests.conftest import HAGGASA, REPOSITORY

READY = "Webbplatsen visas"
PATIENCE = 60
"""Seconds after which a server that says nothing is taken for dead."""
TRIES = 100_000


class Server:
    """A running server, read line by line, so that nothing has to be timed."""

    def __init__(self, root):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        command = [sys.executable, "-u", "-m", "macros.cli", "--root", str(root), "serve",
                   "--address", self.address]  # fmt: skip
        self.process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "PYTHONPATH": str(root)}, start_new_session=True,
        )  # fmt: skip
        self.said = []

    def until(self, phrase):
        """Read what the server says until a phrase comes; returns all that it said on the way."""
        alarm = threading.Timer(PATIENCE, os.killpg, (self.process.pid, signal.SIGKILL))
        alarm.start()
        heard = []
        for line in self.process.stdout:
            heard.append(line)
            if phrase in line:
                alarm.cancel()
                return "".join(heard)
        raise AssertionError(f"The server never said {phrase!r}:\n{''.join(heard)}")

    def get(self, path):
        """Fetch a page; just after the start the door may still be closed."""
        for _ in range(TRIES):
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE).close()
                break
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE) as answer:
            return answer.read().decode("utf-8")

    def wait_for_rebuild(self):
        """Wait as a browser does: ask for the next epoch, which is answered when it comes."""
        page = self.get("")
        epoch, request = re.search(r"livereload\((\d+), (\d+)\)", page).groups()
        return lambda: self.get(f"livereload/{epoch}/{request}")


@pytest.fixture
def live(tmp_path):
    root = tmp_path / "live"
    shutil.copytree(HAGGASA, root)
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    for name in ("macros", "overrides"):
        shutil.copytree(
            REPOSITORY / name, root / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    server = Server(root)
    try:
        server.until(READY)
        yield root, server
    finally:
        server.process.terminate()
        server.process.wait(PATIENCE)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_change_in_data_pages_templates_and_code_is_served_and_a_mistake_is_told(live):
    root, server = live
    role = root / "data" / "roles" / "objektagare.yml"
    assert "Objektägare" in server.get("roller/objektagare/")

    rebuilt = server.wait_for_rebuild()
    change(role, "name: Objektägare", "name: Objektsägare")
    rebuilt()
    assert "Objektsägare" in server.get("roller/objektagare/")

    rebuilt = server.wait_for_rebuild()
    change(root / "docs" / "om.md", "title: Om webbplatsen", "title: Om våra sidor")
    rebuilt()
    assert "Om våra sidor" in server.get("om/")

    rebuilt = server.wait_for_rebuild()
    change(root / "macros" / "templates" / "role.md.jinja", "## Uppgifter", "## Åtaganden")
    rebuilt()
    assert "Åtaganden" in server.get("roller/objektagare/")

    change(root / "macros" / "templates" / "role.md.jinja", "## Åtaganden", "{% if %}")
    server.until("En mall eller kod går inte att använda")
    change(root / "macros" / "templates" / "role.md.jinja", "{% if %}", "## Åtaganden")
    server.until("Klart, inga fel.")
    assert "Åtaganden" in server.get("roller/objektagare/")

    change(root / "macros" / "pages.py", '"Vem ansvarar för vad"', '"Vem ansvarar för vad här"')
    server.until(READY)
    assert "Vem ansvarar för vad här" in server.get("")

    change(role, "summary:", "sumary:")
    heard = server.until("Ingenting har skrivits")
    assert "Menade du »summary«?" in heard
    assert "Objektsägare" in server.get("roller/objektagare/")

    rebuilt = server.wait_for_rebuild()
    change(role, "sumary:", "summary:")
    rebuilt()
    assert "Objektsägare" in server.get("roller/objektagare/")

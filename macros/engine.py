"""The engine at arm's length: MkDocs in a process of its own, given its date and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from datetime import UTC, date, datetime, time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

CONFIGURATIONS = {"public": "mkdocs.yml", "internal": "mkdocs.internal.yml"}
"""The engine's configuration for each audience."""


def build(root: Path, audience: str, today: date, target: Path) -> bool:
    """Build a site beside the old one, and put it in its place only when it is whole.

    Returns whether it went well; if not, `target` is as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as scratch:
        fresh, old = Path(scratch) / "new", Path(scratch) / "old"
        with _start(root, "build", audience, today, "--site-dir", str(fresh)) as engine:
            try:
                failed = engine.wait()
            finally:
                engine.terminate()
        if failed:
            return False
        if target.exists():
            target.rename(old)
        fresh.rename(target)
    return True


def serve(root: Path, today: date, address: str) -> int:
    """Serve the internal site, and rebuild it when data, pages or templates change.

    Python keeps the code that it has read, so the engine starts anew when code changes.
    Returns the engine's exit code when it is ended from outside.
    """
    changed = _CodeChange()
    observer = Observer()
    observer.schedule(changed, str(root / "macros"), recursive=True)
    observer.start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        while True:
            changed.forget()
            more = ("--dev-addr", address)
            with _start(root, "serve", "internal", today, *more) as engine:
                changed.ends(engine)
                try:
                    code = engine.wait()
                finally:
                    engine.terminate()
            if changed.happened:
                continue
            if not code:
                return code
            print("Servern stannade. Den startar igen när koden har sparats.", flush=True)
            changed.wait()
    finally:
        observer.stop()


class _CodeChange(FileSystemEventHandler):
    """Ends the engine when a Python file changes."""

    def __init__(self) -> None:
        self._happened = threading.Event()
        self._engine: subprocess.Popen[bytes] | None = None

    def forget(self) -> None:
        """Begin again."""
        self._happened.clear()

    def ends(self, engine: subprocess.Popen[bytes]) -> None:
        """Name the process to end."""
        self._engine = engine

    def wait(self) -> None:
        """Wait until code changes."""
        self._engine = None
        self._happened.wait()

    @property
    def happened(self) -> bool:
        """Whether code has changed since the engine started."""
        return self._happened.is_set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note, and end the engine."""
        paths = (str(event.src_path), str(event.dest_path))
        code = any(path.endswith(".py") for path in paths)
        if code and event.event_type in ("modified", "created", "moved"):
            self._happened.set()
            if self._engine:
                self._engine.terminate()


def _start(
    root: Path, command: str, audience: str, today: date, *more: str
) -> subprocess.Popen[bytes]:
    midnight = datetime.combine(today, time(), UTC)
    surroundings = {
        **os.environ,
        "ITPROGRAM_DATE": today.isoformat(),
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
    }
    engine = [sys.executable, "-m", "mkdocs", command, "-f", CONFIGURATIONS[audience], *more]
    return subprocess.Popen(engine, cwd=root, env=surroundings)  # noqa: S603 (our own words)

"""A server as a municipality would have one: compression, the policy, and a 404 page."""

import functools
import gzip
import http.server
import mimetypes
import re
import threading
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.conftest import REPOSITORY

mimetypes.add_type("font/woff2", ".woff2")
CONFIGURATIONS = REPOSITORY / "webbserver"


def headers(file):
    """What a web server's configuration says with every answer."""
    text = (CONFIGURATIONS / file).read_text(encoding="utf-8")
    return dict(re.findall(r'(?:add_header|Header always set) (\S+) "(.+)"', text))


def compressed(file):
    """The types that a configuration compresses; HTML always is."""
    text = (CONFIGURATIONS / file).read_text(encoding="utf-8")
    types = re.search(r"(?:gzip_types|AddOutputFilterByType DEFLATE) ([^;\n]+)", text)
    return {"text/html", *types[1].split()}


HEADERS, COMPRESSED = headers("nginx.conf"), compressed("nginx.conf")


@functools.cache
def answer(path):
    """A file's type and its compressed bytes, or its own where compression gives nothing."""
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    content = path.read_bytes()
    if kind in COMPRESSED:
        return f"{kind}; charset=utf-8", gzip.compress(content), "gzip"
    return kind, content, None


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder, under, *args):
        self.folder, self.under = folder, under
        super().__init__(*args)

    def do_GET(self):
        path = unquote(urlsplit(self.path).path)
        if not path.startswith(self.under):
            return self._send(404, "text/plain", b"Not this site", None)
        wanted = self.folder / path.removeprefix(self.under)
        if wanted.is_dir() and not path.endswith("/"):
            return self._send(301, "text/plain", b"", None, {"Location": f"{path}/"})
        if wanted.is_dir():
            wanted /= "index.html"
        if wanted.is_file():
            return self._send(200, *answer(wanted))
        return self._send(404, *answer(self.folder / "404.html"))

    def _send(self, status, kind, content, encoding, more=()):
        self.send_response(status)
        named = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-cache" if kind.startswith("text/html") else "max-age=3600",
            "Vary": "Accept-Encoding",
            **HEADERS,
            **dict(more),
        }
        if encoding:
            named["Content-Encoding"] = encoding
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A window that closes in the middle of an answer is no fault."""


@contextmanager
def serving(folder, under="/"):
    """The address of a site while it is served, at the root of its host or under a path."""
    handler = functools.partial(_Handler, Path(folder), under)
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{under}"
        server.shutdown()

"""The editor: what a real language server for YAML makes of the schemas, over its own protocol."""

import json
import os
import select
import subprocess

import pytest

from macros import schemas
from tests.conftest import HAGGASA, REPOSITORY

SERVER = REPOSITORY / "tests/browser/node_modules/yaml-language-server/bin/yaml-language-server"
PATIENCE = 60
"""Seconds until a server that says nothing has failed."""
NO_NETWORK = (
    "data:text/javascript,import net from 'node:net'; import dns from 'node:dns';"
    "net.Socket.prototype.connect = dns.lookup = () => process.exit(3);"
)
"""Ends the server if it wants out on the network."""
CAPABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {
            "completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}
        },
    },
}


class Server:
    """A language server with the project open, set as the project sets it."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["node", "--import", NO_NETWORK, SERVER, "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.unread = b""
        self.asked = 0
        self.opened = 0
        self.wrong = {}
        told = json.loads((REPOSITORY / ".vscode/settings.json").read_text("utf-8"))
        self.settings = {"schemas": told["yaml.schemas"]}
        self.settings["schemaStore"] = {"enable": told["yaml.schemaStore.enable"]}
        folder = {"uri": REPOSITORY.as_uri(), "name": "it-programmet"}
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": folder["uri"],
                "workspaceFolders": [folder],
                "capabilities": CAPABILITIES,
            },
        )
        self.tell("initialized", {})

    def open(self, text, path=""):
        """Open a text as if it stood in a file, a new one or another; returns its address."""
        self.opened += 1
        uri = (REPOSITORY / (path or f"data/systems/provet-{self.opened}.yml")).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def problems(self, uri):
        """What is wrong with an opened file: the line from 0, and the message."""
        while uri not in self.wrong:
            self._hear()
        return [(it["range"]["start"]["line"], it["message"]) for it in self.wrong[uri]]

    def suggestions(self, text):
        """What may stand at the mark »‸«, and what is told of it."""
        found = self._at("textDocument/completion", text)
        items = found["items"] if isinstance(found, dict) else found
        return {it["label"]: it.get("documentation") for it in items}

    def hover(self, text):
        """What is told of the place with the mark »‸«."""
        return self._at("textDocument/hover", text)["contents"]["value"]

    def _at(self, method, text):
        before, _, after = text.partition("‸")
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        uri = self.open(before + after)
        position = {"line": line, "character": character}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position})

    def ask(self, method, params):
        """The answer to a request."""
        self.asked += 1
        self._send({"method": method, "params": params, "id": self.asked})
        while True:
            said = self._hear()
            if said.get("id") == self.asked and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def tell(self, method, params):
        """Something that is not answered."""
        self._send({"method": method, "params": params})

    def _send(self, message):
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(raw), raw))
        self.process.stdin.flush()

    def _hear(self):
        """The next message; what the server itself asks is answered."""
        while b"\r\n\r\n" not in self.unread:
            self._read()
        head, _, self.unread = self.unread.partition(b"\r\n\r\n")
        length = int(head.partition(b"Content-Length:")[2].split()[0])
        while len(self.unread) < length:
            self._read()
        said = json.loads(self.unread[:length])
        self.unread = self.unread[length:]
        if said.get("method") == "textDocument/publishDiagnostics":
            self.wrong[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "method" in said and "id" in said:
            self._send({"id": said["id"], "result": self._answer(said)})
        return said

    def _answer(self, said):
        if said["method"] != "workspace/configuration":
            return None
        wanted = [it["section"] for it in said["params"]["items"]]
        return [self.settings if section == "yaml" else {} for section in wanted]

    def _read(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        assert ready, "the server says nothing"
        piece = os.read(self.process.stdout.fileno(), 65536)
        assert piece, "the server has ended; perhaps it wanted out on the network"
        self.unread += piece


@pytest.fixture(scope="module")
def editor():
    server = Server()
    yield server
    server.ask("shutdown", None)
    server.tell("exit", None)
    server.process.stdin.close()
    server.process.stdout.close()
    server.process.wait(PATIENCE)


FIRST = schemas.modeline_of("systems/") + "\n"
GOOD = FIRST + "name: Provet\nsummary: 2100\npurpose: Att prova.\nstatus: i drift\n"


def test_a_field_is_suggested_with_what_it_is(editor):
    suggested = editor.suggestions(GOOD + "secu‸")
    assert "Planen för systemets säkerhet." in str(suggested["security_plan"])
    assert "name" not in suggested


def test_an_id_is_suggested_with_what_it_is_the_id_of(editor):
    suggested = editor.suggestions(GOOD + "assignments:\n  - role: ‸\n")
    assert suggested["systemagare"] == {"kind": "markdown", "value": "Systemägare (roll)"}
    assert "forvaltningschef" in suggested
    assert not any("/" in it for it in suggested)


def test_an_id_that_looks_like_a_number_is_suggested_within_quotation_marks(editor):
    suggested = editor.suggestions(GOOD + "criticality: {}\nsections:\n  - ‸\n")
    assert '"3.1"' in suggested
    assert "3.1" not in suggested


@pytest.mark.parametrize(("field", "words"), [("status", {"planerat"}), ("example", {"ja", "nej"})])
def test_the_words_that_a_field_may_have_are_suggested(editor, field, words):
    suggested = editor.suggestions(FIRST + f"{field}: ‸\n")
    assert words <= suggested.keys()
    assert not {"true", "false", "null"} & suggested.keys()


def test_where_there_may_be_none_the_words_for_it_are_suggested(editor):
    assert {"inga", "inget", "ej tillämpligt"} <= editor.suggestions(
        GOOD + "exchanges:\n  ‸\n"
    ).keys()
    suggested = editor.suggestions(GOOD + "backup:\n  ‸\n").keys()
    assert {"interval", "ej tillämpligt"} <= suggested


def test_a_field_is_explained_in_swedish(editor):
    told = editor.hover(GOOD + "introdu‸ced_on: 2026-03-01\n")
    assert told.startswith(
        "#### Infört\n\nDagen då systemet togs i bruk.\n\n"
        "Datum, till exempel 2026-03-01.\n\n"
        "Fylls i av den som förvaltar systemet.\n\n"
        "Öppen: alla får läsa.\n"
    )


def test_what_an_id_is_the_id_of_is_told_where_it_stands(editor):
    told = editor.hover(GOOD + "used_by: [kommun‸styrelsen]\n")
    assert "`kommunstyrelsen`: Kommunstyrelsen" in told


def test_nothing_is_wrong_with_a_good_file(editor):
    assert editor.problems(editor.open(GOOD)) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("assignments: [{role: systemagre}]", "Finns inte. Skriv id för roll eller funktion."),
        ("introduced_on: 2026-3-1", "Datum, till exempel 2026-03-01."),
        ("example: yes", "Skriv »ja« eller »nej«."),
        ("backup: {interval: snart}", "Tid, till exempel »4 timmar«"),
        ("invented: ja", "invented"),
    ],
)
def test_a_mistake_is_told_on_its_line(editor, line, told):
    ((where, message),) = editor.problems(editor.open(f"{GOOD}{line}\n"))
    assert where == GOOD.count("\n")
    assert told in message


@pytest.mark.parametrize("file", ["systems/e-post.yml", "requirements.yml", "municipality.yml"])
def test_nothing_is_wrong_with_the_files_that_there_are(editor, file):
    path = f"data/{file}"
    text = (REPOSITORY / path).read_text("utf-8")
    assert editor.problems(editor.open(text, path)) == []


def test_a_file_without_the_first_line_has_its_schema_by_its_name(editor):
    uri = editor.open("name: 1\n", "data/systems/nytt.yml")
    assert editor.problems(uri) != []


def test_another_municipality_is_not_measured_by_the_ids_of_this(editor):
    path = "data/systems/trygghetslarmen.yml"
    text = (HAGGASA / path).read_text("utf-8")
    uri = editor.open(text, f"tests/haggasa/{path}")
    assert editor.problems(uri) == []

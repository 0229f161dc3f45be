"""`statusboard import`: a report, the same with --dry-run, and nothing the second time."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from statusboard.cli.failures import ExitCode
from statusboard.cli.run import run
from tests.fixtures.peers import SOURCES, STATUSPAGE, STATUSPAGE_WORK, kuma_database


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command at a desk of its own: exit code, what it prints, what it says beside it."""

    def runs(*arguments: object) -> tuple[int, str, str]:
        database = ("--database", str(tmp_path / "desk.db"))
        code = run([*map(str, arguments), *database])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def test_a_configuration_is_brought_along_from_the_command_line(typed, tmp_path: Path) -> None:
    source = SOURCES["gatus"](tmp_path)
    code, would, beside = typed("import", source, "--dry-run")
    assert code == 0
    assert "! service web/shop: HTTP GET shop.example/health (line 8)" in would
    assert "would be new: " in would
    assert "--with-secrets" in beside
    _, listed, _ = typed("export")
    assert "shop.example" not in listed

    _, done, _ = typed("import", source)
    assert done == would.replace("would be ", "")
    _, listed, _ = typed("export")
    assert "https://shop.example/health" in listed
    assert "secret-of" not in would + done + listed + beside

    _, again, _ = typed("import", source, "--json")
    rows = json.loads(again)["rows"]
    assert {row["fate"] for row in rows} == {"unchanged", "left out"}


def test_history_and_subscribers_come_along(typed, tmp_path: Path) -> None:
    _, said, _ = typed("import", kuma_database(tmp_path / "kuma.db"))
    assert "+ history site 1: 2026-02-01 – 2026-02-01, 1 stretch" in said
    _, again, _ = typed("import", tmp_path / "kuma.db")
    assert "= history site 1" in again

    page = SOURCES["statuspage"](tmp_path)
    _, said, _ = typed("import", page)
    assert "- subscribers 1 subscriber" in said


def test_nothing_is_written_where_the_channel_is_not_there(typed, tmp_path: Path) -> None:
    page = SOURCES["statuspage"](tmp_path)
    code, _, failed = typed("import", page, "--subscribers-by", "nobody")
    assert (code, "There is no channel nobody here." in failed) == (1, True)
    _, said, _ = typed("export")
    assert "Shop" not in said


def test_what_cannot_be_read_is_said_in_a_sentence(typed, tmp_path: Path) -> None:
    code, _, failed = typed("import", tmp_path / "nothing.yml")
    assert code == 1
    assert "There is nothing at" in failed
    (tmp_path / "diary.txt").write_text("Dear diary", "utf-8")
    code, _, failed = typed("import", tmp_path / "diary.txt")
    assert "not recognised" in failed
    assert "gatus" in failed


@contextmanager
def page_of(documents: Mapping[str, object]) -> Iterator[str]:
    """A page by Statuspage: what it tells under /api/v2, and nothing else."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = documents.get(self.path.removeprefix("/api/v2/"))
            body = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(404 if told is None else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_page_is_read_by_its_address(typed) -> None:
    told = {
        "summary.json": {"page": {"id": "p"}, "components": STATUSPAGE["components"]},
        "incidents.json": {"incidents": STATUSPAGE["incidents"]},
        "scheduled-maintenances.json": STATUSPAGE_WORK,
    }
    with page_of(told) as host:
        address = f"http://ada:pw-1815@{host}/history?x=1#y"
        code, said, beside = typed("import", address, "--with-incidents", "--dry-run")
        assert code == 0
        assert "! service Web/Shop" in said
        assert "incident Slow checkout" in said
        assert "planned work New database" in said
        assert "newest incidents alone" in said
        assert "pw-1815" not in said + beside
        code, _, _ = typed("import", f"http://{host}")
        _, again, _ = typed("import", f"http://{host}", "--json")
    assert {row["fate"] for row in json.loads(again)["rows"]} == {"unchanged", "left out"}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({}, "it answers 404"),
        ({"summary.json": b" " * 2_100_000}, "2"),
        ({"summary.json": b"<html>"}, "no JSON"),
    ],
    ids=["another page", "endless", "no JSON"],
)
def test_an_address_that_tells_nothing_is_refused_with_what_to_save(
    typed, told: Mapping[str, object], why: str
) -> None:
    with page_of(told) as host:
        code, said, beside = typed("import", f"http://ada:pw-1815@{host}/")
    assert (code, said) == (ExitCode.RULE_BROKEN, "")
    assert why in beside
    assert "pw-1815" not in beside
    if why != "no JSON":
        for file in ("summary", "incidents"):
            assert f" http://{host}/api/v2/{file}.json " in beside


def test_what_was_saved_of_a_page_is_brought_along(typed, tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    update = {"status": "resolved", "body": "It works.", "created_at": "2026-01-02T04:00:00Z"}
    incident = {
        "id": "i1",
        "name": "Cards fail",
        "impact": "major",
        "status": "resolved",
        "created_at": "2026-01-02T03:00:00Z",
        "resolved_at": "2026-01-02T04:00:00Z",
        "incident_updates": [update],
    }
    cards = {"id": "c1", "name": "Cards", "status": "operational", "group_id": None}
    page = {"id": "p", "name": "Example", "url": "https://status.example.com"}
    summary = {
        "page": page,
        "status": {"indicator": "none", "description": "All good"},
        "components": [cards],
        "incidents": [],
        "scheduled_maintenances": [],
    }
    (folder / "summary.json").write_text(json.dumps(summary), "utf-8")
    past = {"page": page, "incidents": [incident]}
    (folder / "incidents.json").write_text(json.dumps(past), "utf-8")
    code, said, _ = typed("import", folder, "--with-incidents")
    assert code == 0
    assert "! service Cards" in said
    assert "+ incident Cards fail" in said


def test_an_import_is_taken_back_from_the_command_line(typed, tmp_path: Path) -> None:
    typed("import", SOURCES["gatus"](tmp_path))
    code, would, _ = typed("import", "--undo", "gatus", "--dry-run")
    assert (code, "- service shop" in would) == (0, True)
    assert would.endswith("would be taken back: 3, would be left: 0\n")
    code, done, _ = typed("import", "--undo", "gatus")
    assert (code, done) == (0, would.replace("would be ", ""))
    code, _, failed = typed("import", "--undo", "gatus", "--json")
    assert (code, "Nothing came along" in failed) == (ExitCode.RULE_BROKEN, True)
    code, _, failed = typed("import")
    assert (code, "Name a file or a folder" in failed) == (ExitCode.RULE_BROKEN, True)

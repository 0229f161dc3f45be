"""From a file of channels to a text message and to a service by Apprise, all by command."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.domain.sms import segmented
from tests.fixtures.at_work import at_work, wait_until
from tests.fixtures.twilio import ACCOUNT, SENDER, TOKEN

GOTIFY_TOKEN = "AaBbCcDdEeFfGg1"
DESK = """\
[page]
name = "Northwind"
url = "https://status.northwind.example"

[[target]]
kind = "folder"
path = "{site}"

[[channel]]
kind = "sms"
name = "texts"
account_sid = "{account}"
token = "{token}"
sender = "{sender}"
region = "DE"
price = 0.07
currency = "EUR"
url = "http://127.0.0.1:{twilio}"

[[channel]]
kind = "apprise"
name = "more"
addresses = {{ On-call = "gotify://127.0.0.1:{gotify}/{gotify_token}" }}

[[service]]
name = "Checkout API"
"""
NEW = (
    "--title", "Checkout fails", "--status", "investigating", "--next-update", "30m",
    "--body", "Cards fail – we look into it.", "--service", "Checkout API=major_outage",
)  # fmt: skip


@pytest.fixture
def gotify() -> Iterator[tuple[int, list[dict[str, str]]]]:
    """The port of a server that answers as Gotify does, and what it took."""
    took: list[dict[str, str]] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            took.append({"key": self.headers["X-Gotify-Key"], **body})
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, took
        server.shutdown()
        thread.join()


def test_what_is_published_reaches_a_telephone_and_a_service_once(
    statusboard, tmp_path: Path, gotify
) -> None:
    record = tmp_path / "took"
    record.touch()
    (tmp_path / "site").mkdir()
    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    with at_work("tests.fixtures.twilio", record, pipes=True) as stand_in:
        assert stand_in.process.stdout is not None
        desk = tmp_path / "desk.toml"
        text = DESK.format(
            site=tmp_path / "site",
            account=ACCOUNT,
            token=TOKEN,
            sender=SENDER,
            twilio=int(stand_in.process.stdout.readline()),
            gotify=gotify[0],
            gotify_token=GOTIFY_TOKEN,
        )
        desk.write_text(text)
        assert statusboard("apply", "--allow-file", desk).code == 0
        again = statusboard("export").out
        assert again == text.replace(TOKEN, "***").replace(
            f"gotify://127.0.0.1:{gotify[0]}/{GOTIFY_TOKEN}", "***"
        )
        desk.write_text(again)
        assert statusboard("apply", desk).out == "nothing to change\n"
        for channel, address in (
            ("texts", "0151 23456789"),
            ("texts", "+1 202 555 0123"),
            ("more", "on-call"),
        ):
            added = statusboard(
                "subscribers", "add", "--channel", channel, address, "--confirmed", "asked"
            )
            assert added.out == "added\n"
        refused = statusboard("subscribers", "add", "--channel", "texts", "110")
        assert "is a short number" in refused.err
        secret = f"gotify://127.0.0.1/{GOTIFY_TOKEN}"
        told = statusboard("subscribers", "add", "--channel", "more", secret)
        assert told.code == 1
        assert GOTIFY_TOKEN not in told.err
        said = statusboard("notice", "new", *NEW, "--publish", "--json").json

        def rows() -> list[dict[str, str]]:
            found: list[dict[str, str]] = statusboard("deliveries", "--json").json["deliveries"]
            return found

        with at_work("statusboard", "office", **place) as office:
            # Looking at a file costs nothing; a command beside the office would hold it up.
            wait_until(
                lambda: record.read_text().count("\n") == 2 and len(gotify[1]) == 1,
                *(office, stand_in),
                what="two texts and a message of Gotify's are sent",
            )
            wait_until(
                lambda: all(row["state"] == "sent" for row in rows()), office, what="all is noted"
            )
        messages = [json.loads(line) for line in record.read_text().splitlines()]
        found = {row["address"]: row for row in rows()}
    link = f"https://status.northwind.example/incidents/{said['incident']}/"
    assert (tmp_path / "site" / "incidents" / said["incident"] / "index.html").is_file()
    assert sorted(one["to"] for one in messages) == ["+12025550123", "+4915123456789"]
    for one in messages:
        # Shortly before midnight the promise names the day, and the text is that much longer.
        assert one["num_segments"] == str(len(segmented(one["body"]).segments))
        said_first = "Northwind: Checkout fails. Investigating: Cards fail - we look into it. Next"
        assert one["body"].startswith(said_first)
        assert one["body"].endswith(link)
        assert found[one["to"]]["receipt"] == one["sid"]
    (taken,) = gotify[1]
    assert (taken["key"], taken["title"]) == (GOTIFY_TOKEN, "Checkout fails: Investigating")
    assert link in taken["message"]
    assert found["On-call"]["receipt"] == "Gotify took it"
    kept = [
        path for path in tmp_path.rglob("*") if path.is_file() and path.suffix in {".db", ".log"}
    ]
    assert kept
    for path in kept:
        content = path.read_bytes()
        assert GOTIFY_TOKEN.encode() not in content, path
        assert TOKEN.encode() not in content, path

"""A file names channels, a command adds people and publishes, and the office tells each once."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from tests.fixtures.at_work import at_work, wait_until
from tests.fixtures.chat_servers import (
    ChatServer,
    as_discord,
    as_ntfy,
    as_slack,
    as_teams,
    said,
    texts_in,
)
from tests.fixtures.web import Asked

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
DESK = """\
[page]
name = "Northwind"
url = "https://status.northwind.example"

[[target]]
kind = "folder"
path = "{site}"

[[channel]]
kind = "slack"
name = "slack"
url = "{slack}"

[[channel]]
kind = "teams"
name = "teams"
url = "{teams}"

[[channel]]
kind = "discord"
name = "discord"
url = "{discord}"

[[channel]]
kind = "ntfy"
name = "ntfy"
url = "{ntfy}"
token = "tk_right"

[[channel]]
kind = "webhook"
name = "programs"
secret = "{secret}"
private = true

[[service]]
name = "Checkout API"
"""
SLACK = "https://hooks.slack.com/services/T00000000/B00000000/abcdefgh"
TEAMS = "https://prod-01.westeurope.logic.azure.com/workflows/0a/triggers/manual?sig=abcdefgh"
DISCORD = "https://discord.com/api/webhooks/100000000000000000/abcdefgh"
NEW = ("--title", "Checkout fails", "--body", "We look into it.", "--publish", "--json")
SERVICE = ("--service", "Checkout API=major_outage")


def as_receiver(server: ChatServer, asked: Asked) -> bytes:
    """A program of a customer's: it takes what is signed."""
    server.take(Webhook(SECRET).verify(asked.body, dict(asked.headers)))
    return said("204 No Content")


@contextmanager
def standing_in(reply: Callable[[ChatServer, Asked], bytes]) -> Iterator[tuple[ChatServer, str]]:
    """A stand-in beside this process's own work, and its address."""
    kept = ChatServer(reply)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", "0"))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length), 1)
            kept.asked.append(asked)
            self.wfile.write(kept.reply(kept, asked))

        def log_message(self, *_given: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield kept, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


REPLIES: dict[str, Callable[[ChatServer, Asked], bytes]] = {
    "slack": as_slack,
    "teams": as_teams,
    "discord": as_discord,
    "ntfy": lambda server, asked: as_ntfy(server, asked, token="tk_right"),
    "programs": as_receiver,
}


@pytest.fixture
def stand_ins() -> Iterator[dict[str, tuple[ChatServer, str]]]:
    with ExitStack() as stack:
        yield {key: stack.enter_context(standing_in(reply)) for key, reply in REPLIES.items()}


def test_each_is_told_once_of_each_update(statusboard, stand_ins, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    urls = {key: url for key, (_, url) in stand_ins.items()}
    file = tmp_path / "desk.toml"
    file.write_text(DESK.format(site=tmp_path / "site", secret=SECRET, **urls))
    applied = statusboard("apply", "--allow-file", file)
    assert applied.code == 0, applied.err
    assert statusboard("apply", "--allow-file", file).out == "nothing to change\n"
    exported = statusboard("export").out
    assert exported.count('"***"') == 2
    assert SECRET not in exported
    assert "tk_right" not in exported
    addresses = {
        "slack": SLACK,
        "teams": TEAMS,
        "discord": DISCORD,
        "ntfy": "northwind-status",
        "programs": f"{urls['programs']}/hook",
    }
    for channel, address in addresses.items():
        added = statusboard("subscribers", "add", "--channel", channel, address,
                            "--confirmed", "asked")  # fmt: skip
        assert added.out == "added\n", added.err
    assert SLACK in statusboard("subscribers", "export").out
    assert SLACK in statusboard("subscribers", "show", SLACK).out
    listed = statusboard("subscribers", "list", SLACK).out
    assert listed.startswith("slack  hooks.slack.com/ ··· efgh  active")
    first = statusboard("notice", "new", *NEW, *SERVICE)
    assert first.code == 0, first.err

    def states() -> list[str]:
        rows = statusboard("deliveries", "--json").json["deliveries"]
        return sorted(row["state"] for row in rows)

    def have_sent(count: int) -> bool:
        # Each of them is told first, and then written down: to ask the desk before is dear.
        told = sum(len(server.taken) for server, _ in stand_ins.values())
        return told >= count and states().count("sent") >= count

    place = {"STATUSBOARD_DATABASE": str(tmp_path / "statusboard.db")}
    with at_work("statusboard", "office", **place) as office:
        wait_until(lambda: have_sent(5), office, what="five are told")
        over = statusboard(
            "notice", "resolve", first.json["incident"], "--body", "It works again.", "--publish"
        )
        assert over.code == 0, over.err
        wait_until(lambda: have_sent(10), office, what="five are told of the end")
    assert states() == ["sent"] * 10
    rows = statusboard("deliveries", "--json").json["deliveries"]
    assert {row["receipt"] for row in rows if row["channel"] == "slack"} == {"ok"}
    assert all(row["receipt"].startswith("message ") for row in rows if row["channel"] == "discord")
    for ask in (("subscribers", "list"), ("deliveries",)):
        for form in ((), ("--json",)):
            printed = statusboard(*ask, *form).out
            assert "northwind-status" in printed
            assert not [url for url in (SLACK, TEAMS, DISCORD, "/hook") if url in printed]
    link = f"https://status.northwind.example/incidents/{first.json['incident']}"
    for key, (server, _) in stand_ins.items():
        assert len(server.taken) == 2, key
        told, ended = ("\n".join(texts_in(document)) for document in server.taken)
        assert "We look into it." in told, key
        assert "It works again." in ended, key
        assert link in told, key
    (programs, _) = stand_ins["programs"]
    updates = programs.taken[1]["incident"]["incident_updates"]  # type: ignore[index]
    assert [one["status"] for one in updates] == ["resolved", "investigating"]
    assert len({asked.headers["webhook-id"] for asked in programs.asked}) == 2
    assert json.loads(programs.asked[0].body)["page"]["status_indicator"] == "critical"

"""`statusboard serve`: what it says, whom it answers, what it refuses, and how it ends."""

import json
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from statusboard.app.installation import open_database
from tests.cli.conftest import Ran
from tests.fixtures.speaking import MAJOR, Newsroom, wording

BOUND_S = 120.0
SAYS = "The page is served at "


@dataclass
class Served:
    """A running `statusboard serve`, and where it answers."""

    process: "subprocess.Popen[str]"
    address: str


def get(url: str) -> tuple[int, dict[str, str], str]:
    """The answer to a GET, whatever its status."""
    try:
        with urllib.request.urlopen(url, timeout=BOUND_S) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return answer.status, headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            headers = {name.lower(): value for name, value in error.headers.items()}
            return error.code, headers, ""


@contextmanager
def running(*arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-m", "statusboard", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def served(database: Path, *arguments: str) -> Iterator[Served]:
    with running("serve", "--database", str(database), "--port", "0", *arguments) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith(SAYS), process.communicate()
        yield Served(process, line.removeprefix(SAYS).strip())


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A desk that has published something."""
    file = tmp_path / "statusboard.db"
    with closing(open_database(str(file))) as opened:
        newsroom = Newsroom(opened)
        newsroom.publishes_to(tmp_path / "page")
        newsroom.publish(wording({newsroom.service(): MAJOR}, title="Payments fail"))
    return file


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def test_it_serves_the_page_of_the_office_on_loopback_until_it_is_asked_to_end(
    database: Path,
) -> None:
    metrics = free_port()
    with (
        running("office", "--database", str(database)),
        served(
            database, "--metrics-port", str(metrics), "--public-url", "https://status.x.example"
        ) as server,
    ):
        assert server.address.startswith("http://127.0.0.1:")
        status, headers, body = get(server.address)
        while status == 503:  # the office is only just starting
            status, headers, body = get(server.address)
        assert (status, "Payments fail" in body) == (200, True)
        assert "strict-transport-security" in headers

        said = json.loads(get(f"{server.address}healthz")[2])
        assert (said["ready"], said["office"]) == (True, True)
        counted = get(f"http://127.0.0.1:{metrics}/metrics")[2]
        assert f"\nstatusboard_page_generation {said['generation']}\n" in counted
        assert 'statusboard_page_requests_total{status="200"}' in counted
        assert "\nstatusboard_page_office_connected 1\n" in counted
        assert get(f"{server.address}metrics")[0] == 404

        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(BOUND_S) == 0
        assert server.process.stderr is not None
        assert "Traceback" not in server.process.stderr.read()


def test_without_an_office_it_says_so_to_visitors_and_goes_on_looking(tmp_path: Path) -> None:
    with served(tmp_path / "statusboard.db") as server:
        status, headers, _ = get(server.address)

        assert (status, headers["retry-after"]) == (503, "5")
        assert get(f"{server.address}healthz")[0] == 503
        assert not (tmp_path / "statusboard.db").exists()


def test_a_port_that_is_taken_is_said_in_a_sentence(
    statusboard: Callable[..., Ran],
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for option in ("--port", "--metrics-port"):
            rest = () if option == "--port" else ("--port", 0)
            ran = statusboard("serve", option, port, *rest)

            assert ran.code == 3
            assert f"on port {port}" in ran.err
            assert "Choose another one" in ran.err
            assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--public-url", "status page"), "not the address of a web page"),
        (("--public-url", "ftp://status.example"), "not the address of a web page"),
        (("--trusted-proxy", "proxy.example"), "not the address of a proxy"),
        (("--trusted-proxy", "10.0.0.1/99"), "not the address of a proxy"),
        (("--trusted-proxy", "10.0.0.1", "--trusted-proxy", "*"), "not the address of a proxy"),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_served(
    statusboard: Callable[..., Ran], arguments: tuple[str, ...], words: str
) -> None:
    ran = statusboard("serve", "--port", 0, *arguments)

    assert (ran.code, ran.out) == (1, "")
    assert words in ran.err


def test_an_address_of_another_computer_is_said_to_be_none_of_this_one(
    statusboard: Callable[..., Ran],
) -> None:
    ran = statusboard("serve", "--port", 0, "--host", "192.0.2.1")

    assert ran.code == 3
    assert "192.0.2.1" in ran.err


@pytest.mark.parametrize(("given", "code"), [("2", 3), ("1", 3)], ids=["two", "none of them"])
def test_what_was_handed_over_wrongly_is_said(database: Path, given: str, code: int) -> None:
    command = (
        f"import os, sys; os.environ.update(LISTEN_FDS={given!r}, LISTEN_PID=str(os.getpid()))\n"
        "from statusboard.cli.run import run\n"
        "sys.exit(run(['serve', '--port', '0']))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", command],
        capture_output=True,
        text=True,
        timeout=BOUND_S,
        check=False,
    )

    assert ran.returncode == code
    assert "handed over" in ran.stderr

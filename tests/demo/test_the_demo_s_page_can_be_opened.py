"""The demo's page server: on loopback, at a port that is free, run by the window."""

import socket
from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation, open_database
from statusboard.app.programs.serve_options import ServeSettings, read_serve_settings
from statusboard.app.settings import DEMO
from statusboard.demo.page_server import point_page_server
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

HOST = "127.0.0.1"


@pytest.fixture
def where(tmp_path: Path) -> Installation:
    where = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    setting(where, DEMO, True)
    return where


def setting(where: Installation, key: str, value: object) -> None:
    with closing(open_database(where.database)) as opened:
        Newsroom(opened).setting(key, value)


def opened_again(where: Installation) -> ServeSettings:
    """What holds once the demo's world has come."""
    with (
        closing(open_database(where.database)) as opened,
        opened.writing(NOON, COLLECTOR) as unit,
    ):
        point_page_server(unit)
    return read_serve_settings(where, SystemClock())


def test_the_window_runs_it_and_links_lead_there(where: Installation) -> None:
    first = opened_again(where)

    assert first.in_window
    assert first.options.host == HOST
    assert first.options.public_url == f"http://{HOST}:{first.options.port}"
    assert opened_again(where) == first  # open pages and mails still lead there


def test_a_port_that_was_taken_meanwhile_is_given_up(where: Installation) -> None:
    first = opened_again(where)
    with socket.create_server((HOST, first.options.port)):
        second = opened_again(where)

    assert second.options.port != first.options.port
    assert second.options.public_url.endswith(str(second.options.port))


def test_what_a_person_chose_stays_but_leaves_this_computer_never(where: Installation) -> None:
    opened_again(where)
    setting(where, "server.in_window", None)
    setting(where, "server.port", 8443)
    setting(where, "server.host", "0.0.0.0")

    found = opened_again(where)

    assert not found.in_window
    assert (found.options.host, found.options.port) == (HOST, 8443)

"""Where the page server listens and whom it believes: the settings, and options before them."""

from contextlib import closing
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import locate, open_database
from statusboard.app.programs.serve_options import (
    GivenOptions,
    ServeOptions,
    ServeSettings,
    checked_proxies,
    chosen,
    read_serve_settings,
)
from statusboard.domain.visit_limits import FormLimits
from statusboard.errors import RuleBroken
from tests.fixtures.speaking import Newsroom

USUAL = ServeSettings(ServeOptions("127.0.0.1", 8080))


def read(database: Path) -> ServeSettings:
    return read_serve_settings(locate(str(database)), SystemClock())


def test_where_nothing_is_chosen_it_is_this_computer_alone_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    file = tmp_path / "statusboard.db"

    assert read(file) == USUAL
    assert not file.exists()
    with closing(open_database(str(file))):
        pass
    assert read(file) == USUAL


def test_what_the_settings_say_holds(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    with closing(open_database(str(file))) as opened:
        newsroom = Newsroom(opened)
        newsroom.setting("server.host", "0.0.0.0")
        newsroom.setting("server.port", 8443)
        newsroom.setting("server.public_url", "https://status.northwind.example")
        newsroom.setting("server.trusted_proxies", "10.0.0.5, 10.1.2.3/16")
        newsroom.setting("server.in_window", True)
        newsroom.setting("server.forms_per_network", 60)

    assert read(file) == ServeSettings(
        ServeOptions(
            "0.0.0.0",
            8443,
            "https://status.northwind.example",
            ("10.0.0.5", "10.1.0.0/16"),
            limits=FormLimits(60, 600),
        ),
        in_window=True,
    )


def test_a_setting_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    file = tmp_path / "statusboard.db"
    with closing(open_database(str(file))) as opened:
        Newsroom(opened).setting("server.trusted_proxies", "anybody")

    with pytest.raises(RuleBroken, match="not the address of a proxy"):
        read(file)


def test_an_option_wins_and_leaves_the_others() -> None:
    settings = ServeOptions("10.0.0.1", 8443, "https://status.x.example", ("10.0.0.5",))

    assert chosen(settings, GivenOptions()) == settings
    given = GivenOptions(port=0, public_url="", trusted=("10.9.0.1",), metrics_port=9000)
    assert chosen(settings, given) == ServeOptions("10.0.0.1", 0, "", ("10.9.0.1",), 9000)


def test_everybody_is_no_proxy() -> None:
    assert checked_proxies(["10.0.0.5", "fd00::/8"]) == ("10.0.0.5", "fd00::/8")
    for wrong in ("proxy.example", "10.0.0.1/99", "*", "0.0.0.0/0"):
        with pytest.raises(RuleBroken, match="not the address of a proxy"):
            checked_proxies(["10.0.0.5", wrong])

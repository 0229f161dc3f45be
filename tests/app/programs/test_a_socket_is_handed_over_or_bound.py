"""The socket of the page server: given by whoever holds it open, or its own."""

import os
import socket

import pytest

from statusboard.app.programs.listening_socket import bound, handed_over, url_of
from statusboard.errors import Unavailable


def test_what_is_for_another_process_is_none_of_ours() -> None:
    around = {"LISTEN_FDS": "1", "LISTEN_PID": "1", "LISTEN_FDNAMES": "page"}
    assert handed_over(around) is None
    assert around == {}


def test_several_are_not_chosen_from() -> None:
    around = {"LISTEN_FDS": "2", "LISTEN_PID": str(os.getpid())}
    with pytest.raises(Unavailable, match="2 sockets were handed over, and one is wanted"):
        handed_over(around)


def test_a_browser_finds_it_by_either_sort_of_address() -> None:
    with bound("127.0.0.1", 0) as one:
        assert url_of(one) == f"http://127.0.0.1:{one.getsockname()[1]}/"
    if not socket.has_ipv6:
        return
    try:
        other = bound("::1", 0)
    except Unavailable:
        pytest.skip("this computer has no IPv6")
    with other:
        assert url_of(other) == f"http://[::1]:{other.getsockname()[1]}/"

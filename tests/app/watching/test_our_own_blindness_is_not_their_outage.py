"""When most of what we ask fails and this computer has no way out, nothing is called down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.app.watching.connectivity import (
    OwnNetwork,
    RecentAnswer,
    is_blind,
    is_loopback_host,
)
from statusboard.domain.result import Answer, CheckResult, Outcome, Reason

UP = Answer(Outcome.UP, Reason.OK)
NO_NAME = Answer(Outcome.DOWN, Reason.DNS, "there is no host called shop.example")
WRONG = Answer(Outcome.DOWN, Reason.STATUS_CODE, "expected status 200–299, got 500")
HOST = "shop.example:443"


class Canary:
    """Says what it is set to, and counts how often it was asked."""

    def __init__(self, *, way_out: bool) -> None:
        self.way_out = way_out
        self.asked = 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.way_out


def hear(network: OwnNetwork, check_id: int, answer: Answer, at_s: float, host: str = HOST):
    return network.pass_on(CheckResult(check_id, 0, answer), host, at_s).answer


def test_without_a_way_out_network_failures_are_unknown_from_the_first() -> None:
    canary = Canary(way_out=True)
    network = OwnNetwork(canary)
    for check_id in range(10):
        hear(network, check_id, UP, 10 + check_id / 10)
    canary.way_out = False
    held = hear(network, 3, NO_NAME, 20)
    assert (held.outcome, held.reason) == (Outcome.UNKNOWN, Reason.OWN_NETWORK)
    assert held.detail == "this computer has no network: there is no host called shop.example"
    assert network.is_blind


def test_with_a_way_out_a_failure_is_a_failure() -> None:
    network = OwnNetwork(Canary(way_out=True))
    for check_id in range(10):
        assert hear(network, check_id, NO_NAME, 20).outcome is Outcome.DOWN
    assert not network.is_blind


def test_an_answer_from_outside_ends_the_blindness() -> None:
    canary = Canary(way_out=False)
    network = OwnNetwork(canary)
    hear(network, 1, NO_NAME, 20)
    assert network.is_blind
    canary.way_out = True
    assert hear(network, 2, UP, 25) == UP
    assert not network.is_blind


def test_a_closed_network_without_a_way_out_still_tells_outages() -> None:
    network = OwnNetwork(Canary(way_out=False))
    for check_id in range(5):
        hear(network, check_id, UP, 10)
    assert hear(network, 1, NO_NAME, 30).outcome is Outcome.DOWN
    assert all(hear(network, n, NO_NAME, 31 + n).outcome is Outcome.DOWN for n in range(5))


def test_a_neighbour_that_answers_does_not_speak_for_the_way_out() -> None:
    canary = Canary(way_out=True)
    network = OwnNetwork(canary)
    for check_id in range(10):
        hear(network, check_id, UP, 10 + check_id)
    canary.way_out = False  # the router is gone, the server in the next room is not
    for at_s in range(80, 100, 2):
        assert hear(network, 0, UP, at_s, "192.168.1.10:80") == UP
    for at_s in range(100, 2000, 20):
        assert hear(network, 0, UP, at_s, "192.168.1.10:80") == UP
        for check_id in range(1, 10):
            held = hear(network, check_id, NO_NAME, at_s + 1 + check_id)
            assert held.reason is Reason.OWN_NETWORK
        assert network.is_blind


def test_a_computer_that_moved_into_a_closed_network_tells_outages_after_a_while() -> None:
    canary = Canary(way_out=True)
    network = OwnNetwork(canary)
    hear(network, 1, UP, 10)
    canary.way_out = False
    for at_s in range(20, 20 + 900, 20):
        hear(network, 1, UP, at_s)
    assert hear(network, 1, NO_NAME, 1_000).outcome is Outcome.DOWN


def test_the_last_answer_before_the_cable_was_pulled_proves_nothing() -> None:
    canary = Canary(way_out=True)
    network = OwnNetwork(canary)
    for check_id in range(10):
        hear(network, check_id, UP, 10)
    canary.way_out = False
    hear(network, 1, UP, 100)  # it was under way already
    held = hear(network, 2, NO_NAME, 105)
    assert held.reason is Reason.OWN_NETWORK


def test_a_blindness_nobody_outside_is_asked_about_any_more_is_over() -> None:
    network = OwnNetwork(Canary(way_out=False))
    hear(network, 1, NO_NAME, 20)
    hear(network, 2, NO_NAME, 21)
    network.forget([1])
    assert network.is_blind
    network.forget([2])
    assert not network.is_blind


def test_a_check_that_moved_to_this_computer_says_nothing_of_outside_any_more() -> None:
    network = OwnNetwork(Canary(way_out=False))
    hear(network, 1, NO_NAME, 20)
    hear(network, 1, UP, 21, "localhost:80")
    assert not network.is_blind


def test_a_refusal_or_a_wrong_answer_is_never_held() -> None:
    network = OwnNetwork(Canary(way_out=False))
    hear(network, 1, NO_NAME, 20)
    assert hear(network, 2, WRONG, 21) == WRONG


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost:80", "[::1]:443", "app.localhost:1"])
def test_loopback_neither_counts_nor_is_held(host: str) -> None:
    canary = Canary(way_out=False)
    network = OwnNetwork(canary)
    assert hear(network, 1, NO_NAME, 20, host) == NO_NAME
    assert not network.is_blind
    assert canary.asked == 0


def test_what_asks_no_host_directly_is_left_alone() -> None:
    network = OwnNetwork(Canary(way_out=False))
    result = CheckResult(1, 0, NO_NAME)
    assert network.pass_on(result, None, 20) is result


def test_failures_of_more_than_a_minute_ago_do_not_count() -> None:
    heard = [RecentAnswer(0, failed=True), RecentAnswer(100, failed=False)]
    assert not is_blind(heard, 100, way_out=False)


@given(
    before=st.integers(0, 500),
    failed=st.integers(0, 500),
    fine=st.integers(0, 500),
)
def test_only_answers_since_the_first_failure_are_counted(
    before: int, failed: int, fine: int
) -> None:
    heard = [
        *[RecentAnswer(90.0, failed=False)] * before,
        *[RecentAnswer(100.0, failed=True)] * failed,
        *[RecentAnswer(101.0, failed=False)] * fine,
    ]
    assert is_blind(heard, 105, way_out=False) is (failed > fine)
    assert not is_blind(heard, 105, way_out=True)


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1:80", True),
        ("127.9.8.7:80", True),
        ("[::1]:80", True),
        ("localhost:80", True),
        ("10.0.0.1:80", False),
        ("localhost.example:80", False),
        ("[2001:db8::1]:80", False),
    ],
)
def test_a_loopback_host_is_known(host: str, *, own: bool) -> None:
    assert is_loopback_host(host) is own

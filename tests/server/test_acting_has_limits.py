"""How often strangers may act: as often as is said, from one network and in all, and no more."""

import tracemalloc
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from statusboard.server.rate_limit import WINDOW_S, RateLimit

HOMES = [f"203.0.113.{n}" for n in range(4)] + ["2001:db8:1::1", "2001:db8:1::2", "::1", "unknown"]


def test_a_network_waits_until_its_first_is_a_minute_old() -> None:
    limit = RateLimit(per_network=2, in_all=100)
    assert [limit.wait_s("203.0.113.7", at) for at in (0.0, 10.0, 30.0)] == [0.0, 0.0, 30.0]
    assert limit.wait_s("203.0.113.8", 30.0) == 0.0
    assert limit.wait_s("203.0.113.7", 60.0) == 0.0
    assert limit.wait_s("203.0.113.7", 60.0) == 10.0


def test_all_wait_once_there_are_too_many_of_them() -> None:
    limit = RateLimit(per_network=2, in_all=3)
    assert [limit.wait_s(f"203.0.113.{n}", float(n)) for n in range(5)] == [0.0, 0.0, 0.0, 57, 56]


def test_devices_of_one_home_share_its_limit_and_spellings_make_no_other() -> None:
    limit = RateLimit(per_network=1, in_all=100)
    spelled = ["2001:db8::1", "2001:DB8:0:0::2", "2001:db8::3%eth0", "203.0.113.7"]
    spelled += ["::ffff:203.0.113.7", " 203.0.113.7 ", "::ffff:cb00:7107"]
    assert [limit.wait_s(one, 0.0) == 0.0 for one in spelled].count(True) == 2


def test_what_is_refused_does_not_make_the_wait_longer() -> None:
    limit = RateLimit(per_network=1, in_all=2)
    limit.wait_s("203.0.113.7", 0.0)
    for tenth in range(1, 600):
        assert limit.wait_s("203.0.113.7", tenth / 10) > 0.0
    assert limit.wait_s("203.0.113.7", WINDOW_S) == 0.0


def test_however_many_networks_come_little_is_remembered() -> None:
    limit = RateLimit(per_network=3, in_all=50)
    tracemalloc.start()
    try:
        for number in range(4_000):
            limit.wait_s(f"2001:db8:0:{number:x}::1", number / 1_000)
            limit.wait_s(f"{number}{'x' * 2_000}", number / 1_000)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 100_000


@given(st.lists(st.tuples(st.sampled_from(HOMES), st.floats(0, 20)), max_size=120))
def test_no_minute_holds_more_than_was_said(steps: list[tuple[str, float]]) -> None:
    limit, now_s = RateLimit(per_network=3, in_all=8), 0.0
    taken: list[tuple[float, str]] = []
    for home, more_s in steps:
        now_s += more_s
        wait_s = limit.wait_s(home, now_s)
        assert 0.0 <= wait_s <= WINDOW_S
        if wait_s == 0.0:
            taken.append((now_s, "2001:db8:1::" if home.startswith("2001") else home))
        within = [who for at, who in taken if at > now_s - WINDOW_S + 1e-6]
        assert len(within) <= 8
        assert max(Counter(within).values(), default=0) <= 3

"""An account is asked no faster than it wants: all calls with one key share one window."""

import httpx
import pytest

from statusboard.errors import Unavailable
from statusboard.targets.accounts.calls import Calls
from statusboard.targets.accounts.pace import Pace, Paces
from statusboard.targets.atlassian.account import PACES
from tests.fixtures.statuspage_server import KEY, PAGE, statuspage_server


def test_no_minute_has_more_calls_than_the_account_takes() -> None:
    # Statuspage: one a second for each key, measured over 60 seconds that roll.
    assert PACES.most <= PACES.window_s == 60.0
    now = [0.0]
    pace = Pace(PACES.most, PACES.window_s, lambda: now[0])
    begun: list[float] = []
    while len(begun) < 4 * PACES.most:
        wait_s = pace.take()
        if wait_s:
            now[0] += wait_s
            continue
        begun.append(now[0])
        now[0] += 0.75 if len(begun) % 7 else 0.0
    busiest = max(sum(at <= other < at + 60.0 for other in begun) for at in begun)
    assert busiest == PACES.most


def test_whoever_asks_with_the_same_key_shares_it() -> None:
    paces = Paces(most=1, window_s=60.0)
    assert paces.of("a").take() == 0.0
    assert paces.of("a").take() > 0.0
    assert paces.of("b").take() == 0.0


def test_what_there_is_no_time_for_is_left_for_the_next_time_and_not_asked() -> None:
    with (
        statuspage_server() as there,
        httpx.Client(base_url=f"{there.url}/", headers={"Authorization": f"OAuth {KEY}"}) as client,
    ):
        calls = Calls(client, Pace(2, 60.0), budget_s=1.0)
        for _ in range(2):
            calls.ask("GET", f"pages/{PAGE}")
        with pytest.raises(Unavailable, match="goes on by itself") as refused:
            calls.ask("GET", f"pages/{PAGE}")
        assert refused.value.retry_after_s
        assert refused.value.retry_after_s > 50.0
        assert len(there.done) == 2

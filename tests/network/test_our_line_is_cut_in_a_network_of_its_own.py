"""What is said of services while our own line is cut, in network namespaces of the test's own.

Each cell of the matrix of faults, for one service and for six on six hosts. RUNS in the environment
says how often each is tried.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fixtures.namespaces import Line, a_line
from tests.fixtures.world import CANARY, NAME_SERVER, NAMES, SERVICES

pytestmark = pytest.mark.slow

RUNS = int(os.environ.get("RUNS", "1"))
START_S, RECOGNISED_S, BACK_S = 60.0, 20.0, 30.0
ONE_AND_SIX = pytest.mark.parametrize("many", [1, 6])
AGAIN = pytest.mark.parametrize("run", range(RUNS))
FAULT_S = 10.0


def by_name(many: int) -> tuple[str, ...]:
    return tuple(f"http://{name}/" for name in NAMES[:many])


def secure(many: int) -> tuple[str, ...]:
    return tuple(f"https://{name}/" for name in NAMES[:many])


def by_address(many: int) -> tuple[str, ...]:
    return tuple(f"http://{address}/" for address in SERVICES[:many])


def hold(line: Line, fault: Callable[[], None], mend: Callable[[], None]) -> None:
    """A fault of ours: no data while it lasts, all well soon after, never a second of downtime."""
    line.until("operational", START_S)
    fault()
    line.until("unknown", RECOGNISED_S)
    mend()
    line.until("operational", BACK_S)
    assert [down for down, _ in line.uptime()] == [0.0] * len(line.statuses())


@AGAIN
@ONE_AND_SIX
@pytest.mark.parametrize("sort", ["vanish", "unreachable"])
def test_a_dead_uplink_is_nobodys_outage(tmp_path: Path, sort: str, many: int, run: int) -> None:
    with a_line(tmp_path) as line:
        line.watch(by_name(many))
        hold(line, line.swallow if sort == "vanish" else line.unreachable, line.mend)


@AGAIN
@ONE_AND_SIX
@pytest.mark.parametrize("sort", ["silent", "servfail", "refused", "nxdomain", "lies"])
def test_a_lame_name_server_is_nobodys_outage(
    tmp_path: Path, sort: str, many: int, run: int
) -> None:
    with a_line(tmp_path) as line:
        line.watch(by_name(many), canaries=f"{CANARY}:443")
        hold(line, lambda: line.set(dns=sort), lambda: line.set(dns="well"))


@AGAIN
@ONE_AND_SIX
@pytest.mark.parametrize("urls", [by_name, secure])
@pytest.mark.parametrize("sort", ["portal page", "portal redirect"])
def test_a_sign_in_page_is_neither_up_nor_down(
    tmp_path: Path, sort: str, urls: Callable[[int], tuple[str, ...]], many: int, run: int
) -> None:
    with a_line(tmp_path) as line:
        line.watch(urls(many))
        hold(line, lambda: line.set(http=sort), lambda: line.set(http="well"))


@AGAIN
@ONE_AND_SIX
@pytest.mark.parametrize("witness", ["name server", "canary"])
def test_a_whole_datacentre_that_is_down_is_an_outage(
    tmp_path: Path, witness: str, many: int, run: int
) -> None:
    by_canary = witness == "canary"
    with a_line(tmp_path, name_server="" if by_canary else NAME_SERVER) as line:
        urls = by_address(many) if by_canary else by_name(many)
        line.watch(urls, canaries=f"{CANARY}:443" if by_canary else "none")
        line.until("operational", START_S)
        line.take_away(*SERVICES)
        line.until("major_outage", RECOGNISED_S)


@AGAIN
@ONE_AND_SIX
def test_a_whole_datacentre_is_down_while_new_relic_answers(
    tmp_path: Path, many: int, run: int
) -> None:
    with a_line(tmp_path, name_server="") as line:
        line.watch(by_address(many), new_relic=True)
        line.until("operational", START_S)
        line.take_away(*SERVICES)
        line.until((*("major_outage",) * many, "operational"), RECOGNISED_S)


@AGAIN
@ONE_AND_SIX
def test_in_a_closed_network_nobody_can_tell_until_a_person_does(
    tmp_path: Path, many: int, run: int
) -> None:
    with a_line(tmp_path, name_server="") as line:
        line.watch(by_address(many))
        line.until("operational", START_S)
        line.take_away(*SERVICES)
        line.until("unknown", RECOGNISED_S)
        assert [down for down, _ in line.uptime()] == [0.0] * many
        line.say("theirs")
        line.until("major_outage", RECOGNISED_S)
        # Down since the first failure: of what was observed little was up and nothing is missing.
        assert all(down > FAULT_S / 5 for down, _ in line.uptime())


@AGAIN
def test_half_of_the_services_down_is_their_outage(tmp_path: Path, run: int) -> None:
    with a_line(tmp_path, name_server="") as line:
        line.watch(by_address(6))
        line.until("operational", START_S)
        line.take_away(*SERVICES[:3])
        line.until(("major_outage",) * 3 + ("operational",) * 3, RECOGNISED_S)


@AGAIN
@ONE_AND_SIX
def test_one_name_that_is_gone_is_the_outage_of_that_one(
    tmp_path: Path, many: int, run: int
) -> None:
    with a_line(tmp_path) as line:
        line.watch(by_name(many))
        line.until("operational", START_S)
        line.set(gone=NAMES[0])
        line.until(("major_outage", *("operational",) * (many - 1)), RECOGNISED_S)


@AGAIN
@ONE_AND_SIX
def test_services_behind_one_login_host_are_as_their_checks_expect(
    tmp_path: Path, many: int, run: int
) -> None:
    with a_line(tmp_path) as line:
        line.set(login="yes")
        line.watch(by_name(many))
        line.until("operational", START_S)
        line.stay("operational", FAULT_S)


@AGAIN
@ONE_AND_SIX
def test_a_collector_that_was_stopped_observed_nothing_meanwhile(
    tmp_path: Path, many: int, run: int
) -> None:
    with a_line(tmp_path) as line:
        line.watch(by_address(many))
        line.until("operational", START_S)
        before = [observed for _, observed in line.uptime()]
        begun = time.monotonic()
        line.stop_for(FAULT_S)
        line.until("operational", BACK_S)
        passed_s = time.monotonic() - begun
        after = line.uptime()
        for seen, (down, observed) in zip(before, after, strict=True):
            assert down == 0.0
            assert observed - seen <= passed_s - FAULT_S + 3


@AGAIN
@ONE_AND_SIX
def test_a_starved_collector_calls_nobody_down(tmp_path: Path, many: int, run: int) -> None:
    with a_line(tmp_path) as line:
        line.watch(by_address(many))
        line.until("operational", START_S)
        line.starve_for(FAULT_S)
        line.until("operational", BACK_S)
        assert [down for down, _ in line.uptime()] == [0.0] * many

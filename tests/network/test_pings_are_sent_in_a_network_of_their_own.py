"""Pings in a network namespace: without any rights, without an answer, and without a way."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import asyncio, json, sys
from statusboard.probes.ping import DECLARATION
from tests.fixtures.sockets import ask_kind
got = asyncio.run(ask_kind(DECLARATION, host=sys.argv[1], within_s=3.0))
print(json.dumps([got.outcome, got.reason, got.detail]))
"""
# Somebody without any rights, in the only group that may ping.
ANYBODY = "setpriv --reuid 65534 --regid 65534 --clear-groups"
MAY_PING = "echo '65534 65534' > /proc/sys/net/ipv4/ping_group_range"


def why_not() -> str:
    if sys.platform != "linux" or not all(map(shutil.which, ("unshare", "setpriv", "ip"))):
        return "needs Linux, unshare, setpriv and ip"
    tried = subprocess.run(("unshare", "-n", "true"), capture_output=True, check=False)
    return "" if tried.returncode == 0 else "may not make network namespaces"


pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]


def pinged(host: str, *before: str, by: str = ANYBODY) -> tuple[str, str, str]:
    """What a ping to a host answers in a new network, where these commands were run before."""
    steps = ("ip link set lo up", *before, f'exec {by} "$0" -c "$1" "$2"')
    done = subprocess.run(
        ("unshare", "-n", "sh", "-c", " && ".join(steps), sys.executable, ASK, host),
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
    )
    outcome, reason, detail = json.loads(done.stdout)
    return outcome, reason, detail


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_who_may_ping_needs_no_other_rights(host: str) -> None:
    assert pinged(host, MAY_PING) == ("up", "ok", "")


def test_who_may_not_is_told_what_would_allow_it() -> None:
    outcome, reason, detail = pinged("127.0.0.1")
    assert (outcome, reason) == ("unknown", "not_configured")
    assert "net.ipv4.ping_group_range" in detail


def test_a_host_that_answers_no_pings_is_down() -> None:
    silent = "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all"
    assert pinged("127.0.0.1", MAY_PING, silent) == (
        "down",
        "unreachable",
        "127.0.0.1: none of 3 pings was answered",
    )


def test_without_a_way_the_reason_is_said() -> None:
    outcome, reason, detail = pinged("192.0.2.1", MAY_PING)
    assert (outcome, reason) == ("down", "unreachable")
    assert detail.endswith("(this computer has no way to that network)")

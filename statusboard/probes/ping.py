"""The ping check: whether a host answers pings, how quickly, and how many get lost."""

from dataclasses import replace
from typing import TYPE_CHECKING

from statusboard.catalog.declaration import CheckKind, Config
from statusboard.catalog.fields import Example, FieldKind, FieldSpec
from statusboard.domain.manner import Manner
from statusboard.domain.result import Answer
from statusboard.probes.base import ProbeContext
from statusboard.probes.sockets.fields import (
    HOST,
    IP_VERSION,
    SLOW_AFTER,
    host_of,
    ip_version_of,
    place_text,
    slow_us_of,
)

if TYPE_CHECKING:
    from statusboard.probes.sockets.answering import Finding

USUAL_COUNT = 3
MOST = 10


def _count_problem(value: object) -> str | None:
    if isinstance(value, int) and 1 <= value <= MOST:
        return None
    return f"Write a whole number from 1 to {MOST}."


async def _probe(config: Config, context: ProbeContext) -> Answer:
    # The window reads this declaration for its form; it need not carry what asks for that.
    from statusboard.probes.sockets.answering import answered
    from statusboard.probes.sockets.loading import loaded

    usual_us: int | None = None
    count = config.get("count")

    async def asking() -> "Finding":
        nonlocal usual_us
        await loaded(context, "icmplib")
        from statusboard.probes.sockets.pinging import pinged, worth

        host = host_of(config)
        many = count if isinstance(count, int) else USUAL_COUNT
        pings = await pinged(context, host, many, ip_version=ip_version_of(config))
        usual_us = pings.usual_us
        return worth(host, pings, slow_us_of(config))

    answer = await answered(context, asking)
    # What is kept is how long one ping takes, and not how long we were busy with all of them.
    return replace(answer, response_us=usual_us, phases=replace(answer.phases, wait_us=usual_us))


def _target(config: Config) -> str | None:
    host = host_of(config)
    return place_text(host) if host else None


DECLARATION = CheckKind(
    key="ping",
    label="Ping",
    icon="activity",
    fields=(
        HOST,
        FieldSpec(
            "count",
            FieldKind.NUMBER,
            "Pings",
            help="Where some of them are answered and others get lost, the host is degraded.",
            unit="each time",
            default=USUAL_COUNT,
            check=_count_problem,
            advanced=True,
        ),
        SLOW_AFTER,
        IP_VERSION,
    ),
    probe=_probe,
    describe=lambda config: f"Ping {place_text(host_of(config))}".rstrip(),
    target=_target,
    offer="Ping a host",
    summary="Up when a computer or router answers. Many firewalls let no pings through.",
    manner=Manner.ECHO,
    rank=15,
    good=(
        Example({"host": "gateway.example"}),
        Example({"host": "[2001:db8::1]", "count": 5, "slow_after": "50ms"}),
    ),
    bad=(
        Example({}, "host"),
        Example({"host": "gateway.example:80"}, "host"),
        Example({"host": "255.255.255.255"}, "host"),
        Example({"host": "gateway.example", "count": 0}, "count"),
        Example({"host": "gateway.example", "count": 1.5}, "count"),
        Example({"host": "gateway.example", "slow_after": "x"}, "slow_after"),
    ),
)

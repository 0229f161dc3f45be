"""The events and metrics of the stand-in, made from what its entities are like and were.

One store answers all: what a monitor's summary counts, an NRQL query over its checks finds.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from statusboard.demo.new_relic.nrql.values import Row, Summary

MINUTE_MS: Final = 60_000
# The newest minutes are not complete: what happened in them comes in later.
LATE_MS: Final = 2 * MINUTE_MS
LOCATIONS: Final = (
    ("AWS_EU_CENTRAL_1", "Frankfurt, DE"),
    ("AWS_EU_WEST_1", "Dublin, IE"),
    ("AWS_US_EAST_1", "Washington, DC, USA"),
)
# Another value from an instant on (ms), by the name of a figure; None: nothing comes in.
History = Sequence[tuple[int, float | None]]
Figures = Callable[[str, int, float], float | None]
Entity = dict[str, Any]


def figures_of(changes: dict[str, list[tuple[int, float | None]]]) -> Figures:
    """What a figure of an entity is at an instant: as it was set, or its usual value."""

    def figure(name: str, at_ms: int, usual: float) -> float | None:
        value: float | None = usual
        for since_ms, changed in changes.get(name, ()):
            if since_ms > at_ms:
                break
            value = changed
        return value

    return figure


def rows_of(entity: Entity, event: str, minutes: range, figures: Figures) -> Iterator[Row]:
    """The rows of one entity and sort of event, a minute after the other (ms, whole minutes)."""
    make = _MAKERS.get((event, entity["__base"]))
    if make is None:
        return
    guid = entity["guid"]
    for at_ms in minutes:
        if figures("reporting", at_ms, 1.0):
            for row in make(entity, at_ms, figures):
                yield {"timestamp": at_ms, "entityGuid": guid, "entity.guid": guid, **row}


def _wave(at_ms: int, guid: str) -> float:
    """A day's rhythm around 1, with a little noise that is the same whenever it is asked for."""
    day = math.sin(at_ms / 86_400_000 * 2 * math.pi)
    noise = ((at_ms // MINUTE_MS * 2_654_435_761 + len(guid)) % 1000) / 1000 - 0.5
    return 1 + 0.2 * day + 0.1 * noise


def _checks(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    period = entity.get("period") or 1
    if (at_ms // MINUTE_MS) % period:
        return
    running = int(figures("locationsRunning", at_ms, _counted(entity, "locationsRunning")) or 0)
    failing = int(figures("locationsFailing", at_ms, _counted(entity, "locationsFailing")) or 0)
    for place, (code, label) in enumerate(LOCATIONS[:running]):
        fails = place < failing
        row: dict[str, object] = {
            "result": "FAILED" if fails else "SUCCESS",
            "duration": round(240 * _wave(at_ms, entity["guid"]) + 40 * place, 1),
            "monitorName": entity["name"],
            "location": code,
            "locationLabel": label,
            "isMuted": False,
        }
        yield {**row, "error": "HTTP 503: Service Unavailable"} if fails else row


def _counted(entity: Entity, name: str) -> float:
    summary = entity.get("monitorSummary") or {}
    return float(summary.get(name) or 0) if summary.get("status") in ("ENABLED", "MUTED") else 0.0


def _transactions(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    wave = _wave(at_ms, entity["guid"])
    calls = figures("throughput", at_ms, 480.0 * wave)
    seconds = figures("response_time", at_ms, 0.12 * wave)
    errors = figures("error_rate", at_ms, 0.2)
    if not calls or seconds is None or errors is None:
        return
    failed = calls * errors / 100
    row: dict[str, object] = {
        "apm.service.transaction.duration": Summary(calls, calls * seconds, seconds, seconds),
        "duration": seconds,
        "appName": entity["name"],
    }
    if failed:
        row["apm.service.error.count"] = Summary(failed, failed, 1, 1)
    yield row


def _key_transactions(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    wave = _wave(at_ms, entity["guid"])
    calls = figures("throughput", at_ms, 60.0 * wave)
    seconds = figures("response_time", at_ms, 0.3 * wave)
    if calls and seconds is not None:
        points = Summary(calls, calls * seconds, seconds, seconds)
        yield {"apm.key.transaction.duration": points}


def _views(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    seconds = figures("response_time", at_ms, 1.4 * _wave(at_ms, entity["guid"]))
    if seconds is not None:
        yield {"duration": seconds, "appName": entity["name"]}


def _samples(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    wave = _wave(at_ms, entity["guid"])
    cpu = figures("cpu", at_ms, 21.5 * wave)
    if cpu is not None:
        yield {
            "cpuPercent": cpu,
            "memoryUsedPercent": figures("memory", at_ms, 63.0),
            "diskUsedPercent": figures("disk", at_ms, 41.0),
            "hostname": entity["name"],
        }


def _spans(entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    seconds = figures("response_time", at_ms, 0.08 * _wave(at_ms, entity["guid"]))
    if seconds is not None:
        yield {"duration.ms": seconds * 1000, "otel.status_code": "OK", "span.kind": "server"}


def _level(_entity: Entity, at_ms: int, figures: Figures) -> Iterator[Row]:
    share = figures("sli", at_ms, 99.8)
    if share is not None:
        yield {
            "newrelic.sli.valid": Summary(100, 100, 1, 1),
            "newrelic.sli.good": Summary(100, share, 0, 1),
            "sliCompliance": share,
        }


_Make = Callable[[Entity, int, Figures], Iterator[Row]]
_MAKERS: Final[dict[tuple[str, str], _Make]] = {
    ("SyntheticCheck", "SyntheticMonitor"): _checks,
    ("Metric", "ApmApplication"): _transactions,
    ("Transaction", "ApmApplication"): _transactions,
    ("Metric", "KeyTransaction"): _key_transactions,
    ("Metric", "External"): _level,
    ("ServiceLevelSnapshot", "External"): _level,
    ("PageView", "BrowserApplication"): _views,
    ("SystemSample", "InfrastructureHost"): _samples,
    ("Span", "ThirdPartyService"): _spans,
}
EVENTS: Final = frozenset(event for event, _ in _MAKERS)

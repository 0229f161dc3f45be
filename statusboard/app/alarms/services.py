"""The alarms about services: those that fail where somebody sees it, and that nobody sees any."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from statusboard.app.health.board_problems import own_network
from statusboard.app.health.facts import Facts
from statusboard.domain.alarms.alarm import (
    Alarm,
    AlarmKind,
    AlarmSeverity,
    Subject,
    SubjectSort,
    outage_key,
    severity_of,
)
from statusboard.domain.component import Component
from statusboard.domain.instants import from_us
from statusboard.domain.status import ComponentStatus
from statusboard.storage.sources import Source

_DESK = Subject(SubjectSort.DESK, 0, "StatusBoard")


def failing(facts: Facts, said_of: Collection[int]) -> Iterator[Alarm]:
    """An alarm for each service that is seen to fail, or that keeps turning.

    `said_of` are those that customers were told of.
    """
    for component in facts.components:
        severity = severity_of(facts.status(component.id))
        is_flapping = facts.is_flapping(component.id)
        if is_flapping:
            severity = max(severity, AlarmSeverity.MINOR, key=lambda one: one.rank)
        since = facts.since(component.id)
        if severity is AlarmSeverity.INFO or since is None or not _is_seen(facts, component.id):
            continue
        cause = facts.cause(component.id)
        told = "customers have been told" if component.id in said_of else _UNTOLD
        why = facts.plain_reason(component.id), facts.spread_words(component.id)
        yield Alarm(
            key=outage_key(component.id),
            kind=AlarmKind.OUTAGE,
            severity=severity,
            subject=Subject(SubjectSort.SERVICE, component.id, component.name),
            since=since,
            text=" · ".join(filter(None, (*why, told))),
            group=facts.group_of(component),
            behind=() if cause is None else (outage_key(cause.parent_id),),
            flapping=is_flapping,
        )


_UNTOLD = "customers have been told nothing yet"


def working(facts: Facts) -> dict[int, datetime]:
    """The services that are seen to work, each of their checks, and since when."""
    found = {}
    for component in facts.components:
        since = facts.since(component.id)
        if since is not None and _works(facts, component):
            found[component.id] = since
    return found


def blindness(facts: Facts, sources: Sequence[Source]) -> str:
    """Why nothing can be said of services now; empty where they are seen, or there are none."""
    if not facts.checks or facts.seen_elsewhere:
        return ""
    if facts.is_starting:
        return "The collector has started, and its first answers are on their way."
    if not facts.is_watched:
        return "Nobody is watching. What stands of services was true when somebody last did."
    said = own_network(facts, sources)
    return f"{said.rstrip('.')}. Nothing is counted as an outage." if said else ""


def blind_alarm(facts: Facts, why: str) -> Iterator[Alarm]:
    """The alarm that nobody sees how services are."""
    if why:
        is_watched = facts.is_watched or not facts.watched_us
        since = from_us(facts.now_us if is_watched else facts.watched_us)
        yield Alarm("blind", AlarmKind.BLIND, AlarmSeverity.MAJOR, _DESK, since, why)


def _is_seen(facts: Facts, component_id: int) -> bool:
    """Whether what is known of it holds now: one fresh answer that it fails is enough."""
    if not facts.is_seen(component_id):
        return False
    if component_id in facts.by_hand:
        return True
    return any(
        not facts.is_check_stale(check)
        for check in facts.checks_of(component_id)
        if facts.state(check.id).state.level.is_trouble or facts.is_flapping(component_id)
    )


def _works(facts: Facts, component: Component) -> bool:
    is_up = facts.status(component.id) is ComponentStatus.OPERATIONAL
    if not is_up or facts.is_flapping(component.id):
        return False
    return component.id in facts.by_hand or not facts.is_stale(component.id)

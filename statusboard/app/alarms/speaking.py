"""The alarms about what people are told: promises, channels, texts that wait for approval."""

from collections.abc import Iterator
from datetime import tzinfo

from statusboard.app.delivery.health import CHANNEL_HEALTH
from statusboard.app.health.spoken import promises_of
from statusboard.app.notices.waiting import waiting
from statusboard.domain.access import Actor
from statusboard.domain.alarms.alarm import (
    Alarm,
    AlarmKind,
    AlarmSeverity,
    Subject,
    SubjectSort,
    alarm_key,
)
from statusboard.domain.approval import Matter
from statusboard.domain.channel_troubles import channel_name, troubles
from statusboard.domain.instants import to_us
from statusboard.domain.promises import PromiseState, Urgency, urgency
from statusboard.domain.time_text import when_text
from statusboard.domain.views.channel_health import ChannelStanding
from statusboard.storage import incidents
from statusboard.storage.corrections import read_corrections
from statusboard.storage.unit import Unit

_SORTS = {Matter.NOTICE: SubjectSort.NOTICE}


def promised(unit: Unit, zone: tzinfo) -> Iterator[Alarm]:
    """An alarm for each next update that is due soon, or overdue."""
    open_ones = incidents.read_unresolved(unit)
    corrections = read_corrections(unit) if open_ones else frozenset()
    for incident in open_ones:
        for promise in promises_of(incident, corrections):
            presses = urgency(promise.due, unit.now)
            if promise.state is not PromiseState.OPEN or presses is Urgency.CALM:
                continue
            is_late = presses is Urgency.OVERDUE
            kind = AlarmKind.UPDATE_OVERDUE if is_late else AlarmKind.UPDATE_DUE
            subject = Subject(SubjectSort.INCIDENT, incident.id, incident.wording.title)
            yield Alarm(
                key=alarm_key(kind, subject, mark=str(to_us(promise.due))),
                kind=kind,
                severity=AlarmSeverity.MAJOR if is_late else AlarmSeverity.MINOR,
                subject=subject,
                since=promise.due if is_late else promise.made_at,
                text=f"promised by {when_text(promise.due, zone, now=unit.now)}",
            )


def held_up(unit: Unit, zone: tzinfo) -> Iterator[Alarm]:
    """An alarm for each channel by which messages do not get out as they should."""
    every = CHANNEL_HEALTH.run(unit, None)
    for one, words in troubles(every, unit.now, zone):
        is_failing = one.standing is ChannelStanding.FAILING
        name = channel_name(one, every)
        subject = Subject(SubjectSort.CHANNEL, one.channel_id, name)
        yield Alarm(
            key=alarm_key(AlarmKind.DELIVERY_FAILING, subject),
            kind=AlarmKind.DELIVERY_FAILING,
            severity=AlarmSeverity.MAJOR if is_failing else AlarmSeverity.MINOR,
            subject=subject,
            since=one.since or unit.now,
            text=words.removeprefix(f"{name}: "),
        )


def to_approve(unit: Unit, actor: Actor) -> Iterator[Alarm]:
    """An alarm for each text that waits for this person's approval."""
    for one in waiting(unit):
        if one.agreement.waits_for(actor):
            sort = _SORTS.get(one.matter, SubjectSort.MAINTENANCE)
            if one.matter is Matter.CORRECTION:
                sort = SubjectSort.DESK
            subject = Subject(sort, one.number, one.title or "A notice without a title")
            yield Alarm(
                key=alarm_key(
                    AlarmKind.APPROVAL_WAITING, subject, mark=f"{one.matter}-{one.step.revision}"
                ),
                kind=AlarmKind.APPROVAL_WAITING,
                severity=AlarmSeverity.MINOR,
                subject=subject,
                since=one.step.at,
                text=f"{one.step.by.name} asks",
            )

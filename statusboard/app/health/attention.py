"""What people did about the alarm of each service, in words for its tile and its row."""

from dataclasses import dataclass

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
from statusboard.domain.alarms.silence import muted_words, seen_words
from statusboard.domain.instants import from_us
from statusboard.storage.alarms import read_acknowledgements, read_silences
from statusboard.storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Attention:
    """What people did about the alarm of a service, in words."""

    words: str = ""
    is_muted: bool = False


NO_ATTENTION = Attention()


def attention_of(unit: Unit, facts: Facts) -> dict[int, Attention]:
    """By service: until when it is muted and by whom, or who has seen that it fails.

    Services of which nothing is to be said are left out. What is muted is said while all is well
    too: nobody would be told if it failed.
    """
    silences, seen = read_silences(unit), read_acknowledgements(unit)
    if not (silences or seen):
        return {}
    now, zone = from_us(facts.now_us), facts.zone_info
    found = {}
    for component in facts.components:
        group = facts.group_of(component)
        subject = Subject(SubjectSort.SERVICE, component.id, component.name)
        said = [muted_words(one, zone, now=now) for one in silences if one.is_of(subject, group)]
        is_muted = bool(said)
        severity, since = severity_of(facts.status(component.id)), facts.since(component.id)
        if severity is not AlarmSeverity.INFO and since is not None:
            alarm = Alarm(outage_key(component.id), AlarmKind.OUTAGE, severity, subject, since)
            said += [seen_words(one, zone, now=now) for one in seen if one.covers(alarm)]
        if said:
            found[component.id] = Attention(said[0], is_muted)
    return found

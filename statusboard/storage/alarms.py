"""What people did about alarms: acknowledgements, silences, and each person's rules."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select, update

from statusboard.domain.alarms.alarm import AlarmSeverity, Subject, SubjectSort
from statusboard.domain.alarms.rules import DEFAULT_RULES, AlarmRules
from statusboard.domain.alarms.rules_text import rules_of, rules_text
from statusboard.domain.alarms.silence import Acknowledgement, Silence
from statusboard.domain.instants import from_us, to_us
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.read_once import read_once
from statusboard.storage.tables import ACKNOWLEDGEMENT, ALARM_RULE, SILENCE
from statusboard.storage.unit import Unit

# What was acknowledged longer ago is over, or nobody remembers it.
REMEMBERED = timedelta(days=400)
_SEEN = select(ACKNOWLEDGEMENT).order_by(ACKNOWLEDGEMENT.c.alarm)
_IN_FORCE = (
    select(SILENCE)
    .where(SILENCE.c.until_us > bindparam("now_us"), SILENCE.c.ended_us.is_(None))
    .order_by(SILENCE.c.id)
)


def acknowledge(unit: Unit, alarm: str, severity: AlarmSeverity) -> None:
    """Whoever writes has seen an alarm, as grave as it is now; in place of who saw it before."""
    forgotten_us = to_us(unit.now - REMEMBERED)
    known = ACKNOWLEDGEMENT.c
    gone = (known.alarm == alarm) | (known.at_us < forgotten_us)
    unit.connection.execute(delete(ACKNOWLEDGEMENT).where(gone))
    unit.connection.execute(
        insert(ACKNOWLEDGEMENT).values(
            alarm=alarm,
            severity=severity.value,
            by_name=unit.actor.name if unit.actor else "",
            by_person=unit.actor.person_id if unit.actor else None,
            at_us=unit.now_us,
        )
    )


@read_once
def read_acknowledgements(unit: Unit) -> tuple[Acknowledgement, ...]:
    """The last acknowledgement of each alarm, also of those that are over."""
    return tuple(
        Acknowledgement(row.alarm, AlarmSeverity(row.severity), row.by_name, from_us(row.at_us))
        for row in unit.connection.execute(_SEEN)
    )


def add_silence(unit: Unit, subject: Subject, until: datetime, why: str) -> int:
    """The id of a new silence by whoever writes; it ends those of the same subject."""
    for one in read_silences(unit):
        if (one.subject.sort, one.subject.id) == (subject.sort, subject.id):
            end_silence(unit, one.id)
    added = insert(SILENCE).values(
        subject_sort=subject.sort.value,
        subject_id=subject.id,
        why=why,
        by_name=unit.actor.name if unit.actor else "",
        by_person=unit.actor.person_id if unit.actor else None,
        set_us=unit.now_us,
        until_us=to_us(until),
    )
    return int(unit.connection.execute(added.returning(SILENCE.c.id)).scalar_one())


def end_silence(unit: Unit, silence_id: int) -> None:
    """Ends it now, in the name of whoever writes."""
    unit.connection.execute(
        update(SILENCE)
        .where(SILENCE.c.id == silence_id, SILENCE.c.ended_us.is_(None))
        .values(ended_us=unit.now_us, ended_by=unit.actor.name if unit.actor else "")
    )


@read_once
def read_silences(unit: Unit) -> tuple[Silence, ...]:
    """Those in force, with their subjects as they are called now; of what is gone none is."""
    rows = unit.connection.execute(_IN_FORCE, {"now_us": unit.now_us}).all()
    if not rows:
        return ()
    names = {(SubjectSort.SERVICE, one.id): one.name for one in read_components(unit)}
    names |= {(SubjectSort.GROUP, one.id): one.name for one in read_groups(unit)}
    found = []
    for row in rows:
        sort = SubjectSort(row.subject_sort)
        name = names.get((sort, row.subject_id))
        if name is not None:
            subject = Subject(sort, row.subject_id, name)
            set_at, until = from_us(row.set_us), from_us(row.until_us)
            found.append(Silence(row.id, subject, row.by_name, set_at, until, row.why))
    return tuple(found)


def read_rules(unit: Unit, person_id: int | None) -> AlarmRules:
    """What a person wants to be told; the usual where they chose nothing. None: this desk's."""
    asked = select(ALARM_RULE.c.rules).where(ALARM_RULE.c.person_id == (person_id or 0))
    text = unit.connection.scalar(asked)
    return DEFAULT_RULES if text is None else rules_of(text)


def write_rules(unit: Unit, person_id: int | None, rules: AlarmRules) -> None:
    """Keeps what a person wants to be told."""
    number = person_id or 0
    unit.connection.execute(delete(ALARM_RULE).where(ALARM_RULE.c.person_id == number))
    unit.connection.execute(insert(ALARM_RULE).values(person_id=number, rules=rules_text(rules)))

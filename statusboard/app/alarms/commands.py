"""Verbs about alarms: seen, muted and unmuted for every desk; what one wants to be told oneself."""

from datetime import timedelta

from statusboard.app.alarms.inputs import AcknowledgeAlarms, AlarmsAsk, ChooseRules, Mute, Unmute
from statusboard.app.alarms.queries import alarms_now
from statusboard.app.doorway import Audit, Done, verb
from statusboard.domain.access import Permission
from statusboard.domain.alarms.alarm import Subject, SubjectSort
from statusboard.domain.alarms.rules_text import rules_of, rules_text
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.letters import as_shown
from statusboard.errors import RuleBroken
from statusboard.storage import alarms as stored
from statusboard.storage.components import read_components
from statusboard.storage.groups import read_groups
from statusboard.storage.unit import Unit

# Longer is no silence but forgetting: what nobody needs to hear of is taken off the desk.
LONGEST_MUTE = timedelta(days=30)
WHY_LIMIT = 200
CHANGED = Changes.of(Topic.ALARMS)


@verb("alarm.acknowledge", Permission.WRITE, AcknowledgeAlarms, int)
def acknowledge(unit: Unit, given: AcknowledgeAlarms) -> Done[int]:
    """How many of the alarms still stand, and are seen from now on; those that are over are not.

    Raises RuleBroken where none of them stands any more.
    """
    wanted = frozenset(given.alarms)
    now = alarms_now(unit, AlarmsAsk(unit.actor))
    standing = [alarm for alarm in now.alarms if alarm.key in wanted]
    if not standing:
        raise RuleBroken("This is over already, so there is nothing to acknowledge. Look again.")
    fresh = [alarm for alarm in standing if now.acknowledgement(alarm) is None]
    for alarm in fresh:
        stored.acknowledge(unit, alarm.key, alarm.severity)
    names = ", ".join(alarm.subject.name for alarm in standing)
    changes = CHANGED if fresh else Changes()
    detail: dict[str, object] = {"kinds": sorted({alarm.kind.value for alarm in standing})}
    return Done(len(standing), changes, Audit(names, detail) if fresh else None)


@verb("alarm.mute", Permission.WRITE, Mute, int)
def mute(unit: Unit, given: Mute) -> Done[int]:
    """The number of the silence; it takes the place of one that the subject had.

    Raises RuleBroken with the field at fault.
    """
    subject = _subject(unit, given.sort, given.id)
    if given.until <= unit.now:
        raise RuleBroken("It would have ended already. Choose a later time.", field="until")
    if given.until - unit.now > LONGEST_MUTE:
        raise RuleBroken(
            f"Alarms can be muted for at most {LONGEST_MUTE.days} days, so that it is not "
            "forgotten. Choose an earlier end; it can be muted again.",
            field="until",
        )
    why = " ".join(as_shown(given.why).split())
    if len(why) > WHY_LIMIT:
        raise RuleBroken(
            f"The reason has {len(why)} characters; at most {WHY_LIMIT} fit.", field="why"
        )
    number = stored.add_silence(unit, subject, given.until, why)
    detail: dict[str, object] = {"until": f"{given.until:%Y-%m-%d %H:%M} UTC", "why": why}
    return Done(number, CHANGED, Audit(subject.name, detail))


@verb("alarm.unmute", Permission.WRITE, Unmute, bool)
def unmute(unit: Unit, given: Unmute) -> Done[bool]:
    """Whether the subject was muted until now."""
    subject = _subject(unit, given.sort, given.id)
    theirs = [
        one
        for one in stored.read_silences(unit)
        if (one.subject.sort, one.subject.id) == (subject.sort, subject.id)
    ]
    for one in theirs:
        stored.end_silence(unit, one.id)
    audit = Audit(subject.name) if theirs else None
    return Done(bool(theirs), CHANGED if theirs else Changes(), audit)


@verb("alarm.choose", Permission.LOOK, ChooseRules, bool)
def choose_rules(unit: Unit, given: ChooseRules) -> Done[bool]:
    """Whether anything is different now. They are the rules of whoever asks, and nobody else's."""
    person_id = unit.actor.person_id if unit.actor else None
    wanted = rules_of(given.rules)
    before = stored.read_rules(unit, person_id)
    if rules_text(wanted) == rules_text(before):
        return Done(False, Changes(), None)  # noqa: FBT003 - what the verb answers
    stored.write_rules(unit, person_id, wanted)
    return Done(True, CHANGED, Audit("own rules"))  # noqa: FBT003 - what the verb answers


def _subject(unit: Unit, sort: SubjectSort, number: int) -> Subject:
    """The service or group with its name. Raises RuleBroken where there is none."""
    known: dict[SubjectSort, dict[int, str]] = {
        SubjectSort.SERVICE: {one.id: one.name for one in read_components(unit)},
        SubjectSort.GROUP: {one.id: one.name for one in read_groups(unit)},
    }
    name = known.get(sort, {}).get(number)
    if name is None:
        raise RuleBroken(
            "This service or group no longer exists. Somebody may have removed it.", field="id"
        )
    return Subject(sort, number, name)

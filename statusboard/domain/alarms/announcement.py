"""What is told of alarms: one announcement may speak for many of them."""

from dataclasses import dataclass
from enum import StrEnum

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity, Subject


class AlarmAction(StrEnum):
    """What can be done from an announcement, without looking for it first.

    `ACKNOWLEDGE` is shown as “I see it”. `OPEN` opens the first of what it is about.
    """

    OPEN = "open"
    DRAFT_NOTICE = "draft_notice"
    WRITE_UPDATE = "write_update"
    ACKNOWLEDGE = "acknowledge"
    MUTE = "mute"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to tell.

    `key` names it: one with the same key takes the place of what was told before. `about` is what
    it is about, the gravest first; `alarms` are the keys of the alarms that it speaks for, which
    *acknowledge* is given. `notifies` and `sounds` are what the person's rules want of it.
    """

    key: str
    kind: AlarmKind
    severity: AlarmSeverity
    title: str
    text: str
    actions: tuple[AlarmAction, ...] = ()
    about: tuple[Subject, ...] = ()
    alarms: tuple[str, ...] = ()
    notifies: bool = True
    sounds: bool = False

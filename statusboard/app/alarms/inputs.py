"""What the verbs and queries about alarms are given, and answer. Plain values, fit for a pipe."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.access import Actor
from statusboard.domain.alarms.alarm import SubjectSort


@dataclass(frozen=True, slots=True)
class AlarmsAsk:
    """Who asks: what waits for approval is an alarm for who may give it. None: for nobody."""

    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class AcknowledgeAlarms:
    """The keys of the alarms that somebody has seen."""

    alarms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mute:
    """Of which service or group nothing is told, until when, and why."""

    sort: SubjectSort
    id: int
    until: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Unmute:
    """The service or group of which is told again."""

    sort: SubjectSort
    id: int


@dataclass(frozen=True, slots=True)
class ChooseRules:
    """What whoever asks wants to be told, as `domain.alarms.rules_text` writes it."""

    rules: str

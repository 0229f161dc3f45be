"""How each channel fares, and how far one update has got on its way to everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from statusboard.domain.delivery import DeliveryState
from statusboard.domain.status import IncidentStatus
from statusboard.domain.update_kind import UpdateKind


class ChannelStanding(StrEnum):
    """Whether messages get out by a channel.

    `SLOW`: they do, later than they should. `FAILING`: none has been taken since something went
    wrong. `UNUSED`: nothing was sent by it yet, so nobody knows.
    """

    WORKING = "working"
    SLOW = "slow"
    FAILING = "failing"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """One channel with how it fares, from what became of its messages.

    `label` names its kind and `described` what it is, both for people. `since`: from when on it
    fails or is slow; None while it is neither. `reason` is what was said last, in words; empty
    while it works. `active`, `unconfirmed` and `quarantined` count its subscribers, `waiting` the
    messages that are still to be sent.
    """

    channel_id: int
    name: str
    kind: str
    label: str
    described: str
    standing: ChannelStanding
    since: datetime | None = None
    last_sent: datetime | None = None
    reason: str = ""
    active: int = 0
    unconfirmed: int = 0
    quarantined: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SendProgress:
    """How far one update has got.

    `update` and `incident` are public ids; `number` counts the updates of its incident from 1.
    `counts` has only the states that there are. `first_after_s`: how long after its publication
    the first message was taken, None before. `about_s`: in about how many seconds the last one
    will be, None where nothing is left or nobody can tell. `held_until`: until then it can be
    taken back; None once it cannot. `is_correction`: it takes back what another update said.
    """

    update: str
    incident: str
    title: str
    number: int
    status: IncidentStatus
    published_at: datetime
    recipients: int
    counts: Mapping[DeliveryState, int]
    first_after_s: float | None = None
    about_s: float | None = None
    held_until: datetime | None = None
    is_taken_back: bool = False
    kind: UpdateKind = UpdateKind.SAID
    is_correction: bool = False

"""Which of the updates of an incident were taken back later, when, and by which one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.incident import IncidentUpdate
from statusboard.domain.update_kind import UpdateKind


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That the words of an update do not stand any more.

    `is_withdrawn`: they should never have been published; otherwise others are true instead.
    `by` is the public id of the update that says so.
    """

    at: datetime
    is_withdrawn: bool
    by: str


def taken_back(updates: Sequence[IncidentUpdate]) -> dict[str, TakenBack]:
    """What was taken back, by its public id; of several that did, the first one counts.

    `updates` are newest first.
    """
    found = {}
    newest = updates[0] if updates else None
    if newest is not None and newest.kind is UpdateKind.WITHDRAWAL and not newest.corrects:
        everything = TakenBack(newest.published_at, is_withdrawn=True, by=newest.public_id)
        found = {update.public_id: everything for update in updates[1:]}
    return found | {
        update.corrects: TakenBack(
            update.published_at, update.kind is UpdateKind.WITHDRAWAL, update.public_id
        )
        for update in updates
        if update.corrects
    }


def standing(updates: Sequence[IncidentUpdate]) -> tuple[IncidentUpdate, ...]:
    """The updates whose words stand, newest first: neither taken back, nor about others alone."""
    gone = taken_back(updates)
    return tuple(
        update
        for update in updates
        if update.kind in (UpdateKind.SAID, UpdateKind.ANNOUNCEMENT)
        and update.public_id not in gone
    )

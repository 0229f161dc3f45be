"""Changes of announced work that somebody else has agreed to: made at once, or by an office.

On a server with roles beneath, the connection of whoever approves writes nothing that customers
read. Their agreement is kept, and the loop of an office that may publish makes the change.
"""

from collections.abc import Mapping
from dataclasses import replace

from statusboard.app.doorway import Audit, Done, query
from statusboard.app.maintenance.acting import carry_out
from statusboard.app.maintenance.inputs import Worked
from statusboard.app.maintenance.proposing import approval_of_change, given_of, work_of
from statusboard.app.maintenance.rules import the_window
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.maintenance_change import Closing, ProposedChange
from statusboard.storage.connection_rights import may_tell_customers
from statusboard.storage.maintenance_changes import close_change, read_waiting_changes
from statusboard.storage.unit import Unit


def make_agreed(
    unit: Unit, change: ProposedChange, agreed: Mapping[str, object], asks: str
) -> Done[Worked]:
    """Makes a change that was agreed to, by whom `agreed` says; `asks` is it in words.

    Raises RuleBroken where it comes to nothing any more.
    """
    close_change(unit, change.id, Closing.DONE)
    told = carry_out(unit, given_of(change), agreed=agreed)
    return _noted(change, told, asks)


def left_to_an_office(unit: Unit, change: ProposedChange, asks: str) -> Done[Worked]:
    """What is answered where this connection may not make it: the work as it still is."""
    known, window = work_of(unit, change), the_window(unit, change.window_id)[1]
    worked = Worked(known.id, known.revision, window.id, window.status, is_left_to_office=True)
    return _noted(change, Done(worked, Changes.of(Topic.MAINTENANCE), None), asks)


def _approved(unit: Unit, _given: None) -> tuple[int, ...]:
    waiting = read_waiting_changes(unit)
    if not waiting or not may_tell_customers(unit):
        return ()
    return tuple(one.id for one in waiting if is_approved(unit, one))


# The changes that were agreed to and are not made yet, which this connection may make.
APPROVED_CHANGES = query("maintenance.approved_changes")(_approved)


def is_approved(unit: Unit, change: ProposedChange) -> bool:
    """Whether somebody else has agreed to it."""
    return approval_of_change(unit, change).is_given


def _noted(change: ProposedChange, told: Done[Worked], asks: str) -> Done[Worked]:
    detail = {"asked_by": change.by.name, "asks": asks, "change": change.id}
    shown = told.audit.detail if told.audit is not None else {}
    return replace(told, audit=Audit(f"maintenance {change.maintenance_id}", {**shown, **detail}))

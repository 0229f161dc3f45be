"""Planned work in the spans of its services, written as far as it has been.

What was written of a window stands beside it, so that whatever changes of it later, also while
nobody watched, is rewritten exactly, and nothing else is.
"""

from sqlalchemy import update

from statusboard.domain.maintenance_windows import Cover, differences, until_now
from statusboard.storage.history.covers import read_unsettled
from statusboard.storage.history.retelling import retell
from statusboard.storage.tables import MAINTENANCE_WINDOW
from statusboard.storage.unit import Unit

_WINDOW = MAINTENANCE_WINDOW.c


def follow_maintenance(unit: Unit) -> tuple[frozenset[int], int | None]:
    """Brings the spans to what planned work covers by now: the services whose history changed.

    Also when the next of it begins or ends, in microseconds; None where nothing is to come.
    """
    changed: set[int] = set()
    edges: list[int] = []
    for kept in read_unsettled(unit):
        now = until_now(kept.cover, unit.now_us)
        for stretch in differences(kept.shown, now) if kept.component_ids else ():
            retell(unit, kept.component_ids, stretch)
            changed |= kept.component_ids
        if now != kept.shown:
            _note_shown(unit, kept.id, now)
        if kept.cover is not None:
            ahead = (kept.cover.start_us, kept.cover.stop_us)
            edges += [one for one in ahead if one is not None and one > unit.now_us]
    return frozenset(changed), min(edges, default=None)


def unfollowed_maintenance(unit: Unit) -> frozenset[int]:
    """The services whose spans do not show yet what planned work covers by now."""
    found: set[int] = set()
    for kept in read_unsettled(unit):
        if differences(kept.shown, until_now(kept.cover, unit.now_us)):
            found |= kept.component_ids
    return frozenset(found)


def clamp_maintenance(unit: Unit, at_us: int) -> None:
    """Has what is shown to have ended after an instant end once more: the clock was put back."""
    unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(_WINDOW.shown_until_us > at_us, _WINDOW.shown_from_us <= at_us)
        .values(shown_until_us=None)
    )
    unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(_WINDOW.shown_from_us > at_us)
        .values(shown_from_us=None, shown_until_us=None)
    )


def _note_shown(unit: Unit, window_id: int, shown: Cover | None) -> None:
    unit.connection.execute(
        update(MAINTENANCE_WINDOW)
        .where(_WINDOW.id == window_id)
        .values(
            shown_from_us=None if shown is None else shown.start_us,
            shown_until_us=None if shown is None else shown.stop_us,
        )
    )

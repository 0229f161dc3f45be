"""Overrides in the spans of their services, written as far as they have been.

As with planned work, what was written stands beside each, so that whatever changes later, also
while nobody watched, is rewritten exactly. A second file and not a second mechanism: what lies
over what stands in `overlays`, how a stretch is told anew in `retelling`.
"""

from sqlalchemy import case, func, or_, select, update

from statusboard.domain.maintenance_windows import Cover, differences, until_now
from statusboard.domain.override import Override
from statusboard.storage.history.retelling import end_agreed, retell
from statusboard.storage.overrides import OVERRIDES, read_overrides
from statusboard.storage.tables import OVERRIDE
from statusboard.storage.unit import Unit

_ROW = OVERRIDE.c
_STOPS = case((_ROW.ended_us < _ROW.ends_us, _ROW.ended_us), else_=_ROW.ends_us)
_IS_UNSETTLED = _ROW.shown_until_us.is_distinct_from(_STOPS)
_UNSETTLED = OVERRIDES.where(_IS_UNSETTLED)
_SHOWN = select(_ROW.id, _ROW.shown_from_us, _ROW.shown_until_us).where(
    _ROW.shown_from_us.is_not(None), _IS_UNSETTLED
)


def follow_overrides(unit: Unit) -> tuple[frozenset[int], int | None]:
    """Brings the spans to what people have set by now: the services whose history changed.

    Also when the next of it ends, in microseconds; None where nothing is set.
    """
    end_agreed(unit)
    shown = _read_shown(unit)
    changed: set[int] = set()
    edges: list[int] = []
    for one in read_overrides(unit, _UNSETTLED):
        before, now = shown.get(one.id), until_now(one.cover, unit.now_us)
        for stretch in differences(before, now):
            retell(unit, [one.component_id], stretch)
            changed.add(one.component_id)
        is_over = one.stop_us <= unit.now_us
        if now != before or is_over:
            _note_shown(unit, one, is_over=is_over)
        edges += [edge for edge in (one.set_us, one.stop_us) if edge > unit.now_us]
    return frozenset(changed), min(edges, default=None)


def unfollowed_overrides(unit: Unit) -> frozenset[int]:
    """The services whose spans do not show yet what people have set by now."""
    shown = _read_shown(unit)
    return frozenset(
        one.component_id
        for one in read_overrides(unit, _UNSETTLED)
        if differences(shown.get(one.id), until_now(one.cover, unit.now_us))
    )


def clamp_overrides(unit: Unit, at_us: int) -> None:
    """Dates nothing after an instant to which the clock was put back.

    What somebody set then holds from now on: they set it for what they saw. What was over when they
    did, by its own end, is over: else two would hold at once.
    """
    for component_id, newest in unit.connection.execute(
        select(_ROW.component_id, func.max(_ROW.id))
        .where(_ROW.set_us > at_us)
        .group_by(_ROW.component_id)
    ).all():
        unit.connection.execute(
            update(OVERRIDE)
            .where(
                (_ROW.component_id == component_id) & (_ROW.id < newest) & (_ROW.ends_us > at_us),
                or_(_ROW.ended_us.is_(None), _ROW.ended_us > at_us),
            )
            .values(ended_us=at_us, shown_until_us=None)
        )
    # What is shown to have ended lasts once more, and is to be ended once more.
    unit.connection.execute(
        update(OVERRIDE).where(_ROW.shown_until_us > at_us).values(shown_until_us=None)
    )
    unit.connection.execute(
        update(OVERRIDE).where(_ROW.ended_us > at_us).values(ended_us=at_us, shown_until_us=None)
    )
    unit.connection.execute(
        update(OVERRIDE)
        .where(_ROW.set_us > at_us)
        .values(set_us=at_us, shown_from_us=None, shown_until_us=None)
    )


def _read_shown(unit: Unit) -> dict[int, Cover]:
    """What the spans show of each override that they show anything of, by its id."""
    return {
        row.id: Cover(row.shown_from_us, row.shown_until_us)
        for row in unit.connection.execute(_SHOWN)
        if row.shown_until_us is None or row.shown_until_us > row.shown_from_us
    }


def _note_shown(unit: Unit, one: Override, *, is_over: bool) -> None:
    unit.connection.execute(
        update(OVERRIDE)
        .where(_ROW.id == one.id)
        .values(shown_from_us=one.set_us, shown_until_us=one.stop_us if is_over else None)
    )

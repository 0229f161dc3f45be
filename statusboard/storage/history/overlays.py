"""What lies over the history that checks tell: planned work, and states that people set."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BigInteger, bindparam, or_

from statusboard.domain.maintenance_windows import Cover, Step, until_now
from statusboard.domain.override import Override, overlaid
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.covers import covers_of
from statusboard.storage.overrides import OVERRIDES, read_overrides
from statusboard.storage.tables import OVERRIDE
from statusboard.storage.unit import Unit

_ROW = OVERRIDE.c
_SINCE_US = bindparam("since_us", type_=BigInteger)
_LATE = OVERRIDES.where(
    _ROW.ends_us > _SINCE_US, or_(_ROW.ended_us.is_(None), _ROW.ended_us > _SINCE_US)
)
_WAITING = OVERRIDES.where(
    _ROW.until_agrees == 1,
    _ROW.ended_us.is_(None),
    _ROW.set_us <= bindparam("now_us", type_=BigInteger),
    _ROW.shown_until_us.is_(None),
)


@dataclass(slots=True)
class Overlay:
    """What lies over the history of one service, as far as it has been."""

    covers: Sequence[Cover] = ()
    overrides: list[tuple[Cover, ComponentStatus]] = field(default_factory=list)

    def over(self, steps: Sequence[Step]) -> list[Step]:
        """The history with all of it over what its checks tell."""
        return overlaid(steps, self.covers, self.overrides)


def overlays_of(
    unit: Unit, component_ids: Collection[int], *, since_us: int, until_us: int | None = None
) -> Mapping[int, Overlay]:
    """What lies over each of these services so far, as far as it touches the time between.

    `until_us` None: up to now. Two questions, whatever there is.
    """
    covers = covers_of(unit, component_ids, since_us=since_us, until_us=until_us)
    found = {number: Overlay(covers.get(number, ())) for number in component_ids}
    late = _LATE if until_us is None else _LATE.where(_ROW.set_us < until_us)
    for one in read_overrides(unit, late, {"since_us": since_us}):
        cover = until_now(one.cover, unit.now_us)
        if cover is not None and one.component_id in found:
            found[one.component_id].overrides.append((cover, one.status))
    return found


def waiting_for_checks(unit: Unit, component_ids: Collection[int] | None) -> Sequence[Override]:
    """The overrides that end as soon as the checks agree, and have not; of some services, or all.

    What expired meanwhile is among them while its history is not told to its end: the checks may
    have agreed before.
    """
    return [
        one
        for one in read_overrides(unit, _WAITING, {"now_us": unit.now_us})
        if component_ids is None or one.component_id in component_ids
    ]

"""What a window of planned work is in the way of, as sentences for who plans it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from statusboard.domain.freeze_period import FreezePeriod
from statusboard.domain.language import Language
from statusboard.domain.maintenance_windows import clocks_change
from statusboard.domain.telling import TELLINGS
from statusboard.domain.time_text import MONTHS, zone_text
from statusboard.domain.views.maintenance import Clash, ClashKind


@dataclass(frozen=True, slots=True)
class Planned:
    """A window as far as others may be in its way; `id` 0 for one that is not kept yet."""

    id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    component_ids: frozenset[int]


def clashes(
    window: Planned,
    others: Iterable[Planned],
    freezes: Iterable[FreezePeriod],
    names: Sequence[tuple[int, str]],
    zone: tzinfo,
) -> tuple[Clash, ...]:
    """Every clash of a window: with other work on a service of it, a freeze, a clock change.

    `names` are the services in the order of the board.
    """
    found = list(_same_service(window, others, names, zone))
    found += _freezes(window, freezes, zone)
    if clocks_change(window.starts_at, window.ends_at, zone):
        before, after = (zone_text(at, zone) for at in (window.starts_at, window.ends_at))
        found.append(
            Clash(
                ClashKind.CLOCK_CHANGE,
                f"The clocks change during it, from {before} to {after}. It lasts as long as "
                "planned; say both times with their zone.",
            )
        )
    return tuple(found)


def _same_service(
    window: Planned,
    others: Iterable[Planned],
    names: Sequence[tuple[int, str]],
    zone: tzinfo,
) -> Iterator[Clash]:
    for other in sorted(others, key=lambda one: (one.starts_at, one.id)):
        if other.id == window.id:
            continue
        start = max(window.starts_at, other.starts_at)
        stop = min(window.ends_at, other.ends_at)
        both = window.component_ids & other.component_ids
        if start >= stop or not both:
            continue
        named = TELLINGS[Language.ENGLISH].names([name for id_, name in names if id_ in both])
        yield Clash(
            ClashKind.SAME_SERVICE,
            f"Overlaps “{other.title}” on {named} from {_span(start, stop, zone)}. "
            "Move one, or join them.",
            other.id,
        )


def _freezes(window: Planned, freezes: Iterable[FreezePeriod], zone: tzinfo) -> Iterator[Clash]:
    for freeze in freezes:
        if window.starts_at < freeze.ends_at and freeze.starts_at < window.ends_at:
            until = _day_and_time(freeze.ends_at, zone)
            yield Clash(
                ClashKind.FREEZE,
                f"Falls into the freeze “{freeze.name}”, which lasts until {until}. "
                "Plan it after that.",
            )


def _span(start: datetime, stop: datetime, zone: tzinfo) -> str:
    """`03:30 to 04:30`, with days where they differ."""
    first, last = start.astimezone(zone), stop.astimezone(zone)
    if first.date() == last.date():
        return f"{first:%H:%M} to {last:%H:%M}"
    return f"{_day_and_time(start, zone)} to {_day_and_time(stop, zone)}"


def _day_and_time(instant: datetime, zone: tzinfo) -> str:
    local = instant.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]}, {local:%H:%M}"

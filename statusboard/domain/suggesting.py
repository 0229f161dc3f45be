"""What monitoring should suggest: notices to begin, to follow the facts, and to withdraw.

Pure. A suggestion is about services that began to fail together and that nobody has written about
yet. One that a person discarded is not made again for the same outage, and a service that keeps
turning makes one suggestion and not a storm of them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from statusboard.domain.status import ComponentStatus, IncidentStatus

# Services that began to fail no further apart than this have one cause, as far as one can see.
TOGETHER = timedelta(minutes=5)
# What works again for so long will not fail in the next moment as it did before.
SETTLED = timedelta(minutes=10)
# A service that turned so often within this time is watched before it is called well.
LATELY = timedelta(hours=1)


class Kind(StrEnum):
    """What the machine begins a notice for: new trouble, its end, or a promise to be kept."""

    TROUBLE = "trouble"
    END = "end"
    NO_CHANGE = "no_change"


@dataclass(frozen=True, slots=True)
class Seen:
    """What monitoring sees of a service now; `since` as in `Measured`.

    `is_stale`: its newest answer is too old to speak for now. `is_flapping`: it keeps turning;
    `has_flapped`: it did within the last hour. `is_planned`: work that goes on says that it would
    be so, or worse; nobody has to be told of that. `explained_by` is the service that it depends
    on and that is down: who speaks of that one speaks of both.
    """

    component_id: int
    status: ComponentStatus
    since: datetime | None
    is_stale: bool = False
    is_flapping: bool = False
    has_flapped: bool = False
    is_planned: bool = False
    explained_by: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A suggestion that no person has touched yet: what it is about, and since when that fails.

    `incident_id` names the incident whose end it would tell; None for one about new trouble.
    """

    notice_id: int
    component_ids: frozenset[int]
    began_at: datetime
    incident_id: int | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A suggestion that a person discarded, and when; `incident_id` as in `Standing`."""

    component_ids: frozenset[int]
    at: datetime
    incident_id: int | None = None


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An incident that customers read of; `is_written`: a person is at its next update.

    `began_at` is the start that they were told; None where that is not known.
    """

    id: int
    component_ids: frozenset[int]
    status: IncidentStatus
    is_written: bool = False
    began_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Suggest:
    """A notice should stand about these services; `notice_id` None: it has to be begun."""

    notice_id: int | None
    component_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class SuggestEnd:
    """The incident is over, or should be watched; `notice_id` None: its draft has to be begun."""

    notice_id: int | None
    incident_id: int
    status: IncidentStatus


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What the suggestion says holds no more, or somebody says it already."""

    notice_id: int


Step: TypeAlias = Suggest | SuggestEnd | Withdraw


def trouble_steps(
    seen: Sequence[Seen],
    standing: Sequence[Standing],
    *,
    covered: frozenset[int],
    dropped: Sequence[Dropped] = (),
    now: datetime,
) -> tuple[Step, ...]:
    """What should stand about new trouble: every suggestion as it should be, and those to go.

    `covered` are the services that an open incident or a draft of a person names. What flaps waits
    until it is steady. What another service explains joins that one, or is silent where customers
    read of that one; where nobody speaks of that one, it speaks for itself.
    """
    failing = {one.component_id: one for one in seen if _fails(one) and not _is_in(one, covered)}
    held = [
        (one, [failing.pop(n) for n in sorted(one.component_ids) if n in failing])
        for one in sorted(standing, key=lambda one: one.notice_id)
    ]
    held = [
        (one, [each for each in mine if each.explained_by not in covered]) for one, mine in held
    ]
    fresh = [one for one in failing.values() if not _is_dropped(one, dropped)]
    spoken_of = covered | {part.component_id for _, mine in held for part in mine}
    spoken_of |= {one.component_id for one in fresh if one.explained_by is None}
    explained = [one for one in fresh if one.explained_by in spoken_of]
    silent = {one.component_id for one in explained}
    free = [one for one in fresh if one.component_id not in silent and not one.is_flapping]
    joined, begun = _placed(free, held, now)
    _join_parents(explained, held, joined, begun)
    found: list[Step] = []
    for one, mine in held:
        ids = frozenset(part.component_id for part in (*mine, *joined.get(one.notice_id, ())))
        if ids:
            found.append(Suggest(one.notice_id, ids))
        elif not _may_come_back(one, seen, covered, now):
            found.append(Withdraw(one.notice_id))
    found += [Suggest(None, frozenset(part.component_id for part in group)) for group in begun]
    return tuple(found)


def _placed(
    free: Sequence[Seen], held: Sequence[tuple[Standing, list[Seen]]], now: datetime
) -> tuple[dict[int, list[Seen]], list[list[Seen]]]:
    """Whom each new failure joins: a suggestion that stands, by its id, or others of its time."""
    spots: list[tuple[datetime, datetime, Standing | Seen]] = []
    for one, mine in held:
        starts = [part.since for part in mine if part.since is not None] or [one.began_at]
        spots.append((min(starts), max(starts), one))
    spots += [(one.since or now, one.since or now, one) for one in free]
    joined: dict[int, list[Seen]] = {}
    begun: list[list[Seen]] = []
    for group in _together(spots):
        parts = sorted(
            (part for part in group if isinstance(part, Seen)), key=lambda part: part.component_id
        )
        stands = next((part for part in group if isinstance(part, Standing)), None)
        if stands is not None:
            joined[stands.notice_id] = parts
        elif parts:
            begun.append(parts)
    return joined, begun


def _join_parents(
    explained: Sequence[Seen],
    held: Sequence[tuple[Standing, list[Seen]]],
    joined: dict[int, list[Seen]],
    begun: Sequence[list[Seen]],
) -> None:
    """Puts each where what explains it stands, whenever it began; nowhere where that is told."""
    places = {
        part.component_id: joined.setdefault(one.notice_id, [])
        for one, mine in held
        for part in (*mine, *joined.get(one.notice_id, ()))
    }
    places |= {part.component_id: group for group in begun for part in group}
    for one in explained:
        place = places.get(one.explained_by or 0)
        if place is not None:
            place.append(one)


def _together(
    spots: Iterable[tuple[datetime, datetime, Standing | Seen]],
) -> Iterator[list[Standing | Seen]]:
    """Those no further apart than `TOGETHER`, each from the one before it."""
    group: list[Standing | Seen] = []
    until: datetime | None = None
    for start, stop, what in sorted(spots, key=lambda spot: spot[:2]):
        if until is not None and start - until > TOGETHER:
            yield group
            group, until = [], None
        group.append(what)
        until = stop if until is None else max(until, stop)
    if group:
        yield group


def _fails(one: Seen) -> bool:
    return one.status.is_trouble and not one.is_planned


def _is_in(one: Seen, covered: frozenset[int]) -> bool:
    return one.component_id in covered


def _is_dropped(one: Seen, dropped: Sequence[Dropped]) -> bool:
    """Whether a person discarded what was suggested of this outage.

    One that comes back soon afterwards, or keeps turning, is the same.
    """
    return any(
        one.component_id in drop.component_ids
        and (one.since is None or one.is_flapping or one.since <= drop.at + SETTLED)
        for drop in dropped
        if drop.incident_id is None
    )


def _may_come_back(
    one: Standing, seen: Sequence[Seen], covered: frozenset[int], now: datetime
) -> bool:
    """Whether one of its services has just begun to work, keeps turning, or is not seen now."""
    return any(
        part.status is ComponentStatus.UNKNOWN
        or part.is_flapping
        or (
            part.status is ComponentStatus.OPERATIONAL
            and part.since is not None
            and now - part.since < SETTLED
        )
        for part in seen
        if part.component_id in one.component_ids - covered
    )

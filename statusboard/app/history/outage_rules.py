"""From the rows of a list to the history of each service, and what speaks against them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from statusboard.app.history.outage_csv import OutageRow
from statusboard.domain.brought import FoundStretch
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken

_GOOD = ComponentStatus.OPERATIONAL


def overlaps(rows: Iterable[OutageRow]) -> list[tuple[int, str]]:
    """The lines that tell of a time of their service that another line tells otherwise.

    Those that say that it was watched and well may lie beneath any other.
    """
    found: list[tuple[int, str]] = []
    last: OutageRow | None = None
    for one in sorted(rows, key=lambda row: (row.start_us, row.stop_us)):
        if one.status is _GOOD:
            continue
        if last is not None and one.start_us < last.stop_us:
            found.append(
                (max(one.line, last.line), f"It overlaps line {min(one.line, last.line)}.")
            )
        if last is None or one.stop_us > last.stop_us:
            last = one
    return found


def stretches(rows: Sequence[OutageRow]) -> list[FoundStretch]:
    """The history that the rows of one service tell, in order and disjoint."""
    trouble = sorted((one for one in rows if one.status is not _GOOD), key=lambda row: row.start_us)
    found = [FoundStretch(one.start_us, one.stop_us, one.status) for one in trouble]
    place = 0
    for start_us, stop_us in _joined(one for one in rows if one.status is _GOOD):
        at_us = start_us
        # Both are in order and disjoint, so what ends before this time is over for the next, too.
        while place < len(trouble) and trouble[place].stop_us <= start_us:
            place += 1
        for one in _from(trouble, place, before_us=stop_us):
            if one.start_us > at_us:
                found.append(FoundStretch(at_us, one.start_us, _GOOD))
            at_us = max(at_us, one.stop_us)
        if at_us < stop_us:
            found.append(FoundStretch(at_us, stop_us, _GOOD))
    return sorted(found, key=lambda one: one.start_us)


def _from(rows: Sequence[OutageRow], place: int, *, before_us: int) -> Iterator[OutageRow]:
    while place < len(rows) and rows[place].start_us < before_us:
        yield rows[place]
        place += 1


def _joined(rows: Iterable[OutageRow]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for one in sorted(rows, key=lambda row: row.start_us):
        if found and one.start_us <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], one.stop_us))
        else:
            found.append((one.start_us, one.stop_us))
    return found


def numbered(names: Mapping[str, Sequence[int]], row: OutageRow) -> int:
    """The service that a row names. Raises RuleBroken where that is none, or several."""
    fits = names.get(row.service, ())
    if not fits:
        raise RuleBroken(f"There is no service called “{row.service}”.")
    if len(fits) > 1:
        raise RuleBroken(f"{len(fits)} services are called “{row.service}”. Write GROUP/NAME.")
    return fits[0]

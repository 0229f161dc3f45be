"""One line for an executive: what, how many are told, since when, and when the next word comes.

From the facts that customers, callers and the board have, so that it can contradict none of them.
In quiet times it is the record. It never says how many customers are affected: that was not
measured; only how many subscribers are told is known. Times are written out, because the line is
passed on and read later.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.recovery import Recovery, recoveries
from statusboard.domain.status import ComponentStatus
from statusboard.domain.suggestion import names_text
from statusboard.domain.time_text import length_text, when_text
from statusboard.domain.uptime import SPOKEN_COVERAGE
from statusboard.domain.views.board import BoardView, Record, Tile, Told


def executive_line(
    view: BoardView, *, now: datetime, zone: tzinfo, told_to: Mapping[int, int]
) -> str:
    """The line as of `now`, one sentence. `told_to`: how many subscribers, by incident id."""
    line = _Line(view, now, zone)
    if not view.tiles:
        return "No service is set up yet."
    if view.told:
        main = max(view.told, key=lambda one: one.published_at)
        parts = [line.incident(main, told_to.get(main.incident_id, 0)), *line.elsewhere()]
    elif line.is_blind:
        words = line.blind()
        parts = [f"{words[:1].upper()}{words[1:]}"]
    elif line.trouble:
        parts = [line.untold(line.trouble), "customers have been told nothing yet"]
    else:
        parts = [line.calm(), *line.record(view.record)]
    return f"{'; '.join(parts)}."


class _Line:
    """The parts of the line; each is said of one moment, in one zone."""

    def __init__(self, view: BoardView, now: datetime, zone: tzinfo) -> None:
        self._view, self._now, self._zone = view, now, zone
        seen = view.last_seen
        self.is_blind = seen is None or abs(now - seen) > BLIND_AFTER
        self.trouble = [tile for tile in view.tiles if tile.status.is_trouble]
        back = () if self.is_blind else recoveries(view.told, view.tiles)
        self._back = {found.told.incident_id: found for found in back}

    def incident(self, told: Told, readers: int) -> str:
        """What is told, which services, since when, to how many, and when the next word comes."""
        since = told.wording.started_at
        parts = [self._what(told)]
        found = self._back.get(told.incident_id)
        if found is not None:
            parts.append(self._back_again(found, since))
        elif since is not None:
            parts.append(f"since {self._when(since)} ({self._length(since, self._now)})")
        if readers:
            are = "1 subscriber is" if readers == 1 else f"{readers:,} subscribers are"
            parts.append(f"{are} being told")
        parts.append(self._next_word(told))
        return ", ".join(parts)

    def elsewhere(self) -> list[str]:
        """What else is open, what fails that customers read nothing of, and what nobody sees."""
        parts = []
        if more := len(self._view.told) - 1:
            parts.append("1 more incident is open" if more == 1 else f"{more} more are open")
        if self.is_blind:
            return [*parts, self.blind()]
        named = {number for one in self._view.told for number in one.wording.components}
        untold = [tile for tile in self.trouble if tile.component_id not in named]
        if untold:
            parts.append(f"{self.untold(untold)}, of which customers have been told nothing")
        return parts

    def untold(self, tiles: Sequence[Tile]) -> str:
        """Which services fail, and since when."""
        names = names_text([tile.name for tile in tiles])
        are = _state_of(tiles)
        starts = [tile.since for tile in tiles if tile.since is not None]
        if not starts:
            return f"{names} {are}"
        since = min(starts)
        return f"{names} {are} since {self._when(since)} ({self._length(since, self._now)})"

    def blind(self) -> str:
        """That nobody sees how the services are."""
        seen = self._view.last_seen
        if seen is None:
            return "nothing is known yet of how the services are"
        return f"nothing has been seen of the services since {self._when(seen)}"

    def calm(self) -> str:
        """How many services are well, and what of the others."""
        tiles = self._view.tiles
        well = [t for t in tiles if t.status is ComponentStatus.OPERATIONAL and not t.stale]
        if len(well) == len(tiles):
            if len(tiles) == 1:
                return f"{tiles[0].name} is operational"
            return f"All {len(tiles)} services are operational"
        work = sum(tile.status is ComponentStatus.UNDER_MAINTENANCE for tile in tiles)
        unseen = len(tiles) - len(well) - work
        parts = [f"{len(well)} of {len(tiles)} services are operational"]
        if work:
            parts.append(f"{work} in planned work")
        if unseen:
            parts.append(f"{unseen} without current data")
        return ", ".join(parts)

    def record(self, record: Record) -> list[str]:
        """The uptime with its coverage, and the days since the last major outage."""
        parts = []
        spans = (
            ("twelve months", record.uptime_365, record.coverage_365, SPOKEN_COVERAGE),
            ("90 days", record.uptime_90, record.coverage_90, 0.0),
        )
        for span, figure, coverage, least in spans:
            # A dash where too little was observed for any figure.
            if figure[:1].isdigit() and _number(coverage) >= least:
                parts.append(f"{figure} % uptime over {span}, {coverage} % of them observed")
                break
        free = record.major_free_since
        if free is not None and (days := (self._now - free).days) > 0:
            count = "1 day" if days == 1 else f"{days} days"
            since = "since the last major outage" if record.ever_major else "without a major outage"
            parts.append(f"{count} {since}")
        return parts

    def _what(self, told: Told) -> str:
        title = told.wording.title.strip().rstrip(".")
        # Where the title names them all they are not named twice.
        if all(name.casefold() in title.casefold() for name in told.services):
            return title
        return f"{title} ({names_text(told.services)})"

    def _back_again(self, found: Recovery, since: datetime | None) -> str:
        if found.since is None:
            return "working again, which customers have not been told"
        words = f"working again since {self._when(found.since)}"
        if since is not None and since < found.since:
            words = f"{words} after {self._length(since, found.since)}"
        return f"{words}, which customers have not been told"

    def _next_word(self, told: Told) -> str:
        due = told.wording.promise(told.published_at)
        if due is None:
            return "no next word is promised"
        if urgency(due, self._now) is Urgency.OVERDUE:
            late = self._length(due, self._now)
            return f"the word promised by {self._when(due)} is {late} late"
        return f"next word by {self._when(due)}"

    def _when(self, instant: datetime) -> str:
        return when_text(instant, self._zone, now=self._now)

    @staticmethod
    def _length(start: datetime, stop: datetime) -> str:
        return length_text(max(stop - start, timedelta()))


def _state_of(tiles: Sequence[Tile]) -> str:
    """What these are together: the gravest that can be said of each of them."""
    are = "is" if len(tiles) == 1 else "are"
    if all(tile.status is ComponentStatus.MAJOR_OUTAGE for tile in tiles):
        return f"{are} down"
    if not any(tile.status.counts_as_down for tile in tiles):
        return f"{are} degraded"
    return "has failures" if len(tiles) == 1 else "have failures"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0

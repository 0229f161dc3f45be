"""One line for an executive: what, how many are told, since when, and when the next word comes.

From the facts that customers, callers and the board have, so that it can contradict none of them.
In quiet times it is the record. It never says how many customers are affected: that was not
measured; only how many subscribers are told is known. Times are written out, because the line is
passed on and read later.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo

from statusboard.domain.executive_words import EXECUTIVE_WORDS, Counted
from statusboard.domain.language import Language
from statusboard.domain.observation import BLIND_AFTER
from statusboard.domain.promises import Urgency, urgency
from statusboard.domain.recovery import Recovery, recoveries
from statusboard.domain.status import ComponentStatus
from statusboard.domain.telling import TELLINGS
from statusboard.domain.uptime import SPOKEN_COVERAGE
from statusboard.domain.views.board import BoardView, Record, Tile, Told


def executive_line(
    view: BoardView,
    *,
    now: datetime,
    zone: tzinfo,
    told_to: Mapping[int, int],
    language: Language = Language.ENGLISH,
) -> str:
    """The line as of `now`, one sentence. `told_to`: how many subscribers, by incident id."""
    line = _Line(view, now, zone, language)
    if not view.tiles:
        parts = [line.words.no_services]
    elif view.told:
        main = max(view.told, key=lambda one: one.published_at)
        parts = [line.incident(main, told_to.get(main.incident_id, 0)), *line.elsewhere()]
    elif line.is_blind:
        unseen = line.blind()
        parts = [f"{unseen[:1].upper()}{unseen[1:]}"]
    elif line.trouble:
        parts = [line.failing(line.trouble), line.words.untold]
    else:
        parts = [line.calm(), *line.record(view.record)]
    return f"{'; '.join(parts)}."


class _Line:
    """The parts of the line; each is said of one moment, in one zone and one language."""

    def __init__(self, view: BoardView, now: datetime, zone: tzinfo, language: Language) -> None:
        self._view, self._now, self._zone = view, now, zone
        self.words, self._telling = EXECUTIVE_WORDS[language], TELLINGS[language]
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
            parts.append(self._since(since))
        if readers:
            parts.append(self._counted(self.words.readers, readers))
        parts.append(self._next_word(told))
        return ", ".join(parts)

    def elsewhere(self) -> list[str]:
        """What else is open, what fails that customers read nothing of, and what nobody sees."""
        parts = []
        if more := len(self._view.told) - 1:
            parts.append(self._counted(self.words.more_open, more))
        if self.is_blind:
            return [*parts, self.blind()]
        named = {number for one in self._view.told for number in one.wording.components}
        untold = [tile for tile in self.trouble if tile.component_id not in named]
        if untold:
            parts.append(self.words.untold_too.format(what=self.failing(untold)))
        return parts

    def failing(self, tiles: Sequence[Tile]) -> str:
        """Which services fail, and since when."""
        names = self._telling.names([tile.name for tile in tiles])
        said = f"{names} {self._state_of(tiles)}"
        starts = [tile.since for tile in tiles if tile.since is not None]
        return f"{said} {self._since(min(starts))}" if starts else said

    def blind(self) -> str:
        """That nobody sees how the services are."""
        seen = self._view.last_seen
        if seen is None:
            return self.words.unseen
        return self.words.unseen_since.format(when=self._when(seen))

    def calm(self) -> str:
        """How many services are well, and what of the others."""
        tiles = self._view.tiles
        fresh = [t for t in tiles if t.status is ComponentStatus.OPERATIONAL and not t.stale]
        # What a person set is nobody's measurement: it is not said to be well, nor unseen.
        well = [tile for tile in fresh if not tile.is_set_by_hand]
        if len(well) == len(tiles):
            one, several = self.words.all_well
            return several.format(n=len(tiles)) if len(tiles) > 1 else one.format(name=well[0].name)
        work = sum(tile.status is ComponentStatus.UNDER_MAINTENANCE for tile in tiles)
        unseen = len(tiles) - len(fresh) - work
        parts = [self.words.some_well.format(n=len(well), all=len(tiles))]
        if work:
            parts.append(self.words.in_work.format(n=work))
        if unseen:
            parts.append(self.words.without_data.format(n=unseen))
        return ", ".join(parts)

    def record(self, record: Record) -> list[str]:
        """The uptime with its coverage, and the days since the last major outage."""
        parts = []
        periods = (
            (self.words.uptime_365, record.uptime_365, record.coverage_365, SPOKEN_COVERAGE),
            (self.words.uptime_90, record.uptime_90, record.coverage_90, 0.0),
        )
        for words, figure, coverage, least in periods:
            # A dash where too little was observed for any figure.
            if figure[:1].isdigit() and _number(coverage) >= least:
                shown = (text.replace(".", self._telling.decimal) for text in (figure, coverage))
                parts.append(words.format(figure=next(shown), coverage=next(shown)))
                break
        free = record.major_free_since
        if free is not None and (days := (self._now - free).days) > 0:
            words = self.words.since_major if record.ever_major else self.words.without_major
            parts.append(words.format(days=self._counted(self.words.days, days)))
        return parts

    def _what(self, told: Told) -> str:
        title = told.wording.title.strip().rstrip(".")
        # Where the title names them all they are not named twice.
        if all(name.casefold() in title.casefold() for name in told.services):
            return title
        return f"{title} ({self._telling.names(told.services)})"

    def _back_again(self, found: Recovery, since: datetime | None) -> str:
        if found.since is None:
            return self.words.back
        when = self._when(found.since)
        if since is None or since >= found.since:
            return self.words.back_since.format(when=when)
        length = self._length(since, found.since)
        return self.words.back_after.format(when=when, length=length)

    def _next_word(self, told: Told) -> str:
        due = told.wording.promise(told.published_at)
        if due is None:
            return self.words.no_word
        when = self._when(due)
        if urgency(due, self._now) is Urgency.OVERDUE:
            return self.words.late_word.format(when=when, length=self._length(due, self._now))
        return self.words.next_word.format(when=when)

    def _state_of(self, tiles: Sequence[Tile]) -> str:
        """What these are together: the gravest that can be said of each of them."""
        if all(tile.status is ComponentStatus.MAJOR_OUTAGE for tile in tiles):
            words = self.words.down
        elif any(tile.status.counts_as_down for tile in tiles):
            words = self.words.failing
        else:
            words = self.words.degraded
        return words[len(tiles) > 1]

    def _counted(self, words: Counted, number: int) -> str:
        one, several = words
        if number == 1:
            return one
        return several.format(n=f"{number:,}".replace(",", self.words.thousands))

    def _since(self, start: datetime) -> str:
        length = self._length(start, self._now)
        return self.words.since.format(when=self._when(start), length=length)

    def _when(self, instant: datetime) -> str:
        return self._telling.when(instant, self._zone, self._now)

    def _length(self, start: datetime, stop: datetime) -> str:
        return self._telling.length(max(stop - start, timedelta()))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0

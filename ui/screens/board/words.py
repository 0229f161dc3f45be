"""The sentences of the board. Pure: a view and an instant in, words out."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import (
    BoardView,
    Happening,
    HappeningKind,
    PastIncident,
    Tile,
)
from ui.screens.board.back_words import back_headline, back_sentence
from ui.screens.board.blind_words import blind_headline, blind_sentence
from ui.screens.board.mood import Mood, Reading, is_late
from ui.screens.board.name_list import name_list
from ui.screens.board.page_words import pages_words
from ui.screens.board.promise_words import pressing_words
from ui.screens.board.record_words import record_words, uptime_words
from ui.widgets.time_words import (
    age_words,
    clock_words,
    date_words,
    exact_length,
    moment_words,
    spoken_length,
    whole_minutes,
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def headline(view: BoardView, reading: Reading, now: datetime) -> str:
    """The largest words on the wall."""
    total = len(view.tiles)
    match reading.mood:
        case Mood.EMPTY:
            return _tr("No services yet")
        case Mood.BLIND:
            return blind_headline(view, reading, now)
        case Mood.TROUBLE:
            number = len(reading.trouble)
            if number == total:
                return (
                    _tr("The service is affected")
                    if total == 1
                    else (_tr("All {total} services are affected").format(total=total))
                )
            if number == 1:
                return _tr("1 of {total} services is affected").format(total=total)
            return _tr("{n} of {total} services are affected").format(n=number, total=total)
        case Mood.QUIET | Mood.RECOVERED:
            return _calm_headline(view, reading)


def _calm_headline(view: BoardView, reading: Reading) -> str:
    total = len(view.tiles)
    well = (tile for tile in view.tiles if tile.status is ComponentStatus.OPERATIONAL)
    # What a person set is no more seen to be well than what is late.
    good = sum(not (is_late(tile) or tile.is_set_by_hand) for tile in well)
    if good < total:
        return _tr("{n} of {total} services are operational").format(n=good, total=total)
    if reading.mood is Mood.RECOVERED:
        return back_headline(total)
    if total == 1:
        return _tr("The service is operational")
    return _tr("All {total} services are operational").format(total=total)


def sentence(view: BoardView, reading: Reading, now: datetime, zone: tzinfo) -> str:
    """The line below the headline."""
    match reading.mood:
        case Mood.EMPTY:
            return _tr("Add a service and its state appears here.")
        case Mood.BLIND:
            return blind_sentence(view, reading, now, zone)
        case Mood.TROUBLE:
            late = _late_word(reading, now, zone)
            besides = _besides(view, reading, now, zone)
            return join(_trouble(reading, now, zone), late, besides)
        case Mood.RECOVERED:
            late = _late_word(reading, now, zone)
            besides = _besides(view, reading, now, zone)
            return join(back_sentence(reading.back, now, zone), late, besides)
        case Mood.QUIET:
            besides = join(_late_word(reading, now, zone), _besides(view, reading, now, zone))
            coming = _coming(view, now, zone)
            record = join(record_words(view.record, now), uptime_words(view.record))
            said = join(_opened(besides), record, coming if record or besides else _opened(coming))
            return said or _tr("The record of uptime begins here.")


def _trouble(reading: Reading, now: datetime, zone: tzinfo) -> str:
    names = name_list([tile.name for tile in reading.trouble])
    starts = [tile.since for tile in reading.trouble if tile.since is not None]
    if not starts:
        return names
    began = min(starts)
    return _tr("{names} since {moment} — {length}").format(
        names=names,
        moment=moment_words(began, now, zone),
        length=spoken_length((now - began).total_seconds()),
    )


def _besides(view: BoardView, reading: Reading, now: datetime, zone: tzinfo) -> str:
    """What stands beside the main matter; maintenance never hides an outage, nor the reverse."""
    parts = []
    going_on = [one for one in _work(view) if _goes_on(one, now)]
    ends = {one.until for one in going_on if one.until is not None}
    named = [one.service for one in going_on if one.service]
    if not named:
        named = [tile.name for tile in reading.in_maintenance]
    if named:
        work = _tr("planned work: {names}").format(names=name_list(named, most=2))
        if len(ends) == 1:
            until = _at_words(ends.pop(), now, zone)
            work = _tr("{work} until {time}").format(work=work, time=until)
        parts.append(work)
    by_hand = [tile.name for tile in view.tiles if tile.is_set_by_hand]
    if by_hand:
        parts.append(_tr("set by hand: {names}").format(names=name_list(by_hand, most=2)))
    if reading.late:
        names = name_list([tile.name for tile in reading.late], most=2)
        parts.append(_tr("out of date: {names}").format(names=names))
    if reading.unseen:
        names = name_list([tile.name for tile in reading.unseen], most=2)
        parts.append(_tr("no data: {names}").format(names=names))
    return join(*parts)


def _work(view: BoardView) -> list[Happening]:
    return [one for one in view.happenings if one.kind is HappeningKind.MAINTENANCE]


def _goes_on(work: Happening, now: datetime) -> bool:
    is_begun = work.at is not None and work.at <= now
    return is_begun and (work.until is None or work.until > now)


def _coming(view: BoardView, now: datetime, zone: tzinfo) -> str:
    """The planned work that comes next, within a day."""
    coming = [one for one in _work(view) if one.at is not None and one.at > now]
    first = min(coming, key=lambda one: one.at or now, default=None)
    if first is None or first.at is None:
        return ""
    words = _tr("planned work {time}: {service}")
    return words.format(time=_at_words(first.at, now, zone), service=first.service)


def _at_words(instant: datetime, now: datetime, zone: tzinfo) -> str:
    """A time of the clock within a day or two: “02:00”, “tomorrow 02:00”."""
    clock = clock_words(instant, zone)
    days = (instant.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days == 0:
        return clock
    return (
        _tr("tomorrow {time}").format(time=clock) if days == 1 else moment_words(instant, now, zone)
    )


def _late_word(reading: Reading, now: datetime, zone: tzinfo) -> str:
    return "" if reading.due is None else pressing_words(reading.due, now, zone)


def _opened(ours: str) -> str:
    """Words of ours, as a sentence begins; a name would have to stay as it is written."""
    return ours[:1].upper() + ours[1:]


def join(*parts: str) -> str:
    """The parts that say something, with middle dots between them."""
    return " · ".join(part for part in parts if part)


def clock_date_words(now: datetime, zone: tzinfo) -> str:
    """The date below the clock, with the time in UTC where that is another one."""
    date = date_words(now, zone)
    offset = now.astimezone(zone).utcoffset()
    if not offset:
        return join(date, "UTC")
    return join(date, f"{clock_words(now, UTC)} UTC")


def group_words(name: str, tiles: Sequence[Tile], state: str = "") -> str:
    """“Platform · 21 services, 20 operational, 1 in maintenance”.

    `state` is the word for the group where it has a rule of its own.
    """
    if state:
        name = join(name, state)
    if len(tiles) == 1:
        # How it is stands on its tile, right below.
        return join(name, _tr("1 service"))
    total = len(tiles)
    counts = Counter(tile.status for tile in tiles)
    parts = [_tr("{n} services").format(n=total)]
    good = counts[ComponentStatus.OPERATIONAL]
    if good == total:
        parts.append(_tr("all operational"))
    else:
        parts.append(_tr("{n} operational").format(n=good))
        if work := counts[ComponentStatus.UNDER_MAINTENANCE]:
            parts.append(_tr("{n} in maintenance").format(n=work))
        if unseen := counts[ComponentStatus.UNKNOWN]:
            parts.append(_tr("{n} without data").format(n=unseen))
    return join(name, ", ".join(parts))


def count_words(tiles: Sequence[Tile]) -> str:
    """“12 of 14”: how many are operational, as far as anybody sees."""
    well = (tile for tile in tiles if tile.status is ComponentStatus.OPERATIONAL)
    good = sum(not is_late(tile) for tile in well)
    return _tr("{good} of {total}").format(good=good, total=len(tiles))


def happening_words(happening: Happening, now: datetime, zone: tzinfo) -> str:
    """A line of “also today”."""
    service = happening.service
    match happening.kind:
        case HappeningKind.SCHEDULED:
            return _scheduled_words(happening, now, zone)
        case HappeningKind.MAINTENANCE:
            return _work_words(happening, now, zone)
        case HappeningKind.RECOVERED:
            words = service
            if happening.at is not None:
                words = _tr("{service} recovered {time}").format(
                    service=service, time=clock_words(happening.at, zone)
                )
            if happening.length_us is not None:
                length = exact_length(happening.length_us / 1_000_000)
                words = _tr("{words} after {length}").format(words=words, length=length)
            return words


def _scheduled_words(happening: Happening, now: datetime, zone: tzinfo) -> str:
    at = happening.at or now
    words = _tr("Goes out {time}, in {length}: “{title}”")
    left = whole_minutes(max(0.0, (at - now).total_seconds()))
    return words.format(title=happening.service, time=moment_words(at, now, zone), length=left)


def _work_words(happening: Happening, now: datetime, zone: tzinfo) -> str:
    service, start, stop = happening.service, happening.at, happening.until
    if start is not None and start > now and stop is not None:
        return _tr("{service}: planned work {start}–{stop}").format(
            service=service, start=_at_words(start, now, zone), stop=clock_words(stop, zone)
        )
    if stop is not None:
        return _tr("{service}: planned work until {stop}").format(
            service=service, stop=_at_words(stop, now, zone)
        )
    return _tr("{service}: planned work").format(service=service)


def past_words(past: PastIncident, now: datetime, zone: tzinfo) -> str:
    """When the last incident was, how long it took, how often we wrote."""
    length = exact_length((past.resolved_at - past.started_at).total_seconds())
    updates = _tr("1 update") if past.updates == 1 else _tr("{n} updates").format(n=past.updates)
    start = moment_words(past.started_at, now, zone)
    stop = clock_words(past.resolved_at, zone)
    when = f"{start[:1].upper()}{start[1:]}–{stop}" if ":" in start else start
    return join(when, length, updates)


def source_words(view: BoardView, seen: datetime | None, now: datetime, zone: tzinfo) -> str:
    """The age of everything shown: checks, New Relic, the page."""
    parts = []
    if seen is not None:
        age = age_words((now - seen).total_seconds())
        parts.append(_tr("Checked {age}").format(age=age))
    for source in view.sources:
        if source.last_at is not None:
            age = age_words((now - source.last_at).total_seconds())
            parts.append(_tr("{name} {age}").format(name=source.name, age=age))
        elif source.problem:
            parts.append(_tr("{name} not available").format(name=source.name))
    if view.pages:
        parts += pages_words(view.pages, now, zone)
    elif view.publish_problem:
        parts.append(_tr("page not published"))
    elif view.published_at is not None:
        moment = moment_words(view.published_at, now, zone)
        parts.append(_tr("page published {moment}, read back").format(moment=moment))
    return join(*parts)

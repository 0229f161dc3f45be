"""What goes out by itself, and what did not although its time has come."""

from zoneinfo import ZoneInfo

from statusboard.app.settings import page_zone
from statusboard.domain.schedule import Schedule
from statusboard.domain.time_text import when_text
from statusboard.domain.views.board import Happening, HappeningKind
from statusboard.storage import notices
from statusboard.storage.schedules import read_schedules
from statusboard.storage.unit import Unit

NAMELESS = "A draft without a title"


def going_out(unit: Unit) -> tuple[Happening, ...]:
    """The drafts that are published at an instant, the next one first."""
    return tuple(
        Happening(HappeningKind.SCHEDULED, title, at=one.at)
        for one, title in _schedules(unit)
        if one.is_standing
    )


def missed_words(unit: Unit) -> tuple[str, ...]:
    """A sentence for each draft that was to be said by now, and was not: nobody knows of it yet."""
    zone = ZoneInfo(page_zone(unit))
    return tuple(
        f"“{title}” was to go out at {when_text(one.at, zone, now=unit.now)} and did not. "
        f"{one.problem}"
        for one, title in _schedules(unit)
        if not one.is_standing and one.at <= unit.now
    )


def _schedules(unit: Unit) -> tuple[tuple[Schedule, str], ...]:
    found = read_schedules(unit)
    if not found:
        return ()
    titles = {notice.id: draft.wording.title.strip() for notice, draft in notices.read_drafts(unit)}
    return tuple((one, titles.get(number, "") or NAMELESS) for number, one in found.items())

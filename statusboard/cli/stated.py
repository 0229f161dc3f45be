"""Times and impact as somebody types them for a notice."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from statusboard.errors import RuleBroken

if TYPE_CHECKING:
    from statusboard.domain.notice import Wording

# Takes back what was said before: it follows the services, or the measurements, again.
AS_MEASURED = "measured"


@dataclass(frozen=True, slots=True)
class Stated:
    """What was typed. Empty texts leave a field as it is."""

    started: str = ""
    ended: str = ""
    impact: str = ""

    def on(self, wording: "Wording", zone: str, now: datetime) -> "Wording":
        """The wording with what was typed, in the zone of the page. Raises RuleBroken."""
        from statusboard.domain.status import Impact

        local = ZoneInfo(zone)
        if self.started:
            stated = _instant("started", self.started, local, now)
            wording = replace(wording, started_at=stated)
        if self.ended:
            wording = replace(wording, ended_at=_instant("ended", self.ended, local, now))
        if self.impact == AS_MEASURED:
            return replace(wording, impact=None)
        if self.impact and self.impact not in set(Impact):
            known = ", ".join([*Impact, AS_MEASURED])
            raise RuleBroken(f"--impact is one of {known}.", field="impact")
        return replace(wording, impact=Impact(self.impact)) if self.impact else wording


NOTHING_STATED = Stated()


def _instant(option: str, text: str, zone: tzinfo, now: datetime) -> datetime | None:
    """The instant in UTC; a time of day alone is one of today. None: as measured."""
    if text == AS_MEASURED:
        return None
    is_time = len(text) <= len("14:02:00") and ":" in text
    whole = f"{now.astimezone(zone):%Y-%m-%d}T{text}" if is_time else text
    from statusboard.domain.schedule import instant_on_clocks

    try:
        stated = datetime.fromisoformat(whole)
        instant = (
            instant_on_clocks(stated, zone) if stated.tzinfo is None else stated.astimezone(UTC)
        )
    except (ValueError, OverflowError):
        raise RuleBroken(
            f"--{option} {text}: write a date and time such as 2026-11-29T14:02, "
            f"a time of today such as 14:02, or {AS_MEASURED}.",
            field=option,
        ) from None
    if instant is None:
        raise RuleBroken(
            f"--{option} {text}: the clocks in {zone} were put forward over that time, so it was "
            f"not there. Write another one, or one with its offset such as 2026-03-29T01:30+00:00.",
            field=option,
        )
    return instant

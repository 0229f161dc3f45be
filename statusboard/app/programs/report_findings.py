"""What the doctor says of reports that are made by schedule: when each is due, or why not made."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.settings import page_zone
from statusboard.domain.time_text import when_text
from statusboard.storage.report_schedules import read_schedules
from statusboard.storage.unit import Unit


def report_findings(unit: Unit) -> Iterator[Finding]:
    """One finding for each schedule; none where there is no schedule."""
    zone = ZoneInfo(page_zone(unit))
    for one in read_schedules(unit):
        due = when_text(one.due_at, zone, now=unit.now)
        name = one.schedule.name
        if one.problem:
            words = f"not made: {one.problem} It is tried again at {due}"
            yield Finding(f"report {name}", Verdict.PROBLEM, words)
        else:
            yield Finding(f"report {name}", Verdict.FINE, f"every {one.schedule.every}, next {due}")

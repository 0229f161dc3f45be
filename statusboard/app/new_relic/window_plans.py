"""A window of New Relic as a draft of planned work. Pure, and light to import."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from statusboard.domain.maintenance import Plan
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.new_relic_windows import ProposedWindow
from statusboard.errors import RuleBroken


def plan_of(proposed: ProposedWindow, services: Sequence[tuple[int, str]]) -> Plan:
    """The plan of its one window, for these services. Raises RuleBroken where it says no times.

    What New Relic calls it are words of the team's own, which customers are not to read.
    """
    window = proposed.window
    if proposed.problem or window.starts_at is None or window.ends_at is None:
        raise RuleBroken(proposed.problem, field="key")
    if not services:
        raise RuleBroken("Say which services it concerns.", field="services")
    names = ", ".join(name for _, name in services)
    return Plan(
        title=f"Planned work: {names}",
        zone=window.zone,
        starts_at=window.starts_at.astimezone(ZoneInfo(window.zone)).replace(tzinfo=None),
        lasts=window.ends_at - window.starts_at,
        components={number: ComponentStatus.UNDER_MAINTENANCE for number, _ in services},
    )

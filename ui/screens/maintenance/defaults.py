"""What a new plan begins with: the next quiet night, on the page's clocks."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from statusboard.domain.maintenance import Plan
from statusboard.domain.maintenance_windows import as_clocks_show
from statusboard.domain.views.maintenance import MaintenanceView

# Where measurement knows of no quiet hours: a Sunday, between the end of one day and the next.
_NIGHT, _LASTS, _SUNDAY = time(2, 0), timedelta(hours=2), 6
# Who is reminded a day before has to hear of it before that.
_NOTICE = timedelta(days=2)


def new_plan(view: MaintenanceView) -> Plan:
    """An empty plan for the next night from Saturday to Sunday that can still be announced."""
    zone = ZoneInfo(view.zone)
    earliest = (view.as_of + _NOTICE).astimezone(zone)
    day = earliest.date() + timedelta(days=(_SUNDAY - earliest.weekday()) % 7)
    if datetime.combine(day, _NIGHT, zone) < earliest:
        day += timedelta(days=7)
    return plan_on(day, view.zone)


def plan_on(day: date, zone: str) -> Plan:
    """An empty plan for the night that begins a day.

    In the night in which clocks leave its usual time out, it begins when they show one again.
    """
    return Plan(
        title="",
        zone=zone,
        starts_at=as_clocks_show(datetime.combine(day, _NIGHT), ZoneInfo(zone)),
        lasts=_LASTS,
        components={},
    )

"""What the uptime screen asks the desk. The queries bring storage along, so they load late."""

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.uptime import Range, Series, UptimeView


async def ask_uptime(desk: Desk, chosen: Range, component_id: int | None) -> UptimeView:
    """The table of all services; figures and stretches of trouble of one of them, or of all."""
    from statusboard.app.health.uptime import UPTIME, UptimeAsk

    return await desk.ask(UPTIME, UptimeAsk(chosen, component_id))


async def ask_executive_line(desk: Desk) -> str:
    """What an executive has to know now, in one sentence."""
    from statusboard.app.health.executive import EXECUTIVE_LINE

    return await desk.ask(EXECUTIVE_LINE, None)


async def ask_series(desk: Desk, chosen: Range, component_id: int | None) -> Series:
    """The response times of a service over a range, or of all."""
    from statusboard.app.health.uptime import SERIES, SeriesAsk

    return await desk.ask(SERIES, SeriesAsk(chosen, component_id))

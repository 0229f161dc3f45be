"""What the uptime screen asks the desk. The queries bring storage along, so they load late."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.app.desk.desk import Desk
from statusboard.domain.views.behind import AnswersView, BehindView
from statusboard.domain.views.new_relic_deployments import FindDeployments
from statusboard.domain.views.uptime import AnyRange, Compared, Series, UptimeView
from statusboard.domain.views.year import YearView


@dataclass(frozen=True, slots=True)
class Other:
    """What is laid over the chart: the period before, or another service in the same one."""

    is_before: bool = False
    component_id: int | None = None
    name: str = ""


async def ask_uptime(
    desk: Desk, chosen: AnyRange, component_id: int | None, in_hours: bool, group: str | None
) -> UptimeView:
    """The table of all services; figures and trouble of one of them, of a group, or of all."""
    from statusboard.app.health.uptime import UPTIME, UptimeAsk

    return await desk.ask(UPTIME, UptimeAsk(chosen, component_id, in_hours, group))


async def ask_executive_line(desk: Desk) -> str:
    """What an executive has to know now, in one sentence."""
    from statusboard.app.health.executive import EXECUTIVE_LINE

    return await desk.ask(EXECUTIVE_LINE, None)


async def ask_series(
    desk: Desk, chosen: AnyRange, component_id: int | None, group: str | None
) -> Series:
    """The response times of a service over a range, of a group, or of all."""
    from statusboard.app.health.uptime import SERIES, SeriesAsk

    return await desk.ask(SERIES, SeriesAsk(chosen, component_id, group))


async def ask_deployments(
    desk: Desk, component_id: int | None, since: datetime, until: datetime
) -> tuple[tuple[float, str], ...]:
    """What was deployed of a service by New Relic's account: when (s since 1970), which version.

    Of all services at once nothing is asked: the marks would say nothing about whose they are.
    """
    from statusboard.app.new_relic.entities import ENTITIES_OF

    if component_id is None:
        return ()
    guids = await desk.ask(ENTITIES_OF, (component_id,))
    if not guids:
        return ()
    found = await desk.find_deployments(FindDeployments(guids, since, until))
    return tuple((one.at.timestamp(), one.version) for one in found.deployments)


async def ask_behind(
    desk: Desk, chosen: AnyRange, component_id: int | None, in_hours: bool, group: str | None
) -> BehindView:
    """The spans that a figure is made of."""
    from statusboard.app.health.behind import BEHIND, BehindAsk

    return await desk.ask(BEHIND, BehindAsk(chosen, component_id, in_hours, group))


async def ask_answers(desk: Desk, component_id: int, start_us: int, stop_us: int) -> AnswersView:
    """The single answers of a service in a stretch of time."""
    from statusboard.app.health.behind_answers import ANSWERS_BEHIND, AnswersAsk

    return await desk.ask(ANSWERS_BEHIND, AnswersAsk(component_id, start_us, stop_us))


async def ask_compared(
    desk: Desk,
    chosen: AnyRange,
    other: Other,
    about: tuple[int | None, str | None],
    in_hours: bool,
) -> Compared:
    """The line and the figure of what is laid over a chart `about` a service, a group, or all."""
    from statusboard.app.health.compared import COMPARED, ComparedAsk

    number, group = about if other.is_before else (other.component_id, None)
    return await desk.ask(COMPARED, ComparedAsk(chosen, number, other.is_before, in_hours, group))


async def ask_year(
    desk: Desk,
    chosen: AnyRange,
    component_id: int | None,
    group: str | None,
    *,
    by_contract: bool = False,
) -> YearView:
    """Twelve months as a calendar, or those of the contract."""
    from statusboard.app.health.year import YEAR, YearAsk

    return await desk.ask(YEAR, YearAsk(chosen, component_id, group, by_contract))

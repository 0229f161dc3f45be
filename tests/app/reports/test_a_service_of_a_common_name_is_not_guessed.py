"""Two services of one name, in two groups: a report of one of them says which, or is refused."""

from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.reports.inputs import ReportAsk
from statusboard.app.reports.queries import REPORT
from statusboard.app.reports.schedule_commands import schedule_report
from statusboard.app.reports.schedules import SCHEDULES
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.report_summary import summary
from statusboard.errors import RuleBroken
from statusboard.storage.groups import add_group
from statusboard.storage.tables import COMPONENT
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, Newsroom

pytestmark = ON_SQLITE
FIRST = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def twins(room: Newsroom) -> tuple[int, int]:
    """Two services called API, in the groups Shop and Bank."""
    numbers = (room.service("API one"), room.service("API two"))
    with room.database.writing(NOON, COLLECTOR) as unit:
        for number, name in zip(numbers, ("Shop", "Bank"), strict=True):
            found = COMPONENT.update().where(COMPONENT.c.id == number)
            unit.connection.execute(found.values(name="API", group_id=add_group(unit, name).id))
    for number in numbers:
        room.measures(number, (FIRST, GOOD))
    room.watched()
    return numbers


@pytest.mark.usefixtures("twins")
def test_a_name_that_two_have_is_refused_with_what_to_write(room: Newsroom) -> None:
    for attempt in (
        lambda: room.ask(REPORT, ReportAsk("2026-10", ("api",))),
        lambda: room.do(
            schedule_report, ReportSchedule("A", "month", directory="/tmp", services=("API",))
        ),
    ):
        with pytest.raises(
            RuleBroken, match=r"2 services are called “(api|API)”. Write GROUP/NAME"
        ):
            attempt()


def test_a_group_says_which_and_stays_with_the_schedule(
    room: Newsroom, twins: tuple[int, int]
) -> None:
    (row,) = room.ask(REPORT, ReportAsk("2026-10", ("Shop/API",))).rows
    assert (row.component_id, row.name) == (twins[0], "Shop/API")
    wanted = ReportSchedule("A", "month", directory="/tmp", services=("bank/api",))
    room.do(schedule_report, wanted)
    assert room.ask(SCHEDULES)[0].schedule.services == ("Bank/API",)


def test_a_report_of_both_tells_them_apart_wherever_it_names_them(
    room: Newsroom, twins: tuple[int, int]
) -> None:
    down = FIRST + timedelta(days=9)
    room.measures(twins[1], (FIRST, GOOD), (down, MAJOR), (down + timedelta(hours=1), GOOD))
    room.service("Search")
    one = room.ask(REPORT, ReportAsk("2026-10"))
    assert [row.name for row in one.rows] == ["Shop/API", "Bank/API", "Search"]
    assert [outage.service for outage in one.outages] == ["Bank/API"]
    assert "Bank/API was down for 1 hour" in " ".join(summary(one))

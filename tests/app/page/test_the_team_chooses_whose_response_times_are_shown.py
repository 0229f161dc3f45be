"""Response times on the page: chosen by the team, from the roll-ups, up to the last whole hour."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, select

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.public import PUBLIC
from statusboard.app.page.publisher import LOOK_EVERY_S, Publisher
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.instants import HOUR_US, MINUTE_US, to_us
from statusboard.domain.response_metric import MetricRange
from statusboard.domain.result import Answer
from statusboard.domain.views.public_metrics import MetricStep, PublicMetric
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.components import update_component
from statusboard.storage.database import Database
from statusboard.storage.history import results
from statusboard.storage.history.packing import Tally, pack_body
from statusboard.storage.history.rollups import insert_tallies
from statusboard.storage.tables import GENERATION
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import UP, result
from tests.fixtures.speaking import COLLECTOR, NOON, Newsroom

LINE = "Checkout API | Time to pay | week | 0.0 ms"


@pytest.fixture
def newsroom(database: Database) -> Newsroom:
    """Two services; the first was asked once a minute in the day before yesterday's noon."""
    newsroom = Newsroom(database)
    first = newsroom.service("Checkout API")
    newsroom.service("Sign-in")
    hour = to_us(NOON) // HOUR_US
    with database.writing(NOON, COLLECTOR) as unit:
        (check,) = read_checks(unit, component_ids=frozenset({first}))
        slow = Tally().add([pack_body(up(200_000))] * 60)
        fast = Tally().add([pack_body(up(100_000))] * 20)
        insert_tallies(unit, {(hour - 3, check.id): slow, (hour - 2, check.id): fast}, daily=False)
        # The last hour before noon is packed by nobody yet, and the running one is not over.
        at = [to_us(NOON) - 60 * MINUTE_US + n * MINUTE_US for n in range(66)]
        found = [(one, up(120_000 if one < to_us(NOON) else 9_000_000)) for one in at]
        results.append(unit, [result(check.id, *each) for each in found])
    newsroom.clock.forward(timedelta(minutes=6))
    return newsroom


def up(response_us: int) -> Answer:
    return replace(UP, response_us=response_us)


def shown(newsroom: Newsroom) -> tuple[PublicMetric, ...]:
    found: tuple[PublicMetric, ...] = newsroom.ask(PUBLIC).metrics
    return found


def choose(newsroom: Newsroom, *lines: str) -> None:
    newsroom.do(choose_settings, ChooseSettings({"metrics.shown": "\n".join(lines)}))


def test_nothing_is_shown_that_nobody_chose(newsroom: Newsroom) -> None:
    assert shown(newsroom) == ()


def test_whole_hours_are_told_from_roll_ups_and_from_what_is_not_packed(
    newsroom: Newsroom,
) -> None:
    choose(newsroom, LINE, "Sign-in")

    one, other = shown(newsroom)

    assert (one.name, one.range, one.decimals) == ("Time to pay", MetricRange.WEEK, 1)
    assert other.name == "Sign-in"
    assert other.last is None
    assert [(s.range, len(s.steps), s.end) for s in one.series] == [
        (MetricRange.DAY, 24, NOON),
        (MetricRange.WEEK, 168, NOON),
        (MetricRange.MONTH, 120, NOON),
    ]
    exact = MetricStep(120_000, 120_000, 120_000)
    assert one.last == exact
    day = one.series[0]
    assert day.steps[:-3] == (None,) * 21
    assert day.steps[-3:] == (
        MetricStep(200_000, 200_000, 200_000),
        MetricStep(100_000, 100_000, 100_000),
        exact,
    )
    # Of all answers, not of the hours: 60 took 200 ms, 20 took 100 ms, 60 took 120 ms.
    assert day.mean_us == (60 * 200_000 + 20 * 100_000 + 60 * 120_000) // 140
    quarter = one.series[2].steps[-1]
    assert quarter is not None
    assert quarter.mean_us == day.mean_us
    assert 105_000 < quarter.median_us < 160_000
    assert 160_000 < quarter.p95_us <= 200_000


@ON_SQLITE
def test_many_are_read_by_as_few_questions_as_one(newsroom: Newsroom) -> None:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    def questions(*lines: str) -> int:
        choose(newsroom, *lines)
        asked.clear()
        assert len(shown(newsroom)) == len(lines)
        return sum("rollup_hour" in one or "recent" in one for one in asked)

    event.listen(newsroom.database.engine, "before_cursor_execute", note)
    assert questions("Checkout API", "Sign-in | week") == questions("Checkout API") > 0


@ON_SQLITE
def test_a_service_that_is_renamed_stays_where_it_was(newsroom: Newsroom) -> None:
    choose(newsroom, LINE, "Sign-in")
    before = shown(newsroom)
    with newsroom.database.writing(NOON, COLLECTOR) as unit:
        update_component(unit, 1, name="Paying", group_id=None, promised_ppm=None, description="")

    after = shown(newsroom)

    assert [one.public_id for one in after] == [one.public_id for one in before]
    assert newsroom.ask(SETTINGS).values["metrics.shown"] == (
        "Paying | Time to pay | week | 0.0 ms\nSign-in"
    )
    choose(newsroom, "Checkout API")  # what it was called is understood for as long
    assert [one.name for one in shown(newsroom)] == ["Paying"]


@ON_SQLITE
def test_a_service_that_nobody_has_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="no service called “Basket”") as caught:
        choose(newsroom, "Basket | week")

    assert caught.value.field == "metrics.shown"
    assert shown(newsroom) == ()


@ON_SQLITE
def test_a_file_may_choose_a_service_that_it_brings(newsroom: Newsroom) -> None:
    text = (
        '[metrics]\nshown = "Basket | 0.00 s"\n'
        '[[service]]\nname = "Basket"\n[[service.check]]\nkind = "http"\n'
        'url = "http://127.0.0.1:9/"\n'
    )

    given = parse_desk(text, check_kinds(), target_kinds())
    assert newsroom.do(apply_desk, given).lines
    assert newsroom.do(apply_desk, given).lines == ()
    assert [one.name for one in shown(newsroom)] == ["Basket"]


@pytest.fixture
def publisher(newsroom: Newsroom, tmp_path: Path) -> Iterator[Publisher]:
    newsroom.publishes_to(tmp_path / "page")
    with ThreadPoolExecutor(1) as executor:
        yield Publisher(newsroom.doorway, executor, lambda _: None)


@ON_SQLITE
@pytest.mark.anyio
async def test_the_page_is_written_anew_for_every_hour_that_is_over(
    newsroom: Newsroom, publisher: Publisher
) -> None:
    choose(newsroom, LINE)
    await _settle(publisher)
    newsroom.clock.forward(timedelta(minutes=58))  # four past: answers may be so late
    await _settle(publisher)
    newsroom.clock.forward(timedelta(minutes=1))
    await _settle(publisher)
    choose(newsroom, "")
    await _settle(publisher)
    newsroom.clock.forward(timedelta(hours=3))
    await _settle(publisher)

    with newsroom.database.reading(NOON) as unit:
        rows = unit.connection.execute(select(GENERATION).order_by(GENERATION.c.number))
        assert [row.cause for row in rows] == ["settings", "response times", "settings"]


async def _settle(publisher: Publisher) -> None:
    for _ in range(6):
        if await publisher.step() == LOOK_EVERY_S:
            return
    pytest.fail("the publisher found no rest")

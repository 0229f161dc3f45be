"""A restart of the programs, or a short blindness, does not make an old outage a new one."""

from datetime import datetime, timedelta

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.measured import read_measured
from statusboard.app.health.report import STATUS_REPORT, UPTIME_REPORT, UptimeReportAsk, iso
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.notices.asks import EditorAsk
from statusboard.app.notices.editor import EDITOR
from statusboard.domain.instants import MINUTE_US, from_us
from statusboard.domain.result import Answer
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import BLIND, DOWN, NOON_US, SLOW, UP
from tests.fixtures.watch import Watch

SHORT = timedelta(minutes=4)
LONG = timedelta(minutes=11)


def every_since(watch: Watch, component_id: int) -> set[datetime | None]:
    """Since when, by everybody who says it of the only service."""
    [tile] = watch.doorway.ask(BOARD, None).tiles
    [choice] = watch.doorway.ask(EDITOR, EditorAsk()).choices
    [service] = watch.doorway.ask(STATUS_REPORT, None)["services"]
    with watch.database.reading(watch.clock.now()) as unit:
        [measured] = read_measured(unit)
    assert service["since"] is not None
    told = datetime.fromisoformat(service["since"])
    detail = watch.doorway.ask(SERVICE_DETAIL, component_id)
    return {tile.since, choice.since, told, measured.since, detail.since}


@pytest.mark.parametrize("before", [[UP, DOWN, DOWN], [UP, SLOW, SLOW, DOWN, DOWN]])
def test_what_was_down_before_a_restart_and_is_after_it_has_been_since_its_first_failure(
    watch: Watch, before: list[Answer]
) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: answer} for answer in before])
    for _ in range(2):  # a restart rarely comes alone
        watch.restart(after=SHORT)
        watch.minutes([{check.id: DOWN}] * 2)
    assert every_since(watch, component.id) == {from_us(NOON_US + 2 * MINUTE_US)}
    # What its check says begins after the restart; the trouble does not.
    assert "In trouble since 12:02 UTC." in watch.doorway.ask(SERVICE_DETAIL, component.id).why


def test_what_works_before_a_restart_and_after_it_has_worked_since_it_came_back(
    watch: Watch,
) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: answer} for answer in (DOWN, DOWN, UP, UP)])
    watch.restart(after=SHORT)
    watch.minutes([{check.id: UP}])
    assert every_since(watch, component.id) == {from_us(NOON_US + 3 * MINUTE_US)}


def test_a_short_blindness_of_ours_begins_nothing_new_either(watch: Watch) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: a} for a in (UP, DOWN, DOWN, *[BLIND] * 5, DOWN, DOWN)])
    assert every_since(watch, component.id) == {from_us(NOON_US + 2 * MINUTE_US)}


@ON_SQLITE
def test_what_recovered_after_a_restart_was_down_since_its_first_failure(watch: Watch) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: answer} for answer in (UP, DOWN, DOWN)])
    watch.restart(after=SHORT)
    watch.minutes([{check.id: answer} for answer in (DOWN, DOWN, UP, UP)])
    view = watch.doorway.ask(BOARD, None)
    [happening] = view.happenings
    assert happening.at is not None
    assert happening.at - timedelta(microseconds=happening.length_us or 0) == (
        from_us(NOON_US + 2 * MINUTE_US)
    )


@ON_SQLITE
@pytest.mark.parametrize(
    ("before", "after", "pause"),
    [(DOWN, DOWN, LONG), (UP, UP, LONG), (DOWN, UP, SHORT), (UP, DOWN, SHORT)],
)
def test_what_nobody_saw_for_long_or_found_changed_is_said_from_when_it_was_seen(
    watch: Watch, before: Answer, after: Answer, pause: timedelta
) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: before}] * 2)
    watch.restart(after=pause)
    seen = watch.clock.now().replace(second=0) + timedelta(minutes=1)
    watch.minutes([{check.id: after}] * 2)
    assert every_since(watch, component.id) == {seen}
    assert "In trouble since" not in watch.doorway.ask(SERVICE_DETAIL, component.id).why


@ON_SQLITE
def test_the_pause_stays_out_of_the_figures(watch: Watch) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: DOWN}] * 2)
    watch.restart(after=SHORT)
    watch.minutes([{check.id: DOWN}] * 2)
    [service] = watch.doorway.ask(UPTIME_REPORT, UptimeReportAsk(from_us(NOON_US), None))[
        "services"
    ]
    assert service["observed_seconds"] == service["down_seconds"] == 122.0
    assert [outage["start"] for outage in service["outages"]] == [
        iso(from_us(NOON_US + minutes * MINUTE_US)) for minutes in (1, 7)
    ]


@pytest.mark.parametrize(
    ("before", "minutes"),
    [([UP, DOWN, DOWN], 2), ([UP, SLOW, SLOW, SLOW, DOWN, DOWN], 5)],
)
def test_a_status_has_lasted_since_it_came_and_a_restart_begins_none(
    watch: Watch, before: list[Answer], minutes: int
) -> None:
    _, [check] = watch.service()
    watch.minutes([{check.id: answer} for answer in before])
    watch.restart(after=SHORT)
    watch.minutes([{check.id: DOWN}] * 2)
    with watch.database.reading(watch.clock.now()) as unit:
        [measured] = read_measured(unit)
    assert measured.since == from_us(NOON_US + 2 * MINUTE_US)
    assert measured.status_since == from_us(NOON_US + minutes * MINUTE_US)

"""Corrections attacked: late answers, less that is kept, no history, two at once, nobody left."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from statusboard.app.health.behind import BEHIND, BehindAsk
from statusboard.app.health.board import BOARD
from statusboard.app.health.replay import REPLAY, ReplayAsk
from statusboard.app.health.report import UPTIME_REPORT, UptimeReportAsk
from statusboard.app.health.stretch import STRETCH, StretchAsk
from statusboard.app.health.uptime import UPTIME, UptimeAsk
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.history.inputs import CorrectHistory
from statusboard.app.history.queries import CORRECTIONS, PREVIEW_CORRECTION
from statusboard.domain.correction import CorrectionKind as Kind
from statusboard.domain.replay import Agreement
from statusboard.domain.status import ComponentStatus as C
from statusboard.domain.views.uptime import Range
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import RECENT, RESULT_CHUNK
from tests.fixtures.correcting import PAY, WHY, Correcting
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, DOWN, result
from tests.fixtures.planned import at

GOOD, MAJOR, UNKNOWN = C.OPERATIONAL, C.MAJOR_OUTAGE, C.UNKNOWN


@pytest.fixture
def desk(database: Database) -> Correcting:
    return Correcting(database)


def figures(desk: Correcting, start: object, stop: object) -> tuple[object, object]:
    """The uptime of a stretch as it counts, and as it was measured."""
    [row] = desk.ask(UPTIME_REPORT, UptimeReportAsk(start, stop))["services"]
    return row["uptime_percent"], row.get("measured_uptime_percent")


@ON_SQLITE
def test_a_state_tells_what_was_measured_and_who_corrected_it(desk: Correcting) -> None:
    desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    view = desk.ask(REPLAY, ReplayAsk(PAY, at(12, 15)))
    assert (view.shown, view.recorded) == (MAJOR, GOOD)
    assert view.overlays == (
        "Measured as Major outage, corrected to Operational by Ada, 12:30 UTC (false alarm): "
        f"“{WHY}”.",
    )
    # A correction is no check that was added: the answers come to what was measured.
    assert (view.agreement, view.verdict) == (
        Agreement.SAME,
        "The stored answers come to the same turn.",
    )
    said = desk.ask(SERVICE_DETAIL, PAY).why
    assert (
        "From 12:11 UTC to 12:21 UTC Major outage was measured, corrected to Operational by Ada, "
        f"12:30 UTC (false alarm): “{WHY}”."
    ) in said
    # Since 12:01 it has been well by that correction alone, so that is told for as long as it is.
    desk.clock.forward(timedelta(days=2))
    assert "corrected to Operational by Ada" in desk.ask(SERVICE_DETAIL, PAY).why


@ON_SQLITE
def test_a_day_that_was_corrected_says_so_in_its_tip(desk: Correcting) -> None:
    number = desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    said = f"Corrected: false alarm, by Ada: “{WHY}”"
    [row] = desk.ask(UPTIME, UptimeAsk(Range.DAY)).rows
    assert row.corrected == {len(row.days) - 1: (said,)}
    assert desk.ask(BOARD).tiles[0].corrected == (said,)
    desk.back(number)
    [row] = desk.ask(UPTIME, UptimeAsk(Range.DAY)).rows
    assert (row.corrected, desk.ask(BOARD).tiles[0].corrected) == ({}, ())


@ON_SQLITE
def test_answers_that_come_late_are_corrected_and_no_other(desk: Correcting) -> None:
    desk.correct(Kind.FALSE_ALARM, at(12, 5), at(12, 40) - timedelta(minutes=11))
    late = [result(desk.checks[PAY], desk.us(at(12, 29)) + n, DOWN) for n in (1, 2)]
    desk.ingest.take(late)
    assert desk.spans(PAY)[-1][2] is GOOD


@ON_SQLITE
def test_what_is_no_longer_kept_in_answers_is_corrected_all_the_same(desk: Correcting) -> None:
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(delete(RECENT))
        unit.connection.execute(delete(RESULT_CHUNK))
    desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    assert figures(desk, at(12, 1), at(12, 21)) == (100.0, 50.0)
    view = desk.ask(REPLAY, ReplayAsk(PAY, at(12, 15)))
    assert "no longer kept" in view.verdict
    assert "corrected to Operational by Ada" in view.overlays[0]


@ON_SQLITE
def test_what_was_before_the_service_is_no_history_to_correct(desk: Correcting) -> None:
    for kind in (Kind.FALSE_ALARM, Kind.PLANNED_WORK):
        given = CorrectHistory(PAY, kind, WHY, None, at(8), at(9))
        with pytest.raises(RuleBroken, match="nobody watched"):
            desk.ask(PREVIEW_CORRECTION, given)
    with pytest.raises(RuleBroken, match="its history begins at 12:01 UTC"):
        desk.ask(STRETCH, StretchAsk(PAY, at(8)))
    # An outage that people know of may have begun before anybody watched.
    desk.correct(Kind.BEGAN_AT, at(11), outage=at(12, 15))
    assert desk.spans(PAY)[0] == (at(11), at(12, 21), MAJOR)
    assert figures(desk, at(11), at(12, 21))[0] == 0.0


@ON_SQLITE
def test_two_over_each_other_come_back_in_any_order(desk: Correcting) -> None:
    alarm = desk.correct(Kind.FALSE_ALARM, at(12, 11), at(12, 17))
    work = desk.correct(Kind.PLANNED_WORK, at(12, 14), at(12, 21))
    assert figures(desk, at(12, 1), at(12, 21)) == (100.0, 50.0)
    desk.back(alarm)
    assert figures(desk, at(12, 1), at(12, 21)) == (pytest.approx(1000 / 13, abs=1e-4), 50.0)
    desk.back(work)
    assert figures(desk, at(12, 1), at(12, 21)) == (50.0, None)


@ON_SQLITE
def test_a_part_of_what_still_lasts_is_corrected_and_the_rest_goes_on(desk: Correcting) -> None:
    desk.minutes(at(12, 40), {PAY: DOWN}, turns=False)
    found = desk.ask(STRETCH, StretchAsk(PAY, at(12, 35)))
    assert (found.line.starts, found.line.stops) == (at(12, 31), None)
    desk.correct(Kind.FALSE_ALARM, at(12, 31), at(12, 40))
    desk.minutes(at(12, 45), {PAY: DOWN}, turns=False)
    assert desk.spans(PAY)[-1] == (at(12, 40), None, MAJOR)
    assert desk.ask(SERVICE_DETAIL, PAY).status is MAJOR


@ON_SQLITE
def test_a_figure_of_all_services_counts_and_names_it(desk: Correcting) -> None:
    other = desk.service("Search")
    desk.minutes(at(12, 40), turns=False)
    desk.correct(Kind.FALSE_ALARM, outage=at(12, 15))
    view = desk.ask(BEHIND, BehindAsk(Range.DAY))
    assert MAJOR not in dict(view.lengths_us)
    assert "1 correction counts; as measured it was" in view.rule
    assert [one.component_id for one in desk.ask(CORRECTIONS, PAY).lines] == [PAY]
    assert desk.ask(CORRECTIONS, other).lines == ()


@ON_SQLITE
def test_of_what_nobody_observed_only_an_outage_beside_it_reaches_into_it(
    desk: Correcting,
) -> None:
    desk.minutes(at(12, 40), {PAY: DOWN}, turns=False)
    desk.restart(timedelta(minutes=20))
    desk.minutes(at(13, 10), turns=False)
    gap = desk.ask(STRETCH, StretchAsk(PAY, at(12, 50)))
    assert (gap.line.status, gap.line.starts) == (UNKNOWN, at(12, 40))
    assert (gap.ended, gap.began) == (at(12, 31), None)
    desk.correct(Kind.ENDED_AT, None, at(12, 55), outage=gap.ended)
    assert (at(12, 31), at(12, 55), MAJOR) in desk.spans(PAY)


@ON_SQLITE
def test_the_newest_trouble_is_found_and_none_is_said(desk: Correcting) -> None:
    assert desk.ask(STRETCH, StretchAsk(PAY)).line.starts == at(12, 11)
    search = desk.service("Search")
    with pytest.raises(RuleBroken, match="No trouble is on record"):
        desk.ask(STRETCH, StretchAsk(search))
    with pytest.raises(RuleBroken, match="no longer exists"):
        desk.ask(STRETCH, StretchAsk(99))
    with pytest.raises(RuleBroken, match="Only the past"):
        desk.ask(STRETCH, StretchAsk(PAY, at(18)))

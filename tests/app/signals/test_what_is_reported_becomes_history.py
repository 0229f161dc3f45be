"""From a report to the history: through the office's verb, a row, the feed and the one ingest."""

import json

import pytest

from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.domain.instants import SECOND_US
from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus
from statusboard.errors import RuleBroken
from statusboard.storage import signals, sources
from statusboard.storage.database import Database
from statusboard.storage.tables import METADATA
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US
from tests.fixtures.keys import stored_texts
from tests.fixtures.reporting import ADA, Reporting

pytestmark = pytest.mark.anyio
UP, DOWN = ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE
HOURLY = {"every": "1h", "grace": "5m"}


@pytest.fixture
def at(database: Database) -> Reporting:
    made = Reporting(database)
    made.adds("heartbeat", HOURLY)
    made.listens()
    return made


async def test_a_beat_is_up_and_a_late_one_is_down_from_its_grace_on(at: Reporting) -> None:
    await at.passes(20)
    assert at.says()
    await at.passes(3_600 + 300 + 60, step_s=60)
    assert at.spans() == [(20.0, 3_920.0, UP), (3_920.0, None, DOWN)]
    newest = at.brought[-1]
    assert (newest.answer.outcome, newest.answer.reason) == (Outcome.DOWN, Reason.LATE)
    assert at.says()
    beat_s = (at.clock.now_us - NOON_US) / SECOND_US
    await at.settles()
    assert at.spans()[-1] == (beat_s, None, UP)


@ON_SQLITE
async def test_what_happened_between_two_looks_is_not_lost(at: Reporting) -> None:
    await at.passes(10)
    for rest in ("", "/fail", "/0"):
        at.clock.forward(0.2)
        assert at.says(rest)
    await at.settles()
    assert [span[0] for span in at.spans()] == [10.2, 10.4, 10.6]
    assert [span[2] for span in at.spans()] == [UP, DOWN, UP]


@ON_SQLITE
async def test_a_beat_that_is_still_on_its_way_is_waited_for(at: Reporting) -> None:
    at.says()
    await at.passes(3_890, step_s=100)
    at.clock.forward(9.999)
    at.listens()
    at.says()  # a millisecond before its grace ends, and seen only after it
    at.clock.forward(2.0)
    await at.looks()
    await at.passes(60)
    assert [status for _, _, status in at.spans()] == [UP]


@ON_SQLITE
async def test_while_nobody_listened_nobody_is_late(at: Reporting) -> None:
    at.says()
    await at.passes(3_000, step_s=100)
    await at.passes(3_600, step_s=100, heard=False)
    newest = at.brought[-1].answer
    assert (newest.outcome, newest.reason) == (Outcome.UNKNOWN, Reason.SOURCE_UNAVAILABLE)
    # It is heard again: what came meanwhile is not known before the job is due once more.
    await at.passes(3_600, step_s=100)
    assert at.brought[-1].answer.outcome is Outcome.UNKNOWN
    assert DOWN not in [status for _, _, status in at.spans()]
    await at.passes(600, step_s=100)
    assert at.brought[-1].answer.reason is Reason.LATE


@ON_SQLITE
async def test_while_our_own_network_is_away_nobody_is_late(at: Reporting) -> None:
    at.says()
    await at.passes(3_600, step_s=100)
    own = "own network"
    with at.database.writing(at.clock.now(), COLLECTOR) as unit:
        sources.write_source(unit, own, last_us=None, problem="no route")
    await at.passes(1_200, step_s=100)
    assert at.brought[-1].answer.outcome is Outcome.UNKNOWN
    with at.database.writing(at.clock.now(), COLLECTOR) as unit:
        sources.write_source(unit, own, last_us=None)
    await at.passes(3_600, step_s=100)
    assert DOWN not in [status for _, _, status in at.spans()]


@ON_SQLITE
async def test_a_collector_that_starts_again_goes_on_from_what_was_reported(at: Reporting) -> None:
    at.says()
    await at.passes(600, step_s=100)
    with at.database.reading(at.clock.now()) as unit:
        assert signals.read_signals(unit) == ()
    again = Reporting(at.database, at.clock, component_id=at.component_id, check_id=at.check_id)
    again.token, again.path = at.token, at.path
    await again.looks()
    assert again.brought[-1].answer.outcome is Outcome.UP
    await again.passes(3_600, step_s=100)
    assert again.brought[-1].answer.reason is Reason.LATE


async def test_an_address_is_kept_as_a_digest_and_ends_when_another_is_made(at: Reporting) -> None:
    with pytest.raises(RuleBroken) as refused:
        at.address()
    assert refused.value.field == "again"
    before = at.token
    at.token = at.address(again=True).rpartition("/")[2]
    assert not at.says(token=before)
    assert at.says()
    with at.database.reading(at.clock.now()) as unit:
        tables = [unit.connection.execute(t.select()).all() for t in METADATA.tables.values()]
    assert at.token not in repr(tables)


@ON_SQLITE
async def test_what_is_not_its_address_is_none(at: Reporting) -> None:
    for token in ("x", "x" * 10_000, at.token[:-1], f"{at.token}x", "ü"):
        assert not at.says(token=token)
    at.path = "alert"
    assert not at.says()
    at.path = "beat"
    from statusboard.app.services.commands import REMOVE_SERVICE
    from statusboard.app.services.inputs import RemoveServiceInput

    at.doorway.do(REMOVE_SERVICE, RemoveServiceInput(at.component_id), ADA)
    assert not at.says()


@ON_SQLITE
async def test_who_reports_wildly_fills_no_database(at: Reporting) -> None:
    for _ in range(200):
        at.says()
    with pytest.raises(RuleBroken, match="Report less often"):
        at.says()
    await at.settles()
    assert at.says()


@ON_SQLITE
async def test_a_check_that_is_asked_now_says_how_it_stands(at: Reporting) -> None:
    at.says()
    await at.settles()
    at.clock.forward(5.0)
    (got,) = await at.feed.ask_now((at.check_id,))
    assert got.answer.outcome is Outcome.UP


@ON_SQLITE
async def test_an_alert_is_down_from_when_it_came_until_it_is_over(database: Database) -> None:
    at = Reporting(database)
    at.adds("alert_webhook", {}, "Checkout API")
    at.listens()
    labels = {"alertname": "QueueIsLong", "severity": "page"}
    await at.looks()
    for second, status in ((10, "resolved"), (20, "firing"), (20, "firing"), (30, "resolved")):
        await at.passes(second)
        body = json.dumps({"alerts": [{"status": status, "labels": labels, "fingerprint": "f"}]})
        assert at.says(body=body)
    await at.settles()
    assert at.spans() == [(10.0, 30.0, UP), (30.0, 80.0, DOWN), (80.0, None, UP)]


@ON_SQLITE
async def test_a_check_that_was_changed_goes_on_from_what_it_remembers(at: Reporting) -> None:
    from statusboard.app.services.commands import EDIT_SERVICE
    from statusboard.app.services.inputs import CheckInput, EditServiceInput, ServiceInput

    at.says()
    await at.passes(60)
    sooner = CheckInput("heartbeat", {"every": "1m", "grace": "5s"}, id=at.check_id)
    given = EditServiceInput(at.component_id, ServiceInput("Nightly export", checks=(sooner,)))
    at.doorway.do(EDIT_SERVICE, given, ADA)
    at.ingest.reload()
    at.feed.reload()
    await at.passes(20)
    assert at.brought[-1].answer.reason is Reason.LATE


@ON_SQLITE
async def test_why_it_is_late_is_told_as_one_fact(at: Reporting) -> None:
    at.says()
    await at.passes(3_900 + 600, step_s=100)
    detail = at.doorway.ask(SERVICE_DETAIL, at.component_id)
    assert "because its check has been late since " in detail.why
    assert ": last heard 2026-" in detail.why
    assert "times in a row" not in detail.why
    assert "It becomes operational after 1 good answer." in detail.why
    assert detail.checks[0].is_told


@ON_SQLITE
@pytest.mark.parametrize("where", ["body", "message"])
async def test_a_report_that_prints_its_own_address_does_not_hand_it_on(
    at: Reporting, where: str
) -> None:
    words = f"backup done, then curl https://status.example/beat/{at.token}/fail"
    assert at.says(body=words) if where == "body" else at.says(message=words)
    assert at.token not in stored_texts(at.database)
    await at.settles()
    detail = at.brought[-1].answer.detail
    assert at.token not in detail
    assert detail.startswith("backup done, then curl https://status.example/beat/•••")


@ON_SQLITE
async def test_an_alert_that_prints_its_own_address_does_not_hand_it_on(database: Database) -> None:
    at = Reporting(database)
    at.adds("alert_webhook", {})
    at.listens()
    url = f"https://status.example/alert/{at.token}"
    alert = {"status": "firing", "labels": {"alertname": url}, "annotations": {"summary": url}}
    assert at.says(body=json.dumps({"alerts": [alert]}))
    assert at.token not in stored_texts(at.database)
    await at.settles()
    newest = at.brought[-1].answer
    assert at.token not in newest.detail
    assert newest.outcome is not Outcome.UP

"""What a job meets at the page server, and what a stranger does who guesses."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from statusboard.app.programs.reported_signals import ReportedSignals
from statusboard.domain.views.signals import Reported
from statusboard.probes.received.alerts import UNREAD
from statusboard.server.rate_limit import RateLimit
from statusboard.storage import signals
from statusboard.storage.signals import Signal
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import PageServerOf, page_server_of
from tests.fixtures.reporting import Reporting
from tests.fixtures.visiting import SERVER, Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    async with page_server_of(visited, tmp_path) as at:
        yield at


@pytest.fixture
def job(visited: Visited) -> Reporting:
    made = Reporting(visited.desk.database, visited.desk.clock)
    made.adds("heartbeat", {"every": "1h"})
    return made


def came(job: Reporting) -> tuple[Signal, ...]:
    with job.database.reading(job.clock.now()) as unit:
        return signals.read_signals(unit)


async def test_a_job_reports_by_opening_or_posting(page: PageServerOf, job: Reporting) -> None:
    here = f"/beat/{job.token}"
    for method, target, body in (
        ("GET", here, b""),
        ("HEAD", f"{here}/start", b""),
        ("POST", f"{here}/7", b"disk full"),
        ("GET", f"{here}/success?duration=3&message=done", b""),
    ):
        assert (await page.ask(method, target, body)).status == 200
    assert [one.said for one in came(job)] == [
        {"sort": "success"},
        {"sort": "start"},
        {"sort": "fail", "code": 7, "words": "disk full"},
        {"sort": "success", "took_us": 3_000_000, "words": "done"},
    ]
    assert (await page.ask("GET", here)).body == b"ok\n"
    assert job.address(again=True).startswith(f"{SERVER}/beat/")


async def test_what_is_no_address_is_answered_as_any_other_path(
    page: PageServerOf, job: Reporting
) -> None:
    nowhere = await page.ask("GET", "/nowhere/at-all")
    for target in ("/beat/guess", f"/beat/{job.token}x", f"/beat/{job.token[:-1]}", "/beat/"):
        got = await page.ask("GET", target)
        assert (got.status, got.body) == (404, nowhere.body)
    assert came(job) == ()


async def test_what_is_no_report_is_refused_in_words(page: PageServerOf, job: Reporting) -> None:
    here = f"/beat/{job.token}"
    wrong = await page.ask("GET", f"{here}/stop")
    assert wrong.status == 400
    assert b"/start, /success, /fail" in wrong.body
    assert (await page.ask("DELETE", here)).status == 405
    assert (await page.ask("POST", here, b"x" * 70_000)).status == 413
    assert came(job) == ()


async def test_without_an_office_a_job_is_told_to_try_again(
    page: PageServerOf, job: Reporting
) -> None:
    page.calls.clear()
    got = await page.ask("GET", f"/beat/{job.token}")
    assert (got.status, got.headers["retry-after"]) == (503, "10")


async def test_who_comes_too_often_is_told_when_to_come_back(
    page: PageServerOf, job: Reporting
) -> None:
    limited = ReportedSignals(page.at, job.clock, RateLimit(2, 10))
    given = Reported("beat", job.token)
    got = [await limited.take(given, "192.0.2.1") for _ in range(3)]
    assert [each.status for each in got] == [200, 200, 429]
    assert got[2].retry_s == 61
    assert (await limited.take(given, "198.51.100.1")).status == 200


async def test_the_office_hears_that_reports_can_be_heard(
    page: PageServerOf, job: Reporting
) -> None:
    await page.at.listen()
    with job.database.reading(job.clock.now()) as unit:
        listening = signals.read_listening(unit)
    assert listening is not None
    assert listening.until_us == job.clock.now_us


async def test_alerts_are_posted_and_only_posted(page: PageServerOf, job: Reporting) -> None:
    job.adds("alert_webhook", {"sender": "json", "state_path": "$.state"}, "Orders")
    here = f"/alert/{job.token}"
    assert (await page.ask("POST", here, b'{"state": "down"}')).status == 200
    assert (await page.ask("GET", here)).status == 405
    wrong = await page.ask("POST", here, b"[" * 60_000)
    assert (wrong.status, wrong.body) == (400, b"The body is not JSON.\n")
    # The address of one kind is none of another.
    assert (await page.ask("POST", f"/beat/{job.token}")).status == 404
    assert [one.said for one in came(job)] == [
        {"alerts": [["", "down", "down"]], "whole": True},
        dict(UNREAD),
    ]


async def test_an_alert_that_is_too_long_to_read_is_not_forgotten(
    page: PageServerOf, job: Reporting
) -> None:
    job.adds("alert_webhook", {}, "Orders")
    here = f"/alert/{job.token}"
    fires = {"status": "firing", "labels": {"alertname": "Queue"}, "annotations": {"x": "y" * 400}}
    storm = json.dumps({"alerts": [fires] * 400}).encode()
    assert 64 * 1024 < len(storm) < 256 * 1024
    assert (await page.ask("POST", here, storm)).status == 200
    assert (await page.ask("POST", here, b"x" * 300_000)).status == 413
    assert [one.said for one in came(job)][1:] == [dict(UNREAD)]
    # Who guesses leaves nothing.
    assert (await page.ask("POST", "/alert/guess", b"x" * 300_000)).status == 413
    assert len(came(job)) == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"user_agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
        {"user_agent": "Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5"},
        {"user_agent": "WhatsApp/2.23 N"},
        {"sec_purpose": "prefetch;prerender"},
        {"purpose": "preview"},
    ],
)
async def test_a_preview_of_the_address_is_no_beat(
    page: PageServerOf, job: Reporting, headers: dict[str, str]
) -> None:
    for method in ("GET", "HEAD"):
        for target in (f"/beat/{job.token}", "/beat/guess"):
            assert (await page.ask(method, target, b"", **headers)).status == 200
    assert came(job) == ()
    assert (await page.ask("GET", f"/beat/{job.token}", user_agent="curl/8.5")).status == 200
    assert len(came(job)) == 1

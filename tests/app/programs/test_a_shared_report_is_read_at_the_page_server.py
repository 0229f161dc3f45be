"""A shared report at its address: given as it was frozen, to its readers and to nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from statusboard.app.doorway import Doorway
from statusboard.app.programs.shared_reports import SharedReports
from statusboard.app.programs.visitor_desk import VisitorDesk
from statusboard.app.reports.inputs import EndShare, ReportAddress, ReportAsk, ShareReport
from statusboard.app.reports.share_commands import PDF, end_share, share_report
from statusboard.domain.views.reports import ReportLink
from statusboard.domain.visits import Seen
from statusboard.render.reports.page import report_html
from tests.fixtures.clock import ManualClock
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.page_server_of import PageServerOf, page_server_of
from tests.fixtures.reports import report
from tests.fixtures.speaking import person
from tests.fixtures.visiting import Visited, desk, visited

__all__ = ["desk", "visited"]
pytestmark = pytest.mark.anyio

HTML = report_html(report(), PDF)


def doorway_of(visited: Visited) -> Doorway:
    return Doorway(visited.desk.database, visited.desk.clock)


@pytest.fixture
async def page(visited: Visited, tmp_path: Path) -> AsyncIterator[PageServerOf]:
    async with page_server_of(visited, tmp_path) as at:
        yield at


@pytest.fixture
def shared(visited: Visited) -> ReportAddress:
    given = ShareReport(ReportAsk(), None, "November", "uptime-2026-11.pdf", HTML, b"%PDF-1.4")
    done = doorway_of(visited).carry_out(share_report, given, person())
    address: ReportAddress = done.result
    return address


@ON_SQLITE
async def test_it_is_given_as_it_was_frozen_and_kept_by_nobody(
    page: PageServerOf, shared: ReportAddress
) -> None:
    path = f"/report/{shared.url.rpartition('/')[2]}"
    answer = await page.ask("GET", path)
    assert (answer.status, answer.body) == (200, HTML)
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-robots-tag"] == "noindex, nofollow, noarchive"
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self' 'sha256-")
    assert "frame-ancestors 'none'" in policy
    pdf = await page.ask("GET", path + PDF)
    assert (pdf.body, pdf.headers["content-type"]) == (b"%PDF-1.4", "application/pdf")
    assert pdf.headers["content-disposition"] == 'inline; filename="uptime-2026-11.pdf"'
    assert (await page.ask("HEAD", path)).status == 200
    assert (await page.ask("POST", path)).status == 405


@ON_SQLITE
async def test_what_has_ended_says_so_and_nothing_else(
    visited: Visited, page: PageServerOf, shared: ReportAddress
) -> None:
    path = f"/report/{shared.url.rpartition('/')[2]}"
    doorway_of(visited).do(end_share, EndShare(shared.share_id), person())
    for asked in (path, path + PDF):
        ended = await page.ask("GET", asked)
        assert ended.status == 410
        assert b"This link has ended." in ended.body
        assert b"November" not in ended.body
        assert ended.headers["cache-control"] == "no-store"
    assert (await page.ask("GET", f"/report/{'x' * 43}")).status == 404
    assert (await page.ask("GET", f"/report/{'x' * 500}")).status == 404
    assert page.seen[Seen.BAD_LINK] == 1


@ON_SQLITE
async def test_without_an_office_it_is_not_said_to_be_gone(
    page: PageServerOf, shared: ReportAddress
) -> None:
    page.calls.clear()
    answer = await page.ask("GET", f"/report/{shared.url.rpartition('/')[2]}")
    assert (answer.status, answer.headers["retry-after"]) == (503, "5")


async def test_whoever_tries_many_has_to_wait() -> None:
    reports = SharedReports(VisitorDesk(lambda: None), ManualClock())
    found = [await reports.find(ReportLink("x"), "192.0.2.1") for _ in range(61)]
    assert [one.status for one in found] == [503] * 60 + [429]

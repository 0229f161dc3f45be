"""A shared report is frozen, opened by whoever has its address, and ended for good."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from statusboard.app.reports.inputs import EndShare, ReportAddress, ReportAsk, ShareReport
from statusboard.app.reports.keeper import ReportKeeper
from statusboard.app.reports.share_commands import end_share, freeze, share_report
from statusboard.app.reports.shares import CONTENT, OVER, SHARES
from statusboard.app.settings import PUBLIC_URL
from statusboard.domain.changes import Topic
from statusboard.domain.views.reports import ReportContent, ReportLink
from statusboard.errors import RuleBroken
from statusboard.storage.tables import AUDIT, REPORT_SHARE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.speaking import NOON, Newsroom, person

PREPARED = ShareReport(
    ReportAsk(), 30, title="October", name="uptime.pdf", html=b"<p>frozen</p>", pdf=b"%PDF"
)


def shared(room: Newsroom, given: ShareReport = PREPARED) -> ReportAddress:
    done = room.doorway.carry_out(share_report, given, person())
    address: ReportAddress = done.result
    return address


def token_of(address: ReportAddress) -> str:
    return address.url.rpartition("/")[2]


def test_it_is_opened_by_its_address_until_it_is_ended(room: Newsroom) -> None:
    room.setting(PUBLIC_URL, "https://status.example.com")
    address = shared(room)
    assert address.url.startswith("https://status.example.com/report/")
    token = token_of(address)
    assert room.ask(CONTENT, ReportLink(token)) == ReportContent("uptime.pdf", b"<p>frozen</p>")
    assert room.ask(CONTENT, ReportLink(token, wants_pdf=True)).content == b"%PDF"
    assert room.ask(CONTENT, ReportLink(token + "x")) is None
    (listed,) = room.ask(SHARES)
    assert (listed.title, listed.by, listed.is_open) == ("October", "Ada", True)

    assert room.do(end_share, EndShare(address.share_id)) == "October"
    assert room.ask(CONTENT, ReportLink(token)) == OVER
    with room.database.reading(NOON) as unit:
        row = unit.connection.execute(select(REPORT_SHARE)).one()
    assert (bytes(row.html), bytes(row.pdf)) == (b"", b"")
    with pytest.raises(RuleBroken, match="it has ended already"):
        room.do(end_share, EndShare(address.share_id))


@ON_SQLITE
def test_it_ends_by_itself_where_that_was_asked_for(room: Newsroom) -> None:
    token = token_of(shared(room))
    room.clock.forward(timedelta(days=30).total_seconds() - 1)
    assert room.ask(CONTENT, ReportLink(token)) is not None
    room.clock.forward(1)
    assert room.ask(CONTENT, ReportLink(token)) == OVER
    with pytest.raises(RuleBroken, match="it has ended already"):
        room.do(end_share, EndShare(1))
    (kept,) = room.ask(SHARES)
    assert (kept.title, kept.by, kept.is_open) == ("October", "Ada", False)


@ON_SQLITE
def test_what_is_over_is_kept_no_longer_but_that_it_was(
    room: Newsroom, keeper: ReportKeeper
) -> None:
    def kept() -> list[tuple[bytes, bytes]]:
        with room.database.reading(room.clock.now()) as unit:
            rows = unit.connection.execute(select(REPORT_SHARE).order_by(REPORT_SHARE.c.id))
            return [(bytes(row.html), bytes(row.pdf)) for row in rows]

    for days in (30, 31, None):
        shared(room, replace(PREPARED, days=days))
    assert not keeper.look()[0]
    room.clock.forward(timedelta(days=30).total_seconds())
    assert Topic.SETTINGS in keeper.look()[0].topics
    still = (PREPARED.html, PREPARED.pdf)
    assert kept() == [(b"", b""), still, still]
    assert [one.is_open for one in room.ask(SHARES)] == [True, True, False]
    assert not keeper.look()[0]


@ON_SQLITE
def test_neither_database_nor_trail_knows_the_address(room: Newsroom) -> None:
    token = token_of(shared(room))
    with room.database.reading(NOON) as unit:
        for table in (REPORT_SHARE, AUDIT):
            assert token not in repr(unit.connection.execute(select(table)).all())


@ON_SQLITE
def test_a_link_lasts_a_day_at_least(room: Newsroom) -> None:
    with pytest.raises(RuleBroken, match="from 1 to"):
        freeze(room.doorway, ShareReport(ReportAsk(), 0))

"""A report by schedule reaches the people of a list: the file by mail, a link where they chat."""

import io
import json
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from statusboard.app.notices.handover_commands import retry
from statusboard.app.notices.handover_inputs import RetryHandover
from statusboard.app.reports import sending
from statusboard.app.reports.inputs import ListedReport, MadeRun, ReportAsk
from statusboard.app.reports.keeper import ACTOR, ReportKeeper
from statusboard.app.reports.queries import REPORT
from statusboard.app.reports.schedule_commands import note_made, schedule_report
from statusboard.app.reports.shares import SHARES
from statusboard.app.settings import PUBLIC_URL
from statusboard.domain.attached_file import AttachedFile
from statusboard.domain.inside_list import ListText
from statusboard.domain.language import Language
from statusboard.domain.report import UptimeReport
from statusboard.domain.report_schedule import ReportSchedule
from statusboard.domain.report_summary import summary
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.inside_lists import add_list
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import HANDOVER_FILE, HANDOVER_MESSAGE
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.desk_that_mails import Desk, desk
from tests.fixtures.report_schedules import LISTED, goes_to, has_list, only
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, NOON, Newsroom

__all__ = ["desk"]
pytestmark = [pytest.mark.anyio, ON_SQLITE]
BOARD = ("ben@northwind.example", "eva@northwind.example")
NEVER = "554 5.6.0 not with such a file"


@pytest.fixture
def room(desk: Desk) -> Newsroom:
    """The desk that mails, with a list on its channel and an outage of 41 minutes in October."""
    made = Newsroom(desk.database, desk.clock)
    first = NOON.replace(day=1, hour=0)
    down = first + timedelta(days=19)
    made.measures(desk.service, (first, GOOD), (down, MAJOR), (down + timedelta(minutes=41), GOOD))
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        number = add_list(unit, name="Board", text=ListText.PAGE).id
        for address in BOARD:
            new = NewSubscriber(
                desk.channel_id, address, address, Wishes(), SubscriberState.ACTIVE, list_id=number
            )
            add_subscriber(unit, new)
    return made


@pytest.fixture
def keeper(room: Newsroom) -> ReportKeeper:
    """It finds what the room measures."""
    return ReportKeeper(room.doorway, room.doorway, lambda _: None)


def notes(room: Newsroom, listed: ListedReport = LISTED) -> None:
    """What the keeper made is written down."""
    room.doorway.do(note_made, MadeRun(only(room).id, only(room).due_at, listed=listed), ACTOR)


def scheduled(room: Newsroom, every: str = "month", **more: str) -> None:
    room.do(schedule_report, ReportSchedule("Board", every, list_name="Board", **more))


def files_kept(room: Newsroom) -> int:
    with room.database.reading(room.clock.now()) as unit:
        return int(unit.connection.scalar(select(func.count()).select_from(HANDOVER_FILE)) or 0)


def mails(desk: Desk) -> list[EmailMessage]:
    return [mail for _, mail in desk.server.took]


def file_of(mail: EmailMessage) -> EmailMessage:
    (file,) = mail.iter_attachments()
    assert isinstance(file, EmailMessage)
    return file


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


async def test_everybody_in_the_list_is_mailed_the_figures_themselves(
    desk: Desk, room: Newsroom, keeper: ReportKeeper
) -> None:
    scheduled(room, language="de")
    goes_to(room, 11)
    keeper.look()
    assert (only(room).problem, files_kept(room)) == ("", 1)
    await desk.dispatch()

    one: UptimeReport = room.ask(REPORT, ReportAsk("2026-10", language=Language.GERMAN))
    assert {mail["To"] for mail in mails(desk)} == set(BOARD)
    for mail in mails(desk):
        assert mail["Content-Language"] == "de"
        assert all(sentence in words_of(mail) for sentence in summary(one))
        assert "Der Bericht liegt bei: uptime-2026-10.pdf." in words_of(mail)
        assert "http" not in words_of(mail)  # no page server shows it
        file = file_of(mail)
        assert (file.get_content_type(), file.get_filename()) == (
            "application/pdf",
            "uptime-2026-10.pdf",
        )
        pages = PdfReader(io.BytesIO(file.get_content())).pages
        text = " ".join(" ".join(page.extract_text().split()) for page in pages)
        assert one.rows[0].uptime.replace(".", ",") in text
        assert "Checkout API" in text
    assert room.ask(SHARES) == ()
    keeper.look()
    assert files_kept(room) == 0


async def test_the_file_stays_until_nobody_may_be_sent_it(
    desk: Desk, room: Newsroom, keeper: ReportKeeper
) -> None:
    scheduled(room)
    notes(room)
    desk.server.says_to_data = lambda to: NEVER if to == BOARD[1] else "250 taken"
    await desk.dispatch()
    keeper.look()
    assert (len(mails(desk)), files_kept(room)) == (1, 1)

    desk.server.says_to_data = lambda _: "250 taken"
    assert room.do(retry, RetryHandover(1)) == 1
    await desk.dispatch()
    again = mails(desk)[1]
    assert (again["To"], file_of(again).get_content()) == (BOARD[1], LISTED.file.content)
    keeper.look()
    assert files_kept(room) == 0


async def test_what_failed_long_ago_is_not_sent_without_its_file(
    desk: Desk, room: Newsroom, keeper: ReportKeeper
) -> None:
    scheduled(room, "year")
    notes(room)
    desk.server.says_to_data = lambda _: NEVER
    await desk.dispatch()
    room.clock.forward(timedelta(days=29).total_seconds())
    keeper.look()
    assert files_kept(room) == 1
    room.clock.forward(timedelta(days=1).total_seconds())
    keeper.look()
    assert files_kept(room) == 0
    with pytest.raises(RuleBroken, match="can be sent again"):
        room.do(retry, RetryHandover(1))


async def test_a_file_too_large_for_a_mail_is_a_link_and_a_sentence(
    desk: Desk, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_BYTES", 3)
    scheduled(room)
    notes(room)
    assert "no link leads to the report" in only(room).problem
    room.setting(PUBLIC_URL, "https://status.example.com")
    notes(room)
    await desk.dispatch()
    (mail, _) = mails(desk)
    assert list(mail.iter_attachments()) == []
    assert "The file is too large for a mail (0.0 MB)." in words_of(mail)
    assert "https://status.example.com/report/" in words_of(mail)
    assert (files_kept(room), len(room.ask(SHARES))) == (0, 1)


async def test_where_a_server_takes_no_file_of_this_size_the_link_goes_alone(
    desk: Desk, room: Newsroom
) -> None:
    """Each of the two is asked twice: with the file, and then, at once, without."""
    room.setting(PUBLIC_URL, "https://status.example.com")
    scheduled(room)
    notes(room)
    asked: list[str] = []

    def answer(to: str) -> str:
        asked.append(to)
        is_first = asked.count(to) == 1
        return "552 5.3.4 Message size exceeds fixed limit" if is_first else "250 taken"

    desk.server.says_to_data = answer
    await desk.dispatch()
    assert sorted(asked) == sorted(BOARD * 2)
    assert [list(mail.iter_attachments()) for mail in mails(desk)] == [[], []]
    for mail in mails(desk):
        assert "The file is too large for a mail (0.0 MB)." in words_of(mail)
        assert "https://status.example.com/report/" in words_of(mail)
        assert "attached" not in words_of(mail)


async def test_without_a_link_it_is_said_what_to_do(desk: Desk, room: Newsroom) -> None:
    scheduled(room)
    notes(room)
    desk.server.says_to_data = lambda _: "552 5.3.4 Message size exceeds fixed limit"
    await desk.dispatch()
    assert mails(desk) == []
    with room.database.reading(room.clock.now()) as unit:
        rows = unit.connection.execute(select(HANDOVER_MESSAGE)).all()
    for row in rows:
        assert row.state == "failed"
        assert "takes no message of this size" in row.reason
        assert "Set the public address of the page server" in row.reason


async def test_a_table_for_the_list_is_a_file_of_its_kind(desk: Desk, room: Newsroom) -> None:
    scheduled(room, form="csv")
    table = AttachedFile("uptime-2026-10.csv", "text/csv", "Dienst;Größe\r\n".encode())
    notes(room, replace(LISTED, file=table))
    await desk.dispatch()
    file = file_of(mails(desk)[0])
    assert (file["Content-Type"], file.get_payload(decode=True)) == (
        'text/csv; charset="utf-8"',
        table.content,
    )


async def test_where_they_chat_they_get_the_summary_and_the_link(room: Newsroom) -> None:
    room.setting(PUBLIC_URL, "https://status.example.com")
    has_list(room, "Chat", "channel", kind="slack")
    given = ReportSchedule("Monthly", "month", list_name="Chat")
    room.do(schedule_report, given)
    notes(room)
    with room.database.reading(NOON) as unit:
        (row,) = unit.connection.execute(select(HANDOVER_MESSAGE))
    said = json.loads(row.content)["text"]
    assert said.startswith("All promises kept.\n\nThe report can be read until")
    assert (row.with_file, files_kept(room)) == (False, 0)

"""From a visitor's wish to a mail, by an office of its own that is killed while it sends."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from statusboard.app.clock import SystemClock
from statusboard.app.doorway import Doorway
from statusboard.app.visitors.commands import ask, confirm
from statusboard.domain.access import visitor
from statusboard.domain.delivery import DeliveryState
from statusboard.domain.views.visiting import AskToBeTold, Link
from statusboard.storage.database import Database
from statusboard.storage.tables import CONFIRMATION
from tests.cli.test_a_killed_office_loses_no_message import DESK
from tests.fixtures.at_work import PATIENCE_S, Program, at_work
from tests.fixtures.history import COLLECTOR
from tests.fixtures.mail_server import MailServer, mail_server
from tests.fixtures.visiting import READER, SERVER, token_in

pytestmark = pytest.mark.anyio
DESK_WITH_SERVER = f'[server]\npublic_url = "{SERVER}"\n\n{DESK}'


async def until(is_so: Callable[[], bool], *programs: Program) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():
            for program in programs:
                program.check()
            await asyncio.sleep(0.01)


def confirmation_state(database: Database) -> str:
    with database.reading(datetime.now(UTC)) as unit:
        return str(unit.connection.scalar(select(CONFIRMATION.c.state)))


def let_claims_end(database: Database) -> None:
    """Now, and not in five minutes."""
    with database.writing(datetime.now(UTC), COLLECTOR) as unit:
        unit.connection.execute(update(CONFIRMATION).values(claimed_until_us=1))


async def test_an_office_killed_between_wish_and_mail_loses_nothing(
    statusboard: Callable[..., Any], tmp_path: Path
) -> None:
    async with mail_server() as server:
        desk = tmp_path / "desk.toml"
        desk.write_text(DESK_WITH_SERVER.format(port=server.port))
        assert (await asyncio.to_thread(statusboard, "apply", desk)).code == 0
        file = tmp_path / "statusboard.db"
        database = Database.open(str(file))
        try:
            mails = await _killed_at_its_first(database, server, file)
        finally:
            database.close()
    first, second = mails
    assert first["Message-ID"] == second["Message-ID"]
    assert token_in(first) == token_in(second)


async def _killed_at_its_first(
    database: Database, server: MailServer, file: Path
) -> tuple[EmailMessage, EmailMessage]:
    """The mail that an office was killed over, and the one that the next office sent."""
    place = {"STATUSBOARD_DATABASE": str(file)}
    door = Doorway(database, SystemClock())
    with at_work("statusboard", "office", **place) as office:

        def take_and_kill(_address: str) -> str:
            office.process.kill()
            return "250 taken, but nobody hears it"

        server.says_to_data = take_and_kill
        door.do(ask, AskToBeTold("mail", READER), visitor())
        # It is killed by what it is to do: that it has ended is no failure.
        await until(lambda: bool(server.took))
        await asyncio.to_thread(office.process.wait)
    assert confirmation_state(database) == DeliveryState.SENDING.value
    let_claims_end(database)
    server.says_to_data = lambda _address: "250 taken"
    with at_work("statusboard", "office", **place) as office:
        await until(lambda: confirmation_state(database) == DeliveryState.SENT.value, office)
        (_, first), (_, second) = server.took
        assert door.do(confirm, Link(token_in(second)), visitor()).result.standing.is_active
        office.process.terminate()
        await asyncio.to_thread(office.process.wait)
    return first, second

"""The whole way in the demo: a notice by command, an office without a window, and the stand-ins.

The sample world and the office are programs of their own, as they are for people.
"""

import asyncio
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.installation import Installation
from statusboard.app.programs.demo_world import DemoWorld
from statusboard.demo.channels import MAIL, SLACK, TEAMS, TEXTS, WEBHOOK
from statusboard.demo.providers.fates import BREAKS_OFF, BUSY, IN_TROUBLE, NO_MAILBOX, NO_TEXTS
from statusboard.demo.stage import NARRATOR
from statusboard.domain.delivery import Delivery, DeliveryState
from statusboard.storage.channels import read_channels, update_channel
from statusboard.storage.database import Database
from statusboard.storage.incidents import read_unresolved
from statusboard.storage.ledger import read_deliveries
from tests.fixtures.at_work import Program, at_work

pytestmark = [pytest.mark.anyio, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
OPEN = {DeliveryState.QUEUED, DeliveryState.SENDING}
# Only a broken test waits as long.
PATIENCE_S = 400.0
FAST = {"rate": 1_000}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a demo of this test's own, for programs that are started too."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("STATUSBOARD_DATABASE", raising=False)
    return tmp_path / "data" / "StatusBoard" / "demo"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-P", "-m", "statusboard", *arguments]


@asynccontextmanager
async def world_at(folder: Path) -> AsyncIterator[DemoWorld]:
    world = DemoWorld(Installation(str(folder / "statusboard.db"), folder))
    try:
        await world.start()
        yield world
    finally:
        await world.stop()


def publish(database: Path, incident: str) -> str:
    """The public id of the update that is published by command."""
    given = ("--database", str(database), "--status", "monitoring", "--next-update", "30m")
    body = ("--body", "Payments go through again since 14:17. We watch the error rates.")
    asked = ("notice", "update", incident, *given, *body, "--publish", "--override", "a test")
    ran = subprocess.run(
        command(*asked, "--json"),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return str(json.loads(ran.stdout)["update"])


async def settled(opened: Database, update: str, *programs: Program) -> list[Delivery]:
    """The rows of an update once none of them waits for its first try."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            with opened.reading(SystemClock().now()) as unit:
                rows = [row for row in read_deliveries(unit) if row.update == update]
            if rows and not any(row.state in OPEN for row in rows):
                return rows
            for program in programs:
                program.check()
            await asyncio.sleep(1.0)


async def test_a_notice_reaches_each_once_and_the_failures_stand_in_the_ledger(
    folder: Path,
) -> None:
    database = folder / "statusboard.db"
    async with world_at(folder) as world:
        opened = Database.open(str(database))
        try:
            now = SystemClock().now()
            with opened.writing(now, NARRATOR) as unit:
                (incident,) = read_unresolved(unit)
                channels = {one.name: one for one in read_channels(unit)}
                for name in (MAIL, TEXTS):
                    config = {**channels[name].config, **FAST}
                    update_channel(unit, channels[name].id, config=config)
            with at_work("statusboard", "office", "--demo") as office:
                update = publish(database, incident.public_id)
                await settled(opened, update, office)
            # The office has ended by now: what it has taken up is written down.
            rows = await settled(opened, update)
            tally = await asked_for(str(channels[SLACK].config["url"]))
        finally:
            opened.close()
    assert world.installation.file == database
    became = {row.address: row for row in rows}
    assert len(became) == len(rows) > 1_000
    for address in NO_MAILBOX:
        assert became[address].state is DeliveryState.FAILED
        assert "550 5.1.1" in became[address].reason
    for number, code in NO_TEXTS.items():
        assert became[number].state is DeliveryState.FAILED
        assert str(code) in became[number].reason
    for address in BUSY:
        assert became[address].state in {DeliveryState.RETRYING, DeliveryState.SENT}
    for address in BREAKS_OFF:
        assert became[address].state is DeliveryState.MAY_HAVE_ARRIVED
    for host in IN_TROUBLE:
        assert became[f"https://{host}/status"].state is DeliveryState.RETRYING
    sent = Counter(row.channel for row in rows if row.state is DeliveryState.SENT)
    assert sent[SLACK] == 2
    assert sent[TEAMS] == sent[WEBHOOK] == 1
    # Every message that counts as sent was taken once, and none that does not.
    taken = {name: tally.get(f"{path}.taken", 0) for name, path in PATHS.items()}
    assert taken == {name: sent[name] for name in PATHS}
    assert tally["mail.refused"] == len(NO_MAILBOX)
    assert sum(sent.values()) >= len(rows) - len(ODD)


PATHS = {MAIL: "mail", TEXTS: "twilio", SLACK: "slack", TEAMS: "teams", WEBHOOK: "hooks"}
ODD = (*NO_MAILBOX, *NO_TEXTS, *BUSY, *BREAKS_OFF, *IN_TROUBLE)


async def asked_for(slack: str) -> dict[str, int]:
    """The counts of the stand-ins; all of them are at one server."""
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(slack.replace("/slack", "/tally"))
    counts: dict[str, int] = answer.json()
    return counts

"""From the file of `apply` to the answer: expectations, a token, and secrets from the key store."""

import asyncio
import json
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.inputs import ApplyDesk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.check_secrets import CheckSecrets
from statusboard.app.watching.collector import Collector
from statusboard.domain.access import Actor, ActorKind, person
from statusboard.domain.result import Outcome, Reason
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from tests.fixtures.keys import MemoryKeyring
from tests.fixtures.web import Asked, answer, serving

pytestmark = pytest.mark.anyio

CLOCK = SystemClock()
ADA = Actor(ActorKind.PERSON, "ada")
LIMIT_S = 60.0
FILE = """
[[service]]
name = "Shop"

  [[service.check]]
  kind = "http"
  url = "{url}"
  down_unless = '''
status 2xx
json $.queue < 100
header Content-Type contains json
'''
  degraded_unless = 'json $.queue < 10'
  sign_in = "oauth2"
  token_url = "{url}token"
  client_id = "statusboard"
  client_secret = "{secret}"
"""


class Shop:
    """Gives tokens to who knows the secret, and says how long its queue is."""

    def __init__(self) -> None:
        self.queue = 5
        self.tokens = 0

    async def serve(self, asked: Asked, writer: asyncio.StreamWriter) -> None:
        json_type = {"Content-Type": "application/json"}
        if asked.path == "/token":
            self.tokens += 1
            said = {"access_token": "t0ken-1907", "token_type": "bearer", "expires_in": 3600}
            writer.write(answer(json.dumps(said), headers=json_type))
        elif asked.headers.get("authorization") == "Bearer t0ken-1907":
            writer.write(answer(json.dumps({"queue": self.queue}), headers=json_type))
        else:
            writer.write(answer("", status="401 Unauthorized"))


async def test_a_check_is_asked_and_judged_as_its_file_says(
    database: Database, tmp_path: Path
) -> None:
    secrets = SecretPlace(tmp_path, backend=MemoryKeyring())
    door, shop = Doorway(database, CLOCK, secrets), Shop()
    async with serving(shop.serve) as site:
        text = FILE.format(url=site.url(), secret="c-1901")
        described = parse_desk(text, check_kinds(), target_kinds()).services
        door.do(apply_desk, ApplyDesk(services=described), ADA)
        with database.reading(CLOCK.now()) as unit:
            [check] = read_checks(unit)
        collector = Collector(database, CLOCK, Connections(), secrets=CheckSecrets(secrets))
        stop = asyncio.Event()
        running = asyncio.create_task(collector.run(stop=stop, announce=lambda _: None))
        found = []
        try:
            async with asyncio.timeout(LIMIT_S):
                await collector.loaded.wait()
                for shop.queue in (5, 50, 500):
                    await collector.check_now([check.id])
                    latest = await collector.latest(check.id)
                    assert latest is not None
                    found.append((latest.outcome, latest.reason, latest.detail))
        finally:
            stop.set()
            await running
    assert found == [
        (Outcome.UP, Reason.OK, ""),
        (Outcome.DEGRADED, Reason.JSON_MISMATCH, "expected $.queue < 10, got 50"),
        (Outcome.DOWN, Reason.JSON_MISMATCH, "expected $.queue < 100, got 500"),
    ]
    assert shop.tokens == 1
    exported = door.ask(EXPORT_DESK, None, person("Ada"))
    assert "c-1901" not in exported
    assert 'client_secret = "***"' in exported
    assert "json $.queue < 100" in exported


def test_a_line_that_cannot_be_read_is_told_with_the_line_of_the_file() -> None:
    text = FILE.format(url="https://shop.example/", secret="c-1901").replace("2xx", "fine")
    with pytest.raises(RuleBroken) as refused:
        parse_desk(text, check_kinds(), target_kinds())
    assert refused.value.sentence.startswith("the file, line 8: down_unless: Line 1: ")
    assert "“fine” is not a status code" in refused.value.sentence

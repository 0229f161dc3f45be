"""A kind of check and a kind of target that no code knows, each one file: the proof of the promise.

They are asked and published to by the real collector and the real publisher, and described by the
real file format. What the forms make of them is told in `tests/ui`.
"""

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from statusboard.app.clock import SystemClock
from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.queries import EXPORT_DESK
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.desk.settings import SETTINGS
from statusboard.app.installation import Installation
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.notices.queries import PUBLICATIONS
from statusboard.app.page.commands import save_target
from statusboard.app.page.inputs import TargetInput
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.publisher import LOOK_EVERY_S, Publisher
from statusboard.app.programs.doctor import examine
from statusboard.app.programs.finding import Verdict
from statusboard.app.services.kinds import check_kinds
from statusboard.app.watching.collector import Collector
from statusboard.domain.changes import Changes
from statusboard.domain.result import Outcome
from statusboard.errors import RuleBroken
from statusboard.probes.web.connections import Connections
from statusboard.storage.checks import read_checks
from statusboard.storage.database import Database
from statusboard.storage.targets import read_targets
from tests.fixtures.keys import MemoryKeyring
from tests.fixtures.plug_ins import plugged_in_kinds
from tests.fixtures.speaking import MAJOR, NOON, Newsroom, wording

__all__ = ["plugged_in_kinds"]

FILE = """\
[[target]]
kind = "memory"
shelf = "{shelf}"
token = "t-1843"

[[service]]
name = "Database"

[[service.check]]
kind = "knock"
host = "127.0.0.1"
port = {port}
interval = "1h"
deadline = "15s"
"""


@pytest.fixture
def newsroom(database: Database, plugged_in_kinds: None, tmp_path: Path) -> Newsroom:
    return Newsroom(database, secrets=SecretPlace(tmp_path / "keys", backend=MemoryKeyring()))


@pytest.fixture
def shelf(tmp_path: Path) -> str:
    return f"s{abs(hash(str(tmp_path)))}"


@pytest.fixture
def port() -> Iterator[int]:
    """A port on which connections are accepted, and nothing is said."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        yield listening.getsockname()[1]


def applied(newsroom: Newsroom, text: str) -> tuple[str, ...]:
    lines: tuple[str, ...] = newsroom.do(
        apply_desk, parse_desk(text, check_kinds(), target_kinds())
    ).lines
    return lines


def test_no_code_knows_them_until_their_files_are_there() -> None:
    assert "knock" not in check_kinds()
    assert "memory" not in target_kinds()


def test_the_file_of_a_desk_carries_them_there_and_back_with_their_secrets_masked(
    newsroom: Newsroom, shelf: str, port: int
) -> None:
    assert applied(newsroom, FILE.format(shelf=shelf, port=port)) == (
        f"added target Shelf {shelf}",
        "added service Database",
        f"added check Knock 127.0.0.1:{port} to Database",
    )

    text = newsroom.ask(EXPORT_DESK)

    assert "t-1843" not in text
    assert 'token = "***"' in text
    assert applied(newsroom, text) == ()
    with newsroom.database.reading(NOON) as unit:
        config = read_targets(unit)[0].config
    assert config["shelf"] == shelf
    assert str(config["token"]).startswith("${secret:target.token.")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("shelf =", "shelv =", r"line 3: shelv is not known here. Did you mean shelf\?"),
        ('"memory"', '"memry"', "line 2: .memry. is not a kind of target"),
        ("port = 5", "port = 70000", "line 12: port: A port is from 1 to 65535."),
        ('shelf = "top"', 'shelf = "two words"', "line 3: shelf: A shelf is a single word."),
    ],
)
def test_a_fault_in_the_file_is_told_with_line_and_hint(
    plugged_in_kinds: None, old: str, new: str, words: str
) -> None:
    text = FILE.format(shelf="top", port=5).replace(old, new)

    with pytest.raises(RuleBroken, match=words):
        parse_desk(text, check_kinds(), target_kinds())


@pytest.mark.anyio
async def test_the_collector_asks_the_check(newsroom: Newsroom, shelf: str, port: int) -> None:
    applied(newsroom, FILE.format(shelf=shelf, port=port))
    with newsroom.database.reading(NOON) as unit:
        (check,) = read_checks(unit)
    connections = Connections(loopback_only=True)
    collector = Collector(newsroom.database, SystemClock(), connections)
    stop = asyncio.Event()
    running = asyncio.create_task(collector.run(stop=stop, announce=lambda _changes: None))
    try:
        async with asyncio.timeout(60):
            await collector.watching.wait()
        latest = await collector.latest(check.id)
    finally:
        stop.set()
        await running

    assert latest is not None
    assert latest.outcome is Outcome.UP


@pytest.mark.anyio
async def test_the_publisher_brings_the_page_there(newsroom: Newsroom, shelf: str) -> None:
    saved = newsroom.do(save_target, TargetInput("memory", {"shelf": shelf}))
    component_id = newsroom.service()
    said = newsroom.publish(wording({component_id: MAJOR}))
    heard: list[Changes] = []

    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(newsroom.doorway, executor, heard.append)
        while await publisher.step() != LOOK_EVERY_S:
            newsroom.clock.forward(timedelta(seconds=1))

    shown = target_kinds()["memory"].put.__globals__["SHELVES"][shelf]
    assert b"Some card payments are failing" in shown.files["index.html"]
    (view,) = newsroom.ask(PUBLICATIONS, said.generation)
    assert (view.target, view.problem) == (f"Shelf {shelf}", "")
    assert view.read_back_at is not None
    (place,) = newsroom.ask(SETTINGS).targets
    assert place.id == saved.target_id
    assert place.published_at is not None


def test_the_doctor_looks_at_the_place(plugged_in_kinds: None, tmp_path: Path) -> None:
    from statusboard.storage.migrate import bring_to_head

    installation = Installation(str(tmp_path / "statusboard.db"), tmp_path)
    with closing(Database.open(installation.database)) as database:
        bring_to_head(database)
        newsroom = Newsroom(database)
        newsroom.do(save_target, TargetInput("memory", {"shelf": "top"}))
        newsroom.do(save_target, TargetInput("memory", {"shelf": "broken"}))

    found = {finding.subject: finding for finding in examine(installation, SystemClock())}

    assert found["target memory"].words == "the shelf top is there"
    assert found["target memory 2"].verdict is Verdict.PROBLEM


def test_a_demo_keeps_to_what_a_kind_declares(newsroom: Newsroom, shelf: str) -> None:
    newsroom.setting("demo", True)

    if newsroom.database.engine.dialect.name == "sqlite":
        assert newsroom.do(save_target, TargetInput("memory", {"shelf": shelf})).is_changed
    else:
        with pytest.raises(RuleBroken, match="own folder"):
            newsroom.do(save_target, TargetInput("memory", {"shelf": shelf}))

"""From the press on Publish to the new page at its public address, in a bucket of S3.

The S3 is a program of its own and says how long it worked; what is left of the time is ours. It is
held against a floor of the same run: as many requests by the same library, and nothing else. What
others do on the machine counts in what the clock says, and not in the work.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import obstore

from statusboard.app.notices.commands import publish
from statusboard.app.notices.inputs import Publish
from statusboard.app.page.publisher import LOOK_EVERY_S, Publisher
from statusboard.domain.status import IncidentStatus
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.targets import add_target
from statusboard.targets import s3
from statusboard.targets.remote.public_address import read_public
from tests.fixtures.counterparts import s3_config
from tests.fixtures.s3_server import S3
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

HERE = Path(__file__).parent
SERVICES = int(os.environ.get("BENCH_SERVICES", "200"))
INCIDENTS = int(os.environ.get("BENCH_INCIDENTS", "100"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))


@dataclass
class Taken:
    """One publication, in milliseconds: by the clock, of that in the S3, and our processor's."""

    whole: float
    theirs: float
    work: float
    requests: int

    @property
    def ours(self) -> float:
        """What the S3 had no part in."""
        return self.whole - self.theirs


def measure() -> list[dict[str, object]]:
    """The figures of the issue that have to do with bringing the page elsewhere."""
    with tempfile.TemporaryDirectory() as scratch, _s3() as (server, spent):
        with closing(Database.open(str(Path(scratch) / "statusboard.db"))) as database:
            bring_to_head(database)
            taken = asyncio.run(_rounds(_desk(database, server), server, spent))
        floor_ms = _floor(server, spent, round(statistics.median(one.requests for one in taken)))
    ours = statistics.median(one.ours for one in taken)
    name = f"Publish to the page read back in public at an S3, {SERVICES} services"
    return [
        _row(f"{name}: our work on a processor", [one.work for one in taken])
        | {"goal": "≤ 1000 ms"},
        {"name": "by the clock, without the time of the S3", "value": ours, "unit": "ms"}
        | {"goal": "≤ 1000 ms on a machine of its own", "floor": floor_ms}
        | {"each": [one.ours for one in taken]},
        _row("the S3 itself meanwhile", [one.theirs for one in taken]),
        {"name": "requests to it", "value": statistics.median(one.requests for one in taken)},
    ]


def _row(name: str, values: list[float]) -> dict[str, object]:
    return {"name": name, "value": statistics.median(values), "unit": "ms"}


async def _rounds(desk: Newsroom, server: S3, spent: Iterator[tuple[float, int]]) -> list[Taken]:
    taken = []
    with ThreadPoolExecutor(1) as executor:
        publisher = Publisher(desk.doorway, executor, lambda _changes: None)
        await _settle(publisher)
        desk.measures(1, (desk.clock.now() - MINUTE, MAJOR))
        desk.watched()
        incident = desk.publish(wording({1: MAJOR})).incident_id
        await _settle(publisher)
        for number in range(ROUNDS):
            desk.clock.forward(MINUTE.total_seconds())
            desk.watched()
            said = f"We know why card payments fail, and mend it. This is text {number}."
            text = wording({1: MAJOR}, status=IncidentStatus.IDENTIFIED, body=said)
            draft = desk.draft(text, incident_id=incident)
            next(spent)
            began, worked = time.perf_counter(), time.process_time()
            desk.do(publish, Publish(draft.notice_id, draft.revision))
            await _settle(publisher)
            page = read_public(f"{server.url}/public/status/")
            whole, work = time.perf_counter() - began, time.process_time() - worked
            if said not in page.content.decode():
                raise RuntimeError("the new text is not there")
            theirs, requests = next(spent)
            taken.append(Taken(whole * 1000, theirs * 1000, work * 1000, requests))
    return taken


async def _settle(publisher: Publisher) -> None:
    for _ in range(10):
        if await publisher.step() == LOOK_EVERY_S:
            return
    raise RuntimeError("the page does not get there")


def _desk(database: Database, server: S3) -> Newsroom:
    """Services that were measured for a while, and incidents that are over."""
    desk = Newsroom(database)
    with database.writing(desk.clock.now(), COLLECTOR) as unit:
        config = s3_config(server, public_url=f"{server.url}/public/status")
        add_target(unit, kind="s3", config=config)
    for number in range(1, SERVICES + 1):
        desk.service(f"Service {number}")
        desk.measures(number, (NOON - 60_000 * MINUTE, GOOD))
    desk.watched()
    for number in range(INCIDENTS):
        of = {number % SERVICES + 1: GOOD}
        title = f"Some requests failed, {number}"
        desk.publish(wording(of, title=title, status=IncidentStatus.RESOLVED))
        desk.clock.forward(MINUTE.total_seconds())
    return desk


def _floor(server: S3, spent: Iterator[tuple[float, int]], requests: int) -> float:
    """What as many requests for a small file cost beside the S3 itself, in milliseconds."""
    with s3.REMOTE.open(s3_config(server)) as steps:
        store = steps.store  # type: ignore[attr-defined]
        obstore.get(store, "robots.txt").bytes()
        next(spent)
        began = time.perf_counter()
        for _ in range(requests):
            obstore.get(store, "robots.txt").bytes()
        whole = time.perf_counter() - began
    return (whole - next(spent)[0]) * 1000


@contextmanager
def _s3() -> Iterator[tuple[S3, Iterator[tuple[float, int]]]]:
    """Where it is; and what it worked since it was asked last, in seconds, with its requests."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "place_probe.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        stdin, stdout = program.stdin, program.stdout

        def spent() -> Iterator[tuple[float, int]]:
            while True:
                stdin.write("\n")
                stdin.flush()
                seconds, count = stdout.readline().split()
                yield float(seconds), int(count)

        yield S3(port=int(stdout.readline())), spent()
        stdin.close()

"""The demo's world, in a process of its own: the story on paper, and its stand-ins on loopback.

`python -m statusboard.demo.world --folder FOLDER` prints `ready` when the database (told in the
environment) tells the story and the stand-ins answer. It ends when it is told to, and a while
after its standard input was closed: a window that was killed takes its collector a moment to
miss, and meanwhile the sample services must not seem to fail.
"""

import argparse
import asyncio
import contextlib
import logging
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from statusboard import own_files
from statusboard.app.clock import Clock, SystemClock
from statusboard.app.processes.launch import told_database
from statusboard.app.processes.left_alone import left_alone
from statusboard.app.processes.logs import begin_log
from statusboard.app.processes.signals import end_on_signals
from statusboard.app.programs.switches import skip_the_command_line_of_httpx
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.new_relic.program import standing_in
from statusboard.demo.providers.together import providers
from statusboard.demo.scenario import TROUBLE_GOES_ON, deployed_before
from statusboard.demo.stage import Stage, set_stage
from statusboard.demo.stand_in_services import StandInServices
from statusboard.errors import StatusBoardError, Unavailable, told_together

log = logging.getLogger(__name__)

LOOK_S = 1.0
LINGER_S = 20.0
REFUSED = "refused: "


async def play(database: str, folder: Path, clock: Clock) -> None:
    """Runs the world until standard input ends."""
    ends = asyncio.Event()
    told: list[datetime] = []

    def in_trouble() -> bool:
        return bool(told) and clock.now() < told[0] + TROUBLE_GOES_ON

    services = StandInServices(in_trouble)
    port = await services.start(0)
    try:
        async with standing_in(0, paced=True) as stand_in, providers() as places:
            stage = Stage(f"http://127.0.0.1:{port}", stand_in.url, DEMO_KEY, places)
            told.append(await asyncio.to_thread(set_stage, database, folder, stage, clock))
            async with asyncio.TaskGroup() as group:
                acting = group.create_task(_act(stand_in.control_url, told[0], in_trouble))
                waiting = group.create_task(_until_left_alone(ends))
                end_on_signals(ends.set)
                sys.stdout.write("ready\n")
                sys.stdout.flush()
                await ends.wait()
                acting.cancel()
                waiting.cancel()
    finally:
        await services.stop()


async def _act(control_url: str, told: datetime, in_trouble: Callable[[], bool]) -> None:
    """Tells New Relic what was deployed, and lets it see the trouble as long as it lasts."""
    # httpx, once the switches are set
    from statusboard.demo.new_relic.control import Control
    from statusboard.demo.new_relic.orders import IssueOrder, Order

    control = Control(control_url)
    shown: bool | None = None
    issues = 0
    deployed = {
        WELL_KNOWN[name]: tuple((round(at.timestamp() * 1000), version) for at, version in found)
        for name, found in deployed_before(told).items()
    }
    checkout, payments = WELL_KNOWN["checkout-api"], WELL_KNOWN["Card payments"]
    try:
        with contextlib.suppress(Unavailable):
            await control.order(Order(deployed_before=deployed))
        while True:
            now = in_trouble()
            if now is not shown:
                with contextlib.suppress(Unavailable):
                    severity = "CRITICAL" if now else "NOT_ALERTING"
                    await control.set_entity(checkout, alertSeverity=severity)
                    severity = "WARNING" if now else "NOT_ALERTING"
                    await control.set_entity(payments, alertSeverity=severity)
                    issues += now
                    issue = IssueOrder(
                        f"sample-{issues}",
                        "Error rate of checkout-api is high",
                        checkout,
                        is_closed=not now,
                    )
                    await control.order(Order(issues=(issue,)))
                    shown = now
            await asyncio.sleep(LOOK_S)
    finally:
        await control.aclose()


async def _until_left_alone(ends: asyncio.Event) -> None:
    """Sets `ends` a while after whoever started us closed our standard input, or died."""
    await left_alone()
    await asyncio.sleep(LINGER_S)
    ends.set()


def main(arguments: list[str]) -> int:
    """Runs the world; 0 when it was ended, 1 where it could not be set up."""
    skip_the_command_line_of_httpx()
    begin_log()
    parser = argparse.ArgumentParser(prog="statusboard.demo.world")
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args(arguments)
    own_files.make_folder(given.folder)
    refused: list[str] = []
    try:
        asyncio.run(play(told_database(), given.folder, SystemClock()))
    except* StatusBoardError as errors:  # the stand-ins are a group, and wrap what ends them
        refused.append(" ".join(str(told_together(errors)).split()))
    for sentence in refused:
        sys.stderr.write(f"{sentence}\n")
        # Whoever started us reads the reason where it would have read that we are ready.
        sys.stdout.write(f"{REFUSED}{sentence}\n")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

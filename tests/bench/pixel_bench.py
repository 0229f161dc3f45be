"""From New Relic's answer to the pixel: the real window, its collector and a stand-in at work."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from statusboard.app.clock import SystemClock
from statusboard.app.new_relic.schedule import ENTITY
from statusboard.demo.new_relic.estate import entity
from statusboard.demo.new_relic.people import PRODUCTION
from statusboard.demo.new_relic.program import StandIn
from statusboard.domain.access import loop
from statusboard.domain.check import Thresholds
from statusboard.storage.checks import add_check
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.new_relic_beside import connect_file, standing_beside

HERE = Path(__file__).parent
ROUNDS = 24
SERVICES = 24
EVERY_S = 2


def measure() -> list[dict[str, object]]:
    """The rows of the table."""
    with standing_beside() as stand_in, tempfile.TemporaryDirectory() as scratch, _at_home(scratch):
        folder = Path(scratch) / "house"
        folder.mkdir()
        database = folder / "statusboard.db"
        guids = _house(database, stand_in)
        command = [
            sys.executable,
            str(HERE / "pixel_probe.py"),
            str(database),
            str(folder),
        ]
        command += [stand_in.control_url, guids[-1], str(ROUNDS)]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds = sorted(json.loads(done.stdout.splitlines()[-1]))
    p95 = seconds[-(-len(seconds) * 95 // 100) - 1]
    return [
        {
            "name": f"New Relic's answer to the pixel, p95 of {len(seconds)} turns",
            "value": round(p95, 3),
            "unit": "s",
            "rounds": [seconds],
            "goal": "≤ 1.5 s",
        },
        {
            "name": "New Relic's answer to the pixel, median",
            "value": round(seconds[len(seconds) // 2], 3),
            "unit": "s",
            "goal": "",
        },
    ]


def _at_home(folder: str) -> AbstractContextManager[object]:
    """Where this process puts the key, and the probe and its programs look for it."""
    return patch.dict(os.environ, {"XDG_DATA_HOME": folder})


def _house(file: Path, stand_in: StandIn) -> list[str]:
    """A desk that watches so many entities, each answer of which counts at once."""
    made = [entity("apm", f"bench-{n}", PRODUCTION, 700_000 + n) for n in range(SERVICES)]
    stand_in.world.entities.update({str(one["guid"]): one for one in made})
    guids = [str(one["guid"]) for one in made]
    database = Database.open(file)
    bring_to_head(database)
    with database.writing(SystemClock().now(), loop("bench")) as unit:
        for number, guid in enumerate(guids):
            component = add_component(unit, name=f"Service {number}")
            add_check(
                unit,
                component_id=component.id,
                kind=ENTITY,
                config={"guid": guid},
                interval=timedelta(seconds=EVERY_S),
                thresholds=Thresholds(1, 1),
            )
    database.close()
    connect_file(file, stand_in)
    return guids

"""What a large file costs: two thousand changed addresses, held against a tenth of them."""

import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.read_file import parse_desk
from statusboard.app.doorway import Doorway
from statusboard.app.page.kinds import target_kinds
from statusboard.app.services.kinds import check_kinds
from statusboard.domain.access import person
from statusboard.domain.instants import from_us
from statusboard.storage.database import Database
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import NOON_US

CHECKS = 2_000
SHARE = 10
ROUNDS = 3

Entry = dict[str, object]


def measure(*, checks: int = CHECKS) -> list[Entry]:
    """The seconds of `apply`, and as their floor those of a tenth, ten times."""
    return [
        {
            "name": f"apply {checks:,} changed addresses, {name}",
            "value": _seconds(services_of, checks),
            "unit": "s",
            "floor": SHARE * _seconds(services_of, checks // SHARE),
            "goal": "under 3, and no more than twice its floor",
        }
        for name, services_of in (("of one service", _together), ("a service each", _apart))
    ]


def _together(checks: int, word: str) -> str:
    return '[[service]]\nname = "One"\n' + "".join(_check(n, word) for n in range(checks))


def _apart(checks: int, word: str) -> str:
    named = (f'[[service]]\nname = "Service {n}"\n{_check(n, word)}' for n in range(checks))
    return "".join(named)


def _check(number: int, word: str) -> str:
    return f'[[service.check]]\nkind = "http"\nurl = "https://host{number}.example/{word}"\n'


def _seconds(services_of, checks: int) -> float:
    with _fresh() as door:
        _apply(door, services_of(checks, "first"))
        taken = []
        for number in range(ROUNDS):
            text = services_of(checks, f"round{number}")
            begun = time.perf_counter()
            _apply(door, text)
            taken.append(time.perf_counter() - begun)
    return min(taken)


def _apply(door: Doorway, text: str) -> None:
    wanted = parse_desk(text, check_kinds(), target_kinds())
    door.do(apply_desk, wanted, person("bench"))


@contextmanager
def _fresh():
    folder = Path(tempfile.mkdtemp(prefix="statusboard-bench-"))
    database = Database.open(folder / "statusboard.db")
    try:
        bring_to_head(database)
        yield Doorway(database, ManualClock(from_us(NOON_US)))
    finally:
        database.close()
        shutil.rmtree(folder)

"""The two headless programs, collector and office.

`statusboard collect` and `statusboard office` run exactly what the window starts as children.
"""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta

from statusboard.app.installation import Installation, locate
from statusboard.app.processes.logs import begin_log
from statusboard.app.processes.run import ReplacedError, RoleFreeError, Stay
from statusboard.app.programs.switches import (
    skip_the_command_line_of_httpx,
    take_all_files,
    take_turns_quickly,
)

log = logging.getLogger(__name__)

ROLES = ("collector", "office")


def run_role(installation: Installation, role: str, *, demo: bool = False, stay: Stay) -> None:
    """Runs the collector or the office of a place until it ends. Blocking.

    Raises Unavailable where the role is taken, RuleBroken for a database that is none.
    """
    begin_log()
    take_all_files()
    take_turns_quickly()
    skip_the_command_line_of_httpx()
    # What is imported costs memory for as long as the program runs: each takes only its own.
    if role == "collector":
        from statusboard.app.programs.collector import start_collector as start
    else:
        from statusboard.app.programs.office import start_office as start
    while True:
        try:
            asyncio.run(start(installation, demo=demo, stay=stay))
        except ReplacedError:
            log.warning("database replaced, starting anew role=%s", role)
            stay = replace(stay, makes=False)
        except RoleFreeError:
            log.info("role is free, starting anew role=%s", role)
        else:
            return


def collect(database: str | None, *, demo: bool = False, for_time: timedelta | None = None) -> None:
    """`statusboard collect`: watches until interrupted, or for so long."""
    run_role(locate(database, demo=demo), "collector", demo=demo, stay=_for(for_time))


def office(database: str | None, *, demo: bool = False, for_time: timedelta | None = None) -> None:
    """`statusboard office`: speaks until interrupted, or for so long."""
    run_role(locate(database, demo=demo), "office", demo=demo, stay=_for(for_time))


def _for(time: timedelta | None) -> Stay:
    return Stay(for_s=None if time is None else time.total_seconds())

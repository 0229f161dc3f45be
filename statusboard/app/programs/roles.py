"""The two headless programs, collector and office.

`statusboard collect` and `statusboard office` run exactly what the window starts as children.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from functools import partial

from statusboard.app.installation import Installation, locate
from statusboard.app.processes.logs import begin_log
from statusboard.app.processes.run import ReplacedError, RoleFreeError, Stay
from statusboard.app.programs.switches import (
    skip_the_command_line_of_httpx,
    take_all_files,
    take_turns_quickly,
)
from statusboard.domain.location import HOME, MOST_LETTERS, is_location_name
from statusboard.errors import RuleBroken

log = logging.getLogger(__name__)

ROLES = ("collector", "office")


def run_role(
    installation: Installation, role: str, *, demo: bool = False, stay: Stay, location: str = HOME
) -> None:
    """Runs the collector or the office of a place until it ends. Blocking.

    A collector asks from home, or from another location.

    Raises Unavailable where the role is taken, RuleBroken for a database that is none.
    """
    begin_log()
    take_all_files()
    take_turns_quickly()
    skip_the_command_line_of_httpx()
    # What is imported costs memory for as long as the program runs: each takes only its own.
    start: Callable[..., Coroutine[None, None, None]]
    if location != HOME:
        from statusboard.app.programs.collector import start_collector_at

        start = partial(start_collector_at, location=location)
    elif role == "collector":
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


def collect(
    database: str | None,
    *,
    demo: bool = False,
    for_time: timedelta | None = None,
    location: str = HOME,
) -> None:
    """`statusboard collect`: watches until interrupted, or for so long.

    Raises RuleBroken for what is no name of a location, or one for the sample data.
    """
    if location != HOME:
        if not is_location_name(location):
            raise RuleBroken(
                f"“{location}” is no name for a location. Write up to {MOST_LETTERS} small "
                "letters, digits and hyphens, such as fra or us-east-1.",
                field="location",
            )
        if demo:
            raise RuleBroken("The sample data is watched from home alone.", field="location")
    where = locate(database, demo=demo)
    run_role(where, "collector", demo=demo, stay=_for(for_time), location=location)


def office(database: str | None, *, demo: bool = False, for_time: timedelta | None = None) -> None:
    """`statusboard office`: speaks until interrupted, or for so long."""
    run_role(locate(database, demo=demo), "office", demo=demo, stay=_for(for_time))


def _for(time: timedelta | None) -> Stay:
    return Stay(for_s=None if time is None else time.total_seconds())

"""Rendering the page: the first time, once more for one changed notice, and how that grows.

Measured in time of this process on a processor, beside a floor: joining and digesting as many
bytes as the site has, which nobody who writes it can be spared.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from statusboard.domain.status import IncidentStatus
from statusboard.domain.views.public import PublicMove, PublicView
from statusboard.render.memory import SiteMemory
from statusboard.render.site import render_site
from tests.fixtures.public import GOOD, MAJOR, before, incident, service, update, view

SERVICES = 200


def measure() -> list[dict[str, object]]:
    """The figures of the issue that have to do with rendering."""
    cold_s = _first(3)[0]  # templates are compiled, and parsers made, once in a program
    first_s, memory, shown, files = _first(500)
    floor_s = _least(lambda: _bare(files))
    next_s = _least(lambda: render_site(told_once_more(shown), memory))
    thousand_s = _first(1_000)[0]
    many_s = _first(4_000)[0]
    return [
        _row("what a program spends before its first page", cold_s * 1000, "ms", ""),
        _row("first render, 200 services and 500 incidents", first_s * 1000, "ms", "≤ 1500 ms"),
        _row("one more notice of it", next_s * 1000, "ms", "≤ 100 ms", floor=floor_s * 1000),
        _row("one more notice, as a share of the first render", next_s / first_s, "", "≤ 0.1"),
        _row(
            "four times the incidents, as a multiple of the time",
            many_s / thousand_s,
            "",
            "≤ 4.4 (linear)",
        ),
    ]


def _row(
    name: str, value: float, unit: str, goal: str, floor: float | None = None
) -> dict[str, object]:
    row: dict[str, object] = {"name": name, "value": value, "unit": unit, "goal": goal}
    return row if floor is None else row | {"floor": floor}


def _first(incidents: int) -> tuple[float, SiteMemory, PublicView, dict[str, bytes]]:
    shown = a_view(incidents)
    memory = SiteMemory()
    began_s = time.process_time()
    files = render_site(shown, memory)
    return time.process_time() - began_s, memory, shown, files


def _least(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        began_s = time.process_time()
        work()
        taken.append(time.process_time() - began_s)
    return min(taken)


def _bare(files: dict[str, bytes]) -> str:
    return hashlib.sha256(b"".join(files.values())).hexdigest()


def a_view(incidents: int, services: int = SERVICES) -> PublicView:
    """A page of many services and years of incidents, three updates each, all of them over."""
    told = tuple(
        incident(
            n,
            update(3 * n + 2, IncidentStatus.RESOLVED, 600 * n + 5, f"It works again ({n})."),
            update(3 * n + 1, IncidentStatus.IDENTIFIED, 600 * n + 20, f"We **know** why ({n})."),
            update(
                3 * n,
                IncidentStatus.INVESTIGATING,
                600 * n + 30,
                f"We are looking into it ({n}).",
                (_move(n % services + 1),),
            ),
            title=f"Some requests failed, {n}",
            named=((f"svc{n % services + 1:09d}", GOOD),),
        )
        for n in range(1, incidents + 1)
    )
    return view(*(service(n, f"Service {n}") for n in range(1, services + 1)), incidents=told)


def _move(number: int) -> PublicMove:
    return PublicMove(f"svc{number:09d}", f"Service {number}", GOOD, MAJOR)


_turns = 0


def told_once_more(shown: PublicView) -> PublicView:
    """The same page with one more update of its newest incident, which each time is another."""
    global _turns  # noqa: PLW0603 - the same text twice would be remembered
    _turns += 1
    first = shown.incidents[0]
    said = update(900_000_000 + _turns, IncidentStatus.RESOLVED, 1, f"Said for the {_turns}. time.")
    more = replace(said, wording=replace(first.wording, body=said.wording.body))
    newest = replace(first, updates=(more, *first.updates))
    return replace(
        shown,
        incidents=(newest, *shown.incidents[1:]),
        as_of=shown.as_of + timedelta(seconds=_turns),
        updated_at=before(0),
        generation=shown.generation + _turns,
    )

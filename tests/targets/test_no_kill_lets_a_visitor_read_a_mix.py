"""Whoever uploads is killed at any moment, over every kind of place: nobody ever reads a mix.

A visitor reads the page, and then what it refers to, all the while. What was killed is taken up
again by whoever comes next, and ends as if nothing had been.
"""

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from statusboard.app.page.kinds import target_kinds
from statusboard.targets.base import Site
from statusboard.targets.ownership import LEFTOVER
from tests.fixtures.counterparts import COUNTERPARTS, files_in, put_files
from tests.fixtures.killed_uploads import uploader
from tests.fixtures.killing import KILLS, Place, Watcher, killed

KINDS = ("folder", *COUNTERPARTS)
PAGE_ID = "page00000001"
# So often a patient visitor asks for what is missing, with a pause in which the server works.
PATIENCE = 200

pytestmark = pytest.mark.slow


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    with ExitStack() as opened:
        if request.param == "folder":
            page = tmp_path / "page"
            page.mkdir()
            yield Place(
                "folder",
                {"path": str(page)},
                lambda: files_in(page),
                lambda state: put_files(page, state),
            )
            return
        there = opened.enter_context(COUNTERPARTS[request.param](tmp_path))
        yield Place(there.kind.key, dict(there.config), there.state, there.put_back)


def site(generation: int, incidents: str) -> Site:
    """A page that refers to a page for every incident, each of which says its generation."""
    files = {
        f"incidents/{name}/index.html": f"{name} as of {generation}".encode() * 400
        for name in incidents
    }
    files["api/v2/summary.json"] = json.dumps([*incidents, generation]).encode()
    links = "".join(f'<a href="incidents/{name}/index.html">' for name in incidents)
    files["index.html"] = f"page {generation} {links}".encode()
    return Site(PAGE_ID, generation, files)


BEFORE, AFTER = site(1, "ab"), site(2, "abcde")


@dataclass
class Visitor(Watcher):
    """Reads the page, and what it refers to. One that `is_patient` asks again for what is missing.

    `mixes` says what it met that fits no page.
    """

    state: Callable[[], dict[str, bytes]] = dict
    is_patient: bool = False

    def look(self) -> None:
        first = self._with({"index.html"})
        links = re.findall(r'href="([^"]+)"', first.get("index.html", b"").decode())
        named = json.loads(first.get("api/v2/summary.json", b"[]"))
        links += [f"incidents/{name}/index.html" for name in named if isinstance(name, str)]
        then = self._with({*first, *links})
        for path, body in [*first.items(), *then.items()]:
            if body not in (BEFORE.files.get(path), AFTER.files.get(path)):
                self.mixes.append(f"{path} is {body[:40]!r}")
        self.mixes += [f"{link} is missing" for link in links if link not in then]
        if "index.html" not in first:
            self.mixes.append("no page at all")

    def _with(self, wanted: set[str]) -> dict[str, bytes]:
        """What is shown. There are servers that take a file away before they move its successor."""
        shown = self._shown()
        for _ in range(PATIENCE if self.is_patient else 0):
            if wanted <= shown.keys():
                break
            threading.Event().wait(0.005)
            shown = self._shown()
        return shown

    def _shown(self) -> dict[str, bytes]:
        while True:
            try:
                state = self.state()
            except (RuntimeError, OSError):  # it changed while it was being listed
                continue
            return {
                path: body
                for path, body in state.items()
                if not path.rpartition("/")[2].startswith(".statusboard")
            }


def test_no_kill_lets_a_visitor_read_a_mix(
    place: Place, allow_logs: Callable[..., list[logging.LogRecord]]
) -> None:
    allow_logs("asyncio", level=logging.WARNING)  # of servers whose client was killed
    visitor = Visitor(state=place.state, is_patient=place.kind == "webdav")
    with uploader() as uploads:
        for shown in killed(uploads, place, (BEFORE, AFTER), visitor):
            assert {p: b for p, b in shown.items() if p in AFTER.files} == dict(AFTER.files)
            assert not [p for p in shown if LEFTOVER.fullmatch(p.rpartition("/")[2])]


def test_every_kind_of_place_is_killed_and_all_together_500_times() -> None:
    kinds = target_kinds().values()
    files = {one.key for one in kinds if one.put is not None and not one.comes_by_itself}
    assert len(files) == len(KINDS)
    told = sum(one.telling is not None for one in kinds)
    assert KILLS * (len(files) + told) >= 500

"""Whoever uploads is killed at any moment, over every kind of place: nobody ever reads a mix.

A visitor reads the page, and then what it refers to, all the while. What was killed is taken up
again by whoever comes next, and ends as if nothing had been.
"""

import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from statusboard.targets.base import Site
from statusboard.targets.ownership import LEFTOVER
from tests.fixtures.counterparts import COUNTERPARTS, files_in, put_files
from tests.fixtures.killed_uploads import uploader

# All kinds together are killed so often.
KILLS = 504
KINDS = ("folder", *COUNTERPARTS)
PAGE_ID = "page00000001"
# So often a patient visitor asks for what is missing.
PATIENCE = 50

pytestmark = pytest.mark.slow


@dataclass
class Place:
    """Where pages are put, and what stands there."""

    kind: str
    config: dict[str, object]
    state: Callable[[], dict[str, bytes]]
    put_back: Callable[[dict[str, bytes]], None]


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
class Visitor:
    """Reads again and again, the page first. One that `is_patient` asks again for what is missing.

    `mixes` says what it met that fits no page."""

    state: Callable[[], dict[str, bytes]]
    is_patient: bool = False
    looks: int = 0
    mixes: list[str] = field(default_factory=list)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Looks all the while, in a thread; now and then it lets the server work."""
        over = threading.Event()

        def read() -> None:
            while not over.wait(0.003):
                self.look()

        thread = threading.Thread(target=read)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def look(self) -> None:
        first = self._with({"index.html"})
        then = self._with(set(first))
        self.looks += 1
        for path, body in [*first.items(), *then.items()]:
            if body not in (BEFORE.files.get(path), AFTER.files.get(path)):
                self.mixes.append(f"{path} is {body[:40]!r}")
        links = re.findall(r'href="([^"]+)"', first.get("index.html", b"").decode())
        named = json.loads(first.get("api/v2/summary.json", b"[]"))
        links += [f"incidents/{name}/index.html" for name in named if isinstance(name, str)]
        self.mixes += [f"{link} is missing" for link in links if link not in then]
        if "index.html" not in first:
            self.mixes.append("no page at all")

    def _with(self, wanted: set[str]) -> dict[str, bytes]:
        """What is shown. There are servers that take a file away before they move its successor."""
        shown = self._shown()
        for _ in range(PATIENCE if self.is_patient else 0):
            if wanted <= shown.keys():
                break
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
    place: Place,
    record_property: Callable[[str, object], None],
    allow_logs: Callable[..., list[logging.LogRecord]],
) -> None:
    allow_logs("asyncio", level=logging.WARNING)  # of servers whose client was killed
    visitor = Visitor(place.state, is_patient=place.kind == "webdav")
    midway = killed = 0
    with uploader() as uploads:
        uploads.put(place.kind, place.config, BEFORE)
        start = place.state()
        with visitor.reading():
            whole_s = uploads.put(place.kind, place.config, AFTER)
        for _ in range(KILLS // len(KINDS)):
            place.put_back(start)
            with visitor.reading():
                killed += uploads.kill(place.kind, place.config, AFTER, whole_s)
            stands = place.state()
            midway += stands != start and not dict(AFTER.files).items() <= stands.items()
            visitor.look()
            uploads.put(place.kind, place.config, AFTER)
            visitor.look()
            assert not visitor.mixes
            shown = place.state()
            assert {p: b for p, b in shown.items() if p in AFTER.files} == dict(AFTER.files)
            assert not [p for p in shown if LEFTOVER.fullmatch(p.rpartition("/")[2])]
    record_property("killed", killed)
    print(f"{place.kind}: killed {killed}, midway {midway}, looks {visitor.looks}, {whole_s:.2f} s")
    assert killed > KILLS // len(KINDS) // 2

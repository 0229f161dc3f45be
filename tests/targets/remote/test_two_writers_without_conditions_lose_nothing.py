"""Two desks race at a place that keeps no conditions, in every order that chance finds."""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from msgspec import json

from statusboard.errors import Rejected, Unavailable
from statusboard.targets.base import Site
from statusboard.targets.ownership import MANIFEST, Manifest
from statusboard.targets.remote.steps import Stored
from statusboard.targets.remote.uploading import Upload
from statusboard.targets.remote.words import PlaceWords

WORDS = PlaceWords("the test", main="path")


@dataclass
class Shelf:
    """A place in memory without conditions; `before` is called before each request."""

    files: dict[str, bytes]
    before: Callable[[str], None] = lambda _what: None
    keeps_conditions: bool = False
    is_atomic: bool = False
    reads: list[str] = field(default_factory=list)

    def read(self, path: str) -> Stored | None:
        self.before("read")
        self.reads.append(path)
        return Stored(self.files[path]) if path in self.files else None

    def write(
        self, path: str, content: bytes, _media_type: str, *, only_if: str | None = None
    ) -> None:
        assert only_if is None
        self.before("write")
        self.files[path] = content

    def remove(self, path: str) -> None:
        self.before("remove")
        self.files.pop(path, None)

    def names(self, folder: str) -> list[str]:
        self.before("names")
        return [] if folder else sorted({path.partition("/")[0] for path in self.files})

    def settle(self) -> None:
        self.before("settle")


def site(generation: int, said: str) -> Site:
    """Of what others may write, `a` and `b` say something; the rest is the same for ever."""
    files = {"a.html": said[0].encode(), "b.html": said[1].encode(), "c.html": b"same"}
    return Site("page00000001", generation, {**files, "index.html": f"{generation}".encode()})


def race(seed: int, writers: tuple[Site, ...]) -> tuple[dict[str, bytes], list[str]]:
    """What stands there once all have ended, each a request at a time in a chance's order."""
    chance = random.Random(seed)
    files: dict[str, bytes] = {}
    Upload(Shelf(files), WORDS).put(site(1, "xx"))
    turn, ready = threading.Semaphore(0), {n: threading.Semaphore(0) for n in range(len(writers))}
    running, said = set(ready), [""] * len(writers)

    def work(number: int) -> None:
        def wait(_what: str) -> None:
            turn.release()
            ready[number].acquire()

        try:
            Upload(Shelf(files, wait), WORDS).put(writers[number])
            said[number] = "won"
        except (Unavailable, Rejected) as error:
            said[number] = str(error)
        finally:
            running.discard(number)
            turn.release()

    threads = [threading.Thread(target=work, args=(n,)) for n in ready]
    for thread in threads:
        thread.start()
        turn.acquire()
    while running:
        # Long runs of one, so that the other is found in the middle of a step.
        number, steps = chance.choice(sorted(running)), chance.choice((1, 1, 2, 3, 8))
        for _ in range(steps):
            if number in running:
                ready[number].release()
                turn.acquire()
    for thread in threads:
        thread.join()
    return files, said


def believed(files: dict[str, bytes]) -> Manifest:
    return json.decode(files[MANIFEST], type=Manifest)


@pytest.mark.parametrize(
    "seeds",
    [range(60), pytest.param(range(60, 6000), marks=pytest.mark.slow)],
    ids=["some", "many"],
)
def test_what_is_said_to_be_there_is_there_whoever_wrote_last(seeds: range) -> None:
    late = 0
    for seed in seeds:
        # The second says again what stood there first, and so does not write that file itself.
        writers = (site(2, "yx"), site(3, "xx"), *([site(4, "xz")] if seed % 3 == 0 else []))
        files, said = race(seed, writers)
        found = believed(files)
        newest = writers[-1]
        if found.is_complete:
            said_there = writers[found.generation - 2].files
            wrong = [path for path in said_there if files.get(path) != said_there[path]]
            assert not wrong, f"seed {seed}: {wrong}, {said}"
        late += not found.is_complete
        # Whoever comes again, as the publisher does, brings the newest page; at most twice.
        for _ in range(2):
            try:
                Upload(Shelf(files), WORDS).put(newest)
            except Unavailable:
                continue
            break
        assert all(files[path] == content for path, content in newest.files.items()), seed
        assert believed(files).is_complete
    assert late  # else chance never came to what this is about


def test_of_a_large_page_what_travelled_is_read_back_and_not_all_of_it() -> None:
    files: dict[str, bytes] = {}
    pages = {f"history/{n}/index.html": b"same" for n in range(1400)}

    def large(generation: int) -> Site:
        return Site(
            "page00000001",
            generation,
            {**pages, "a.html": f"{generation}".encode(), "index.html": b"page"},
        )

    Upload(Shelf(files), WORDS).put(large(1))
    shelf = Shelf(files)
    assert Upload(shelf, WORDS).put(large(2)).written == 1
    read = {path for path in shelf.reads if not path.startswith(".")}
    assert read == {"a.html", "index.html"}
    assert len(shelf.reads) < 20

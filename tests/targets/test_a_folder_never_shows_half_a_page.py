"""Publishing into a folder: whole at every instant, whatever goes wrong."""

import errno
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.targets.base import Site
from statusboard.targets.files import Files
from statusboard.targets.folder_writing import Folder
from statusboard.targets.ownership import FRESH, LOCK, MANIFEST

PAGE_ID = "page00000001"


def site(generation: int, *, incidents: tuple[str, ...] = ("a",), page_id: str = PAGE_ID) -> Site:
    """A site in which index.html refers to a page for every incident, by generation."""
    files = {
        f"incidents/{name}/index.html": f"incident {name} of {generation}".encode()
        for name in incidents
    }
    files["api/v2/summary.json"] = json.dumps({"incidents": incidents, "at": generation}).encode()
    links = "".join(f'<a href="incidents/{name}/index.html">' for name in incidents)
    files["index.html"] = f"page {generation} {links}".encode()
    return Site(page_id, generation, files)


def shown(folder: Path) -> dict[str, bytes]:
    """What a visitor can fetch, without our own dot files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".statusboard")
    }


def refers_to_nothing_missing(folder: Path) -> bool:
    index = folder / "index.html"
    links = re.findall(r'href="([^"]+)"', index.read_text()) if index.exists() else []
    summary = folder / "api/v2/summary.json"
    if summary.exists():
        links += [f"incidents/{n}/index.html" for n in json.loads(summary.read_text())["incidents"]]
    return all((folder / link).exists() for link in links)


class Crash(BaseException):
    """The process ends here: nothing may catch it."""


@dataclass(frozen=True, slots=True)
class BadDisk(Files):
    """Counts steps that change something, and goes wrong at one of them."""

    trouble: Callable[[], BaseException]
    at: int
    done: list[str]

    def _step(self, name: str) -> None:
        self.done.append(name)
        if len(self.done) == self.at:
            raise self.trouble()

    def write(self, folder: Path, path: str, content: bytes) -> None:
        try:
            self._step(f"write {path}")
        except BaseException:
            # Half of it is on the disk.
            (folder / path).write_bytes(content[: len(content) // 2])
            raise
        Files.write(self, folder, path, content)

    def move(self, folder: Path, source: str, path: str) -> None:
        self._step(f"move {path}")
        Files.move(self, folder, source, path)

    def sync_folder(self, folder: Path, path: str) -> None:
        self._step(f"sync {path}")
        Files.sync_folder(self, folder, path)

    def make_folder(self, folder: Path, path: str) -> None:
        self._step(f"make {path}")
        Files.make_folder(self, folder, path)

    def remove(self, folder: Path, path: str) -> None:
        self._step(f"remove {path}")
        Files.remove(self, folder, path)

    def remove_folder(self, folder: Path, path: str) -> None:
        self._step(f"remove folder {path}")
        Files.remove_folder(self, folder, path)


def steps_of(before: Site | None, after: Site, folder: Path) -> int:
    if before is not None:
        Folder(folder).put(before)
    disk = BadDisk(Crash, 0, [])
    Folder(folder, disk).put(after)
    return len(disk.done)


def test_a_site_is_put_and_read_back(tmp_path: Path) -> None:
    receipt = Folder(tmp_path).put(site(1))

    assert shown(tmp_path) == dict(site(1).files)
    assert (receipt.written, receipt.removed) == (3, 0)
    assert len(receipt.digest) == 64


def test_only_what_changed_is_written_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    Folder(tmp_path).put(site(1, incidents=("a", "b")))
    again = Folder(tmp_path).put(site(1, incidents=("a", "b")))
    less = Folder(tmp_path).put(Site(PAGE_ID, 2, {"index.html": b"page 2"}))

    assert (again.written, again.removed) == (0, 0)
    assert (less.written, less.removed) == (1, 3)
    assert shown(tmp_path) == {"index.html": b"page 2"}
    assert not (tmp_path / "incidents/a").exists()


def test_the_disk_has_all_that_the_page_refers_to_before_the_page(tmp_path: Path) -> None:
    disk = BadDisk(Crash, 0, [])

    Folder(tmp_path, disk).put(site(1, incidents=("a", "b")))

    page = disk.done.index("move index.html")
    for folder in ("incidents/a", "incidents/b", "api/v2"):
        moved = max(n for n, step in enumerate(disk.done) if step.startswith(f"move {folder}/"))
        assert moved < disk.done.index(f"sync {folder}") < page
    assert "sync " in disk.done[page + 1 : disk.done.index(f"move {MANIFEST}", page)]


def test_each_folder_is_waited_for_once_and_not_for_each_of_its_files(tmp_path: Path) -> None:
    disk = BadDisk(Crash, 0, [])
    files = {f"api/v2/{name}.json": name.encode() for name in ("a", "b", "c")}

    Folder(tmp_path, disk).put(Site(PAGE_ID, 1, {**files, "index.html": b"page"}))

    assert disk.done.count("sync api/v2") == 1


def test_what_stands_in_its_place_already_is_durable_when_the_next_file_fails(
    tmp_path: Path,
) -> None:
    full = BadDisk(lambda: OSError(errno.ENOSPC, "full"), 0, [])
    Folder(tmp_path, full).put(site(1))
    at = full.done.index("write api/v2/.statusboard-new.1.summary.json") + 1

    other = tmp_path.with_name("other")
    other.mkdir()
    full = BadDisk(lambda: OSError(errno.ENOSPC, "full"), at, [])
    with pytest.raises(Unavailable):
        Folder(other, full).put(site(1))
    assert "sync incidents/a" in full.done[at:]


def test_files_appear_in_the_order_of_the_site(tmp_path: Path) -> None:
    disk = BadDisk(Crash, 0, [])

    Folder(tmp_path, disk).put(site(1))

    moved = [step for step in disk.done if step.startswith("move")]
    assert moved == [
        f"move {MANIFEST}",
        "move incidents/a/index.html",
        "move api/v2/summary.json",
        "move index.html",
        f"move {MANIFEST}",
    ]


@pytest.mark.parametrize("first", [None, site(1, incidents=("a", "old"))])
def test_a_crash_at_any_step_never_leaves_a_page_that_lacks_something(
    tmp_path: Path, first: Site | None
) -> None:
    after = site(2, incidents=("a", "new"))
    steps = steps_of(first, after, _fresh(tmp_path, 0))
    assert steps > 10

    for step in range(1, steps + 1):
        folder = _fresh(tmp_path, step)
        if first is not None:
            Folder(folder).put(first)
        with pytest.raises(Crash):
            Folder(folder, BadDisk(Crash, step, [])).put(after)

        assert refers_to_nothing_missing(folder), f"after step {step}"
        for path, content in shown(folder).items():
            whole = {after.files.get(path), first.files.get(path) if first else None}
            assert content in whole, f"{path} is torn after step {step}"

        Folder(folder).put(after)
        assert shown(folder) == dict(after.files)
        assert sorted(p.name for p in folder.iterdir() if p.name.startswith(".")) == [
            MANIFEST,
            LOCK,
        ]


def _fresh(tmp_path: Path, number: int) -> Path:
    folder = tmp_path / str(number)
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "no space left"), (errno.EACCES, "may not write"), (errno.EIO, "could not")],
)
def test_a_disk_in_the_way_is_said_in_words_at_any_step(
    tmp_path: Path, number: int, words: str
) -> None:
    for step in range(1, steps_of(None, site(1), _fresh(tmp_path, 0)) + 1):
        folder = _fresh(tmp_path, step)
        disk = BadDisk(lambda: OSError(number, "the disk says no"), step, [])
        with pytest.raises(Unavailable, match=words):
            Folder(folder, disk).put(site(1))
        assert refers_to_nothing_missing(folder)
        assert not list(folder.rglob(f"{FRESH}*")), f"left behind after step {step}"


def test_a_folder_that_is_gone_is_said_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="is gone"):
        Folder(tmp_path / "away").put(site(1))


def test_a_folder_with_somebody_elses_site_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("theirs")

    with pytest.raises(RuleBroken, match="other files"):
        Folder(tmp_path).put(site(1))

    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "theirs"


def test_the_page_of_another_statusboard_is_refused(tmp_path: Path) -> None:
    Folder(tmp_path).put(site(1, page_id="another00000"))

    with pytest.raises(RuleBroken, match="another StatusBoard"):
        Folder(tmp_path).put(site(9))


def test_files_that_are_not_ours_are_never_touched(tmp_path: Path) -> None:
    Folder(tmp_path).put(site(1))
    (tmp_path / "robots.txt").write_text("theirs")
    Folder(tmp_path).put(site(2))
    assert (tmp_path / "robots.txt").read_text() == "theirs"

    (tmp_path / "incidents/b").mkdir()
    (tmp_path / "incidents/b/index.html").write_text("theirs")
    with pytest.raises(RuleBroken, match=r"incidents/b/index\.html"):
        Folder(tmp_path).put(site(3, incidents=("a", "b")))
    assert (tmp_path / "incidents/b/index.html").read_text() == "theirs"
    assert (tmp_path / "index.html").read_bytes() == site(2).files["index.html"]


def test_an_older_generation_never_overwrites_a_newer_one(tmp_path: Path) -> None:
    Folder(tmp_path).put(site(5))

    with pytest.raises(Rejected, match="page 5"):
        Folder(tmp_path).put(site(4))

    assert shown(tmp_path) == dict(site(5).files)


@dataclass(frozen=True, slots=True)
class Sleeper(Files):
    """Falls asleep before one move, without a lock; another writer comes by meanwhile."""

    meanwhile: Callable[[], object]
    at: str

    @contextmanager
    def lock(self, folder: Path, path: str) -> Iterator[None]:
        yield

    def write(self, folder: Path, path: str, content: bytes) -> None:
        Files.write(self, folder, path, content)
        if path.endswith(self.at):
            self.meanwhile()


def test_an_older_writer_that_slept_stops_when_a_newer_one_came_by(tmp_path: Path) -> None:
    files = {"a.html": b"a of 1", "b.html": b"b of 1"}
    newer = {"a.html": b"a of 2", "b.html": b"b of 2"}
    asleep = Sleeper(lambda: Folder(tmp_path).put(Site(PAGE_ID, 2, newer)), "a.html")

    with pytest.raises(Rejected):
        Folder(tmp_path, asleep).put(Site(PAGE_ID, 1, files))

    Folder(tmp_path).put(Site(PAGE_ID, 2, newer))  # what it does when it reads back wrong
    assert shown(tmp_path) == newer


def test_two_writers_at_once_are_kept_apart(tmp_path: Path) -> None:
    with Files().lock(tmp_path, LOCK), pytest.raises(Unavailable, match="Another StatusBoard"):
        Folder(tmp_path).put(site(1))

    Folder(tmp_path).put(site(1))


@dataclass(frozen=True, slots=True)
class Meddler(Files):
    """Somebody changes a file between our writing and our reading back."""

    def move(self, folder: Path, source: str, path: str) -> None:
        Files.move(self, folder, source, path)
        if path.endswith("summary.json"):
            (folder / path).write_bytes(b"meddled")


def test_what_does_not_read_back_as_written_is_not_published(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"summary\.json does not read back"):
        Folder(tmp_path, Meddler()).put(site(1))

    assert not json.loads((tmp_path / MANIFEST).read_text())["is_complete"]
    Folder(tmp_path).put(site(1))
    assert json.loads((tmp_path / MANIFEST).read_text())["is_complete"]


def test_what_was_damaged_later_is_written_again(tmp_path: Path) -> None:
    Folder(tmp_path).put(site(1))
    (tmp_path / "index.html").write_bytes(b"damaged")

    assert Folder(tmp_path).put(site(1)).written == 1
    assert shown(tmp_path) == dict(site(1).files)


def test_a_manifest_that_cannot_be_read_stops_us(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{")

    with pytest.raises(RuleBroken, match="cannot read"):
        Folder(tmp_path).put(site(1))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a file in a folder's place")
def test_a_file_where_a_folder_belongs_is_said_in_words(tmp_path: Path) -> None:
    Folder(tmp_path).put(Site(PAGE_ID, 1, {"index.html": b"1"}))
    (tmp_path / "incidents").write_text("theirs")

    with pytest.raises((Unavailable, RuleBroken)):
        Folder(tmp_path).put(site(2))

    assert (tmp_path / "incidents").read_text() == "theirs"

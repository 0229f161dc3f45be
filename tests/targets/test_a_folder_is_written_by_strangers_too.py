"""A publish folder that others can write to: nothing of theirs is touched, or waited for."""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from statusboard.errors import Bug, RuleBroken, StatusBoardError
from statusboard.targets import files
from statusboard.targets import folder as target
from statusboard.targets.base import LARGEST, Site, is_plain_path
from statusboard.targets.files import Files
from statusboard.targets.folder_writing import TRIAL, Folder
from statusboard.targets.ownership import FRESH, LOCK, MANIFEST

PAGE_ID = "page00000001"
CONFIG_OF = target.DECLARATION.inside
FILES = {
    "incidents/a/index.html": b"incident a",
    "api/v2/summary.json": b"{}",
    "index.html": b"page",
}
SECURITY = ".well-known/security.txt"
posix_only = pytest.mark.skipif(os.name != "posix", reason="links and pipes as POSIX has them")


def site(generation: int = 1, files: dict[str, bytes] = FILES) -> Site:
    return Site(PAGE_ID, generation, files)


def manifest_names(folder: Path, *paths: str) -> None:
    """Somebody writes into the manifest that these paths are ours."""
    known = json.loads((folder / MANIFEST).read_text())
    known["files"] |= dict.fromkeys(paths, "0" * 64)
    (folder / MANIFEST).write_text(json.dumps(known))


@pytest.fixture(autouse=True, params=["by descriptor", "by path"])
def _looked_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows cannot look a name up in an open folder: there each step looks at the whole way."""
    if request.param == "by path":
        monkeypatch.setattr(files, "_BELOW", False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "page"
    made.mkdir()
    return made


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file beside the folder that is nobody's business."""
    file = tmp_path / "outside.txt"
    file.write_text("theirs")
    return file


def in_time(act: Callable[[], object]) -> BaseException | None:
    """What it raises; a pipe that nobody writes to would hold it for ever."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - handed on
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert not thread.is_alive(), "it waits for whoever writes into a pipe"
    return raised[0] if raised else None


@pytest.mark.parametrize(
    "path",
    [
        *("../outside.txt", "incidents/../../outside.txt", "incidents/a/../../../outside.txt"),
        *("..", ".", "", "/", "incidents//a", "incidents/", ".htaccess", "api/.hidden"),
        *(".well-known", ".well-known/", ".well-known/../x", ".well-known/.htaccess"),
        *("a/.well-known/security.txt", ".Well-known/security.txt", ".well-known//x"),
        *("a\\..\\outside.txt", "C:index.html", "index.html\n", "ｉndex.html", "a/" * 9 + "b"),
    ],
)
def test_what_leads_elsewhere_or_hides_is_no_path_of_a_site(path: str) -> None:
    assert not is_plain_path(path)


def test_the_folder_that_programs_know_by_name_may_be_of_a_site(folder: Path) -> None:
    assert is_plain_path(SECURITY)
    Folder(folder).put(site(1, {SECURITY: b"Contact: x", **FILES}))
    assert (folder / SECURITY).read_bytes() == b"Contact: x"
    (folder / ".well-known" / "acme").write_text("theirs")

    Folder(folder).put(site(2))

    assert not (folder / SECURITY).exists()
    assert (folder / ".well-known" / "acme").read_text() == "theirs"


@pytest.mark.parametrize("path", ["robots.txt", SECURITY])
def test_a_file_of_the_operator_s_stays_and_the_page_goes_out(folder: Path, path: str) -> None:
    Folder(folder).put(site())
    (folder / path).parent.mkdir(exist_ok=True)
    (folder / path).write_text("theirs")
    fresh = {path: b"ours", **FILES, "index.html": b"newer"}
    yields = frozenset({path})

    receipt = Folder(folder).put(Site(PAGE_ID, 2, fresh, yields=yields))

    assert (folder / path).read_text() == "theirs"
    assert ((folder / "index.html").read_bytes(), receipt.files) == (b"newer", len(FILES))
    (folder / path).unlink()
    Folder(folder).put(Site(PAGE_ID, 3, fresh, yields=yields))
    assert (folder / path).read_bytes() == b"ours"
    Folder(folder).put(Site(PAGE_ID, 4, FILES, yields=yields))
    assert not (folder / path).exists()


@posix_only
def test_a_way_of_the_operator_s_is_not_gone_for_a_file_that_gives_way(
    folder: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Folder(folder).put(site())
    (folder / ".well-known").symlink_to(elsewhere)

    files_ = {SECURITY: b"ours", **FILES}
    Folder(folder).put(Site(PAGE_ID, 2, files_, yields=frozenset({SECURITY})))

    assert list(elsewhere.iterdir()) == []


def test_a_manifest_that_names_what_is_outside_removes_nothing_there(
    folder: Path, outside: Path
) -> None:
    Folder(folder).put(site())
    (folder / ".htaccess").write_text("theirs")
    manifest_names(folder, "../outside.txt", str(outside), ".htaccess", "incidents/../index.html")

    receipt = Folder(folder).put(site(2))

    assert outside.read_text() == (folder / ".htaccess").read_text() == "theirs"
    assert (receipt.removed, (folder / "index.html").read_bytes()) == (0, b"page")
    assert set(json.loads((folder / MANIFEST).read_text())["files"]) == set(FILES)


def test_only_what_this_site_can_make_is_removed(folder: Path) -> None:
    """A plain name is not enough: the manifest may name a neighbour's file in the same folder."""
    ours = Site(PAGE_ID, 2, FILES, makes=lambda path: path.endswith((".html", ".json")))
    Folder(folder).put(site())
    for name in ("robots.txt", "old.html"):
        (folder / name).write_text("theirs")
    manifest_names(folder, "robots.txt", "old.html")

    assert Folder(folder).put(ours).removed == 1
    assert (folder / "robots.txt").read_text() == "theirs"
    assert not (folder / "old.html").exists()


def test_a_page_with_a_path_that_leads_elsewhere_is_never_put(folder: Path, outside: Path) -> None:
    with pytest.raises(Bug, match="no page can have"):
        Folder(folder).put(site(files={"../outside.txt": b"ours"}))
    assert outside.read_text() == "theirs"


PLACES = (
    *("index.html", "incidents/a/index.html", "incidents/a", "incidents", "api", "api/v2"),
    *("api/v2/summary.json", MANIFEST, LOCK, "incidents/old/index.html", "incidents/old"),
)


def replace_by(folder: Path, path: str, make: Callable[[Path], None]) -> None:
    """Puts something else where a file or folder stood, which is moved beside the folder."""
    place = folder / path
    if place.exists():
        place.rename(folder.parent / "moved")
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place)


def everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }


@posix_only
@pytest.mark.parametrize("path", PLACES)
def test_a_link_in_any_place_is_refused_and_not_followed(folder: Path, path: str) -> None:
    Folder(folder).put(site(files={**FILES, "incidents/old/index.html": b"old"}))
    replace_by(folder, path, lambda place: place.symlink_to(folder.parent / "moved"))
    before = everything(folder.parent)

    with pytest.raises(RuleBroken, match="is a link") as refused:
        Folder(folder).put(site(2, {**FILES, "index.html": b"new"}))

    assert refused.value.field == "path"
    assert path in str(refused.value) or path.rpartition("/")[0] in str(refused.value)
    assert everything(folder.parent) == before
    assert (folder / path).is_symlink()


@posix_only
def test_the_one_on_the_way_that_leads_elsewhere_is_named(folder: Path) -> None:
    Folder(folder).put(site())
    replace_by(folder, "api", lambda place: place.symlink_to(folder.parent / "moved"))

    with pytest.raises(RuleBroken, match=", api is a link"):
        Folder(folder).put(site(2, {**FILES, "index.html": b"new"}))


@posix_only
@pytest.mark.parametrize("path", [p for p in PLACES if "." in p])
def test_a_pipe_in_any_place_of_a_file_is_refused_at_once(folder: Path, path: str) -> None:
    Folder(folder).put(site(files={**FILES, "incidents/old/index.html": b"old"}))
    replace_by(folder, path, os.mkfifo)
    before = folder / "index.html"
    shown = before.read_bytes() if path != "index.html" else b""

    error = in_time(lambda: Folder(folder).put(site(2, {**FILES, "index.html": b"new"})))

    assert isinstance(error, RuleBroken)
    assert "is a pipe" in str(error)
    assert path == "index.html" or before.read_bytes() == shown


@posix_only
@pytest.mark.parametrize("path", [f"{FRESH}2.index.html", f"incidents/b/{FRESH}2.index.html"])
def test_what_waits_under_the_name_of_something_half_written_is_not_written_to(
    folder: Path, outside: Path, path: str
) -> None:
    Folder(folder).put(site())
    new = site(2, {**FILES, "incidents/b/index.html": b"b", "index.html": b"new"})
    for make in (lambda place: place.symlink_to(outside), os.mkfifo, Path.mkdir):
        replace_by(folder, path, make)
        error = in_time(lambda: Folder(folder).put(new))
        assert isinstance(error, RuleBroken)
        assert outside.read_text() == "theirs"
        (folder / path).rmdir() if (folder / path).is_dir() and make is Path.mkdir else (
            folder / path
        ).unlink()
    Folder(folder).put(new)
    assert (folder / "index.html").read_bytes() == b"new"


@posix_only
def test_a_folder_that_became_a_link_is_refused(folder: Path, tmp_path: Path) -> None:
    Folder(folder).put(site())
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(RuleBroken, match="is a link"):
        Folder(folder).put(site(2, {"index.html": b"new"}))
    assert (tmp_path / "elsewhere/index.html").read_bytes() == b"page"
    with pytest.raises(StatusBoardError):
        target.DECLARATION.look({"path": str(folder)})


@posix_only
def test_who_chooses_a_link_chooses_the_folder_it_leads_to(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)

    config = target.DECLARATION.prepare({"path": str(link)}, PAGE_ID).config

    assert config == {"path": str(folder)}
    assert list(folder.iterdir()) == []


@posix_only
def test_links_in_a_circle_are_no_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(RuleBroken):
        target.DECLARATION.prepare({"path": str(one)}, PAGE_ID)


@posix_only
@pytest.mark.parametrize("make", [lambda place: place.symlink_to("outside"), os.mkfifo])
def test_trying_a_folder_out_touches_nothing_that_waits_there(
    folder: Path, outside: Path, make: Callable[[Path], None]
) -> None:
    make(folder / TRIAL)

    error = in_time(lambda: target.DECLARATION.prepare({"path": str(folder)}, PAGE_ID))

    assert isinstance(error, RuleBroken)
    assert (folder / TRIAL).lstat()
    assert outside.read_text() == "theirs"


@posix_only
def test_only_what_we_left_half_written_is_swept(folder: Path, outside: Path) -> None:
    Folder(folder).put(site())
    deep = folder / "theirs" / "deep"
    deep.mkdir(parents=True)
    kept = [folder / f"{FRESH}notes", deep / f"{FRESH}1.index.html", folder / f"{FRESH}x.index"]
    for file in kept:
        file.write_text("theirs")
    (folder / f"{FRESH}7.link.html").symlink_to(outside)
    left = folder / "incidents" / "a" / f"{FRESH}1.index.html"
    left.write_text("half")

    Folder(folder).put(site(2))

    assert not left.exists()
    assert all(file.read_text() == "theirs" for file in kept)
    assert (folder / f"{FRESH}7.link.html").is_symlink()


@pytest.mark.parametrize("text", ['{"page_id": ' + "[" * 100_000, "[" * 100_000, "{", "[]", "1"])
def test_a_manifest_of_nonsense_stops_us_in_words(folder: Path, text: str) -> None:
    (folder / MANIFEST).write_text(text)
    with pytest.raises(RuleBroken, match="cannot read"):
        Folder(folder).put(site())


def test_a_file_beyond_all_measure_is_not_read_to_its_end(folder: Path) -> None:
    Folder(folder).put(site())
    with (folder / "index.html").open("wb") as stream:
        stream.truncate(20 * LARGEST)

    assert len(Files().read(folder, "index.html") or b"") == LARGEST + 1
    assert Folder(folder).put(site()).written == 1
    assert (folder / "index.html").read_bytes() == b"page"


def test_our_dot_files_hold_nothing_private_and_nobody_needs_them(folder: Path) -> None:
    Folder(folder).put(site())

    assert (folder / LOCK).read_bytes() == b""
    known = json.loads((folder / MANIFEST).read_text())
    # Nothing but what anybody can read in the page itself, or work out from it.
    assert known.keys() == {"page_id", "generation", "files", "is_complete", "writer"}
    assert set(known["files"]) == set(FILES)
    assert not any(b".statusboard" in content for content in FILES.values())

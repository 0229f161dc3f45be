"""Database, log of the database, addresses, logs, secrets: nobody else's, whatever the umask."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statusboard import own_files
from statusboard.app.installation import Installation, exposed, keep_private
from statusboard.app.keys.private_file import FileStore, read_private
from statusboard.app.processes.address import Address
from statusboard.app.processes.logs import open_log
from statusboard.app.programs.doctor import examine
from statusboard.app.programs.finding import Verdict
from statusboard.catalog.secret import Secret
from statusboard.domain.access import person
from statusboard.errors import RuleBroken, Unavailable
from statusboard.storage.database import Database
from statusboard.storage.migrate import backups_of, bring_to_head
from statusboard.storage.settings import write_setting
from tests.fixtures.clock import ManualClock

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OTHERS = 0o077


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o277])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "new" / "StatusBoard"


@pytest.fixture
def installation(home: Path) -> Installation:
    return Installation(str(home / "statusboard.db"), home)


def written(database: Database) -> None:
    bring_to_head(database)
    with database.writing(NOW, person("ada")) as unit:
        write_setting(unit, "page.name", "Northwind")


def furnished(where: Installation) -> list[Path]:
    """Everything that is kept beside a database, as the programs make it."""
    Address(1, "token", 2).write(where.address_file("office"))
    os.close(open_log(where.log_folder / "office.log"))
    FileStore(where.folder / "secrets").write("check.body.1", Secret("hush"))
    return [
        *(where.folder, where.run_folder, where.run_folder.parent, where.log_folder),
        *(where.folder / "secrets", where.address_file("office")),
        *(where.log_folder / "office.log", where.folder / "secrets" / "check.body.1.secret"),
    ]


def test_a_database_is_private_with_all_that_sqlite_keeps_beside_it(
    umask: int, installation: Installation
) -> None:
    with closing(Database.open(installation.database)) as database:
        written(database)
        beside = sorted(path.name for path in installation.folder.iterdir())
        modes = {mode(path) for path in installation.folder.iterdir()}
    assert beside == ["statusboard.db", "statusboard.db-shm", "statusboard.db-wal"]
    assert modes == {0o600}
    assert mode(installation.folder) == mode(installation.folder.parent) == 0o700


def test_what_is_kept_beside_it_is_private_too(umask: int, installation: Installation) -> None:
    for path in furnished(installation):
        assert mode(path) == (0o700 if path.is_dir() else 0o600), path
    assert exposed(installation) == ()


def test_a_database_that_others_could_read_is_closed_when_it_is_opened(
    installation: Installation,
) -> None:
    first = Database.open(installation.database)
    written(first)
    for path in installation.folder.iterdir():
        path.chmod(0o644)

    with closing(Database.open(installation.database)) as second, second.reading(NOW):
        modes = {mode(path) for path in installation.folder.iterdir()}
    first.close()

    assert modes == {0o600}


def test_the_folder_of_a_database_named_by_hand_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    with closing(Database.open(tmp_path / "named.db")) as database:
        written(database)
    assert mode(tmp_path) == 0o755
    assert mode(tmp_path / "named.db") == 0o600


def test_everything_that_was_there_before_is_closed_at_the_start_of_a_program(
    installation: Installation,
) -> None:
    paths = furnished(installation)
    with closing(Database.open(installation.database)) as database:
        written(database)
    copy = installation.folder / "statusboard.db.before-0005-from-0001.backup"
    copy.write_text("")
    old = installation.log_folder / "office.log.1"
    old.write_text("")
    paths += [copy, old, installation.folder / "statusboard.db"]
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)

    told = {f.subject: f for f in examine(installation, ManualClock(NOW))}["privacy"]
    assert told.verdict is Verdict.NOTE
    assert str(installation.folder) in told.words
    assert mode(copy) == 0o644  # the doctor changes nothing

    assert keep_private(installation) == ()
    assert [path for path in paths if mode(path) & OTHERS] == []
    assert exposed(installation) == ()
    told = {f.subject: f for f in examine(installation, ManualClock(NOW))}["privacy"]
    assert told.verdict is Verdict.FINE


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give away")
def test_what_belongs_to_somebody_else_is_said_and_not_fatal(installation: Installation) -> None:
    furnished(installation)
    theirs = installation.log_folder / "office.log"
    theirs.chmod(0o644)
    os.chown(theirs, 65_534, -1)

    [said] = keep_private(installation)

    assert said == (
        f"others on this computer can read {theirs}: it belongs to somebody else, who has to "
        "close it"
    )
    assert mode(theirs) == 0o644


def test_what_cannot_be_changed_is_said_and_not_fatal(
    installation: Installation, monkeypatch
) -> None:
    furnished(installation)
    file = installation.address_file("office")
    file.chmod(0o644)

    def refuses(_path: Path, _mode: int) -> None:
        raise PermissionError  # as on a drive that knows no modes

    monkeypatch.setattr(Path, "chmod", refuses)
    [said] = keep_private(installation)
    assert said.endswith("and that cannot be changed here")
    with closing(Database.open(installation.database)) as database:
        written(database)


def test_a_folder_that_cannot_be_looked_into_is_said_and_not_fatal(
    installation: Installation, monkeypatch
) -> None:
    furnished(installation)

    def refuses(_path: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuses)
    for look in (keep_private, exposed):
        [said] = look(installation)
        assert said == f"{installation.folder} cannot be looked into (Permission denied)"


def test_what_a_link_leads_to_is_not_ours_to_close(
    installation: Installation, tmp_path: Path
) -> None:
    furnished(installation)
    theirs = tmp_path / "theirs.log"
    theirs.write_text("")
    theirs.chmod(0o644)
    (installation.log_folder / "linked.log").symlink_to(theirs)
    link = installation.folder / "statusboard.db.before-0005-from-0001.backup"
    link.symlink_to(theirs)
    with closing(Database.open(installation.database)) as database:
        written(database)
        assert backups_of(database) == ()
    assert keep_private(installation) == ()
    assert mode(theirs) == 0o644


def test_files_of_ours_are_read_as_plain_files_of_a_size(tmp_path: Path) -> None:
    file, link, pipe = tmp_path / "file", tmp_path / "link", tmp_path / "pipe"
    own_files.write_file(file, b"12345")
    link.symlink_to(file)
    os.mkfifo(pipe)

    assert own_files.read_file(file, 5) == b"12345"
    for path, most in ((file, 4), (link, 5), (pipe, 5), (tmp_path, 5)):
        with pytest.raises(OSError):  # noqa: PT011 - whatever the system says
            own_files.read_file(path, most)
        if path != file:
            with pytest.raises(Unavailable):
                read_private(path)


def test_a_secret_that_others_could_read_is_closed_to_them_and_not_used_until_it_is_another(
    installation: Installation,
) -> None:
    furnished(installation)
    store = FileStore(installation.folder / "secrets")
    file = store.path_of("check.body.1")
    for close in (lambda: None, lambda: keep_private(installation)):
        file.chmod(0o644)
        close()
        with pytest.raises(RuleBroken, match="could read"):
            store.read("check.body.1")
        assert mode(file) == 0o600
        with pytest.raises(RuleBroken, match="could read"):  # closing it made it no secret again
            store.read("check.body.1")
        store.write("check.body.1", Secret("another"))
        assert store.read("check.body.1") == Secret("another")
    file.chmod(0o644)
    keep_private(installation)
    store.forget("check.body.1")
    assert list(file.parent.iterdir()) == []


def test_a_file_that_could_not_be_put_in_its_place_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(IsADirectoryError):
        own_files.write_file(tmp_path / "taken", b"ours")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_file_where_a_folder_belongs_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotADirectoryError):
        own_files.make_folder(tmp_path / "file")

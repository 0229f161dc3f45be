"""Secrets: in the key store, or in private files after consent, or nowhere."""

import hashlib
import os
import pickle
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from statusboard.app.installation import locate
from statusboard.app.keys.base import KeptIn
from statusboard.app.keys.choose import NEW_RELIC_KEY, SecretPlace, secrets_of
from statusboard.app.keys.keyring import LONGEST, PARTS, SERVICE
from statusboard.app.keys.private_file import FileStore
from statusboard.catalog.secret import Secret
from statusboard.errors import Bug, RuleBroken, Unavailable
from tests.fixtures.keys import MemoryKeyring, PlainFileKeyring

NAME = "check.authorization.0a1b2c3d"
KEY = Secret("Bearer sentinel-7 sentinel-7")
OTHER = Secret("Bearer another-0 another-0")
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)


def everything_in(folder: Path) -> str:
    """What all files of a folder hold."""
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def test_the_key_store_is_used_where_there_is_one(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)
    assert place.write(NAME, KEY, allow_file=True) is KeptIn.KEYRING
    assert place.read(NAME) == KEY
    assert list(backend.kept.values()) == [KEY.reveal()]
    assert place.names() == {NAME}
    assert everything_in(tmp_path) == ""


MANY = {f"check.body.{number}": Secret(f"sentinel-{number}") for number in range(40)}


@pytest.mark.parametrize("backend", [MemoryKeyring(), fail.Keyring()])
def test_many_are_kept_at_once_and_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    place = SecretPlace(tmp_path)
    place.write_together(MANY, allow_file=True)
    assert {name: place.read(name) for name in place.names()} == MANY


def test_many_are_kept_nowhere_until_somebody_agrees(tmp_path: Path, no_keyring: None) -> None:
    with pytest.raises(RuleBroken):
        SecretPlace(tmp_path).write_together(MANY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("backend", [MemoryKeyring(), fail.Keyring()])
def test_a_secret_that_is_renewed_is_not_swept_and_one_that_is_gone_is_not_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    place = SecretPlace(tmp_path)
    assert not place.renew(NAME)
    place.write(NAME, KEY, allow_file=True)
    for file in (tmp_path / "secrets").iterdir():
        os.utime(file, (0, 0))
    assert place.renew(NAME)
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    assert place.sweep("check.", frozenset(), before=long_ago) == frozenset()
    assert place.read(NAME) == KEY


def test_two_boards_keep_two_keys(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    one, two = (SecretPlace(tmp_path / name, backend=backend) for name in "ab")
    one.write(NAME, KEY, allow_file=False)
    two.write(NAME, OTHER, allow_file=False)
    assert (one.read(NAME), two.read(NAME)) == (KEY, OTHER)


@pytest.mark.parametrize("backend", [MemoryKeyring(), fail.Keyring()])
def test_the_key_of_one_database_is_not_read_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend
) -> None:
    # What stands in a database decides where its key is sent.
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    own = secrets_of(locate(), demo=False)
    theirs = secrets_of(locate(str(tmp_path / "from-somebody.db")), demo=False)
    own.write(NAME, KEY, allow_file=True)
    assert theirs.read(NAME) is None
    theirs.write(NAME, OTHER, allow_file=True)
    assert secrets_of(locate(locate().database), demo=False).read(NAME) == KEY
    assert (
        secrets_of(locate(str(tmp_path / "." / "from-somebody.db")), demo=False).read(NAME) == OTHER
    )
    theirs.forget(NAME)
    assert own.read(NAME) == KEY


def test_the_sample_key_is_one_whatever_the_database(tmp_path: Path) -> None:
    sample = secrets_of(locate(demo=True), demo=True)
    sample.write(NAME, KEY, allow_file=True)
    assert secrets_of(locate(str(tmp_path / "x.db"), demo=True), demo=True).read(NAME) == KEY


def test_without_a_key_store_nothing_is_kept_until_somebody_agrees(
    tmp_path: Path, no_keyring: None
) -> None:
    with pytest.raises(RuleBroken) as caught:
        SecretPlace(tmp_path).agree(allow_file=False)
    assert caught.value.field == "allow_file"
    with pytest.raises(RuleBroken):
        SecretPlace(tmp_path).write(NAME, KEY, allow_file=False)
    assert list(tmp_path.iterdir()) == []
    assert SecretPlace(tmp_path).read(NAME) is None


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), PlainFileKeyring()])
def test_a_store_that_keeps_nothing_or_keeps_it_in_the_open_is_none(
    tmp_path: Path, backend: MemoryKeyring
) -> None:
    with pytest.raises(RuleBroken):
        SecretPlace(tmp_path, backend=backend).agree(allow_file=False)


def test_after_consent_the_file_is_used(tmp_path: Path, no_keyring: None) -> None:
    assert SecretPlace(tmp_path).write(NAME, KEY, allow_file=True) is KeptIn.FILE
    assert SecretPlace(tmp_path).read(NAME) == KEY


def test_who_agreed_once_is_not_asked_again(tmp_path: Path, no_keyring: None) -> None:
    SecretPlace(tmp_path).write(NAME, KEY, allow_file=True)
    SecretPlace(tmp_path).forget(NAME)
    assert SecretPlace(tmp_path).agree(allow_file=False) is KeptIn.FILE
    assert SecretPlace(tmp_path).write("check.body.1", OTHER) is KeptIn.FILE


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_the_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "new"
    before = os.umask(umask & 0o077)
    try:
        folder.mkdir(mode=0o700)
        os.umask(umask)
        FileStore(folder).write(NAME, KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE(FileStore(folder).path_of(NAME).stat().st_mode) == 0o600


@posix_only
def test_the_file_is_private_from_its_first_instant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = []

    def look(number: int, mode: int) -> None:
        modes.append(stat.S_IMODE(os.fstat(number).st_mode))

    monkeypatch.setattr(os, "fchmod", look)
    before = os.umask(0)
    try:
        FileStore(tmp_path).write(NAME, KEY)
    finally:
        os.umask(before)
    assert modes == [0o600]


@posix_only
def test_a_folder_that_is_made_for_it_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        FileStore(tmp_path / "new").write(NAME, KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@posix_only
def test_a_file_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.write(NAME, KEY)
    store.path_of(NAME).chmod(0o640)
    with pytest.raises(RuleBroken) as caught:
        store.read(NAME)
    assert KEY.reveal() not in str(caught.value)


@posix_only
def test_a_link_in_its_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    aim = tmp_path / "elsewhere"
    aim.write_text("untouched")
    store = FileStore(tmp_path)
    store.path_of(NAME).symlink_to(aim)
    store.write(NAME, KEY)
    assert aim.read_text() == "untouched"
    assert not store.path_of(NAME).is_symlink()


def test_a_new_key_replaces_the_old_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.write(NAME, KEY)
    store.write(NAME, OTHER)
    assert store.read(NAME) == OTHER
    assert [path.name for path in tmp_path.iterdir()] == [FileStore(tmp_path).path_of(NAME).name]


def test_a_key_store_that_appears_later_takes_over_and_the_file_goes(tmp_path: Path) -> None:
    FileStore(tmp_path / "secrets").write(NAME, KEY)
    place = SecretPlace(tmp_path, backend=MemoryKeyring())
    assert place.read(NAME) == KEY
    assert place.write(NAME, OTHER, allow_file=False) is KeptIn.KEYRING
    assert place.read(NAME) == OTHER
    assert everything_in(tmp_path) == ""


def test_forgetting_leaves_no_copy(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)
    place.write(NAME, KEY)
    FileStore(tmp_path / "secrets").write(NAME, KEY)
    place.forget(NAME)
    place.forget(NAME)
    assert place.read(NAME) is None
    assert place.names() == frozenset()
    assert backend.kept == {}
    assert list((tmp_path / "secrets").iterdir()) == []


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1, 5 * LONGEST])
def test_a_key_store_that_takes_little_at_once_keeps_long_secrets_too(
    tmp_path: Path, length: int
) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)
    long = Secret("ü" * length)
    place.write(NAME, long)
    assert place.read(NAME) == long
    assert max(map(len, backend.kept.values())) <= LONGEST
    place.write(NAME, KEY)
    assert place.read(NAME) == KEY
    assert list(backend.kept.values()) == [KEY.reveal()]
    place.write(NAME, long)
    place.forget(NAME)
    assert backend.kept == {}


def test_a_secret_that_looks_like_a_sign_of_parts_is_kept_as_it_is(tmp_path: Path) -> None:
    place = SecretPlace(tmp_path, backend=MemoryKeyring())
    place.write(NAME, Secret(f"{PARTS}7"))
    assert place.read(NAME) == Secret(f"{PARTS}7")


def test_what_nobody_refers_to_is_swept_but_not_what_is_new(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)
    for name in (NAME, "check.body.1", NEW_RELIC_KEY):
        place.write(name, KEY)
    now = datetime.now(UTC)

    assert place.sweep("check.", frozenset(), before=now - timedelta(hours=1)) == frozenset()
    gone = place.sweep("check.", frozenset({NAME}), before=now + timedelta(hours=1))

    assert gone == {"check.body.1"}
    assert place.names() == {NAME, NEW_RELIC_KEY}
    assert len(backend.kept) == 2


@pytest.mark.parametrize("is_file", [False, True])
def test_the_key_of_an_earlier_version_is_found_and_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_file: bool
) -> None:
    backend = MemoryKeyring()
    of = "0123456789abcdef"
    old = "NRAK-SENTINEL7SENTINEL7SENTINEL"
    file = tmp_path / f"new-relic-{of}.key"
    if is_file:
        monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
        file.write_text(f"{old}\n")
        file.chmod(0o600)
        place = SecretPlace(tmp_path, of=of)
    else:
        place = SecretPlace(tmp_path, backend=backend, of=of)
        account = hashlib.sha256(f"{tmp_path.resolve()}{of}".encode()).hexdigest()[:12]
        backend.kept[SERVICE, f"New Relic {account}"] = old

    assert place.has(NEW_RELIC_KEY)
    assert place.read(NAME) is None
    assert place.read(NEW_RELIC_KEY) == Secret(old)

    assert not file.exists()
    assert all("New Relic" not in account for _, account in backend.kept)
    assert place.read(NEW_RELIC_KEY) == Secret(old)
    assert place.names() == {NEW_RELIC_KEY}


@pytest.mark.parametrize("name", ["../outside", "a/b", "", ".hidden", "a..b", "Name"])
def test_a_name_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(Bug):
        SecretPlace(tmp_path, is_demo=True).write(name, KEY)


def test_a_secret_slips_into_no_text() -> None:
    assert "sentinel" not in f"{KEY!r} {KEY!s}"
    with pytest.raises(TypeError):
        format(KEY)
    with pytest.raises(TypeError):
        pickle.dumps(KEY)


def test_a_locked_store_says_so_without_its_own_words(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)
    backend.locked = True
    for call in (
        lambda: place.read(NAME),
        lambda: place.forget(NAME),
        lambda: place.write(NAME, KEY, allow_file=True),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert "hush" not in str(caught.value)
        assert caught.value.__cause__ is None
    assert KEY.reveal() not in repr(place)


@pytest.mark.parametrize("broken", [OSError, RuntimeError, ValueError])
def test_a_store_that_breaks_in_its_own_way_says_so_without_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: type[Exception]
) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, backend=backend)

    def refuse() -> None:
        message = "the bus is gone, and here is a secret: hush"
        raise broken(message)

    monkeypatch.setattr(backend, "_refuse", refuse)
    for call in (
        lambda: place.read(NAME),
        lambda: place.forget(NAME),
        lambda: place.write(NAME, KEY, allow_file=True),
    ):
        with pytest.raises(Unavailable) as caught:
            call()
        assert "hush" not in str(caught.value)


def test_the_demo_never_touches_the_key_store(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = SecretPlace(tmp_path, is_demo=True, backend=backend)
    assert place.write(NAME, KEY, allow_file=False) is KeptIn.FILE
    assert place.read(NAME) == KEY
    assert backend.kept == {}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FileStore(tmp_path / "file")
    with pytest.raises(Unavailable):
        store.write(NAME, KEY)

"""The New Relic key: in the key store, or in a private file after consent, or nowhere."""

import os
import stat
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from statusboard.app.installation import locate
from statusboard.app.keys.base import KeptIn
from statusboard.app.keys.choose import FILE_NAME, KeyPlace, keys_of
from statusboard.app.keys.file import FileKeyStore
from statusboard.errors import RuleBroken, Unavailable
from statusboard.newrelic.key import Key
from tests.fixtures.keys import MemoryKeyring, PlainFileKeyring

KEY = Key("NRAK-SENTINEL7SENTINEL7SENTINEL")
OTHER = Key("NRAK-ANOTHER0ANOTHER0ANOTHER00")
posix_only = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)


def test_the_key_store_is_used_where_there_is_one(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = KeyPlace(tmp_path, backend=backend)
    assert place.write(KEY, allow_file=True) is KeptIn.KEYRING
    assert place.read() == KEY
    assert list(backend.kept.values()) == [KEY.reveal()]
    assert list(tmp_path.iterdir()) == []


def test_two_boards_keep_two_keys(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    one, two = (KeyPlace(tmp_path / name, backend=backend) for name in "ab")
    one.write(KEY, allow_file=False)
    two.write(OTHER, allow_file=False)
    assert (one.read(), two.read()) == (KEY, OTHER)


@pytest.mark.parametrize("backend", [MemoryKeyring(), fail.Keyring()])
def test_the_key_of_one_database_is_not_read_for_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend
) -> None:
    # What stands in a database decides where its key is sent.
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)
    own = keys_of(locate(), demo=False)
    theirs = keys_of(locate(str(tmp_path / "from-somebody.db")), demo=False)
    own.write(KEY, allow_file=True)
    assert theirs.read() is None
    theirs.write(OTHER, allow_file=True)
    assert keys_of(locate(locate().database), demo=False).read() == KEY
    assert keys_of(locate(str(tmp_path / "." / "from-somebody.db")), demo=False).read() == OTHER
    theirs.forget()
    assert own.read() == KEY


def test_the_sample_key_is_one_whatever_the_database(tmp_path: Path) -> None:
    sample = keys_of(locate(demo=True), demo=True)
    sample.write(KEY, allow_file=True)
    assert keys_of(locate(str(tmp_path / "x.db"), demo=True), demo=True).read() == KEY


def test_without_a_key_store_nothing_is_kept_until_somebody_agrees(
    tmp_path: Path, no_keyring: None
) -> None:
    with pytest.raises(RuleBroken) as caught:
        KeyPlace(tmp_path).open(allow_file=False)
    assert caught.value.field == "allow_file"
    with pytest.raises(RuleBroken):
        KeyPlace(tmp_path).write(KEY, allow_file=False)
    assert list(tmp_path.iterdir()) == []
    assert KeyPlace(tmp_path).read() is None


@pytest.mark.parametrize("backend", [fail.Keyring(), null.Keyring(), PlainFileKeyring()])
def test_a_store_that_keeps_nothing_or_keeps_it_in_the_open_is_none(
    tmp_path: Path, backend: MemoryKeyring
) -> None:
    with pytest.raises(RuleBroken):
        KeyPlace(tmp_path, backend=backend).open(allow_file=False)


def test_after_consent_the_file_is_used(tmp_path: Path, no_keyring: None) -> None:
    store = KeyPlace(tmp_path).open(allow_file=True)
    store.write(KEY)
    assert store.kind is KeptIn.FILE
    assert KeyPlace(tmp_path).open(allow_file=False).read() == KEY


@posix_only
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_the_file_is_its_owners_alone_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    folder = tmp_path / "new"
    before = os.umask(umask & 0o077)
    try:
        folder.mkdir(mode=0o700)
        os.umask(umask)
        FileKeyStore(folder / FILE_NAME).write(KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE((folder / FILE_NAME).stat().st_mode) == 0o600


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
        FileKeyStore(tmp_path / FILE_NAME).write(KEY)
    finally:
        os.umask(before)
    assert modes == [0o600]


@posix_only
def test_a_folder_that_is_made_for_it_is_its_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        FileKeyStore(tmp_path / "new" / FILE_NAME).write(KEY)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


@posix_only
def test_a_file_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / FILE_NAME)
    store.write(KEY)
    store.path.chmod(0o640)
    with pytest.raises(RuleBroken) as caught:
        store.read()
    assert KEY.reveal() not in str(caught.value)


@posix_only
def test_a_link_in_its_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    aim = tmp_path / "elsewhere"
    aim.write_text("untouched")
    store = FileKeyStore(tmp_path / FILE_NAME)
    store.path.symlink_to(aim)
    store.write(KEY)
    assert aim.read_text() == "untouched"
    assert not store.path.is_symlink()


def test_a_new_key_replaces_the_old_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / FILE_NAME)
    store.write(KEY)
    store.write(OTHER)
    assert store.read() == OTHER
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_key_store_that_appears_later_takes_over_and_the_file_goes(tmp_path: Path) -> None:
    FileKeyStore(tmp_path / FILE_NAME).write(KEY)
    place = KeyPlace(tmp_path, backend=MemoryKeyring())
    assert place.read() == KEY
    assert place.write(OTHER, allow_file=False) is KeptIn.KEYRING
    assert place.read() == OTHER
    assert list(tmp_path.iterdir()) == []


def test_forgetting_leaves_no_copy(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = KeyPlace(tmp_path, backend=backend)
    FileKeyStore(tmp_path / FILE_NAME).write(KEY)
    place.open(allow_file=False).write(KEY)
    place.forget()
    place.forget()
    assert place.read() is None
    assert backend.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_a_locked_store_says_so_without_its_own_words(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = KeyPlace(tmp_path, backend=backend)
    backend.locked = True
    for call in (place.read, place.forget, lambda: place.write(KEY, allow_file=True)):
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
    place = KeyPlace(tmp_path, backend=backend)

    def refuse() -> None:
        message = "the bus is gone, and here is a secret: hush"
        raise broken(message)

    monkeypatch.setattr(backend, "_refuse", refuse)
    for call in (place.read, place.forget, lambda: place.write(KEY, allow_file=True)):
        with pytest.raises(Unavailable) as caught:
            call()
        assert "hush" not in str(caught.value)


def test_the_demo_never_touches_the_key_store(tmp_path: Path) -> None:
    backend = MemoryKeyring()
    place = KeyPlace(tmp_path, is_demo=True, backend=backend)
    assert place.write(KEY, allow_file=False) is KeptIn.FILE
    assert place.read() == KEY
    assert backend.kept == {}


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FileKeyStore(tmp_path / "file" / "below")
    with pytest.raises(Unavailable):
        store.write(KEY)

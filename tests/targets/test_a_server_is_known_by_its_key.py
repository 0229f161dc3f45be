"""What is SFTP's own: the server's key, signing in by key, a server that replaces in two steps."""

import sys
from collections.abc import Iterator

import pytest

from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets import sftp
from statusboard.targets.base import Site
from statusboard.targets.ownership import MANIFEST
from statusboard.targets.remote.uploading import Upload
from tests.fixtures.counterparts import files_in, put_files
from tests.fixtures.sftp_server import Sftp, sftp_server

SITE = Site("ours", 1, {"api/v2/status.json": b"{}", "index.html": b"page"})
OTHER_KEY = "SHA256:" + "a" * 43


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sftp]:
    folder = tmp_path_factory.mktemp("sftp")
    (folder / "page").mkdir()
    with sftp_server(folder) as server:
        yield server


@pytest.fixture
def server(served: Sftp) -> Sftp:
    put_files(served.root / "page", {})
    served.before, served.replaces = lambda _what, _path: None, True
    served.done.clear()
    return served


def test_a_key_that_nobody_confirmed_is_shown_and_nothing_is_sent(server: Sftp) -> None:
    with pytest.raises(RuleBroken, match=server.fingerprint.replace("+", r"\+")) as refused:
        sftp.DECLARATION.prepare(server.config(host_key=""), "ours")
    assert refused.value.field == "host_key"
    assert server.done == []


def test_another_key_is_refused_with_both_before_anything_is_sent(server: Sftp) -> None:
    for act in (sftp.DECLARATION.prepare, lambda config, _id: sftp.DECLARATION.put(config, SITE)):
        with pytest.raises(RuleBroken, match="another key") as refused:
            act(server.config(host_key=OTHER_KEY), "ours")
        assert refused.value.field == "host_key"
        assert server.fingerprint in str(refused.value)
        assert OTHER_KEY in str(refused.value)
    assert server.done == []


def test_a_private_key_signs_in_also_where_its_lines_became_one(server: Sftp) -> None:
    key = " ".join(server.client_key.split("\n"))
    config = server.config(sign_in="key", key=key)
    assert sftp.DECLARATION.put(config, SITE).written == 2
    with pytest.raises(RuleBroken, match="cannot be read") as refused:
        sftp.DECLARATION.put(server.config(sign_in="key", key="nonsense"), SITE)
    assert refused.value.field == "key"


def test_a_folder_that_is_not_there_is_not_made(server: Sftp) -> None:
    with pytest.raises(RuleBroken, match="no folder /elsewhere") as refused:
        sftp.DECLARATION.prepare(server.config(path="/elsewhere"), "ours")
    assert refused.value.field == "path"


@pytest.mark.skipif(sys.platform != "linux", reason="only there all of 127/8 is this computer")
def test_a_way_of_its_own_is_taken(server: Sftp) -> None:
    assert sftp.DECLARATION.look(server.config(from_address="127.0.0.7"))
    assert server.peers[-1] == "127.0.0.7"


def test_a_server_that_replaces_in_two_steps_is_told_and_loses_nothing(server: Sftp) -> None:
    server.replaces = False
    ready = sftp.DECLARATION.prepare(server.config(), "ours")
    assert "posix-rename" in ready.notes[0]
    words = sftp.REMOTE.words(ready.config)
    page = server.root / "page"
    with sftp.REMOTE.open(ready.config) as steps:
        Upload(steps, words).put(SITE)
        newer = Site("ours", 2, {**SITE.files, "index.html": b"newer"})
        places = [f"/page/{MANIFEST}", "/page/index.html"]

        def cut(what: str, path: str) -> None:
            if gone or (what, path) == ("move", places[0]):
                gone.append(path)
                raise PermissionError

        while places:  # between the two steps, when nothing stands there under that name
            gone: list[str] = []
            server.before = cut
            with pytest.raises(Unavailable):
                Upload(steps, words).put(newer)
            assert not (server.root / places.pop(0).removeprefix("/")).exists()
            server.before = lambda _what, _path: None
        Upload(steps, words).put(newer)
    assert files_in(page).keys() == {*newer.files, MANIFEST}
    assert (page / "index.html").read_bytes() == b"newer"


def test_a_file_beyond_any_page_is_not_read(server: Sftp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statusboard.targets.ssh.folder.LARGEST", 1000)
    (server.root / "page" / ".statusboard.json").write_bytes(b" " * 1001)
    with pytest.raises(Unavailable, match="too long"):
        sftp.DECLARATION.put(server.config(), SITE)

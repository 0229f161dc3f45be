"""FTP over TLS as servers really ask for it, and as some of them are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Site
from statusboard.targets.ftp.connection import Connection
from statusboard.targets.ftps import DECLARATION as FTPS
from statusboard.targets.ftps import REMOTE
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.uploading import Upload
from tests.fixtures.counterparts import files_in
from tests.fixtures.ftps_server import PASSWORD, USER, Ftps, ftps_server

PAGE_ID = "page00000001"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ftps]:
    root = tmp_path_factory.mktemp("ftps")
    (root / "page").mkdir()
    with ftps_server(root) as ftps:
        yield ftps


@pytest.fixture
def page(server: Ftps) -> Path:
    server.before = lambda _command, _path: None
    server.replaces = True
    return server.root / "page"


def site(generation: int) -> Site:
    return Site(PAGE_ID, generation, {"index.html": f"page {generation}".encode()})


def test_each_data_channel_goes_on_with_the_session_of_the_control_channel(
    server: Ftps, page: Path
) -> None:
    connection = Connection(server.fingerprint)
    try:
        connection.connect("127.0.0.1", server.port)
        connection.secure()
        connection.login(USER, PASSWORD)
        connection.prot_p()
        for _ in range(2):
            channel, _size = connection.ntransfercmd("MLSD")
            assert channel.session_reused  # type: ignore[attr-defined]
            channel.unwrap()  # type: ignore[attr-defined]
            channel.close()
            connection.voidresp()
    finally:
        connection.leave()


def test_another_certificate_than_the_one_that_was_given_gets_no_password(
    server: Ftps, page: Path
) -> None:
    for fingerprint in ("ab" * 32, ""):
        with pytest.raises(RuleBroken, match="certificate") as refused:
            FTPS.prepare(server.config(fingerprint=fingerprint), PAGE_ID)
        assert refused.value.field == "fingerprint"
    assert not [said for said in server.done if "STOR" in said]


def test_a_fingerprint_is_known_however_it_is_written(server: Ftps, page: Path) -> None:
    plain = server.fingerprint.upper()
    written = ":".join(plain[at : at + 2] for at in range(0, 64, 2))
    assert "can be reached" in FTPS.look(server.config(fingerprint=f"SHA256:{written}"))


def test_plain_ftp_is_refused_before_anything_secret_is_said(tmp_path: Path) -> None:
    with ftps_server(tmp_path, plain=True) as plain:
        with pytest.raises(RuleBroken, match="not sent over plain FTP") as refused:
            FTPS.prepare(plain.config(), PAGE_ID)
        assert refused.value.field == "host"
        assert PASSWORD not in str(refused.value)


def test_a_server_that_renames_over_nothing_is_found_and_still_gets_whole_files(
    server: Ftps, page: Path
) -> None:
    server.replaces = False
    ready = FTPS.prepare(server.config(), PAGE_ID)
    assert ready.config["replaces"] is False
    assert any("for an instant" in note.lower() for note in ready.notes)
    words = REMOTE.words(ready.config)
    with REMOTE.open(ready.config) as steps:
        Upload(steps, words).put(site(1))
        # Cut between the two renames of the manifest: it is found beside its place.
        renames = 0

        def before(command: str, _path: str) -> str | None:
            nonlocal renames
            renames += command == "RNTO"
            return "426 Connection closed." if renames == 2 else None

        server.before = before
        with pytest.raises(Unavailable, match="cut"):
            Upload(steps, words).put(site(2))
        server.before = lambda _command, _path: None
        Upload(steps, words).put(site(3))
    assert files_in(page).keys() == {".statusboard.json", "index.html"}
    assert files_in(page)["index.html"] == b"page 3"
    assert FTPS.empty is not None
    FTPS.empty(ready.config, site(3))


@pytest.mark.parametrize(
    ("reply", "trouble"),
    [
        ("552 Exceeded storage allocation.", Trouble.FULL),
        ("452 Insufficient storage space.", Trouble.FULL),
        ("550 Disk quota exceeded.", Trouble.FULL),
        ("550 Permission denied.", Trouble.FORBIDDEN),
        ("553 Could not create file.", Trouble.FORBIDDEN),
        ("421 Timeout.", Trouble.CUT),
        ("450 Busy.", Trouble.STRANGE),
    ],
)
def test_what_a_server_replies_is_told_apart(
    server: Ftps, page: Path, reply: str, trouble: Trouble
) -> None:
    with REMOTE.open(server.config()) as steps:
        server.before = lambda command, _path: reply if command == "STOR" else None
        with pytest.raises(Hindrance) as met:
            steps.write("index.html", b"x", "text/html")
    assert met.value.trouble is trouble
    assert files_in(page) == {}


def test_a_list_without_end_is_not_read_to_its_end(
    server: Ftps, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statusboard.targets.ftp.connection.LONGEST_LIST", 200)
    for number in range(20):
        (page / f"file-{number}.txt").write_bytes(b"")
    try:
        with REMOTE.open(server.config()) as steps, pytest.raises(Hindrance, match="too long"):
            steps.names("")
    finally:
        for each in page.iterdir():
            each.unlink()

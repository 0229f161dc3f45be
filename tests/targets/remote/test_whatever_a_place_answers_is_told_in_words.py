"""A place that is broken, or not what it seems, is told of in words, in one line, and shortly."""

from collections.abc import Callable, Iterator

import pytest

from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.targets import (
    ftps,
    git,
    page_server_elsewhere,
    s3,
    sftp,
    statuspage_account,
    webdav,
)
from statusboard.targets.base import Site
from statusboard.targets.remote.public_proof import public_notes
from statusboard.targets.remote.steps import LONGEST_SAID, Hindrance, Trouble
from statusboard.targets.remote.words import PlaceWords
from tests.fixtures.counterparts import s3_config
from tests.fixtures.free_port import free_port
from tests.fixtures.raw_server import Raw, answer, raw_server
from tests.fixtures.s3_server import S3

SITE = Site("ours", 1, {"index.html": b"page"})


@pytest.fixture(scope="module")
def served() -> Iterator[Raw]:
    with raw_server() as raw:
        yield raw


@pytest.fixture
def raw(served: Raw) -> Raw:
    served.greets = served.drips = False
    return served


def put_by_webdav(raw: Raw) -> None:
    config = {"url": f"{raw.url}/page", "user": "u", "password": "secret", "conditions": True}
    webdav.DECLARATION.put(config, SITE)


def put_by_git(raw: Raw) -> None:
    git.DECLARATION.put({"url": f"{raw.url}/a.git", "branch": "pages"}, SITE)


def put_by_s3(raw: Raw) -> None:
    s3.DECLARATION.put(s3_config(S3(port=raw.port)), SITE)


def put_by_sftp(raw: Raw) -> None:
    host = {"host": "127.0.0.1", "port": raw.port, "user": "u", "password": "secret"}
    sftp.DECLARATION.put({**host, "sign_in": "password", "path": "/page"}, SITE)


def put_by_ftps(raw: Raw) -> None:
    host = {"host": "127.0.0.1", "port": raw.port, "user": "u", "password": "secret"}
    ftps.DECLARATION.put({**host, "path": "/page"}, SITE)


def read_in_public(raw: Raw) -> None:
    public_notes(raw.url, {"index.html": b"page", "status.json": b"page"})


def digest(challenge: str) -> bytes:
    return answer(f"WWW-Authenticate: Digest {challenge}\r\n", status="401 Unauthorized")


TAGGED = 'ETag: "a"\r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n'
BROKEN: dict[str, tuple[Callable[[Raw], None], bytes]] = {
    "packed, and not": (put_by_webdav, answer("Content-Encoding: gzip\r\n", b"plain")),
    "unknown digest": (put_by_webdav, digest('realm="a", nonce="b", algorithm=NOPE')),
    "digest of the body": (put_by_webdav, digest('realm="a", nonce="b", qop="auth-int"')),
    "no digest": (put_by_webdav, digest('=,,=",",realm')),
    "unknown letters": (
        put_by_webdav,
        answer(body=b'<?xml version="1.0" encoding="nope"?><a/>', status="207 Multi-Status"),
    ),
    "no git": (put_by_git, answer("Content-Encoding: deflate\r\n", b"plain")),
    "no json": (put_by_s3, answer(TAGGED, b'{"page_id":"\xff","generation":1,"files":{}}')),
    "no address": (
        read_in_public,
        answer("Location: http://[bad\r\n", status="301 Moved Permanently"),
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_an_answer_that_is_none_is_a_sentence_and_no_defect(raw: Raw, what: str) -> None:
    put, raw.said = BROKEN[what]
    with pytest.raises(StatusBoardError):
        put(raw)


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (put_by_sftp, b"SSH-2.0-x\r\n" + b"\0" * 40),
        (put_by_ftps, b"220 hello\r\n234 go on\r\nno TLS"),
    ],
)
def test_a_greeting_that_is_none_is_a_sentence_and_no_defect(
    raw: Raw, put: Callable[[Raw], None], said: bytes
) -> None:
    raw.greets, raw.said = True, said
    with pytest.raises(StatusBoardError):
        put(raw)


def put_by_page_server(raw: Raw) -> None:
    page_server_elsewhere.DECLARATION.put({"url": raw.url, "token": "secret"}, SITE)


def look_at_an_account(raw: Raw) -> None:
    config = {"url": raw.url, "page": "kctbh9vrtdwd", "key": "secret"}
    statuspage_account.DECLARATION.look(config)


@pytest.mark.parametrize("put", [put_by_webdav, put_by_page_server, look_at_an_account])
@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 200 OK\r\nX: " + b"H" * 4000, answer("X: y\r\n", b" " * 4000)]
)
def test_an_answer_that_drips_has_an_end(
    raw: Raw, monkeypatch: pytest.MonkeyPatch, put: Callable[[Raw], None], said: bytes
) -> None:
    monkeypatch.setattr("statusboard.targets.remote.answer_time.ANSWER_S", 0.05)
    raw.said, raw.drips = said, True
    with pytest.raises(StatusBoardError, match="does not answer in time"):
        put(raw)


@pytest.mark.parametrize(
    "put", [put_by_webdav, put_by_page_server, put_by_git, put_by_s3, put_by_sftp, put_by_ftps]
)
def test_where_nothing_listens_the_place_may_be_down(put: Callable[[Raw], None]) -> None:
    with pytest.raises(StatusBoardError, match="may be down, or its address wrong"):
        put(Raw(free_port()))


def test_a_lifetime_of_thousands_of_digits_is_a_long_one(raw: Raw) -> None:
    kept = f"Content-Type: text/html\r\nCache-Control: max-age={'9' * 5000}\r\n"
    raw.said = answer(kept, b"page")
    notes = public_notes(raw.url, {"index.html": b"page", "status.json": b"page"})
    assert any("lets others keep the page" in note for note in notes)


def test_a_list_that_declares_a_type_in_sixteen_bits_is_not_read(raw: Raw) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]>'
    listed = f'{text}<multistatus xmlns="DAV:"><response><href>/page/&b;</href></response>'
    raw.said = answer(body=f"{listed}</multistatus>".encode("utf-16"), status="207 Multi-Status")
    with pytest.raises(StatusBoardError, match="declares a type"):
        put_by_webdav(raw)


def test_what_a_place_says_steers_no_screen_and_fills_none() -> None:
    words = PlaceWords("the place", main="host")
    said = "no\r\n\x1b[31m \u202eevil\N{ZERO WIDTH SPACE}" + "A" * 10_000
    told = str(words.error(Hindrance(Trouble.STRANGE, said)))
    assert told.isprintable()
    assert "no [31m evil" in told
    assert len(told) < LONGEST_SAID + 200


def test_where_an_address_sends_on_is_quoted_in_the_same_way(raw: Raw) -> None:
    raw.said = answer(f"Location: /{'a' * 5000}\r\n", status="302 Found")
    with pytest.raises(RuleBroken) as refused:
        read_in_public(raw)
    assert len(str(refused.value)) < LONGEST_SAID + 300

"""WebDAV as servers really are: how they ask who it is, what they hold to, what they list."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets.base import Site
from statusboard.targets.dav.listing import names_in
from statusboard.targets.ownership import MANIFEST
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.webdav import DECLARATION as WEBDAV
from statusboard.targets.webdav import REMOTE
from tests.fixtures.counterparts import files_in
from tests.fixtures.dav_server import PASSWORD, USER, dav_server
from tests.fixtures.wsgi_server import Served

PAGE_ID = "page00000001"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dav")
    (folder / "page").mkdir()
    return folder


@pytest.fixture(scope="module")
def digest(root: Path) -> Iterator[Served]:
    with dav_server(root, digest=True) as served:
        yield served


@pytest.fixture
def server(digest: Served) -> Served:
    digest.before = lambda _method, _path: None
    return digest


def at(server: Served, **others: object) -> dict[str, object]:
    return {"url": f"{server.url}/page", "user": USER, "password": PASSWORD, **others}


def test_a_server_that_wants_digest_is_never_sent_the_password(server: Served, root: Path) -> None:
    ready = WEBDAV.prepare(at(server), PAGE_ID)
    assert ready.config["conditions"] is True
    assert any("not there, and never gets half of it" in note for note in ready.notes)
    assert files_in(root / "page") == {}
    assert not [name for name in server.signed if name.startswith("Basic")]
    assert [name for name in server.signed if name.startswith("Digest")]


def test_a_server_that_moves_whatever_is_asked_is_found_at_set_up(
    server: Served, root: Path
) -> None:
    server.unheeded = ("HTTP_IF", "HTTP_OVERWRITE")
    try:
        ready = WEBDAV.prepare(at(server), PAGE_ID)
    finally:
        server.unheeded = ()
    assert ready.config["conditions"] is False
    assert any("does not hold to conditions" in note for note in ready.notes)
    assert files_in(root / "page") == {}


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        ("403 Forbidden", Trouble.FORBIDDEN),
        ("405 Method Not Allowed", Trouble.REFUSED),
        ("423 Locked", Trouble.STRANGE),
        ("503 Service Unavailable", Trouble.STRANGE),
        ("507 Insufficient Storage", Trouble.FULL),
        ("302 Found", Trouble.REFUSED),
    ],
)
def test_what_a_server_answers_is_told_apart(
    server: Served, root: Path, status: str, trouble: Trouble
) -> None:
    with REMOTE.open(at(server)) as steps:
        server.before = lambda method, _path: status if method == "MOVE" else None
        with pytest.raises(Hindrance) as met:
            steps.write("index.html", b"x", "text/html")
    assert met.value.trouble is trouble
    assert files_in(root / "page") == {}


def test_a_manifest_that_is_missed_for_an_instant_makes_no_files_of_others_of_ours(
    server: Served, root: Path
) -> None:
    # A server takes a file away before it moves its successor there (RFC 4918, 9.9.3).
    site = Site(PAGE_ID, 1, {"index.html": b"page"})
    assert WEBDAV.put is not None
    WEBDAV.put(at(server), site)
    missed = ["404 Not Found"]

    def before(method: str, path: str) -> str | None:
        is_asked = method == "GET" and path.endswith(MANIFEST)
        return missed.pop() if is_asked and missed else None

    server.before = before
    with pytest.raises(Unavailable, match="Another StatusBoard is writing"):
        WEBDAV.put(at(server), site)
    assert WEBDAV.put(at(server), site).written == 0
    assert WEBDAV.empty is not None
    assert WEBDAV.empty(at(server), site) == 1


def test_behind_a_proxy_that_ends_tls_a_file_is_moved_by_its_path(
    server: Served, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "scheme", "https")  # where it is asked over http
    assert WEBDAV.prepare(at(server), PAGE_ID).config["conditions"] is True
    assert files_in(root / "page") == {}


def test_a_folder_that_is_not_there_is_said_at_its_field(server: Served) -> None:
    with pytest.raises(RuleBroken, match="does not exist") as refused:
        WEBDAV.prepare(at(server, url=f"{server.url}/elsewhere"), PAGE_ID)
    assert refused.value.field == "url"


def test_a_list_is_read_by_the_paths_in_it_however_a_server_writes_them() -> None:
    listed = names_in(
        b'<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">'
        b"<D:response><D:href>/dav/a%20b/</D:href></D:response>"
        b"<D:response><D:href>https://dav.example/dav/a%20b/index.html</D:href></D:response>"
        b"<D:response><D:href> /dav/a%20b/incidents/ </D:href></D:response>"
        b"<D:response><D:href>/dav/a%20b/incidents/x</D:href></D:response>"
        b"<D:response><D:href>/elsewhere/x</D:href></D:response></D:multistatus>",
        "/dav/a%20b/",
    )
    assert listed == ["incidents", "index.html"]


_GROWS = (
    b"<!DOCTYPE multistatus [<!ENTITY a 'a'>]><multistatus xmlns='DAV:'><response>"
    b"<href>/&a;</href></response></multistatus>"
)


@pytest.mark.parametrize("text", [b"", b"<html/>", _GROWS])
def test_what_is_no_list_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        names_in(text, "/")


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=200))
def test_no_answer_is_a_defect(content: bytes) -> None:
    for text in (content, b'<multistatus xmlns="DAV:">' + content + b"</multistatus>"):
        try:
            names_in(text, "/x/")
        except ValueError:
            continue

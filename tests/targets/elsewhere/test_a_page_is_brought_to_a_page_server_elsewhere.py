"""A page server on another machine shows what its desk brings, whole, and keeps it by itself."""

import hashlib
import json
import math
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from starlette.requests import Request

from statusboard.domain.page_access import (
    ACCESS_FILE,
    Door,
    LinkKey,
    PageAccess,
    digest_of,
    written,
)
from statusboard.domain.page_arrival import PART, PATH, token_digest
from statusboard.errors import Rejected, RuleBroken, Unavailable
from statusboard.server.arrivals import Desks
from statusboard.targets.base import Site
from statusboard.targets.elsewhere.steps import ArrivalSteps
from statusboard.targets.elsewhere.trust import trust_of
from statusboard.targets.page_server_elsewhere import CANNOT, DECLARATION, REMOTE
from statusboard.targets.remote.steps import Hindrance, Trouble
from statusboard.targets.remote.way import USUAL
from tests.fixtures.receiving_server import Receiving, receiving_server

PAGE_ID = "page00000001"
TOKEN = "link-of-ada-" + "x" * 31
ACCESS = PageAccess(
    PAGE_ID,
    "key",
    links=(LinkKey(1, digest_of(TOKEN)),),
    doors={"en": Door("door", "no", "no link", "wait")},
)
# A context of TLS each time would take longer than everything else here.
VISITOR = httpx.Client(verify=False, trust_env=False)
FILES = {"history/index.html": b"history", "api/v2/status.json": b"{}"}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Receiving]:
    with receiving_server(tmp_path_factory.mktemp("elsewhere") / "kept") as server:
        yield server
        VISITOR.close()


@pytest.fixture
def server(started: Receiving) -> Receiving:
    started.before = lambda _method, _path: None
    started.put_back({})
    return started


def config(server: Receiving, **more: object) -> dict[str, object]:
    return {"url": server.url, "token": server.token, "public_url": server.url, **more}


def site(generation: int, *, is_private: bool = False, **more: bytes) -> Site:
    files = {**FILES, **more, "index.html": f"page {generation}".encode()}
    first = {ACCESS_FILE: written(ACCESS)} if is_private else {}
    return Site(PAGE_ID, generation, first | files)


def get(server: Receiving, path: str, **headers: str) -> httpx.Response:
    return VISITOR.get(f"{server.url}/{path}", headers=headers)


def test_it_is_proved_and_shows_the_page_after_a_restart_while_the_desk_is_gone(
    server: Receiving,
) -> None:
    ready = DECLARATION.prepare(config(server), PAGE_ID)
    assert CANNOT in ready.notes
    assert any("minutes apart" in note for note in ready.notes)  # its clock is the test's
    assert any("read back at" in note for note in ready.notes)
    assert get(server, "").status_code == 404

    receipt = REMOTE.put(config(server), site(7))
    assert (receipt.written, receipt.first_digest) == (3, hashlib.sha256(b"page 7").hexdigest())
    assert get(server, "history/").content == b"history"
    assert get(server, ".statusboard.json").status_code == 404
    server.restart()
    assert get(server, "").content == b"page 7"
    assert server.shown.site is not None
    assert server.shown.site.index.generation == 7
    assert REMOTE.put(config(server), site(7)).written == 0  # known again, nothing travels
    assert REMOTE.empty(config(server), Site(PAGE_ID, 0, {})) == 3
    assert get(server, "").status_code == 404


def test_a_private_page_is_as_private_there_and_its_desk_can_read_it(server: Receiving) -> None:
    REMOTE.put(config(server), site(1))
    seen: set[tuple[bytes, bool]] = set()

    def look_inside(_method: str, _path: str) -> None:
        assert server.shown.site is not None
        page = server.shown.site.answers["/index.html"]
        seen.add((page.content(page.plain), server.access is not None))

    server.before = look_inside
    receipt = REMOTE.put(config(server), site(2, is_private=True))
    server.before = lambda _method, _path: None

    # Both change in one step: neither was the new page open, nor the old one closed.
    assert seen == {(b"page 1", False), (b"page 2", True)}
    assert get(server, "index.html").text == "door"
    assert get(server, "api/v2/status.json").status_code == 401
    assert get(server, ACCESS_FILE, Authorization=f"Bearer {TOKEN}").status_code == 404
    assert get(server, "", Authorization=f"Bearer {TOKEN}").content == b"page 2"
    assert get(server, "", Authorization=f"Bearer {server.token}").status_code == 401
    server.restart()
    assert get(server, "").status_code == 401
    # The desk looks at the public address by what it alone can know, which writes nothing.
    look = DECLARATION.watch
    assert look is not None
    assert look(config(server), receipt.first_digest).problem == ""
    assert "shows what stands there" in REMOTE.look(config(server))
    assert DECLARATION.prepare(config(server), PAGE_ID).notes
    REMOTE.put(config(server), site(3))
    assert (get(server, "").content, server.access) == (b"page 3", None)


def test_a_long_file_goes_on_where_it_was_cut(server: Receiving) -> None:
    long = bytes(range(256)) * (PART // 128) + b"end"  # two parts and a little
    where = f"/{PATH}/contents/{hashlib.sha256(long).hexdigest()}"
    sent = 0

    def cut(_method: str, path: str) -> None:
        nonlocal sent
        sent += path == where
        if sent == 2:
            raise ConnectionError

    server.before = cut
    with pytest.raises(Unavailable, match="was cut"):
        REMOTE.put(config(server), site(1, **{"a.png": long}))
    assert get(server, "").status_code == 503
    server.before = lambda _method, _path: None
    server.asked.clear()
    REMOTE.put(config(server), site(1, **{"a.png": long}))
    assert server.asked.count(f"PUT {where}") == 2
    assert get(server, "a.png").content == long


@pytest.mark.parametrize("let_through", [2, 7, 9])
def test_a_cut_leaves_the_old_page_whole_and_the_next_try_brings_the_new(
    server: Receiving, let_through: int
) -> None:
    REMOTE.put(config(server), site(1))
    left = let_through

    def cut(_method: str, _path: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise ConnectionError

    server.before = cut
    with pytest.raises(Unavailable):
        REMOTE.put(config(server), site(2, **{"history/index.html": b"history 2"}))
    server.before = lambda _method, _path: None
    assert (get(server, "").content, get(server, "history/").content) == (b"page 1", b"history")
    REMOTE.put(config(server), site(2, **{"history/index.html": b"history 2"}))
    assert (get(server, "").content, get(server, "history/").content) == (b"page 2", b"history 2")


def test_of_two_desks_one_wins_and_no_page_is_a_mix(server: Receiving) -> None:
    REMOTE.put(config(server), site(1))
    with REMOTE.open(config(server)) as first, REMOTE.open(config(server)) as second:
        first.write("index.html", b"of the first", "text/html")
        second.write("index.html", b"of the second", "text/html")
        second.write("history/index.html", b"of the second", "text/html")
        first.settle()
        with pytest.raises(Hindrance) as stopped:
            second.settle()
    assert stopped.value.trouble is Trouble.OVERTAKEN
    assert (get(server, "").content, get(server, "history/").content) == (
        b"of the first",
        b"history",
    )
    with pytest.raises(Rejected, match="newer"):
        REMOTE.put(config(server), site(0))


def test_what_was_damaged_on_its_disk_is_not_shown_and_is_brought_again(server: Receiving) -> None:
    REMOTE.put(config(server), site(3))
    digest = hashlib.sha256(b"history").hexdigest()
    (server.folder / "contents" / digest).write_bytes(b"histery")
    server.renew()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("statusboard.app.programs.kept_site.log.warning", lambda *_: None)
        server.restart()
    assert get(server, "").status_code == 503
    assert REMOTE.put(config(server), site(3)).written == 3
    assert get(server, "history/").content == b"history"


def test_what_is_no_file_on_its_disk_is_brought_again(server: Receiving, tmp_path: Path) -> None:
    REMOTE.put(config(server), site(3))
    digest = hashlib.sha256(b"history").hexdigest()
    kept = server.folder / "contents" / digest
    kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    (server.folder / "coming").mkdir(exist_ok=True)
    (server.folder / "coming" / digest).symlink_to(tmp_path / "elsewhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("statusboard.app.programs.kept_site.log.warning", lambda *_: None)
        server.restart()
        assert get(server, "").status_code == 503
        assert REMOTE.put(config(server), site(3)).written == 3
        assert get(server, "history/").content == b"history"
        assert not kept.is_symlink()
        # What cannot be read at all keeps nobody from starting: the page is brought elsewhere then.
        (server.folder / "shown").unlink()
        (server.folder / "shown").mkdir()
        server.restart()
        (server.folder / "shown").rmdir()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", {"now": math.inf}),
        ("", {"now": math.nan}),
        ("", {"generation": math.inf}),
        ("", {"files": [["a", "a" * 64, math.inf]]}),
        ("/contents", {"has": 10**9}),
    ],
)
def test_a_server_that_answers_nonsense_is_refused_in_words(
    path: str, said: dict[str, Any]
) -> None:
    asked = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal asked
        asked += 1
        assert asked < 20, "it is asked for ever"
        where = request.url.path.removeprefix(f"/{PATH}")
        own: dict[str, object] = {"form": 1, "generation": 1, "files": [], "now": 0}
        if where == "/wanted":
            own = {"lacking": dict.fromkeys(json.loads(request.content), 0)}
        if where.startswith("/contents"):
            own, where = {"has": int(request.url.params["size"])}, "/contents"
        given = said if where == path else {}
        more = {name: value * asked if name == "has" else value for name, value in given.items()}
        return httpx.Response(200, text=json.dumps({**own, **more}))

    def bring(client: httpx.Client) -> None:
        steps = ArrivalSteps(client, "http://127.0.0.1/")
        steps.open()
        steps.write("index.html", b"page", "text/html")
        steps.settle()

    with httpx.Client(transport=httpx.MockTransport(answer)) as client, pytest.raises(Hindrance):
        bring(client)


def test_a_desk_waits_for_nobody_who_guesses_its_token() -> None:
    desks = Desks(token_digest("right"), lambda: 0.0)

    def status(token: str) -> int | None:
        said = [(b"authorization", f"Bearer {token}".encode())]
        scope = {"type": "http", "client": ("203.0.113.9", 1), "headers": said}
        refused = desks.refusal(Request(scope))
        return None if refused is None else refused.status_code

    assert [status("wrong") for _ in range(4)] == [401, 401, 401, 429]
    # As behind a proxy that is not trusted, whose visitors are all of one address.
    assert status("right") is None


BAD = [
    *(("GET", ""), ("GET", "/files/index.html"), ("POST", "/show"), ("POST", "/wanted")),
    ("PUT", "/contents/" + "a" * 64 + "?at=0&size=1"),
]


def test_nobody_but_its_desk_writes_or_reads_there(server: Receiving) -> None:
    REMOTE.put(config(server), site(1))
    before = server.files()
    for method, path in BAD:
        for said in ("", "Bearer", "Bearer another", f"Basic {server.token}", server.token):
            answer = VISITOR.request(
                method, f"{server.url}/{PATH}{path}", headers={"Authorization": said}, content=b"x"
            )
            assert (answer.status_code, answer.content) == (401, b""), (method, path)
    with pytest.raises(RuleBroken) as refused:
        DECLARATION.prepare(config(server, token="another"), PAGE_ID)
    assert refused.value.field == "token"
    assert server.files() == before
    assert (server.folder / "token").stat().st_mode & 0o077 == 0


def test_what_its_desk_says_is_held_to_as_well(server: Receiving) -> None:
    own = {"Authorization": f"Bearer {server.token}"}
    digest = hashlib.sha256(b"x").hexdigest()
    listed = json.dumps({"form": 1, "generation": 1, "files": [["../x", digest, 1]]}).encode()

    def ask(method: str, path: str, body: bytes = b"") -> int:
        address = f"{server.url}/{PATH}{path}"
        return VISITOR.request(method, address, headers=own, content=body).status_code

    for name in ("..%2f..%2fshown", "../token", "token", digest.upper(), digest[:-1]):
        assert ask("PUT", f"/contents/{name}?at=0&size=1", b"x") in (404, 405, 422)
    for query in ("at=0&size=0", "at=-1&size=1", "at=0&size=99999999999", "", "at=١&size=1"):
        assert ask("PUT", f"/contents/{digest}?{query}", b"x") in (413, 422)
    assert ask("PUT", f"/contents/{'b' * 64}?at=0&size=1", b"x") == 422  # not what it is said to be
    assert ask("PUT", f"/contents/{digest}?at=5&size=9", b"x") == 409
    index = hashlib.sha256(listed).hexdigest()
    assert ask("PUT", f"/contents/{index}?at=0&size={len(listed)}", listed) == 200
    tag = server.kept.arrived.tag
    for given in (
        {"before": tag, "index": index},
        {"before": tag, "index": "c" * 64},
        {"before": "", "index": index},
        {"before": tag, "index": "../token"},
        *([], None, "x"),
    ):
        assert ask("POST", "/show", json.dumps(given).encode()) in (409, 412, 422)
    for body in (b"", b"[1]", b'["../x"]', b"{}", b"[" * 10_000):
        assert ask("POST", "/wanted", body) == 422
    assert ask("GET", "/files/../token") in (410, 503)
    assert ask("GET", "/files/%2e%2e/token") == 410
    assert server.shown.site is None
    assert not list((server.folder / "coming").glob("*"))


def test_a_certificate_is_believed_by_its_fingerprint_alone(tmp_path: Path) -> None:
    theirs = trustme.CA().issue_cert("127.0.0.1")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    theirs.configure_cert(context)
    chain = theirs.cert_chain_pems[0].bytes().decode()
    shown = hashlib.sha256(ssl.PEM_cert_to_DER_cert(chain)).hexdigest()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"https://127.0.0.1:{listening.getsockname()[1]}/"

        def serve() -> None:
            for _ in range(3):
                plain, _ = listening.accept()
                try:
                    with context.wrap_socket(plain, server_side=True) as secure:
                        secure.recv(1)
                except OSError:
                    plain.close()

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        with pytest.raises(Hindrance) as refused:
            trust_of(url, "0" * 64, USUAL)
        assert refused.value.trouble is Trouble.WRONG_CERTIFICATE
        pinned = trust_of(url, shown, USUAL)
        assert isinstance(pinned, ssl.SSLContext)
        with (
            socket.create_connection(listening.getsockname()) as plain,
            pinned.wrap_socket(plain, server_hostname="127.0.0.1") as secure,
        ):
            assert secure.getpeercert(binary_form=True)
        thread.join()
    other = trustme.CA().issue_cert("127.0.0.1").cert_chain_pems[0].bytes().decode()
    assert hashlib.sha256(ssl.PEM_cert_to_DER_cert(other)).hexdigest() != shown

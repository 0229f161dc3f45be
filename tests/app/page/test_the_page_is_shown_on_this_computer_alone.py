"""The page as it is served without a web server: whole, read-only, and nothing beside it."""

import http.client
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from statusboard.app.page.serving import HOST, ShownFolder, serving
from statusboard.errors import Unavailable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site with what is not its own beside and inside it."""
    site = tmp_path / "page"
    (site / "incidents" / "inc1").mkdir(parents=True)
    (site / "api" / "v2").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Northwind</h1>")
    (site / "incidents" / "inc1" / "index.html").write_text("<h1>Slow</h1>")
    (site / "api" / "v2" / "status.json").write_text("{}")
    (site / ".statusboard.json").write_text("ours")
    (site / ".git").mkdir()
    (site / ".git" / "index.html").write_text("theirs")
    (site / "key.pem").write_text("theirs")
    (tmp_path / "secret.html").write_text("secret")
    return site


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with serving(ShownFolder(folder)) as address:
        yield address


def ask(address: str, path: str, method: str = "GET") -> http.client.HTTPResponse:
    """The whole answer; the path goes out as it is written."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    answer.content = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "media", "content"),
    [
        ("/", "text/html; charset=utf-8", b"<h1>Northwind</h1>"),
        ("/index.html?x=/../y", "text/html; charset=utf-8", b"<h1>Northwind</h1>"),
        ("/incidents/inc1/", "text/html; charset=utf-8", b"<h1>Slow</h1>"),
        ("/api/v2/status.json", "application/json; charset=utf-8", b"{}"),
    ],
)
def test_a_file_of_the_site_comes_with_its_type(
    address: str, path: str, media: str, content: bytes
) -> None:
    whole, head = ask(address, path), ask(address, path, "HEAD")

    assert (whole.status, whole.content) == (200, content)  # type: ignore[attr-defined]
    assert (head.status, head.content) == (200, b"")  # type: ignore[attr-defined]
    for answer in (whole, head):
        assert answer.headers["Content-Type"] == media
        assert answer.headers["Content-Length"] == str(len(content))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    is_api = path.startswith("/api/")
    assert whole.headers["Access-Control-Allow-Origin"] == ("*" if is_api else None)


@pytest.mark.parametrize(
    "path",
    [
        *("/.statusboard.json", "/.git/", "/.git/index.html", "/key.pem", "/nothing.html"),
        *("/../secret.html", "/incidents/../../secret.html", "/%2e%2e/secret.html"),
        *("/..%2fsecret.html", "/..\\secret.html", "//secret.html", "/incidents//inc1/"),
        *("/index.html/", "/index.html%00", "/api/v2/", "http://127.0.0.1/index.html", "*"),
        *("/linked.html", "/incidents/linked/"),
    ],
)
def test_whatever_is_no_file_of_the_site_is_not_there(
    address: str, folder: Path, path: str
) -> None:
    (folder / "linked.html").symlink_to(folder.parent / "secret.html")
    (folder / "incidents" / "linked").symlink_to(folder.parent)
    (folder.parent / "index.html").write_text("secret")

    answer = ask(address, path)

    assert answer.status == 404
    assert b"secret" not in answer.content  # type: ignore[attr-defined]
    assert b"theirs" not in answer.content  # type: ignore[attr-defined]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_would_never_end_is_not_read(address: str, folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")

    assert ask(address, "/pipe.html").status == 404


def test_a_folder_without_its_last_slash_leads_to_it(address: str) -> None:
    answer = ask(address, "/incidents/inc1")

    assert (answer.status, answer.headers["Location"]) == (301, "/incidents/inc1/")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(address: str, method: str) -> None:
    answer = ask(address, "/index.html", method)

    assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")


def test_without_a_page_it_says_so_and_shows_one_that_comes(folder: Path) -> None:
    shown = ShownFolder()
    with serving(shown) as address:
        before = ask(address, "/")
        shown.path = folder
        after = ask(address, "/")

    assert (before.status, before.content) == (404, b"No page was published yet.\n")  # type: ignore[attr-defined]
    assert after.status == 200


def test_it_listens_on_loopback_and_says_where_a_port_is_taken(folder: Path) -> None:
    with serving(ShownFolder(folder)) as address:
        assert urlsplit(address).hostname == HOST
        port = urlsplit(address).port or 0
        with pytest.raises(Unavailable, match=f"port {port}"), serving(ShownFolder(), port):
            pass


def test_somebody_who_says_nothing_does_not_hold_up_the_others(folder: Path) -> None:
    with serving(ShownFolder(folder)) as address:
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname, parts.port), timeout=10):
            assert ask(address, "/").status == 200

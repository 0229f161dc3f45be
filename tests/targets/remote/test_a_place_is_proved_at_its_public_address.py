"""What the public address answers is held against what was written, and said in words."""

from collections.abc import Iterator

import pytest

from statusboard.errors import RuleBroken
from statusboard.targets import s3
from statusboard.targets.base import Site
from tests.fixtures.counterparts import s3_config
from tests.fixtures.free_port import free_port
from tests.fixtures.s3_server import S3, s3_server

CORS = {"Access-Control-Allow-Origin": "*"}


@pytest.fixture(scope="module")
def served() -> Iterator[S3]:
    with s3_server() as server:
        yield server


@pytest.fixture
def server(served: S3) -> S3:
    served.objects, served.public, served.public_headers = {}, None, dict(CORS)
    served.before, served.answers = lambda _method, _key: None, None
    return served


def notes(server: S3, address: str = "") -> tuple[str, ...]:
    address = address or f"{server.url}/public/status/"
    return s3.DECLARATION.prepare(s3_config(server, public_url=address), "ours").notes


def refused(server: S3, address: str = "") -> str:
    with pytest.raises(RuleBroken) as error:
        notes(server, address)
    assert error.value.field == "public_url"
    assert not server.objects, "a test file was left there"
    return str(error.value)


def test_a_good_address_says_what_a_folder_of_a_host_cannot_do(server: S3) -> None:
    said = notes(server)
    assert any("as customers do" in note for note in said)
    # The test's own address leads into a folder.
    assert [note for note in said if "statuspage-exporter" in note]
    assert not [note for note in said if "widget" in note or "HEAD" in note]
    assert not server.objects


def test_a_host_that_lets_no_script_read_names_what_will_not_work(server: S3) -> None:
    server.public_headers = {}
    assert any("@statuspage/status-widget" in note for note in notes(server))


def test_wrong_types_are_said(server: S3) -> None:
    server.public_headers["Content-Type"] = "text/html"
    assert any("not as application/json" in note for note in notes(server))
    server.public_headers["Content-Type"] = "application/octet-stream"
    assert "offer the page as a download" in refused(server)


def test_a_host_that_keeps_pages_long_is_said(server: S3) -> None:
    server.public_headers["Cache-Control"] = "max-age=3600"
    assert any("for 60 minutes" in note for note in notes(server))


def test_another_path_is_not_found_there(server: S3) -> None:
    assert "is not found there" in refused(server, f"{server.url}/public/elsewhere")


def test_another_content_is_another_host_or_somebody_between(server: S3) -> None:
    server.public = lambda _key: b"parked"
    assert "something else than was written" in refused(server)


@pytest.mark.parametrize(
    ("status", "words"),
    [(301, "sends visitors on to https://other.example/x"), (403, "may not be read"), (503, "503")],
)
def test_what_the_host_answers_instead_is_said(server: S3, status: int, words: str) -> None:
    server.answers = status
    server.public_headers = {"Location": "https://other.example/x"} if status == 301 else {}
    assert words in refused(server)


def test_a_host_that_does_not_answer_is_said(server: S3) -> None:
    assert "Nothing answers" in refused(server, f"http://127.0.0.1:{free_port()}")
    assert "leads nowhere" in refused(server, "http://status.invalid")
    # It speaks no TLS.
    assert "as a web server does" in refused(server, server.url.replace("http:", "https:"))


def test_later_what_customers_read_is_looked_at_again(server: S3) -> None:
    config = s3_config(server, public_url=f"{server.url}/public/status")
    assert s3.DECLARATION.look(config).endswith("can be reached")
    s3.DECLARATION.put(config, Site("ours", 1, {"index.html": b"page"}))
    assert s3.DECLARATION.look(config).endswith("shows what stands there")
    server.public = lambda _key: b"parked"
    with pytest.raises(RuleBroken, match="something else"):
        s3.DECLARATION.look(config)

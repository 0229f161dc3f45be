"""What is S3's own: headers of objects, look-alikes, a wrong clock, a bucket that is not there."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from statusboard.errors import RuleBroken, Unavailable
from statusboard.targets import s3
from statusboard.targets.base import Site
from tests.fixtures.counterparts import s3_config
from tests.fixtures.s3_server import S3, s3_server

SITE = Site("ours", 1, {"api/v2/status.json": b"{}", "index.html": b"page"})


@pytest.fixture(scope="module")
def served() -> Iterator[S3]:
    with s3_server() as server:
        yield server


@pytest.fixture
def server(served: S3) -> S3:
    served.objects, served.keeps_conditions, served.skew = {}, True, timedelta()
    served.keeps_tags = True
    return served


def test_each_object_says_what_it_is_and_how_long_it_may_be_kept(server: S3) -> None:
    s3.DECLARATION.put(s3_config(server), SITE)
    _, page = server.objects["status/index.html"]
    _, listing = server.objects["status/api/v2/status.json"]
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert listing["Content-Type"] == "application/json; charset=utf-8"
    assert page["Cache-Control"] == "public, max-age=30, stale-if-error=86400"


def test_a_look_alike_that_ignores_conditions_is_found_and_written_without(server: S3) -> None:
    assert s3.DECLARATION.prepare(s3_config(server), "ours").config["conditions"] == "held"
    server.keeps_conditions = False
    ready = s3.DECLARATION.prepare(s3_config(server), "ours")
    assert ready.config["conditions"] == "ignored"
    assert "one desk at a time" in ready.notes[0]
    assert s3.DECLARATION.put(ready.config, SITE).written == 2
    assert s3.DECLARATION.put(ready.config, SITE).written == 0


def test_a_look_alike_that_keeps_one_condition_alone_is_written_without(server: S3) -> None:
    server.keeps_tags = False
    assert s3.DECLARATION.prepare(s3_config(server), "ours").config["conditions"] == "ignored"


def test_a_file_beyond_any_page_is_not_read(server: S3, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("statusboard.targets.bucket.steps.LARGEST", 1000)
    server.objects["status/.statusboard.json"] = (b" " * 1001, {})
    with pytest.raises(Unavailable, match="too long"):
        s3.DECLARATION.put(s3_config(server), SITE)


def test_a_wrong_clock_is_said_as_that(server: S3) -> None:
    server.skew = timedelta(hours=2)
    with pytest.raises(Unavailable, match="Set the clock right"):
        s3.DECLARATION.put(s3_config(server), SITE)


@pytest.mark.parametrize(
    ("others", "field", "words"),
    [
        ({"bucket": "elsewhere"}, "bucket", "does not exist"),
        ({"key_id": "ANOTHER"}, "secret", "does not take the sign-in"),
        ({"endpoint": "http://s3.invalid"}, "endpoint", "leads nowhere"),
        ({"region": "eu-other-1"}, "endpoint", "AuthorizationHeaderMalformed"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    server: S3, others: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(RuleBroken, match=words) as refused:
        s3.DECLARATION.prepare(s3_config(server, **others), "ours")
    assert refused.value.field == field


def test_a_way_of_its_own_is_taken(server: S3) -> None:
    # The server answers for any host, as a proxy does that is asked for a whole address.
    config = s3_config(server, endpoint="http://s3.invalid", proxy=server.url)
    assert s3.DECLARATION.put(config, SITE).written == 2
    assert server.files("status/").keys() > SITE.files.keys()

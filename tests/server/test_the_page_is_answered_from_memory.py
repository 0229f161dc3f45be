"""What a visitor gets of a site: the right type, the right tag, as small as it goes, and safe."""

import gzip
import io
import json
import os
from collections.abc import AsyncIterator

import pytest

from statusboard.app.programs.guarded_http import Rules
from statusboard.server.app import public_app
from statusboard.server.pages import ALLOWED, Shown
from statusboard.server.policy import content_policy, standing_headers
from statusboard.server.traffic import Standing
from tests.fixtures.served import FILES, STYLE, ask, listening, page, site_of

pytestmark = pytest.mark.anyio

POLICY = (
    f"default-src 'none'; style-src 'self' {STYLE}; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


def standing() -> Standing:
    return Standing(7, 12.3, 5, has_office=True, connections=1)


@pytest.fixture
def shown() -> Shown:
    return Shown(site_of())


@pytest.fixture
async def port(shown: Shown) -> AsyncIterator[int]:
    rules = Rules(headers=standing_headers("https://status.example"), linger_s=0.01)
    async with listening(public_app(shown, standing), rules) as (port, _):
        yield port


@pytest.mark.parametrize(
    ("target", "path", "media"),
    [
        ("/", "index.html", HTML),
        ("/index.html", "index.html", HTML),
        ("/?x=/../y", "index.html", HTML),
        ("http://status.example/", "index.html", HTML),
        ("/incidents/abc123abc123/", "incidents/abc123abc123/index.html", HTML),
        ("/%69ncidents/abc123abc123/index.html", "incidents/abc123abc123/index.html", HTML),
        ("/history/2026-03/index.html", "history/2026-03/index.html", HTML),
        ("/api/v2/status.json", "api/v2/status.json", JSON),
        ("/api/v2/summary.json", "api/v2/summary.json", JSON),
    ],
)
async def test_a_file_comes_whole_with_its_type_and_as_small_as_it_goes(
    port: int, target: str, path: str, media: str
) -> None:
    plain = await ask(port, target)
    packed = await ask(port, target, Accept_Encoding="br, gzip;q=0.8")
    heads = [
        await ask(port, target, "HEAD"),
        await ask(port, target, "HEAD", Accept_Encoding="gzip"),
    ]

    assert (plain.status, plain.body) == (200, FILES[path])
    assert packed.status == 200
    is_small = path.endswith("status.json")
    assert (packed.headers.get("content-encoding") == "gzip") is not is_small
    if not is_small:
        assert gzip.decompress(packed.body) == FILES[path]
        assert len(packed.body) < len(plain.body) / 2
        assert plain.headers["vary"] == packed.headers["vary"] == "accept-encoding"
        assert plain.headers["etag"] != packed.headers["etag"]
    for answer, head in zip((plain, packed), heads, strict=True):
        assert answer.headers["content-type"] == media
        assert answer.headers["content-length"] == str(len(answer.body))
        assert head.headers | {"date": ""} == answer.headers | {"date": ""}
        assert head.body == b""


@pytest.mark.parametrize(
    ("accepts", "is_packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=1.0, *;q=0.5", True),
        ("*", True),
        ("x-gzip", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, *", False),
        ("identity", False),
        ("br", False),
        ("", False),
        ("*;q=0", False),
        ("gzip;q=many", False),
        ("gzipped, not-gzip", False),
    ],
)
async def test_gzip_goes_to_whoever_takes_it(port: int, accepts: str, is_packed: bool) -> None:
    answer = await ask(port, "/", Accept_Encoding=accepts)

    assert (answer.headers.get("content-encoding") == "gzip") is is_packed
    content = gzip.decompress(answer.body) if is_packed else answer.body
    assert content == FILES["index.html"]


@pytest.mark.parametrize("accepts", ["gzip", "identity"])
async def test_who_has_the_newest_page_is_told_so_in_a_few_bytes(
    port: int, shown: Shown, accepts: str
) -> None:
    first = await ask(port, "/", Accept_Encoding=accepts)
    tag = first.headers["etag"]
    assert tag.startswith('"')

    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await ask(port, "/", Accept_Encoding=accepts, If_None_Match=known)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["vary"] == "accept-encoding"
        assert "content-encoding" not in again.headers

    for known in ('"other"', "", tag.strip('"'), f"{tag[:-2]}"):
        again = await ask(port, "/", Accept_Encoding=accepts, If_None_Match=known)
        assert again.status == 200

    shown.site = site_of({**FILES, "index.html": page("Newer")}, generation=2, before=shown.site)
    newer = await ask(port, "/", Accept_Encoding=accepts, If_None_Match=tag)
    same = await ask(port, "/history/2026-03/", Accept_Encoding=accepts)
    assert newer.status == 200
    assert newer.headers["etag"] != tag
    assert same.status == 200


async def test_the_tag_of_one_encoding_is_none_of_the_other(port: int) -> None:
    packed = await ask(port, "/", Accept_Encoding="gzip")

    plain = await ask(port, "/", If_None_Match=packed.headers["etag"])

    assert (plain.status, plain.body) == (200, FILES["index.html"])


@pytest.mark.parametrize(
    "target", ["/", "/api/v2/status.json", "/nothing", "/incidents/abc123abc123"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
async def test_every_answer_is_safe_to_show(port: int, target: str, method: str) -> None:
    answer = await ask(port, target, method)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "server" not in answer.headers
    is_html = answer.headers.get("content-type") == HTML
    assert ("content-security-policy" in answer.headers) is is_html
    if is_html:
        policy = answer.headers["content-security-policy"]
        assert policy.replace("'sha256-", "\0").count("\0") == 1
        assert policy.endswith("form-action 'self'; base-uri 'none'; frame-ancestors 'none'")


async def test_a_page_is_shown_under_its_own_policy_and_more(port: int) -> None:
    answer = await ask(port, "/")

    assert answer.headers["content-security-policy"] == POLICY


def test_only_a_page_that_says_so_in_its_head_may_have_a_file_of_its_own_run() -> None:
    head = b"<meta content=\"default-src 'none'; script-src 'self'; base-uri 'none'\">"

    assert b"script-src 'self'; img-src" in content_policy(head)
    assert b"script-src" not in content_policy(b"<p>" * 400 + head)
    assert b"script-src" not in content_policy(b"<meta content=\"script-src 'unsafe-inline'\">")


async def test_a_badge_is_drawn_and_can_run_nothing(shown: Shown, port: int) -> None:
    shown.site = site_of({**FILES, "badge/uptime-12-months.svg": b"<svg/>"}, generation=2)

    answer = await ask(port, "/badge/uptime-12-months.svg")

    assert answer.headers["content-type"] == "image/svg+xml; charset=utf-8"
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; sandbox"
    )


def test_browsers_are_held_to_https_only_where_the_page_is_there() -> None:
    for url, is_held in (
        ("https://status.example", True),
        ("http://x.example", False),
        ("", False),
    ):
        assert ("strict-transport-security" in dict(standing_headers(url))) is is_held


async def test_the_api_is_read_from_any_page_and_nothing_else_is(port: int) -> None:
    read = await ask(port, "/api/v2/summary.json", Origin="https://shop.example")
    asked = await ask(port, "/api/v2/summary.json", "OPTIONS", Origin="https://shop.example")
    missing = await ask(port, "/api/v2/nothing.json")
    page_read = await ask(port, "/", Origin="https://shop.example")

    for answer in (read, asked, missing):
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
    assert (asked.status, asked.headers["access-control-allow-methods"]) == (204, ALLOWED)
    assert read.headers["access-control-expose-headers"] == "etag"
    assert "access-control-allow-origin" not in page_read.headers
    assert (missing.status, missing.headers["content-type"]) == (404, JSON)
    assert "error" in json.loads(missing.body)


@pytest.mark.parametrize(
    "target", ["/incidents/abc123abc123", "/history/2026-03", "/%68istory/2026-03?x=1"]
)
async def test_a_folder_without_its_last_slash_leads_to_it(port: int, target: str) -> None:
    answer = await ask(port, target)

    assert answer.status == 301
    assert answer.headers["location"] in ("/incidents/abc123abc123/", "/history/2026-03/")


# Each would be a file of this computer, a file beside a site, or another host, to a server that
# puts a path together.
OUTSIDE = [
    *("/.statusboard.json", "/.git/config", "/key.pem", "/index.html/", "/index.html.bak"),
    *("/../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..\\..\\boot.ini"),
    *("/....//....//etc/passwd", "/%252e%252e/etc/passwd", "/..;/etc/passwd", "/%c0%ae%c0%ae/x"),
    *("/%uff0e%uff0e/x", "/./index.html", "/incidents/../index.html", "/incidents//index.html"),
    *(
        "//index.html",
        "//evil.example/",
        "//evil.example/%2e%2e",
        "/\\evil.example",
        "/index.html%00",
    ),
    *("/%00", "/index.html%00.json", "/index.html%20", "/index.html;x", "/INDEX.HTML", "/api/v2/"),
    *("/incidents", "/api", "/api/v2", "/proc/self/environ", "/etc/passwd", "/C:/boot.ini"),
    *("/index.html%0d%0aSet-Cookie:%20x=1", "/%0d%0aLocation:%20https://evil.example"),
    *("/healthz/", "/metrics", "/docs", "/static/x", "/%ff%fe", "/" + "a/" * 2_000, "/~root/"),
    *("/index.html%2f", "/%2findex.html", "/incidents%2fabc123abc123%2f..%2f..", "/con", "/nul"),
]


@pytest.mark.parametrize("target", OUTSIDE)
async def test_whatever_is_no_file_of_the_site_is_not_there(port: int, target: str) -> None:
    answer = await ask(port, target)

    assert answer.status == 404
    assert b"root:" not in answer.body
    assert b"evil" not in answer.body
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


async def test_no_question_touches_a_file(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    await ask(port, "/")  # whatever is imported late is imported by now
    await ask(port, "/nothing")
    touched: list[str] = []
    for module, name in [(os, "open"), (os, "stat"), (os, "lstat"), (os, "scandir"), (io, "open")]:
        real = getattr(module, name)

        def watched(
            *given: object, real: object = real, name: str = name, **more: object
        ) -> object:
            touched.append(f"{name} {given[0]}")
            return real(*given, **more)  # type: ignore[operator]

        monkeypatch.setattr(module, name, watched)
        if module is io:
            monkeypatch.setattr("builtins.open", watched)

    for target in ("/", "/api/v2/summary.json", "/healthz", *OUTSIDE):
        await ask(port, target)

    assert touched == []
    os.stat(os.devnull)  # noqa: PTH116 - what is watched
    assert touched == [f"stat {os.devnull}"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "PURGE"])
@pytest.mark.parametrize("target", ["/", "/nothing", "/healthz", "/api/v2/status.json"])
async def test_it_can_only_be_read(port: int, method: str, target: str) -> None:
    answer = await ask(port, target, method)

    assert (answer.status, answer.headers["allow"]) == (405, ALLOWED)


async def test_what_was_answered_is_counted_by_status_with_the_bytes_that_went_out(
    port: int, shown: Shown
) -> None:
    whole = await ask(port, "/")
    await ask(port, "/", "HEAD")
    await ask(port, "/", If_None_Match=whole.headers["etag"])
    missing = await ask(port, "/nothing")
    await ask(port, "/", "OPTIONS")

    assert shown.traffic.answers == {200: 2, 304: 1, 404: 1, 204: 1}
    assert shown.traffic.sent_bytes == len(whole.body) + len(missing.body)


async def test_before_the_first_page_it_asks_for_patience_and_shows_the_page_that_comes(
    port: int, shown: Shown
) -> None:
    site, shown.site = shown.site, None
    before, api = await ask(port, "/"), await ask(port, "/api/v2/status.json")
    shown.site = site
    after = await ask(port, "/")

    assert (before.status, before.headers["retry-after"]) == (503, "5")
    assert b"This page is being prepared" in before.body
    assert before.headers["cache-control"] == "no-store"
    assert (api.status, api.headers["content-type"]) == (503, JSON)
    assert after.status == 200


async def test_an_address_that_leads_nowhere_says_so_calmly_and_leads_back(port: int) -> None:
    answer = await ask(port, "/nothing")

    said = answer.body.decode()
    assert "There is no such page" in said
    assert 'href="/"' in said
    assert "!" not in said.replace("<!doctype", "")


async def test_years_of_incidents_are_held_compressed_and_come_whole_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("statusboard.server.site.WHOLE", len(FILES["index.html"]))
    site = site_of()
    async with listening(public_app(Shown(site), standing)) as (port, _):
        answers = [await ask(port, f"/{path}") for path in FILES]
        packed = await ask(port, "/history/2026-03/", Accept_Encoding="gzip")

    assert [answer.body for answer in answers] == list(FILES.values())
    assert gzip.decompress(packed.body) == FILES["history/2026-03/index.html"]
    held = {path: served.plain.content is not None for path, served in site.files.items()}
    assert held["index.html"]
    assert not held["history/2026-03/index.html"]


async def test_what_stays_the_same_is_not_made_again() -> None:
    old = site_of()
    new = site_of({**FILES, "index.html": page("Newer")}, generation=2, before=old)

    same = {path for path in FILES if new.files[path] is old.files[path]}
    assert same == FILES.keys() - {"index.html"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_health_is_told_with_the_age_of_the_page(port: int, method: str) -> None:
    answer = await ask(port, "/healthz", method)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    if method == "GET":
        assert json.loads(answer.body) == {
            "ready": True,
            "generation": 7,
            "age_seconds": 12,
            "office": True,
        }


async def test_without_a_page_it_is_not_ready() -> None:
    def nothing() -> Standing:
        return Standing(0, None, 0, has_office=False, connections=1)

    async with listening(public_app(Shown(), nothing)) as (port, _):
        answer = await ask(port, "/healthz")

    assert answer.status == 503
    assert json.loads(answer.body)["ready"] is False


async def test_a_mistake_of_ours_is_said_calmly_and_written_down(allow_logs) -> None:
    heard = allow_logs("uvicorn.error", level=40)

    def fails() -> Standing:
        raise KeyError("our mistake")

    async with listening(public_app(Shown(), fails)) as (port, _):
        answer = await ask(port, "/healthz")

    assert answer.status == 500
    assert b"Something went wrong here" in answer.body
    assert b"KeyError" not in answer.body
    assert [record.levelname for record in heard] == ["ERROR"]

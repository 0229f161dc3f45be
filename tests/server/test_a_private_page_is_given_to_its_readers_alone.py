"""Whoever may read a private page is shown it, and nobody else learns anything of it."""

import gzip
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from statusboard.domain.page_access import (
    ACCESS_FILE,
    TYPED,
    read_access,
    written,
)
from statusboard.domain.page_password import kept_of
from statusboard.domain.visits import Seen
from statusboard.server.app import public_app
from tests.fixtures.guarded_page import (
    ACCESS,
    BRAND,
    DOORS,
    OFFICE,
    OTHER,
    STRANGER,
    TOKEN,
    WORD,
    Guarded,
    cookie_of,
    guarded,
    private,
    standing,
)
from tests.fixtures.served import FILES, Answer, Line, ask, listening, site_of

pytestmark = pytest.mark.anyio

SECRET = [b"Slow", b"March", b"Northwind", b"operational", b"indicator"]
NAME = "reader-page00000001"


@pytest.fixture
async def page() -> AsyncIterator[Guarded]:
    async with guarded() as page:
        yield page


def tells_nothing(answer: Answer) -> bool:
    return not any(word in answer.body for word in SECRET) and "etag" not in answer.headers


PATHS = [
    *(f"/{path}" for path in private() if "logo" not in path),
    *("/", "/incidents/abc123abc123/", "/incidents/abc123abc123", "/subscribe", "/subscribe/abc"),
    *("/nothing", "/api/v2/nothing.json", "/robots.txt", "//", "///index.html", "/./index.html"),
    *("/leave/../index.html", "/confirm/x/../../index.html", "/healthz/../index.html"),
    *("/healthz/", "/healthz;/", "/..;/index.html", "/index.html;x", "/%2e%2e/index.html"),
    *("/%69ndex.html", "/index.html%00", "/INDEX.HTML", "/report/x/..%2f..%2findex.html"),
    *("/forms-abc.css/../index.html", "/brand/../index.html", "/brand/index.html", "/beat"),
    *("/leave/%2e%2e%2findex.html", "/leave/x%0a", "/?x=/healthz", "/readers/", "/readers"),
    *("http://status.example/index.html", "/index.html?key", "/?key=", "/?key=wrong"),
]


async def test_a_stranger_gets_nothing_of_it_by_any_path(page: Guarded) -> None:
    own = ("/leave/", "/report/", "/confirm/")  # as routes take them: those prove themselves
    for target in PATHS:
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = await page.ask(target, method, Range="bytes=0-10", If_None_Match="*")

            assert tells_nothing(answer), target
            if answer.status in (204, 404) and target.startswith(own):
                continue
            assert answer.status == 401, target
            assert answer.headers["cache-control"] == "private, no-store"
            assert "noindex" in answer.headers["x-robots-tag"]
            assert "access-control-allow-origin" not in answer.headers


async def test_no_other_method_gets_around_it(page: Guarded) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get"):
        answer = await page.ask("/index.html", method)

        assert tells_nothing(answer)
        assert answer.status in (400, 401)


async def test_who_may_read_it_is_itself_never_given(page: Guarded) -> None:
    for target in (
        f"/{ACCESS_FILE}",
        "/readers/access.json?key=" + TOKEN,
        "/readers%2faccess.json",
    ):
        answer = await page.ask(target, Authorization=f"Bearer {TOKEN}")
        assert answer.status == 404
        assert b"scrypt" not in answer.body


async def test_the_door_speaks_the_readers_language_and_runs_nothing(page: Guarded) -> None:
    german = await page.ask("/", Accept_Language="ja, de-AT;q=0.8, en;q=0.5")
    other = await page.ask("/", Accept_Language="ja")

    assert (german.body.decode(), other.body) == (DOORS["de"].ask, b"English door")
    assert "script-src" not in german.headers["content-security-policy"]
    assert "default-src 'none'" in german.headers["content-security-policy"]
    assert german.headers["www-authenticate"].startswith("Bearer")
    api = await page.ask("/api/v2/status.json")
    assert api.headers["content-type"].startswith("application/json")
    assert b"not public" in api.body


async def test_the_password_lets_a_browser_in_for_its_days(page: Guarded) -> None:
    typed = await page.types(WORD, "/incidents/abc123abc123/?lang=de&key=old")
    assert (typed.status, typed.headers["location"]) == (303, "./?lang=de")
    said = typed.headers["set-cookie"]
    assert "HttpOnly; SameSite=Lax" in said
    assert "Path=/;" in said

    shown = await page.ask("/index.html", Cookie=f"a=b; {cookie_of(typed)}", Accept_Encoding="gzip")
    assert gzip.decompress(shown.body) == FILES["index.html"]
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["vary"] == "accept-encoding, cookie, authorization"
    again = await page.ask(
        "/index.html",
        Cookie=cookie_of(typed),
        If_None_Match=shown.headers["etag"],
        Accept_Encoding="gzip",
    )
    assert again.status == 304
    api = await page.ask(
        "/api/v2/status.json", Cookie=cookie_of(typed), Origin="https://evil.example"
    )
    assert (api.status, api.headers.get("access-control-allow-origin")) == (200, None)
    assert api.headers["cross-origin-resource-policy"] == "same-origin"
    assert (await page.types(WORD, Cookie=cookie_of(typed))).status == 303

    page.now_s += 31 * 86_400
    late = await page.ask(
        "/index.html", Cookie=cookie_of(typed), If_None_Match=shown.headers["etag"]
    )
    assert (late.status, late.headers.get("etag")) == (401, None)


async def test_another_password_ends_what_the_one_before_let_in(page: Guarded) -> None:
    cookie = cookie_of(await page.types(WORD))
    access = replace(ACCESS, password=kept_of("another password", b"salt-of-the-test"))
    page.shown.site = site_of(private(access), before=page.shown.site)

    assert (await page.ask("/", Cookie=cookie)).status == 401
    assert (await page.types(WORD)).status == 401
    assert (await page.types(" another password\u00a0")).status == 303  # a blank came along


async def test_fewer_days_hold_for_whoever_was_let_in_for_more(page: Guarded) -> None:
    mark = cookie_of(await page.types(WORD))
    page.now_s -= 1800  # a clock that is set right
    assert (await page.ask("/", Cookie=mark)).status == 200
    page.shown.site = site_of(private(replace(ACCESS, days=1)))
    assert (await page.ask("/", Cookie=mark)).status == 401


async def test_a_personal_link_lets_in_until_it_ends(page: Guarded) -> None:
    opened = await page.ask(f"/history/2026-03/index.html?key={TOKEN}")
    assert (opened.status, opened.headers["location"]) == (303, "./index.html")
    cookie = cookie_of(opened)
    assert (await page.ask("/", Cookie=cookie)).body == FILES["index.html"]
    feed = await page.ask(f"/feed.atom?key={TOKEN}")
    assert (feed.status, feed.body) == (200, BRAND["feed.atom"])
    assert feed.headers["access-control-allow-origin"] == "*"  # whoever says the token knows it
    assert feed.headers["cache-control"] == "private, no-store"
    header = await page.ask("/api/v2/status.json", "HEAD", Authorization=f"bearer {TOKEN}")
    assert (header.status, "set-cookie" in header.headers) == (200, False)

    access = replace(ACCESS, links=ACCESS.links[1:])
    page.shown.site = site_of(private(access), before=page.shown.site)
    assert (await page.ask("/", Cookie=cookie)).status == 401
    ended = await page.ask(f"/?key={TOKEN}")
    assert (ended.status, ended.body) == (401, b"English link")
    assert (await page.ask(f"/?key={OTHER}")).status == 303


FORGED = [
    ACCESS.mark("l1", 1_800_000_000.0).replace("l1.", "l2.", 1),
    ACCESS.mark("l1", 1_800_000_000.0).replace(".18", ".19", 1),
    ACCESS.mark("l1", 1_800_000_000.0)[:-1],
    ACCESS.mark(TYPED, 0.0),
    replace(ACCESS, page="page00000002").mark(TYPED, 1_800_000_000.0),
    replace(ACCESS, key="another").mark(TYPED, 1_800_000_000.0),
    *("p..", "p.9999999999.", "l9.9999999999.x", "p.١٨٠٠٠٠٠٠٠١.x", "", ".", "p" * 5_000),
]


async def test_no_mark_but_our_own_lets_in(page: Guarded) -> None:
    for forged in FORGED:
        answer = await page.ask("/", Cookie=f"{NAME}={forged}".encode().decode("latin-1"))

        assert (answer.status, tells_nothing(answer)) == (401, True)


ASKING = [
    *((OFFICE, True), ("::ffff:198.51.100.7", True), ("2001:db8:1:2::3", True)),
    *((STRANGER, False), ("2001:db8:2::1", False), ("unknown", False), ("", False)),
    *((f"{OFFICE}, {STRANGER}", False), (f"{STRANGER}, {OFFICE}", True)),
]


async def test_allowed_addresses_are_those_that_a_trusted_proxy_saw(page: Guarded) -> None:
    for who, is_in in ASKING:
        answer = await page.ask("/", who=who, Forwarded=f"for={OFFICE}", X_Real_IP=OFFICE)
        assert (answer.status == 200) is is_in, who


async def test_an_allowed_address_lets_in_by_the_public_name_alone(page: Guarded) -> None:
    async with Line.to(page.port) as line:
        # A name of somebody else's that was made to lead here, opened in an allowed network.
        line.say(f"GET / HTTP/1.1\nHost: evil.example\nX-Forwarded-For: {OFFICE}\n\n")
        assert (await line.answer()).status == 401


async def test_whoever_is_no_trusted_proxy_is_not_believed(page: Guarded) -> None:
    app = public_app(page.shown, standing, proofs=page.proofs)
    async with listening(app) as (port, _):
        answer = await ask(port, "/", x_forwarded_for=OFFICE)
    assert answer.status == 401


async def test_a_proxy_that_nobody_trusts_lets_nobody_in_by_where_it_stands(page: Guarded) -> None:
    page.shown.site = site_of(private(replace(ACCESS, networks=("127.0.0.1",))))
    app = public_app(page.shown, standing, proofs=page.proofs)
    async with listening(app) as (port, _):
        assert (await ask(port, "/")).status == 200
        for told in ({"x_forwarded_for": STRANGER}, {"forwarded": f"for={STRANGER}"}):
            assert (await ask(port, "/", **told)).status == 401
        assert (await ask(port, "/", x_forwarded_for="127.0.0.1")).status == 401
    assert (await page.ask("/", who="127.0.0.1")).status == 200
    assert (await page.ask("/", who="")).status == 401


async def test_wrong_tries_slow_their_network_down_and_nobody_else(page: Guarded) -> None:
    for _ in range(3):
        wrong = await page.types("not the word")
        assert (wrong.status, wrong.body) == (401, b"English wrong")
    early = await page.types(WORD)
    assert (early.status, early.body) == (429, b"English wait")
    assert int(early.headers["retry-after"]) == 5
    assert (await page.ask("/?key=wrong")).status == 429  # guessing links is guessing, too
    # Nobody guesses a link: who has one waits for nobody who guesses in the same network.
    assert (await page.ask(f"/?key={TOKEN}")).status == 303
    assert (await page.ask("/", Authorization=f"Bearer {TOKEN}")).status == 200
    assert (await page.types(WORD, who="203.0.113.10")).status == 303

    page.now_s += 5
    assert (await page.types("still not")).status == 401
    assert int((await page.types(WORD)).headers["retry-after"]) == 10
    page.now_s += 10
    assert (await page.types(WORD)).status == 303
    assert (await page.types("not the word")).status == 401  # and begins anew
    assert page.shown.traffic.seen[Seen.NOT_LET_IN] >= 5


async def test_a_form_of_another_page_signs_nobody_in(page: Guarded) -> None:
    answer = await page.types(WORD, Sec_Fetch_Site="cross-site")
    assert (answer.status, "set-cookie" in answer.headers) == (403, False)
    answer = await page.types(WORD, Origin="https://evil.example")
    assert answer.status == 403


async def test_the_way_on_leads_to_no_other_host(page: Guarded) -> None:
    for target in ("//evil.example/", "//evil.example/x", "/\\evil.example"):
        for answer in (await page.types(WORD, target), await page.ask(f"{target}?key={TOKEN}")):
            where = answer.headers.get("location", "./")
            assert answer.status in (303, 404)
            assert where.startswith("./")
            assert "//" not in where


async def test_what_proves_itself_is_asked_for_nothing_else(page: Guarded) -> None:
    assert (await page.ask("/healthz")).status == 200
    assert (await page.ask("/brand/logo-abc123abc123.png")).status == 200
    assert (await page.ask("/leave/some-token")).status == 404  # no forms here: theirs to answer
    assert (await page.ask("/brand/none-abc123abc123.png")).status == 401


async def test_a_page_that_becomes_private_is_told_unchanged_to_nobody(page: Guarded) -> None:
    page.shown.site = site_of(FILES)
    first = await page.ask("/")
    assert first.headers["cache-control"] == "no-cache"  # asked for anew each time

    page.shown.site = site_of(private(), before=page.shown.site)
    for tag in (first.headers["etag"], f"W/{first.headers['etag']}", "*"):
        assert (await page.ask("/", If_None_Match=tag)).status == 401


async def test_before_there_is_a_page_nobody_is_offered_anything(page: Guarded) -> None:
    page.shown.site = None

    for target in ("/", "/subscribe", "/subscribe/abc", "/api/v2/status.json"):
        assert (await page.ask(target)).status == 503


def test_who_may_read_is_kept_exactly_and_nothing_else_is_believed() -> None:
    assert read_access(written(ACCESS)) == ACCESS
    for bad in (b"", b"{}", b"[]", b"null", written(ACCESS).replace(b'"form": 1', b'"form": 2')):
        with pytest.raises(ValueError, match=r".*"):
            read_access(bad)
    with pytest.raises(ValueError, match=r".*"):
        read_access(written(replace(ACCESS, networks=("0.0.0.0/0",))))
    with pytest.raises(ValueError, match=r".*"):
        site_of({ACCESS_FILE: b"{}", **FILES})  # rather no page than an open one

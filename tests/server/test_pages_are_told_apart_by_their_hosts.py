"""One server shows several pages: each by its host, and each to its own readers."""

from dataclasses import replace

import pytest

from statusboard.app.programs.further_sites import FurtherSites
from statusboard.app.programs.reader_marks import proofs_beside
from statusboard.domain.page_access import (
    ACCESS_FILE,
    Door,
    LinkKey,
    PageAccess,
    digest_of,
    written,
)
from statusboard.domain.page_host import as_asked
from statusboard.domain.views.site import FurtherPage
from statusboard.server.app import public_app
from statusboard.server.by_host import ByHost
from statusboard.server.pages import Shown
from statusboard.server.reader_proofs import ReaderProofs
from statusboard.server.traffic import Standing, Traffic
from tests.fixtures.served import FILES, Line, listening, page, site_of

pytestmark = pytest.mark.anyio

TOKENS = {"partners": "p" * 43, "inside": "i" * 43}
PAGES = tuple(FurtherPage(key, f"https://{key}.example.com") for key in TOKENS)


def private(key: str) -> dict[str, bytes]:
    link = LinkKey(1, digest_of(TOKENS[key]))
    doors = {"en": Door(*(f"door of {key}" for _ in range(4)))}
    access = PageAccess(f"page-{key}", f"key-{key}", links=(link,), doors=doors)
    files = {path: page(f"secret of {key}") for path in FILES}
    return {ACCESS_FILE: written(access), **files}


async def body(port: int, host: str, token: str = "", cookie: str = "") -> tuple[int, bytes, str]:
    async with Line.to(port) as line:
        lines = ["GET / HTTP/1.1", f"Host: {host}", "Connection: close"]
        lines += [f"Authorization: Bearer {token}"] if token else []
        lines += [f"Cookie: {cookie}"] if cookie else []
        line.say("\n".join(lines) + "\n\n")
        answer = await line.answer()
    return answer.status, answer.body, answer.headers.get("set-cookie", "")


async def test_each_host_has_its_page_and_no_proof_of_one_is_one_of_another() -> None:
    standing = Standing(1, 0.0, 1, has_office=True, connections=1)
    proofs = ReaderProofs(lambda: 0.0, lambda: 0.0)
    hosts = ByHost(public_app(Shown(site_of()), lambda: standing, proofs=proofs))

    def make(of: FurtherPage, shown: Shown) -> object:
        return public_app(shown, lambda: standing, proofs=proofs_beside(proofs, of.public_url))

    further = FurtherSites(make, hosts, Traffic())  # type: ignore[arg-type]
    further.expect(PAGES)
    async with listening(hosts) as (port, _):
        # Known and not here yet: its host shows no other page in its place.
        assert (await body(port, "partners.example.com"))[0] == 503
        for key in TOKENS:
            further.take(key, site_of(private(key)))
        assert b"Northwind" in (await body(port, "status.example.com"))[1]
        for key, token in TOKENS.items():
            status, said, _ = await body(port, f"{key.upper()}.example.com:443", token)
            assert (status, b"secret of " + key.encode() in said) == (200, True)
            other = next(one for one in TOKENS if one != key)
            status, said, _ = await body(port, f"{other}.example.com", token)
            assert (status, b"secret" in said) == (401, False)
            status, said, _ = await body(port, "status.example.com", token)
            assert b"secret" not in said
        access = site_of(private("inside")).access
        assert access is not None
        mark = access.mark("l1", 0.0)
        for name in ("__Host-reader-page-inside", "__Host-reader-page-partners"):
            status, said, _ = await body(port, "partners.example.com", cookie=f"{name}={mark}")
            assert (status, b"secret" in said) == (401, False)
        # Of a page that is gone nothing is left, and no other page stands in its place.
        further.expect((replace(PAGES[0], is_gone=True), PAGES[1]))
        status, said, _ = await body(port, "partners.example.com", TOKENS["partners"])
        assert status == 410
        assert b"no longer here" in said
        assert b"Northwind" not in said
        assert b"secret" not in said
        assert (await body(port, "nobody.example.com"))[0] == 200
        assert (await body(port, "inside.example.com", TOKENS["inside"]))[0] == 200


def test_a_host_is_compared_as_browsers_may_write_it() -> None:
    for host in ("Status.Example.com", "status.example.com.", "status.example.com:443"):
        assert as_asked(host) == "status.example.com"
    assert as_asked("127.0.0.1:8080") == "127.0.0.1:8080"

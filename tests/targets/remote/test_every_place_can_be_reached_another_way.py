"""Every kind of place by a proxy, from another address, and a second way where the first fails."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.targets.base import Site
from statusboard.targets.remote.public_address import read_public
from statusboard.targets.remote.steps import Hindrance
from statusboard.targets.remote.way import Way, proxy_problem
from tests.fixtures.counterparts import COUNTERPARTS, Counterpart
from tests.fixtures.proxies import PASSWORD, Proxy, proxy

SITE = Site("page00000001", 1, {"index.html": b"page"})


@pytest.fixture(scope="module", params=COUNTERPARTS)
def place(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Counterpart]:
    with COUNTERPARTS[request.param](tmp_path_factory.mktemp("place")) as counterpart:
        yield counterpart


@pytest.fixture(scope="module")
def by() -> Iterator[Proxy]:
    with proxy() as served:
        yield served


def test_a_page_goes_by_the_proxy_and_a_second_way_where_that_is_down(
    place: Counterpart, by: Proxy
) -> None:
    by.asked.clear()
    place.put_back({})
    assert place.kind.put is not None
    place.kind.put({**place.config, "proxy": by.http}, SITE)
    assert place.shown() == SITE.files
    assert by.asked

    by.asked.clear()
    dead = {**place.config, "proxy": "http://127.0.0.1:9"}
    with pytest.raises(StatusBoardError):
        place.kind.put(dead, SITE)
    other = {"second_way": "other", "second_proxy": by.socks, "second_from_address": "127.0.0.1"}
    assert place.kind.put({**dead, **other}, SITE).written == 0
    assert by.asked
    assert by.asked[0][2] == "127.0.0.1"


def test_a_wrong_password_is_not_tried_another_way(place: Counterpart, by: Proxy) -> None:
    by.asked.clear()
    place.put_back({})
    config = {**place.config, **place.wrong_secret, "second_way": "other", "second_proxy": by.http}
    assert place.kind.put is not None
    with pytest.raises(RuleBroken, match="does not take the sign-in"):
        place.kind.put(config, SITE)
    assert by.asked == []


def test_a_proxy_that_refuses_is_told_apart_and_its_password_not_repeated(by: Proxy) -> None:
    wrong = by.http.replace("by%2Fnight", "other")
    for address in (wrong, wrong.replace("http:", "socks5:"), "http://127.0.0.1:9"):
        with pytest.raises(ConnectionRefusedError, match=r"the proxy 127\.0\.0\.1") as refused:
            Way(address).dial("place.example", 443, 2.0)
        assert PASSWORD not in str(refused.value)
        assert "other" not in str(refused.value)


def test_the_public_address_is_read_by_the_way_that_was_named(by: Proxy, tmp_path: Path) -> None:
    del tmp_path
    by.asked.clear()
    with suppress(Hindrance):
        read_public("http://status.example:9/", way=Way(by.http))
    # The name is asked for there, and not by name servers here.
    assert by.asked[:1] == [("status.example", 9, "127.0.0.1")]


def test_what_is_no_proxy_is_said() -> None:
    assert proxy_problem("http://proxy.example:3128") is None
    assert proxy_problem("socks5://me:secret@proxy.example") is None
    for wrong in ("ftp://proxy.example", "proxy.example:3128", "http://", "http://p.example/x"):
        assert proxy_problem(wrong)

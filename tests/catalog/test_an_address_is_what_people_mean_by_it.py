"""What is made of an address that was typed as people say it."""

import pytest

from statusboard.app.services.inputs import CheckInput
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.rules import settle_check
from statusboard.app.settings import PAGE
from statusboard.catalog.web_address import whole_address
from statusboard.errors import RuleBroken


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("localhost:8080", "http://localhost:8080"),
        ("shop.example:8080/health?deep=1", "http://shop.example:8080/health?deep=1"),
        ("shop.example:443", "https://shop.example:443"),
        ("127.0.0.1:9000", "http://127.0.0.1:9000"),
        ("[::1]:9000/x", "http://[::1]:9000/x"),
        ("::1", "http://[::1]"),
        ("shop.example", "https://shop.example"),
        ("  shop.example/health  ", "https://shop.example/health"),
        ("www.Shop.Example", "https://www.Shop.Example"),
        ("//shop.example/x", "https://shop.example/x"),
        ("bücher.example", "https://bücher.example"),
        ("localhost", "http://localhost"),
        ("intranet/status", "http://intranet/status"),
        ("printer.local", "http://printer.local"),
        ("10.0.0.7", "http://10.0.0.7"),
        ("203.0.113.9", "http://203.0.113.9"),
    ],
)
def test_what_lacks_a_scheme_gets_the_one_that_is_meant(typed: str, meant: str) -> None:
    assert whole_address(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "https://shop.example",
        "HTTP://shop.example:8080",
        "ftp://shop.example",
        "mailto:ada@shop.example",
        "javascript:alert(1)",
        "ada:secret@shop.example",
        "two words",
        "http:/shop.example",
        "shop.example:http",
        "",
    ],
)
def test_what_is_whole_or_can_be_no_address_stays_as_it_is(text: str) -> None:
    assert whole_address(text) == text


def test_a_check_is_kept_with_the_whole_address() -> None:
    settled = settle_check(CheckInput("http", {"url": "localhost:8080"}), check_kinds())

    assert settled.config["url"] == "http://localhost:8080"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ada:secret@shop.example", "a b"])
def test_what_is_no_address_is_refused_as_before(url: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        settle_check(CheckInput("http", {"url": url}), check_kinds())

    assert broken.value.field == "url"


def test_the_address_of_the_page_is_made_whole_too() -> None:
    assert PAGE.settle({"url": "status.shop.example/"}) == {"url": "https://status.shop.example"}

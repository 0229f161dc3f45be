"""What a person may write for the addresses that tell whether our own line works."""

import pytest

from statusboard.domain.canary import Canary, parse_canaries


@pytest.mark.parametrize(
    ("text", "canaries"),
    [
        ("", ()),
        (" None ", ()),
        ("one.example", (Canary("one.example", 443),)),
        ("one.example:53, 192.0.2.1", (Canary("one.example", 53), Canary("192.0.2.1", 443))),
        (
            "one.example\n\n two.example:80 ",
            (Canary("one.example", 443), Canary("two.example", 80)),
        ),
        ("[2001:db8::1]", (Canary("2001:db8::1", 443),)),
        ("[2001:db8::1]:53", (Canary("2001:db8::1", 53),)),
        ("2001:db8::1", (Canary("2001:db8::1", 443),)),
    ],
)
def test_addresses_stand_on_lines_or_between_commas(
    text: str, canaries: tuple[Canary, ...]
) -> None:
    assert parse_canaries(text) == canaries


@pytest.mark.parametrize(
    "wrong",
    [
        ":53",
        "one.example:",
        "one.example:0",
        "one.example:65536",
        "one.example:٣",
        "a b",
        "http://a",
        "a:x",
    ],
)
def test_the_one_that_is_none_is_named(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        parse_canaries(f"one.example, {wrong}")
    assert str(refused.value) == wrong

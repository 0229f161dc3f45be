"""A sentence that quotes what somebody typed stays one line, and shows what cannot be seen."""

import pytest
import typer

from statusboard.channels.mail.addresses import address_of
from statusboard.cli.options import length
from statusboard.errors import Bug, Damaged, Rejected, RuleBroken, Unavailable, visible

KINDS = (RuleBroken, Unavailable, Damaged, Rejected, Bug)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a@b.example\r\nBcc: c@b.example", r"a@b.example\r\nBcc: c@b.example"),
        ("\x1b[2J\x00\x7f\x85", r"\x1b[2J\x00\x7f\x85"),
        ("one\u2028two\u2029three", r"one\u2028two\u2029three"),
        ("\u202eelpmaxe", r"\u202eelpmaxe"),
        ("\udc80", r"\udc80"),
    ],
    ids=["line ends", "controls", "separators", "turned round", "half a character"],
)
def test_what_cannot_be_seen_is_written_out(kind: type[RuleBroken], typed: str, shown: str) -> None:
    error = kind(f"“{typed}” is no name.")
    assert error.sentence == str(error) == f"“{shown}” is no name."
    assert visible(error.sentence) == error.sentence


@pytest.mark.parametrize(
    "text", ["zoë@b.example", "Shop 👩‍💻", "می‌خواهم", "100 % of 5 000", "שלום‎"]
)
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert RuleBroken(text).sentence == text


def test_a_duration_on_the_command_line_is_quoted_so_too() -> None:
    with pytest.raises(typer.BadParameter, match=r"“5\\x1bm” is not a duration"):
        length("5\x1bm")


def test_a_whole_page_in_the_place_of_an_address_is_not_quoted() -> None:
    with pytest.raises(RuleBroken, match="too long") as refused:
        address_of("a" * 100_000 + "@b.example")
    assert len(refused.value.sentence) < 300


def test_a_line_end_in_an_address_is_seen() -> None:
    with pytest.raises(RuleBroken) as refused:
        address_of("a@b.example\r\nBcc: c@b.example")
    assert str(refused.value).startswith(r"a@b.example\r\nBcc: c@b.example is no e-mail address")

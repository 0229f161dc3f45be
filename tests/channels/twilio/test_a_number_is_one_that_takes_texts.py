"""Telephone numbers as people write them, in E.164; and as they are shown."""

import phonenumbers
import pytest

from statusboard.catalog.declaration import ChannelKind
from statusboard.channels.sms import DECLARATION
from statusboard.channels.twilio.numbers import masked, number_of
from statusboard.errors import RuleBroken


@pytest.mark.parametrize(
    ("text", "region", "number"),
    [
        ("+1 202 555 0123", "", "+12025550123"),
        ("+1 (202) 555-0123", "", "+12025550123"),
        (" 00 1 202.555.0123 ", "", "+12025550123"),
        ("0151 2345 6789", "DE", "+4915123456789"),
        ("0049 151 23456789", "DE", "+4915123456789"),
        ("+44 7400 123456", "DE", "+447400123456"),
        ("+39 06 6982 1234", "", "+390669821234"),
    ],
)
def test_a_number_is_stored_with_its_country(text: str, region: str, number: str) -> None:
    assert number_of(text, region) == number
    assert number_of(number) == number


@pytest.mark.parametrize(
    ("text", "region", "words"),
    [
        ("112", "DE", "“112” is a short number."),
        ("+1 2345", "", "is a short number"),
        ("+49 900 1234567", "", "is a premium number"),
        ("0151 23456789", "", "lacks its country"),
        ("+1 202 555 012", "", "No telephone can have the number “+1 202 555 012”."),
        ("+999 1234 5678", "", "is no telephone number"),
        ("+1-800-FLOWERS", "", "is no telephone number"),
        ("+1 202 555 0123 x5", "", "is no telephone number"),
        ("reader@customer.example", "", "is no telephone number"),
        ("+1 202\n555 0123", "", "is no telephone number"),
        ("", "", "Nothing is no telephone number."),
    ],
)
def test_what_takes_no_texts_is_refused_in_words(text: str, region: str, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        number_of(text, region)
    assert words in refused.value.sentence
    assert refused.value.field == "address"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+491512342210", "+49 ··· 2210"),
        ("+12025550123", "+1 ··· 0123"),
        ("+3531234567890", "+353 ··· 7890"),
        ("+4912345", "···"),
        ("", "···"),
        ("no number at all", "···"),
    ],
)
def test_a_number_is_shown_so_that_it_can_be_known_again(number: str, shown: str) -> None:
    assert masked(number) == shown
    kind: ChannelKind = DECLARATION
    assert kind.shown(number) == shown


def test_every_country_is_told_by_its_own_code() -> None:
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        assert masked(f"+{code}1234567890") == f"+{code} ··· 7890"


def test_a_number_is_read_as_the_channel_of_a_country_reads_it() -> None:
    assert DECLARATION.address_in is not None
    assert DECLARATION.address_in("0151 23456789", {"region": "DE"})[0] == "+4915123456789"
    assert DECLARATION.address_in("+1 202 555 0123", {})[1] == "+12025550123"

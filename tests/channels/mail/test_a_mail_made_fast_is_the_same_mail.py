"""Mails filled in from what they have in common, against mails made one by one."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from statusboard.channels.base import Outgoing
from statusboard.channels.mail.addresses import on_the_wire
from statusboard.channels.mail.message import as_data, in_bytes, message_of
from statusboard.channels.mail.template import data_of
from statusboard.domain.personal_links import PLACE
from tests.fixtures.mails import KEY, SENDER, outgoing

# Letters as people write them, and what quoted-printable, folding and templates stumble over.
WORDS = st.text(
    st.one_of(st.sampled_from('%.=?_<>@" äß😀\n\t('), st.characters(exclude_categories=("Cs",))),
    max_size=300,
)
LONG = st.builds(lambda word, times: word * times, WORDS, st.integers(1, 40))
LINE = WORDS.map(
    lambda text: " ".join("".join(c if c.isprintable() else " " for c in text).split())
)
KEYS = st.from_regex(r"[0-9a-f]{40}", fullmatch=True)
PLAIN = st.from_regex(
    r"[a-z0-9_+-]{1,20}(\.[a-z0-9]{1,9})?@([a-z0-9]{1,9}[-.]){1,3}[a-z]{2,9}", fullmatch=True
)
ADDRESSES = st.one_of(
    PLAIN,
    st.emails(),
    st.sampled_from(
        [
            "Ann.O'Hara@Customer.Example",
            '"a b"@b.example',
            "=?utf-8?q?x?=@b.example",
            "a@grün.example",
        ]
    ),
)
TOKENS = st.one_of(st.just(""), st.from_regex(r"[A-Za-z0-9_-]{32}", fullmatch=True))
SERVERS = st.sampled_from(
    ["", "https://status.northwind.example", f"https://{'s' * 60}.example/%20"]
)
# A text with the reader's own link in it, at any place of a line: also where a line is cut.
LINKED = st.builds(
    lambda before, often, after: f"{before}{f'https://x/{PLACE}' * often}{after}",
    LONG,
    st.integers(0, 3),
    LONG,
)
SENDERS = st.one_of(
    st.just(SENDER),
    st.builds("{} <status@northwind.example>".format, LINE),
    st.just(f"Störung und Wartung <a@{'b' * 60}.{'c' * 60}.example>"),
)


def made(outgoing: Outgoing, sender: str, maker: str) -> bytes | str:
    """The mail, or how it was refused."""
    try:
        if maker == "fast":
            return data_of(outgoing, sender)
        return as_data(in_bytes(message_of(outgoing.filled, sender)))
    except (ValueError, IndexError) as error:
        return f"{type(error).__name__}: {error}"


@given(
    subject=LINE,
    text=LINKED,
    html=LINKED,
    sender=SENDERS,
    recipients=st.lists(
        st.tuples(ADDRESSES, KEYS, st.one_of(st.just(""), KEYS), TOKENS), min_size=2, max_size=4
    ),
    language=st.sampled_from(["en", "de", "pt-BR"]),
    server=SERVERS,
    hours=st.integers(-12, 14),
)
def test_byte_for_byte(
    subject: str,
    text: str,
    html: str,
    sender: str,
    recipients: list[tuple[str, str, str, str]],
    language: str,
    server: str,
    hours: int,
) -> None:
    written_at = datetime(2026, 11, 29, tzinfo=timezone(timedelta(hours=hours)))
    for address, key, begins, token in recipients:
        one = Outgoing(
            *(address, subject, text, key, written_at, html, begins, language),
            token=token,
            server=server,
        )
        assert made(one, sender, "fast") == made(one, sender, "slow")


@pytest.mark.parametrize("before", range(900, 1010))
def test_a_link_that_a_line_ends_in_is_each_readers_own(before: int) -> None:
    text = f"{'x' * before}{PLACE}{'y' * 2_000}{PLACE}\n"
    made = []
    for token in ("A" * 32, "-_" * 16, ""):
        one = replace(
            outgoing(text=text, html=f"<p>{text}</p>"), token=token, server="https://s.example"
        )
        made.append(data_of(one, SENDER))
        assert made[-1] == as_data(in_bytes(message_of(one.filled, SENDER)))
    assert b"A" * 10 not in made[1]


def test_what_differs_is_never_taken_from_another_mail() -> None:
    first = replace(outgoing(), written_at=datetime(2026, 11, 29, 12, tzinfo=UTC))
    an_hour = timezone(timedelta(hours=1))
    others = [
        replace(first, subject="Another"),
        replace(first, text="Another"),
        replace(first, html="<p>Another</p>"),
        replace(first, html=""),
        replace(first, language="de"),
        replace(first, begins="f" * 40),
        replace(first, key="a" * 40),
        replace(first, address="another@customer.example"),
        replace(first, token="t" * 32),
        replace(first, token="t" * 32, server="https://status.northwind.example"),
        replace(first, token="t" * 32, server="https://other.northwind.example"),
        # The same instant, written otherwise.
        replace(first, written_at=first.written_at.astimezone(an_hour)),
    ]
    for one in [first, *others, first]:
        assert data_of(one, SENDER) == as_data(in_bytes(message_of(one, SENDER)))
    other = "Other <other@northwind.example>"
    assert data_of(first, other) == as_data(in_bytes(message_of(first, other)))


@pytest.mark.parametrize("key", [KEY, "test-1", "%(address)s", "A" * 40])
def test_a_key_of_any_shape(key: str) -> None:
    one = outgoing(key=key, text="100 % of %(key)s %s %%\n.\n..\n")
    assert data_of(one, SENDER) == as_data(in_bytes(message_of(one, SENDER)))


@given(
    st.one_of(PLAIN, st.emails(), st.from_regex(r"[a-z-]{1,9}@[a-z0-9.-]{1,30}", fullmatch=True))
)
def test_an_address_that_is_left_as_it_is_would_be_by_the_library_too(address: str) -> None:
    try:
        known = validate_email(address, check_deliverability=False).ascii_email or address
    except EmailNotValidError:
        known = address
    assert on_the_wire(address) == known

"""The message itself: its headers, its thread, and what programs read of it."""

import re
from email import message_from_bytes, policy

import pytest
from msgspec.structs import replace

from statusboard.channels.mail.message import in_bytes, message_of
from tests.fixtures.mails import KEY, SENDER, outgoing


def head_of(raw: bytes) -> list[bytes]:
    return raw.partition(b"\r\n\r\n")[0].split(b"\r\n")


def test_headers_survive_and_a_retry_is_the_same_message() -> None:
    raw = in_bytes(message_of(outgoing(begins="f" * 40), SENDER))
    assert raw == in_bytes(message_of(outgoing(begins="f" * 40), SENDER))
    (leave,) = [line for line in head_of(raw) if line.startswith(b"List-Unsubscribe:")]
    assert leave.endswith(f"?subject=unsubscribe%20{KEY}>".encode())
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Message-ID"] == f"<{KEY}@northwind.example>"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["X-Auto-Response-Suppress"] == "All"
    assert read["Precedence"] == "bulk"
    assert read["Content-Language"] == "en"
    text, html = read.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")


def test_all_mails_of_an_incident_are_one_thread() -> None:
    first = message_of(outgoing(), SENDER)
    assert first["In-Reply-To"] is first["References"] is None
    later = message_of(outgoing(key="a" * 40, begins=KEY), SENDER)
    assert later["In-Reply-To"] == later["References"] == first["Message-ID"]
    assert later["Message-ID"] != first["Message-ID"]


@pytest.mark.parametrize("domain", ["northwind.example", f"{'a' * 60}.{'b' * 60}.example"])
def test_the_way_to_leave_is_not_folded_into_an_encoded_word(domain: str) -> None:
    raw = in_bytes(message_of(outgoing(subject="ü" * 148), f"Störung <status@{domain}>"))
    (leave,) = [line for line in head_of(raw) if line.startswith(b"List-Unsubscribe:")]
    address = f"<mailto:status@{domain}?subject=unsubscribe%20{KEY}>"
    assert leave.decode() == f"List-Unsubscribe: {address}"
    assert len(leave) <= 998


@pytest.mark.parametrize(
    "server", ["https://s.example", f"https://{'s' * 60}.{'t' * 60}.example/a/b"]
)
def test_one_click_leaves_where_there_is_a_page_server(server: str) -> None:
    token = "Zz09-_" * 5 + "ab"
    one = replace(outgoing(subject="ü" * 148), server=server, token=token)
    raw = in_bytes(message_of(one, f"Störung <status@{'b' * 60}.example>"))
    (leave,) = [line for line in head_of(raw) if line.startswith(b"List-Unsubscribe:")]
    by_mail = f"<mailto:status@{'b' * 60}.example?subject=unsubscribe%20{KEY}>"
    assert leave.decode() == f"List-Unsubscribe: <{server}/leave/{token}>, {by_mail}"
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head_of(raw)
    assert len(leave) <= 998


@pytest.mark.parametrize("given", [{"server": "https://s.example"}, {"token": "a" * 32}, {}])
def test_without_a_page_server_or_a_reader_one_leaves_by_mail(given: dict[str, str]) -> None:
    raw = in_bytes(message_of(replace(outgoing(), **given), SENDER))
    assert b"List-Unsubscribe-Post" not in raw
    assert b"/leave/" not in raw


@pytest.mark.parametrize("field", ["subject", "address", "key", "begins", "language"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\n\r\n"])
def test_a_line_break_in_a_header_is_refused(field: str, end: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_of(outgoing(**{field: f"a@b.example{end}Bcc: c@d.example"}), SENDER)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x00"])
@pytest.mark.parametrize("place", ["{}Bcc: c@d.example <a@b.example>", "A <a@b.example{}Bcc: c@d>"])
def test_a_line_break_in_the_sender_adds_no_header(place: str, end: str) -> None:
    try:
        raw = in_bytes(message_of(outgoing(), place.format(end)))
    except ValueError:
        return
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Bcc"] is None
    assert not [line for line in head_of(raw) if line.startswith(b"Bcc")]


@pytest.mark.parametrize("title", ["ü" * 148, "😀" * 148, "Störung 😀 im Laden " * 7 + "."])
def test_a_long_subject_with_any_letters_keeps_to_the_length_of_encoded_words(title: str) -> None:
    raw = in_bytes(message_of(outgoing(subject=title), SENDER))
    head = raw.split(b"\r\n\r\n")[0]
    assert max(len(word) for word in re.findall(rb"=\?\S+\?=", head)) <= 75  # RFC 2047
    assert max(len(line) for line in head.split(b"\r\n") if b"=?" in line) <= 76
    read = message_from_bytes(raw, policy=policy.default)
    assert read["Subject"] == title
    assert read["List-Unsubscribe"].count(KEY) == 1


def test_no_line_of_a_body_is_too_long_for_a_mail_server() -> None:
    raw = in_bytes(message_of(outgoing(text="x" * 5_000, html=f"<p>{'ü' * 5_000}</p>"), SENDER))
    assert max(map(len, raw.split(b"\r\n"))) <= 998

"""What a provider's answer means, and how much of it is shown."""

import pytest

from statusboard.channels.base import Again, Refused, Sent
from statusboard.channels.web.answers import QUOTED, Answer, Provider, outcome_of, said

SLACK = Provider("Slack")
TWILIO = Provider("Twilio", knows_us=True)
SECRET = "https://hooks.slack.example/services/T000/B000/abcdefgh12345678"


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_what_is_taken_is_sent_with_a_receipt(status: int) -> None:
    assert outcome_of(Answer(status), SLACK, receipt="SM4711\n") == Sent("SM4711")
    assert isinstance(outcome_of(Answer(status, body=b"ok"), SLACK), Sent)
    assert outcome_of(Answer(200, body=b"ok"), SLACK) == Sent("200 OK: ok")


@pytest.mark.parametrize(
    ("said_of_time", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "0.4"}, 0.4),
        (
            {
                "retry-after": "Sun, 29 Nov 2026 05:00:40 GMT",
                "date": "Sun, 29 Nov 2026 05:00:00 GMT",
            },
            40.0,
        ),
        ({"retry-after": "99999999999"}, 3600.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "."}, None),
        ({"retry-after": "1.5.5"}, None),
        ({"retry-after": "Sun, 29 Nov 2026 05:00:40 GMT"}, None),
        ({}, None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_who_asks_to_come_back_is_asked_then(
    status: int, said_of_time: dict[str, str], seconds: float | None
) -> None:
    outcome = outcome_of(Answer(status, said_of_time), SLACK)
    assert isinstance(outcome, Again)
    assert outcome.after_s == seconds
    assert outcome.is_channel is (status == 503)


@pytest.mark.parametrize("status", [302, 307, 408, 425, 500, 502, 504, 599])
def test_what_may_pass_is_tried_again(status: int) -> None:
    assert isinstance(outcome_of(Answer(status), SLACK), Again)


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_that_is_gone_is_quarantined(status: int) -> None:
    outcome = outcome_of(Answer(status, body=b"no_service"), SLACK)
    assert isinstance(outcome, Refused)
    assert outcome.quarantines
    assert outcome.reason.endswith("no_service")


@pytest.mark.parametrize("status", [401, 403])
def test_a_credential_of_ours_that_is_refused_is_no_fault_of_the_address(status: int) -> None:
    ours = outcome_of(Answer(status), TWILIO)
    assert isinstance(ours, Again)
    assert ours.is_channel
    assert outcome_of(Answer(status), SLACK) == Refused(f"Slack refused it: {said(Answer(status))}")


@pytest.mark.parametrize("status", [301, 308, 400, 405, 413, 422])
def test_what_is_refused_is_not_tried_again(status: int) -> None:
    outcome = outcome_of(Answer(status, body=b'{"message": "no good"}'), SLACK)
    assert isinstance(outcome, Refused)
    assert not outcome.quarantines
    assert outcome.reason.endswith("no good")


def test_nothing_of_a_secret_is_quoted_and_nothing_that_changes_the_line() -> None:
    echoed = f"no\r\n\x1b[31m such hook \u202e{SECRET} and {SECRET.rpartition('/')[2]} "
    body = (echoed + "x" * 5_000).encode()
    words = said(Answer(400, body=body), secrets=(SECRET, SECRET.rpartition("/")[2]))
    assert "abcdefgh" not in words
    assert "hooks.slack" not in words
    assert words.isprintable()
    assert len(words) <= len("400 Bad Request: ") + QUOTED


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<!doctype html><p>502</p>", "400 Bad Request"),
        (b'{"error": {"message": "bad topic"}}', "400 Bad Request: bad topic"),
        (b'{"code": 40009, "http": 400, "error": "too large"}', "400 Bad Request: too large"),
        (b'{"code": 1}', "400 Bad Request"),
        (b"[" * 100_000, "400 Bad Request: " + "[" * (QUOTED - 1) + "…"),
        (b"\xff\xfe", "400 Bad Request: \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_the_words_that_tell_why_are_shown(body: bytes, words: str) -> None:
    assert said(Answer(400, body=body)) == words

"""The mail of an update: complete in both forms, calm, and without anything from elsewhere."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.app.delivery.texts import EARLIER
from statusboard.domain.incident import AffectedComponent
from statusboard.domain.notice import Wording
from statusboard.domain.personal_links import PLACE, leave_link, manage_link
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.mail import SUBJECT_LIMIT, mail_of
from statusboard.render.words import look_of

URL = "https://status.northwind.example/incidents/abc.html"
MESSAGE = UpdateMessage(
    page_name="Northwind",
    url=URL,
    zone="Europe/Berlin",
    wording=Wording(
        "Payments are going through again.",
        IncidentStatus.MONITORING,
        "We moved checkout to a healthy system at 14:17.",
        next_update_in=timedelta(minutes=30),
    ),
    published_at=datetime(2026, 11, 28, 13, 20, tzinfo=UTC),
    number=3,
    affected=tuple(
        AffectedComponent(number, str(number), f"Service {number}", status, status)
        for number, status in enumerate(ComponentStatus)
    ),
)
HOSTILE = '"><script>alert(1)</script><img src=x onerror=y> {{ 7*7 }} {% raw %}'


def test_both_forms_say_the_same() -> None:
    mail = mail_of(MESSAGE)
    words = (
        *("Payments are going through again.", "Monitoring", "update 3", "14:20 CET"),
        *("We moved checkout to a healthy system at 14:17.", "Next update by 14:50 CET", URL),
        *("You get this because this address is told of Northwind.", "“unsubscribe”"),
    )
    for text in (mail.text, mail.html):
        assert [word for word in words if word not in text] == []
    for number, status in enumerate(ComponentStatus):
        word = look_of(status).word
        assert f"- Service {number}: {word}" in mail.text
        assert f"<bdi>Service {number}</bdi>: {word[0].lower()}{word[1:]}" in mail.html
    assert mail.html.count(EARLIER) == 1


def test_with_a_page_server_each_reader_chooses_and_leaves_by_a_link() -> None:
    server = "https://status.northwind.example"
    mail = mail_of(replace(MESSAGE, server=server))
    for text in (mail.text, mail.html):
        assert manage_link(server) in text
        assert leave_link(server) in text
        assert "“unsubscribe”" not in text
    assert PLACE not in (mail_of(MESSAGE).text + mail_of(MESSAGE).html)


def test_whom_a_mail_was_passed_on_to_can_ask_for_more_and_for_the_end_of_it() -> None:
    message = replace(MESSAGE, server="https://status.northwind.example/", incident="abc123")
    page, fixed = (f"https://status.northwind.example/subscribe{more}" for more in ("", "/abc123"))
    for text in (mail_of(message).text, mail_of(message).html):
        assert "Passed on to you?" in text
        assert page in text
        assert fixed in text
    over = replace(message, wording=replace(message.wording, status=IncidentStatus.RESOLVED))
    for text in (mail_of(over).text, mail_of(over).html):
        assert page in text
        assert fixed not in text
    assert "subscribe/" not in mail_of(replace(message, server="")).text


def test_every_state_has_a_glyph_and_a_colour_in_both_themes() -> None:
    html = mail_of(MESSAGE).html
    for status in ComponentStatus:
        style = look_of(status).style
        assert f'class="chip {style}"' in html
        assert re.search(rf"\.{style} {{ background: #\w+ !important; color", html)


def test_nothing_is_fetched_from_anywhere_and_nothing_runs() -> None:
    html = mail_of(MESSAGE).html
    assert re.findall(r"https?://[^\s\"'<]+", html) == [URL]
    assert not re.search(r"(?i)<(script|img|link|iframe|object|form)|url\(|@import| on\w+=", html)


def test_words_of_people_stay_words() -> None:
    service = AffectedComponent(1, "a", HOSTILE, *(ComponentStatus.MAJOR_OUTAGE,) * 2)
    wording = replace(MESSAGE.wording, title=HOSTILE, body=HOSTILE)
    message = replace(MESSAGE, page_name=HOSTILE, wording=wording, affected=(service,))
    html = mail_of(message).html
    assert not re.search(r"(?i)<script|<img", html)
    assert "49" not in re.sub(r"#\w+|\d+px", "", html)


@pytest.mark.parametrize("end", ["\r\nBcc: a@b.example", "\n", "\u2028", "\x00"])
def test_a_subject_is_one_line_whatever_the_title_is(end: str) -> None:
    message = replace(MESSAGE, wording=replace(MESSAGE.wording, title=f"Checkout{end} fails"))
    assert mail_of(message).subject.isprintable()


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("Payments are going through again.", "Payments are going through again: Monitoring"),
        ("Checkout fails", "Checkout fails: Monitoring"),
        ("x" * 300, f"{'x' * (SUBJECT_LIMIT - 12)}: Monitoring"),
    ],
)
def test_a_subject_says_what_and_how_far(title: str, subject: str) -> None:
    message = replace(MESSAGE, wording=replace(MESSAGE.wording, title=title))
    assert mail_of(message).subject == subject


def test_what_is_not_known_leaves_no_gap() -> None:
    wording = replace(MESSAGE.wording, status=IncidentStatus.RESOLVED, next_update_in=None)
    mail = mail_of(replace(MESSAGE, url="", wording=wording, affected=()))
    assert "Follow it" not in mail.text + mail.html
    assert "Next update" not in mail.text + mail.html
    assert "\n\n\n" not in mail.text
    assert 'class="chip operational"' in mail.html

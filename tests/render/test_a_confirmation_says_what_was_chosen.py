"""The message that asks an address to confirm: complete in every form, and safe for strangers."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from statusboard.domain.personal_links import PLACE, confirm_link, manage_link
from statusboard.domain.sms import segmented
from statusboard.domain.subscriber import About, Extent
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.render.confirming import MOST_NAMES, confirming_mail, confirming_short
from statusboard.render.confirming_words import (
    ENGLISH,
    GERMAN,
    confirming_words,
    consent_words,
)
from statusboard.render.languages import languages

SERVER = "https://status.northwind.example"
MESSAGE = ConfirmationMessage(
    page_name="Northwind Status",
    server=SERVER,
    ends_at=datetime(2026, 11, 29, 14, 2, tzinfo=UTC),
    zone="Europe/Berlin",
    chosen=("Shop", "Checkout API"),
    about=About.INCIDENTS,
    extent=Extent.START_END,
)
HOSTILE = '"><script>alert(1)</script>{{ 7*7 }} {page} %s'


def plain(html: str) -> str:
    """The words of a document, without its style sheet."""
    words: list[str] = []

    class Reader(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    Reader().feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
    return " ".join(" ".join(words).split())


def test_both_forms_of_the_mail_say_the_same() -> None:
    mail = confirming_mail(MESSAGE)
    said = (
        *("Somebody asked that this address is told of Northwind Status.", "Shop, Checkout API"),
        *("Incidents, only when it starts and when it is over", "29 November 2026, 15:02 CET"),
        *(consent_words("en", "Northwind Status"), "If it was not you, do nothing."),
        confirm_link(SERVER),
    )
    for text in (mail.text, plain(mail.html)):
        assert [words for words in said if words not in text] == []
    assert mail.subject == "Northwind Status: please confirm your address"
    assert mail.html.count(f'href="{confirm_link(SERVER)}"') == 2


def test_whoever_is_told_already_is_led_to_what_it_is_told() -> None:
    new, told = confirming_mail(MESSAGE), confirming_mail(replace(MESSAGE, is_told=True))
    for text in (told.text, told.html):
        assert manage_link(SERVER) in text
        assert "already" in text
        assert "everything stays as it is" in text
    assert PLACE not in new.text + new.html


def test_an_end_that_is_waited_for_is_all_that_is_agreed_to() -> None:
    mail = confirming_mail(replace(MESSAGE, incident="Card payments fail", chosen=()))
    for text in (mail.text, plain(mail.html)):
        assert "Once, when “Card payments fail” is over. Then the address is forgotten." in text
        assert consent_words("en", "Northwind Status", until_fixed=True) in text
        assert "Everything" not in text


def test_everything_is_said_to_be_everything_and_many_names_are_counted() -> None:
    assert "- Everything\n" in confirming_mail(replace(MESSAGE, chosen=())).text
    names = tuple(f"Service {number}" for number in range(MOST_NAMES + 5))
    text = confirming_mail(replace(MESSAGE, chosen=names)).text
    assert f"Service {MOST_NAMES - 1} (+5)" in text
    assert f"Service {MOST_NAMES}," not in text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("about", About)
@pytest.mark.parametrize("incident", ["", "Störung im Laden 😀" * 9])
def test_a_text_message_has_the_link_whole_and_says_how_to_end_it(
    language: str, about: About, incident: str
) -> None:
    message = replace(MESSAGE, language=language, about=about, incident=incident)
    text = confirming_short(message)
    assert confirm_link(SERVER) in text
    assert "STOP" in text
    # In Arabic that takes a third one: each holds 67 letters, and the link has more than one's.
    assert len(segmented(text).segments) <= (3 if language == "ar" else 2)
    assert "😀" not in text


def test_hostile_names_stay_names() -> None:
    message = replace(MESSAGE, page_name=HOSTILE, chosen=(HOSTILE,), incident="")
    mail = confirming_mail(message)
    assert "<script>" not in mail.html
    assert mail.html.count("&lt;script&gt;") == 4
    assert "49" not in plain(mail.html)
    assert HOSTILE in mail.text
    ended = confirming_mail(replace(message, incident=HOSTILE))
    assert "<script>" not in ended.html


def test_sample_data_says_so() -> None:
    mail = confirming_mail(replace(MESSAGE, is_demo=True))
    assert "Sample data" in mail.text
    assert "Sample data" in mail.html


def test_nothing_of_it_comes_from_elsewhere() -> None:
    html = confirming_mail(replace(MESSAGE, is_told=True)).html
    assert not re.search(r"<(img|script|link|iframe|object)|url\(|@import", html)


def test_a_language_is_found_by_its_first_letters() -> None:
    assert confirming_words("de-AT") is GERMAN
    assert confirming_words("it") is ENGLISH

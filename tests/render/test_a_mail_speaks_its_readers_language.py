"""What stands around an update is in the reader's language; what people wrote stays as it is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from statusboard.domain.incident import AffectedComponent
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.languages import ENGLISH, GERMAN, frame_in
from statusboard.render.mail import mail_of

AT = datetime(2026, 3, 22, 13, 2, tzinfo=UTC)
MESSAGE = UpdateMessage(
    page_name="Northwind",
    url="https://status.northwind.example/incidents/abc.html",
    zone="Europe/Berlin",
    wording=Wording(
        title="Checkout fails",
        status=IncidentStatus.IDENTIFIED,
        body="We move to a healthy system.",
        next_update_in=timedelta(minutes=30),
    ),
    published_at=AT,
    number=2,
    affected=(
        AffectedComponent(
            1, "x", "Cards", ComponentStatus.OPERATIONAL, ComponentStatus.PARTIAL_OUTAGE
        ),
    ),
)


@pytest.mark.parametrize(("language", "word"), [("en", "Postmortem"), ("de", "Nachbetrachtung")])
def test_a_postmortem_promises_nothing_and_offers_no_word_of_the_end(
    language: str, word: str
) -> None:
    wording = replace(MESSAGE.wording, status=IncidentStatus.POSTMORTEM, title="Checkout failed")
    told = replace(MESSAGE, wording=wording, language=language, server="https://told.example")
    mail = mail_of(replace(told, incident="abc"))
    assert mail.subject == f"Checkout failed: {word}"
    assert word in mail.html
    frame = frame_in(language)
    for text in (mail.text, mail.html):
        assert frame.end_word not in text
        assert frame.when_fixed not in text
    lasts = replace(told, wording=MESSAGE.wording, incident="abc")
    assert frame.when_fixed in mail_of(lasts).text


def test_a_german_reader_reads_german_around_the_words() -> None:
    mail = mail_of(replace(MESSAGE, language="de-AT"))
    assert mail.subject == "Checkout fails: Ursache gefunden"
    assert mail.text.splitlines() == [
        "Checkout fails",
        "",
        "Ursache gefunden, 22. März 2026, 14:02 Uhr (CET), Meldung 2",
        "",
        "We move to a healthy system.",
        "",
        "- Cards: Teilweise ausgefallen",
        "",
        "Nächste Meldung bis 22. März, 14:32 Uhr (CET). Sobald es vorbei ist, sagen wir Ihnen "
        "Bescheid.",
        "",
        "Zum Stand der Dinge: https://status.northwind.example/incidents/abc.html",
        "",
        "-- ",
        "Sie erhalten diese Nachricht, weil diese Adresse über Northwind informiert wird.",
        "Zum Abmelden antworten Sie auf diese Mail mit „unsubscribe“.",
    ]
    assert '<html lang="de">' in mail.html
    assert "Meldung 2" in mail.html


def test_who_chose_a_language_that_is_not_here_reads_english() -> None:
    mail = mail_of(replace(MESSAGE, language="it"))
    assert mail == mail_of(MESSAGE)
    assert "Next update by 14:32 CET on 22 March. We tell you the moment it is over." in mail.text
    assert "Identified, 22 March 2026, 14:02 CET, update 2" in mail.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Correction: What we wrote on 22 March 2026, 13:02 CET was wrong."),
        ("de", "Berichtigung: Unsere Meldung vom 22. März 2026, 13:02 Uhr (CET) war falsch."),
    ],
)
def test_a_correction_says_that_it_is_one(language: str, words: str) -> None:
    mail = mail_of(replace(MESSAGE, language=language, corrects=AT - timedelta(hours=1)))
    assert words in mail.text
    assert words in mail.html
    assert mail.subject == f"Checkout fails: {words.partition(':')[0]}"


def test_a_language_is_found_by_its_first_letters() -> None:
    assert frame_in("de") is frame_in("DE-ch") is GERMAN
    assert frame_in("") is ENGLISH

"""Messages and forms in every language: no word is missing, none is English by accident."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from string import Formatter

import pytest

from statusboard.channels.base import Outgoing
from statusboard.channels.mail.message import in_bytes, message_of
from statusboard.domain.incident import AffectedComponent
from statusboard.domain.language import Language
from statusboard.domain.languages import LANGUAGES
from statusboard.domain.notice import Wording
from statusboard.domain.sms import Encoding, segmented
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.subscriber import About
from statusboard.domain.templates.kinds import TemplateKind
from statusboard.domain.update_kind import UpdateKind
from statusboard.domain.views.confirmation import ConfirmationMessage
from statusboard.domain.views.message import UpdateMessage
from statusboard.render.chat import chat_of
from statusboard.render.confirming import confirming_mail
from statusboard.render.confirming_words import confirming_words
from statusboard.render.forms.languages import words_in
from statusboard.render.languages import frame_in, languages
from statusboard.render.mail import mail_of
from statusboard.render.page_words.known import words_in as page_words
from statusboard.render.planned_texts import planned_texts
from statusboard.render.short import short_text
from tests.fixtures.public import Page

AT = datetime(2026, 3, 1, 13, 2, tzinfo=UTC)
SERVER = "https://status.northwind.example"
HOSTILE = '"><script>alert(1)</script><b>{page} {{ 7*7 }} %s \u202eـ'
OTHERS = tuple(one for one in LANGUAGES if one != "en")
# How a language writes, and what comes from other tables; the same in several of them.
FORMS = {"language", "name", "times", "label", "sentence", "comma", "span", "capitals"}
# Words that are written alike in English, by language.
ALIKE = {
    "de": {"Name"},
    "fr": {"Maintenance", "Correction", "message {number}", "incidents", "Incidents", "E-mail"},
    "pt": {"E-mail"},
    "nl": {"E-mail"},
}


def update(language: str = "en", **more: object) -> UpdateMessage:
    made = UpdateMessage(
        page_name="Northwind",
        url=f"{SERVER}/incidents/abc/",
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
                1, "x", "Cards", ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE
            ),
        ),
        incident="abc",
        server=SERVER,
        language=language,
        said_in="en",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def texts(words: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a set of words, by where it stands."""
    if isinstance(words, str):
        yield path, words
    elif is_dataclass(words):
        for each in fields(words):
            if each.name not in FORMS:
                yield from texts(getattr(words, each.name), f"{path}.{each.name}")
    elif isinstance(words, Mapping):
        for key, text in words.items():
            yield from texts(text, f"{path}.{key}")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("of", [frame_in, confirming_words, words_in])
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_word_with_the_same_places(of, language: str) -> None:
    english, ours = dict(texts(of("en"))), dict(texts(of(language)))
    needless = {path for path in ours if ".of_kinds." in path}

    assert ours.keys() - needless == english.keys()
    for path, text in english.items():
        assert ours[path].strip(), path
        assert places(ours[path]) == places(text), path
        # What is said to another reader by accident, and what no reader is told.
        assert ours[path] != text or text in ALIKE.get(language, set()), path
    assert not [path for path, text in ours.items() if "!" in text or "！" in text]


def test_each_language_of_the_desk_is_written_in() -> None:
    assert languages() == tuple(LANGUAGES)
    for language in LANGUAGES:
        for of in (frame_in, confirming_words, words_in):
            assert of(language).language == language
        assert frame_in(language).written_in.keys() == LANGUAGES.keys()
        page = page_words(language)
        assert words_in(language).fixed == page.notice.when_fixed
        assert set(frame_in(language).incident) == set(IncidentStatus)
        assert set(frame_in(language).service) == set(ComponentStatus)
        assert set(frame_in(language).kinds) == set(UpdateKind) - {
            UpdateKind.SAID,
            UpdateKind.MAINTENANCE,
        }


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_form_and_message_have_one_word_for_one_thing(language: str) -> None:
    def bare(text: str) -> str:
        return text.lower().replace("ال", "")  # a heading has no article, in Arabic

    about, form = confirming_words(language).about, words_in(language)
    home = page_words(language).home
    assert bare(about[About.PLANNED]) == bare(form.planned) == bare(home.planned)
    assert about[About.INCIDENTS].lower() == form.incidents.lower()


def test_portuguese_is_that_of_brazil() -> None:
    """Its dates, its numbers and its locale are; what only Portugal says stands nowhere."""
    files = [*Path("statusboard/domain/tongues").rglob("portuguese.py")]
    files += Path("statusboard/render").rglob("portuguese.py")
    said = "".join(file.read_text(encoding="utf-8") for file in files).lower()
    assert len(files) >= 5
    for word in ("reencaminh", "de momento", "guardar", "à espera", "página de estado", "até ao "):
        assert word not in said, word


@pytest.mark.parametrize(
    ("language", "full", "promised"),
    [
        ("en", "1 March 2026, 14:02 CET", "14:02 CET on 1 March"),
        ("de", "1. März 2026, 14:02 Uhr (CET)", "1. März, 14:02 Uhr (CET)"),
        ("fr", "1er mars 2026 à 14:02 (CET)", "14:02 (CET) le 1er mars"),
        ("es", "1 de marzo de 2026, 14:02 (CET)", "14:02 (CET) del 1 de marzo"),
        ("pt", "1 de março de 2026, 14:02 (CET)", "14:02 (CET) de 1 de março"),
        ("nl", "1 maart 2026, 14:02 uur (CET)", "1 maart, 14:02 uur (CET)"),
        ("ja", "2026年3月1日 14:02 (CET)", "3月1日 14:02 (CET)"),
        ("ar", "1 مارس 2026، 14:02 (CET)", "14:02 (CET) يوم 1 مارس"),
    ],
)
def test_times_are_written_as_the_language_does(language: str, full: str, promised: str) -> None:
    mail = mail_of(update(language, published_at=AT - timedelta(minutes=30)))

    assert frame_in(language).full(AT, AT.astimezone().tzinfo or UTC)
    for text in (mail.text, mail.html):
        assert full.replace("14:02", "13:32") in text
        assert promised in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_in_its_language_around_words_in_another_one(language: str) -> None:
    mail, frame = mail_of(update(language)), frame_in(language)
    page = Page.of(mail.html.encode())
    html, card = page.all("html")[0].attributes, page.all("h1")[0].attributes

    assert html["lang"] == language
    assert html.get("dir") == ("rtl" if language == "ar" else None)
    assert (card.get("lang"), card.get("dir")) == (
        (None, None) if language == "en" else ("en", "ltr")
    )
    said = frame.written_in["en"]
    for text in (mail.text, mail.html, chat_of(update(language)).text):
        assert (said in text) == (language != "en")
        assert "We move to a healthy system." in text
    short = short_text(update(language))
    # Where two segments do not hold it beside the rest, the words themselves show it.
    assert said not in short if language in {"en", "pt", "ar"} else said in short
    assert said not in mail_of(update(language, said_in=language)).html
    assert said not in mail_of(update(language, said_in="")).text
    assert mail.subject == frame.labelled(
        "Checkout fails", frame.incident[IncidentStatus.IDENTIFIED]
    )
    assert frame.behind(frame.service[ComponentStatus.UNDER_MAINTENANCE]) in mail.html


def test_a_german_noun_keeps_its_capital_letter_and_arabic_begins_on_the_right() -> None:
    assert "<bdi>Cards</bdi>: Wartung" in mail_of(update("de")).html
    assert "<bdi>Cards</bdi>: maintenance" in mail_of(update("en")).html
    arabic = mail_of(update("ar")).html
    assert "text-align:right" in arabic
    assert "padding-right:6px" in arabic
    assert "text-align:left" not in arabic
    assert '<h1 dir="auto"' in mail_of(update("ar", said_in="")).html


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_names_stay_names_in_every_language(language: str) -> None:
    def told(name: str) -> UpdateMessage:
        named = tuple(replace(one, name=name) for one in update().affected)
        wording = replace(update().wording, title=name, body="x")
        return update(language, page_name=name, wording=wording, affected=named)

    def asked(name: str) -> ConfirmationMessage:
        return ConfirmationMessage(
            name, SERVER, AT, "UTC", chosen=(name,), is_told=True, language=language
        )

    mail = mail_of(told(HOSTILE))
    assert Page.of(mail.html.encode()).shape() == Page.of(mail_of(told("x")).html.encode()).shape()
    assert "{page}" in mail.text
    confirming = confirming_mail(asked(HOSTILE)).html
    plain = confirming_mail(asked("x")).html
    assert Page.of(confirming.encode()).shape() == Page.of(plain.encode()).shape()

    outgoing = Outgoing(
        "a@customer.example", mail.subject, mail.text, "key", AT, mail.html, language=language
    )
    sent = in_bytes(message_of(outgoing, "Northwind <status@northwind.example>"))
    assert sent.isascii()
    read = message_from_bytes(sent, policy=policy.default)
    assert read["Subject"] == mail.subject
    assert read["Content-Language"] == language
    parts = [read.get_body((sort,)).get_content() for sort in ("plain", "html")]
    said = [part.replace("\r\n", "\n").strip() for part in parts]
    assert said == [mail.text.strip(), mail.html.strip()]


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        *((one, Encoding.GSM_7) for one in ("en", "de", "fr", "es", "pt", "nl")),
        *((one, Encoding.UCS_2) for one in ("ja", "ar")),
    ],
)
def test_a_text_message_of_each_language_is_counted_as_it_is_sent(
    language: str, encoding: Encoding
) -> None:
    text = short_text(update(language))
    counted = segmented(text)

    assert counted.encoding is encoding
    assert "".join(counted.segments) == text
    assert len(counted.segments) <= 2
    assert text.endswith(f"{SERVER}/incidents/abc/")
    promise = frame_in(language).promise.format(at="14:32 CET")
    assert promise in text
    long = short_text(update(language, wording=replace(update().wording, title="Checkout " * 28)))
    assert len(segmented(long).segments) <= 2
    assert promise in long


@pytest.mark.parametrize("language", OTHERS)
def test_planned_work_that_reaches_into_another_day_names_it_in_the_language(language: str) -> None:
    start = datetime(2026, 3, 31, 21, 30, tzinfo=UTC)
    message = update(
        language,
        kind=UpdateKind.REMINDER,
        wording=replace(update().wording, status=IncidentStatus.SCHEDULED, next_update_in=None),
        scheduled_for=start,
        scheduled_until=start + timedelta(hours=3),
    )
    month = frame_in(language).times.dates.months[3]

    for text in (mail_of(message).text, chat_of(message).text, short_text(message)):
        assert month in text
        assert not any(english in text for english in ("March", "Reminder", "Planned"))


@pytest.mark.parametrize(
    "kind", [one for one in TemplateKind if one.name.startswith("MAINTENANCE_")]
)
def test_planned_work_speaks_by_itself_in_every_language_without_templates(
    kind: TemplateKind,
) -> None:
    names, start = ("Cards", "Shop", "API", "Search"), AT
    said = planned_texts(kind, names, start, start + timedelta(hours=2), now=AT, zone=UTC)

    assert {*said, *Language} == LANGUAGES.keys()
    assert len(set(said.values())) == len(said)
    for language, text in said.items():
        assert "API (+1)" in text, language
        assert "{" not in text
        assert "13:02 (UTC)" in text or "15:02" in text or kind.name.endswith("VERIFYING")
    assert not planned_texts(TemplateKind.RESOLVED, names, start, start, now=AT, zone=UTC)

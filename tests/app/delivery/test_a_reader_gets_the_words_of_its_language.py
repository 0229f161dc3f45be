"""An update goes out in the reader's language where it was translated, and says so where not."""

from collections.abc import Mapping
from dataclasses import replace

import msgspec
import pytest
from sqlalchemy import func, select

from statusboard.app.delivery.announce import announce
from statusboard.app.delivery.readings import language_written_in
from statusboard.app.doorway import Doorway
from statusboard.domain.notice import Wording
from statusboard.domain.status import ComponentStatus, Impact, IncidentStatus
from statusboard.domain.subscriber import SubscriberState, Wishes
from statusboard.domain.translation import Translation
from statusboard.storage.channels import add_channel
from statusboard.storage.components import add_component
from statusboard.storage.database import Database
from statusboard.storage.incident_updates import NewUpdate, append_update
from statusboard.storage.settings import write_setting
from statusboard.storage.subscribers import NewSubscriber, add_subscriber
from statusboard.storage.tables import DELIVERY, MESSAGE
from tests.fixtures.clock import ManualClock
from tests.fixtures.history import COLLECTOR

ENGLISH = Wording(
    "Card payments fail", IncidentStatus.INVESTIGATING, "We look for the cause.\n\nPlease wait."
)
FRENCH = Translation("fr", "Les paiements échouent", "Nous cherchons la cause.")
SPANISH = Translation("es", "Los pagos fallan", "Buscamos la causa.")


def told(wording: Wording) -> Wording:
    """A wording with a French translation that is up to date, and a Spanish one that is not."""
    return replace(
        wording,
        translations=(
            FRENCH.now_of(wording.title, wording.body),
            SPANISH.now_of(wording.title, "Something else."),
        ),
    )


@pytest.fixture
def door(database: Database) -> Doorway:
    made = Doorway(database, ManualClock())
    with database.writing(made.clock.now(), COLLECTOR) as unit:
        add_component(unit, name="Cards")
        write_setting(unit, "page.language", "en")
        for kind in ("email", "sms", "webhook"):
            channel = add_channel(unit, name=kind, kind=kind, config={}).id
            for number, language in enumerate(("en", "fr", "fr", "es", "ja", "ar")):
                address = f"{number}@{kind}.example"
                wishes = Wishes(language=language)
                state = SubscriberState.ACTIVE
                add_subscriber(unit, NewSubscriber(channel, address, address, wishes, state))
    return made


def say(door: Doorway, wording: Wording) -> Mapping[str, Mapping[str, str]]:
    """What each address will read."""
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        moves = {1: (ComponentStatus.OPERATIONAL, ComponentStatus.MAJOR_OUTAGE)}
        incident_id, _ = append_update(unit, None, NewUpdate(wording, Impact.MAJOR, moves))
        announce(unit, incident_id, 0)
        rows = unit.connection.execute(
            select(DELIVERY.c.address, MESSAGE.c.content).join(
                MESSAGE, MESSAGE.c.id == DELIVERY.c.message_id
            )
        ).all()
        count = unit.connection.scalar(select(func.count()).select_from(MESSAGE))
    # Once for each of three channels and five languages, whoever reads it.
    assert count == 15
    return {row.address: msgspec.json.decode(row.content) for row in rows}


def test_who_has_a_translation_reads_it_and_who_has_none_reads_which_language_it_is(
    door: Doorway,
) -> None:
    said = say(door, told(ENGLISH))

    french = said["1@email.example"]
    assert french == said["2@email.example"]
    assert french["subject"] == "Les paiements échouent\u00a0: En cours d’analyse"
    assert "Nous cherchons la cause." in french["text"]
    assert "Nous cherchons la cause." in french["html"]
    assert "Cet avis est" not in french["text"]
    assert "Please wait" not in french["text"] + french["html"]
    assert "Les paiements échouent" in said["1@sms.example"]["text"]
    assert said["1@webhook.example"]["update"]["wording"]["body"] == "Nous cherchons la cause."

    english = said["0@email.example"]
    assert english["subject"] == "Card payments fail: Investigating"
    assert "This notice is in" not in english["text"]

    for address, sentence in (
        # Of an earlier wording there is a Spanish one: nobody is sent what is old.
        ("3@email.example", "Este aviso fue escrito en inglés."),
        ("4@email.example", "このお知らせは英語です。"),
        ("5@email.example", "هذا البلاغ باللغة الإنجليزية."),
    ):
        for part in ("text", "html"):
            assert sentence in said[address][part]
            assert "We look for the cause." in said[address][part]
        assert "Card payments fail" in said[address]["subject"]
    # Nobody carries the other readers' words along.
    assert "échouent" not in str(said["0@email.example"]) + str(said["3@webhook.example"])


def test_a_link_leads_to_the_page_in_the_reader_s_language_where_there_is_one(
    door: Doorway,
) -> None:
    with door.database.writing(door.clock.now(), COLLECTOR) as unit:
        write_setting(unit, "page.url", "https://status.northwind.example/")
        write_setting(unit, "page.languages", "fr, de")

    said = say(door, told(ENGLISH))

    assert "https://status.northwind.example/fr/incidents/" in said["1@email.example"]["text"]
    assert "https://status.northwind.example/fr/incidents/" in said["1@sms.example"]["text"]
    for number in (0, 4):  # the page's own language, and one that the page does not speak
        text = said[f"{number}@email.example"]["text"]
        assert "https://status.northwind.example/incidents/" in text


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({}, ""),
        ({"words.language": "de"}, "de"),
        ({"page.language": "fr", "words.language": "de"}, "fr"),
        ({"page.languages": "de, ar"}, "en"),
    ],
)
def test_no_reader_is_told_a_language_that_nobody_chose(
    settings: Mapping[str, object], language: str
) -> None:
    assert language_written_in(settings) == language

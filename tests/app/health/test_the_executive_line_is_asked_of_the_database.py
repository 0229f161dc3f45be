"""The line for executives from what is stored: what customers read, and how many are told."""

from pathlib import Path

from statusboard.app.health.executive import EXECUTIVE_LINE
from statusboard.app.settings import NOTICE_LANGUAGE
from statusboard.storage.database import Database
from tests.fixtures.readers import channel, many, readers
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording


def test_it_counts_those_who_are_told_of_the_incident(database: Database, tmp_path: Path) -> None:
    newsroom = Newsroom(database)
    newsroom.publishes_to(tmp_path / "page")
    newsroom.setting("page.zone", "Europe/Berlin")
    readers(newsroom, channel(newsroom), many(3))
    shop = newsroom.service()
    newsroom.measures(shop, (NOON - 60 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    assert newsroom.ask(EXECUTIVE_LINE) == (
        "Checkout API is down since 12:50 CET (10 minutes); customers have been told nothing yet."
    )

    newsroom.setting(NOTICE_LANGUAGE, "de")
    assert newsroom.ask(EXECUTIVE_LINE) == (
        "Checkout API ist ausgefallen seit 12:50 Uhr MEZ (10 Minuten); Kunden wurde noch nichts "
        "gesagt."
    )
    newsroom.setting(NOTICE_LANGUAGE, "en")

    newsroom.publish(wording({shop: MAJOR}))
    newsroom.clock.forward(5 * MINUTE)
    newsroom.watched()
    assert newsroom.ask(EXECUTIVE_LINE) == (
        "Some card payments are failing (Checkout API), since 12:50 CET (15 minutes), "
        "3 subscribers are being told, next word by 13:30 CET."
    )

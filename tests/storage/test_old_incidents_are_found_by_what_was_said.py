"""Incidents that resemble a text: on both engines, for whatever text."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql

from statusboard.domain.search_words import terms_of
from statusboard.storage.database import Database
from statusboard.storage.incident_search import similar
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.history import COLLECTOR, write_service
from tests.fixtures.past_incidents import past_incident, seeded_texts
from tests.fixtures.speaking import NOON

SIGN_IN = ["Nobody can sign in.", "A session store is full.", "It works again.", "It is over."]
CARDS = ["Card payments fail.", "A supplier is down.", "Cards work again.", "Cards are fine."]
MANY = 60
# One database for all examples: what they write does not depend on one another.
EACH = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def found(
    database: Database,
    *texts: str,
    component_ids: tuple[int, ...] = (),
    exclude: int | None = None,
    limit: int = 3,
) -> list[int]:
    with database.reading(NOON) as unit:
        return list(similar(unit, texts, component_ids, exclude=exclude, limit=limit))


def service(database: Database, name: str) -> int:
    component, _ = write_service(database, name)
    return component.id


def test_what_was_said_in_the_same_words_is_found(database: Database) -> None:
    past_incident(database, CARDS, title="Card payments are failing")
    sign_in = past_incident(database, SIGN_IN, title="Sign-in is down")

    assert found(database, "Sign-in", "The session store may be full.") == [sign_in]
    assert found(database, "The weather is fine today") == []
    assert found(database, "") == []


def test_endings_do_not_matter_in_either_language(database: Database) -> None:
    english = past_incident(database, CARDS, title="Card payments are failing")
    german = past_incident(
        database, ["Zahlungen schlagen fehl."], title="Kartenzahlungen ausgefallen"
    )

    assert found(database, "Payment fails for every card") == [english]
    assert found(database, "Zahlungsausfall", "Eine Zahlung schlägt fehl") == [german]


def test_services_in_common_come_first_and_then_the_words(database: Database) -> None:
    shop, search = service(database, "Shop"), service(database, "Search")
    words_alone = past_incident(database, CARDS, title="Card payments are failing")
    one = past_incident(database, SIGN_IN, title="The shop is slow", component_ids=[shop])
    one_in_words = past_incident(
        database, CARDS, title="Card payments are failing", component_ids=[shop]
    )
    both = past_incident(database, SIGN_IN, title="All is slow", component_ids=[shop, search])

    asked = found(
        database, "Card payments fail", component_ids=(shop, search), exclude=None, limit=9
    )
    assert asked == [both, one_in_words, one, words_alone]


def test_of_two_alike_the_newer_one_comes_first(database: Database) -> None:
    shop = service(database, "Shop")
    days = (40, 10, 25)
    ids = [
        past_incident(
            database,
            CARDS,
            title="Card payments are failing",
            component_ids=[shop],
            began=NOON - timedelta(days=ago),
        )
        for ago in days
    ]

    assert found(database, "Card payments", component_ids=(shop,)) == [ids[1], ids[2], ids[0]]


def test_neither_itself_nor_what_still_lasts_is_found(database: Database) -> None:
    shop = service(database, "Shop")
    past_incident(
        database, CARDS[:2], title="Card payments fail", component_ids=[shop], is_over=False
    )
    mine = past_incident(database, CARDS, title="Card payments fail", component_ids=[shop])

    assert found(database, "Card payments fail", component_ids=(shop,), exclude=mine) == []
    assert found(database, "Card payments fail", component_ids=(shop,)) == [mine]


def test_one_word_among_many_is_no_likeness(database: Database) -> None:
    cards = past_incident(database, CARDS, title="Card payments are failing")

    assert found(database, "Payments are slow") == [cards]
    assert found(database, "Payments are slow today") == []
    text = "Exports of reports with many columns stop halfway, and their files stay empty: supplier"
    assert found(database, "Exports stop", text) == []


ABOUT_CARDS = (
    "title:payments AND -cards",
    "payments' | 'cards:*",
    "!(payments & cards) <-> x",
    "payments\x00cards",
    "\ud800payments cards",
    "💳💥 payments 🧨 cards",
    "\\payments\\cards",
    "%payments_cards%",
    "card payments " * 8_000,
)
ABOUT_NOTHING = (
    '"',
    "'",
    "a* OR b* NEAR(c d)",
    "Z" * 100_000,
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen",
    "ﷺ" * 20_000,
    "支払いができません カード",
    "; DROP TABLE incident; --",
)


def test_any_text_is_safe_to_ask_with(database: Database) -> None:
    cards = past_incident(database, CARDS, title="Card payments are failing")

    for text in ABOUT_CARDS:
        assert found(database, text, text) == [cards], text[:80]
    for text in ABOUT_NOTHING:
        assert found(database, text, text) == [], text[:80]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(max_examples=200, suppress_health_check=EACH)
@given(title=st.text(max_size=80), body=st.text(), numbers=st.sets(st.integers(-1, 2**40)))
def test_no_text_at_all_raises_in_a_file(
    database: Database, title: str, body: str, numbers: set[int]
) -> None:
    assert found(database, title, body, component_ids=tuple(numbers)) == []


@pytest.mark.postgres
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
@settings(max_examples=200, suppress_health_check=EACH)
@given(title=st.text(max_size=80), body=st.text(), numbers=st.sets(st.integers(-1, 2**40)))
def test_no_text_at_all_raises_on_a_server(
    database: Database, title: str, body: str, numbers: set[int]
) -> None:
    assert found(database, title, body, component_ids=tuple(numbers)) == []


@settings(max_examples=60, suppress_health_check=EACH)
@given(text=st.text(min_size=1, max_size=60))
def test_whatever_was_published_is_found_by_its_own_words(database: Database, text: str) -> None:
    mine = past_incident(database, [text.replace("\x00", " ")], title=text)

    if terms_of(text):
        assert mine in found(database, text, limit=500)


@pytest.mark.postgres
def test_both_engines_find_the_same_incidents(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    file = Database.open(tmp_path / "same.db")
    server = Database.open(request.getfixturevalue("postgres").fresh())
    try:
        bring_to_head(file)
        for database in (file, server):
            shop = service(database, "Shop")
            for seed in range(MANY):
                title, texts = seeded_texts(seed)
                past_incident(
                    database,
                    texts,
                    title=title,
                    component_ids=[shop] if seed % 7 == 0 else [],
                    began=NOON - timedelta(days=400 - seed),
                )
        seen = set()
        for seed in range(200, 240):
            title, texts = seeded_texts(seed)
            for asked in ((title,), (title, texts[0]), (title, texts[3])):
                in_file, on_server = (
                    set(found(one, *asked, component_ids=(shop,), limit=MANY))
                    for one in (file, server)
                )
                assert in_file == on_server, asked
                seen.add(frozenset(in_file))
        assert len(seen) > 10
    finally:
        file.close()
        server.close()


def test_words_are_kept_as_long_as_what_was_said(database: Database) -> None:
    past_incident(database, CARDS, title="Card payments are failing")
    sign_in = past_incident(database, SIGN_IN, title="Sign-in is down")
    with database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(
            sql(
                "UPDATE update_words SET words = 'zebra crossing' WHERE update_id IN "
                f"(SELECT id FROM incident_update WHERE incident_id <> {sign_in})"
            )
        )
    assert found(database, "Card payments fail") == []
    assert len(found(database, "Zebra crossing")) == 1
    with database.writing(NOON, COLLECTOR) as unit:
        unit.connection.execute(sql("DELETE FROM update_words"))
    assert found(database, "Zebra crossing") == []
    assert found(database, "Sign-in is down") == []

"""Hosts of every kind of check, and what a source calls its entities and alerts, stay inside."""

from pathlib import Path

import pytest

from statusboard.app.notices.known_words import read_word_facts
from statusboard.domain.instants import to_us
from statusboard.domain.result import Reason
from statusboard.domain.verdict import CheckState, Transition
from statusboard.domain.word_facts import WordFacts
from statusboard.storage import incidents
from statusboard.storage.checks import add_check
from statusboard.storage.database import Database
from statusboard.storage.history.retelling import record_transitions
from statusboard.storage.history.states import StoredState, write_states
from statusboard.storage.history.transitions import StoredTransition
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.plug_ins import plugged_in_kinds
from tests.fixtures.speaking import COLLECTOR, GOOD, MAJOR, MINUTE, NOON, Newsroom, wording

__all__ = ["plugged_in_kinds"]
TITLE = "Error rate of the shop pool"


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> Newsroom:
    room = Newsroom(database)
    room.publishes_to(tmp_path / "page")
    return room


def checked(newsroom: Newsroom, component_id: int, kind: str, **config: object) -> int:
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        return add_check(unit, component_id=component_id, kind=kind, config=config).id


def known(newsroom: Newsroom, incident_id: int | None = None) -> WordFacts:
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        incident = None if incident_id is None else incidents.read_incident(unit, incident_id)
        return read_word_facts(unit, incident)


@ON_SQLITE
@pytest.mark.usefixtures("plugged_in_kinds")
def test_a_host_is_known_whatever_field_its_kind_keeps_it_in(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    checked(newsroom, shop, "http", url="https://orders7:8443/health")
    checked(newsroom, shop, "tcp", host="ledger-2", port=5432)
    checked(newsroom, shop, "tcp", host="db.example.com", port=5432)
    checked(newsroom, shop, "of_another_version", host="db-3")

    assert known(newsroom).hosts[-2:] == ("orders7", "ledger-2")


@ON_SQLITE
@pytest.mark.parametrize(
    ("name", "is_inside"),
    [
        ("checkout-prod", True),
        ("orders_eu", True),
        ("shop/cart", True),
        ("cart7.shop.internal", True),
        ("Checkout API", False),
        ("checkout-api", False),
        ("Payments", False),
        ("Web shop", False),
        ("e-mail", False),
        ("www.example.com", False),
        ("", False),
    ],
)
def test_the_name_of_an_entity_is_inside_unless_it_is_a_word_that_customers_know(
    newsroom: Newsroom,
    name: str,
    is_inside: bool,
) -> None:
    shop = newsroom.service("Checkout API")
    checked(newsroom, shop, "new_relic_entity", guid="MXxBUE18QXw3", name=name)

    assert known(newsroom).inside == ((name,) if is_inside else ())


@ON_SQLITE
def test_what_an_alert_was_called_is_known_when_it_is_over(newsroom: Newsroom) -> None:
    shop = newsroom.service()
    newsroom.measures(shop, (NOON - 600 * MINUTE, GOOD), (NOON - 10 * MINUTE, MAJOR))
    newsroom.watched()
    said = newsroom.publish(wording({shop: MAJOR}, started_at=NOON - 10 * MINUTE))
    check = checked(newsroom, shop, "new_relic_entity", guid="MXxBUE18QXw3")
    now_us = to_us(NOON)
    well = StoredState(CheckState(GOOD, now_us), Reason.OK, "")
    for minutes, title in ((12, TITLE), (9_000, "Disk of another day")):
        turn = Transition(to_us(NOON - minutes * MINUTE), GOOD, MAJOR)
        detail = f"Workload disrupted: {title}."
        with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
            record_transitions(unit, [StoredTransition(check, turn, Reason.SOURCE_ALERT, detail)])
            write_states(unit, {check: well})

    assert known(newsroom).inside == ()
    assert known(newsroom, said.incident_id).inside == (TITLE,)

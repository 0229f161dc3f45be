"""A database of the version before, with people inside, brought to where handovers are sent."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from statusboard.domain.delivery import DeliveryState
from statusboard.storage import migrate
from statusboard.storage.claims import Settled
from statusboard.storage.database import Database
from statusboard.storage.handover_claims import (
    settle_handovers,
    take_handovers,
    waiting_handovers,
)
from statusboard.storage.handovers import (
    NewHandoverMessage,
    add_handover,
    members_of,
    next_handovers,
    read_handovers,
)
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, MINUTE, NOON

BEFORE = (
    "INSERT INTO channel (id, name, kind, config, position) VALUES (1, 'mail', 'email', '{}', 0)",
    "INSERT INTO inside_list (id, name, text, position) VALUES (5, 'Night', 'page', 0)",
    "INSERT INTO subscriber (id, channel_id, address, address_key, state, about, extent, language,"
    " everything, created_us, list_id) VALUES"
    " (1, 1, 'a@b.example', 'a@b.example', 'active', 'both', 'every', 'en', true, 1, 5)",
)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0029", BEFORE)
    assert not inspect(database.engine).has_table("handover")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_people_inside_stay_and_get_a_handover(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        (member,) = members_of(unit, 5)
        number = add_handover(unit, 5, "Night", "Ada", [NewHandoverMessage(member, "{}")])
        assert set(next_handovers(unit)) == {1}
        waiting = waiting_handovers(unit, 1, 10)
        (claim,) = take_handovers(unit, waiting, by="one", until=NOON + MINUTE)
        assert (claim.update, claim.address, claim.is_of_ledger) == (
            f"handover {number}",
            "a@b.example",
            False,
        )
        taken = Settled(claim.id, DeliveryState.SENT, receipt="ok", is_handover=True)
        settle_handovers(unit, "one", [taken])
        (sent,) = read_handovers(unit, most=5)
    assert (sent.list_name, sent.by, sent.sent_at) == ("Night", "Ada", NOON)
    assert [(one.channel, one.state, one.receipt) for one in sent.messages] == [
        ("mail", DeliveryState.SENT, "ok")
    ]

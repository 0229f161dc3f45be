"""Who withdraws or joins sees first what would be said, to whom, and what still fails."""

from pathlib import Path

import pytest

from statusboard.app.notices.asks import JoiningAsk, WithdrawalAsk
from statusboard.app.notices.endings import JOINING, WITHDRAWAL
from statusboard.domain.notice import BODY_LIMIT
from statusboard.domain.subscriber import Wishes
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.joining import Readers, join, say, withdraw
from tests.fixtures.speaking import MAJOR, PARTIAL, wording
from tests.fixtures.watched_newsroom import WatchedNewsroom

pytestmark = ON_SQLITE


@pytest.fixture
def newsroom(database: Database, tmp_path: Path) -> WatchedNewsroom:
    made = WatchedNewsroom(database)
    made.publishes_to(tmp_path / "page")
    made.serves("Checkout API", "Card payments", "Search")
    Readers(made).subscribe("a", Wishes())
    made.passes({1: "dd", 2: "dd"})
    return made


def test_a_withdrawal_names_what_still_fails_and_nobody_tells_of(
    newsroom: WatchedNewsroom,
) -> None:
    first = say(newsroom, wording({1: MAJOR, 2: MAJOR}, title="Payments fail"))
    say(newsroom, wording({2: PARTIAL}, title="Cards fail"))
    newsroom.passes({1: "d", 2: "d"})

    view = newsroom.ask(WITHDRAWAL, WithdrawalAsk(first.incident_id))

    assert (view.title, view.still_failing) == ("Payments fail", ("Checkout API",))
    assert view.updates == ()  # the only one is all that was said
    assert view.reach.total == 1


def test_each_update_that_stands_can_be_withdrawn_alone(newsroom: WatchedNewsroom) -> None:
    first = say(newsroom, wording({1: MAJOR}, title="Payments fail"))
    say(newsroom, wording({1: PARTIAL}, body="Half of them work."), first.incident_id)

    view = newsroom.ask(WITHDRAWAL, WithdrawalAsk(first.incident_id, first.update_public_id))

    newest = view.updates[0]
    assert (newest.number, newest.body) == (2, "Half of them work.")
    assert view.still_failing == ()


def test_a_join_offers_every_other_open_incident_with_its_services(
    newsroom: WatchedNewsroom,
) -> None:
    first = say(newsroom, wording({1: MAJOR}, title="Payments fail"))
    other = say(newsroom, wording({2: MAJOR}, title="Cards fail"))

    view = newsroom.ask(JOINING, JoiningAsk(first.incident_id))

    assert [(one.incident_id, one.title, one.services) for one in view.others] == [
        (other.incident_id, "Cards fail", ("Card payments",))
    ]
    assert view.reach is None
    assert "Checkout API" in view.words
    chosen = newsroom.ask(JOINING, JoiningAsk(first.incident_id, other.incident_id))
    assert chosen.reach.total == 1


@pytest.mark.parametrize(("query", "ask"), [(WITHDRAWAL, WithdrawalAsk), (JOINING, JoiningAsk)])
def test_what_is_gone_is_said_to_be(newsroom: WatchedNewsroom, query: object, ask: type) -> None:
    with pytest.raises(RuleBroken, match="no longer exists"):
        newsroom.ask(query, ask(99))  # type: ignore[arg-type]


def test_words_that_nobody_can_read_or_keep_are_refused(newsroom: WatchedNewsroom) -> None:
    first = say(newsroom, wording({1: MAJOR}, title="Payments fail"))
    other = say(newsroom, wording({2: MAJOR}, title="Cards fail"))
    long = "x" * (BODY_LIMIT + 1)

    with pytest.raises(RuleBroken, match="characters; at most"):
        withdraw(newsroom, first.incident_id, long)
    with pytest.raises(RuleBroken, match="characters; at most"):
        join(newsroom, first.incident_id, other.incident_id, long)
    with pytest.raises(RuleBroken, match="has no update"):
        withdraw(newsroom, first.incident_id, "It was wrong.", "nowhere")


def test_an_update_is_withdrawn_once_and_what_withdraws_it_never(
    newsroom: WatchedNewsroom,
) -> None:
    first = say(newsroom, wording({1: MAJOR}, title="Payments fail"))
    second = say(newsroom, wording({1: PARTIAL}, body="Half of them work."), first.incident_id)
    say(newsroom, wording({1: MAJOR}, body="They fail again."), first.incident_id)
    taken = withdraw(newsroom, first.incident_id, "Half was wrong.", second.update_public_id)

    with pytest.raises(RuleBroken, match="taken back already"):
        withdraw(newsroom, first.incident_id, "Once more.", second.update_public_id)
    with pytest.raises(RuleBroken, match="cannot be withdrawn itself"):
        withdraw(newsroom, first.incident_id, "Once more.", taken.update_public_id)

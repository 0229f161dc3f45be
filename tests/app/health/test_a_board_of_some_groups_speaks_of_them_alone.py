"""One wall per team: the services of its groups, their record, and how many others are affected."""

from dataclasses import replace

from statusboard.app.health.board import BOARD, BoardAsk
from statusboard.app.health.board_part import part_of
from statusboard.app.health.facts import Facts
from statusboard.domain.component import Component
from statusboard.domain.recovery import recoveries
from statusboard.domain.status import ComponentStatus
from tests.fixtures import views
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import DOWN, UP
from tests.fixtures.watch import Watch


@ON_SQLITE
def test_a_board_of_a_group_speaks_of_it_alone_and_says_what_it_leaves_out(watch: Watch) -> None:
    _, [good] = watch.service("Storefront", group="Shop")
    _, [bad] = watch.service("Ledger", group="Money")
    watch.minutes([{good.id: UP, bad.id: UP}] * 3 + [{good.id: UP, bad.id: DOWN}] * 3)
    whole = watch.doorway.ask(BOARD, BoardAsk())
    shop = watch.doorway.ask(BOARD, BoardAsk(groups=("shop",)))
    assert [tile.name for tile in shop.tiles] == ["Storefront"]
    assert [group.name for group in shop.groups] == list(shop.only) == ["Shop"]
    assert (shop.elsewhere, shop.checks, shop.problems) == (1, 1, ())
    # Its record is its own: the outage of another group is none of it.
    assert (shop.record.ever_major, whole.record.ever_major) == (False, True)
    money = watch.doorway.ask(BOARD, BoardAsk(groups=("Money",)))
    assert money.tiles[0].status is ComponentStatus.MAJOR_OUTAGE
    assert money.elsewhere == whole.elsewhere == 0


@ON_SQLITE
def test_a_group_that_nobody_has_hides_nothing(watch: Watch) -> None:
    watch.service("Storefront", group="Shop")
    watch.service("Ledger", group="Money")
    lost = watch.doorway.ask(BOARD, BoardAsk(groups=("Shap",)))
    assert len(lost.tiles) == 2
    assert lost.only == ()
    assert "No group with services is called “Shap”. The whole board is shown." in lost.problems
    part = watch.doorway.ask(BOARD, BoardAsk(groups=("Shop", "Shap")))
    assert [tile.name for tile in part.tiles] == ["Storefront"]
    assert "No group with services is called “Shap”." in part.problems


def test_what_other_services_are_down_of_is_not_over() -> None:
    at = views.QUIET_AT
    tiles = tuple(replace(tile, since=at) for tile in views.some_tiles(at))
    told = views.a_told(at)
    assert recoveries((told,), tiles)
    assert not recoveries((replace(told, reaches_further=True),), tiles)
    facts = Facts(0, 0, 0, {}, "UTC", (), {}, {}, {}, {}, {}, {})
    shop = Component(6, "a" * 12, "Checkout API", 1, 0)
    other = Component(12, "b" * 12, "Card payments", 2, 0)
    facts = replace(facts, components=(shop, other), groups={1: "Shop", 2: "Money"})
    [narrowed] = part_of(facts, ("Shop",)).told((told,))
    assert narrowed.reaches_further
    [whole] = part_of(facts, ("Shop", "Money")).told((told,))
    assert not whole.reaches_further

"""A parent that is down, a rule, and flapping: said in why, on the board, in Verify and in JSON."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from statusboard.app.health.board import BOARD
from statusboard.app.health.report import STATUS_REPORT
from statusboard.app.health.verify import SERVICE_DETAIL, VERIFY
from statusboard.app.notices.handover import handover
from statusboard.app.notices.suggestion_plan import PLAN
from statusboard.app.programs.windowless import Scene
from statusboard.cli.board_text import board_lines
from statusboard.domain.component import Component
from statusboard.domain.component_rule import ComponentRule, RuleKind
from statusboard.domain.result import Answer
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.board import Tile
from statusboard.storage.checks import update_checks
from statusboard.storage.component_rules import follow_rules
from statusboard.storage.components import update_components
from statusboard.storage.dependencies import write_parents
from statusboard.storage.groups import read_groups, set_group_rule
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, DOWN, SLOW, UP
from tests.fixtures.watch import Watch

GOOD = ComponentStatus.OPERATIONAL
DEPENDS = "Depends on Database, which has been down since 12:03 UTC"


def why(watch: Watch, component: Component) -> str:
    return watch.doorway.ask(SERVICE_DETAIL, component.id).why


def tile(watch: Watch, component: Component) -> Tile:
    return next(t for t in watch.doorway.ask(BOARD, None).tiles if t.component_id == component.id)


def choose(watch: Watch, component: Component, rule: ComponentRule) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_components(unit, [replace(component, rule=rule)])
        follow_rules(unit)
    watch.ingest.reload()


def depend(watch: Watch, parents: Mapping[int, tuple[int, ...]]) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_parents(unit, parents)


def suggested(watch: Watch) -> list[set[int]]:
    return [set(write.wording.components) for write in watch.doorway.ask(PLAN, None).writes]


def test_a_child_says_what_it_depends_on_and_its_history_stays_measured(watch: Watch) -> None:
    base, [disk] = watch.service("Database")
    shop, [front] = watch.service("Checkout")
    depend(watch, {shop.id: (base.id,)})
    watch.minutes([{disk.id: UP, front.id: UP}] * 2)
    watch.minutes([{disk.id: DOWN, front.id: DOWN}] * 3)

    assert f"{DEPENDS}: until that is up again, this raises no alarm of its own." in why(
        watch, shop
    )
    assert "Depends on" not in why(watch, base)
    assert tile(watch, shop).reason == DEPENDS
    assert tile(watch, shop).status is ComponentStatus.MAJOR_OUTAGE
    rows = {row.component_id: row for row in watch.doorway.ask(VERIFY, None).rows}
    assert (rows[shop.id].explained_by, rows[base.id].explained_by) == ("Database", "")
    report = {one["name"]: one for one in watch.doorway.ask(STATUS_REPORT, None)["services"]}
    assert report["Checkout"]["explained_by"] == "Database"
    assert report["Database"]["explained_by"] is None
    assert (report["Checkout"]["rule"], report["Checkout"]["depends_on"]) == ("worst", ["Database"])
    assert suggested(watch) == [{base.id, shop.id}]
    detail = watch.doorway.ask(SERVICE_DETAIL, shop.id)
    assert [(one.name, one.status) for one in detail.parents] == [
        ("Database", ComponentStatus.MAJOR_OUTAGE)
    ]
    assert detail.depends_on == ("Database",)
    assert [one.name for one in watch.doorway.ask(SERVICE_DETAIL, base.id).children] == ["Checkout"]


@ON_SQLITE
def test_a_child_speaks_for_itself_once_its_parent_is_up_again(watch: Watch) -> None:
    base, [disk] = watch.service("Database")
    shop, [front] = watch.service("Checkout")
    depend(watch, {shop.id: (base.id,)})
    watch.minutes([{disk.id: UP, front.id: UP}] * 2)
    watch.minutes([{disk.id: DOWN, front.id: UP}] * 8)
    watch.minutes([{disk.id: DOWN, front.id: DOWN}] * 2)
    # However much later it fails: it is one suggestion.
    assert suggested(watch) == [{base.id, shop.id}]
    watch.minutes([{disk.id: UP, front.id: DOWN}] * 2)

    assert "Depends on" not in why(watch, shop)
    assert tile(watch, shop).reason == "It answers with an error"
    assert suggested(watch) == [{shop.id}]


@ON_SQLITE
def test_what_failed_clearly_before_its_parent_is_not_explained_by_it(watch: Watch) -> None:
    base, [disk] = watch.service("Database")
    shop, [front] = watch.service("Checkout")
    depend(watch, {shop.id: (base.id,)})
    watch.minutes([{disk.id: UP, front.id: DOWN}] * 7)
    watch.minutes([{disk.id: DOWN, front.id: DOWN}] * 2)

    assert "Depends on" not in why(watch, shop)
    assert sorted(map(sorted, suggested(watch))) == [[base.id], [shop.id]]


@ON_SQLITE
def test_a_parent_that_nobody_sees_explains_nothing(watch: Watch) -> None:
    base, [disk] = watch.service("Database")
    shop, [front] = watch.service("Checkout")
    depend(watch, {shop.id: (base.id,)})
    watch.minutes([{disk.id: DOWN, front.id: DOWN}] * 3)
    watch.minutes([{front.id: DOWN}] * 8)

    assert tile(watch, base).stale
    assert "Depends on" not in why(watch, shop)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (
            ComponentRule(RuleKind.BEST),
            "1 of 2 checks is good. HTTP GET 127.0.0.1:8080/0 has failed 3 times in a row since "
            "12:01 UTC: answered 503, expected 200-299. Any one that works is enough: of 2 checks "
            "1 good, 1 down.",
        ),
        (
            ComponentRule(RuleKind.QUORUM, quorum=2),
            "By number: of 2 checks 1 good, 1 down; 2 in a major outage make it one, fewer a "
            "partial outage.",
        ),
        (
            ComponentRule(RuleKind.WEIGHTED, partial_at=60, major_at=80),
            "By weight: 50 % in trouble (degraded from 1 %), 50 % down (partial outage from 60 %), "
            "50 % in a major outage (one from 80 %).",
        ),
    ],
)
@ON_SQLITE
def test_a_rule_says_how_it_decided(watch: Watch, rule: ComponentRule, said: str) -> None:
    component, [one, two] = watch.service(checks=2)
    choose(watch, component, rule)
    watch.minutes([{one.id: DOWN, two.id: UP}] * 3)
    assert said in why(watch, component)
    assert "answer as expected" not in why(watch, component)


@ON_SQLITE
def test_a_rule_that_cannot_decide_says_so(watch: Watch) -> None:
    component, [one, _two] = watch.service(checks=2)
    choose(watch, component, ComponentRule(RuleKind.BEST))
    watch.minutes([{one.id: DOWN}] * 3)
    assert tile(watch, component).status is ComponentStatus.UNKNOWN
    assert "What is known of them cannot decide, so nothing is said." in why(watch, component)


@ON_SQLITE
def test_what_weighs_nothing_is_shown_and_does_not_count(watch: Watch) -> None:
    component, [one, two] = watch.service(checks=2)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_checks(unit, [replace(two, weight=0)])
        follow_rules(unit)
    watch.ingest.reload()
    watch.minutes([{one.id: UP, two.id: DOWN}] * 3)
    assert tile(watch, component).status is GOOD
    assert "has failed 3 times in a row" in why(watch, component)
    assert "1 check weighs nothing: it is watched and does not count." in why(watch, component)


@ON_SQLITE
@pytest.mark.parametrize("failure", [DOWN, SLOW])
def test_flapping_says_how_often_and_what_ends_it(watch: Watch, failure: Answer) -> None:
    component, [check] = watch.service()
    watch.minutes([{check.id: UP}])
    for answer in (failure, UP, failure, UP):
        watch.minutes([{check.id: answer}] * 2)

    assert tile(watch, component).flapping
    assert tile(watch, component).turning == "changed 4 times in 6 minutes"
    assert (
        "It keeps turning back and forth: it changed 4 times in 6 minutes. Alarms wait until it "
        "has been steady for 10 minutes; every change is recorded all the same."
    ) in why(watch, component)
    [row] = watch.doorway.ask(VERIFY, None).rows
    assert row.flapping
    [said] = watch.doorway.ask(STATUS_REPORT, None)["services"]
    assert said["flapping"]
    with watch.database.reading(watch.clock.now()) as unit:
        [turning] = [one for one in handover(unit, "").sections if one.title == "Keeps turning"]
    assert turning.lines == (
        "Checkout API, changed 4 times in 6 minutes; alarms wait until it has been steady for 10 "
        "minutes",
    )
    scene = Scene(board=watch.doorway.ask(BOARD, None))
    assert any("Flapping: changed 4 times in 6 minutes." in line for line in board_lines(scene))

    watch.minutes([{check.id: UP}] * 11)
    assert tile(watch, component).turning == ""
    assert "turning" not in why(watch, component)


@ON_SQLITE
def test_a_group_says_its_state_by_its_own_rule_alone(watch: Watch) -> None:
    _, [one] = watch.service("One", group="Shop")
    _, [two] = watch.service("Two", group="Shop")
    _, [other] = watch.service("Other", group="Office")
    watch.minutes([{one.id: DOWN, two.id: UP, other.id: UP}] * 3)

    def states() -> dict[str, ComponentStatus | None]:
        return {group.name: group.status for group in watch.doorway.ask(BOARD, None).groups}

    assert states() == {"Shop": None, "Office": None}
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        shop = next(group.id for group in read_groups(unit) if group.name == "Shop")
        set_group_rule(unit, shop, ComponentRule(RuleKind.QUORUM, quorum=2))
    assert states() == {"Shop": ComponentStatus.PARTIAL_OUTAGE, "Office": None}

"""The facts of one service, read alone, are those that it has among all others."""

from datetime import timedelta

from statusboard.app.health.facts import read_facts
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.domain.dependency import family_of
from statusboard.storage.checks import update_check
from statusboard.storage.dependencies import write_parents
from tests.fixtures.history import BLIND, COLLECTOR, DOWN, SLOW, UP
from tests.fixtures.watch import Watch


def test_what_is_read_alone_is_the_same(watch: Watch) -> None:
    good, [first] = watch.service("Good", group="Shop")
    bad, [second, third] = watch.service("Bad", group="Shop", checks=2)
    bare, _ = watch.service("Bare", checks=0)
    watch.minutes([{first.id: UP, second.id: UP, third.id: BLIND}] * 2)
    watch.minutes([{first.id: SLOW, second.id: DOWN, third.id: DOWN}] * 3)
    watch.restart(after=timedelta(seconds=5))
    watch.minutes([{first.id: UP, second.id: DOWN}] * 2)
    with watch.database.reading(watch.clock.now()) as unit:
        every = read_facts(unit)
        for component in (good, bad, bare):
            alone = read_facts(unit, component_id=component.id)
            assert [one.id for one in alone.components] == [component.id]
            checks = every.checks_of(component.id)
            assert alone.checks_of(component.id) == checks
            assert alone.status(component.id) is every.status(component.id)
            assert alone.since(component.id) == every.since(component.id)
            assert alone.answered_at(component.id) == every.answered_at(component.id)
            assert alone.is_stale(component.id) == every.is_stale(component.id)
            assert [alone.state(one.id) for one in checks] == [
                every.state(one.id) for one in checks
            ]
            assert alone.group_of(component) == every.group_of(component)


def test_what_explains_a_service_is_read_with_it_and_nothing_else(watch: Watch) -> None:
    disk, [first] = watch.service("Disk")
    base, [second] = watch.service("Database")
    shop, [third] = watch.service("Shop")
    app, [fourth] = watch.service("App")
    stranger, _ = watch.service("Search")
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_parents(unit, {base.id: [disk.id], shop.id: [base.id], app.id: [shop.id]})
    watch.minutes([dict.fromkeys((first.id, second.id, third.id, fourth.id), DOWN)] * 3)
    with watch.database.reading(watch.clock.now()) as unit:
        every = read_facts(unit)
        alone = read_facts(unit, component_id=shop.id)
    assert {one.id for one in alone.components} == {disk.id, base.id, shop.id, app.id}
    assert alone.cause(shop.id) == every.cause(shop.id) is not None
    assert every.cause(shop.id).root_id == disk.id
    detail = watch.doorway.ask(SERVICE_DETAIL, shop.id)
    assert [one.name for one in (*detail.parents, *detail.children)] == ["Database", "App"]
    assert all(one.status.counts_as_down for one in (*detail.parents, *detail.children))
    assert stranger.id not in family_of(shop.id, every.parents)


def test_a_check_that_is_switched_off_keeps_what_it_said_last(watch: Watch) -> None:
    component, [check, _] = watch.service(checks=2)
    watch.minutes([{check.id: DOWN}] * 2)
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        update_check(
            unit,
            check.id,
            kind=check.kind,
            config=check.config,
            interval=check.interval,
            deadline=check.deadline,
            thresholds=check.thresholds,
            enabled=False,
        )
    detail = watch.doorway.ask(SERVICE_DETAIL, component.id)
    assert [one.level.counts_as_down for one in detail.checks] == [True, False]

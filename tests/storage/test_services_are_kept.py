import re
from datetime import timedelta

import pytest

from statusboard.domain.check import Thresholds
from statusboard.domain.instants import from_us
from statusboard.errors import RuleBroken
from statusboard.storage import sources
from statusboard.storage.checks import add_check, read_checks, remove_check, removed_at
from statusboard.storage.components import add_component, read_components, remove_component
from statusboard.storage.database import Database
from statusboard.storage.groups import add_group, read_groups, remove_group
from tests.fixtures.history import COLLECTOR, NOON_US, S


def test_a_service_reads_back_as_it_was_added(database: Database) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        group = add_group(unit, "Shop")
        component = add_component(
            unit, name="Checkout API", group_id=group.id, promised_ppm=999_500, description="Pay"
        )
        check = add_check(
            unit,
            component_id=component.id,
            kind="http",
            config={"url": "http://a/", "slow": timedelta(milliseconds=1500), "follow": True},
            interval=timedelta(seconds=20),
            deadline=timedelta(seconds=5),
            thresholds=Thresholds(3, 1),
        )
    with database.reading(from_us(NOON_US)) as unit:
        assert read_groups(unit) == (group,)
        assert read_components(unit) == (component,)
        assert read_checks(unit) == (check,)
        [bare] = read_checks(unit, with_config=False)
    assert re.fullmatch(r"[a-z0-9]{12}", component.public_id)
    assert check.config == {"url": "http://a/", "slow": "1s 500ms", "follow": True}
    assert (bare.id, bare.config) == (check.id, {})


def test_services_stand_by_group_and_those_without_one_last(database: Database) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        loose = add_component(unit, name="Loose")
        first, second = (add_group(unit, name) for name in ("First", "Second"))
        names = [
            add_component(unit, name=name, group_id=group.id).name
            for name, group in (("B", second), ("A", first), ("C", second))
        ]
        assert names == ["B", "A", "C"]
        stood = [component.name for component in read_components(unit)]
    assert stood == ["A", "B", "C", loose.name]


def test_a_removed_service_leaves_with_its_checks_and_its_id_is_not_used_again(
    database: Database,
) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        component = add_component(unit, name="Gone")
        check = add_check(unit, component_id=component.id, kind="http", config={})
    with database.writing(from_us(NOON_US + S), COLLECTOR) as unit:
        remove_component(unit, component.id)
        assert read_components(unit) == ()
        assert read_checks(unit) == ()
        assert removed_at(unit, check.id) == NOON_US + S
        assert add_component(unit, name="Next").id > component.id
        for act in (
            lambda: remove_component(unit, component.id),
            lambda: remove_check(unit, check.id),
        ):
            with pytest.raises(RuleBroken, match="no longer exists"):
                act()


def test_a_group_that_goes_leaves_its_services(database: Database) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        group = add_group(unit, "Shop")
        add_component(unit, name="Stays", group_id=group.id)
        remove_group(unit, group.id)
        assert read_groups(unit) == ()
        assert [c.group_id for c in read_components(unit)] == [None]


def test_two_groups_cannot_have_one_name(database: Database) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        add_group(unit, "Shop")
        with pytest.raises(RuleBroken) as refusal:
            add_group(unit, "Shop")
    assert refusal.value.field == "name"


def test_a_check_that_is_switched_off_is_not_among_those_asked(database: Database) -> None:
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        component = add_component(unit, name="One")
        add_check(unit, component_id=component.id, kind="http", config={}, enabled=False)
        assert len(read_checks(unit)) == 1
        assert read_checks(unit, enabled_only=True) == ()


def test_a_problem_keeps_the_instant_it_began_until_it_is_over(database: Database) -> None:
    def write(at_us: int, *, last_us: int | None, problem: str) -> sources.Source:
        with database.writing(from_us(at_us), COLLECTOR) as unit:
            sources.write_source(unit, "New Relic", last_us=last_us, problem=problem)
            [source] = sources.read_sources(unit)
        return source

    assert write(NOON_US, last_us=NOON_US, problem="").problem_us is None
    assert write(NOON_US + S, last_us=None, problem="Throttled.").problem_us == NOON_US + S
    again = write(NOON_US + 2 * S, last_us=None, problem="Refused.")
    assert (again.problem_us, again.last_us) == (NOON_US + S, NOON_US)
    assert write(NOON_US + 3 * S, last_us=NOON_US + 3 * S, problem="").problem_us is None
    with database.writing(from_us(NOON_US), COLLECTOR) as unit:
        sources.remove_source(unit, "New Relic")
        assert sources.read_sources(unit) == ()

"""A database of the version before, with a service in it, brought to where rules are chosen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import inspect

from statusboard.domain.component_rule import WORST, ComponentRule, RuleFrom, RuleKind
from statusboard.domain.instants import to_us
from statusboard.storage import migrate
from statusboard.storage.checks import read_checks, update_checks
from statusboard.storage.component_rules import follow_rules, read_rules
from statusboard.storage.components import (
    read_components,
    remove_component,
    update_components,
)
from statusboard.storage.database import Database
from statusboard.storage.dependencies import read_parents, write_parents
from statusboard.storage.groups import read_groups, set_group_rule
from tests.fixtures.older_desk import older_database
from tests.fixtures.speaking import COLLECTOR, NOON

COMPONENT = (
    "INSERT INTO component (id, public_id, name, group_id, position, created_us, updated_us)"
    " VALUES ({0}, 'p{0}', 'Service {0}', {1}, {0}, 0, 0)"
)
CHECK = (
    "INSERT INTO check_ (id, component_id, kind, config, interval_us, deadline_us, fail_after,"
    " recover_after, enabled, created_us)"
    " VALUES ({}, 7, 'http', '{{}}', 60000000, 15000000, 2, 2, {}, 0)"
)
BEFORE = (
    "INSERT INTO component_group (id, name, position) VALUES (3, 'Shop', 0)",
    COMPONENT.format(7, 3),
    COMPONENT.format(8, "NULL"),
    CHECK.format(21, "TRUE"),
    CHECK.format(22, "FALSE"),
)
BEST = ComponentRule(RuleKind.BEST)


@pytest.fixture
def brought(empty_url: str) -> Iterator[Database]:
    database = older_database(empty_url, "0022", BEFORE)
    assert not inspect(database.engine).has_table("component_rule")
    migrate.bring_to_head(database)
    yield database
    database.close()


def test_an_older_service_is_the_worst_of_its_checks_and_depends_on_nothing(
    brought: Database,
) -> None:
    with brought.reading(NOON) as unit:
        assert [one.rule for one in read_components(unit)] == [WORST, WORST]
        assert [one.rule for one in read_groups(unit)] == [WORST]
        assert [check.weight for check in read_checks(unit)] == [1, 1]
        assert read_rules(unit) == {}
        assert read_parents(unit) == {}


def test_a_rule_is_kept_with_those_that_count(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        service, other = read_components(unit)
        first, _ = read_checks(unit)
        follow_rules(unit)  # nothing was chosen: nothing is written
        assert read_rules(unit) == {}
        update_components(unit, [replace(service, rule=BEST)])
        update_checks(unit, [replace(first, weight=4)])
        follow_rules(unit)
        follow_rules(unit)
        set_group_rule(unit, 3, BEST)
    with brought.reading(NOON) as unit:
        assert [one.rule for one in read_components(unit)] == [BEST, other.rule]
        assert read_rules(unit) == {7: (RuleFrom(to_us(NOON), BEST, {21: 4}),)}
        assert read_rules(unit, [8]) == {}
        assert read_groups(unit)[0].rule == BEST


def test_dependencies_are_set_and_go_with_either_side(brought: Database) -> None:
    with brought.writing(NOON, COLLECTOR) as unit:
        write_parents(unit, {7: [8]})
        write_parents(unit, {7: [8]})
        assert read_parents(unit) == {7: (8,)}
        remove_component(unit, 8)
        assert read_parents(unit) == {}

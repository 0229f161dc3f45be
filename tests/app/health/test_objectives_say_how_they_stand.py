"""Objectives over real spans: budgets as a walk through them says, alarms, groups by weight."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statusboard.app.health.board import BOARD
from statusboard.app.health.budget_outlook import budget_outlook, losses_of
from statusboard.app.health.facts import Facts, read_facts
from statusboard.app.health.objective_alarms import alarms
from statusboard.app.health.objective_queries import OBJECTIVE, OBJECTIVES, ObjectiveAsk
from statusboard.app.health.objective_scopes import Scope, scopes_of
from statusboard.app.health.objectives import standing_words, standings
from statusboard.app.health.uptime_terms import CONTRACT_DAY, HOURS
from statusboard.app.health.verify import SERVICE_DETAIL
from statusboard.app.settings import PAGE_ZONE, PROMISED, PROMISED_OVER
from statusboard.domain.instants import DAY_US, HOUR_US, MINUTE_US, Interval, from_us, to_us
from statusboard.domain.objective import Hours, Objective, read_window
from statusboard.domain.span import Span
from statusboard.domain.status import ComponentStatus
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.views.objectives import ScopeKind
from statusboard.storage.components import (
    read_components,
    remove_component,
    update_components,
)
from statusboard.storage.groups import add_group
from statusboard.storage.history import spans
from statusboard.storage.objectives import set_group_objective, set_objective
from statusboard.storage.settings import write_setting
from statusboard.storage.unit import Unit
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.history import COLLECTOR, NOON_US, add_service
from tests.fixtures.watch import Watch

UP, PARTIAL, MAJOR = (
    ComponentStatus.OPERATIONAL,
    ComponentStatus.PARTIAL_OUTAGE,
    ComponentStatus.MAJOR_OUTAGE,
)
MONTH = Objective(999_000, read_window("30d"))
BERLIN = ZoneInfo("Europe/Berlin")
STATES = st.sampled_from(tuple(ComponentStatus))


def told(
    unit: Unit, number: int, steps: list[tuple[int, ComponentStatus]], until_us: int
) -> list[Span]:
    """A history in steps, each from so long before now; the last lasts until now."""
    starts = [until_us - before for before, _ in steps]
    stops = [*starts[1:], until_us]
    made = [
        Span(number, start, stop, status)
        for (_, status), start, stop in zip(steps, starts, stops, strict=True)
        if start < stop and status is not ComponentStatus.UNKNOWN
    ]
    spans.add_spans(unit, made)
    return made


def promised(unit: Unit, name: str, objective: Objective, *, group_id: int | None = None) -> int:
    number = add_service(unit, name, group_id=group_id)[0].id
    set_objective(unit, number, objective)
    return number


def test_a_budget_and_its_burn_are_those_of_what_happened(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        number = promised(unit, "Checkout", MONTH)
        steps = [(40 * DAY_US, UP), (20 * MINUTE_US, MAJOR)]
        told(unit, number, steps, NOON_US)
        facts = read_facts(unit)
        (found,) = standings(unit, facts, scopes_of(unit, facts))

    assert found.kind is ScopeKind.SERVICE
    assert found.budget is not None
    assert found.budget.allowed_us == 30 * DAY_US // 1_000
    assert found.budget.used_us == 20 * MINUTE_US
    assert found.budget.left_permille == 537
    assert found.is_kept
    assert [float(burn.long or 0) for burn in found.burns[:2]] == [
        pytest.approx(1000 / 3),
        pytest.approx(1000 / 18),
    ]
    assert found.alarm == (
        "Checkout: the error budget of 99.9 % over 30 days burns 333 times too fast "
        "over the last hour; 53 % of it is left."
    )


def test_what_is_over_or_small_is_no_alarm(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        over = promised(unit, "Over", MONTH)
        told(unit, over, [(40 * DAY_US, UP), (12 * HOUR_US, MAJOR), (11 * HOUR_US, UP)], NOON_US)
        quiet = promised(unit, "Quiet", MONTH)
        told(unit, quiet, [(40 * DAY_US, UP)], NOON_US)
        unseen = promised(unit, "Unseen", MONTH)
        told(unit, unseen, [(HOUR_US, MAJOR)], NOON_US)
        facts = read_facts(unit)
        found = standings(unit, facts, scopes_of(unit, facts))
        found_now = alarms(unit, facts)

    by_name = {one.name: one for one in found}
    assert by_name["Over"].is_kept is False
    assert by_name["Over"].budget is not None
    assert by_name["Over"].budget.left_us < 0
    assert by_name["Quiet"].burns == ()
    assert by_name["Unseen"].budget is None, "too little was observed to hold a promise against"
    assert by_name["Unseen"].is_kept is None
    # What burns now is known, whatever was before.
    assert list(found_now) == ["Unseen"]
    assert found_now["Unseen"].endswith("; too little was observed to say what is left.")


def test_groups_and_all_together_count_by_weight(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        shop = add_group(unit, "Shop").id
        heavy = promised(unit, "Checkout", MONTH, group_id=shop)
        light = add_service(unit, "Search", group_id=shop)[0].id
        aside = add_service(unit, "Blog")[0].id
        weights = {heavy: 3, light: 1, aside: 0}
        known = read_components(unit)
        update_components(unit, [replace(one, weight=weights[one.id]) for one in known])
        for number, minutes in ((heavy, 8), (light, 0), (aside, 900)):
            told(unit, number, [(40 * DAY_US, UP), (minutes * MINUTE_US, MAJOR)], NOON_US)
        set_group_objective(unit, shop, MONTH)
        write_setting(unit, PROMISED, 99.9)
        write_setting(unit, PROMISED_OVER, "30d")
        facts = read_facts(unit)
        found = standings(unit, facts, scopes_of(unit, facts))
        about = alarms(unit, facts, about=[light])

    assert [(one.kind, one.name) for one in found] == [
        (ScopeKind.ALL, ""),
        (ScopeKind.GROUP, "Shop"),
        (ScopeKind.SERVICE, "Checkout"),
    ]
    everything, group, _ = found
    assert everything.budget is not None
    assert group.budget is not None
    # Three quarters of eight minutes: that of one service on average.
    assert group.budget.used_us == everything.budget.used_us == 6 * MINUTE_US
    assert group.budget.allowed_us == 30 * DAY_US // 1_000
    assert group.rule == (
        f"{DEFAULT_RULE.sentence} The time of 2 services is added up by weight: Checkout 3, "
        "Search 1."
    )
    assert list(about) == ["All services", "Group Shop"]
    assert standing_words(group) == (
        "Shop, error budget of 99.9 % over 30 days: 86 % of it is left."
    )


def test_a_calendar_window_has_the_budget_of_all_of_it(watch: Watch) -> None:
    # Noon of 25 October 2026 in UTC, the day on which Berlin's clocks go back.
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        write_setting(unit, PAGE_ZONE, "Europe/Berlin")
        write_setting(unit, CONTRACT_DAY, 15)
        write_setting(unit, HOURS, "Mon-Fri 09:00-17:00")
        window = read_window("month")
        number = promised(unit, "Checkout", Objective(990_000, window, Hours.BUSINESS))
        told(unit, number, [(60 * DAY_US, UP), (50 * HOUR_US, MAJOR)], NOON_US)
        facts = read_facts(unit)
        (found,) = standings(unit, facts, scopes_of(unit, facts))

    assert from_us(NOON_US).astimezone(BERLIN).date().isoformat() == "2026-10-25"
    assert found.start.astimezone(BERLIN).isoformat() == "2026-10-15T00:00:00+02:00"
    assert found.stop.astimezone(BERLIN).isoformat() == "2026-11-15T00:00:00+01:00"
    assert found.budget is not None
    # 22 working days of eight hours from the 15th to the 14th; Friday from 12:00 to 17:00 was lost.
    assert found.budget.allowed_us == 22 * 8 * HOUR_US // 100
    assert found.budget.used_us == 5 * HOUR_US
    assert found.burns[0].threshold is None, "nothing to look back on before noon of a Sunday"
    assert found.alarm == "" or "over the last 3 days" in found.alarm


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(st.tuples(st.integers(1, 30), STATES), min_size=1, max_size=20),
    st.integers(1, 20),
    st.sampled_from(list(Hours)),
)
def test_what_was_used_is_what_a_walk_through_the_hours_says(
    watch: Watch, history: list[tuple[int, ComponentStatus]], days: int, hours: Hours
) -> None:
    """Hour by hour, in UTC, of two days more than the window."""
    try:
        with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
            write_setting(unit, HOURS, "Mon-Sun 08:00-18:00")
            number = promised(unit, "Checkout", Objective(995_000, read_window(f"{days}d"), hours))
            steps, at = [], sum(length for length, _ in history)
            for length, status in history:
                steps.append((at * HOUR_US, status))
                at -= length
            made = told(unit, number, steps, NOON_US)
            facts = read_facts(unit)
            scopes = scopes_of(unit, facts)
            (found,) = standings(unit, facts, scopes)
            lost = _walked(made, days, hours)
            if found.budget is not None:
                assert found.budget.used_us == -(-lost // 1000)
            whole = Interval(NOON_US - 60 * DAY_US, NOON_US)
            parts = (whole,)
            losses = losses_of(unit, facts, scopes[0], parts, whole)
            assert (
                sum(one.lost_us for one in losses)
                >= sum(
                    span.until(NOON_US).length_us * DEFAULT_RULE.weight(span.status)
                    for span in made
                )
                // 1000
            )
            raise _Enough
    except _Enough:
        pass  # nothing is kept: the next example begins anew


class _Enough(Exception):
    pass


def _walked(made: list[Span], days: int, hours: Hours) -> int:
    """Microseconds × permille."""
    lost = 0
    for at_us in range(NOON_US - days * DAY_US, NOON_US, HOUR_US):
        if hours is Hours.BUSINESS and not 8 <= from_us(at_us).hour < 18:
            continue
        for span in made:
            if span.start_us <= at_us < span.until(NOON_US).stop_us:
                lost += HOUR_US * DEFAULT_RULE.weight(span.status)
    return lost


def test_a_forecast_is_made_of_a_year_or_refused_with_the_reason(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        number = promised(unit, "Checkout", MONTH)
        steps = [(200 * DAY_US, UP)]
        for n in range(28, 0, -1):
            steps += [(n * 7 * DAY_US, MAJOR), (n * 7 * DAY_US - 6 * MINUTE_US, UP)]
        told(unit, number, steps, NOON_US)
        quiet = promised(unit, "Quiet", MONTH)
        told(unit, quiet, [(100 * DAY_US, UP)], NOON_US)
        young = promised(unit, "Young", Objective(999_000, read_window("7d")))
        told(unit, young, [(9 * DAY_US, UP), (HOUR_US, PARTIAL), (HOUR_US // 2, UP)], NOON_US)
        spent = promised(unit, "Spent", MONTH)
        told(unit, spent, [(100 * DAY_US, UP), (2 * DAY_US, MAJOR), (DAY_US, UP)], NOON_US)
        facts = read_facts(unit)
        said = {scope.name: _outlook(unit, facts, scope) for scope in scopes_of(unit, facts)}

    assert said["Checkout"].forecast is not None
    assert said["Checkout"].method.startswith("Forecast: 400 futures")
    assert said["Quiet"].sentence.startswith("No outage was seen in 100 observed days")
    assert said["Young"].sentence == (
        "No forecast: 9 days of its hours were observed, and 30 are needed."
    )
    assert said["Spent"].sentence == "The budget is used up."


def _outlook(unit: Unit, facts: Facts, scope: Scope):
    (standing,) = standings(unit, facts, (scope,))
    return budget_outlook(unit, facts, scope, standing)


@ON_SQLITE
def test_the_board_and_verify_say_what_burns(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        number = promised(unit, "Checkout", MONTH)
        told(unit, number, [(40 * DAY_US, UP), (20 * MINUTE_US, MAJOR)], NOON_US)
        calm = promised(unit, "Calm", MONTH)
        told(unit, calm, [(40 * DAY_US, UP)], NOON_US)

    sentence = "Checkout: the error budget of 99.9 % over 30 days burns 333 times"
    assert [said for said in watch.doorway.ask(BOARD, None).problems if sentence in said]
    assert sentence in watch.doorway.ask(SERVICE_DETAIL, number).why
    assert "error budget" not in watch.doorway.ask(SERVICE_DETAIL, calm).why


@ON_SQLITE
def test_the_board_names_the_service_and_a_group_only_where_that_says_more(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        shop, blog = (add_group(unit, name).id for name in ("Shop", "Blog"))
        for group in (shop, blog):
            set_group_objective(unit, group, MONTH)
        number = promised(unit, "Search", MONTH, group_id=shop)
        plain = add_service(unit, "Search", group_id=blog)[0].id
        for one in (number, plain):
            told(unit, one, [(40 * DAY_US, UP), (90 * MINUTE_US, MAJOR)], NOON_US)

    (said,) = [one for one in watch.doorway.ask(BOARD, None).problems if "budget" in one]
    # Of two services of one name with its group; of the other group none promises anything itself.
    assert said.startswith("Error budgets burn too fast: Group Blog, Search (Shop). ")

    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        remove_component(unit, plain)
    (said,) = [one for one in watch.doorway.ask(BOARD, None).problems if "budget" in one]
    assert said.startswith("Search: the error budget of 99.9 % over 30 days burns ")


@ON_SQLITE
def test_objectives_are_asked_for_one_by_one_or_together(watch: Watch) -> None:
    with watch.database.writing(watch.clock.now(), COLLECTOR) as unit:
        number = promised(unit, "Checkout", MONTH)
    watch.clock.forward(timedelta(seconds=1))

    assert [one.name for one in watch.doorway.ask(OBJECTIVES, None)] == ["Checkout"]
    found = watch.doorway.ask(OBJECTIVE, ObjectiveAsk(number))
    assert found is not None
    assert found.outlook.sentence.startswith("No forecast: what is left is not observed enough")
    assert watch.doorway.ask(OBJECTIVE, ObjectiveAsk(group="Shop")) is None
    assert watch.doorway.ask(OBJECTIVE, ObjectiveAsk()) is None
    assert to_us(watch.clock.now()) > NOON_US

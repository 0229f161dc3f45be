"""Adding, editing, removing and applying services through the doorway, on a real database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.inputs import Applied, ApplyDesk
from statusboard.app.doorway import Done, Doorway
from statusboard.app.processes.wire import raw, value_of
from statusboard.app.services.commands import (
    ADD_SERVICE,
    EDIT_SERVICE,
    REMOVE_SERVICE,
    CheckInput,
    EditServiceInput,
    RemoveServiceInput,
    ServiceInput,
)
from statusboard.app.services.inputs import ApplyInput
from statusboard.app.services.kinds import check_kinds, web_kind
from statusboard.app.services.rules import settle_check
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.changes import Topic
from statusboard.errors import Bug, RuleBroken
from statusboard.storage.checks import add_check, read_checks
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.groups import read_groups
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.tables import AUDIT
from tests.fixtures.clock import ManualClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Actor(ActorKind.PERSON, "ada")
HEALTH = CheckInput("http", {"url": "https://shop.example/health"}, interval=timedelta(seconds=20))
CHECKOUT = ServiceInput("Checkout API", "Shop", "99.95", checks=(HEALTH,))


@pytest.fixture
def doorway(tmp_path: Path) -> Iterator[Doorway]:
    database = Database.open(tmp_path / "statusboard.db")
    bring_to_head(database)
    yield Doorway(database, ManualClock(NOW))
    database.close()


def applied(doorway: Doorway, file: ApplyInput) -> Done[Applied]:
    return doorway.do(apply_desk, ApplyDesk(services=file), ADA)


def stored_now(doorway: Doorway) -> tuple[object, ...]:
    with doorway.database.reading(NOW) as unit:
        return (
            read_groups(unit),
            read_components(unit),
            read_checks(unit),
        )


def checks_of(doorway: Doorway) -> list[dict[str, object]]:
    with doorway.database.reading(NOW) as unit:
        return [dict(check.config) | {"id": check.id} for check in read_checks(unit)]


def test_a_service_comes_with_its_group_its_promise_and_its_checks(doorway: Doorway) -> None:
    done = doorway.do(ADD_SERVICE, CHECKOUT, ADA)

    with doorway.database.reading(NOW) as unit:
        (group,) = read_groups(unit)
        (component,) = read_components(unit)
        (check,) = read_checks(unit)
    assert (group.name, component.name, component.group_id) == ("Shop", "Checkout API", group.id)
    assert component.promised_ppm == 999_500
    assert check.config == {"url": "https://shop.example/health"}
    assert check.interval == timedelta(seconds=20)
    assert done.result == component.id
    assert done.changes.topics == {Topic.SERVICES}
    assert done.changes.component_ids == {component.id}


def test_an_input_survives_the_pipe_whole() -> None:
    given = EditServiceInput(7, CHECKOUT)

    assert value_of(raw(given), EditServiceInput) == given


@pytest.mark.parametrize(
    ("service", "field"),
    [
        (replace(CHECKOUT, name="  "), "name"),
        (replace(CHECKOUT, name="x" * 101), "name"),
        (replace(CHECKOUT, name="bell\x07"), "name"),
        (replace(CHECKOUT, group="x" * 101), "group"),
        (replace(CHECKOUT, description="tab\x00"), "description"),
        (replace(CHECKOUT, promised="100.1"), "promised"),
        (replace(CHECKOUT, promised="0"), "promised"),
        (replace(CHECKOUT, promised="NaN"), "promised"),
        (replace(CHECKOUT, promised="soon"), "promised"),
        (replace(CHECKOUT, promised="99.99999"), "promised"),
        (replace(CHECKOUT, checks=(replace(HEALTH, kind="htpt"),)), "checks.0.kind"),
        (replace(CHECKOUT, checks=(HEALTH, CheckInput("http", {}))), "checks.1.url"),
        (
            replace(CHECKOUT, checks=(CheckInput("http", {"url": "https://a.example", "x": 1}),)),
            "checks.0.x",
        ),
        (replace(CHECKOUT, checks=(replace(HEALTH, interval=timedelta(0)),)), "checks.0.interval"),
        (
            replace(CHECKOUT, checks=(replace(HEALTH, deadline=timedelta(hours=1)),)),
            "checks.0.deadline",
        ),
        (replace(CHECKOUT, checks=(replace(HEALTH, fail_after=0),)), "checks.0.fail_after"),
        (replace(CHECKOUT, checks=(replace(HEALTH, recover_after=101),)), "checks.0.recover_after"),
    ],
)
def test_a_service_that_breaks_a_rule_names_the_field_and_leaves_nothing(
    doorway: Doorway, service: ServiceInput, field: str
) -> None:
    with pytest.raises(RuleBroken) as broken:
        doorway.do(ADD_SERVICE, service, ADA)

    assert broken.value.field == field
    assert stored_now(doorway) == ((), (), ())


def test_two_services_of_one_group_cannot_share_a_name(doorway: Doorway) -> None:
    doorway.do(ADD_SERVICE, CHECKOUT, ADA)

    with pytest.raises(RuleBroken, match="already a service called Checkout API in the group Shop"):
        doorway.do(ADD_SERVICE, CHECKOUT, ADA)
    doorway.do(ADD_SERVICE, replace(CHECKOUT, group="Warehouse"), ADA)


def test_editing_changes_adds_and_removes_checks_by_their_ids(doorway: Doorway) -> None:
    second = CheckInput("http", {"url": "https://shop.example/second"})
    component = doorway.do(ADD_SERVICE, replace(CHECKOUT, checks=(HEALTH, second)), ADA).result
    first, dropped = checks_of(doorway)
    kept = replace(HEALTH, id=int(str(first["id"])), config={"url": "https://shop.example/other"})
    third = CheckInput("http", {"url": "https://shop.example/third"})

    after = ServiceInput("Checkout", "", None, "Pays.", (kept, third))
    doorway.do(EDIT_SERVICE, EditServiceInput(component, after), ADA)

    changed, added = checks_of(doorway)
    assert changed == {"id": first["id"], "url": "https://shop.example/other"}
    assert added["url"] == "https://shop.example/third"
    assert dropped["id"] not in (changed["id"], added["id"])
    with doorway.database.reading(NOW) as unit:
        (service,) = read_components(unit)
    assert (service.name, service.group_id, service.promised_ppm) == ("Checkout", None, None)


def test_an_edit_that_changes_nothing_announces_nothing(doorway: Doorway) -> None:
    component = doorway.do(ADD_SERVICE, CHECKOUT, ADA).result
    (check,) = checks_of(doorway)
    same = replace(CHECKOUT, checks=(replace(HEALTH, id=int(str(check["id"]))),))

    done = doorway.do(EDIT_SERVICE, EditServiceInput(component, same), ADA)

    assert not done.changes


def test_a_check_of_another_service_cannot_be_edited_through_this_one(doorway: Doorway) -> None:
    doorway.do(ADD_SERVICE, CHECKOUT, ADA)
    (theirs,) = checks_of(doorway)
    mine = doorway.do(ADD_SERVICE, ServiceInput("Search"), ADA).result
    stolen = replace(HEALTH, id=int(str(theirs["id"])))

    with pytest.raises(RuleBroken, match="no longer exists"):
        doorway.do(
            EDIT_SERVICE, EditServiceInput(mine, ServiceInput("Search", checks=(stolen,))), ADA
        )


def test_a_check_of_a_kind_we_do_not_know_survives_an_edit(doorway: Doorway) -> None:
    component = doorway.do(ADD_SERVICE, CHECKOUT, ADA).result
    with doorway.database.writing(NOW, ADA) as unit:
        strange = add_check(
            unit, component_id=component, kind="from_tomorrow", config={"planet": "Mars"}
        )
    known = next(c for c in checks_of(doorway) if c["id"] != strange.id)
    checks = (
        replace(HEALTH, id=int(str(known["id"]))),
        CheckInput("from_tomorrow", {"planet": "Mars"}, id=strange.id),
    )

    after = replace(CHECKOUT, name="Checkout", checks=checks)
    doorway.do(EDIT_SERVICE, EditServiceInput(component, after), ADA)

    assert {"planet": "Mars", "id": strange.id} in checks_of(doorway)


def test_a_removed_service_leaves_the_screens_and_cannot_be_removed_twice(
    doorway: Doorway,
) -> None:
    component = doorway.do(ADD_SERVICE, CHECKOUT, ADA).result

    doorway.do(REMOVE_SERVICE, RemoveServiceInput(component), ADA)

    assert stored_now(doorway)[1:] == ((), ())
    with pytest.raises(RuleBroken, match="no longer exists"):
        doorway.do(REMOVE_SERVICE, RemoveServiceInput(component), ADA)


def test_applying_the_same_file_twice_changes_nothing(doorway: Doorway) -> None:
    file = ApplyInput(("Shop", "Empty"), (CHECKOUT, ServiceInput("Search")))

    first = applied(doorway, file)
    before = stored_now(doorway)
    second = applied(doorway, file)

    assert first.result.lines == (
        "added group Shop",
        "added group Empty",
        "added service Checkout API",
        "added check HTTP GET shop.example/health to Checkout API",
        "added service Search",
    )
    assert second.result.lines == ()
    assert not second.changes
    assert stored_now(doorway) == before


def test_applying_matches_checks_by_what_they_ask_and_then_by_their_place(doorway: Doorway) -> None:
    second = CheckInput("http", {"url": "https://shop.example/second"})
    applied(doorway, ApplyInput(services=(replace(CHECKOUT, checks=(HEALTH, second)),)))
    one, two = checks_of(doorway)
    moved = CheckInput("http", {"url": "https://shop.example/moved"})
    swapped = replace(CHECKOUT, checks=(second, moved))

    done = applied(doorway, ApplyInput(services=(swapped,)))

    by_id = {check["id"]: check["url"] for check in checks_of(doorway)}
    assert by_id == {one["id"]: "https://shop.example/moved", two["id"]: two["url"]}
    assert done.result.lines == ("changed check HTTP GET shop.example/moved of Checkout API",)


def test_services_a_file_does_not_name_stay_unless_it_prunes(doorway: Doorway) -> None:
    doorway.do(ADD_SERVICE, replace(CHECKOUT, name="By hand"), ADA)
    file = ApplyInput(("Shop",), (CHECKOUT,))

    assert "removed" not in str(applied(doorway, file).result.lines)
    pruned = applied(doorway, ApplyInput(("Back office",), prune=True))

    assert pruned.result.lines == (
        "added group Back office",
        "removed service By hand",
        "removed service Checkout API",
        "removed group Shop",
    )


def test_the_record_says_that_a_file_was_applied(doorway: Doorway) -> None:
    applied(doorway, ApplyInput(services=(CHECKOUT,)))
    with doorway.database.reading(NOW) as unit:
        subjects = unit.connection.execute(select(AUDIT.c.subject)).scalars().all()
    assert subjects == ["the file of the desk"]


def test_a_file_that_names_no_service_prunes_none(doorway: Doorway) -> None:
    applied(doorway, ApplyInput(("Shop",), (CHECKOUT,)))
    assert applied(doorway, ApplyInput(prune=True)).result.lines == ()


def test_a_file_that_prunes_keeps_the_groups_it_names(doorway: Doorway) -> None:
    applied(doorway, ApplyInput(("Shop", "Back office"), (CHECKOUT,)))

    pruned = applied(doorway, ApplyInput(("Empty",), (CHECKOUT,), prune=True))

    assert pruned.result.lines[-1] == "removed group Back office"
    with doorway.database.reading(NOW) as unit:
        assert {group.name for group in read_groups(unit)} == {"Shop", "Empty"}


def test_a_service_described_twice_is_refused_and_nothing_applied(doorway: Doorway) -> None:
    with pytest.raises(RuleBroken, match="Checkout API is described twice"):
        applied(doorway, ApplyInput(("Shop",), (CHECKOUT, replace(CHECKOUT, name=" Checkout API"))))

    assert stored_now(doorway) == ((), (), ())


def test_the_kind_that_asks_web_addresses_is_found_whatever_else_is_declared() -> None:
    kinds = check_kinds()
    http = kinds["http"]
    others = {key: kind for key, kind in kinds.items() if kind.probe is None}

    assert web_kind({**others, "http": http}) is http
    with pytest.raises(Bug, match="asks a web address"):
        web_kind(others)


def test_a_doorway_without_a_store_keeps_no_secret(doorway: Doorway) -> None:
    config = {**HEALTH.config, "headers": {"Authorization": "Bearer b-1852"}}
    with pytest.raises(Bug, match="no store of secrets"):
        doorway.do(ADD_SERVICE, replace(CHECKOUT, checks=(CheckInput("http", config),)), ADA)

    assert stored_now(doorway) == ((), (), ())


def test_applying_says_what_it_changed_about_a_service(doorway: Doorway) -> None:
    applied(doorway, ApplyInput(services=(CHECKOUT,)))

    promised = replace(CHECKOUT, promised="99.9", description="Pays.")
    done = applied(doorway, ApplyInput(services=(promised,)))

    assert done.result.lines == (
        "changed service Checkout API: promised 99.9 (was 99.95), description Pays. (was none)",
    )


def test_a_quorum_beside_home_alone_is_refused() -> None:
    check = CheckInput("http", {"url": "http://127.0.0.1:9/"}, locations=("home",), quorum=1)
    with pytest.raises(RuleBroken, match="A quorum needs locations") as refused:
        settle_check(check, check_kinds())
    assert refused.value.field == "quorum"

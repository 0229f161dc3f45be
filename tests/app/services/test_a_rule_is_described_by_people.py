"""How checks add up, what they weigh, and what depends on what: given, kept, exported, refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from statusboard.app.desk.commands import apply_desk
from statusboard.app.desk.inputs import ApplyDesk
from statusboard.app.desk.read_file import parse_desk, with_line
from statusboard.app.doorway import Doorway
from statusboard.app.page.kinds import target_kinds
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
from statusboard.app.services.kinds import check_kinds
from statusboard.app.services.queries import services_file
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.component_rule import ComponentRule, RuleFrom, RuleKind
from statusboard.domain.instants import to_us
from statusboard.errors import RuleBroken
from statusboard.storage.checks import read_checks
from statusboard.storage.component_rules import read_rules
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.dependencies import read_parents
from statusboard.storage.groups import read_groups
from statusboard.storage.migrate import bring_to_head
from tests.fixtures.clock import ManualClock

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ADA = Actor(ActorKind.PERSON, "ada")
BEST = ComponentRule(RuleKind.BEST)
QUORUM = ComponentRule(RuleKind.QUORUM, quorum=2)
ONE, TWO, THREE = (
    CheckInput("http", {"url": f"https://{name}.example/"}) for name in ("one", "two", "three")
)
SHOP = ServiceInput("Checkout", "Shop", checks=(ONE, TWO, THREE))
FILE = """\
[[group]]
name = "Shop"
rule = "weighted"
degraded_at = 10
partial_at = 30
major_at = 60

[[service]]
name = "Database"

[[service]]
name = "Checkout"
group = "Shop"
rule = "quorum"
quorum = 2
depends_on = ["Database", "Shop/Search"]

  [[service.check]]
  kind = "http"
  url = "https://one.example/"
  weight = 3

  [[service.check]]
  kind = "http"
  url = "https://two.example/"

  [[service.check]]
  kind = "http"
  url = "https://three.example/"
  weight = 0

[[service]]
name = "Search"
group = "Shop"
depends_on = ["Database"]
"""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def doorway(tmp_path: Path, clock: ManualClock) -> Iterator[Doorway]:
    database = Database.open(tmp_path / "statusboard.db")
    bring_to_head(database)
    yield Doorway(database, clock)
    database.close()


def apply(doorway: Doorway, text: str, *, prune: bool = False) -> tuple[str, ...]:
    services = parse_desk(text, check_kinds(), target_kinds(), name="the file").services
    wanted = ApplyDesk(services=replace(services, prune=prune))
    try:
        return doorway.do(apply_desk, wanted, ADA).result.lines
    except RuleBroken as broken:
        raise with_line(broken, text, name="the file") from broken


def parents(doorway: Doorway) -> dict[str, set[str]]:
    with doorway.database.reading(NOW) as unit:
        names = {one.id: one.name for one in read_components(unit)}
        return {names[c]: {names[p] for p in above} for c, above in read_parents(unit).items()}


def rules(doorway: Doorway, component_id: int) -> tuple[RuleFrom, ...]:
    with doorway.database.reading(NOW) as unit:
        return read_rules(unit).get(component_id, ())


def refusal(doorway: Doorway, text: str) -> str:
    with pytest.raises(RuleBroken) as caught:
        apply(doorway, text)
    return str(caught.value)


def test_a_file_brings_rules_weights_and_dependencies_and_reads_back(doorway: Doorway) -> None:
    apply(doorway, FILE)

    assert parents(doorway) == {"Checkout": {"Database", "Search"}, "Search": {"Database"}}
    with doorway.database.reading(NOW) as unit:
        checkout = next(one for one in read_components(unit) if one.name == "Checkout")
        assert checkout.rule == QUORUM
        assert [check.weight for check in read_checks(unit)] == [3, 1, 0]
        [shop] = read_groups(unit)
        assert shop.rule.text == "weighted 10 30 60"
        exported = services_file(unit)
    assert apply(doorway, FILE) == ()
    assert apply(doorway, exported, prune=True) == ()
    assert "depends_on" in exported


def test_what_a_file_leaves_out_is_as_usual_again(doorway: Doorway) -> None:
    apply(doorway, FILE)
    plain = '[[group]]\nname = "Shop"\n[[service]]\nname = "Search"\ngroup = "Shop"\n'

    lines = apply(doorway, plain)

    assert lines == (
        "changed group Shop: rule worst (was weighted 10 30 60)",
        "changed service Search: depends on none (was Database)",
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('rule = "median"', '"worst", "best", "quorum", "weighted"'),
        ("rule = 3", "rule must be one of"),
        ('rule = "best"\nquorum = 2', 'quorum goes with rule = "quorum".'),
        ('rule = "quorum"\nquorum = "2"', "must be a whole number"),
        ('rule = "quorum"\nquorum = 0', "The quorum cannot be 0"),
        ('rule = "weighted"\npartial_at = 101', "Choose from 1 to 100 percent."),
        ('rule = "weighted"\npartial_at = 60', "degraded_at up to partial_at up to major_at"),
        ('depends_on = "Database"', "depends_on must be a list of services"),
        ('depends_on = ["Nothing"]', "There is no service called “Nothing”. Write GROUP/NAME."),
        ('depends_on = ["Me"]', "Me depends on itself: Me → Me."),
    ],
)
def test_a_fault_is_told_with_its_line(doorway: Doorway, line: str, sentence: str) -> None:
    said = refusal(doorway, f'[[service]]\nname = "Me"\n{line}\n')
    assert sentence in said
    assert said.startswith(f"the file, line {2 + len(line.splitlines())}")


def test_a_weight_has_its_bounds(doorway: Doorway) -> None:
    text = '[[service]]\nname = "Me"\n[[service.check]]\nkind = "http"\nurl = "https://a.example"\n'
    assert "line 6: The weight cannot be 101." in refusal(doorway, f"{text}weight = 101\n")
    assert "line 6: No check of it weighs anything" in refusal(doorway, f"{text}weight = 0\n")


def test_no_more_are_needed_than_there_are(doorway: Doorway) -> None:
    four = replace(QUORUM, quorum=4)
    with pytest.raises(RuleBroken, match=r"Only 3 checks count\. Choose from 1 to 3") as caught:
        doorway.do(ADD_SERVICE, replace(SHOP, rule=four), ADA)
    assert caught.value.field == "quorum"


def test_a_circle_is_refused_with_its_way(doorway: Doorway) -> None:
    text = FILE.replace('name = "Database"\n', 'name = "Database"\ndepends_on = ["Checkout"]\n')
    said = refusal(doorway, text)
    assert "in a circle: Database → Shop/Checkout → Database." in said or (
        "Database → Shop/Checkout → Shop/Search → Database" in said
    )
    assert parents(doorway) == {}


def test_a_name_that_two_services_have_needs_its_group(doorway: Doorway) -> None:
    text = FILE + '[[service]]\nname = "Search"\ngroup = "Office"\n'
    assert apply(doorway, text)
    said = refusal(doorway, '[[service]]\nname = "Me"\ndepends_on = ["Search"]\n')
    assert "More than one service is called “Search”. Write GROUP/NAME." in said


def test_what_is_removed_explains_nothing_any_more(doorway: Doorway) -> None:
    apply(doorway, FILE)
    with doorway.database.reading(NOW) as unit:
        base = next(one.id for one in read_components(unit) if one.name == "Database")
    doorway.do(REMOVE_SERVICE, RemoveServiceInput(base), ADA)
    assert parents(doorway) == {"Checkout": {"Search"}}


def test_a_rule_is_written_down_with_its_instant_and_who_counts(
    doorway: Doorway, clock: ManualClock
) -> None:
    added = doorway.do(ADD_SERVICE, SHOP, ADA).result
    assert rules(doorway, added) == ()
    with doorway.database.reading(NOW) as unit:
        ids = [check.id for check in read_checks(unit)]
    checks = tuple(replace(c, id=n) for c, n in zip((ONE, TWO, THREE), ids, strict=True))
    clock.go(to_us(LATER))

    def edit(service: ServiceInput) -> tuple[str, ...]:
        done = doorway.do(EDIT_SERVICE, EditServiceInput(added, service), ADA)
        return tuple(done.audit.detail["changes"]) if done.audit else ()

    lines = edit(replace(SHOP, checks=checks, rule=BEST))
    edit(replace(SHOP, checks=checks, rule=BEST))
    edit(replace(SHOP, checks=checks[:2], rule=BEST))
    edit(replace(SHOP, checks=checks[:2]))
    edit(replace(SHOP, checks=checks[:1]))

    assert lines == ("changed service Checkout: rule best (was worst)",)
    at_us = to_us(LATER)
    one, two, three = ids
    assert rules(doorway, added) == (
        RuleFrom(at_us, BEST, {one: 1, two: 1, three: 1}),
        RuleFrom(at_us, BEST, {one: 1, two: 1}),
        RuleFrom(at_us, ComponentRule(), None),
    )


def test_what_is_described_goes_over_the_pipe() -> None:
    given = replace(SHOP, rule=QUORUM, depends_on=("Shop/Database",))
    assert value_of(raw(given), ServiceInput) == given


def test_names_that_are_not_enough_leave_with_their_group_and_come_back(doorway: Doorway) -> None:
    apply(
        doorway,
        '[[service]]\nname = "Search"\n[[service]]\nname = "Search"\ngroup = "Shop"\n'
        '[[service]]\nname = "Basket"\ngroup = "Shop"\n'
        '[[service]]\nname = "Me"\ndepends_on = ["Search", "Shop/Search", "Basket"]\n',
    )
    with doorway.database.reading(NOW) as unit:
        exported = services_file(unit)
    assert '"Shop/Search"' in exported
    assert '"Basket"' in exported
    assert apply(doorway, exported, prune=True) == ()

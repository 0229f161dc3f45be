"""Every verb, question and query × every role: allowed or refused, cell by cell.

What is new is refused until it has a row here: whoever adds a verb says who may.
"""

import importlib
import pkgutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from statusboard import app
from statusboard.app.change_feed import ChangeFeed
from statusboard.app.doorway import Done, Doorway, Query, Verb
from statusboard.app.keys.choose import SecretPlace
from statusboard.app.new_relic.calls import NewRelicCalls
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.page.office import Office
from statusboard.app.people.acting import Acting, Asked
from statusboard.app.programs.collector import CollectorWork
from statusboard.app.programs.office import OfficeWork
from statusboard.app.programs.verbs import all_verbs
from statusboard.domain.access import Actor, Credentials, Permission, Role, loop, visitor
from statusboard.domain.changes import Changes
from statusboard.errors import Bug, RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.unit import Unit
from tests.fixtures.database import ON_SQLITE
from tests.fixtures.people import Team
from tests.fixtures.speaking import Newsroom

ROLES = tuple(Role)
# The columns: viewer, author, approver, publisher, administrator, a loop of the machine, a visitor.
COLUMNS = (*(role.value for role in ROLES), "loop", "visitor")
MAY = {
    "add_service": "----+--",
    "alarm.acknowledge": "-++++--",
    "alarm.choose": "+++++--",
    "alarm.mute": "-++++--",
    "alarm.unmute": "-++++--",
    "channel.confirm_code": "----+--",
    "channel.record_bounces": "----++-",
    "channel.record_proof": "----+--",
    "channel.record_reports": "----++-",
    "channel.remove": "----+--",
    "channel.save": "----+--",
    "connect_new_relic": "----+--",
    "database.copy": "----++-",
    "delivery.at_home": "----++-",
    "delivery.let_go": "---++--",
    "delivery.orphan": "----++-",
    "delivery.release": "---++--",
    "delivery.retry": "---++--",
    "delivery.take_back": "---++--",
    "delivery.turn": "----++-",
    "desk.apply": "----+--",
    "device.end": "----+--",
    "device.let_in": "----+--",
    "disconnect_new_relic": "----+--",
    "edit_service": "----+--",
    "give_new_relic_key": "----+--",
    "give_secret": "----+--",
    "handover.retry": "-++++--",
    "handover.send": "-++++--",
    "helper.ask": "-++++--",
    "helper.give_key": "----+--",
    "history.agree": "--+++--",
    "history.bring_outages": "----+--",
    "history.confirm_retention": "----+--",
    "history.correct": "---++--",
    "history.refuse": "--+++--",
    "history.take_back": "---++--",
    "import.bring": "----+--",
    "import.bring_history": "----+--",
    "import.undo": "----+--",
    "line.it_is_them": "---+++-",
    "list.remove": "----+--",
    "list.save": "----+--",
    "location.remove": "----+--",
    "maintenance.approve": "--+++--",
    "maintenance.approve_change": "--+++--",
    "maintenance.cancel": "---++--",
    "maintenance.change": "---++--",
    "maintenance.discard": "-++++--",
    "maintenance.draft": "-++++--",
    "maintenance.end": "---++--",
    "maintenance.extend": "---++--",
    "maintenance.freeze": "---++--",
    "maintenance.make_change": "----++-",
    "maintenance.move": "---++--",
    "maintenance.plan": "---++--",
    "maintenance.propose": "---++--",
    "maintenance.reject": "--+++--",
    "maintenance.reject_change": "--+++--",
    "maintenance.start": "---++--",
    "maintenance.submit": "-++++--",
    "maintenance.turn": "----++-",
    "maintenance.unfreeze": "---++--",
    "maintenance.verify": "---++--",
    "maintenance.withdraw_change": "-++++--",
    "maintenance.withdraw_request": "-++++--",
    "move_secrets": "----++-",
    "new_relic.backfill": "----+--",
    "new_relic.choose_unwatched": "----+--",
    "new_relic.decide_window": "-++++--",
    "new_relic.follow_tag": "----+--",
    "new_relic.go_on_history": "----++-",
    "new_relic.keep_record": "----++-",
    "new_relic.note_figures": "----++-",
    "new_relic.note_found": "----++-",
    "new_relic.note_history": "----++-",
    "new_relic.note_windows": "----++-",
    "new_relic.record": "----+--",
    "new_relic.set_aside": "----+--",
    "new_relic.unfollow_tag": "----+--",
    "new_relic.watch": "----+--",
    "note_wiped": "----++-",
    "notice.add_picture": "-++++--",
    "notice.add_word": "-++++--",
    "notice.approve": "--+++--",
    "notice.discard_draft": "-++++--",
    "notice.join": "-++++--",
    "notice.later": "-++++--",
    "notice.merge": "---++--",
    "notice.no_change": "-++++--",
    "notice.publish": "---++--",
    "notice.publish_due": "----++-",
    "notice.reject": "--+++--",
    "notice.retract": "---++--",
    "notice.save_draft": "-++++--",
    "notice.schedule": "---++--",
    "notice.submit": "-++++--",
    "notice.suggest": "----++-",
    "notice.unschedule": "---++--",
    "notice.withdraw_request": "-++++--",
    "page.add": "----+--",
    "page.change": "----+--",
    "page.remove": "----+--",
    "people.make_roles": "----+--",
    "people.sign_in": "+++++--",
    "people.sign_out": "+++++--",
    "person.add": "----+--",
    "person.bring_back": "----+--",
    "person.change": "----+--",
    "person.end": "----+--",
    "person.new_code": "----+--",
    "person.rescue": "----++-",
    "presence.here": "+++++--",
    "presence.left": "+++++--",
    "presence.take_over": "-++++--",
    "publication.begin": "----++-",
    "publication.open": "----++-",
    "publication.record": "----++-",
    "publication.record_emptied": "----++-",
    "publication.record_seen": "----++-",
    "publication.serve": "----++-",
    "remove_service": "----+--",
    "readers.end_link": "----+--",
    "readers.invite": "----+--",
    "readers.set_password": "----+--",
    "report.end_share": "---++--",
    "report.note_run": "----++-",
    "report.schedule": "----+--",
    "report.share": "---++--",
    "report.tidy": "----++-",
    "report.unschedule": "----+--",
    "service.end_override": "---++--",
    "service.override": "---++--",
    "service.rule_group": "----+--",
    "service.set_objective": "----+--",
    "settings.choose": "----+--",
    "signal.give_address": "----+--",
    "signal.listen": "------+",
    "signal.report": "------+",
    "statement.draft_milestone": "-++++--",
    "statement.draft_quarter": "-++++--",
    "statement.judge_uses": "----++-",
    "statement.stop": "-++++--",
    "statement.use": "-++++--",
    "subscriber.add": "-++++--",
    "subscriber.change": "-++++--",
    "subscriber.erase": "---++--",
    "subscriber.forget_passed": "----++-",
    "subscriber.import": "---++--",
    "subscriber.put_back": "-++++--",
    "subscriber.remove": "-++++--",
    "subscriber.tell_when_fixed": "-++++--",
    "target.remove": "----+--",
    "target.save": "----+--",
    "target.watch": "----+--",
    "template.restore": "---++--",
    "template.save": "---++--",
    "visitor.ask": "------+",
    "visitor.change": "------+",
    "visitor.confirm": "------+",
    "visitor.count": "------+",
    "visitor.links_used": "------+",
    "visitor.leave": "------+",
    "visitor.stop": "------+",
}
# What programs are asked beside verbs.
ASKED = {
    "new_relic.has_key": "+++++--",
    "new_relic.check_key": "----+--",
    "new_relic.connect": "----+--",
    "new_relic.disconnect": "----+--",
    "new_relic.find": "----+--",
    "new_relic.issues": "+++++--",
    "new_relic.deployments": "+++++--",
    "new_relic.ready": "----+--",
    "new_relic.count": "----+--",
    "channel.prove": "----+--",
    "helper.ask": "-++++--",
    "helper.try": "----+--",
    "check_now": "---+++-",
    "try_check": "----+--",
    "latest": "+++++--",
}
# Queries that tell addresses, or the whole desk; every other one tells everybody at the desk.
GUARDED = {
    "subscribers": "-++++--",
    "subscribers.people": "-++++--",
    "subscribers.kept": "-++++--",
    "subscribers.check_import": "-++++--",
    "delivery.ledger": "-++++--",
    "delivery.ledger_page": "-++++--",
    "desk.export": "----+--",
    "handover.sent": "-++++--",
    "history.preview_outages": "----+--",
    "import.preview": "----+--",
    "import.preview_undo": "----+--",
    "import.undoable": "----+--",
    "new_relic.record_kept": "----+--",
    "page.readers": "----+--",
    "report.shares": "-++++--",
}
ALLOWED, REFUSED = "+-"


@dataclass
class Ran:
    """A verb's own work in the place of the real one: whether it was reached."""

    reached: bool = False

    def __call__(self, _unit: Unit, _given: object) -> Done[None]:
        self.reached = True
        return Done(None, Changes(), None)


@pytest.fixture
def team(database: Database) -> Team:
    team = Team(database)
    team.with_everybody()
    return team


def actor_of(team: Team, column: str) -> Actor:
    others = {"loop": loop("a loop"), "visitor": visitor()}
    return others[column] if column in others else team.actor(column)


def reaches(door: Doorway, verb: Verb[Any, Any], actor: Actor) -> bool:
    """Whether the doorway lets the actor through to what the verb does."""
    ran = Ran()
    try:
        door.do(replace(verb, run=ran, prepare=None), None, actor)
    except RuleBroken as refused:
        assert "may not do this" in refused.sentence  # noqa: PT017 - counted cell by cell
    return ran.reached


@ON_SQLITE
def test_every_verb_lets_through_whom_its_row_allows(team: Team) -> None:
    verbs = all_verbs()
    found = {
        name: "".join(
            ALLOWED if reaches(team.doorway, verb, actor_of(team, column)) else REFUSED
            for column in COLUMNS
        )
        for name, verb in verbs.items()
    }

    assert found == MAY


@ON_SQLITE
def test_who_is_refused_does_not_even_get_the_disk_asked(team: Team) -> None:
    """`prepare` looks at disks and networks: it is no way around the permission."""

    def look(_door: Doorway, _given: object) -> object:
        raise AssertionError("looked at")

    prepared = [verb for verb in all_verbs().values() if verb.prepare is not None]
    assert prepared
    for verb in prepared:
        for column, cell in zip(COLUMNS, MAY[verb.name], strict=True):
            if cell == REFUSED:
                with pytest.raises(RuleBroken, match="may not do this"):
                    team.doorway.prepare(replace(verb, prepare=look), None, actor_of(team, column))


def test_what_nobody_gave_a_permission_is_refused() -> None:
    """An actor has what was given to it, and nothing by being there."""
    nobody = replace(loop("nobody"), permissions=frozenset())

    assert not any(nobody.may(permission) for permission in Permission)
    assert all(Role.least_with(one) for one in Permission if one is not Permission.VISIT)


def beside_verbs(database: Database, tmp_path: Path) -> Iterator[Asked]:
    """Everything that the programs can be asked for beside verbs."""
    newsroom = Newsroom(database)
    door = newsroom.doorway
    with ThreadPoolExecutor(1) as executor:
        keys = NewRelicKey(SecretPlace(tmp_path / "keys", is_demo=True))
        office = OfficeWork(
            Office(database, newsroom.clock),
            door,
            NewRelicCalls(door, keys, executor, loopback_only=True),
            ChangeFeed(database, newsroom.clock, executor),
            executor,
            door,
        )
        verbs = {f"verb.{name}" for name in all_verbs()}
        assert set(office.methods) == verbs | {one.name for one in office.beside_verbs}
        yield from office.beside_verbs
    collector = CollectorWork(None, None, None, lambda _who: visitor())  # type: ignore[arg-type]
    assert set(collector.methods) == {one.name for one in collector.beside_verbs}
    yield from collector.beside_verbs


@pytest.mark.anyio
@ON_SQLITE
async def test_every_question_to_a_program_lets_through_whom_its_row_allows(
    team: Team, tmp_path: Path
) -> None:
    async def answer(_given: object, actor: Actor) -> str:
        return actor.name

    found = {}
    for asked in beside_verbs(team.database, tmp_path):
        cells = ""
        for column in COLUMNS:
            acting = Acting(lambda _who, column=column: actor_of(team, column))  # type: ignore[misc]
            method = acting.method(replace(asked, run=answer))
            try:
                await method.run(None, Credentials())
            except RuleBroken:
                cells += REFUSED
            else:
                cells += ALLOWED
        found[asked.name] = cells

    assert found == ASKED


def all_queries() -> dict[str, Query[Any, Any]]:
    """Every query that stands in a module of the application."""
    found = {}
    for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Query):
                found[value.name] = value
    return found


@ON_SQLITE
def test_every_query_tells_addresses_only_to_whom_its_row_allows(team: Team) -> None:
    found = {}
    for name, query in all_queries().items():
        told = replace(query, run=lambda _unit, _given: "told")
        if query.permission is None:
            assert team.doorway.ask(told, None) == "told"
            continue
        cells = ""
        for column in COLUMNS:
            try:
                cells += ALLOWED if team.doorway.ask(told, None, actor_of(team, column)) else "?"
            except RuleBroken:
                cells += REFUSED
        found[name] = cells

    assert len(all_queries()) > 70
    assert found == GUARDED


@ON_SQLITE
def test_a_guarded_query_is_answered_to_nobody_in_particular(team: Team) -> None:
    for query in all_queries().values():
        if query.permission is not None:
            with pytest.raises(Bug, match="in nobody's name"):
                team.doorway.ask(query, None)

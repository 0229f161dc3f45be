"""PostgreSQL's own roles: what each connection can do at all, whoever goes around the doorway."""

import itertools
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from statusboard.app.doorway import Doorway
from statusboard.app.installation import Installation
from statusboard.app.maintenance.agreement_commands import submit_work
from statusboard.app.maintenance.change_commands import approve_change, propose
from statusboard.app.maintenance.change_inputs import ApproveChange, ProposeWork
from statusboard.app.maintenance.commands import discard as discard_work
from statusboard.app.maintenance.commands import draft as draft_work
from statusboard.app.maintenance.commands import plan as plan_work
from statusboard.app.maintenance.freeze_commands import freeze as freeze_work
from statusboard.app.maintenance.inputs import (
    DiscardWork,
    DraftWork,
    Freeze,
    MoveWindow,
    PlanWork,
    SubmitWork,
)
from statusboard.app.maintenance.keeper import MaintenanceKeeper
from statusboard.app.maintenance.queries import MAINTENANCE_DETAIL
from statusboard.app.notices.agreement_commands import approve_notice, submit
from statusboard.app.notices.agreement_inputs import Approve, ScheduleNotice, Submit
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.inputs import Publish, SaveDraft
from statusboard.app.notices.schedule_commands import schedule
from statusboard.app.notices.word_commands import AddWord, add_word
from statusboard.app.page.commands import choose_settings
from statusboard.app.page.inputs import ChooseSettings
from statusboard.app.people.commands import add_person
from statusboard.app.people.database_role_commands import make_roles
from statusboard.app.people.inputs import AddPerson, Here, MakeRoles, PersonInput
from statusboard.app.people.presence_commands import say_here
from statusboard.app.people.queries import TEAM
from statusboard.app.settings import AGREEMENT, OWN_WORDS, PAGE_ID
from statusboard.domain.access import Role, person
from statusboard.domain.approval import (
    ApprovalState,
    Consent,
    Deed,
    Matter,
    Occasion,
    Signer,
    Step,
)
from statusboard.domain.maintenance import MaintenanceStatus
from statusboard.errors import RuleBroken
from statusboard.storage.approvals import add_step
from statusboard.storage.database import Database
from statusboard.storage.database_roles import APPENDED, KEYS, role_name
from statusboard.storage.schedules import read_schedule
from statusboard.storage.tables import AUDIT, METADATA
from tests.fixtures.database import PostgresServer
from tests.fixtures.people import Team
from tests.fixtures.planned import plan_of
from tests.fixtures.seated import seated
from tests.fixtures.speaking import MAJOR, MINUTE, Newsroom, wording

pytestmark = pytest.mark.postgres


@pytest.fixture
def team(postgres: PostgresServer, tmp_path: Path) -> Iterator[Team]:
    """A database of its own: roles change the schema, and stay."""
    with closing(Database.open(postgres.fresh())) as database:
        team = Team(database)
        newsroom = Newsroom(database, team.clock)
        newsroom.publishes_to(tmp_path / "page")
        newsroom.service()
        team.doorway.do(make_roles, MakeRoles(), person("Ada"))
        yield team


def url_of(team: Team, role: Role) -> str:
    """How a user of the server reaches the database who is a member of that role."""
    user = f"desk_{role}"
    with team.database.engine.begin() as connection:
        known = connection.scalar(text(f"SELECT 1 FROM pg_roles WHERE rolname = '{user}'"))
        if not known:
            connection.execute(text(f"CREATE ROLE {user} LOGIN IN ROLE {role_name(role)}"))
    url = team.database.engine.url.set(username=user)
    return url.render_as_string(hide_password=False)


@contextmanager
def as_role(team: Team, role: Role) -> Iterator[Doorway]:
    """A doorway of such a user."""
    with closing(Database.open(url_of(team, role))) as database:
        yield Doorway(database, team.clock)


def rights(team: Team, role: Role) -> dict[str, str]:
    """What the role may write of each table, whole or in part, by first letters."""
    found = {}
    with team.database.engine.connect() as connection:
        for table in sorted(METADATA.tables):
            letters = ""
            for right in ("INSERT", "UPDATE", "DELETE", "TRUNCATE"):
                asked = "SELECT has_table_privilege(:role, :table, :right)"
                if right in ("INSERT", "UPDATE"):
                    asked = asked.replace("table_privilege", "any_column_privilege")
                named = {"role": role_name(role), "table": table, "right": right}
                letters += right[0] if connection.scalar(text(asked), named) else ""
            if letters:
                found[table] = letters
    return found


def test_a_viewer_writes_nothing_and_reads_everything(team: Team) -> None:
    assert rights(team, Role.VIEWER) == {}
    with as_role(team, Role.VIEWER) as door:
        assert door.ask(TEAM, None).people == ()
        draft = SaveDraft(None, None, 0, wording({}))
        here = Here("d1", "Desk 1")
        for verb, given in ((save_draft, draft), (say_here, here)):
            with pytest.raises(RuleBroken, match="may not do this"):
                door.do(verb, given, person("Eve"))
        for table in sorted(METADATA.tables):
            with (
                pytest.raises(RuleBroken, match="may not do this"),
                door.database.writing(team.clock.now(), person("Eve")) as unit,
            ):
                unit.connection.execute(text(f"DELETE FROM {table}"))


def test_an_author_writes_notices_and_changes_no_settings_or_people(team: Team) -> None:
    with as_role(team, Role.AUTHOR) as door:
        draft = SaveDraft(None, None, 0, wording({1: MAJOR}))
        saved = door.do(save_draft, draft, person("Ben")).result
        door.do(say_here, Here("d1", "Desk 1", saved.notice_id), person("Ben"))
        door.do(add_word, AddWord("Northwind"), person("Ben"))
        refused = (
            (publish, Publish(saved.notice_id, saved.revision)),
            (add_person, AddPerson(PersonInput("Eve", Role.ADMINISTRATOR, "eve"))),
            (choose_settings, ChooseSettings({"page.name": "Eve's"})),
        )
        for verb, given in refused:
            with pytest.raises(RuleBroken, match="may not do this"):
                door.do(verb, given, person("Ben"))
        for statement in (
            "UPDATE setting SET value = '\"x\"' WHERE key = 'page.name'",
            "UPDATE person SET role = 'administrator'",
            "UPDATE device SET ended_us = NULL",
            "UPDATE audit SET subject = 'x'",
            "DELETE FROM audit_chain",
        ):
            writes = door.database.writing(team.clock.now(), person("Ben"))
            if statement.startswith("UPDATE setting"):
                with writes as unit:  # a row that is not theirs is not there for them
                    assert unit.connection.execute(text(statement)).rowcount == 0
                continue
            with pytest.raises(RuleBroken, match="may not do this"), writes as unit:
                unit.connection.execute(text(statement))


def test_nobody_approves_by_a_statement_who_may_not_by_the_verb(team: Team) -> None:
    with as_role(team, Role.AUTHOR) as author, as_role(team, Role.APPROVER) as approver:
        draft = SaveDraft(None, None, 0, wording({1: MAJOR}))
        saved = author.do(save_draft, draft, person("Ben")).result
        seen = (saved.notice_id, saved.revision)
        author.do(submit, Submit(*seen), person("Ben"))
        approved = Step(1, Deed.APPROVED, Signer("Ada"), team.clock.now())
        with (
            pytest.raises(RuleBroken, match="may not do this"),
            author.database.writing(team.clock.now(), person("Eve")) as unit,
        ):
            add_step(unit, Matter.NOTICE, saved.notice_id, approved)
        approver.do(approve_notice, Approve(*seen), person("Ada"))
        # Another text takes it off the schedule, by the connection of whoever writes.
        with as_role(team, Role.PUBLISHER) as publisher:
            at = team.clock.now() + MINUTE
            publisher.do(schedule, ScheduleNotice(*seen, at), person("Cleo"))
        changed = wording({1: MAJOR}, body="Other words.")
        author.do(save_draft, SaveDraft(saved.notice_id, None, 1, changed), person("Ben"))
        with author.database.reading(team.clock.now()) as unit:
            kept = read_schedule(unit, saved.notice_id)
        assert kept is not None
        assert not kept.is_standing


def test_an_author_drafts_planned_work_and_a_publisher_tells_of_it(team: Team) -> None:
    work = plan_of([1], starts_at=team.clock.now() + timedelta(days=2))
    statements = (
        "UPDATE maintenance_window SET status = 'scheduled'",
        "UPDATE maintenance SET plan = '{}'",
        "DELETE FROM maintenance_component",
    )
    with as_role(team, Role.AUTHOR) as author, as_role(team, Role.PUBLISHER) as publisher:
        kept = author.do(draft_work, DraftWork(work), person("Ben")).result
        with (
            pytest.raises(RuleBroken, match="may not do this"),
            author.database.writing(team.clock.now(), person("Ben")) as unit,
        ):
            unit.connection.execute(text(statements[0]))
        seen = (kept.maintenance_id, kept.revision)
        author.do(submit_work, SubmitWork(*seen), person("Ben"))
        with pytest.raises(RuleBroken, match="may not do this"):
            author.do(plan_work, PlanWork(work, *seen), person("Ben"))
        told = publisher.do(plan_work, PlanWork(work, *seen), person("Cleo")).result
        assert told.status is MaintenanceStatus.SCHEDULED
        for statement in statements:
            with author.database.writing(team.clock.now(), person("Ben")) as unit:
                # A row that is not theirs is not there for them.
                assert unit.connection.execute(text(statement)).rowcount == 0, statement
        assert publisher.ask(MAINTENANCE_DETAIL, told.window_id).plan == work
        gone = author.do(draft_work, DraftWork(replace(work, title="Other")), person("Ben")).result
        author.do(discard_work, DiscardWork(gone.maintenance_id), person("Ben"))
        freeze = Freeze("Sale", team.clock.now(), team.clock.now() + timedelta(days=1))
        assert publisher.do(freeze_work, freeze, person("Cleo")).result.freeze_id


def _keeper(door: Doorway) -> MaintenanceKeeper:
    return MaintenanceKeeper(door, door, ThreadPoolExecutor(1), lambda _: None)


def test_an_approver_agrees_to_a_change_and_an_office_that_may_publish_makes_it(
    team: Team,
) -> None:
    starts_at = team.clock.now() + timedelta(days=2)
    with as_role(team, Role.APPROVER) as approver, as_role(team, Role.PUBLISHER) as publisher:
        work = publisher.do(plan_work, PlanWork(plan_of([1], starts_at=starts_at)), person("Cleo"))
        rule = AGREEMENT.setting(Occasion.PLANNED_WORK.value)
        team.doorway.do(choose_settings, ChooseSettings({rule: Consent.OTHER.value}), person("Ada"))
        there = starts_at + timedelta(hours=3)

        def asked(at: datetime) -> int:
            revision = publisher.ask(MAINTENANCE_DETAIL, work.result.window_id).revision
            given = ProposeWork(move=MoveWindow(work.result.window_id, revision, at))
            number: int = publisher.do(propose, given, person("Cleo")).result.change_id
            return number

        def stands() -> tuple[datetime, ApprovalState | None]:
            line = publisher.ask(MAINTENANCE_DETAIL, work.result.window_id).window
            change = line.change
            return line.window.starts_at, None if change is None else change.agreement.state

        agreed = approver.do(approve_change, ApproveChange(asked(there)), person("Ben")).result
        assert agreed.is_left_to_office
        assert stands() == (starts_at, ApprovalState.APPROVED)
        assert not _keeper(approver).turn()
        assert stands() == (starts_at, ApprovalState.APPROVED)

        assert _keeper(publisher).turn()
        assert stands() == (there, None)
        assert not _keeper(publisher).turn()
        line = read_trail_line(team, "maintenance.make_change")
        assert (line["asked_by"], line["approved_by"]) == ("Cleo", "Ben")

        later = approver.do(
            approve_change, ApproveChange(asked(there + timedelta(hours=1))), person("Ben")
        )
        assert later.result.is_left_to_office
        team.clock.forward(timedelta(days=3))
        assert _keeper(publisher).turn()
        assert stands()[0] == there
        assert "not_made" in read_trail_line(team, "maintenance.make_change")


def read_trail_line(team: Team, verb: str) -> dict[str, object]:
    """What the newest line of a verb says."""
    with team.database.reading(team.clock.now()) as unit:
        asked = select(AUDIT.c.detail).where(AUDIT.c.verb == verb).order_by(AUDIT.c.id.desc())
        found = unit.connection.execute(asked.limit(1)).scalar_one()
    line: dict[str, object] = json.loads(found)
    return line


def test_a_window_knows_that_its_connection_only_reads(team: Team, tmp_path: Path) -> None:
    for role in Role:
        where = Installation(url_of(team, role), tmp_path)
        assert where.may_write is (role is not Role.VIEWER)
    assert Installation("postgresql://nobody@127.0.0.1:1/nowhere", tmp_path).may_write


@pytest.mark.anyio
async def test_an_author_s_desk_works_on_beside_what_its_office_may_not_do(
    team: Team, tmp_path: Path
) -> None:
    with closing(Database.open(url_of(team, Role.AUTHOR))) as database:
        async with seated(database, tmp_path / "ben", "Ben") as ben:
            draft = SaveDraft(None, None, 0, wording({1: MAJOR}))
            saved = await ben.desk.do(save_draft, draft)
            with pytest.raises(RuleBroken, match="another role"):
                await ben.desk.do(publish, Publish(saved.notice_id, saved.revision, "seen by hand"))
            await ben.desk.do(say_here, Here("d-Ben", "Desk Ben", saved.notice_id))
            other = SaveDraft(None, None, 0, wording({}, title="Holiday hours"))
            assert (await ben.desk.do(save_draft, other)).notice_id > saved.notice_id


def test_a_publisher_publishes_by_the_real_verb(team: Team) -> None:
    with as_role(team, Role.PUBLISHER) as door:
        given = SaveDraft(None, None, 0, wording({1: MAJOR}))
        saved = door.do(save_draft, given, person("Cleo")).result
        wanted = Publish(saved.notice_id, saved.revision, override="seen by hand")
        assert door.do(publish, wanted, person("Cleo")).result.incident_id
        with pytest.raises(RuleBroken, match="may not do this"):
            door.do(choose_settings, ChooseSettings({"page.name": "Cleo's"}), person("Cleo"))


def test_an_administrator_changes_everything_but_the_trail(team: Team) -> None:
    found = rights(team, Role.ADMINISTRATOR)

    assert {found[name] for name in APPENDED} == {"I"}
    others = {name: letters for name, letters in found.items() if name not in APPENDED}
    assert set(others) | APPENDED == set(METADATA.tables)
    assert set(others.values()) == {"IUD"}
    with as_role(team, Role.ADMINISTRATOR) as door:
        door.do(choose_settings, ChooseSettings({"page.name": "Northwind"}), person("Ada"))
        door.do(add_person, AddPerson(PersonInput("Ada", Role.VIEWER, "ada")), person("Ada"))


def test_each_may_what_the_one_before_may_and_nothing_is_lost_by_a_second_time(team: Team) -> None:
    before = {role: rights(team, role) for role in Role}
    team.doorway.do(make_roles, MakeRoles(), person("Ada"))

    assert {role: rights(team, role) for role in Role} == before
    roles = tuple(Role)
    for lower, upper in itertools.pairwise(roles):
        for table, letters in before[lower].items():
            if table in ("audit", "audit_chain"):
                continue
            assert set(letters) <= set(before[upper][table]), (upper, table)


def test_the_keys_that_authors_and_publishers_write_are_those_of_their_verbs() -> None:
    assert KEYS[Role.AUTHOR] == (OWN_WORDS,)
    assert PAGE_ID in KEYS[Role.PUBLISHER]


def test_a_file_has_no_users(tmp_path: Path, database: Database) -> None:
    if database.engine.dialect.name == "sqlite":
        with pytest.raises(RuleBroken, match="has no users of its own"):
            Doorway(database, Team(database).clock).do(make_roles, MakeRoles(), person("Ada"))

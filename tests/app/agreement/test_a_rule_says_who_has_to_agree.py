"""The team's rules, and the one question that everything asks which goes to the public."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from statusboard.app.agreement.agreeing import (
    APPROVAL,
    Subject,
    approve,
    ask_for_approval,
    names_of,
    note_writer,
    planned_subject,
    refuse_without_agreement,
)
from statusboard.app.agreement.queries import RULES
from statusboard.app.agreement.rules import is_any_asked
from statusboard.domain.access import Actor, ActorKind, Role
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Consent,
    Deed,
    Matter,
    Occasion,
    Signer,
    Step,
)
from statusboard.domain.views.agreement import RuleView
from statusboard.errors import RuleBroken
from statusboard.storage.approvals import read_steps
from statusboard.storage.database import Database
from statusboard.storage.unit import Unit
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.people import Team
from tests.fixtures.speaking import NOON, person


@pytest.fixture
def desk(database: Database) -> AgreeingDesk:
    return AgreeingDesk(database)


def work(given_before: timedelta | None = None) -> Subject:
    """Planned work of tomorrow at noon and an hour; approved so long before it, or not at all."""
    begins = NOON + timedelta(days=1, hours=1)
    approval = Approval(writers=(Signer("Ada"),))
    if given_before is not None:
        step = Step(4, Deed.APPROVED, Signer("Ben"), begins - given_before)
        approval = Approval(ApprovalState.APPROVED, step, writers=(Signer("Ada"),))
    return Subject(Matter.MAINTENANCE, 9, 4, Occasion.PLANNED_WORK, approval, begins_at=begins)


def asked(desk: AgreeingDesk, subject: Subject, why: str = "", who: Actor | None = None):
    with desk.database.writing(desk.clock.now(), who or person("Ada")) as unit:
        return refuse_without_agreement(unit, subject, why=why)


def test_nobody_has_to_agree_until_somebody_chooses_so(desk: AgreeingDesk) -> None:
    assert desk.ask(RULES) == tuple(RuleView(one, Consent.NOBODY) for one in Occasion)
    with desk.database.reading(NOON) as unit:
        assert not is_any_asked(unit)
    assert asked(desk, work()) == {}


def test_what_is_chosen_is_told(desk: AgreeingDesk) -> None:
    desk.rule(Occasion.PLANNED_WORK, consent=Consent.DAY_BEFORE)

    assert RuleView(Occasion.PLANNED_WORK, Consent.DAY_BEFORE) in desk.ask(RULES)
    with desk.database.reading(NOON) as unit:
        assert is_any_asked(unit)


def test_planned_work_asks_the_same_question(desk: AgreeingDesk) -> None:
    desk.rule(Occasion.PLANNED_WORK)

    with pytest.raises(RuleBroken) as broken:
        asked(desk, work())
    assert broken.value.field == APPROVAL
    assert broken.value.sentence.startswith("Planned work is published once somebody else")
    assert asked(desk, work(timedelta(minutes=1))) == {"approved_by": "Ben"}


def test_planned_work_may_have_to_be_agreed_to_a_day_before(desk: AgreeingDesk) -> None:
    desk.rule(Occasion.PLANNED_WORK, consent=Consent.DAY_BEFORE)

    assert asked(desk, work(timedelta(hours=24))) == {"approved_by": "Ben"}
    with pytest.raises(RuleBroken, match="at least a day before it begins, and this was later"):
        asked(desk, work(timedelta(hours=23, minutes=59)))


def test_an_emergency_is_a_step_of_its_own(desk: AgreeingDesk) -> None:
    desk.rule(Occasion.PLANNED_WORK)

    assert asked(desk, work(), why=" It burns. ") == {"without_approval": "It burns."}
    with desk.database.reading(NOON) as unit:
        (step,) = read_steps(unit, Matter.MAINTENANCE, 9)
    assert (step.deed, step.by, step.words) == (Deed.OVERRODE, Signer("Ada"), "It burns.")


def test_the_refusal_names_who_can_approve_where_people_are_set_up(database: Database) -> None:
    team = Team(database)
    team.with_everybody()
    desk = AgreeingDesk(database)
    desk.rule(Occasion.PLANNED_WORK)
    author = team.actor("author")

    with pytest.raises(RuleBroken) as broken:
        asked(desk, work(), who=author)
    # Ada wrote it; a viewer and an author may not.
    assert "The approver, The publisher or The administrator can approve." in str(broken.value)
    assert "whoever may publish without approval" in str(broken.value)
    with pytest.raises(RuleBroken, match="The author may not publish without approval"):
        asked(desk, work(), why="It burns.", who=author)


def test_where_everybody_wrote_nobody_can_approve(database: Database) -> None:
    team = Team(database)
    team.add("Ada", login="ada")
    desk = AgreeingDesk(database)
    desk.rule(Occasion.PLANNED_WORK)

    with pytest.raises(RuleBroken, match="an administrator can set one up"):
        asked(desk, work(), who=Actor(ActorKind.PERSON, "Ada", Role.AUTHOR.permissions, 1))


def test_names_are_told_as_a_sentence_has_them() -> None:
    ada, ben, cy = Signer("Ada"), Signer("Ben"), Signer("Cy")

    assert names_of(()) == ""
    assert names_of((ada,)) == "Ada"
    assert names_of((ada, ben, cy, ada)) == "Ada, Ben and Cy"
    assert names_of((ada, ben), "or") == "Ada or Ben"


def test_a_plan_goes_the_same_way_as_a_notice(desk: AgreeingDesk) -> None:
    """Written, asked about, agreed to by somebody else; and another plan has to be agreed to."""
    desk.rule(Occasion.PLANNED_WORK)
    begins = NOON + timedelta(days=2)

    def step(what: Callable[[Unit, Subject], object], who: str, revision: int = 1) -> None:
        with desk.database.writing(NOON, person(who)) as unit:
            what(unit, planned_subject(unit, 9, revision, begins_at=begins))

    def wrote(revision: int) -> None:
        with desk.database.writing(NOON, person("Ada")) as unit:
            note_writer(unit, 9, revision)

    wrote(1)
    step(ask_for_approval, "Cy")
    for writer in ("Ada", "Cy"):
        with pytest.raises(RuleBroken, match="somebody else has to approve"):
            step(approve, writer)
    step(approve, "Ben")
    step(refuse_without_agreement, "Ada")
    wrote(2)
    with pytest.raises(RuleBroken, match="It was changed since Ben approved it"):
        step(refuse_without_agreement, "Ada", 2)

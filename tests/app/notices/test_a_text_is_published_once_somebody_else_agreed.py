"""Where the team asks for it, a text is published once another person approved its very words."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from statusboard.app.agreement.agreeing import APPROVAL
from statusboard.app.notices.agreement_commands import approve_notice, submit
from statusboard.app.notices.agreement_inputs import Approve, Submit
from statusboard.app.notices.asks import EditorAsk, ReviewAsk
from statusboard.app.notices.commands import publish, save_draft
from statusboard.app.notices.ending_commands import merge, retract
from statusboard.app.notices.follow_up_commands import join, no_change
from statusboard.app.notices.inputs import Merge, Publish, Retract, Saved, SaveDraft
from statusboard.app.notices.queries import EDITOR, NOTICES, REVIEW
from statusboard.app.notices.suggestion_inputs import Join, NoChange
from statusboard.domain.access import Actor, ActorKind, Permission, Role
from statusboard.domain.approval import ApprovalState, Occasion, Signer
from statusboard.domain.notice import Wording
from statusboard.domain.status import Impact, IncidentStatus
from statusboard.domain.update_kind import NoticeSort
from statusboard.errors import RuleBroken
from statusboard.storage.database import Database
from statusboard.storage.tables import AUDIT, INCIDENT, INCIDENT_UPDATE
from tests.fixtures.agreeing import AgreeingDesk
from tests.fixtures.speaking import COLLECTOR, DEGRADED, MAJOR, MINUTE, NOON, wording


@pytest.fixture
def desk(database: Database, tmp_path) -> AgreeingDesk:
    desk = AgreeingDesk(database)
    desk.publishes_to(tmp_path / "page")
    return desk


@pytest.fixture
def shop(desk: AgreeingDesk) -> int:
    desk.rule(Occasion.CRITICAL, Occasion.MAJOR)
    service = desk.service("Shop")
    desk.measures(service, (NOON, MAJOR))
    return service


def refusal(of) -> RuleBroken:
    with pytest.raises(RuleBroken) as broken:
        of()
    return broken.value


def trail(desk: AgreeingDesk, verb: str) -> dict[str, object]:
    """What the newest line of a verb says."""
    with desk.database.reading(desk.clock.now()) as unit:
        asked = select(AUDIT.c.detail).where(AUDIT.c.verb == verb).order_by(AUDIT.c.id.desc())
        return json.loads(unit.connection.execute(asked).scalars().first())


def standing(desk: AgreeingDesk, notice_id: int):
    return desk.ask(EDITOR, EditorAsk(notice_id)).agreement


def test_nobody_has_to_agree_where_no_rule_says_so(desk: AgreeingDesk) -> None:
    service = desk.service("Shop")
    desk.measures(service, (NOON, MAJOR))

    assert desk.publish(wording({service: MAJOR})).incident_id


def test_a_text_that_nobody_approved_is_refused_in_words_that_say_who_can(
    desk: AgreeingDesk, shop: int
) -> None:
    saved = desk.draft(wording({shop: MAJOR}))

    broken = refusal(lambda: desk.says(saved))

    assert broken.field == APPROVAL
    assert "Nobody has been asked yet." in str(broken)
    assert "Anybody else than Ada can approve." in str(broken)


def test_what_another_person_approved_is_published(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.approved(wording({shop: MAJOR}))

    assert desk.says(saved).incident_id
    assert trail(desk, "notice.publish")["approved_by"] == "Ben"


def test_whoever_wrote_cannot_approve(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)

    broken = refusal(lambda: desk.approve(saved, "Ada"))

    assert "somebody else has to approve" in str(broken)
    assert refusal(lambda: desk.approve(saved, "ADA")).field == "person"


def test_whoever_wrote_a_part_of_it_cannot_approve_either(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    more = wording({shop: MAJOR}, body="Some card payments fail. Orders are safe.")
    saved = desk.draft(more, notice_id=saved.notice_id, base=saved.revision, who="Ben")
    desk.ask_for(saved)

    assert refusal(lambda: desk.approve(saved, "Ben")).field == "person"
    assert desk.approve(saved, "Cy").state is ApprovalState.APPROVED


def test_whoever_asked_cannot_approve_what_a_machine_wrote(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}), who="monitoring")
    desk.ask_for(saved, "Ben")

    assert refusal(lambda: desk.approve(saved, "Ben")).field == "person"


def test_a_person_is_known_by_number_under_another_name(desk: AgreeingDesk, shop: int) -> None:
    everything = Role.ADMINISTRATOR.permissions
    ada = Actor(ActorKind.PERSON, "Ada", everything, person_id=7)
    renamed = replace(ada, name="Ada Lovelace")
    namesake = replace(ada, person_id=8)
    given = SaveDraft(None, None, 0, wording({shop: MAJOR}))
    saved = desk.doorway.do(save_draft, given, ada).result
    desk.doorway.do(submit, Submit(saved.notice_id, 1), ada)

    with pytest.raises(RuleBroken):
        desk.doorway.do(approve_notice, Approve(saved.notice_id, 1), renamed)
    desk.doorway.do(approve_notice, Approve(saved.notice_id, 1), namesake)


def test_nothing_is_approved_that_nobody_asked_for(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))

    assert "Nobody asks" in str(refusal(lambda: desk.approve(saved)))


def test_another_text_has_to_be_approved_again(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.approved(wording({shop: MAJOR}))
    edited = wording({shop: MAJOR}, body="All card payments fail.")
    saved = desk.draft(edited, notice_id=saved.notice_id, base=saved.revision)

    broken = refusal(lambda: desk.says(saved))

    assert "It was changed since Ben approved it" in str(broken)
    assert refusal(lambda: desk.approve(saved)).field == "revision"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Payments fail"},
        {"status": IncidentStatus.IDENTIFIED},
        {"next_update_in": 15 * MINUTE},
        {"started_at": NOON},
        {"impact": Impact.CRITICAL},
    ],
)
def test_every_field_is_part_of_what_was_approved(
    desk: AgreeingDesk, shop: int, change: dict[str, object]
) -> None:
    text = wording({shop: MAJOR})
    saved = desk.approved(text)
    saved = desk.draft(replace(text, **change), notice_id=saved.notice_id, base=saved.revision)

    assert refusal(lambda: desk.says(saved)).field == APPROVAL


def test_saving_the_same_text_again_voids_nothing(desk: AgreeingDesk, shop: int) -> None:
    text = wording({shop: MAJOR})
    saved = desk.approved(text)
    again = desk.draft(text, notice_id=saved.notice_id, base=saved.revision)

    assert again.revision == saved.revision
    assert desk.says(again).incident_id


def test_a_losing_text_beside_it_voids_nothing(desk: AgreeingDesk, shop: int) -> None:
    text = wording({shop: MAJOR}, body="Base.")
    first = desk.draft(text)
    said = replace(text, body="Said.")
    saved = desk.draft(said, notice_id=first.notice_id, base=1)
    desk.ask_for(saved)
    desk.approve(saved)
    lost = desk.draft(replace(text, body="Lost."), notice_id=first.notice_id, base=1, who="Cy")

    assert lost.conflict is not None
    assert desk.says(lost).incident_id


def test_facts_that_fill_the_text_may_change(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.approved(wording({shop: MAJOR}, body="Payments fail. More by {next_update}."))
    desk.clock.forward(45 * MINUTE)

    review = desk.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision))

    assert review.redline is not None
    assert review.redline.facts_only
    assert review.redline.before != review.redline.after
    assert desk.says(saved).incident_id


def test_an_approval_of_another_day_is_void_where_the_impact_grew(
    desk: AgreeingDesk, shop: int
) -> None:
    """The rule of what it says now counts, and whoever agreed has seen a smaller thing."""
    desk.rule(Occasion.MINOR)
    first = desk.says(desk.approved(wording({shop: DEGRADED})))
    text = wording({shop: DEGRADED}, body="Some card payments are slow. We look into it.")
    saved = desk.draft(text, incident_id=first.incident_id)
    desk.ask_for(saved)
    desk.approve(saved)
    worse = Publish(saved.notice_id, saved.revision)
    # Another desk makes the same incident critical meanwhile.
    with desk.database.writing(desk.clock.now(), COLLECTOR) as unit:
        unit.connection.execute(update(INCIDENT).values(impact=Impact.CRITICAL.value))

    broken = refusal(lambda: desk.do(publish, worse))

    assert broken.field == APPROVAL
    assert "Ben approved it at 12:00 UTC as minor, and it is critical now." in str(broken)


def test_a_smaller_stated_impact_is_no_way_around(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}, impact=Impact.MINOR))

    assert refusal(lambda: desk.says(saved)).field == APPROVAL


def test_an_end_is_under_the_rule_of_what_it_ends(desk: AgreeingDesk, shop: int) -> None:
    said = desk.says(desk.approved(wording({shop: MAJOR})))
    desk.clock.forward(10 * MINUTE)
    over = wording({}, status=IncidentStatus.RESOLVED, body="It works again.")
    saved = desk.draft(over, incident_id=said.incident_id)

    assert refusal(lambda: desk.says(saved)).field == APPROVAL


def test_what_says_that_nothing_changed_is_approved_too(desk: AgreeingDesk, shop: int) -> None:
    said = desk.says(desk.approved(wording({shop: MAJOR})))
    desk.clock.forward(10 * MINUTE)
    saved = desk.do(no_change, NoChange(said.incident_id))

    assert refusal(lambda: desk.says(saved)).field == APPROVAL


def test_who_wrote_a_draft_wrote_what_it_became(desk: AgreeingDesk, shop: int) -> None:
    said = desk.says(desk.approved(wording({shop: MAJOR})))
    desk.clock.forward(MINUTE)
    own = desk.draft(wording({shop: MAJOR}, body="Gift cards fail too."), who="Cy")
    joined = desk.do(join, Join(own.notice_id, own.revision, said.incident_id), "Ada")
    desk.ask_for(joined)

    assert refusal(lambda: desk.approve(joined, "Cy")).field == "person"
    assert desk.approve(joined, "Ben").state is ApprovalState.APPROVED


def test_who_wrote_a_draft_wrote_what_it_became_by_way_of_a_third(
    desk: AgreeingDesk, shop: int
) -> None:
    staying = desk.says(desk.approved(wording({shop: MAJOR})))
    going = desk.says(desk.approved(wording({shop: MAJOR}, title="Another", body="Other words.")))
    desk.clock.forward(MINUTE)
    own = desk.draft(wording({shop: MAJOR}, body="Gift cards fail too."), who="Cy")
    desk.do(join, Join(own.notice_id, own.revision, going.incident_id), "Ada")
    kept = wording({shop: MAJOR}, body="We call the bank.")
    kept_id = desk.draft(kept, incident_id=staying.incident_id).notice_id

    given = Merge(going.incident_id, staying.incident_id, without_approval="It is one.")
    desk.do(merge, given)

    text = desk.ask(EDITOR, EditorAsk(kept_id))
    assert "Gift cards fail too." in text.wording.body
    saved = Saved(kept_id, text.revision)
    desk.ask_for(saved)
    assert refusal(lambda: desk.approve(saved, "Cy")).field == "person"
    assert desk.approve(saved, "Ben").state is ApprovalState.APPROVED


def test_what_becomes_a_correction_has_to_be_approved_again(desk: AgreeingDesk, shop: int) -> None:
    """It goes to others: only to whom the wrong words reached."""
    said = desk.says(desk.approved(wording({shop: MAJOR})))
    desk.clock.forward(MINUTE)
    text = wording({shop: MAJOR}, body="Gift cards fail too.")
    saved = desk.draft(text, incident_id=said.incident_id)
    desk.ask_for(saved)
    desk.approve(saved)
    with desk.database.reading(desk.clock.now()) as unit:
        update_id = unit.connection.execute(select(INCIDENT_UPDATE.c.public_id)).scalar_one()

    given = SaveDraft(saved.notice_id, None, saved.revision, text, corrects=update_id)
    again = desk.do(save_draft, given)

    assert refusal(lambda: desk.says(again)).field == APPROVAL
    desk.ask_for(again)
    desk.approve(again)
    assert desk.do(save_draft, given).revision == again.revision
    assert desk.says(again).incident_id


def test_an_announcement_has_a_rule_of_its_own(desk: AgreeingDesk, shop: int) -> None:
    desk.rule(Occasion.ANNOUNCEMENT)
    given = SaveDraft(None, None, 0, Wording("Hours", body="Call."), sort=NoticeSort.ANNOUNCEMENT)
    saved = desk.do(save_draft, given)

    assert "An announcement is published once" in str(refusal(lambda: desk.says(saved)))


def test_asking_twice_asks_once(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)
    desk.clock.forward(5 * MINUTE)
    desk.ask_for(saved)

    step = standing(desk, saved.notice_id).step
    assert step is not None
    assert step.at == NOON


def test_a_text_without_words_is_nothing_to_agree_to(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}, body="  "))

    assert refusal(lambda: desk.ask_for(saved)).field == "body"


def test_what_was_sent_back_says_why_and_has_to_be_asked_for_again(
    desk: AgreeingDesk, shop: int
) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)
    desk.reject(saved, "Say since when.")

    assert "sent it back at 12:00 UTC: “Say since when.”" in str(refusal(lambda: desk.says(saved)))
    assert refusal(lambda: desk.approve(saved)).field == "revision"
    desk.ask_for(saved)
    assert desk.approve(saved).state is ApprovalState.APPROVED


def test_sending_back_needs_a_word(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)

    assert refusal(lambda: desk.reject(saved, " ")).field == "words"


def test_an_approval_can_be_taken_back(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.approved(wording({shop: MAJOR}))
    desk.reject(saved, "No, wait.")

    assert refusal(lambda: desk.says(saved)).field == APPROVAL


def test_a_request_can_be_taken_back(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)
    desk.take_request_back(saved)

    assert refusal(lambda: desk.approve(saved)).field == "revision"
    assert refusal(lambda: desk.take_request_back(saved)).field == "revision"


def test_the_second_who_approves_is_told_who_was_faster(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.approved(wording({shop: MAJOR}))

    assert "Ben has approved this text already" in str(refusal(lambda: desk.approve(saved, "Cy")))
    assert desk.approve(saved, "Ben").state is ApprovalState.APPROVED


def test_an_emergency_goes_out_with_a_reason_that_is_kept(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.says(saved, why="Customers are paying twice.")

    assert trail(desk, "notice.publish")["without_approval"] == "Customers are paying twice."
    (live,) = desk.ask(NOTICES).live
    assert live.without_approval == "Customers are paying twice."


def test_an_emergency_is_not_for_everybody(desk: AgreeingDesk, shop: int) -> None:
    may = Role.PUBLISHER.permissions - {Permission.OVERRIDE}
    given = Publish(desk.draft(wording({shop: MAJOR})).notice_id, 1, without_approval="Now.")

    broken = refusal(lambda: desk.doorway.do(publish, given, Actor(ActorKind.PERSON, "Di", may)))

    assert broken.field == APPROVAL
    assert "Di may not publish without approval" in str(broken)


def test_withdrawing_and_joining_under_a_rule_need_a_reason(desk: AgreeingDesk, shop: int) -> None:
    one = desk.says(desk.approved(wording({shop: MAJOR})))
    other = desk.says(desk.approved(wording({shop: MAJOR}, title="Another", body="Other words.")))

    for verb, given in (
        (merge, Merge(other.incident_id, one.incident_id)),
        (retract, Retract(one.incident_id, "It was never so.")),
    ):
        assert refusal(lambda verb=verb, given=given: desk.do(verb, given)).field == APPROVAL
        desk.do(verb, replace(given, without_approval="It frightens people."))
        assert trail(desk, verb.name)["without_approval"] == "It frightens people."


def test_the_redline_is_against_what_was_approved_last(desk: AgreeingDesk, shop: int) -> None:
    text = wording({shop: MAJOR}, body="Some payments fail.")
    saved = desk.approved(text)
    changed = replace(text, body="Most payments fail.")
    saved = desk.draft(changed, notice_id=saved.notice_id, base=saved.revision, who="Ben")

    redline = desk.ask(REVIEW, ReviewAsk(saved.notice_id, saved.revision)).redline

    assert redline is not None
    assert redline.before.endswith("Some payments fail.")
    assert redline.after.endswith("Most payments fail.")
    assert (redline.approved_by, redline.facts_only) == ("Ben", False)


def test_after_an_approval_whoever_wrote_before_can_approve_the_next(
    desk: AgreeingDesk, shop: int
) -> None:
    text = wording({shop: MAJOR})
    saved = desk.approved(text)
    changed = replace(text, body="Most payments fail.")
    saved = desk.draft(changed, notice_id=saved.notice_id, base=saved.revision, who="Ben")
    desk.ask_for(saved, "Ben")

    assert standing(desk, saved.notice_id).approval.writers == (Signer("Ben"),)
    assert desk.approve(saved, "Ada").state is ApprovalState.APPROVED


def test_the_list_says_how_each_draft_stands(desk: AgreeingDesk, shop: int) -> None:
    saved = desk.draft(wording({shop: MAJOR}))
    desk.ask_for(saved)

    (item,) = desk.ask(NOTICES).drafts

    ada, ben = (Actor(ActorKind.PERSON, name) for name in ("Ada", "Ben"))
    assert item.agreement.state is ApprovalState.ASKED
    assert item.agreement.is_needed
    assert item.agreement.waits_for(ben)
    assert not item.agreement.waits_for(ada)

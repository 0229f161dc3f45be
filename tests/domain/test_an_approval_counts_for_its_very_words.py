"""Steps of agreeing are only added; what they amount to is arithmetic over the words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.access import Actor, ActorKind, Permission, Role
from statusboard.domain.approval import (
    Approval,
    ApprovalState,
    Deed,
    Signer,
    Step,
    approval_of,
    graver,
    signer_of,
)
from statusboard.domain.status import Impact
from statusboard.domain.views.agreement import AgreementView
from tests.fixtures.speaking import NOON

ADA, BEN, CY = Signer("Ada"), Signer("Ben"), Signer("Cy")
OPEN, ASKED, APPROVED, REJECTED = ApprovalState


def step(revision: int, deed: Deed, by: Signer = ADA, impact: Impact | None = None) -> Step:
    return Step(revision, deed, by, NOON, impact=impact)


def stands(*steps: Step, same: tuple[int, ...] = (1,), wrote=((1, ADA),)) -> Approval:
    return approval_of(steps, frozenset(same), wrote)


def test_nothing_was_done() -> None:
    assert stands() == Approval(writers=(ADA,))


@pytest.mark.parametrize(
    ("deeds", "state"),
    [
        ((Deed.ASKED,), ASKED),
        ((Deed.ASKED, Deed.APPROVED), APPROVED),
        ((Deed.ASKED, Deed.REJECTED), REJECTED),
        ((Deed.ASKED, Deed.WITHDREW), OPEN),
        ((Deed.ASKED, Deed.APPROVED, Deed.REJECTED), REJECTED),
        ((Deed.ASKED, Deed.APPROVED, Deed.ASKED), ASKED),
        ((Deed.ASKED, Deed.OVERRODE), ASKED),
    ],
)
def test_what_was_done_last_counts(deeds: tuple[Deed, ...], state: ApprovalState) -> None:
    assert stands(*(step(1, deed, BEN) for deed in deeds)).state is state


def test_what_was_done_about_other_words_has_lapsed() -> None:
    approved = step(1, Deed.APPROVED, BEN)
    found = stands(approved, same=(2,), wrote=((2, ADA),))

    assert (found.state, found.step, found.lapsed, found.base) == (OPEN, None, approved, approved)


def test_the_same_words_under_another_number_are_approved() -> None:
    """A losing text was stored beside them, and they were repeated after it."""
    found = stands(step(1, Deed.APPROVED, BEN), same=(1, 3), wrote=((2, CY), (3, ADA)))

    assert found.is_given


def test_whoever_wrote_before_the_last_approval_may_give_the_next() -> None:
    found = stands(step(1, Deed.APPROVED, BEN), same=(2,), wrote=((1, ADA), (2, BEN)))

    assert found.writers == (BEN,)
    assert found.may_be_given_by(ADA)


def test_an_approval_that_was_taken_back_is_no_base() -> None:
    found = stands(
        step(1, Deed.APPROVED, BEN),
        step(1, Deed.REJECTED, BEN),
        same=(2,),
        wrote=((1, ADA), (2, CY)),
    )

    assert found.base is None
    assert found.writers == (ADA, CY)
    assert found.lapsed is None


def test_whoever_asks_or_whose_words_came_along_wrote() -> None:
    found = stands(step(1, Deed.WROTE, CY), step(1, Deed.ASKED, BEN))

    assert found.writers == (ADA, CY, BEN)


@pytest.mark.parametrize(
    ("agreed", "now", "holds"),
    [
        (Impact.MINOR, Impact.MAJOR, False),
        (Impact.MAJOR, Impact.MINOR, True),
        (Impact.MAJOR, Impact.MAJOR, True),
        (None, Impact.MAJOR, True),
        (Impact.MINOR, None, True),
    ],
)
def test_an_approval_holds_for_no_graver_thing(
    agreed: Impact | None, now: Impact | None, holds: bool
) -> None:
    assert stands(step(1, Deed.APPROVED, BEN, agreed)).holds_for(now) is holds


def test_what_nobody_gave_holds_for_nothing() -> None:
    assert not stands(step(1, Deed.ASKED)).holds_for(None)


def test_a_person_is_one_by_number_and_by_name_where_there_is_none() -> None:
    numbered, renamed = Signer("Ada", 1), Signer("Ada Lovelace", 1)

    assert numbered.is_same(renamed)
    assert not numbered.is_same(Signer("Ada", 2))
    assert numbered.is_same(Signer("ADA"))
    assert not numbered.is_same(BEN)


@given(st.lists(st.sampled_from(Impact), min_size=1))
def test_the_gravest_counts(impacts: list[Impact]) -> None:
    order = list(Impact)

    assert graver(impacts[0], *impacts[1:]) is max(impacts, key=order.index)


@given(st.lists(st.sampled_from(Deed)), st.sampled_from(Deed))
def test_it_is_given_only_where_approving_came_last(deeds: list[Deed], last: Deed) -> None:
    found = stands(*(step(1, deed, BEN) for deed in (*deeds, last)))
    told = [deed for deed in (*deeds, last) if deed not in (Deed.WROTE, Deed.OVERRODE)]

    assert found.is_given is (bool(told) and told[-1] is Deed.APPROVED)


def test_it_waits_for_whoever_may_and_did_not_write() -> None:
    view = AgreementView(1, stands(step(1, Deed.ASKED)))
    viewer = Actor(ActorKind.PERSON, "Ben", Role.VIEWER.permissions)
    approver = Actor(ActorKind.PERSON, "Ben", Role.APPROVER.permissions)

    assert view.waits_for(approver)
    assert not view.waits_for(viewer)
    assert not view.waits_for(Actor(ActorKind.PERSON, "Ada", frozenset(Permission)))
    assert signer_of(approver) == BEN

"""Two people change one notice at once: each field of it comes together, or is a clash to see."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from statusboard.domain.notice import Wording
from statusboard.domain.notice_merge import MergedWording, merge_wordings
from statusboard.domain.status import IncidentStatus
from tests.fixtures.speaking import DEGRADED, GOOD, MAJOR, MINUTE, NOON, PARTIAL
from tests.fixtures.wordings import VALUES, full_wording

BASE = Wording("Payments fail", IncidentStatus.INVESTIGATING, "We look into it.", {1: MAJOR})
PROMISE = ("next_update_in", "next_update_at")
NAMES = [each.name for each in fields(Wording)]


@pytest.mark.parametrize("name", NAMES)
def test_what_one_side_changed_wins(name: str) -> None:
    changed = replace(BASE, **{name: VALUES[name]})
    other = replace(BASE, body=f"{BASE.body} Orders are safe.")
    if name == "body":
        other = replace(BASE, status=IncidentStatus.MONITORING)

    for one, two in ((changed, other), (other, changed)):
        merged = merge_wordings(BASE, one, two)

        assert merged.clashes == ()
        assert getattr(merged.wording, name) == VALUES[name]
        assert (merged.wording.body, merged.wording.status) == (
            (VALUES["body"], IncidentStatus.MONITORING)
            if name == "body"
            else (other.body, changed.status)
        )


@pytest.mark.parametrize("name", NAMES)
def test_what_both_changed_in_the_same_way_is_no_clash(name: str) -> None:
    changed = replace(BASE, **{name: VALUES[name]})

    assert merge_wordings(BASE, changed, changed) == MergedWording(changed)


def test_who_changed_nothing_gets_what_the_other_wrote() -> None:
    assert merge_wordings(BASE, BASE, full_wording()) == MergedWording(full_wording())
    assert merge_wordings(BASE, full_wording(), BASE) == MergedWording(full_wording())


def test_two_states_are_a_clash_that_is_named() -> None:
    mine = replace(BASE, status=IncidentStatus.MONITORING)
    theirs = replace(BASE, status=IncidentStatus.RESOLVED)
    merged = merge_wordings(BASE, mine, theirs)

    assert merged.clashes == ("status",)
    assert merged.wording.status is IncidentStatus.MONITORING


def test_two_promises_are_one_clash_and_never_two_promises() -> None:
    mine = replace(BASE, next_update_in=30 * MINUTE)
    theirs = replace(BASE, next_update_at=NOON + timedelta(hours=1))
    merged = merge_wordings(BASE, mine, theirs)

    assert merged.clashes == PROMISE
    assert (merged.wording.next_update_in, merged.wording.next_update_at) == (30 * MINUTE, None)


def test_services_come_together_each_for_itself() -> None:
    base = replace(BASE, components={1: MAJOR, 2: GOOD, 3: GOOD})
    mine = replace(base, components={1: PARTIAL, 2: GOOD, 4: DEGRADED})
    theirs = replace(base, components={1: MAJOR, 2: DEGRADED, 3: GOOD})
    merged = merge_wordings(base, mine, theirs)

    assert merged.clashes == ()
    assert merged.wording.components == {1: PARTIAL, 2: DEGRADED, 4: DEGRADED}


def test_a_service_that_both_say_otherwise_is_a_clash() -> None:
    mine = replace(BASE, components={1: PARTIAL})
    theirs = replace(BASE, components={1: DEGRADED})

    assert merge_wordings(BASE, mine, theirs).clashes == ("components",)


def test_a_service_that_one_takes_out_and_the_other_says_anew_stays_to_be_decided() -> None:
    without, anew = replace(BASE, components={}), replace(BASE, components={1: DEGRADED})

    for mine, theirs in ((without, anew), (anew, without)):
        merged = merge_wordings(BASE, mine, theirs)

        assert merged.clashes == ("components",)
        assert merged.wording.components == {1: DEGRADED}


def test_words_of_a_helper_stay_marked_whoever_took_them() -> None:
    mine, theirs = replace(BASE, from_helper="One."), replace(BASE, from_helper="Two.")

    assert merge_wordings(BASE, mine, theirs) == MergedWording(
        replace(BASE, from_helper="One.\n\nTwo.")
    )


def test_two_bodies_that_clash_hold_the_words_of_both() -> None:
    mine = replace(BASE, body="We look into it now.")
    theirs = replace(BASE, body="We look into it at once.")
    merged = merge_wordings(BASE, mine, theirs)

    assert merged.clashes == ("body",)
    assert merged.wording.body == "We look into it now at once."

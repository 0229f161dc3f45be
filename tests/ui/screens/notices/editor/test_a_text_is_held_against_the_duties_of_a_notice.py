"""What the editor says of a text from the text alone, beside what monitoring says."""

from dataclasses import replace
from fractions import Fraction

from statusboard.domain.fact_sheet import Uptime
from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.notice_facts import NoticeFacts
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.notices import EditorView
from tests.fixtures.speaking import MINUTE, NOON
from ui.screens.notices.editor.findings_list import Level, Point
from ui.screens.notices.editor.writing_points import (
    all_points,
    filler_of,
    held_against,
    insertable,
)

GOOD = Wording(
    "Payments fail",
    body="We are on it.",
    components={1: ComponentStatus.MAJOR_OUTAGE},
    next_update_in=30 * MINUTE,
)
VIEW = EditorView(
    notice_id=1,
    incident=None,
    state=NoticeState.DRAFT,
    revision=1,
    wording=GOOD,
    saved_at=NOON,
    saved_by="Ada",
    choices=(),
    zone="UTC",
    uptime_sentence="Our services have been available 99.98 % of the last 12 months.",
)


def points(wording: Wording) -> tuple[Point, ...]:
    return all_points(wording, NOON, VIEW, held_against(wording, NOON, VIEW))


def levels(wording: Wording) -> list[Level]:
    return [point.level for point in points(wording)]


def test_a_good_notice_is_told_so_with_the_time_it_promises() -> None:
    said = points(GOOD)
    assert {point.level for point in said} == {Level.GOOD}
    assert "Promises the next update: 12:30 UTC" in [point.sentence for point in said]


def test_each_missing_duty_is_named() -> None:
    assert Level.BLOCKS in levels(replace(GOOD, title=" "))
    assert Level.BLOCKS in levels(replace(GOOD, body=""))
    assert Level.BLOCKS in levels(replace(GOOD, next_update_in=None))
    assert Level.BLOCKS in levels(replace(GOOD, next_update_in=None, next_update_at=NOON))
    assert Level.WARNS in levels(replace(GOOD, components={}))
    assert Level.WARNS in levels(replace(GOOD, body="We are on it!"))


def test_what_readers_do_not_get_is_no_text_and_no_exclamation() -> None:
    assert Level.BLOCKS in levels(replace(GOOD, body="<!-- ask Ben -->"))
    for body in ("We are on it. <!-- ask Ben! -->", "We are on it ![graph](https://a.example/g)."):
        said = points(replace(GOOD, body=body))
        assert not [one for one in said if one.finding and one.finding.rule == "shouting"]


def test_the_words_of_what_nobody_can_publish_keep_no_writer_waiting() -> None:
    log = "We saw at 12:30 that the pod is down, and we are on it.\n" * 1_000
    said = points(replace(GOOD, body=log))
    assert [one.sentence for one in said if one.level is Level.BLOCKS] == ["The text is too long"]
    assert not any("word" in one.sentence or "pod" in one.sentence for one in said)


def test_a_resolved_notice_needs_no_promise() -> None:
    over = replace(GOOD, status=IncidentStatus.RESOLVED, next_update_in=None)
    assert set(levels(over)) == {Level.GOOD}


def test_nothing_is_complained_of_twice() -> None:
    bare = replace(GOOD, components={}, next_update_in=None)
    sentence = "The notice does not say when the next update comes. Choose a time."
    said = points(bare)
    assert [one.sentence for one in said if one.level is Level.BLOCKS] == [sentence]
    assert len({one.finding.rule for one in said if one.finding}) == 2


def test_what_fills_itself_is_offered_by_its_sentence_and_the_record_is_noticed() -> None:
    facts = NoticeFacts(uptimes=(Uptime(Fraction(99_988, 100_000), 365),), is_all=True)
    view = replace(VIEW, facts=facts)
    assert insertable(filler_of(view).values(GOOD, NOON)) == (
        ("next_update_promise", "We will update this notice by 12:30 UTC."),
        ("uptime_record", VIEW.uptime_sentence),
    )
    told = replace(GOOD, body=f"We are on it. {VIEW.uptime_sentence}")
    sentences = [point.sentence for point in points(told)]
    assert "Includes the uptime record" in sentences


def test_what_nothing_fills_is_not_offered() -> None:
    bare = replace(GOOD, next_update_in=None)
    assert insertable(filler_of(VIEW).values(bare, NOON)) == ()


def test_what_is_filled_is_judged_as_readers_get_it_and_marked_where_it_is_seen() -> None:
    wording = replace(GOOD, body="We are on it. {next_update_promise} This is a glitch. {ended}")
    found = held_against(wording, NOON, VIEW)
    (gap,) = [one for one in found if one.rule == "gap"]
    shown = filler_of(VIEW).fill(wording, NOON).body.text
    assert [shown[one.start : one.stop] for one in gap.words] == ["{ended}"]

"""What the editor says of a text from the text alone, beside what monitoring says."""

from dataclasses import replace

from statusboard.domain.notice import NoticeState, Wording
from statusboard.domain.status import ComponentStatus, IncidentStatus
from statusboard.domain.views.notices import EditorView
from tests.fixtures.speaking import MINUTE, NOON
from ui.screens.notices.editor.findings_list import Level, Point
from ui.screens.notices.editor.writing_points import all_points, insertable, writing_points

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


def levels(wording: Wording) -> list[Level]:
    return [point.level for point in writing_points(wording, NOON, "UTC")]


def test_a_good_notice_is_told_so_with_the_time_it_promises() -> None:
    points = writing_points(GOOD, NOON, "UTC")
    assert {point.level for point in points} == {Level.GOOD}
    assert "Promises the next update: 12:30 UTC" in [point.sentence for point in points]


def test_each_missing_duty_is_named() -> None:
    assert Level.BLOCKS in levels(replace(GOOD, title=" "))
    assert Level.BLOCKS in levels(replace(GOOD, body=""))
    assert Level.BLOCKS in levels(replace(GOOD, next_update_in=None))
    assert Level.BLOCKS in levels(replace(GOOD, next_update_in=None, next_update_at=NOON))
    assert Level.WARNS in levels(replace(GOOD, components={}))
    assert Level.WARNS in levels(replace(GOOD, body="We are on it!"))


def test_what_readers_do_not_get_is_no_text_and_no_exclamation() -> None:
    assert Level.BLOCKS in levels(replace(GOOD, body="<!-- ask Ben -->"))
    for body in ("We are on it. <!-- ask Ben! -->", "![a graph](https://a.example/g.png)"):
        assert set(levels(replace(GOOD, body=body))) == {Level.GOOD}


def test_a_resolved_notice_needs_no_promise() -> None:
    over = replace(GOOD, status=IncidentStatus.RESOLVED, next_update_in=None)
    assert set(levels(over)) == {Level.GOOD}


def test_what_monitoring_says_stands_beside_it_and_replaces_the_same_complaint() -> None:
    bare = replace(GOOD, components={}, next_update_in=None)
    sentence = "The notice does not say when the next update comes. Choose a time."
    points = all_points(bare, NOON, VIEW)
    assert Point(Level.BLOCKS, sentence) in points
    assert [point.level for point in points].count(Level.BLOCKS) == 1


def test_the_uptime_record_is_offered_and_noticed() -> None:
    offered = insertable(GOOD, VIEW.uptime_sentence, NOON, "UTC")
    assert offered == ("We will update this notice by 12:30 UTC.", VIEW.uptime_sentence)
    told = replace(GOOD, body=f"We are on it. {VIEW.uptime_sentence}")
    sentences = [point.sentence for point in all_points(told, NOON, VIEW)]
    assert "Includes the uptime record" in sentences


def test_a_promise_that_is_past_is_not_offered() -> None:
    late = replace(GOOD, next_update_in=None, next_update_at=NOON - MINUTE)
    assert insertable(late, "", NOON, "UTC") == ()

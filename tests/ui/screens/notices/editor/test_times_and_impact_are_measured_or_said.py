"""Start, end and impact stand beside the text: as monitoring has them, or as a person says."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.domain.status import Impact, IncidentStatus
from tests.fixtures.clock import ManualClock
from tests.fixtures.notices_screen import opened
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, NOON, Newsroom, wording
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.editor.findings_list import Level
from ui.screens.notices.editor.notice_editor import NoticeEditor
from ui.screens.notices.list.notice_rows import NoticeKey
from ui.screens.notices.screen import NoticesScreen
from ui.theme.theme import Theme

RESOLVED, POSTMORTEM = IncidentStatus.RESOLVED, IncidentStatus.POSTMORTEM


@pytest.fixture
def editor(qtbot: QtBot, dressed: Theme) -> NoticeEditor:
    made = NoticeEditor(ManualClock(NOON))
    qtbot.addWidget(made)
    return made


def writes_about(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, service: int) -> int:
    """An incident whose service came back nine minutes after noon; it is half past."""
    said = newsroom.publish(wording({service: MAJOR}))
    newsroom.measures(service, (NOON + 9 * MINUTE, GOOD))
    newsroom.clock.forward(30 * MINUTE)
    newsroom.watched()
    screen.turn_to(NoticeKey(None, said.incident_id))
    opened(qtbot, screen)
    return said.incident_id


def test_only_what_is_over_has_an_end(editor: NoticeEditor) -> None:
    editor.load(wording({}), zone="UTC")
    assert editor.end_box.isHidden()
    editor.state.button("resolved").click()
    assert not editor.end_box.isHidden()
    editor.load(wording({}), zone="UTC")
    assert editor.end_box.isHidden()


def test_the_end_is_when_the_last_service_came_back(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    writes_about(qtbot, screen, newsroom, failing)
    ended = screen.editor.ended

    assert screen.editor.state.status is RESOLVED  # as monitoring has it
    assert ended.words == "monitoring saw it end at 12:09 UTC"
    ended.set_button.click()
    assert ended.ended_at == NOON + 9 * MINUTE
    assert (screen.editor.end_box.name, ended.words) == ("Over (UTC)", "19 min")


def test_an_end_that_monitoring_contradicts_is_found_as_it_is_typed(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    writes_about(qtbot, screen, newsroom, failing)
    ended = screen.editor.ended
    ended.set_button.click()
    ended.moment.setDateTime(ended.moment.dateTime().addSecs(15 * 60))

    points = screen.editor.findings.points
    blocking = [point.finding for point in points if point.level is Level.BLOCKS]
    said = [finding.sentence.partition(",")[0] for finding in blocking if finding]
    assert "The notice says that it was over at 12:24 UTC" in said
    # The words that were drafted say the measured end: they contradict the stated one too.
    assert {finding.rule for finding in blocking if finding} == {"end_differs", "contradicts"}
    ended.clear_button.click()
    assert ended.ended_at is None
    assert ended.set_button.hasFocus()


def test_a_postmortem_is_offered_of_what_is_over_alone(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int, folder: Path
) -> None:
    button = screen.editor.state.button("postmortem")
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    assert button.isHidden()

    incident_id = writes_about(qtbot, screen, newsroom, failing)
    assert button.isHidden()
    newsroom.publish(wording({failing: GOOD}, status=RESOLVED), incident_id=incident_id)
    screen.notice.look_again()
    qtbot.waitUntil(lambda: not button.isHidden())
    button.click()
    assert screen.editor.wording.status is POSTMORTEM


def test_the_impact_follows_the_services_until_a_person_says_another(
    qtbot: QtBot, screen: NoticesScreen, failing: int
) -> None:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    field = screen.editor.impact
    assert (field.impact, field.choice.currentText()) == (None, "From services: Critical")

    field.choice.setCurrentIndex(field.choice.findText("Minor"))
    field.choice.activated.emit(field.choice.currentIndex())

    assert screen.editor.wording.impact is Impact.MINOR
    assert any(
        "the impact is minor, but monitoring sees a major outage" in point.sentence
        for point in screen.editor.findings.points
    )


@pytest.mark.parametrize("impact", [None, *Impact])
def test_every_impact_is_shown_and_given_back(editor: NoticeEditor, impact: Impact | None) -> None:
    editor.load(wording({}, impact=impact), zone="UTC")

    assert editor.wording.impact is impact

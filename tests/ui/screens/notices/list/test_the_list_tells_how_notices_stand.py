"""The words under a title: whole, and only as sure as what they come from."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from statusboard.domain.status import IncidentStatus
from statusboard.errors import Unavailable
from tests.fixtures.speaking import GOOD, MAJOR, MINUTE, Newsroom, wording
from ui.screens.notices.list.notice_list import BELIEVED_FOR, CONFIRM_AFTER
from ui.screens.notices.screen import NoticesScreen

TOLD = "update due in 30 min"


@pytest.fixture
def live(qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int) -> NoticesScreen:
    """The screen with a notice that promises the next update in half an hour."""
    newsroom.publish(wording({failing: MAJOR}, next_update_in=30 * MINUTE))
    screen.refresh()
    qtbot.waitUntil(lambda: said(screen).endswith(TOLD))
    return screen


def said(screen: NoticesScreen) -> str:
    """What the first notice of the list is read out as."""
    return str(screen.list.model().index(1, 0).data() or "")


@pytest.mark.usefixtures("folder")
def test_what_is_counted_down_is_asked_again_and_goes_on(
    qtbot: QtBot, live: NoticesScreen, newsroom: Newsroom
) -> None:
    newsroom.clock.forward(CONFIRM_AFTER)
    with qtbot.waitSignal(live.list.confirm_wanted):
        live.list.tick()
    qtbot.waitUntil(lambda: not live.operations._running)
    newsroom.clock.forward(CONFIRM_AFTER)
    live.list.tick()
    assert said(live).endswith("update due in 28 min")


@pytest.mark.usefixtures("folder")
def test_nothing_is_counted_down_that_nobody_confirms(
    qtbot: QtBot, live: NoticesScreen, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: list[object] = []
    live.operations.failed.connect(failed.append)

    async def refuse() -> None:
        raise Unavailable("The office is not running.")

    monkeypatch.setattr(live, "ask_view", refuse)
    newsroom.clock.forward(BELIEVED_FOR + timedelta(seconds=1))
    live.list.tick()
    qtbot.waitUntil(lambda: not live.operations._running)

    assert said(live).endswith("promised by 12:30 · as last read")
    assert failed == []  # whoever is asked every minute is not told every minute that it failed


@pytest.mark.usefixtures("folder")
def test_the_end_of_what_is_said_of_a_postmortem_is_not_cut(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    published = newsroom.publish(wording({failing: MAJOR}, title="Cards"))
    newsroom.clock.forward(61 * MINUTE)
    for status in (IncidentStatus.RESOLVED, IncidentStatus.POSTMORTEM):
        given = wording({failing: GOOD}, status=status, title="Cards")
        newsroom.publish(given, incident_id=published.incident_id)
    newsroom.clock.forward(timedelta(days=40))
    screen.refresh()
    qtbot.waitUntil(lambda: "Postmortem" in said(screen))

    def height(width: int) -> int:
        screen.list.resize(width, 400)
        index = screen.list.model().index(1, 0)
        return screen.list.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()

    assert height(190) > height(320)

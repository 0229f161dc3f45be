"""Before publishing: what New Relic calls an issue at the services that the notice names."""

from pytestqt.qtbot import QtBot

from statusboard.app.new_relic.entities import ENTITIES_OF
from statusboard.demo.new_relic.estate import WELL_KNOWN
from statusboard.storage.checks import add_check
from tests.fixtures.notices_screen import opened, write
from tests.fixtures.speaking import COLLECTOR, Newsroom
from ui.screens.destinations import NewNoticePlace
from ui.screens.notices.review.review_sheet import ReviewSheet
from ui.screens.notices.screen import NoticesScreen

GUID = WELL_KNOWN["checkout-api"]


def reviewed(qtbot: QtBot, screen: NoticesScreen, failing: int) -> ReviewSheet:
    screen.focus_on(NewNoticePlace(failing))
    opened(qtbot, screen)
    write(screen, "We are on it.")
    screen.review()
    qtbot.waitUntil(lambda: screen.publishing.sheet is not None)
    sheet = screen.publishing.sheet
    assert sheet is not None
    return sheet


def watched_by_new_relic(newsroom: Newsroom, component_id: int, *kinds: str) -> None:
    with newsroom.database.writing(newsroom.clock.now(), COLLECTOR) as unit:
        for kind in kinds:
            add_check(unit, component_id=component_id, kind=kind, config={"guid": GUID})


def test_a_service_without_entities_has_no_such_part(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    sheet = reviewed(qtbot, screen, failing)
    qtbot.waitUntil(lambda: sheet.publish_button.text() == "Publish to the page")
    assert not sheet.issues.isVisible()
    sheet.reject()


def test_what_cannot_be_asked_is_said_and_holds_nothing_up(
    qtbot: QtBot, screen: NoticesScreen, newsroom: Newsroom, failing: int
) -> None:
    watched_by_new_relic(newsroom, failing, "new_relic_entity", "new_relic_nrql")
    sheet = reviewed(qtbot, screen, failing)
    qtbot.waitUntil(sheet.issues.isVisible)
    said = sheet.issues.issues.said.text()
    assert said.startswith("Open issues could not be read.")
    assert sheet.agreement is not None
    sheet.reject()


def test_entities_are_named_once_and_only_those_of_the_services(
    newsroom: Newsroom, failing: int
) -> None:
    watched_by_new_relic(newsroom, failing, "new_relic_entity", "new_relic_locations")
    assert newsroom.doorway.ask(ENTITIES_OF, (failing,)) == (GUID,)
    assert newsroom.doorway.ask(ENTITIES_OF, (failing + 1000,)) == ()

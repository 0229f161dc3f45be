"""From the settings one is led on: to services, to what is still open, to the page itself."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from statusboard.app.page.commands import PageResult, record_result
from statusboard.domain.views.settings import OpenStep
from statusboard.storage.targets import read_targets
from tests.fixtures.speaking import GOOD, Newsroom, wording
from ui.screens.destinations import (
    NewServicePlace,
    ServiceSource,
    SettingsPart,
    SettingsPlace,
)
from ui.screens.settings.screen import SettingsScreen

KEY = "NRAK-0123456789ABCDEFGHIJKLMNOPQ"


def connect(screen: SettingsScreen) -> None:
    screen.new_relic.key.setText(KEY)
    screen.new_relic.connect_button.click()


def test_connecting_leads_on_to_the_picker_while_nothing_is_watched(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    with qtbot.waitSignal(screen.wanted) as wanted:
        connect(screen)

    assert wanted.args == [NewServicePlace(ServiceSource.NEW_RELIC)]


def test_connecting_leads_nowhere_where_something_is_watched_but_the_way_is_offered(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom
) -> None:
    newsroom.service()
    newsroom.connects("EU")
    screen.refresh()
    qtbot.waitUntil(screen.new_relic.pick_button.isVisible)
    heard: list[object] = []
    screen.wanted.connect(heard.append)

    connect(screen)
    qtbot.waitUntil(lambda: screen.new_relic.key.text() == "")
    assert heard == []
    screen.new_relic.pick_button.click()

    assert heard == [NewServicePlace(ServiceSource.NEW_RELIC)]


def test_what_is_still_open_is_said_until_it_is_done(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    assert list(screen.still_open.buttons) == [
        OpenStep.SERVICES,
        OpenStep.NAME,
        OpenStep.PUBLISH,
        OpenStep.ADDRESS,
    ]

    newsroom.service()
    newsroom.publishes_to(tmp_path / "page")
    newsroom.setting("page.name", "Northwind")
    screen.refresh()
    qtbot.waitUntil(lambda: list(screen.still_open.buttons) == [OpenStep.ADDRESS])
    newsroom.setting("page.url", "https://status.example")
    screen.refresh()

    qtbot.waitUntil(screen.still_open.isHidden)


@pytest.mark.parametrize(
    ("part", "name"), [(SettingsPart.NAME, "name"), (SettingsPart.ADDRESS, "url")]
)
def test_the_way_to_a_setting_ends_in_its_field(
    qtbot: QtBot, screen: SettingsScreen, part: SettingsPart, name: str
) -> None:
    screen.activateWindow()
    screen.focus_on(SettingsPlace(part))

    control = screen.sections["page"].fields.form.row(name).control
    qtbot.waitUntil(control.hasFocus)


def test_a_place_offers_its_page_once_it_was_read_back(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, tmp_path: Path
) -> None:
    folder = tmp_path / "page"
    newsroom.publishes_to(folder)
    said = newsroom.publish(wording({newsroom.service(): GOOD}))
    screen.refresh()
    qtbot.waitUntil(lambda: screen.targets.cards[0].target_id is not None)
    [card] = screen.targets.cards
    assert card.links.isHidden()

    with newsroom.database.reading(newsroom.clock.now()) as unit:
        [target] = read_targets(unit)
    newsroom.do(record_result, PageResult(said.generation, target.name, digest="abc"))
    screen.refresh()

    qtbot.waitUntil(card.links.isVisible)
    assert card.links.folder_button.toolTip() == str(folder)


def test_who_has_left_the_settings_is_not_led_on(qtbot: QtBot, screen: SettingsScreen) -> None:
    heard: list[object] = []
    screen.wanted.connect(heard.append)
    connect(screen)
    screen.hide()
    qtbot.waitUntil(lambda: screen.new_relic.key.text() == "")
    qtbot.waitUntil(lambda: not screen.operations.is_busy)
    assert heard == []

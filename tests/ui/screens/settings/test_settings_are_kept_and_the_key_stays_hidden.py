"""The settings screen against a real database, and a New Relic that the test answers for."""

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from statusboard.app.desk.settings import SETTINGS
from statusboard.app.new_relic.commands import RememberNewRelic, remember_new_relic
from statusboard.domain.views.new_relic import CheckKey, Connect, Connected, Unwatched
from statusboard.domain.views.settings import NewRelicView
from statusboard.errors import Rejected, RuleBroken
from tests.fixtures.screens import OfficeDesk
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.destinations import SettingsPart, SettingsPlace
from ui.screens.settings.new_relic_section import NewRelicSection
from ui.screens.settings.screen import SettingsScreen
from ui.theme.theme import Theme
from ui.theme.tokens import ThemeChoice

KEY = "NRAK-0123456789ABCDEFGHIJKLMNOPQ"


def test_the_team_chooses_what_entities_without_a_condition_count_as(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom
) -> None:
    section = screen.new_relic
    assert not section.unwatched.isVisible()
    newsroom.do(remember_new_relic, RememberNewRelic("EU", "", "Sam", (), "file"))
    screen.refresh()
    qtbot.waitUntil(section.unwatched.isVisible)
    assert section.unwatched.currentText() == "No data"
    section.unwatched.setCurrentIndex(0)
    section.unwatched.activated.emit(0)
    qtbot.waitUntil(lambda: newsroom.ask(SETTINGS).new_relic.unwatched is Unwatched.OPERATIONAL)
    qtbot.waitUntil(lambda: section._view.unwatched is Unwatched.OPERATIONAL)
    assert section.unwatched.currentText() == "It reports, so count it as operational"


def test_a_choice_that_could_not_be_kept_is_not_shown_as_if_it_were(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    section = screen.new_relic
    section.load(NewRelicView("EU", "", key_present=True))
    section.unwatched.setCurrentIndex(0)
    section.choice_was_refused(RuleBroken("Sam may not choose this. Ask an owner."))
    assert section.unwatched.currentText() == "No data"
    assert section._unwatched_field.fault == "Sam may not choose this. Ask an owner."


def test_the_key_is_masked_checked_and_wiped_once_it_is_kept(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    section = screen.new_relic
    assert section.key.echoMode() is QLineEdit.EchoMode.Password
    assert not section.check_button.isEnabled()
    section.region.setCurrentIndex(section.region.findData("EU"))
    section.key.setText(KEY)
    section.check_button.click()
    assert not section.connect_button.isEnabled()
    qtbot.waitUntil(section.accounts.isVisible)
    assert office.new_relic == [CheckKey("EU", "", KEY)]
    assert section.standing.sentence == "This key belongs to Ada."
    assert section.accounts.text() == "Accounts: Northwind (1234567)"
    section.connect_button.click()
    qtbot.waitUntil(lambda: section.key.text() == "")
    assert office.new_relic[-1] == Connect("EU", "", KEY)
    assert "key store" in section.standing.sentence


def test_the_key_that_is_looked_for_is_that_of_the_connection_that_is_shown(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk, newsroom: Newsroom
) -> None:
    section, office.keyless = screen.new_relic, "Europe"
    for name, region in (("America", "US"), ("Europe", "EU")):
        newsroom.do(remember_new_relic, RememberNewRelic(region, "", "Sam", (), "file", name=name))
    screen.refresh()
    qtbot.waitUntil(lambda: section.standing.sentence == "Connected as Sam.")
    section.which_chosen.emit("Europe")
    qtbot.waitUntil(lambda: "no key is kept here" in section.standing.sentence)
    section.which_chosen.emit("America")
    qtbot.waitUntil(lambda: section.standing.sentence == "Connected as Sam.")


def test_an_address_of_ones_own_is_used_instead_of_a_region(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    section = screen.new_relic
    section.region.setCurrentIndex(section.region.findData("own"))
    section.key.setText(KEY)
    assert section.url.isVisible()
    assert not section.check_button.isEnabled()
    section.url.setText("http://127.0.0.1:9/graphql")
    section.check_button.click()
    qtbot.waitUntil(lambda: bool(office.new_relic))
    assert office.new_relic == [CheckKey("", "http://127.0.0.1:9/graphql", KEY)]
    qtbot.waitUntil(section.accounts.isVisible)


def test_a_refused_key_is_told_in_plain_words(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    office.key_answer = Rejected("New Relic refused the key. Check that it is of this region.")
    screen.new_relic.key.setText(KEY)
    screen.new_relic.check_button.click()
    qtbot.waitUntil(lambda: "refused" in screen.new_relic.standing.sentence)
    assert screen.new_relic.check_button.isEnabled()


def test_a_file_keeps_the_key_only_after_the_person_agreed(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    def connect(given: Connect) -> Connected:
        if not given.allow_file:
            raise RuleBroken("This computer has no key store.", field="allow_file")
        return Connected("Ada", (), "file")

    office.connect_answer = connect
    section = screen.new_relic
    assert not section.agree.isVisible()
    section.key.setText(KEY)
    section.connect_button.click()
    qtbot.waitUntil(section.agree.isVisible)
    assert not section.connect_button.isEnabled()
    section.agree.setChecked(True)
    section.connect_button.click()
    qtbot.waitUntil(lambda: "a file that only you can read" in section.standing.sentence)
    assert section.key.text() == ""


def test_the_key_is_nowhere_in_the_widgets_after_it_was_kept(
    qtbot: QtBot, screen: SettingsScreen
) -> None:
    section = screen.new_relic
    section.key.setText(KEY)
    section.connect_button.click()
    qtbot.waitUntil(lambda: section.key.text() == "")
    section.key.undo()
    assert KEY not in section.key.text()


def test_a_key_store_that_does_not_answer_takes_no_other_setting_away(
    qtbot: QtBot, operations: Operations, newsroom: Newsroom, office: OfficeDesk
) -> None:
    given = RememberNewRelic("EU", "", "Ada", (), "keyring")
    newsroom.do(remember_new_relic, given)
    office.key_problem = RuleBroken("Others could read the key. Enter it again.", field="key")
    screen = SettingsScreen(operations, clock=newsroom.clock)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: screen._stack.currentIndex() == 1)
    qtbot.waitUntil(lambda: "Enter it again" in screen.new_relic.standing.sentence)
    assert screen.new_relic.key.isEnabled()
    screen.hide()


def test_disconnecting_forgets(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, office: OfficeDesk
) -> None:
    newsroom.connects("JP")
    screen.refresh()
    qtbot.waitUntil(screen.new_relic.disconnect_button.isVisible)
    assert screen.new_relic.region.currentData() == "JP"
    screen.new_relic.disconnect_button.click()
    qtbot.waitUntil(lambda: "forgotten" in screen.new_relic.standing.sentence)
    assert office.new_relic == ["disconnect New Relic"]


def test_the_theme_changes_at_once_and_is_told_to_whoever_remembers_it(
    qtbot: QtBot, screen: SettingsScreen, dressed: Theme
) -> None:
    with qtbot.waitSignal(dressed.changed):
        screen.appearance.choice.button("dark").click()
    assert dressed.tokens.is_dark
    assert dressed.choice is ThemeChoice.DARK


def test_asking_for_the_publish_folder_scrolls_there(qtbot: QtBot, screen: SettingsScreen) -> None:
    screen.focus_on(SettingsPlace(SettingsPart.PUBLISH))
    qtbot.waitUntil(lambda: screen._scroll.verticalScrollBar().value() > 0)
    visible = screen.targets.visibleRegion().boundingRect()
    assert visible.height() > 200


def test_an_answer_about_one_key_is_not_told_of_the_next(
    qtbot: QtBot, screen: SettingsScreen, office: OfficeDesk
) -> None:
    section = screen.new_relic
    section.key.setText(KEY)
    section.check_button.click()
    section.key.setText(f"{KEY}X")
    qtbot.waitUntil(section.check_button.isEnabled)
    assert not section.standing.isVisible()
    assert not section.accounts.isVisible()
    office.key_answer = Rejected("This key is not valid.", field="key")
    section.check_button.click()
    section.key.setText(KEY)
    qtbot.waitUntil(section.check_button.isEnabled)
    assert not section.fields.fault("key")


def test_a_key_typed_while_another_one_connects_stays(qtbot: QtBot, screen: SettingsScreen) -> None:
    section = screen.new_relic
    section.key.setText(KEY)
    section.connect_button.click()
    section.key.setText(f"{KEY}X")
    qtbot.waitUntil(section.connect_button.isEnabled)
    assert section.key.text() == f"{KEY}X"
    assert "Connected as Ada." in section.standing.sentence


def test_another_connection_is_made_beside_the_first(
    qtbot: QtBot, screen: SettingsScreen, newsroom: Newsroom, office: OfficeDesk
) -> None:
    newsroom.connects("US")
    newsroom.connects("EU", name="Europe")
    screen.refresh()
    section = screen.new_relic
    qtbot.waitUntil(lambda: section.choice.which.count() == 3)
    assert section.region.currentData() == "US"
    assert not section.choice.name.isVisible()
    choose(section, "Europe")
    assert section.region.currentData() == "EU"
    choose(section, "")
    assert not section.disconnect_button.isVisible()
    assert section.choice.name.isVisible()
    section.key.setText(KEY)
    assert not section.connect_button.isEnabled()  # it needs a name of its own
    section.choice.name.setText("Japan")
    section.region.setCurrentIndex(section.region.findData("JP"))
    section.connect_button.click()
    qtbot.waitUntil(lambda: bool(office.new_relic))
    assert office.new_relic[-1] == Connect("JP", "", KEY, name="Japan")
    choose(section, "Europe")
    section.disconnect_button.click()
    qtbot.waitUntil(lambda: len(office.new_relic) == 2)
    assert office.new_relic[-1] == "disconnect Europe"


def choose(section: NewRelicSection, name: str) -> None:
    section.choice.which.setCurrentIndex(section.choice.which.findData(name))
    section.choice.which.activated.emit(section.choice.which.currentIndex())

"""The card of a private page: a password goes in and never comes out, and a link is told once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.page.page_commands import add_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.page.readers import READERS
from statusboard.domain.page_access import digest_of
from statusboard.storage.reader_links import open_keys
from tests.fixtures.monitored_database import settle
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.settings.readers_sheet import ReadersSheet
from ui.screens.settings.screen import SettingsScreen


def test_a_password_and_a_link_are_given_and_ended(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    section = screen.access.readers
    settle(qtbot, operations)
    assert section.told.text == "Everybody may read the page now."
    assert not section.password_button.isEnabled()

    section.password.setText("short")
    qtbot.mouseClick(section.password_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert section.password.text() == "short"  # refused, and said at its field
    section.password.setText("correct horse")
    qtbot.mouseClick(section.password_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert section.password.text() == ""
    assert newsroom.ask(READERS).has_password
    assert not section.forget_button.isHidden()

    section.name.setText("Contoso")
    qtbot.mouseClick(section.invite_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    token = section.address.text().partition("?key=")[2]
    assert QApplication.clipboard().text() == section.address.text()
    with newsroom.database.reading(newsroom.clock.now()) as unit:
        page = newsroom.ask(READERS)
        (link,) = page.links
        found = unit.connection.exec_driver_sql("SELECT page, digest FROM reader_link").one()
        assert found.digest == digest_of(token)
        assert len(open_keys(unit, found.page)) == 1
    (end,) = [b for b in section.findChildren(QPushButton) if b.text() == "End"]
    assert end.accessibleName() == "End the link of Contoso"
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert newsroom.ask(READERS).open_links == ()
    assert link.name == "Contoso"


def test_a_further_page_has_a_password_and_links_of_its_own(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.do(add_page, PageInput("partners", {"page.name": "Partners", "access.private": True}))
    screen.refresh()
    settle(qtbot, operations)
    settle(qtbot, operations)
    (button,) = [
        one
        for one in screen.pages.findChildren(QPushButton)
        if one.accessibleName() == "Readers of Partners"
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (sheet,) = screen.window().findChildren(ReadersSheet)
    settle(qtbot, operations)
    panel = sheet.panel
    assert panel.told.text == "The page is private, and nobody has a way in yet."

    panel.password.setText("correct horse")
    qtbot.mouseClick(panel.password_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    panel.name.setText("Contoso")
    qtbot.mouseClick(panel.invite_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert "?key=" in panel.address.text()
    (link,) = newsroom.ask(READERS, "partners").open_links
    assert newsroom.ask(READERS, "partners").has_password
    assert not newsroom.ask(READERS).has_password
    assert newsroom.ask(READERS).links == ()

    (end,) = [one for one in panel.findChildren(QPushButton) if one.text() == "End"]
    qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert newsroom.ask(READERS, "partners").open_links == ()
    assert link.name == "Contoso"
    qtbot.mouseClick(sheet.close_button, Qt.MouseButton.LeftButton)
    assert not sheet.isVisible()

"""The card of the pages: one is made, is given another choice, and is removed in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from statusboard.app.page.page_commands import add_page, change_page
from statusboard.app.page.page_inputs import PageInput
from statusboard.app.page.page_queries import PAGES
from statusboard.domain.page import MAIN_KEY
from tests.fixtures.monitored_database import settle
from tests.fixtures.speaking import Newsroom
from ui.runtime.operations import Operations
from ui.screens.settings.page_sheet import PageSheet
from ui.screens.settings.removal_dialog import RemovalDialog
from ui.screens.settings.screen import SettingsScreen
from ui.widgets.paragraph import Paragraph
from ui.widgets.tab_order import tab_stops

PARTNERS = {
    "name": "Partners",
    "public_url": "https://partners.example.com",
    "private": True,
    "shows": "only",
    "services": "Feed",
}


def pressed(screen: SettingsScreen, qtbot: QtBot, name: str) -> None:
    (button,) = [
        one for one in screen.pages.findChildren(QPushButton) if one.accessibleName() == name
    ]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet_of(screen: SettingsScreen) -> PageSheet:
    (sheet,) = screen.window().findChildren(PageSheet)
    return sheet


def said(screen: SettingsScreen) -> list[str]:
    return [one.text for one in screen.pages.findChildren(Paragraph) if one.isVisible()]


def test_a_page_is_made_changed_and_removed(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.service("Shop")
    newsroom.service("Feed")
    screen.refresh()
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert said(screen)[0] == "main page · shows all services · for everybody"

    qtbot.mouseClick(screen.pages.add_button, Qt.MouseButton.LeftButton)
    sheet = sheet_of(screen)
    sheet.form.show_values(
        {
            "key": "main",
            "name": "Partners",
            "private": True,
            "public_url": "https://partners.example.com",
            "shows": "only",
            "services": "Feed",
        }
    )
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert "A page is called main already" in sheet.form.row("key").fault
    sheet.form.show_values(
        {
            "key": "partners",
            "name": "Partners",
            "private": True,
            "public_url": "https://partners.example.com",
            "shows": "only",
            "services": "Feed",
        }
    )
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    (_, page) = newsroom.ask(PAGES)
    assert (page.key, page.name, page.named) == ("partners", "Partners", ("Feed",))
    assert page.values["access.private"] is True
    assert "partners · shows only Feed · private" in said(screen)

    walk = tab_stops(screen)
    pages = [at for at, one in enumerate(walk) if screen.pages.isAncestorOf(one)]
    assert pages == list(range(pages[0], pages[0] + 6))  # Tab meets them where they stand
    assert walk[pages[-1]] is screen.pages.add_button
    below = [at for at, one in enumerate(walk) if screen.appearance.isAncestorOf(one)]
    assert pages[-1] < below[0]

    pressed(screen, qtbot, "Change the page Status")
    sheet = sheet_of(screen)
    assert [row.spec.name for row in sheet.form.rows] == ["shows", "services", "groups"]
    sheet.form.show_values({"shows": "except", "services": "Feed"})
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert newsroom.ask(PAGES)[0].named == ("Shop",)

    pressed(screen, qtbot, "Remove the page Partners")
    (dialog,) = screen.window().findChildren(RemovalDialog)
    assert dialog.title == "Remove this page?"
    qtbot.mouseClick(dialog.action, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    assert [one.key for one in newsroom.ask(PAGES)] == [MAIN_KEY]


def test_the_looks_of_a_further_page_are_chosen_in_its_sheet(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.service("Feed")
    newsroom.do(add_page, PageInput("partners", {"page.name": "Partners"}))
    screen.refresh()
    settle(qtbot, operations)
    settle(qtbot, operations)
    pressed(screen, qtbot, "Change the page Partners")
    sheet = sheet_of(screen)
    sheet.form.show_values({"name": "Partners", "accent": "#FFFF00", "shown": "Feed"})
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    assert sheet.form.row("accent").fault  # yellow cannot be read on white

    sheet.form.row("accent").show_value("#12264F")
    sheet.form.row("texts").show_value("de.about = Für Partner.")
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    main, page = newsroom.ask(PAGES)
    assert page.values["brand.accent"] == "#12264F"
    assert page.values["metrics.shown"] == "Feed"
    assert page.values["page.texts"] == "de.about = Für Partner."
    assert "brand.accent" not in main.values


def test_a_sheet_takes_back_nothing_that_was_chosen_elsewhere_since_it_was_opened(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.service("Feed")
    newsroom.service("Shop")
    newsroom.do(add_page, PageInput("partners", {"page.name": "Partners"}))
    screen.refresh()
    settle(qtbot, operations)
    settle(qtbot, operations)
    pressed(screen, qtbot, "Change the page Partners")
    # At another desk it becomes private, and shows less.
    private: dict[str, object] = {"access.private": True}
    newsroom.do(change_page, PageInput("partners", private, "only", ("Feed",)))
    sheet = sheet_of(screen)
    sheet.form.row("accent").show_value("#12264F")
    qtbot.mouseClick(sheet.keep_button, Qt.MouseButton.LeftButton)
    settle(qtbot, operations)
    settle(qtbot, operations)
    _, page = newsroom.ask(PAGES)
    assert page.values["brand.accent"] == "#12264F"
    assert page.values["access.private"] is True
    assert (page.shows, page.services) == ("only", ("Feed",))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_place_that_was_begun_for_a_page_is_one_of_that_page(
    screen: SettingsScreen, newsroom: Newsroom, operations: Operations, qtbot: QtBot
) -> None:
    newsroom.do(add_page, PageInput("partners", {"page.name": "Partners"}))
    screen.refresh()
    settle(qtbot, operations)
    settle(qtbot, operations)
    before = len(screen.targets.cards)
    pressed(screen, qtbot, "Put Partners at a place")
    menu = screen.targets.add_button.menu()
    (folder,) = [one for one in menu.actions() if one.objectName() == "folder"]
    # As a press does it: the menu goes before what was picked in it is told.
    menu.hide()
    folder.trigger()
    assert len(screen.targets.cards) == before + 1
    assert screen.targets.cards[-1].name.text() == "A place for the page partners"

    # Nothing was picked: the next place is one of the main page again.
    pressed(screen, qtbot, "Put Partners at a place")
    menu.hide()
    qtbot.waitUntil(lambda: screen.targets._page == "")
    folder.trigger()
    assert "partners" not in screen.targets.cards[-1].name.text()

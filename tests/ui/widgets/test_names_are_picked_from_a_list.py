"""Names are picked from a list that can be searched, and taken out with a click or a key."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.names_field import NamesField

LONG = "Rechnungsstellungsdatenübertragungsschnittstelle für Geschäftskunden im Ausland"


def made(qtbot: QtBot, *offered: str) -> NamesField:
    field = NamesField(offered)
    qtbot.addWidget(field)
    field.resize(360, 200)
    with qtbot.waitExposed(field):
        field.show()
    return field


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_typing_narrows_and_enter_picks(qtbot: QtBot, theme: Theme) -> None:
    field = made(qtbot, "Sign-in", "Database", "R&D")
    heard: list[tuple[str, ...]] = []
    field.edited.connect(lambda: heard.append(field.names))

    for typed in ("data", "r&"):
        popup = field.open_list()
        qtbot.keyClicks(popup.search, typed)
        qtbot.keyClick(popup.search, Qt.Key.Key_Return)
    assert heard == [("Database",), ("Database", "R&D")]
    assert field.left == ("Sign-in",)
    assert [chip.accessibleName() for chip in field.chips] == [
        "Take Database out",
        "Take R&D out",
    ]


def test_a_chip_is_taken_out_by_click_and_by_key(qtbot: QtBot, theme: Theme) -> None:
    field = made(qtbot, "Sign-in", "Database", "Search")
    field.show_names(("Sign-in", "Database", "Search"))
    assert not field.add_button.isVisible()

    qtbot.mouseClick(field.chips[0], Qt.MouseButton.LeftButton)
    assert field.focusWidget() is field.chips[0]
    qtbot.keyClick(field.chips[0], Qt.Key.Key_Delete)
    assert field.names == ("Search",)
    assert field.add_button.isVisible()


def test_what_is_not_offered_stays_until_it_is_taken_out(qtbot: QtBot, theme: Theme) -> None:
    field = made(qtbot, "Sign-in")
    field.show_names(("Gone", "Gone", LONG))
    assert field.names == ("Gone", LONG)
    assert all(chip.width() <= field.width() for chip in field.chips)


def test_nothing_to_pick_from_is_seen(qtbot: QtBot, theme: Theme) -> None:
    field = made(qtbot)
    assert field.add_button.isVisible()
    assert not field.add_button.isEnabled()

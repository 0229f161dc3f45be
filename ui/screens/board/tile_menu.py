"""The menu of a service on the board: where one can go with it, and its words to copy."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from ui.screens.destinations import AnotherWindow, Destination, UptimePlace, VerifyPlace


def _tr(text: str) -> str:
    return QCoreApplication.translate("TileMenu", text)


def tile_menu(
    parent: QWidget, component_id: int, words: str, *, goes: Callable[[Destination], None]
) -> QMenu:
    """The menu, which forgets itself. `words` are all that the board says of the service."""
    menu = QMenu(parent)
    menu.setAccessibleName(words.partition("\n")[0])
    why, uptime = VerifyPlace(component_id), UptimePlace(component_id)
    for text, place in (
        (_tr("Show why"), why),
        (_tr("Its uptime"), uptime),
        (_tr("Show why in another window"), AnotherWindow(why)),
    ):
        menu.addAction(text).triggered.connect(lambda _=False, place=place: goes(place))
    menu.addSeparator()
    copy = menu.addAction(_tr("Copy what the board says"))
    copy.triggered.connect(lambda _=False: QGuiApplication.clipboard().setText(words))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu

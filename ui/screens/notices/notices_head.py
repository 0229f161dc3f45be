"""What stands above the notices: search, a new one, and what is said but not on the page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from ui.keys.key import Key
from ui.screens.notices.review.publication_watch import unpublished_words
from ui.theme.icons import icon
from ui.theme.theme import theme, tokens
from ui.widgets.banner import Banner
from ui.widgets.search_field import SearchField
from ui.widgets.top_bar import TopBar


class NoticesHead(QWidget):
    """The bar of the screen, and a row below it until the page shows what was published.

    Signals:
        new_wanted: the person wants to write a new notice.
        announcement_wanted: the person wants to say something without an incident.
        settings_wanted: the person wants to see why the page could not be put in its place.
    """

    new_wanted = Signal()
    announcement_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self.tr("Search notices"))
        self.new_button = QPushButton(self.tr("New notice"))
        self.new_button.setProperty("look", "primary")
        self.new_button.setProperty("join", "first")
        self.new_button.setToolTip(Key.NEW_NOTICE.text)
        self.new_button.clicked.connect(self.new_wanted)
        self.other_button = QPushButton()
        self.other_button.setProperty("look", "primary")
        self.other_button.setProperty("join", "last")
        self.other_button.setAccessibleName(self.tr("Write something else"))
        self.other_button.setToolTip(self.other_button.accessibleName())
        menu = QMenu(self.other_button)
        self.announce = QAction(self.tr("Announcement"), self)
        menu.addAction(self.announce)
        self.announce.setToolTip(self.tr("A text on the page without an incident"))
        self.announce.triggered.connect(lambda _=False: self.announcement_wanted.emit())
        self.other_button.setMenu(menu)
        self.ways: tuple[QWidget, ...] = (self.new_button, self.other_button)
        theme().changed.connect(self._draw)
        self._draw()
        self.unpublished = Banner(tone="major", action=self.tr("Open the settings"))
        self.unpublished.hide()
        self.unpublished.acted.connect(self.settings_wanted)
        top = TopBar(self.tr("Notices"))
        top.add(self.search)
        top.add(_joined(self.new_button, self.other_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.unpublished)

    def _draw(self) -> None:
        self.other_button.setIcon(icon("chevron-down", tokens().on_accent, 16))

    def show_publish_problem(self, problem: str) -> None:
        """What is said but not on the page is told until it is, whoever closed which sheet."""
        self.unpublished.setVisible(bool(problem))
        if problem:
            self.unpublished.show_sentence(unpublished_words(problem))


def _joined(*buttons: QPushButton) -> QWidget:
    """Buttons that stand as one, with a line of the ground between them."""
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(1)
    for button in buttons:
        row.addWidget(button)
    return together

"""The pages of the desk: what each shows, where it is put, and whom it tells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.app.settings import IS_PRIVATE
from statusboard.domain.page import MAIN_KEY, Shows
from statusboard.domain.views.pages import PageView
from ui.screens.settings.section import SettingsSection
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.tab_order import chain, stop_before

_MOST_NAMED = 3


class PagesSection(SettingsSection):
    """A line for each page, the main one first.

    Signals:
        add_wanted: another page is to be made.
        change_wanted, readers_wanted, place_wanted, remove_wanted: carry the PageView.
    """

    add_wanted = Signal()
    change_wanted = Signal(object)
    readers_wanted = Signal(object)
    remove_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Pages"),
            self.tr(
                "One desk can have several pages, such as one for customers and one for partners, "
                "each with its services, words, places and readers."
            ),
        )
        self.rows = QVBoxLayout()
        self.rows.setSpacing(SPACE_4)
        self.body.addLayout(self.rows)
        self.problem = Paragraph(tone="muted")
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button = QPushButton(self.tr("Add a page"))
        self.add_button.setProperty("look", "quiet")
        self.add_button.clicked.connect(self.add_wanted)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_pages(self, pages: Sequence[PageView]) -> None:
        """Lists the pages."""
        self.problem.hide()
        before = stop_before(self.add_button)
        while (item := self.rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        rows = [self._row(page) for page in pages]
        for row in rows:
            self.rows.addWidget(row)
        chain(before, *rows, self.add_button)

    def show_problem(self, sentence: str) -> None:
        """Says why they are not known."""
        self.problem.set_text(sentence)
        self.problem.show()

    def _row(self, page: PageView) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        line = QHBoxLayout()
        line.setSpacing(SPACE_2)
        line.addWidget(Label(page.name, weight=SEMIBOLD, wrap=True), 1)
        change = self._button(self.tr("Change"), self.tr("Change the page {name}"), page)
        change.clicked.connect(lambda: self.change_wanted.emit(page))
        line.addWidget(change)
        if page.key != MAIN_KEY:
            readers = self._button(self.tr("Readers"), self.tr("Readers of {name}"), page)
            readers.clicked.connect(lambda: self.readers_wanted.emit(page))
            line.addWidget(readers)
            place = self._button(self.tr("Add a place"), self.tr("Put {name} at a place"), page)
            place.clicked.connect(lambda: self.place_wanted.emit(page))
            line.addWidget(place)
            gone = self._button(self.tr("Remove"), self.tr("Remove the page {name}"), page)
            gone.setProperty("look", "danger")
            gone.clicked.connect(lambda: self.remove_wanted.emit(page))
            line.addWidget(gone)
        column.addLayout(line)
        for sentence in self._sentences(page):
            column.addWidget(Paragraph(sentence, tone="muted"))
        return row

    def _button(self, text: str, said: str, page: PageView) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(said.format(name=page.name))
        return button

    def _sentences(self, page: PageView) -> tuple[str, ...]:
        """What it shows and to whom; then where it is put, and how many it tells."""
        private = page.values.get(IS_PRIVATE) is True
        whom = self.tr("private") if private else self.tr("for everybody")
        named = self.tr("main page") if page.key == MAIN_KEY else page.key
        first = self.tr("{key} · {shows} · {whom}").format(
            key=named, shows=self._shows(page), whom=whom
        )
        places = ", ".join(page.places) or self.tr("put nowhere yet")
        told = self.tr("1 subscriber") if page.subscribers == 1 else self.tr("{n} subscribers")
        second = self.tr("{places} · {told}")
        return first, second.format(places=places, told=told.format(n=page.subscribers))

    def _shows(self, page: PageView) -> str:
        if page.shows == Shows.ALL.value:
            return self.tr("shows all services")
        names = (*page.groups, *page.services)
        said = ", ".join(names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            said = self.tr("{names} and {n} more").format(names=said, n=len(names) - _MOST_NAMED)
        if page.shows == Shows.ONLY.value:
            return self.tr("shows only {names}").format(names=said)
        return self.tr("shows all except {names}").format(names=said)

"""The sheet of one page's readers: its password, and its personal links."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.app.settings import DEFAULT_ZONE, PAGE_ZONE
from statusboard.domain.views.pages import PageView
from ui.screens.settings.readers_panel import ReadersPanel
from ui.theme.tokens import SPACE_4, SPACE_5
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of

_WIDTH = 560


class ReadersSheet(Sheet):
    """What is given there holds at once: there is nothing to save."""

    def __init__(self, page: PageView, parent: QWidget | None = None) -> None:
        title = self.tr("Readers of {name}").format(name=page.name)
        super().__init__(title, parent, width=_WIDTH)
        self.panel = ReadersPanel()
        self.panel.tell_days_in(zone_of(str(page.values.get(PAGE_ZONE) or DEFAULT_ZONE)))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.addWidget(self.panel)
        self.hold(inner)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)

"""Shares a report by a link, and lists the links there are."""

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.reports.inputs import ReportAddress
from statusboard.domain.time_text import day_text
from statusboard.domain.views.reports import SharedReport
from statusboard.errors import StatusBoardError
from ui.screens.uptime.report.listed import Listed, ListedLines
from ui.theme.tokens import SPACE_2, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 620


class LinksSheet(Sheet):
    """Opened with `open()`.

    Signals:
        share_wanted: carries after how many days the link ends, None for never.
        end_wanted: carries the number of a link.
    """

    share_wanted = Signal(object)
    end_wanted = Signal(int)

    def __init__(self, title: str, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=_WIDTH)
        self.entitle(self.tr("Share the report"))
        self._zone = zone
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        rows.setSpacing(SPACE_2)
        rows.addWidget(Label(title, wrap=True))
        words = self.tr(
            "The report is frozen as it is now. Whoever has the address can read it on the page "
            "server, and nobody else finds it."
        )
        rows.addWidget(Label(words, tone="muted", wrap=True))
        self.days = QComboBox()
        for count, name in (
            (30, self.tr("Ends after 30 days")),
            (90, self.tr("Ends after 90 days")),
            (365, self.tr("Ends after a year")),
            (None, self.tr("Ends when somebody ends it")),
        ):
            self.days.addItem(name, count)
        self.days.setAccessibleName(self.tr("When the link ends"))
        rows.addWidget(self.days)
        self.address = QLineEdit()
        self.address.setReadOnly(True)
        self.address.setAccessibleName(self.tr("Address of the report"))
        self.address.hide()
        rows.addWidget(self.address)
        self._said = Label(tone="muted", wrap=True)
        self._said.hide()
        rows.addWidget(self._said)
        rows.addSpacing(SPACE_3)
        rows.addWidget(Label(self.tr("Links that were made"), tone="muted"))
        self.links = ListedLines()
        rows.addWidget(self.links)
        self.hold(inner)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.share_button = QPushButton(self.tr("Make the link"))
        self.share_button.setProperty("look", "primary")
        self.share_button.clicked.connect(self._share)
        self.main_button = self.share_button
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.share_button)

    @property
    def said(self) -> str:
        """What came of it; empty for nothing yet."""
        return "" if self._said.isHidden() else self._said.text()

    def show_links(self, links: Sequence[SharedReport]) -> None:
        """The links there are, and which of them still open something."""
        lines = [
            Listed(
                one.title,
                self._state(one),
                self.tr("End"),
                partial(self.end_wanted.emit, one.id) if one.is_open else None,
            )
            for one in links
        ]
        self.links.show_lines(lines, self.tr("None yet."))
        self.fit()

    def show_address(self, address: ReportAddress) -> None:
        """The address, which is shown this once, and copied."""
        self.share_button.setEnabled(True)
        self.address.setText(address.url)
        self.address.show()
        QGuiApplication.clipboard().setText(address.url)
        said = self.tr("Copied. It is shown this once, so keep it.")
        if not address.is_whole:
            said = self.tr(
                "Nobody said where the page server is reached: set its public address under "
                "Settings, and put it in the place of the beginning. It is shown this once."
            )
        self._say(said)

    def show_error(self, error: StatusBoardError) -> None:
        """Why not."""
        self.share_button.setEnabled(True)
        self._say(str(error), is_wrong=True)

    def _share(self) -> None:
        self.share_button.setEnabled(False)
        self._say(self.tr("Freezing the report…"))
        self.share_wanted.emit(self.days.currentData())

    def _say(self, sentence: str, *, is_wrong: bool = False) -> None:
        self._said.set_tone("major" if is_wrong else "muted")
        self._said.setText(sentence)
        self._said.show()
        self.fit()

    def _state(self, one: SharedReport) -> str:
        made = day_text(one.made_at.astimezone(self._zone).date())
        said = self.tr("{day}, by {name}").format(day=made, name=one.by)
        over = one.until if one.ended_at is None else one.ended_at
        if not one.is_open and over is not None:
            ended = day_text(over.astimezone(self._zone).date())
            return self.tr("{said}. Ended {day}").format(said=said, day=ended)
        if one.until is None:
            return said
        until = day_text(one.until.astimezone(self._zone).date())
        return self.tr("{said}. Ends {day}").format(said=said, day=until)

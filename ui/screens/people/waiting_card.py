"""What waits for whoever sits here to agree to it: a line for each, and the way there."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.approval import Matter
from statusboard.domain.views.agreement import WaitingDraft
from ui.screens.destinations import MaintenancePlace, NoticePlace, NoticeStep, UptimePlace
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner
from ui.widgets.time_words import moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)


class WaitingCard(QWidget):
    """Hidden where nothing waits.

    Signals:
        wanted: a person wants to look at one; carries its place.
    """

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Banner] = []
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_2)
        self.hide()

    def show_waiting(self, waiting: Sequence[WaitingDraft], now: datetime, zone: tzinfo) -> None:
        """Shows these, which whoever sits here can approve."""
        shown = tuple((one, waiting_words(one, now, zone)) for one in waiting)
        self.setVisible(bool(shown))
        if shown == self._shown:
            return
        self._shown = shown
        for gone in self.lines:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self.lines = [self._line(one, words) for one, words in shown]
        for line in self.lines:
            self._column.addWidget(line)

    def _line(self, one: WaitingDraft, words: str) -> Banner:
        line = Banner(words, tone="maintenance", action=_tr("Look at it"), is_rounded=True)
        line.button.setProperty("look", "primary")
        line.button.setAccessibleName(_tr("Look at “{title}”").format(title=one.title))
        line.acted.connect(lambda: self.wanted.emit(place_of(one)))
        return line


def waiting_words(one: WaitingDraft, now: datetime, zone: tzinfo) -> str:
    """What waits, since when and by whom: as the model of the screen says it."""
    words = {
        Matter.NOTICE: _tr("Waiting for you: “{title}”, since {when}, by {name}"),
        Matter.MAINTENANCE: _tr("Waiting for you: planned work “{title}”, since {when}, by {name}"),
        Matter.MAINTENANCE_CHANGE: _tr(
            "Waiting for you: a change of planned work “{title}”, since {when}, by {name}"
        ),
        Matter.CORRECTION: _tr("Waiting for you: a correction, “{title}”, since {when}, by {name}"),
    }[one.matter]
    when = moment_words(one.step.at, now, zone)
    title = one.title or _tr("without a title")
    return words.format(title=title, when=when, name=one.step.by.name)


def place_of(one: WaitingDraft) -> NoticePlace | MaintenancePlace | UptimePlace:
    """Where it is read whole, and approved."""
    if one.matter is Matter.CORRECTION:
        return UptimePlace(shows_corrections=True)
    if one.matter is not Matter.NOTICE:
        return MaintenancePlace(one.number)
    if one.incident_id is not None:
        return NoticePlace(incident_id=one.incident_id, step=NoticeStep.REVIEW)
    return NoticePlace(notice_id=one.number, step=NoticeStep.REVIEW)

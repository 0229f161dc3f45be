"""When work that is over was truly over, said afterwards, and why where that is later."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from statusboard.domain.views.maintenance import MaintenanceDetail
from ui.screens.maintenance.when_field import instant_of
from ui.screens.maintenance.words import length_words, when_words
from ui.screens.maintenance.work_sheet import WorkSheet
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.wall_edit import WallEdit


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class EndSheet(WorkSheet):
    """Asks for the end that it had, and what a later one is for.

    Signals:
        decided: a person decided; carries the instant of the end, and why.
    """

    decided = Signal(object, str)

    def __init__(
        self, detail: MaintenanceDetail, zone: tzinfo, now: datetime, parent: QWidget
    ) -> None:
        window = detail.window.window
        began = window.started_at or window.starts_at
        ended_at = window.ended_at or window.ends_at
        when = when_words(began, ended_at, zone, now=now)
        super().__init__(
            _tr("Correct the end"),
            f"{detail.window.title} · {when}",
            _tr("Correct it"),
            parent,
            back=_tr("Leave it as it is"),
        )
        self._zone, self._ended_at = zone, ended_at
        self._is_agreed = not detail.window.agreement.is_needed
        self.at = WallEdit(_tr("Ended"))
        self.at.show_wall(ended_at.astimezone(zone).replace(tzinfo=None))
        self.at.dateTimeChanged.connect(self._show_difference)
        self.column.addWidget(Labelled(_tr("Ended"), self.at))
        self.difference = Paragraph(tone="muted")
        self.column.addWidget(self.difference)
        self.words = QLineEdit()
        self.words.setAccessibleName(_tr("Why it took longer"))
        self.words.setPlaceholderText(_tr("It stands beside the work in the chart of uptime."))
        self.words.textChanged.connect(self._show_difference)
        self._why = Labelled(_tr("Why it took longer"), self.words)
        self.column.addWidget(self._why)
        if not self._is_agreed:
            self.ask_why()
        self.reason.textChanged.connect(self._show_difference)
        self.act_button.clicked.connect(self._decide)
        self._show_difference()
        self.at.setFocus()

    @property
    def chosen(self) -> datetime:
        """The end as it was, in UTC."""
        return instant_of(self.at.wall, self._zone).astimezone(UTC)

    @property
    def why(self) -> str:
        """Why it is later; empty where it is not."""
        return self.words.text().strip() if self._is_later else ""

    @property
    def _shift(self) -> timedelta:
        return self.chosen - self._ended_at.replace(second=0, microsecond=0)

    @property
    def _is_later(self) -> bool:
        return self._shift > timedelta(0)

    def _show_difference(self) -> None:
        shift = self._shift
        if not shift:
            words = _tr("That is the end that stands now.")
        elif self._is_later:
            words = _tr("{length} later. Uptime leaves that time out as well.")
        else:
            words = _tr("{length} earlier. Uptime counts that time again.")
        self.difference.set_text(words.format(length=length_words(abs(shift))))
        self._why.setVisible(self._is_later)
        is_said = bool(shift) and (not self._is_later or bool(self.why))
        # An end that is earlier takes nothing out of uptime: nobody has to agree to it.
        waits = self._is_later and not self._is_agreed
        self.act_button.setEnabled(is_said and not (waits and self.lacks_reason))
        self.ask_button.setEnabled(is_said and waits)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit(self.chosen, self.why)

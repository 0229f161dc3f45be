"""What is asked before work is cancelled, extended, or put on another day."""

from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from statusboard.domain.views.maintenance import MaintenanceDetail
from ui.screens.maintenance.when_field import instant_of
from ui.screens.maintenance.words import finishes_at, length_words, when_words
from ui.screens.maintenance.work_sheet import WorkSheet
from ui.theme.tokens import SPACE_1
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.wall_edit import WallEdit

_WORDS = 92
_LONGER = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=2), timedelta(hours=4))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class CancelSheet(WorkSheet):
    """Asks why, in words that customers read.

    Signals:
        decided: a person decided; carries the reason, and whether nothing of the series follows.
    """

    decided = Signal(str, bool)

    def __init__(
        self, detail: MaintenanceDetail, zone: tzinfo, now: datetime, parent: QWidget
    ) -> None:
        window = detail.window.window
        when = when_words(window.starts_at, window.ends_at, zone, now=now)
        super().__init__(
            _tr("Cancel work"),
            f"{detail.window.title} · {when}",
            _tr("Cancel and tell") if detail.plan.tells else _tr("Cancel"),
            parent,
            back=_tr("Keep it"),
        )
        self.words = QPlainTextEdit()
        self.words.setAccessibleName(_tr("Why, in words that customers read"))
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(_WORDS)
        self.words.textChanged.connect(self._show_button)
        self.column.addWidget(Labelled(_tr("Why, in words that customers read"), self.words))
        self.series = QCheckBox(_tr("Nothing of this series follows either"))
        self.series.setVisible(bool(detail.plan.repeats))
        self.column.addWidget(self.series)
        after = _tr(
            "The page shows it as cancelled, with this reason. Whoever was told of it gets one "
            "message."
        )
        self.column.addWidget(Paragraph(after, tone="muted"))
        if detail.window.agreement.is_needed:
            self.ask_why()
        self.reason.textChanged.connect(self._show_button)
        self.act_button.clicked.connect(self._decide)
        self._show_button()
        self.words.setFocus()

    def _show_button(self) -> None:
        is_said = bool(self.words.toPlainText().strip())
        self.act_button.setEnabled(is_said and not self.lacks_reason)
        self.ask_button.setEnabled(is_said)

    @property
    def said(self) -> str:
        """Why, as customers read it."""
        return self.words.toPlainText().strip()

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit(self.said, self.series.isChecked())


class ExtendSheet(WorkSheet):
    """Asks until when, with a few usual lengths.

    Signals:
        decided: a person decided; carries the instant of the new end.
    """

    decided = Signal(object)

    def __init__(
        self, detail: MaintenanceDetail, zone: tzinfo, now: datetime, parent: QWidget
    ) -> None:
        super().__init__(
            _tr("Extend"),
            detail.window.title,
            _tr("Extend and tell") if detail.plan.tells else _tr("Extend"),
            parent,
            back=_tr("Leave it as it is"),
        )
        self._zone = zone
        # Whole minutes, as the clock below shows them: what a person began has seconds.
        ends_at = max(finishes_at(detail.window.window), now)
        self._ends_at = ends_at.replace(second=0, microsecond=0)
        self.until = WallEdit(_tr("Ends"))
        self.until.dateTimeChanged.connect(self._show_length)
        self.length = Paragraph(tone="muted")
        usual = QWidget()
        flow = FlowLayout(usual, gap=SPACE_1)
        self.usual: list[QPushButton] = []
        for more in _LONGER:
            button = QPushButton(f"+ {length_words(more)}")
            button.clicked.connect(lambda _=False, more=more: self._longer(more))
            flow.addWidget(button)
            self.usual.append(button)
        self.column.addWidget(usual)
        self.column.addWidget(Labelled(_tr("Ends"), self.until))
        self.column.addWidget(self.length)
        if detail.window.agreement.is_needed:
            self.ask_why()
        self.reason.textChanged.connect(self._show_length)
        self.act_button.clicked.connect(self._decide)
        self._longer(_LONGER[0])

    def _longer(self, more: timedelta) -> None:
        end = (self._ends_at + more).astimezone(self._zone)
        self.until.show_wall(end.replace(tzinfo=None))
        self._show_length()

    @property
    def chosen(self) -> datetime:
        """The new end, in UTC."""
        return instant_of(self.until.wall, self._zone).astimezone(UTC)

    def _show_length(self) -> None:
        more = self.chosen - self._ends_at
        is_later = more > timedelta(0)
        words = _tr("{length} longer than planned.").format(length=length_words(more))
        self.length.set_text(
            words if is_later else _tr("That is not later than planned. Choose a later end.")
        )
        self.act_button.setEnabled(is_later and not self.lacks_reason)
        self.ask_button.setEnabled(is_later)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit(self.chosen)


class MoveSheet(WorkSheet):
    """Asks before a window that was dragged is put on another day, for people may be told.

    Signals:
        decided: a person decided.
    """

    decided = Signal()

    def __init__(
        self,
        detail: MaintenanceDetail,
        starts_at: datetime,
        zone: tzinfo,
        now: datetime,
        parent: QWidget,
    ) -> None:
        window = detail.window.window
        is_told = detail.plan.tells and window.incident_id is not None
        super().__init__(
            _tr("Move “{title}”").format(title=detail.window.title),
            when_words(window.starts_at, window.ends_at, zone, now=now),
            _tr("Move and tell") if is_told else _tr("Move"),
            parent,
            back=_tr("Leave it as it is"),
        )
        lasts = window.ends_at - window.starts_at
        when = when_words(starts_at, starts_at + lasts, zone, now=now)
        self.column.addWidget(Paragraph(_tr("It will be on {when}.").format(when=when)))
        if is_told:
            told = _tr("The page says so, and whoever was told of it gets one message.")
            self.column.addWidget(Paragraph(told, tone="muted"))
        if detail.plan.repeats:
            others = _tr("The other windows of this series stay where they are.")
            self.column.addWidget(Paragraph(others, tone="muted"))
        if detail.window.agreement.is_needed and window.incident_id is not None:
            self.ask_why()
        self.reason.textChanged.connect(self._show_button)
        self.act_button.clicked.connect(self._decide)
        self._show_button()

    def _show_button(self) -> None:
        self.act_button.setEnabled(not self.lacks_reason)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit()


class StartSheet(WorkSheet):
    """Asks why work begins before the time that somebody else agreed to.

    Signals:
        decided: a person decided; carries why.
    """

    decided = Signal(str)

    def __init__(
        self, detail: MaintenanceDetail, zone: tzinfo, now: datetime, parent: QWidget
    ) -> None:
        window = detail.window.window
        when = when_words(window.starts_at, window.ends_at, zone, now=now)
        super().__init__(
            _tr("Start now"),
            f"{detail.window.title} · {when}",
            _tr("Start and tell") if detail.plan.tells else _tr("Start now"),
            parent,
            back=_tr("Leave it as it is"),
        )
        words = _tr("It begins before its time, and lasts as long as was planned.")
        self.column.addWidget(Paragraph(words))
        self.ask_why()
        self.reason.textChanged.connect(self._show_button)
        self.act_button.clicked.connect(self._decide)
        self._show_button()
        self.reason.setFocus()

    def _show_button(self) -> None:
        self.act_button.setEnabled(not self.lacks_reason)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        self.decided.emit(self.without_approval)

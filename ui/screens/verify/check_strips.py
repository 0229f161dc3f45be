"""The last answers of each check of a service as a strip; one of the checks is looked at closer."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.verify import CheckDetail
from ui.screens.verify.words import answer_caption, answer_level
from ui.theme.fonts import REGULAR, SEMIBOLD, font
from ui.theme.theme import theme, tokens
from ui.theme.tokens import CAPTION, SPACE_3
from ui.widgets.plain_tip import plain_tip
from ui.widgets.uptime_strip import UptimeStrip

_STRIP = 16
_NAME = 118
_SHOWN = 60


class CheckName(QAbstractButton):
    """The name of a check; the chosen one is written strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFixedWidth(_NAME)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_NAME, _STRIP + 6)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - one line
        colours = tokens()
        painter = QPainter(self)
        painter.setFont(font(CAPTION, SEMIBOLD if self.isChecked() else REGULAR))
        painter.setPen(colours.text if self.isChecked() else colours.muted)
        if self.hasFocus():
            painter.setPen(colours.accent)
        metrics = painter.fontMetrics()
        cut = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), cut)


class CheckStrips(QWidget):
    """A row for each check.

    Signals:
        chosen: another check is to be looked at; its id.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self.chosen)
        self._rows: dict[int, tuple[CheckName, UptimeStrip]] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)

    def show_checks(self, checks: Sequence[CheckDetail], chosen: int | None, zone: tzinfo) -> None:
        """Shows the strips of these checks; rows are made anew only where the checks differ."""
        if tuple(self._rows) != tuple(check.check_id for check in checks):
            self._make_rows(checks)
        for check in checks:
            name, strip = self._rows[check.check_id]
            is_unique = sum(other.kind == check.kind for other in checks) == 1
            name.setText(check.kind_label if is_unique else check.how)
            name.setToolTip(plain_tip(check.how))
            name.setChecked(check.check_id == chosen)
            name.setVisible(len(checks) > 1)
            answers = sorted(check.recent, key=lambda answer: answer.at)[-_SHOWN:]
            missing = _SHOWN - len(answers)
            strip.show_statuses(
                (ComponentStatus.UNKNOWN,) * missing + tuple(answer_level(a) for a in answers),
                ("",) * missing + tuple(answer_caption(a, zone) for a in answers),
            )

    def _make_rows(self, checks: Sequence[CheckDetail]) -> None:
        for name, _ in self._rows.values():
            self._group.removeButton(name)
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        for check in checks:
            name = CheckName()
            strip = UptimeStrip(height=_STRIP, title=check.how)
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(SPACE_3)
            line.addWidget(name)
            line.addWidget(strip, 1)
            self._group.addButton(name, check.check_id)
            self._rows[check.check_id] = (name, strip)
            self._box.addWidget(holder)

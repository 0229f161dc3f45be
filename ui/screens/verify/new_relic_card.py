"""What New Relic says of a service, as far as its checks read it."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from statusboard.domain.views.verify import CheckDetail
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.status_chip import StatusChip
from ui.widgets.time_words import age_words, full_words


class _Entity(QWidget):
    """One entity: its name, its state, and what was read of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(weight=SEMIBOLD)
        self._chip = StatusChip()
        self._reading = Label(size=CAPTION, tone="muted", wrap=True)
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self._reading)

    def show_check(self, check: CheckDetail, *, now: datetime, zone: tzinfo) -> None:
        self._name.setText(check.how)
        answer = check.latest
        self._chip.show_status(answer.outcome.level if answer is not None else check.level)
        if answer is None:
            self._reading.setText(self.tr("not read yet"))
            return
        age = age_words((now - answer.at).total_seconds())
        parts = (answer.detail, self.tr("read {age}").format(age=age))
        self._reading.setText(" · ".join(part for part in parts if part))
        self._reading.setToolTip(full_words(answer.at, zone))


class NewRelicCard(Card):
    """An entity after the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=12)
        self._entities: list[_Entity] = []

    def show_checks(self, checks: Sequence[CheckDetail], *, now: datetime, zone: tzinfo) -> None:
        """Shows the checks that New Relic answers."""
        while len(self._entities) < len(checks):
            entity = _Entity()
            self._entities.append(entity)
            self.body.addWidget(entity)
        for number, entity in enumerate(self._entities):
            entity.setVisible(number < len(checks))
        for entity, check in zip(self._entities, checks, strict=False):
            entity.show_check(check, now=now, zone=zone)

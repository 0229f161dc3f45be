"""Sets the state of a service by hand: to what, why, and until when."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.services.override_inputs import SetState
from statusboard.domain.maintenance_windows import instant_of
from statusboard.domain.override import LONGEST, SETTABLE
from statusboard.domain.status import ComponentStatus, worst
from statusboard.domain.views.verify import ServiceDetail
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.theme.tokens import SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of
from ui.widgets.wall_edit import WallEdit

_WIDTH, _REASON_LIMIT = 500, 300
_USUAL = (timedelta(minutes=30), timedelta(hours=1), timedelta(hours=4), timedelta(days=1))


class OverrideSheet(Sheet):
    """Opened with `open()`. What was refused stays open with the reason.

    Signals:
        decided: a person decided; carries what the verb is given.
    """

    decided = Signal(object)

    def __init__(self, detail: ServiceDetail, now: datetime, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, subtitle=detail.name)
        self.entitle(self.tr("Set the state by hand"))
        self._component_id = detail.component_id
        self._zone, self._now = zone_of(detail.zone), now
        self._measured = _measured(detail)
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        self._make_fields(detail)
        self._lay_out()
        self._longer(_USUAL[1])
        self._show_words()
        self.reason.setFocus()

    def _make_fields(self, detail: ServiceDetail) -> None:
        words = self.tr("It counts as")
        options = [(one.value, status_style(one, tokens()).word) for one in SETTABLE]
        self.status = SegmentedControl(options, name=words, wraps=True)
        self.status.chosen.connect(lambda _: self._show_words())
        self.reason = QLineEdit()
        self.reason.setMaxLength(_REASON_LIMIT)
        self.reason.setAccessibleName(self.tr("Why"))
        self.reason.setPlaceholderText(self.tr("Such as: false alarm of the provider"))
        self.reason.textChanged.connect(self._show_words)
        self.until = WallEdit(self.tr("Ends"))
        self.until.dateTimeChanged.connect(self._show_words)
        self.agrees = QCheckBox(self.tr("Or as soon as the checks say the same"))
        self.agrees.setVisible(any(check.enabled for check in detail.checks))
        self.agrees.toggled.connect(self._show_words)
        self.usual: list[QPushButton] = []
        for length in _USUAL:
            button = QPushButton(self._length_words(length))
            button.clicked.connect(lambda _=False, length=length: self._longer(length))
            self.usual.append(button)
        self.said = Paragraph(tone="muted")
        self.act_button = QPushButton(self.tr("Set"))
        self.act_button.setProperty("look", "primary")
        self.act_button.clicked.connect(self._decide)
        self.main_button = self.act_button

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(Labelled(self.tr("It counts as"), self.status))
        column.addWidget(self.said)
        column.addWidget(Labelled(self.tr("Why"), self.reason))
        usual = QHBoxLayout()
        usual.setSpacing(SPACE_1)
        for button in self.usual:
            usual.addWidget(button)
        usual.addStretch(1)
        ends = Labelled(self.tr("Ends"), self.until)
        ends.show_zone(getattr(self._zone, "key", ""))
        column.addWidget(ends)
        column.addLayout(usual)
        column.addWidget(self.agrees)
        self.hold(inner)
        back = QPushButton(self.tr("Leave it as it is"))
        back.setProperty("look", "quiet")
        back.clicked.connect(self.reject)
        self.foot.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.foot.addWidget(self.act_button)

    def was_refused(self, sentence: str) -> None:
        """Nothing was done; what was written stays."""
        words = self.tr("Nothing was changed. {reason}").format(reason=sentence)
        self.outcome.show_sentence(words)
        self.outcome.show()
        self.act_button.setEnabled(True)

    @property
    def is_touched(self) -> bool:
        """Whether somebody has begun to say why."""
        return bool(self.reason.text().strip())

    @property
    def _chosen(self) -> ComponentStatus:
        return ComponentStatus(self.status.current)

    @property
    def _ends_at(self) -> datetime:
        return instant_of(self.until.wall, self._zone)

    def _longer(self, length: timedelta) -> None:
        end = (self._now + length).astimezone(self._zone)
        self.until.show_wall(end.replace(tzinfo=None))
        self._show_words()

    def _show_words(self) -> None:
        """What it will mean; and whether it can be."""
        left = self._ends_at - self._now
        if left <= timedelta(0):
            words = self.tr("That has passed already. Choose a later end.")
        elif left > LONGEST:
            words = self.tr("At most {n} days, so that it is not forgotten.")
            words = words.format(n=LONGEST.days)
        else:
            words = self.tr(
                "Board, page and uptime follow it from now on. The checks go on, and what they "
                "say is shown beside it."
            )
            if self._measured.severity > self._chosen.severity:
                sees = self.tr("Its checks say: {state}. The board says so while this holds.")
                state = status_style(self._measured, tokens()).word
                words = f"{sees.format(state=state)} {words}"
        self.said.set_text(words)
        is_fit = timedelta(0) < left <= LONGEST
        self.act_button.setEnabled(is_fit and self.is_touched)

    def _length_words(self, length: timedelta) -> str:
        hours = round(length / timedelta(hours=1))
        if hours < 1:
            return self.tr("{n} min").format(n=round(length / timedelta(minutes=1)))
        if hours < 24:
            return self.tr("{n} h").format(n=hours)
        return self.tr("1 day")

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        given = SetState(
            self._component_id,
            self._chosen,
            self.reason.text().strip(),
            self._ends_at.astimezone(UTC),
            self.agrees.isChecked(),
        )
        self.decided.emit(given)


def _measured(detail: ServiceDetail) -> ComponentStatus:
    """What the checks say, also beneath what is set already."""
    if detail.by_hand is not None:
        return detail.by_hand.measured
    levels = [check.level for check in detail.checks if check.enabled]
    return worst(levels) if levels else detail.status

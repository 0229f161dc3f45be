"""Mutes the alarms of a service, or of its group: until when, and why."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.app.alarms.inputs import Mute
from statusboard.domain.alarms.alarm import SubjectSort
from statusboard.domain.maintenance_windows import instant_of
from statusboard.domain.views.verify import ServiceDetail
from ui.theme.tokens import SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.sheet import Sheet
from ui.widgets.time_words import zone_of
from ui.widgets.wall_edit import WallEdit

_WIDTH, _WHY_LIMIT = 500, 200
LONGEST = timedelta(days=30)
_USUAL = (timedelta(hours=1), timedelta(hours=4), timedelta(days=1), timedelta(days=7))


class MuteSheet(Sheet):
    """Opened with `open()`. What was refused stays open with the reason.

    Signals:
        decided: a person decided; carries what the verb is given.
    """

    decided = Signal(object)

    def __init__(self, detail: ServiceDetail, now: datetime, parent: QWidget) -> None:
        super().__init__("", parent, width=_WIDTH, subtitle=detail.name)
        self.entitle(self.tr("Mute alarms"))
        self._detail, self._now, self._zone = detail, now, zone_of(detail.zone)
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        self._make_fields()
        self._lay_out()
        self._longer(_USUAL[0])

    def _make_fields(self) -> None:
        options = [(SubjectSort.SERVICE.value, self._detail.name)]
        if self._detail.group_id is not None:
            words = self.tr("All of {group}").format(group=self._detail.group)
            options.append((SubjectSort.GROUP.value, words))
        self.subject = SegmentedControl(options, name=self.tr("Alarms of"), wraps=True)
        self.why = QLineEdit()
        self.why.setMaxLength(_WHY_LIMIT)
        self.why.setAccessibleName(self.tr("Why"))
        self.why.setPlaceholderText(self.tr("Such as: the provider is on it"))
        self.until = WallEdit(self.tr("Ends"))
        self.until.dateTimeChanged.connect(self._show_words)
        self.usual: list[QPushButton] = []
        for length in _USUAL:
            button = QPushButton(self._length_words(length))
            button.clicked.connect(lambda _=False, length=length: self._longer(length))
            self.usual.append(button)
        self.said = Paragraph(tone="muted")
        self.act_button = QPushButton(self.tr("Mute"))
        self.act_button.setProperty("look", "primary")
        self.act_button.clicked.connect(self._decide)
        self.main_button = self.act_button

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(Labelled(self.tr("Alarms of"), self.subject))
        ends = Labelled(self.tr("Ends"), self.until)
        ends.show_zone(getattr(self._zone, "key", ""))
        column.addWidget(ends)
        usual = QHBoxLayout()
        usual.setSpacing(SPACE_1)
        for button in self.usual:
            usual.addWidget(button)
        usual.addStretch(1)
        column.addLayout(usual)
        column.addWidget(Labelled(self.tr("Why"), self.why))
        column.addWidget(self.said)
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
                "No desk announces it until then; Board and Verify say so. What still fails then "
                "is announced once."
            )
        self.said.set_text(words)
        self.act_button.setEnabled(timedelta(0) < left <= LONGEST)

    def _length_words(self, length: timedelta) -> str:
        hours = round(length / timedelta(hours=1))
        if hours < 24:
            return self.tr("{n} h").format(n=hours)
        days = hours // 24
        return self.tr("1 day") if days == 1 else self.tr("{n} days").format(n=days)

    def _decide(self) -> None:
        self.act_button.setEnabled(False)
        sort = SubjectSort(self.subject.current)
        number = self._detail.component_id
        if sort is SubjectSort.GROUP:
            number = self._detail.group_id or 0
        until = self._ends_at.astimezone(UTC)
        self.decided.emit(Mute(sort, number, until, self.why.text().strip()))

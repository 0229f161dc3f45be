"""The form of a plan: what the work is, when, how often, of which services, and how it is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from statusboard.domain.maintenance import Plan
from statusboard.domain.notice import TITLE_LIMIT
from ui.screens.maintenance.repeats_field import RepeatsField
from ui.screens.maintenance.services_field import ServicesField
from ui.screens.maintenance.title_edit import TitleEdit
from ui.screens.maintenance.when_field import WhenField
from ui.screens.maintenance.words import length_words
from ui.theme.fonts import BOLD, font
from ui.theme.tokens import CAPTION, LEAD, SPACE_1, SPACE_3, SPACE_4
from ui.widgets.labelled import Labelled
from ui.widgets.paragraph import Paragraph
from ui.widgets.status_chip import StatusChip
from ui.widgets.wheel import leave_wheel_to_page

_LINES = 3
_HOUR, _DAY, _WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
_REMINDERS: tuple[tuple[timedelta, ...], ...] = ((), (_HOUR,), (_DAY,), (_WEEK, _DAY), (_WEEK,))
_TITLE = (
    "QLineEdit { background: transparent; border: 1px solid transparent; padding: 4px 1px; }"
    "QLineEdit:hover { background: palette(midlight); }"
    "QLineEdit:focus { background: palette(base); border: 2px solid palette(highlight);"
    " padding: 3px 0px; }"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class PlanForm(QWidget):
    """Fields from top to bottom; a sentence stands below the one that it is about.

    Signals:
        edited: a person changed something.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._base: Plan | None = None
        self._is_loading = False
        self._is_editable = True
        self._faults: dict[str, Paragraph] = {}
        self._make_fields()
        self._lay_out()
        for signal in (
            self.title.textEdited,
            self.when.edited,
            self.repeats.edited,
            self.services.edited,
            self.body.textChanged,
            self.starts_itself.toggled,
            self.ends_itself.toggled,
            self.tells.toggled,
            self.reminder.currentIndexChanged,
        ):
            signal.connect(self._edited)

    def _make_fields(self) -> None:
        self.chip = StatusChip()
        self.title = TitleEdit()
        self.title.setAccessibleName(_tr("What the work is"))
        self.title.setPlaceholderText(_tr("What the work is"))
        self.title.setFont(font(LEAD, BOLD))
        self.title.setStyleSheet(_TITLE)
        self.title.setTextMargins(-3, 0, 0, 0)
        self.title.setMaxLength(TITLE_LIMIT)
        self.when = WhenField()
        self.repeats = RepeatsField()
        self.services = ServicesField()
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(_tr("What customers should know"))
        self.body.setPlaceholderText(
            _tr("What will not work, and what will. Empty: our own words.")
        )
        self.body.setTabChangesFocus(True)
        self.body.setFixedHeight(self.body.fontMetrics().lineSpacing() * _LINES + 18)
        self.starts_itself = QCheckBox(_tr("Starts by itself"))
        self.ends_itself = QCheckBox(_tr("Ends by itself"))
        self.tells = QCheckBox(_tr("Tell subscribers of these services"))
        self.tells.setToolTip(_tr("Without this it is on the page, and nobody gets a message."))
        self.reminder = QComboBox()
        self.reminder.setAccessibleName(_tr("Reminder"))
        leave_wheel_to_page(self.reminder)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4 - 2)
        heading = QWidget()
        row = QHBoxLayout(heading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_3)
        row.addWidget(self.title, 1)
        row.addWidget(self.chip)
        for names, field in (
            (("title",), heading),
            (("starts_at", "lasts", "zone"), self.when),
            (("repeats",), Labelled(_tr("Repeats"), self.repeats)),
            (("components",), Labelled(_tr("Services and what they will be"), self.services)),
            (("body",), Labelled(_tr("What customers should know"), self.body)),
        ):
            column.addLayout(self._with_fault(field, names))

    def _with_fault(self, field: QWidget, names: Sequence[str]) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(SPACE_1)
        box.addWidget(field)
        fault = Paragraph(size=CAPTION, tone="major")
        fault.hide()
        box.addWidget(fault)
        for name in names:
            self._faults[name] = fault
        return box

    @property
    def plan(self) -> Plan:
        """The plan as it is written now. Raises LookupError before one was loaded."""
        if self._base is None:
            message = "no plan is shown"
            raise LookupError(message)
        reminds = self.reminder.currentData()
        return replace(
            self._base,
            title=self.title.text().strip(),
            zone=self.when.zone,
            starts_at=self.when.starts_at,
            lasts=self.when.lasts,
            components=self.services.planned,
            body=self.body.toPlainText().strip(),
            repeats=self.repeats.repeats,
            starts_itself=self.starts_itself.isChecked(),
            ends_itself=self.ends_itself.isChecked(),
            tells=self.tells.isChecked(),
            reminds_before=tuple(reminds) if reminds is not None else self._base.reminds_before,
        )

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than what was loaded."""
        return self._base is not None and self.plan != self._base

    def was_saved(self) -> None:
        """What stands here is what is kept."""
        if self._base is not None:
            self._base = self.plan

    def load(self, plan: Plan, others: Sequence[str] = ()) -> None:
        """Shows a plan, without announcing it; `others` are zones in which times are told too."""
        self._is_loading = True
        self._base = None
        self.title.setText(plan.title)
        self.title.setCursorPosition(0)
        self.when.load(plan.starts_at, plan.lasts, plan.zone, others)
        self.repeats.load(plan.repeats, plan.starts_at)
        self.services.load(plan.components)
        if self.body.toPlainText() != plan.body:
            self.body.setPlainText(plan.body)
        self.starts_itself.setChecked(plan.starts_itself)
        self.ends_itself.setChecked(plan.ends_itself)
        self.tells.setChecked(plan.tells)
        self._offer_reminders(plan.reminds_before)
        self._base = replace(plan, title=plan.title.strip(), body=plan.body.strip())
        self.clear_faults()
        self._is_loading = False

    def set_editable(self, *, is_editable: bool) -> None:
        """Whether anything can be changed: what is over stays as it was."""
        for field in (
            self.title,
            self.when,
            self.repeats,
            self.services,
            self.body,
            self.starts_itself,
            self.ends_itself,
            self.tells,
            self.reminder,
        ):
            field.setEnabled(is_editable)
        self._is_editable = is_editable
        self._offer_reminder()

    def show_fault(self, field: str, sentence: str) -> bool:
        """Says below a field what is wrong with it. False where there is no such field."""
        self.clear_faults()
        name = field.rpartition(".")[2]
        fault = self._faults.get(name)
        if fault is None:
            return False
        fault.set_text(sentence)
        fault.show()
        self.when.show_fault(is_wrong=fault is self._faults["starts_at"])
        return True

    def clear_faults(self) -> None:
        """Nothing is known to be wrong."""
        for fault in self._faults.values():
            fault.hide()
        self.when.show_fault(is_wrong=False)

    @property
    def faults(self) -> tuple[str, ...]:
        """What stands below the fields."""
        shown = {id(fault): fault for fault in self._faults.values() if not fault.isHidden()}
        return tuple(fault.text for fault in shown.values())

    def _offer_reminders(self, chosen: tuple[timedelta, ...]) -> None:
        self.reminder.clear()
        options = [*_REMINDERS, *([chosen] if chosen not in _REMINDERS else [])]
        for option in options:
            self.reminder.addItem(_reminder_words(option), option)
        self.reminder.setCurrentIndex(options.index(chosen))

    def _offer_reminder(self) -> None:
        """Nobody is reminded where nobody is told."""
        self.reminder.setEnabled(self._is_editable and self.tells.isChecked())

    def _edited(self) -> None:
        self._offer_reminder()
        if not self._is_loading:
            self.repeats.follow(self.when.starts_at)
            self.clear_faults()
            self.edited.emit()


def _reminder_words(before: tuple[timedelta, ...]) -> str:
    if not before:
        return _tr("No reminder")
    said = _tr(" and ").join(_before_words(one) for one in sorted(before, reverse=True))
    return _tr("Reminder {length} before").format(length=said)


def _before_words(before: timedelta) -> str:
    if before == _HOUR:
        return _tr("an hour")
    if before == _DAY:
        return _tr("a day")
    return _tr("a week") if before == _WEEK else length_words(before)

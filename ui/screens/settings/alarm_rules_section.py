"""What the person at this window wants to be told: theirs on every computer."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QTimeEdit,
    QWidget,
)

from statusboard.domain.alarms.alarm import AlarmKind, AlarmSeverity
from statusboard.domain.alarms.rules import DEFAULT_RULES, AlarmRules, DailyQuiet, KindRule
from ui.screens.settings.section import LabelledField, SettingsSection
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.wheel import leave_wheel_to_page


class AlarmRulesSection(SettingsSection):
    """Every choice counts at once.

    Signals:
        chosen: a person chose something; carries the `AlarmRules`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head(
            self.tr("Alarms"),
            self.tr("What you are told of, on every computer where you sit."),
        )
        self._rules = DEFAULT_RULES
        self.notify: dict[AlarmKind, QComboBox] = {}
        self.sound: dict[AlarmKind, QComboBox] = {}
        self._make_grid()
        self.groups = QLineEdit()
        self.groups.setPlaceholderText(self.tr("All groups"))
        self.groups.editingFinished.connect(self._choose)
        self.body.addWidget(
            LabelledField(
                self.tr("Only of these groups"),
                self.groups,
                help_text=self.tr("Their names, with commas between them. Empty: of all."),
            )
        )
        self._make_quiet()
        self.problem = Label("", tone="muted", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.show_rules(self._rules)

    def _make_grid(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_3)
        grid.setVerticalSpacing(SPACE_2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Label(self.tr("Notification"), tone="muted"), 0, 1)
        grid.addWidget(Label(self.tr("Sound"), tone="muted"), 0, 2)
        for row, (kind, words) in enumerate(self._kinds().items(), start=1):
            grid.addWidget(Label(words), row, 0)
            self.notify[kind] = self._severities(self.tr("Notification"), words)
            self.sound[kind] = self._severities(self.tr("Sound"), words)
            grid.addWidget(self.notify[kind], row, 1)
            grid.addWidget(self.sound[kind], row, 2)
        self.body.addLayout(grid)

    def _make_quiet(self) -> None:
        self.is_quiet = QCheckBox(self.tr("Quiet hours"))
        self.start, self.stop = QTimeEdit(QTime(22, 0)), QTimeEdit(QTime(7, 0))
        self.start.setAccessibleName(self.tr("Quiet from"))
        self.stop.setAccessibleName(self.tr("Quiet until"))
        self.lets_critical = QCheckBox(self.tr("What is critical is told all the same"))
        line = QHBoxLayout()
        line.setSpacing(SPACE_3)
        for part in (self.is_quiet, self.start, self.stop):
            line.addWidget(part)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.lets_critical)
        self.is_quiet.clicked.connect(self._choose)
        self.lets_critical.clicked.connect(self._choose)
        for edit in (self.start, self.stop):
            leave_wheel_to_page(edit)
            edit.setDisplayFormat("HH:mm")
            edit.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
            edit.editingFinished.connect(self._choose)

    def show_rules(self, rules: AlarmRules) -> None:
        """Shows what counts now."""
        self._rules = rules
        for kind in AlarmKind:
            rule = rules.of(kind)
            for box, value in (
                (self.notify[kind], rule.notify_from),
                (self.sound[kind], rule.sound_from),
            ):
                box.setCurrentIndex(box.findData("" if value is None else value.value))
        if not self.groups.hasFocus():
            self.groups.setText(", ".join(sorted(rules.groups)))
        quiet = rules.quiet
        self.is_quiet.setChecked(quiet is not None)
        self.lets_critical.setChecked(quiet is None or quiet.lets_critical)
        if quiet is not None:
            self.start.setTime(QTime(quiet.start.hour, quiet.start.minute))
            self.stop.setTime(QTime(quiet.stop.hour, quiet.stop.minute))
        self._fit()
        self.problem.hide()

    def show_problem(self, sentence: str) -> None:
        """Says why that is not known, or was not kept."""
        self.problem.setText(sentence)
        self.problem.show()

    def _fit(self) -> None:
        """Hours can be chosen where there are any."""
        for part in (self.start, self.stop, self.lets_critical):
            part.setEnabled(self.is_quiet.isChecked())

    def _choose(self) -> None:
        self._fit()
        wanted = AlarmRules(
            tuple(
                (kind, KindRule(_chosen(self.notify[kind]), _chosen(self.sound[kind])))
                for kind, _ in DEFAULT_RULES.kinds
            ),
            frozenset(filter(None, (name.strip() for name in self.groups.text().split(",")))),
            self._quiet() if self.is_quiet.isChecked() else None,
        )
        if wanted != self._rules:
            self._rules = wanted
            self.chosen.emit(wanted)

    def _quiet(self) -> DailyQuiet:
        before = self._rules.quiet
        days = DailyQuiet(_time(self.start), _time(self.stop)).days
        return DailyQuiet(
            _time(self.start),
            _time(self.stop),
            days if before is None else before.days,
            self.lets_critical.isChecked(),
        )

    def _severities(self, how: str, kind: str) -> QComboBox:
        box = QComboBox()
        leave_wheel_to_page(box)
        box.setAccessibleName(f"{how}: {kind}")
        box.addItem(self.tr("Never"), "")
        for severity, words in (
            (AlarmSeverity.INFO, self.tr("Always")),
            (AlarmSeverity.MINOR, self.tr("From minor on")),
            (AlarmSeverity.MAJOR, self.tr("From major on")),
            (AlarmSeverity.CRITICAL, self.tr("Critical alone")),
        ):
            box.addItem(words, severity.value)
        box.activated.connect(lambda _: self._choose())
        return box

    def _kinds(self) -> dict[AlarmKind, str]:
        return {
            AlarmKind.OUTAGE: self.tr("A service fails"),
            AlarmKind.RECOVERY: self.tr("It works again"),
            AlarmKind.UPDATE_DUE: self.tr("A promised update is due soon"),
            AlarmKind.UPDATE_OVERDUE: self.tr("A promised update is overdue"),
            AlarmKind.DELIVERY_FAILING: self.tr("Messages do not get out"),
            AlarmKind.APPROVAL_WAITING: self.tr("A text waits for your approval"),
            AlarmKind.BLIND: self.tr("StatusBoard does not see"),
        }


def _chosen(box: QComboBox) -> AlarmSeverity | None:
    value = box.currentData()
    return AlarmSeverity(value) if value else None


def _time(edit: QTimeEdit) -> time:
    at = edit.time()
    return time(at.hour(), at.minute())

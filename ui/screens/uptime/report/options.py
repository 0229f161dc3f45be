"""What a report is to be about: its period, services, language, rule and hours."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from statusboard.app.reports.inputs import ReportAsk
from statusboard.domain.language import Language
from statusboard.domain.time_text import MONTHS
from statusboard.domain.uptime import DEFAULT_RULE
from statusboard.domain.uptime_rules import RULES
from ui.screens.uptime.report.about_words import rule_words
from ui.theme.tokens import SPACE_1, SPACE_3
from ui.widgets.label import Label
from ui.widgets.names_field import NamesField
from ui.widgets.plain_tip import plain_tip

_MONTHS_BACK = 12
_LAST_MONTH = ReportAsk()


class ReportOptions(QWidget):
    """The options, one below the other.

    Signals:
        changed: a person chose something else.
    """

    changed = Signal()

    def __init__(
        self,
        names: Sequence[str],
        now: datetime,
        asked: ReportAsk = _LAST_MONTH,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.period = QComboBox()
        self.period.setEditable(True)
        self.period.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for text, words in self._periods(now):
            self.period.addItem(words, text)
        self.period.setMinimumContentsLength(14)
        self.choose_period(asked.period)
        self.services = NamesField(names)
        self.services.show_names(asked.services)
        self.language = QComboBox()
        self.language.addItem(self.tr("English"), Language.ENGLISH)
        self.language.addItem(self.tr("German"), Language.GERMAN)
        self.rule = QComboBox()
        for name, words in rule_words():
            self.rule.addItem(words, name)
            sentence = plain_tip(RULES[name].sentence)
            self.rule.setItemData(self.rule.count() - 1, sentence, Qt.ItemDataRole.ToolTipRole)
        self.rule.setCurrentIndex(max(0, self.rule.findData(asked.rule)))
        self.hours = QCheckBox(self.tr("Business hours only"))
        self.hours.setChecked(asked.business_hours)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_1)
        self._add(rows, self.tr("Period"), self.period)
        hint = self.tr("Or type one: 2026-Q4, 2026, 45d, 2026-11-03..2026-11-17")
        rows.addWidget(Label(hint, tone="muted", wrap=True))
        rows.addSpacing(SPACE_3)
        self._add(rows, self.tr("Services, all where none is named"), self.services)
        rows.addSpacing(SPACE_3)
        self._add(rows, self.tr("Language of the report"), self.language)
        rows.addSpacing(SPACE_3)
        self._add(rows, self.tr("Counted"), self.rule)
        rows.addSpacing(SPACE_3)
        rows.addWidget(self.hours)
        rows.addStretch(1)
        self.period.activated.connect(lambda _: self.changed.emit())
        line = self.period.lineEdit()
        assert line is not None
        line.editingFinished.connect(self.changed)
        self.services.edited.connect(self.changed)
        self.language.activated.connect(lambda _: self.changed.emit())
        self.rule.activated.connect(lambda _: self.changed.emit())
        self.hours.toggled.connect(lambda _: self.changed.emit())

    @property
    def asked(self) -> ReportAsk:
        """The report that is wanted."""
        return ReportAsk(
            period=self._period_text(),
            services=self.services.names,
            language=Language(self.language.currentData()),
            business_hours=self.hours.isChecked(),
            rule=self._rule_name(),
        )

    def choose_period(self, text: str) -> None:
        """Chooses a period by its text, whether it is offered or not."""
        place = self.period.findData(text)
        if place >= 0:
            self.period.setCurrentIndex(place)
        else:
            self.period.setEditText(text)

    def _rule_name(self) -> str:
        """Empty for the usual one, which needs no name."""
        name = str(self.rule.currentData())
        return "" if name == DEFAULT_RULE.name else name

    def _period_text(self) -> str:
        typed = self.period.currentText().strip()
        place = self.period.findText(typed)
        return str(self.period.itemData(place)) if place >= 0 else typed

    def _periods(self, now: datetime) -> list[tuple[str, str]]:
        found = [
            ("last-month", self.tr("Last month")),
            ("this-month", self.tr("This month so far")),
            ("last-quarter", self.tr("Last quarter")),
            ("this-quarter", self.tr("This quarter so far")),
            ("last-year", self.tr("Last year")),
            ("this-year", self.tr("This year so far")),
            ("24h", self.tr("Last 24 hours")),
            ("7d", self.tr("Last 7 days")),
            ("30d", self.tr("Last 30 days")),
            ("90d", self.tr("Last 90 days")),
            ("12mo", self.tr("Last 12 months")),
        ]
        month = now.year * 12 + now.month - 1
        for back in range(2, _MONTHS_BACK + 1):
            year, number = divmod(month - back, 12)
            found.append((f"{year:04d}-{number + 1:02d}", f"{MONTHS[number]} {year}"))
        return found

    def _add(self, rows: QVBoxLayout, words: str, control: QWidget) -> None:
        label = Label(words)
        label.setBuddy(control)
        control.setAccessibleName(words)
        rows.addWidget(label)
        rows.addWidget(control)

"""What a person decides about a report: what comes along, into which group, and why at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from statusboard.domain.views.importing import ImportReport, Sort
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_4
from ui.widgets.label import Label


class ImportOptions(QWidget):
    """Shown with a report. `changed`: the report depends on something else now."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.secrets = QCheckBox(self.tr("Take the secrets in it along, into the key store"))
        self.incidents = QCheckBox(self.tr("Past incidents too: they stand on the page"))
        self.history = QCheckBox(self.tr("Its history, up to where ours begins"))
        self.history.setChecked(True)
        for tick in (self.secrets, self.incidents, self.history):
            tick.toggled.connect(lambda _: self.changed.emit())
        self.group = QLineEdit()
        self.group.setPlaceholderText(self.tr("as they are there"))
        group_label = Label(self.tr("Into the group"), size=CAPTION, tone="muted")
        group_label.setBuddy(self.group)
        self.group.setAccessibleName(group_label.text())
        self.group.editingFinished.connect(self._group_changed)
        self._last_group = ""
        self.rule = Label(tone="degraded", wrap=True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("Why it cannot wait"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self._lay_out(group_label)
        self.hide()

    def _lay_out(self, group_label: Label) -> None:
        ticks = QVBoxLayout()
        ticks.setSpacing(SPACE_2)
        for tick in (self.secrets, self.incidents, self.history):
            ticks.addWidget(tick)
        row = QHBoxLayout()
        row.setSpacing(SPACE_4)
        row.addLayout(ticks, 1)
        for part in (group_label, self.group):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_2)
        box.addLayout(row)
        box.addWidget(self.rule)
        box.addWidget(self.reason)

    def show_report(self, report: ImportReport) -> None:
        """Shows what there is to be decided about this one."""
        self.secrets.setVisible(report.has_secrets)
        self.incidents.setVisible(report.has(Sort.INCIDENT))
        # Without the tick the report holds no history, and the tick has to stay.
        self.history.setVisible(report.has(Sort.HISTORY) or not self.history.isChecked())
        self.rule.setText(report.rule)
        for part in (self.rule, self.reason):
            part.setVisible(bool(report.rule))

    @property
    def lacks_reason(self) -> bool:
        """Whether somebody else has to agree, and it is not said why that cannot be waited for."""
        return bool(self.rule.text()) and not self.without_approval

    @property
    def without_approval(self) -> str:
        """Why it cannot wait for somebody else, where the rule asks; empty where it does not."""
        return self.reason.text().strip() if self.rule.text() else ""

    def _group_changed(self) -> None:
        if self.group.text().strip() != self._last_group:
            self._last_group = self.group.text().strip()
            self.changed.emit()

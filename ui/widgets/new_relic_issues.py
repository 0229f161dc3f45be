"""Open issues of New Relic, shown beside what we found: to be read, never a state of their own."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from statusboard.domain.views.new_relic_figures import NewRelicIssue
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION
from ui.widgets.card import Card
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import Label
from ui.widgets.paragraph import Paragraph
from ui.widgets.time_words import age_words, full_words

# More than this is no list to read, but a number.
SHOWN = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("NewRelicIssues", text)


def priority_words(priority: str) -> str:
    """How grave New Relic calls an issue; its own word where we know no other."""
    return {
        "critical": _tr("Critical"),
        "high": _tr("High"),
        "medium": _tr("Medium"),
        "low": _tr("Low"),
    }.get(priority, priority)


class _Issue(QWidget):
    """One issue: its title, how grave and how old it is, what lies behind it, and its page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._link = ""
        self.title = ElidedLabel(weight=SEMIBOLD)
        self.said = Paragraph(size=CAPTION, tone="muted")
        self.open = QPushButton(self.tr("Open"))
        self.open.setProperty("look", "quiet")
        self.open.setAutoDefault(False)
        self.open.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.open.clicked.connect(self._open_link)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.open, 0, Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(line)
        box.addWidget(self.said)

    def show_issue(self, issue: NewRelicIssue, *, now: datetime, zone: tzinfo) -> None:
        self._link = issue.link
        self.title.setText(issue.title)
        self.open.setVisible(bool(issue.link))
        self.open.setAccessibleName(self.tr("Open in New Relic: {title}").format(title=issue.title))
        age = age_words((now - issue.since).total_seconds())
        parts = [priority_words(issue.priority), self.tr("opened {age}").format(age=age)]
        if not issue.is_active:
            parts.append(self.tr("not activated yet"))
        if issue.is_muted:
            parts.append(self.tr("muted"))
        parts += issue.incidents[:2]
        self.said.set_text(" · ".join(part for part in parts if part))
        self.said.setToolTip(full_words(issue.since, zone))

    def _open_link(self) -> None:
        QDesktopServices.openUrl(QUrl(self._link))


class NewRelicIssues(Card):
    """The gravest issues, or why none are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, margin=12)
        self.rows: list[_Issue] = []
        self.said = Label(size=CAPTION, tone="muted", wrap=True)
        self.body.addWidget(self.said)

    def show_asking(self) -> None:
        """Nothing is known yet."""
        self._show((), self.tr("Asking New Relic for open issues …"))

    def show_problem(self, sentence: str) -> None:
        """The issues could not be read; what we found ourselves stands all the same."""
        self._show((), self.tr("Open issues could not be read. {why}").format(why=sentence))

    def show_issues(self, issues: Sequence[NewRelicIssue], *, now: datetime, zone: tzinfo) -> None:
        """Shows the first of them, and how many more there are."""
        more = len(issues) - SHOWN
        said = self.tr("No issue is open in New Relic.") if not issues else ""
        if more > 0:
            said = self.tr("and {n} more in New Relic").format(n=more)
        self._show(issues[:SHOWN], said)
        for row, issue in zip(self.rows, issues, strict=False):
            row.show_issue(issue, now=now, zone=zone)

    def _show(self, issues: Sequence[NewRelicIssue], said: str) -> None:
        while len(self.rows) < len(issues):
            row = _Issue()
            self.rows.append(row)
            self.body.insertWidget(len(self.rows) - 1, row)
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(issues))
        self.said.setText(said)
        self.said.setVisible(bool(said))

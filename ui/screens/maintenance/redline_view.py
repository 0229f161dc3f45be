"""What customers would read instead of what was agreed to, or of what they read now."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.agreement import Redline
from ui.screens.notices.review.diff_view import DiffView
from ui.theme.tokens import SPACE_1
from ui.widgets.section_label import SectionLabel


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class RedlineView(QWidget):
    """Removed words struck through, added ones underlined; hidden where nothing differs."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Redline | None = None
        self.diff: DiffView | None = None
        self._label = SectionLabel("")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_1)
        self._column.addWidget(self._label)
        self.hide()

    def show_redline(self, redline: Redline | None) -> None:
        """Shows the difference; None, or the same on both sides, hides it."""
        is_told = redline is not None and redline.before != redline.after
        self.setVisible(is_told)
        if redline == self._shown:
            return
        self._shown = redline
        if self.diff is not None:
            self._column.removeWidget(self.diff)
            self.diff.hide()
            self.diff.deleteLater()
            self.diff = None
        if redline is None or not is_told:
            return
        self._label.setText(
            _tr("Since {name} approved it").format(name=redline.approved_by)
            if redline.approved_by
            else _tr("What customers would read")
        )
        self.diff = DiffView(redline.before, redline.after)
        self._column.addWidget(self.diff)

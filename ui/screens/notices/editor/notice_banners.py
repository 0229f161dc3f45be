"""What stands above the fields: who else writes, who agrees, what it corrects, that it is over."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.notices import EditorView
from ui.screens.notices.correction_words import correction_words
from ui.screens.notices.editor.agreement_banner import AgreementBanner
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner


class NoticeBanners(QWidget):
    """A line for each; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.closed = Banner(is_rounded=True, tone="degraded")
        self.correction = Banner(is_rounded=True, tone="maintenance")
        self.agreement = AgreementBanner()
        self.writers = Banner(is_rounded=True, tone="maintenance")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        self._lines = (self.closed, self.correction, self.writers, self.agreement)
        for line in self._lines:
            line.hide()
            line.installEventFilter(self)
            column.addWidget(line)
        self.hide()

    def know(
        self, view: EditorView, seen_at: datetime, zone: tzinfo, *, is_kept: bool = True
    ) -> None:
        """Takes what the notice is. Not `is_kept`: another text than that is on screen."""
        self.agreement.show_agreement(view.agreement, seen_at, zone, is_kept=is_kept)
        self.closed.setVisible(bool(view.ended))
        self.closed.show_sentence(view.ended)
        self.correction.setVisible(view.corrects is not None)
        if view.corrects is not None:
            self.correction.show_sentence(correction_words(view.corrects, seen_at, zone))
        self._settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Comes and goes with the lines in it."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        self.setVisible(not all(one.isHidden() for one in self._lines))

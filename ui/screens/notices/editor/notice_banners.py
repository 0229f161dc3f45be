"""What stands above the fields: what it corrects, who has to agree, or why no more can be said."""

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from statusboard.domain.views.notices import EditorView
from ui.screens.notices.correction_words import correction_words
from ui.screens.notices.editor.agreement_banner import AgreementBanner
from ui.theme.tokens import SPACE_2
from ui.widgets.banner import Banner


class NoticeBanners(QWidget):
    """At most three lines; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.closed = Banner(is_rounded=True, tone="degraded")
        self.correction = Banner(is_rounded=True, tone="maintenance")
        self.agreement = AgreementBanner()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        for banner in (self.closed, self.correction):
            banner.hide()
            column.addWidget(banner)
        column.addWidget(self.agreement)
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
        has_line = bool(view.ended) or view.corrects is not None
        self.setVisible(has_line or not self.agreement.isHidden())

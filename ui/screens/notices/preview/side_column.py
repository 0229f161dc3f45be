"""The right column: the new text, what is on the page now, and what monitoring sees."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.notice import Wording
from statusboard.domain.views.notices import EditorView
from ui.screens.notices.preview.monitoring_card import MonitoringCard
from ui.screens.notices.preview.page_preview import PagePreview
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel


class SideColumn(QScrollArea):
    """Follows the wording as it is typed."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.preview = PagePreview(clock)
        self.page = PagePreview(clock, is_new=False)
        self.page_says = Label(tone="muted", wrap=True)
        self.monitoring = MonitoringCard()
        inner = QWidget()
        inner.setProperty("surface", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(SPACE_2)
        column.addWidget(SectionLabel(self.tr("New text, not on the page yet")))
        column.addWidget(self.preview)
        column.addSpacing(SPACE_3)
        column.addWidget(SectionLabel(self.tr("On the page now")))
        column.addWidget(self.page_says)
        column.addWidget(self.page)
        column.addSpacing(SPACE_3)
        column.addWidget(SectionLabel(self.tr("What monitoring sees")))
        column.addWidget(self.monitoring)
        column.addStretch(1)
        self.setWidget(inner)

    def follow(self, view: EditorView, wording: Wording, now: datetime) -> None:
        """Shows what this wording becomes, and what is measured of the services it names."""
        names = {choice.component_id: choice.name for choice in view.choices}
        by_id = {choice.component_id: choice for choice in view.choices}
        named = [by_id[key] for key in wording.components if key in by_id]
        self.preview.follow(wording, view.incident, names, view.zone)
        self._show_page(view, names)
        self.monitoring.show_choices(named, now, view.zone)

    def _show_page(self, view: EditorView, names: dict[int, str]) -> None:
        """What customers read at this moment: what was read back, not what is on its way."""
        updates = view.incident.updates if view.incident is not None else ()
        waits = view.waits_since
        said = [one for one in updates if waits is None or one.published_at < waits]
        self.page.setVisible(bool(said))
        if view.incident is not None and said:
            self.page.follow_page(view.incident, said, names, view.zone)
        words = ""
        if len(said) < len(updates):
            words = self.tr("The newest update is on its way there.")
        elif not updates:
            words = self.tr("Nothing of this is there yet.")
        self.page_says.setText(words)
        self.page_says.setVisible(bool(words))

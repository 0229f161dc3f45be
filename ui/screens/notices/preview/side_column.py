"""The right column: the page as customers will see it, and what monitoring sees."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from statusboard.app.clock import Clock
from statusboard.domain.notice import Wording
from statusboard.domain.views.notices import EditorView
from ui.screens.notices.preview.monitoring_card import MonitoringCard
from ui.screens.notices.preview.page_preview import PagePreview
from ui.theme.tokens import SPACE_2, SPACE_3
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
        self.monitoring = MonitoringCard()
        inner = QWidget()
        inner.setProperty("surface", "clear")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(SPACE_2)
        column.addWidget(SectionLabel(self.tr("On the page")))
        column.addWidget(self.preview)
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
        self.monitoring.show_choices(named, now, view.zone)

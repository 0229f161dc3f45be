"""A message of planned work as the readers of each channel get it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.maintenance import SayingStep
from statusboard.domain.views.previews import ChannelPreview
from ui.screens.maintenance.words import step_word
from ui.screens.notices.preview.message_preview import MessagePreview
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.paragraph import Paragraph
from ui.widgets.segmented_control import SegmentedControl
from ui.widgets.sheet import Sheet

_WIDTH, _MOST_SEGMENTS = 640, 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class MessageSheet(Sheet):
    """One message, by channel; nothing is sent from here."""

    def __init__(
        self, step: SayingStep, title: str, previews: Sequence[ChannelPreview], parent: QWidget
    ) -> None:
        super().__init__(
            _tr("{step}: what readers get").format(step=step_word(step)),
            parent,
            width=_WIDTH,
            subtitle=title,
        )
        self._previews = {one.kind: one for one in previews}
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        self.preview = MessagePreview()
        self.choice = self._choice()
        if self.choice is not None:
            column.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignLeft)
        self.nothing = Paragraph(
            _tr("No channel is set up, so it stands on the page alone. Add one in Subscribers."),
            tone="muted",
        )
        self.nothing.setVisible(not previews)
        self.preview.setVisible(bool(previews))
        column.addWidget(self.nothing)
        column.addWidget(self.preview)
        self.hold(inner)
        close = QPushButton(_tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        if previews:
            self.show_kind(previews[0].kind)

    def show_kind(self, kind: str) -> None:
        """Shows the message of another kind of channel."""
        self.preview.show_message(self._previews[kind])

    def _choice(self) -> SegmentedControl | QComboBox | None:
        options = [(one.kind, one.label) for one in self._previews.values()]
        name = _tr("Look at it as")
        if len(options) < 2:
            return None
        if len(options) <= _MOST_SEGMENTS:
            segments = SegmentedControl(options, name=name)
            segments.chosen.connect(self.show_kind)
            return segments
        box = QComboBox()
        box.setAccessibleName(name)
        for kind, label in options:
            box.addItem(label, kind)
        box.currentIndexChanged.connect(lambda _: self.show_kind(str(box.currentData())))
        return box

"""A short question: which kind of channel is to be added."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.declaration import ChannelKind
from ui.theme.icons import kind_icon
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.field_row import declared
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_WIDTH = 480


class KindDialog(Sheet):
    """Every kind that this version knows, the usual one first. Opened with `open()`.

    Signals:
        chosen: the key of a kind.
    """

    chosen = Signal(str)

    def __init__(self, kinds: Mapping[str, ChannelKind], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How shall people be told?"), parent, width=_WIDTH)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        for kind in kinds.values():
            option = QVBoxLayout()
            option.setSpacing(SPACE_1)
            option.addWidget(self._option(kind))
            if kind.summary:
                summary = declared(kind.summary)
                option.addWidget(Label(summary, tone="muted", size=CAPTION, wrap=True))
            box.addLayout(option)
        self.hold(inner)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setProperty("look", "quiet")
        cancel.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)

    def _option(self, kind: ChannelKind) -> QPushButton:
        label = declared(kind.label)
        button = QPushButton(kind_icon(kind.icon, tokens().accent), f"\N{EN SPACE}{label}")
        button.setObjectName(kind.key)
        button.setMinimumHeight(44)
        button.setAccessibleName(label)
        button.setAccessibleDescription(declared(kind.summary))
        button.clicked.connect(lambda: self._choose(kind.key))
        return button

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)

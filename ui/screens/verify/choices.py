"""A short question: where a new service comes from."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.catalog.declaration import CheckKind
from ui.theme.icons import icon, kind_icon
from ui.theme.theme import tokens
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.field_row import declared
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

# Not a kind of check: its entities are picked from a list.
NEW_RELIC = "new_relic"
_WIDTH = 720
_COLUMNS = 2


class SourceDialog(Sheet):
    """Asks where the service comes from. Opened with `open()`.

    Signals:
        chosen: the key of a kind of check, or NEW_RELIC.
        all_wanted: what another program watches is to be brought along.
    """

    chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, kinds: Mapping[str, CheckKind], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What shall be watched?"), parent, width=_WIDTH)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_3)
        offers = [
            (
                kind.key,
                kind_icon(kind.icon, tokens().accent),
                declared(kind.offer or kind.label),
                declared(kind.summary),
            )
            for kind in kinds.values()
            if kind.probe is not None or kind.receives is not None
        ]
        # The two that most people come for stand first, side by side.
        offers.insert(
            1,
            (
                NEW_RELIC,
                icon("radar", tokens().accent),
                self.tr("From New Relic"),
                self.tr("Pick what New Relic watches already; its state is read along."),
            ),
        )
        for number, (key, glyph, title, sentence) in enumerate(offers):
            option = QVBoxLayout()
            option.setSpacing(SPACE_1)
            option.addWidget(self._option(key, glyph, title, sentence))
            option.addWidget(Label(sentence, tone="muted", size=CAPTION, wrap=True))
            option.addStretch(1)
            grid.addLayout(option, number // _COLUMNS, number % _COLUMNS)
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self.hold(inner)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setProperty("look", "quiet")
        cancel.clicked.connect(self.reject)
        self.bring_button = QPushButton(self.tr("Bring what you have…"))
        self.bring_button.setAccessibleDescription(
            self.tr("From Gatus, Uptime Kuma, Upptime, Statuspage and others.")
        )
        self.bring_button.clicked.connect(self._bring)
        self.foot.addWidget(self.bring_button)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)

    def _option(self, key: str, glyph: QIcon, title: str, sentence: str) -> QPushButton:
        button = QPushButton(glyph, f"\N{EN SPACE}{title}")
        button.setObjectName(key)
        button.setMinimumHeight(44)
        button.setAccessibleName(title)
        button.setAccessibleDescription(sentence)
        button.clicked.connect(lambda: self._choose(key))
        return button

    def _bring(self) -> None:
        self.accept()
        self.all_wanted.emit()

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)

"""The trail: whether its chain is whole, its lines, and what can be done with it."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.status import ComponentStatus
from ui.screens.people.trail_list import TrailList
from ui.screens.people.words import rows_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import SPACE_2, SPACE_3
from ui.widgets.label import Label
from ui.widgets.status_chip import StatusChip

if TYPE_CHECKING:
    from statusboard.app.audit.queries import TrailProof
    from statusboard.app.audit.told import ToldTrail


class TrailPanel(QWidget):
    """`most` lines at most; 0: all, with a way to the older ones.

    Signals:
        check_wanted: somebody wants the chain checked.
        export_wanted: somebody wants the lines in a file.
    """

    check_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, *, most: int = 0, has_title: bool = True) -> None:
        super().__init__()
        self.list = TrailList(most=most)
        self.chip = StatusChip(ComponentStatus.OPERATIONAL)
        self.chip.hide()
        self.said = Label(tone="major", wrap=True)
        self.said.hide()
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.clicked.connect(self.export_wanted)
        self.check_button = QPushButton(self.tr("Check the chain"))
        self.check_button.clicked.connect(self.check_wanted)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, SPACE_2, 0)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_3)
        foot.addWidget(self.export_button)
        foot.addWidget(self.check_button)
        if has_title:
            head.addWidget(Label(self.tr("Audit trail"), weight=SEMIBOLD))
            head.addStretch(1)
            head.addWidget(self.chip)
        else:
            foot.addWidget(self.chip)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
        column.addLayout(foot)

    def show_trail(self, trail: "ToldTrail", now: datetime, *, is_filtered: bool = False) -> None:
        """Shows these lines; some may be left out by a filter."""
        self.list.show_trail(trail, now, is_filtered=is_filtered)

    def show_busy(self) -> None:
        """The chain is being checked."""
        self.check_button.setEnabled(False)
        self.check_button.setText(self.tr("Checking…"))

    def show_proof(self, proof: "TrailProof") -> None:
        """Says whether the chain is whole; else which rows were changed, and how."""
        self._rest()
        status = ComponentStatus.MAJOR_OUTAGE if proof.faults else ComponentStatus.OPERATIONAL
        self.chip.show_status(status, rows_words(proof.rows, is_whole=not proof.faults))
        self.chip.show()
        shown = [fault.sentence for fault in proof.faults[:3]]
        if len(proof.faults) > len(shown):
            more = len(proof.faults) - len(shown)
            shown.append(self.tr("And {n} more: “statusboard audit verify”.").format(n=more))
        self.said.setText(" ".join(shown))
        self.said.setVisible(bool(shown))

    def show_failure(self, sentence: str) -> None:
        """Says why the chain could not be checked."""
        self._rest()
        self.said.setText(sentence)
        self.said.show()

    def _rest(self) -> None:
        self.check_button.setEnabled(True)
        self.check_button.setText(self.tr("Check the chain"))

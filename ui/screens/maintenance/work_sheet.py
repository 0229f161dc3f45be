"""The base of what is asked before something is done with announced work."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.screens.maintenance.reason_edit import ReasonEdit
from ui.theme.tokens import SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.paragraph import Paragraph
from ui.widgets.sheet import Sheet

_WIDTH = 460


def _tr(text: str) -> str:
    return QCoreApplication.translate("Maintenance", text)


class WorkSheet(Sheet):
    """A question with a way back; what was refused stays open with the reason.

    Signals:
        ask_wanted: somebody else is to agree to it first.
    """

    ask_wanted = Signal()

    def __init__(
        self, title: str, subtitle: str, action: str, parent: QWidget, *, back: str
    ) -> None:
        super().__init__(title, parent, width=_WIDTH, subtitle=subtitle)
        self.outcome = Banner(tone="major")
        self.outcome.hide()
        self.content.addWidget(self.outcome)
        inner = QWidget()
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        self.column.setSpacing(SPACE_3)
        self.hold(inner)
        self.back_button = QPushButton(back)
        self.back_button.setProperty("look", "quiet")
        self.back_button.clicked.connect(self.reject)
        self.act_button = QPushButton(action)
        self.act_button.setProperty("look", "primary")
        self.main_button = self.act_button
        self.foot.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch(1)
        self.ask_button = QPushButton(_tr("Ask for approval"))
        self.ask_button.clicked.connect(self._ask)
        self.ask_button.hide()
        self.foot.addWidget(self.ask_button)
        self.foot.addWidget(self.act_button)
        self.reason = ReasonEdit()
        self._asks_why = False

    @property
    def without_approval(self) -> str:
        """Why it cannot wait for somebody else; empty where nobody else has to agree."""
        return self.reason.reason if self._asks_why else ""

    @property
    def lacks_reason(self) -> bool:
        """Whether why it cannot wait has to be said, and was not."""
        return self._asks_why and not self.reason.reason

    def ask_why(self) -> None:
        """Asks, last of all, why it cannot wait until somebody else has agreed."""
        self._asks_why = True
        words = _tr("Somebody else has to agree to this. Ask them, or say why it cannot wait.")
        self.column.addWidget(Paragraph(words, tone="muted"))
        self.column.addWidget(self.reason)
        self.ask_button.setProperty("look", "primary")
        self.act_button.setProperty("look", "")
        self.ask_button.show()
        self.main_button = self.ask_button

    def _ask(self) -> None:
        self.ask_button.setEnabled(False)
        self.ask_wanted.emit()

    def was_refused(self, sentence: str) -> None:
        """Nothing was done; what was written stays."""
        self.outcome.show_sentence(_tr("Nothing was changed. {reason}").format(reason=sentence))
        self.outcome.show()
        self.act_button.setEnabled(True)
        self.ask_button.setEnabled(True)

"""Shows where others report to a check, once: of the token in it only a digest is kept."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from statusboard.domain.views.signals import SignalAddress
from ui.theme.fonts import mono
from ui.theme.tokens import CAPTION, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.label import Label
from ui.widgets.section_label import SectionLabel
from ui.widgets.sheet import Sheet

_WIDTH = 600
_LINES = 4


class AddressSheet(Sheet):
    """Opened with `open()`."""

    def __init__(self, name: str, address: SignalAddress, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Address of {name}").format(name=name), parent, width=_WIDTH)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        box.setSpacing(SPACE_3)
        self.url = _shown(address.url, self.tr("Address"), 2)
        self.command = _shown(address.command, self.tr("Command"), _LINES)
        self.copy_url = QPushButton(self.tr("Copy address"))
        self.copy_command = QPushButton(self.tr("Copy command"))
        self.copy_url.clicked.connect(lambda: self._copy(self.copy_url, address.url))
        self.copy_command.clicked.connect(lambda: self._copy(self.copy_command, address.command))
        box.addWidget(SectionLabel(self.tr("Whoever knows this address can report here")))
        box.addWidget(self.url)
        box.addWidget(SectionLabel(self.tr("From a shell")))
        box.addWidget(self.command)
        if not address.is_whole:
            words = self.tr(
                "The public address of the page server is not known yet. Write it in the place of "
                "its beginning, or give it under Page server in Settings."
            )
            box.addWidget(Label(words, tone="degraded", wrap=True))
        words = self.tr(
            "It is shown here and nowhere else, and kept only in a form from which nobody can read "
            "it. Who loses it makes another one, which ends this one."
        )
        box.addWidget(Label(words, tone="muted", wrap=True))
        self.hold(inner)
        close = QPushButton(self.tr("Done"))
        close.setProperty("look", "primary")
        close.clicked.connect(self.accept)
        self.main_button = close
        self.foot.addWidget(self.copy_url)
        self.foot.addWidget(self.copy_command)
        self.foot.addStretch(1)
        self.foot.addWidget(close)

    def _copy(self, button: QPushButton, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        for other, words in (
            (self.copy_url, self.tr("Copy address")),
            (self.copy_command, self.tr("Copy command")),
        ):
            other.setText(self.tr("Copied") if other is button else words)


def _shown(text: str, name: str, lines: int) -> QPlainTextEdit:
    shown = QPlainTextEdit(text)
    shown.setReadOnly(True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(name)
    shown.setFont(mono(CAPTION))
    shown.setWordWrapMode(shown.wordWrapMode().WrapAnywhere)
    shown.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    margins = shown.contentsMargins()
    room = 2 * (shown.frameWidth() + int(shown.document().documentMargin()))
    height = shown.fontMetrics().lineSpacing() * lines + room + margins.top() + margins.bottom()
    shown.setFixedHeight(height)
    return shown

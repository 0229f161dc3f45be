"""A section of the settings: a heading, a sentence, and a card of fields."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.fonts import BOLD, SEMIBOLD
from ui.theme.tokens import BODY, CAPTION, LEAD, SPACE_1, SPACE_3, SPACE_4
from ui.widgets.card import Card
from ui.widgets.label import Label


class SectionHead(QWidget):
    """The heading of a section, and the sentence below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", self, size=LEAD, weight=BOLD)
        self._sentence = Label("", self, tone="muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self._title)
        column.addWidget(self._sentence)

    def say(self, title: str, sentence: str) -> None:
        """Says what the section is for."""
        self._title.setText(title)
        self._sentence.setText(sentence)


class SettingsSection(QWidget):
    """`body` is the card's layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = SectionHead(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_3)
        column.addWidget(self._head)
        card = Card("", self, margin=SPACE_4 + 4)
        self.card = card
        self.body = card.body
        self.body.setSpacing(SPACE_4)
        column.addWidget(card)

    def head(self, title: str, sentence: str) -> None:
        """Says what the section is for."""
        self._head.say(title, sentence)
        self.setAccessibleName(title)


class LabelledField(QWidget):
    """A control with its name above it, and a sentence below: help, or what is wrong."""

    def __init__(
        self,
        name: str,
        control: QWidget,
        *,
        help_text: str = "",
        named: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._help = help_text
        self._named = named or control
        self._named.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1 + 1)
        label = Label(name, self, size=BODY - 1, weight=SEMIBOLD)
        label.setBuddy(self._named)
        self._below = Label("", self, size=CAPTION, tone="muted", wrap=True)
        column.addWidget(label, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(control)
        column.addWidget(self._below)
        self.clear_fault()

    @property
    def fault(self) -> str:
        """What is wrong, or empty."""
        return self._below.text() if self._below.property("tone") == "major" else ""

    def show_fault(self, sentence: str) -> None:
        """Says what is wrong, in place of the help."""
        self._say(sentence, "major")

    def clear_fault(self) -> None:
        """Shows the help again."""
        self._say(self._help, "muted")

    def _say(self, sentence: str, tone: str) -> None:
        self._below.setText(sentence)
        self._below.set_tone(tone)
        self._below.setVisible(bool(sentence))
        self._named.setAccessibleDescription(sentence)
        self._named.setProperty("fault", "true" if tone == "major" else "false")
        self._named.style().unpolish(self._named)
        self._named.style().polish(self._named)

"""Below the text of a notice: how many words it has, at which age it is followed, what is left."""

import re
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from statusboard.domain.notice import BODY_LIMIT
from statusboard.domain.paragraphs import paragraphs
from ui.theme.tokens import CAPTION, SPACE_2, SPACE_3
from ui.widgets.label import Label

# The name of a picture is not read, as its words are.
_PICTURE = re.compile(r"\]\(image:[^)\s]*\)")
_WORD = re.compile(r"[^\W_]+(?:['’.:-][^\W_]+)*")


# One key changes one paragraph: what was counted in the others is kept.
_KEPT_PARAGRAPHS = 256


def word_count(text: str) -> int:
    """How many words a reader would count; Markdown's marks are none."""
    return sum(_counted(paragraph) for _, paragraph in paragraphs(text))


@lru_cache(maxsize=_KEPT_PARAGRAPHS)
def _counted(paragraph: str) -> int:
    return len(_WORD.findall(_PICTURE.sub("]", paragraph)))


class BodyFooter(QWidget):
    """Counts what it is shown. How hard that is to read is judged elsewhere, a moment later."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._age: int | None = None
        self.count = Label(parent=self, size=CAPTION, tone="muted")
        self.limit = Label(parent=self, size=CAPTION, tone="major")
        self.setObjectName("bodyFooter")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet("#bodyFooter { border-top: 1px solid palette(mid); }")
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.limit)

    def show_text(self, text: str) -> None:
        """Counts another text."""
        self._text = text
        self._draw()

    def show_reading_age(self, age: int | None) -> None:
        """Says at which age the text can be followed; nothing where that is not known."""
        self._age = age
        self._draw()

    def _draw(self) -> None:
        words = word_count(self._text)
        count = self.tr("1 word") if words == 1 else self.tr("%n words", "", words)
        if self._age is not None:
            # Told by the reader's years: a grade means something else in each country.
            count = self.tr("{count} · reads at age {age}").format(count=count, age=self._age)
        self.count.setText(count)
        left = BODY_LIMIT - len(self._text)
        if left >= BODY_LIMIT // 10:
            self.limit.setText("")
        elif left >= 0:
            self.limit.setText(self.tr("Characters left: %n", "", left))
        else:
            self.limit.setText(self.tr("Too long to publish by %n characters", "", -left))

"""What would be sent, whole and readable, and where it goes."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from statusboard.app.notices.assistant_request import AssistantRequest
from statusboard.domain.language import Language
from statusboard.domain.views.writing_help import AssistantView
from statusboard.domain.writing_prompt import Tone
from ui.screens.assistant_words import where_words
from ui.theme.fonts import SEMIBOLD
from ui.theme.tokens import CAPTION, SPACE_1, SPACE_3, SPACE_4, SPACE_5
from ui.widgets.banner import Banner
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented_control import SegmentedControl

_SECOND_MS = 1_000


class PromptPage(QWidget):
    """The prompt as it stands there is the prompt that is sent.

    Signals:
        wish_changed: another tone or language is wanted.
    """

    wish_changed = Signal()

    def __init__(self, assistant: AssistantView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest_s = round(assistant.timeout_s)
        self._waited_s = 0
        self._is_asked = False
        sentence, tone = where_words(assistant)
        self.where = Banner(sentence, tone=tone, is_rounded=True)
        self.problem = Banner(tone="major", is_rounded=True)
        self.problem.hide()
        self.tone = SegmentedControl(
            [
                (Tone.PLAIN.value, self.tr("Plain")),
                (Tone.WARM.value, self.tr("Warm")),
                (Tone.BRIEF.value, self.tr("Brief")),
            ],
            name=self.tr("Tone"),
        )
        self.language = SegmentedControl(
            [(Language.ENGLISH.value, "English"), (Language.GERMAN.value, "Deutsch")],
            name=self.tr("Language"),
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("What is sent"))
        self.text.setPlaceholderText(self.tr("Putting the facts together…"))
        self.left_out = Label(size=CAPTION, tone="muted", wrap=True)
        self.left_out.hide()
        self.waiting = Label(tone="muted", wrap=True)
        self.waiting.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(_SECOND_MS)
        self._timer.timeout.connect(self._count)
        self._lay_out()
        self.tone.chosen.connect(lambda _: self.wish_changed.emit())
        self.language.chosen.connect(self._language_chosen)

    @property
    def wish(self) -> tuple[Tone, Language | None]:
        """The tone and the language; None until a person or the first prompt says which."""
        language = Language(self.language.current) if self._is_asked else None
        return Tone(self.tone.current), language

    def show_request(self, request: AssistantRequest) -> None:
        """Shows what would be sent, and says what was kept back."""
        self._is_asked = True
        self.language.choose(request.language.value)
        self.text.setPlainText(request.ask.prompt.text)
        self.left_out.setText(
            self.tr("Kept back, because it names what is known inside alone: {facts}.").format(
                facts="; ".join(request.left_out)
            )
        )
        self.left_out.setVisible(bool(request.left_out))

    def wait(self) -> None:
        """Says how long the helper has been at it, once a second."""
        self.problem.hide()
        self._waited_s = 0
        for control in (self.tone, self.language):
            control.setEnabled(False)
        self._say_waiting()
        self.waiting.show()
        self._timer.start()

    def rest(self) -> None:
        """Nobody is asked now."""
        self._timer.stop()
        self.waiting.hide()
        for control in (self.tone, self.language):
            control.setEnabled(True)

    def show_problem(self, sentence: str) -> None:
        """Says what went wrong; the prompt stays, to be sent again."""
        self.problem.show_sentence(sentence)
        self.problem.show()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _language_chosen(self, _key: str) -> None:
        self._is_asked = True
        self.wish_changed.emit()

    def _count(self) -> None:
        self._waited_s += 1
        self._say_waiting()

    def _say_waiting(self) -> None:
        self.waiting.setText(
            self.tr("The helper is writing… {waited} s, {longest} s at most.").format(
                waited=self._waited_s, longest=self._longest_s
            )
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        column.setSpacing(SPACE_3)
        column.addWidget(self.where)
        column.addWidget(self.problem)
        wishes = QWidget()
        flow = FlowLayout(wishes, gap=SPACE_5, at_top=True)
        flow.addWidget(_named(self.tr("Tone"), self.tone))
        flow.addWidget(_named(self.tr("Language"), self.language))
        column.addWidget(wishes)
        caption = Label(
            self.tr("What is sent, and nothing else"), size=CAPTION, weight=SEMIBOLD, tone="muted"
        )
        caption.setBuddy(self.text)
        column.addWidget(caption)
        column.addWidget(self.text, 1)
        column.addWidget(self.left_out)
        column.addWidget(self.waiting)


def _named(words: str, control: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_1 + 1)
    column.addWidget(Label(words, size=CAPTION, weight=SEMIBOLD, tone="muted"))
    column.addWidget(control)
    return box

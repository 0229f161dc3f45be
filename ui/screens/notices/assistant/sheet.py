"""What the helper would get, then what it wrote beside the present text; a person decides twice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from statusboard.app.notices.assistant_request import AssistantRequest
from statusboard.domain.finding import Finding
from statusboard.domain.language import Language
from statusboard.domain.views.writing_help import AssistantAnswer, AssistantView
from statusboard.domain.writing_prompt import Tone
from statusboard.errors import StatusBoardError, field_of
from ui.screens.notices.assistant.answer_page import AnswerPage
from ui.screens.notices.assistant.prompt_page import PromptPage
from ui.widgets.sheet import Sheet

_WIDTH, _HEIGHT = 880, 620
# Where what went wrong is about one of these, the way out leads to the settings.
_IN_SETTINGS = frozenset({"url", "model", "key"})


class AssistantSheet(Sheet):
    """Sends and takes nothing by itself; whatever goes wrong, the notice stays as it is.

    Signals:
        wish_changed: another tone or language is wanted, and so another prompt.
        send_wanted: a person has read what is sent; carries the AskAssistant.
        stop_wanted: nobody waits for an answer any more.
        used: the words are taken; carries the text.
        settings_wanted: the helper's settings are in the way.
    """

    wish_changed = Signal()
    send_wanted = Signal(object)
    stop_wanted = Signal()
    used = Signal(str)
    settings_wanted = Signal()

    def __init__(self, assistant: AssistantView, present: str, parent: QWidget) -> None:
        title = self.tr("Draft with the helper")
        where = self.tr("{model} at {host}")
        subtitle = where.format(model=assistant.model, host=assistant.host)
        super().__init__(
            title,
            parent,
            width=_WIDTH,
            height=_HEIGHT,
            subtitle=subtitle if assistant.model else assistant.host,
        )
        self._request: AssistantRequest | None = None
        self._answer: AssistantAnswer | None = None
        self._is_busy = False
        self.prompt = PromptPage(assistant)
        self.answered = AnswerPage(present)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.prompt)
        self._pages.addWidget(self.answered)
        self.content.addWidget(self._pages, 1)
        self.settings_button = self._button(self.tr("Open the settings"), self._to_settings)
        self.leave_button = self._button(self.tr("Leave it"), self.reject)
        self.stop_button = self._button(self.tr("Stop"), self.stop)
        self.again_button = self._button(self.tr("Ask again"), self._ask_again)
        self.send_button = self._button(self.tr("Send"), self._send)
        self.use_button = self._button(self.tr("Use these words"), self._use)
        for button in (self.send_button, self.use_button):
            button.setProperty("look", "primary")
        self.leave_button.setProperty("look", "quiet")
        self.foot.addWidget(self.leave_button)
        self.foot.addWidget(self.settings_button)
        self.foot.addStretch(1)
        for button in (self.stop_button, self.again_button, self.send_button, self.use_button):
            self.foot.addWidget(button)
        self.settings_button.hide()
        self.prompt.wish_changed.connect(self._wish_changed)
        self.finished.connect(self.prompt.rest)
        self._show_buttons()
        self.prompt.text.setFocus()

    @property
    def wish(self) -> tuple[Tone, Language | None]:
        """The tone and the language that are wanted; None: as the notice is."""
        return self.prompt.wish

    def show_request(self, request: AssistantRequest) -> None:
        """Shows what would be sent; it can be sent from now on."""
        self._request = request
        self.prompt.show_request(request)
        self._show_buttons()

    def show_answer(
        self, answer: AssistantAnswer, found: Sequence[Finding] | None, problem: str = ""
    ) -> None:
        """Shows what the helper wrote, and what the rules say of it."""
        self._is_busy = False
        self._answer = answer
        self.prompt.rest()
        self.answered.show_answer(answer, found, problem)
        self._pages.setCurrentWidget(self.answered)
        self._show_buttons()
        self.answered.answer.setFocus()

    def was_refused(self, error: StatusBoardError) -> None:
        """Says why there is no answer, and where that can be seen to."""
        self._is_busy = False
        self.prompt.rest()
        self.prompt.show_problem(str(error))
        self.settings_button.setVisible(field_of(error) in _IN_SETTINGS)
        self._show_buttons()
        (self.send_button if self._request is not None else self.leave_button).setFocus()

    def stop(self) -> None:
        """Waits no longer; what was sent stays sent."""
        self.stop_wanted.emit()
        self._is_busy = False
        self.prompt.rest()
        self._show_buttons()
        self.send_button.setFocus()

    def _send(self) -> None:
        if self._request is None or self._is_busy:
            return
        self._is_busy = True
        self.settings_button.hide()
        self.prompt.wait()
        self._show_buttons()
        self.stop_button.setFocus()
        self.send_wanted.emit(self._request.ask)

    def _use(self) -> None:
        if self._answer is None:
            return
        text = self._answer.text
        self.accept()
        self.used.emit(text)

    def _ask_again(self) -> None:
        self._answer = None
        self._pages.setCurrentWidget(self.prompt)
        self._wish_changed()
        self.prompt.text.setFocus()

    def _wish_changed(self) -> None:
        # What stands there is not what is wanted any more: it is not sent.
        self._request = None
        self._show_buttons()
        self.wish_changed.emit()

    def _to_settings(self) -> None:
        self.reject()
        self.settings_wanted.emit()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: act())  # noqa: PLW0108 - without what Qt carries along
        return button

    def _show_buttons(self) -> None:
        has_answer = self._answer is not None
        self.stop_button.setVisible(self._is_busy)
        self.send_button.setVisible(not self._is_busy and not has_answer)
        self.send_button.setEnabled(self._request is not None)
        self.again_button.setVisible(has_answer)
        self.use_button.setVisible(has_answer)
        self.main_button = self.use_button if has_answer else self.send_button

"""The way from the editor to the writing helper and back, where a team has chosen one."""

import asyncio
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from statusboard.app.notices.asks import AssistantAsk, ReadThrough
from statusboard.app.notices.assistant_request import ASSISTANT_REQUEST, READ_THROUGH
from statusboard.domain.views.notices import EditorView
from statusboard.domain.views.writing_help import AskAssistant, AssistantAnswer
from statusboard.errors import StatusBoardError
from ui.runtime.latest_wins import LatestWins
from ui.runtime.operations import Operations
from ui.screens.notices.assistant.sheet import AssistantSheet
from ui.screens.notices.editor.notice_editor import NoticeEditor

_REQUEST, _READ = "request", "read"


class Asking(QObject):
    """The button is there only where a helper is; nothing else of it is ever in the way.

    Signals:
        settings_wanted: a person wants to see to the helper's settings.
    """

    settings_wanted = Signal()

    def __init__(self, operations: Operations, editor: NoticeEditor, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._editor = editor
        self._window = window
        self._view: EditorView | None = None
        self._task: asyncio.Task[None] | None = None
        self.sheet: AssistantSheet | None = None
        self.button = QToolButton(editor.body)
        self.button.setText(self.tr("Helper…"))
        self.button.setAccessibleName(self.tr("Draft with the helper"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.button.setToolTip(
            self.tr("Draft with the helper: shows what it would get, before it is sent")
        )
        self.button.hide()
        self.button.clicked.connect(self.open)
        editor.body.toolbar.add_tool(self.button)

    def follow(self, view: EditorView) -> None:
        """This notice is open now; the button shows where a helper is chosen."""
        self._view = view
        self.button.setVisible(view.assistant is not None)

    def end(self) -> None:
        """No notice is open."""
        self._view = None
        self.button.hide()

    def leave(self) -> None:
        """The notice that a draft was asked for is left, and the sheet with it."""
        if self.sheet is not None:
            self.sheet.drop()

    def open(self) -> None:
        """Shows what would be sent."""
        view = self._view
        if view is None or view.assistant is None or self.sheet is not None:
            return
        sheet = AssistantSheet(view.assistant, self._editor.wording.body, self._window)
        sheet.wish_changed.connect(partial(self._ask_request, sheet))
        sheet.send_wanted.connect(partial(self._send, sheet))
        sheet.stop_wanted.connect(self._stop)
        sheet.used.connect(self._editor.take_from_helper)
        sheet.settings_wanted.connect(self._to_settings)
        sheet.finished.connect(self._closed)
        self._answers = LatestWins(self._operations, sheet)
        self.sheet = sheet
        sheet.open()
        self._ask_request(sheet)

    def _ask_request(self, sheet: AssistantSheet) -> None:
        view = self._view
        if view is None:
            return
        tone, language = sheet.wish
        incident_id = view.incident.id if view.incident is not None else None
        ask = AssistantAsk(self._editor.wording, incident_id, tone, language)
        work = partial(self._operations.desk.ask, ASSISTANT_REQUEST, ask)
        self._answers.ask(_REQUEST, ask, work, sheet.show_request, sheet.was_refused)

    def _send(self, sheet: AssistantSheet, ask: AskAssistant) -> None:
        self._stop()
        self._task = self._operations.run(
            sheet,
            self._operations.desk.ask_assistant(ask),
            partial(self._answered, sheet),
            sheet.was_refused,
        )

    def _answered(self, sheet: AssistantSheet, answer: AssistantAnswer) -> None:
        """The text is held against every rule before a person reads it."""
        view = self._view
        if view is None:
            return
        wording = replace(self._editor.wording, body=answer.text, from_helper=answer.text)
        incident_id = view.incident.id if view.incident is not None else None
        ask = ReadThrough(wording, incident_id)

        def unread(error: StatusBoardError) -> None:
            sheet.show_answer(answer, None, str(error))

        work = partial(self._operations.desk.ask, READ_THROUGH, ask)
        self._answers.ask(_READ, ask, work, lambda found: sheet.show_answer(answer, found), unread)

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _to_settings(self) -> None:
        self.settings_wanted.emit()

    def _closed(self) -> None:
        self._stop()
        self._answers.drop_all()
        self.sheet = None

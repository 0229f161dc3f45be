"""Carries the wishes of the writing helper's section to the desk."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from statusboard.app.writing_help.commands import give_assistant_key
from statusboard.domain.views.writing_help import AssistantKey
from ui.runtime.operations import Operations
from ui.screens.settings.assistant_section import AssistantSection


class AskingAssistant(QObject):
    """`kept` is called once a key is kept or forgotten."""

    def __init__(
        self, operations: Operations, section: AssistantSection, kept: Callable[[], None]
    ) -> None:
        super().__init__(section)
        self._operations = operations
        self._section = section
        self._kept = kept
        section.key_given.connect(self._give_key)
        section.try_wanted.connect(self._try)

    def _give_key(self, given: AssistantKey) -> None:
        self._operations.run(
            self._section,
            self._operations.desk.do(give_assistant_key, given),
            lambda _none: self._was_kept(),
            self._section.key_was_refused,
        )

    def _was_kept(self) -> None:
        self._section.key_was_kept()
        self._kept()

    def _try(self) -> None:
        self._operations.run(
            self._section,
            self._operations.desk.try_assistant(),
            self._section.was_tried,
            self._section.was_refused,
        )

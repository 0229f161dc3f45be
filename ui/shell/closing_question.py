"""The question before the window is closed over what somebody typed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.widgets.confirm_dialog import ConfirmDialog


class ClosingQuestion:
    """Asks once at a time; whoever says yes closes the window for good."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._is_waived = False
        self._asking: ConfirmDialog | None = None

    def waive(self) -> None:
        """From now on nothing is asked."""
        self._is_waived = True

    def allows(self, unsaved: str) -> bool:
        """Whether the window may close now. `unsaved` says what would be lost, empty for nothing.

        Else a person is asked, and the window is closed after a yes.
        """
        if not unsaved or self._is_waived:
            return True
        if self._asking is None:
            from ui.widgets.throw_away import ask_to_throw_away

            self._asking = ask_to_throw_away(self._window, unsaved, self._close)
            self._asking.finished.connect(self._was_asked)
        return False

    def _close(self) -> None:
        self.waive()
        self._window.close()

    def _was_asked(self) -> None:
        self._asking = None

"""The question before typed work is lost with a dialog or a window."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.confirm_dialog import ConfirmDialog


def ask_to_throw_away(
    home: QWidget,
    sentence: str,
    then: Callable[[], None],
    *,
    title: str = "",
    action: str = "",
    keep: str = "",
) -> ConfirmDialog:
    """Asks over `home`; `then` is called where a person agrees. Enter and Escape keep the work.

    `title`, `action` and `keep`: for work that was not written.
    """

    def tr(text: str) -> str:
        return QCoreApplication.translate("ThrowAway", text)

    dialog = ConfirmDialog(
        title or tr("Throw away what you wrote?"),
        sentence,
        action=action or tr("Throw away"),
        keep=keep or tr("Go on writing"),
        parent=home,
    )
    # Not `then` itself: a slot of Qt would be called by its name, and ask again where it is
    # overridden to ask.
    dialog.accepted.connect(lambda: then())  # noqa: PLW0108
    dialog.open()
    return dialog

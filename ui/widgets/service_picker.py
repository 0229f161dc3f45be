"""A searchable list of services to name; it opens below the button."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from statusboard.domain.views.notices import Choice
from ui.theme.icons import icon
from ui.theme.status_style import status_style
from ui.theme.theme import tokens
from ui.widgets.searched_popup import Entry, PopupWords, SearchedPopup


def _tr(text: str) -> str:
    return QCoreApplication.translate("ServicePicker", text)


class ServicePicker(SearchedPopup):
    """Troubled services first, then by name; typing narrows the list.

    Signals:
        picked: a service was chosen; carries its component id.
    """

    picked = Signal(int)

    def __init__(self, choices: Sequence[Choice], parent: QWidget) -> None:
        ordered = sorted(
            choices, key=lambda choice: (-choice.measured.severity, choice.name.casefold())
        )
        words = PopupWords(
            title=_tr("Add a service"),
            find=_tr("Find a service"),
            listed=_tr("Services"),
            none=_tr("No service is called that."),
        )
        super().__init__(map(_entry, ordered), words, parent)

    def chosen(self, key: object) -> None:
        self.picked.emit(key)


def _entry(choice: Choice) -> Entry:
    style = status_style(choice.measured, tokens())
    return Entry(
        choice.component_id,
        f"{choice.name} · {choice.group}" if choice.group else choice.name,
        f"{style.word}. {choice.reason}".strip(),
        icon(style.glyph, style.colour, 16),
    )

"""The title of a notice as it stands above everything: large, and plain until it is written in."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.notice import TITLE_LIMIT
from ui.screens.notices.writing.title_edit import TitleEdit
from ui.theme.fonts import BOLD, font
from ui.theme.tokens import TITLE

_STYLE = (
    "QLineEdit { background: transparent; border: 2px solid transparent; padding: 3px 0px; }"
    "QLineEdit:hover { background: palette(midlight); }"
    "QLineEdit:focus { border-color: palette(highlight); background: palette(base);"
    " padding: 3px 6px; }"
)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NoticeEditor", text)


def title_field() -> TitleEdit:
    """An empty one; what it asks for depends on the notice."""
    title = TitleEdit()
    title.setObjectName("noticeTitle")
    title.setMaxLength(TITLE_LIMIT)
    title.setAccessibleName(_tr("Title"))
    title.setPlaceholderText(_tr("What do customers notice?"))
    title.setFont(font(TITLE, BOLD))
    title.setStyleSheet(_STYLE)
    return title

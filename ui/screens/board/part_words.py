"""What a board says that shows the services of some groups alone. Pure."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.board import BoardView
from ui.screens.board.name_list import name_list


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def of_part(view: BoardView, words: str) -> str:
    """The words, behind the names of what they speak of: of nothing else they are true."""
    if not view.only:
        return words
    return _tr("{groups}: {words}").format(groups=name_list(view.only), words=words)


def elsewhere_words(view: BoardView) -> str:
    """How many services in trouble this board leaves out; empty for none."""
    if not view.elsewhere:
        return ""
    if view.elsewhere == 1:
        return _tr("1 service of another group is affected")
    return _tr("{n} services of other groups are affected").format(n=view.elsewhere)

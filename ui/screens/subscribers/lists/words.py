"""What is said of an inside list: its text, how many stand in it, what its end means for them."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.inside_list import InsideList, ListText
from ui.screens.subscribers.channel_words import count_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Lists", text)


def text_words(text: ListText) -> str:
    """Which text a list gets."""
    match text:
        case ListText.PAGE:
            return _tr("What customers get")
        case ListText.SUPPORT:
            return _tr("A sentence to say on the phone, then what customers get")


def removal_words(gone: InsideList, members: int) -> str:
    """What becomes of those who stand in a list that is removed."""
    if not members:
        return _tr("Nobody stands in it.")
    stay = (
        _tr("The 1 person in it stays a subscriber")
        if members == 1
        else _tr("The {n} people in it stay subscribers").format(n=count_words(members))
    )
    if gone.text is ListText.PAGE:
        return _tr("{stay}, and what they get stays the same.").format(stay=stay)
    return _tr("{stay}, and from now on they get what customers get.").format(stay=stay)

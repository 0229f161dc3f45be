"""The title over a notice that is about to be published, or has been."""

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.notices import ReviewView
from ui.screens.notices.review.news_parts import is_news
from ui.screens.notices.review.publication_watch import Reached


def title_words(view: ReviewView, reached: Reached | None = None) -> str:
    """What the sheet is about; `reached` is how far the page is, None before it was published."""
    if is_news(view):
        return {
            None: _tr("Review announcement"),
            Reached.ON_ITS_WAY: _tr("The announcement is being published"),
            Reached.FAILING: _tr("The announcement is not on the page yet"),
            Reached.READ_BACK: _tr("The announcement is published"),
        }[reached]
    words = {
        None: _tr("Review update {number}"),
        Reached.ON_ITS_WAY: _tr("Update {number} is being published"),
        Reached.FAILING: _tr("Update {number} is not on the page yet"),
        Reached.READ_BACK: _tr("Update {number} is published"),
    }[reached]
    return words.format(number=view.update_number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReviewSheet", text)

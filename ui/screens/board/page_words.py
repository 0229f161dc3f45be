"""How each of several pages stands, in the words of the board."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.board import PageStand
from ui.widgets.time_words import moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def pages_words(pages: Sequence[PageStand], now: datetime, zone: tzinfo) -> list[str]:
    """Each page by its name; all in one where nothing is wrong with any."""
    shown = [one.shown_at for one in pages if one.is_shown and one.shown_at is not None]
    if len(shown) < len(pages):
        return [_page_words(one, now, zone) for one in pages]
    moment = moment_words(min(shown), now, zone)
    words = _tr("{n} pages published {moment}, read back")
    return [words.format(n=len(pages), moment=moment)]


def _page_words(page: PageStand, now: datetime, zone: tzinfo) -> str:
    """How one of several pages stands."""
    if page.problem:
        return _tr("{page} not published").format(page=page.name)
    if not page.has_place:
        return _tr("{page} put nowhere yet").format(page=page.name)
    if not page.is_shown or page.shown_at is None:
        return _tr("{page} on its way").format(page=page.name)
    moment = moment_words(page.shown_at, now, zone)
    return _tr("{page} published {moment}, read back").format(page=page.name, moment=moment)

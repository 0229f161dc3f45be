"""What the board says of what works again. Pure."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.recovery import Recovery
from ui.screens.board.name_list import name_list
from ui.theme.status_style import incident_style
from ui.theme.theme import tokens
from ui.widgets.time_words import exact_length, moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)


def back_headline(total: int) -> str:
    """The largest words where all work again."""
    if total == 1:
        return _tr("The service works again")
    return _tr("All {total} services work again").format(total=total)


def back_sentence(back: Sequence[Recovery], now: datetime, zone: tzinfo) -> str:
    """Which services since when, after how long, and what customers still read."""
    tiles = dict.fromkeys(tile for found in back for tile in found.tiles)
    words = name_list([tile.name for tile in tiles])
    ends = [found.since for found in back if found.since is not None]
    starts = [found.told.wording.started_at for found in back]
    began = min((start for start in starts if start is not None), default=None)
    if ends:
        since = moment_words(max(ends), now, zone)
        words = _tr("{names} since {moment}").format(names=words, moment=since)
        if began is not None and began < max(ends):
            length = exact_length((max(ends) - began).total_seconds())
            words = _tr("{words}, after {length}").format(words=words, length=length)
    return _tr("{words} — {customers}").format(words=words, customers=still_read(back[0]))


def still_read(found: Recovery) -> str:
    """What customers read although it is over."""
    word = incident_style(found.told.wording.status, tokens()).word
    return _tr("customers still read “{state}”").format(state=word)

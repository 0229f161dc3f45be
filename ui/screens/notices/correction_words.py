"""What is said of a notice that takes back what an update said. Pure."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from statusboard.domain.views.notices import Corrected
from ui.screens.notices.people_words import people_words
from ui.widgets.time_words import moment_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Correction", text)


def correction_words(corrected: Corrected, now: datetime, zone: tzinfo) -> str:
    """Which update it takes back, and that only those are told whom those words reached."""
    moment = moment_words(corrected.published_at, now, zone)
    words = _tr("Corrects update {number} of {moment} {where}.")
    if corrected.recipients:
        people = people_words(corrected.recipients)
        where = _tr("on the page and for the {people} it reached").format(people=people)
    else:
        where = _tr("on the page alone: no message went out")
    return words.format(number=corrected.number, moment=moment, where=where)

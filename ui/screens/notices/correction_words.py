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
    which = _tr("This corrects update {number} of {moment}.")
    if corrected.recipients:
        who = _tr("It goes only to the {people} whom those words reached, and to the page.")
        if corrected.recipients == 1:
            who = _tr("It goes only to the 1 person whom those words reached, and to the page.")
    else:
        who = _tr("Those words reached nobody by a message, so only the page will say it.")
    said = which.format(number=corrected.number, moment=moment)
    return f"{said} {who.format(people=people_words(corrected.recipients))}"

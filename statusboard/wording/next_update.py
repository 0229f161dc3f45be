"""Whoever reads of trouble is told when they hear more."""

import re

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of
from statusboard.wording.sentences import sentences_of

_ANNOUNCES = {
    Language.ENGLISH: any_of(
        r"updat\w+",
        r"(?:more|further) (?:news|word|information|details)",
        r"keep you (?:posted|informed)",
        r"(?:tell|inform|write to|report back to|let) you",
        r"report back",
        r"hear from us",
        r"post again",
        r"write (?:to you )?again",
    ),
    Language.GERMAN: any_of(
        r"Updates?",
        r"(?:nächste|weitere|neue)\w* (?:Meldung\w*|Information\w*|Nachricht\w*|Mitteilung\w*)",
        r"(?:melden|informieren|berichten|unterrichten|aktualisieren)",
        r"auf dem Laufenden",
    ),
}
_WHEN = {
    Language.ENGLISH: re.compile(
        r"\d{1,2}:\d{2}|\b\d{1,2}\s?[ap]\.?m\b|\b(?:noon|midnight|hourly|\d{1,2}00 (?:hours|UTC))\b"
        r"|\b(?:in|within|every|next|an?other)\b[^.!?\n]{0,30}\b(?:minutes?|mins?|hours?|hour|"
        r"half hour)\b"
        r"|\b(?:end of (?:the )?day|tomorrow|tonight)\b",
        re.IGNORECASE,
    ),
    Language.GERMAN: re.compile(
        r"\d{1,2}[:.]\d{2}|\b\d{1,2} Uhr\b|\b(?:mittags|mitternachts?|stündlich|halbstündlich)\b"
        r"|\b(?:in|innerhalb|binnen|alle|spätestens|jede)\b[^.!?\n]{0,30}\b(?:Minuten?|Stunden?|"
        r"halben Stunde)\b",
        re.IGNORECASE,
    ),
}


def _look(draft: Draft) -> Remark | None:
    if not draft.is_open or draft.promises:
        return None
    announces, when = _ANNOUNCES[draft.language], _WHEN[draft.language]
    for sentence in sentences_of(draft):
        if announces.search(sentence.text) and when.search(sentence.text):
            return None
    return Remark("The text does not say when the next update comes. Choose a time.")


DECLARATION = WordRule(
    key="no_next_update",
    look=_look,
    blocks=True,
    good=(
        Sample("Payments fail. The next update is at 14:30 UTC."),
        Sample("Payments fail. We will tell you more within 30 minutes."),
        Sample("We will post updates every half hour."),
        Sample("Payments work again.", status=IncidentStatus.RESOLVED),
        Sample("Payments fail.", status=None),
        Sample("Nächste Meldung um 14:30 Uhr MEZ.", language=Language.GERMAN),
        Sample("Wir melden uns in 30 Minuten wieder.", language=Language.GERMAN),
    ),
    bad=(
        Sample("Payments fail. We are looking into it."),
        Sample("We will provide an update as soon as we can."),
        Sample("Payments failed at 14:30 UTC. More news soon."),
        Sample("Wir halten Sie auf dem Laufenden.", language=Language.GERMAN),
    ),
)

"""Whoever reads of trouble is told when they hear more."""

import re
from collections.abc import Iterator

from statusboard.domain.language import Language
from statusboard.domain.status import IncidentStatus
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of
from statusboard.wording.sentences import sentences_of

_ANNOUNCES = {
    Language.ENGLISH: any_of(
        r"updat\w+",
        r"(?:more|further|additional) (?:news|word|info\w*|details|communications?)",
        r"keep (?:you|everyone|everybody) (?:posted|informed)",
        r"(?:tell|inform|notify|write to|report back to|let) you",
        r"(?:report|check) back",
        r"hear from us",
        r"(?:post|report|communicate) again",
        r"write (?:to you )?again",
    ),
    Language.GERMAN: any_of(
        r"Updates?",
        r"(?:nächste|weitere|neue)\w* (?:Meldung\w*|Information\w*|Nachricht\w*|Mitteilung\w*|"
        r"Aktualisierung\w*|Infos?|Rückmeldung\w*|Statusmeldung\w*)",
        r"(?:melden|informieren|berichten|unterrichten|aktualisieren|benachrichtigen)",
        r"auf dem Laufenden",
    ),
}
_WHEN = {
    Language.ENGLISH: re.compile(
        r"\d{1,2}[:h]\d{2}|\b\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b"
        r"|\b(?:noon|midnight|hourly|daily|\d{3,4} (?:hours|hrs|[A-Z]{2,4}T|UTC|GMT))\b"
        r"|\b(?:in|within|every|next|each|an?other)\b[^.!?\n]{0,30}?(?:\b|(?<=\d))(?:minutes?|mins?|"
        r"hours?|hrs?|[hm]|half hour|days?)\b"
        r"|\b(?:end of (?:the )?(?:business )?day|EOD|COB|tomorrow|tonight|next business day|"
        r"(?:this|later this) (?:morning|afternoon|evening)|"
        r"(?:on|by|until|before) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
        re.IGNORECASE,
    ),
    Language.GERMAN: re.compile(
        r"\d{1,2}[:.]\d{2}|\b\d{1,2} (?:Uhr|h)\b"
        r"|\b(?:mittags?|mitternachts?|stündlich|halbstündlich|täglich|Tagesende|"
        r"morgen (?:früh|Vormittag|Mittag|Nachmittag|Abend)|heute (?:Mittag|Nachmittag|Abend)|"
        r"(?:am|bis|ab) (?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|(?:am|bis|ab) Mittwoch)\b"
        r"|\b(?:in|innerhalb|binnen|alle|spätestens|jede)\b[^.!?\n]{0,30}\b(?:Minuten?|Min|"
        r"Stunden?|halben Stunde)\b",
        re.IGNORECASE,
    ),
}
# “Update 14:30 UTC:” dates what follows, and what was changed by an update is no news to come.
_NO_PROMISE = re.compile(
    r"^\W*(?:last )?(?:updated?|aktualisierung|aktualisiert)\b[^\n.!?:]{0,25}?\d{1,2}[:.]\d{2}"
    r"[^:\n]{0,25}?(?:: |\]|\)|[–—]| - )"
    r"|\b(?:after|since|following|during|before) (?:the|an?|our|this)(?: (?!next)\w+)? updates?\b"
    r"|\b(?:software|security|browser|firmware|database|faulty|recent|last|latest|previous) "
    r"updates?\b"
    r"|\bupdated (?:at|on)\b",
    re.IGNORECASE,
)


def _look(draft: Draft) -> Remark | None:
    if not draft.is_open or draft.promises:
        return None
    announces, when = _ANNOUNCES[draft.language], _WHEN[draft.language]
    for said in _spans(draft):
        # The time for more stands with the word for it, on either side.
        if announces.search(said) and when.search(said):
            return None
    return Remark("The text does not say when the next update comes. Choose a time.")


def _spans(draft: Draft) -> Iterator[str]:
    """Its sentences; one that has no stop, such as “Next update:”, with the one after it."""
    before = ""
    for sentence in sentences_of(draft):
        said = _NO_PROMISE.sub("", sentence.text)
        yield f"{before} {said}" if before else said
        before = "" if said.endswith((".", "!", "?")) else said


DECLARATION = WordRule(
    key="no_next_update",
    look=_look,
    blocks=True,
    good=(
        Sample("Payments fail. The next update is at 14:30 UTC."),
        Sample("Payments fail. We will tell you more within 30 minutes."),
        Sample("We will post updates every half hour."),
        Sample("Payments fail. Next update:\n14:30 UTC"),
        Sample("Payments fail. We expect to post the next update at approx. 14:30 UTC."),
        Sample("Payments fail. Further updates daily until it is over."),
        Sample("Payments work again.", status=IncidentStatus.RESOLVED),
        Sample("Payments fail.", status=None),
        Sample("Nächste Meldung um 14:30 Uhr MEZ.", language=Language.GERMAN),
        Sample("Die nächste Meldung kommt am 3. März um 9 Uhr MEZ.", language=Language.GERMAN),
        Sample("Wir melden uns in 30 Minuten wieder.", language=Language.GERMAN),
    ),
    bad=(
        Sample("Payments fail. We are looking into it."),
        Sample("We will provide an update as soon as we can."),
        Sample("Payments failed at 14:30 UTC. More news soon."),
        Sample("Update 14:30 UTC: payments still fail, and we are looking into it."),
        Sample("Payments fail since the last update at 14:30 UTC of our shop."),
        Sample("Wir halten Sie auf dem Laufenden.", language=Language.GERMAN),
    ),
)

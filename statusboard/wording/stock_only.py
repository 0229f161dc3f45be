"""More than a sentence that could stand under any incident."""

import re

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule
from statusboard.wording.sentences import sentences_of

_IT = r"(?:this|the|an|that)(?: \w+)? (?:issue|incident|problem|outage|disruption|matter)"
_WE = (
    r"(?:we are|we['’]re|we have|we['’]ve|"
    r"our (?:team|engineers?|engineering team)(?: is| are| has| have)?)"
)
_STOCK = {
    Language.ENGLISH: (
        rf"{_IT} (?:has been|is|was) (?:now )?(?:fully )?(?:resolved|fixed|closed|identified|"
        rf"mitigated)",
        rf"{_IT} (?:has been|was) identified and a fix is being (?:implemented|rolled out|worked "
        rf"on)",
        r"a fix (?:has been|is being|was) (?:implemented|deployed|applied|rolled out)(?: and "
        r"(?:we are|we['’]re) monitoring(?: the)? (?:results?|situation))?",
        rf"{_WE} (?:currently |actively |still )?(?:investigating|looking into|aware of) {_IT}",
        rf"{_WE} (?:currently |actively )?(?:continuing|continue) to (?:investigate|work on a fix "
        rf"for|monitor)(?: for)?(?: any)?(?: further)? ?(?:{_IT}|issues?|problems?|the situation)?",
        rf"{_WE} (?:currently )?(?:investigating|monitoring|working on a fix|working on it)",
        r"(?:all )?(?:systems|services) (?:are|have been) (?:now )?(?:operational|restored|back "
        r"to normal)",
        r"(?:the )?scheduled maintenance (?:has been|is) (?:completed|currently in progress|"
        r"complete)",
        r"we (?:will|['’]ll) (?:provide|post|share)(?: an?| further| more)? ?updates? (?:as "
        r"necessary|as (?:soon as )?(?:they|it) (?:are|is|become\w*) available|shortly|soon)",
        r"(?:we )?(?:apologi[sz]e|sorry) for (?:the|any) (?:inconvenience|trouble)(?: caused)?",
        r"thank you for your (?:patience|understanding)",
        r"(?:investigating|identified|monitoring|resolved)",
    ),
    Language.GERMAN: (
        r"(?:das|dieses) (?:problem|ereignis) (?:wurde|ist) (?:behoben|gelöst|identifiziert|"
        r"erkannt)",
        r"(?:die|diese) störung (?:wurde|ist) (?:behoben|beseitigt|vorbei|identifiziert)",
        r"(?:dieser|der) vorfall (?:wurde|ist) (?:behoben|gelöst|abgeschlossen)",
        r"wir (?:untersuchen|prüfen) (?:derzeit |aktuell )?(?:das problem|die störung|den vorfall|"
        r"die ursache)",
        r"wir arbeiten (?:derzeit |weiter |weiterhin )?an (?:einer|der) (?:lösung|behebung)",
        r"wir beobachten die (?:lage|situation|ergebnisse)",
        r"wir (?:bitten um entschuldigung|entschuldigen uns für die unannehmlichkeiten)",
        r"(?:vielen )?dank für (?:ihre|eure) geduld",
    ),
}
_PATTERNS = {
    tongue: re.compile(rf"(?:{'|'.join(stock)})\W*", re.IGNORECASE)
    for tongue, stock in _STOCK.items()
}


def _look(draft: Draft) -> Remark | None:
    if draft.facts.earlier and draft.facts.earlier[0].split() == draft.body.split():
        return Remark("The text is the same as in the last update. Say what is new.")
    sentences = tuple(sentences_of(draft))
    pattern = _PATTERNS[draft.language]
    if not sentences or not all(pattern.fullmatch(one.text) for one in sentences):
        return None
    return Remark(
        "The text could stand under any incident. Say which service, what customers notice, and "
        "since when or until when.",
        sentences,
    )


DECLARATION = WordRule(
    key="stock_only",
    look=_look,
    good=(
        Sample("Payments work again since 15:10 UTC. This incident has been resolved."),
        Sample("We are investigating slow pages in the shop."),
        Sample(
            "Zahlungen gehen seit 15:10 Uhr MEZ wieder. Die Störung ist behoben.",
            language=Language.GERMAN,
        ),
    ),
    bad=(
        Sample("This incident has been resolved.", ("This incident has been resolved.",)),
        Sample(
            "A fix has been implemented and we are monitoring the results.",
            ("A fix has been implemented and we are monitoring the results.",),
        ),
        Sample(
            "We are continuing to investigate this issue.",
            ("We are continuing to investigate this issue.",),
        ),
        Sample(
            "Die Störung wurde behoben.", ("Die Störung wurde behoben.",), language=Language.GERMAN
        ),
    ),
)

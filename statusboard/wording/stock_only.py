"""More than a sentence that could stand under any incident."""

import re

from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule
from statusboard.wording.sentences import sentences_of

_TROUBLE = r"(?:issue|incident|problem|outage|disruption|matter)"
_IT = rf"(?:this|the|an|that)(?: \w+)? {_TROUBLE}"
_WE = (
    r"(?:we are|we['’]re|we have|we['’]ve|we|"
    r"our (?:team|engineers?|engineering team)(?: is| are| has| have)?)"
)
_NOW = r"(?: currently| now| actively| still| closely)?"
_AND_WE = (
    r"(?: and|,(?: and)?)(?: are| we are| we['’]re| will continue to| continue to| we will"
    rf"(?: continue to)?)?{_NOW}"
)
_WATCHING = rf"{_AND_WE} monitor(?:ing)?(?: the)?(?: results?| situation| it)?(?: closely)?"
_WORKING = rf"{_AND_WE} (?:working on|implementing|deploying) (?:it|a (?:fix|resolution|solution))"
_CAUSE = rf"(?:{_IT}|the (?:root )?cause(?: of {_IT})?)"
_ALL = r"(?:(?:all )?(?:systems|services)|everything|service)"
_WELL = r"(?:(?:fully )?operational|operating normally|restored|back to normal|back up)"
_DONE = r"(?:implemented|deployed|applied|released|rolled out)"
_STOCK = {
    Language.ENGLISH: (
        rf"{_IT} (?:has been|is|was) (?:now )?(?:fully |completely )?(?:resolved|fixed|closed|"
        rf"identified|mitigated)(?: and {_ALL} (?:is|are) (?:now )?{_WELL})?",
        rf"{_IT} (?:has been|was) identified(?: and|,) a fix is (?:now )?being (?:implemented|"
        r"rolled out|worked on|deployed|applied|prepared|tested|developed|put in place)",
        rf"(?:a|the) fix (?:has been|is being|was) (?:now |fully )?{_DONE}(?:{_WATCHING})?",
        rf"{_WE}{_NOW} (?:investigating|looking into|aware of) (?:{_IT}|it|this)",
        rf"{_WE}{_NOW} (?:continuing|continue) to (?:investigate|work on a fix for|monitor)"
        rf"(?: for)?(?: any)?(?: further)? ?(?:{_IT}|issues?|problems?|the situation)?",
        rf"{_WE}{_NOW} (?:investigating|monitoring|working on (?:it|a (?:fix|resolution|solution)))"
        rf"(?: the (?:situation|results?|recovery|(?:root )?cause)| {_IT})?(?: closely)?",
        rf"{_WE}{_NOW} (?:identified|found|located|isolated) {_CAUSE}(?:{_WORKING})?",
        rf"{_WE}{_NOW} {_DONE} a fix(?: for {_IT})?(?:{_WATCHING})?",
        rf"{_ALL} (?:is|are|has been|have been) (?:now )?{_WELL}",
        rf"{_WE} applied (?:a|the) mitigation(?:{_WATCHING})?",
        r"(?:the )?scheduled maintenance (?:has been|is) (?:completed|currently in progress|"
        r"complete)",
        r"we (?:will|['’]ll) (?:continue to )?(?:provide|post|share|give)(?: you)?(?: with)?"
        r"(?: an?| further| more| additional| regular)? ?updates? (?:as (?:necessary|needed)|"
        r"as (?:soon as )?(?:they|it) (?:are|is|become\w*) available|shortly|soon|here|"
        r"(?:as(?: soon as)?|when) we (?:have|get|learn|know)(?: more| further)?(?: information)?)",
        r"(?:we )?(?:sincerely |deeply )?(?:apologi[sz]e|sorry|apologies) for (?:the|any|this) "
        r"(?:inconvenience|trouble)(?: (?:this (?:may have )?)?caused)?",
        r"(?:thank you|thanks|we appreciate|we thank you)(?: for)? your (?:continued )?"
        r"(?:patience|understanding)(?: and (?:patience|understanding))?",
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
        r"wir (?:beobachten|überwachen) (?:nun |jetzt |weiter |weiterhin )?die (?:lage|situation|"
        r"ergebnisse)(?: weiter| weiterhin)?",
        r"(?:das|dieses) problem (?:wurde|ist) (?:identifiziert|erkannt|gefunden) und (?:wir "
        r"arbeiten an einer lösung|eine lösung wird (?:umgesetzt|eingespielt|implementiert))",
        r"(?:wir haben eine lösung|eine lösung wurde) (?:implementiert|eingespielt|umgesetzt)"
        r"(?: und (?:wir )?(?:beobachten|überwachen) die (?:lage|situation|ergebnisse))?",
        r"alle (?:systeme|dienste) (?:laufen|funktionieren|stehen) (?:nun |jetzt )?wieder"
        r"(?: normal| wie gewohnt| zur verfügung| uneingeschränkt)?",
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
            "We have implemented a fix and are monitoring the situation.",
            ("We have implemented a fix and are monitoring the situation.",),
        ),
        Sample(
            "We are continuing to investigate this issue.",
            ("We are continuing to investigate this issue.",),
        ),
        Sample(
            "Alle Systeme laufen wieder normal.",
            ("Alle Systeme laufen wieder normal.",),
            language=Language.GERMAN,
        ),
        Sample(
            "Die Störung wurde behoben.", ("Die Störung wurde behoben.",), language=Language.GERMAN
        ),
    ),
)

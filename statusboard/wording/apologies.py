"""Sorry is said once, where customers lost something."""

from statusboard.domain.language import Language
from statusboard.wording.base import (
    Draft,
    Remark,
    Sample,
    WordRule,
    any_of,
    overlaps,
    remark_on,
)
from statusboard.wording.sentences import sentences_of

_PATTERNS = {
    Language.ENGLISH: any_of(
        r"apolog(?:y|ies|i[sz]e|i[sz]ing)", "sorry", r"(?:we|deeply|sincerely) regret"
    ),
    Language.GERMAN: any_of(
        r"(?:bitten|bitte)[^.!?\n]{0,30}? (?:Entschuldigung|Verzeihung|Nachsicht)",
        r"entschuldigen (?:wir )?uns",
        r"entschuldigen Sie",
        r"wir entschuldigen",
        r"tut uns (?:\w+ )?leid",
        r"wir bedauern",
    ),
}


def _look(draft: Draft) -> Remark | None:
    found = draft.find(_PATTERNS)
    if len(found) < 2:
        return None
    # “We are sorry and apologise” is one apology: what counts is the first word of a sentence.
    first = [
        words[0]
        for sentence in sentences_of(draft)
        if (words := [one for one in found if overlaps(one, (sentence,))])
    ]
    return remark_on(tuple(first[1:]), "The text says sorry more than once: {}. Once is sincere.")


DECLARATION = WordRule(
    key="apologies",
    look=_look,
    good=(
        Sample("We are sorry that you could not pay for an hour."),
        Sample("We apologise for the interruption."),
        Sample("We are sorry for the long pause and apologise to whoever waited."),
        Sample("Es tut uns leid, dass Sie warten mussten.", language=Language.GERMAN),
        Sample("Zahlungen gehen wieder.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We apologise for this. We are sorry that it took long.", ("sorry",)),
        Sample("Sorry for the wait. We sincerely apologize for the inconvenience.", ("apologize",)),
        Sample(
            "Wir entschuldigen uns dafür. Es tut uns leid, dass es dauert.",
            ("tut uns leid",),
            language=Language.GERMAN,
        ),
    ),
)

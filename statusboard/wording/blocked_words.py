"""What a team has decided never to say."""

import re

from statusboard.domain.finding import Fix
from statusboard.domain.language import Language
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, like, remark_on

_OURS = WordFacts(blocked={"sabotage": "", "crashed": "stopped working", "Sabotage": ""})


def _look(draft: Draft) -> Remark | None:
    blocked = draft.facts.blocked
    if not blocked:
        return None
    terms = any_of(*map(re.escape, sorted(blocked, key=len, reverse=True)))
    found = draft.find(terms)
    instead = {term.casefold(): plain for term, plain in blocked.items()}
    return remark_on(
        found,
        "{} is on the list of words that your team does not use. Say it otherwise.",
        (
            Fix(one, like(one.text, plain))
            for one in found
            if (plain := instead[one.text.casefold()])
        ),
    )


DECLARATION = WordRule(
    key="blocked_words",
    look=_look,
    blocks=True,
    good=(
        Sample("The shop crashed."),
        Sample("The shop is down.", facts=_OURS),
        Sample("Der Laden ist nicht erreichbar.", language=Language.GERMAN, facts=_OURS),
    ),
    bad=(
        Sample("The shop crashed.", ("crashed",), facts=_OURS, mended="The shop stopped working."),
        Sample("It was sabotage.", ("sabotage",), facts=_OURS),
        Sample("Es war Sabotage.", ("Sabotage",), language=Language.GERMAN, facts=_OURS),
    ),
)

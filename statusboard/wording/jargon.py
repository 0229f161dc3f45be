"""Words that customers use."""

import re
from collections.abc import Mapping

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, like, overlaps
from statusboard.wording.glossary import GLOSSARIES

_TERMS = {
    tongue: tuple((any_of(term), plain) for term, plain in glossary.items())
    for tongue, glossary in GLOSSARIES.items()
}
_ANY = {tongue: any_of(*glossary) for tongue, glossary in GLOSSARIES.items()}


def _look(draft: Draft) -> Remark | None:
    own = draft.facts.glossary
    found = draft.find(_ANY)
    if own:
        terms = any_of(*map(re.escape, sorted(own, key=len, reverse=True)))
        theirs = draft.find(terms)
        found = theirs + tuple(one for one in found if not overlaps(one, theirs))
    # A term that a service is called by is a name, which customers read on the page.
    named = _names(draft)
    found = tuple(one for one in found if not overlaps(one, named))
    if not found:
        return None
    plain = {one: _plain(draft.language, one, own) for one in found}
    instead = "; ".join(
        dict.fromkeys(
            f"“{other}” for “{one.text}”" if other else f"leave out “{one.text}”"
            for one, other in plain.items()
        )
    )
    # What a team wrote for its own term fits its place; of ours nobody knows the grammar there.
    mine = {term.casefold() for term in own}
    fixes = tuple(
        Fix(one, like(one.text, other))
        for one, other in plain.items()
        if one.text.casefold() in mine
    )
    return Remark(f"Customers may not know these words. Plainer: {instead}.", found, fixes)


def _names(draft: Draft) -> tuple[Words, ...]:
    names = [re.escape(name) for name in draft.facts.services]
    return draft.find(any_of(*names)) if names else ()


def _plain(tongue: Language, found: Words, own: Mapping[str, str]) -> str:
    word = found.text.casefold()
    for term, plain in own.items():
        if term.casefold() == word:
            return plain
    return next(plain for term, plain in _TERMS[tongue] if term.match(found.text))


DECLARATION = WordRule(
    key="jargon",
    look=_look,
    good=(
        Sample("Pages of the shop open slowly. We took the last change back."),
        Sample("The API answers with errors to about 20 % of requests."),
        Sample("Seiten des Ladens öffnen langsam.", language=Language.GERMAN),
        Sample("Backend for partners is slow.", facts=WordFacts(services=("Backend",))),
    ),
    bad=(
        Sample("We see 5xx errors from the shop.", ("5xx errors",)),
        Sample("The p99 latency of the API is high.", ("p99", "latency")),
        Sample("A failover of the database took long.", ("failover",)),
        Sample("We started a rollback of the last deploy.", ("rollback", "deploy")),
        Sample("A DNS change broke sign-in.", ("DNS",)),
        Sample("Several pods were restarted.", ("pods",)),
        Sample(
            "The OMS is slow.",
            ("OMS",),
            facts=WordFacts(glossary={"OMS": "list of orders"}),
            mended="The list of orders is slow.",
        ),
        Sample("Die Latenz der API ist hoch.", ("Latenz",), language=Language.GERMAN),
        Sample("Nach dem Rollback geht es wieder.", ("Rollback",), language=Language.GERMAN),
    ),
)

"""Words that customers use."""

from collections.abc import Iterator

from statusboard.wording.base import Draft, Language, Remark, Sample, WordRule, Words, any_of
from statusboard.wording.glossary import GLOSSARIES

_TERMS = {
    tongue: tuple((any_of(term), plain) for term, plain in glossary.items())
    for tongue, glossary in GLOSSARIES.items()
}
_ANY = {tongue: any_of(*glossary) for tongue, glossary in GLOSSARIES.items()}


def _look(draft: Draft) -> Remark | None:
    found = draft.find(_ANY)
    if not found:
        return None
    instead = "; ".join(dict.fromkeys(_instead(draft.language, found)))
    return Remark(f"Customers may not know these words. Plainer: {instead}.", found)


def _instead(tongue: Language, found: tuple[Words, ...]) -> Iterator[str]:
    for one in found:
        plain = next(plain for term, plain in _TERMS[tongue] if term.match(one.text))
        yield f"“{plain}” for “{one.text}”"


DECLARATION = WordRule(
    key="jargon",
    look=_look,
    good=(
        Sample("Pages of the shop open slowly. We took the last change back."),
        Sample("The API answers with errors to about 20 % of requests."),
        Sample("Seiten des Ladens öffnen langsam.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We see 5xx errors from the shop.", ("5xx errors",)),
        Sample("The p99 latency of the API is high.", ("p99", "latency")),
        Sample("A failover of the database took long.", ("failover",)),
        Sample("We started a rollback of the last deploy.", ("rollback", "deploy")),
        Sample("A DNS change broke sign-in.", ("DNS",)),
        Sample("Several pods were restarted.", ("pods",)),
        Sample("Die Latenz der API ist hoch.", ("Latenz",), language=Language.GERMAN),
        Sample("Nach dem Rollback geht es wieder.", ("Rollback",), language=Language.GERMAN),
    ),
)

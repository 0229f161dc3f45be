"""Words that customers use."""

import re
from collections.abc import Mapping

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.paragraphs import places
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
    found = tuple(one for one in draft.find(_ANY) if not _is_a_name(draft, one))
    deployed = [one for one in found if _DEPLOYS.match(one.text)]
    if deployed:
        theirs = {one for one in deployed if _customers_deploy(draft, one)}
        found = tuple(one for one in found if one not in theirs)
    if own:
        terms = any_of(*map(re.escape, sorted(own, key=len, reverse=True)))
        mine = draft.find(terms)
        found = mine + tuple(one for one in found if not overlaps(one, mine))
    # A term that a service is called by is a name, which customers read on the page.
    named = _names(draft)
    found = tuple(one for one in found if not overlaps(one, named))
    if not found:
        return None
    plain = {one: _plain(draft, one, own) for one in found}
    instead = "; ".join(
        dict.fromkeys(
            f"“{other}” for “{one.text}”" if other else f"leave out “{one.text}”"
            for one, other in plain.items()
        )
    )
    # What a team wrote for its own term fits its place; of ours nobody knows the grammar there.
    written = {term.casefold() for term in own}
    fixes = tuple(
        Fix(one, like(one.text, other))
        for one, other in plain.items()
        if one.text.casefold() in written
    )
    return Remark(f"Customers may not know these words. Plainer: {instead}.", found, fixes)


# Where customers deploy, they know the word; “deployments” that fail are theirs unless called ours.
_DEPLOY = re.compile(r"deploy", re.IGNORECASE)
_DEPLOYS = re.compile(r"(?:re)?deploy", re.IGNORECASE)
_CUSTOMERS_DEPLOY = re.compile(
    r"\b(?:(?:unable|able|try|trying|attempt|attempts|attempting|fails?|failed|failing) to "
    r"(?:\w+ ){0,3}|"
    r"(?:you|users|customers) (?:\w+ )?|"
    r"(?:your|user|customer|customers?['’]s?|users?['’]s?|builds? (?:and|or)|preview|queued|"
    r"pending) )(?:re)?deploy",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|latest|recent|last|future|these|faulty|bad) (?:\w+ )?$", re.IGNORECASE
)
_NAME_BEFORE = re.compile(r"[^.!?:\n] (?!(?:I|We|Our|The|A|An) )[A-Z][\w+]* $")
_NAME_AFTER = re.compile(r" [A-Z][a-z]\w+")
_IN_A_SENTENCE = re.compile(r"[^.!?:\s*]\s$")
_LINK = re.compile(r"(?:://\S*|(?:^|\s)/\S*|\w/\S*/)$")
_LOOK_BACK = 60


def _customers_deploy(draft: Draft, one: Words) -> bool:
    """Whether a word of deploying is said of what customers do."""
    if one.text.endswith("ments"):
        text = dict(draft.parts)[one.part]
        if not _OURS.search(text[max(0, one.start - _LOOK_BACK) : one.start]):
            return True
    return bool(_DEPLOY.search(draft.title)) or any(places(_CUSTOMERS_DEPLOY, draft.body))


def _is_a_name(draft: Draft, one: Words) -> bool:
    """Whether a term is part of a link, or of what a product is called."""
    text = dict(draft.parts)[one.part]
    if one.text == text:
        return True
    before = text[max(0, one.start - _LOOK_BACK) : one.start]
    if before.endswith(("@", "_", "`", "#")) or _LINK.search(before):
        return True
    # In a title all words may have capitals, and German nouns have them anywhere.
    if draft.language is not Language.ENGLISH or one.part == "title" or not one.text[0].isupper():
        return False
    is_short = one.text.split()[0].isupper()
    if not is_short and _NAME_AFTER.match(text, one.stop):
        return True
    is_word = not is_short and one.text != "Kubernetes"
    return (_IN_A_SENTENCE if is_word else _NAME_BEFORE).search(before) is not None


def _names(draft: Draft) -> tuple[Words, ...]:
    names = [re.escape(name) for name in draft.facts.services]
    return draft.find(any_of(*names)) if names else ()


def _plain(draft: Draft, found: Words, own: Mapping[str, str]) -> str:
    word = found.text.casefold()
    for term, plain in own.items():
        if term.casefold() == word:
            return plain
    # Where it stands, for some terms are none before other words.
    text = dict(draft.parts)[found.part]
    terms = _TERMS[draft.language]
    return next((plain for term, plain in terms if term.match(text, found.start)), "")


DECLARATION = WordRule(
    key="jargon",
    look=_look,
    good=(
        Sample("Pages of the shop open slowly. We took the last change back."),
        Sample("The API answers with errors to about 20 % of requests."),
        Sample("You cannot deploy your site, and queued deployments wait.", title="Builds"),
        Sample("Deployments wait for an hour.", title="Builds and deployments"),
        Sample("If your deployment fails, redeploying helps. See https://example.com/node/issues."),
        Sample("Databases, Load Balancers and Kubernetes Autoscaling work again."),
        Sample("Functions in Node.js start again, and so do clusters of Managed Kubernetes."),
        Sample(
            "Payments failed over a period of ten minutes. One of our upstream providers is slow."
        ),
        Sample("Seiten des Ladens öffnen langsam.", language=Language.GERMAN),
        Sample("Backend for partners is slow.", facts=WordFacts(services=("Backend",))),
    ),
    bad=(
        Sample("We see 5xx errors from the shop.", ("5xx errors",)),
        Sample("The p99 latency of the API is high.", ("p99", "latency")),
        Sample("A failover of the database took long.", ("failover",)),
        Sample(
            "The shop failed over to another site after two rollbacks.",
            ("failed over", "rollbacks"),
        ),
        Sample("You may see 502 Bad Gateway errors.", ("502 Bad Gateway errors",)),
        Sample("Customers got HTTP 503 errors.", ("HTTP 503 errors",)),
        Sample("We failed over the list of orders.", ("failed over",)),
        Sample("We started a rollback of the last deploy.", ("rollback", "deploy")),
        Sample("A DNS change broke sign-in.", ("DNS",)),
        Sample("Several pods were restarted.", ("pods",)),
        Sample("A fault of the network/DNS kept you out.", ("DNS",)),
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

"""A figure of uptime is one that measurements carry."""

import re
from fractions import Fraction

from statusboard.domain.claim_sentences import sentence_around
from statusboard.domain.finding import Words
from statusboard.domain.language import Language
from statusboard.domain.word_facts import Carried, WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on
from statusboard.wording.uptime_figures import is_carried, mending, nearest

# Nobody boasts of less than nine tenths: that tells how bad it was.
_PER_CENT = r"(?<![\d.,])(?:100|9\d)(?:[.,]\d+)? ?(?:%|per ?cent|Prozent)"
_UPTIME = r"(?:uptime|availability|available(?! (?:again|now|since)\b)|reliab\w+)"
_UPTIME_DE = r"(?:Verfügbarkeit|verfügbar\w*|Uptime|erreichbar\w*|Zuverlässigkeit)"
# What stands between a share and its time: `of the last 12`, `der vergangenen drei`.
_SPAN = (
    r"(?: (?:of|in|over|during|throughout))(?: (?:the|this|that|its|our|last|past|previous|whole|"
    r"entire|current|full|first|second|third|fourth|two|three|six|ten|twelve|\d{1,3}))*"
    r" (?:time|days?|weeks?|months?|quarters?|years?|Q[1-4]|20\d\d)"
)
_SPAN_DE = (
    r"(?: (?:der|des|dieses|von|vom|aller|im|in))?(?: (?:den|dem|diesem|letzten|vergangenen|"
    r"vorigen|ganzen|gesamten|laufenden|gemessenen|beobachteten|zwei|drei|sechs|zehn|zwölf|"
    r"\d{1,3}\.?))*"
    r" (?:Zeit|Tagen?|Tages|Wochen?|Monate?n?|Monats|Quartals?|Quartale?n?|Jahre?[ns]?|20\d\d)"
)
# A share of those who can use it tells how bad it was: `95 % der Kunden`.
_SOME_DE = r"(?! (?:der|aller|unserer|von|des|ihrer|eurer)\b)"
_FELL = r"(?!(?: \w+){0,4} (?:dropp?\w*|f[ae]ll\w*|decreas\w+|degrad\w+|down|below|dip\w*))"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"{_PER_CENT}(?: \w+){{0,2}} {_UPTIME}",
        rf"(?:uptime|availability|reliability){_FELL}(?: \w+){{0,5}}:? {_PER_CENT}",
        rf"(?:available|up|online|reachable)(?: for| in)? {_PER_CENT}{_SPAN}",
        r"(?:zero|no|without(?: any)?) downtime",
        r"(?:never|not once) (?:been |gone )?(?:down|offline|unavailable)",
        r"(?:four|five|six) nines",
        r"\d{1,5} days (?:without|since)(?: (?:an?|any|our|the|last|single|its))* major outage",
    ),
    Language.GERMAN: any_of(
        rf"{_PER_CENT}{_SOME_DE}(?:(?! wieder\b) \w+){{0,2}} {_UPTIME_DE}",
        rf"(?:Verfügbarkeit|Uptime)(?: \w+| \d\.(?= Quartal)){{0,5}}:? {_PER_CENT}",
        rf"{_PER_CENT}{_SPAN_DE}(?: \w+){{0,3}} (?:verfügbar|erreichbar|online)",
        rf"(?:verfügbar|erreichbar|online)(?: in| zu)? {_PER_CENT}{_SPAN_DE}",
        r"(?:nie|niemals|kein einziges Mal) (?:ausgefallen|offline)",
        r"(?:ohne (?:einzigen )?Ausfall|keinen? einzigen Ausfall)",
        r"\d{1,5} Tagen? (?:ohne|seit)(?: (?:unserem|dem|einen|letzten))*"
        r" (?:großen|schweren) Ausfall",
    ),
}


# What is said of work to come is a hope, and no claim of what was measured.
_NO_FIGURE = re.compile(r"downtime|Ausfall", re.IGNORECASE)
_HOPE = re.compile(
    r"\b(?:will|would|should|shall|may|can|expect\w*|anticipat\w*|plan\w*|foresee\w*|requir\w*|"
    r"need\w*|aim\w*|werden|wird|soll\w*|erwart\w*|geplant\w*|rechnen|vorgesehen)\b",
    re.IGNORECASE,
)
_MEASURED = WordFacts(carried=(Carried(Fraction(99_988, 100_000), "12mo"),))
_QUARTERLY = WordFacts(
    carried=(
        Carried(Fraction(99_988, 100_000), "2026-Q3"),
        Carried(Fraction(99_988, 100_000), "last-quarter"),
    )
)
_FIFTY = WordFacts(major_free_days=50)


def _look(draft: Draft) -> Remark | None:
    found = tuple(
        one
        for one in draft.find(_PATTERNS)
        if not is_carried(draft, one) and not _is_hope(draft, one)
    )
    true = next((words for one in found if (words := nearest(draft, one))), "")
    instead = f"True is: {true}." if true else "Insert the uptime record, which says its period."
    fixes = [fix for one in found if (fix := mending(draft, one)) is not None]
    return remark_on(found, f"No measurement here carries {{}}. {instead}", fixes)


def _is_hope(draft: Draft, claim: Words) -> bool:
    text = dict(draft.parts)[claim.part]
    begin, end = sentence_around(text, claim.start, claim.stop)
    return bool(_NO_FIGURE.search(claim.text) and _HOPE.search(text[begin:end]))


DECLARATION = WordRule(
    key="uptime_claim",
    look=_look,
    blocks=True,
    good=(
        Sample("About 20 % of payments fail."),
        Sample("Payments are available again."),
        Sample("No downtime is expected during this work."),
        Sample("The move will take place without downtime for you."),
        Sample("All payments are 100 % operational again."),
        Sample("Payments are 100 % available again."),
        Sample("The availability of payments fell to 91 % in that hour."),
        Sample("Es ist mit keinem Ausfall zu rechnen.", language=Language.GERMAN),
        Sample("We measure our uptime and publish it here."),
        Sample("Our uptime was 99.98 % in the last 12 months.", facts=_MEASURED),
        Sample("Our uptime was 99.98 %.", facts=_MEASURED),
        Sample("Our services have been available 99.98 % of the last 12 months.", facts=_MEASURED),
        Sample("Our uptime in Q3 2026 was 99.98 %.", facts=_QUARTERLY),
        Sample("We had 99.98 % uptime in the last quarter.", facts=_QUARTERLY),
        Sample("It is 50 days since our last major outage.", facts=_FIFTY),
        Sample("Search has been available to 95 % of the customers since 14:00 UTC."),
        Sample("The shop was available in 95 % of the stores this month."),
        Sample(
            "Unsere Dienste waren in 99,98 % der letzten 12 Monate verfügbar.",
            language=Language.GERMAN,
            facts=_MEASURED,
        ),
        Sample(
            "Im 3. Quartal 2026 waren unsere Dienste in 99,98 % der beobachteten Zeit verfügbar.",
            language=Language.GERMAN,
            facts=_QUARTERLY,
        ),
        Sample("Für 95 % der Kunden ist die Suche verfügbar.", language=Language.GERMAN),
        Sample("Die Suche ist für 95 % der Kunden verfügbar.", language=Language.GERMAN),
        Sample("Die Suche ist zu 100 % wieder verfügbar.", language=Language.GERMAN),
        Sample("20 Prozent der Zahlungen schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We had 100% uptime this year.", ("100% uptime",)),
        Sample("Our uptime was 99.99 %.", ("uptime was 99.99 %",), facts=_MEASURED),
        Sample("Uptime was 100 % this month.", ("Uptime was 100 %",), facts=_MEASURED),
        Sample("Our uptime was 99.98 % over two years.", ("uptime was 99.98 %",), facts=_MEASURED),
        Sample("Our availability was 99.99 % in March.", ("availability was 99.99 %",)),
        Sample(
            "Our services have been available 100 % of the last 12 months.",
            ("available 100 % of the last 12 months",),
        ),
        Sample("Search was up 99.9% of the time.", ("up 99.9% of the time",)),
        Sample(
            "Our uptime in Q2 2026 was 99.98 %.",
            ("uptime in Q2 2026 was 99.98 %",),
            facts=_QUARTERLY,
        ),
        Sample(
            "Our uptime in Q3 2025 was 99.98 %.",
            ("uptime in Q3 2025 was 99.98 %",),
            facts=_QUARTERLY,
        ),
        Sample("Our uptime was 99.98 %.", ("uptime was 99.98 %",), facts=_QUARTERLY),
        Sample("Our uptime in Q3: 99.99 %", ("uptime in Q3: 99.99 %",), facts=_QUARTERLY),
        Sample(
            "It is 51 days since our last major outage.",
            ("51 days since our last major outage",),
            facts=_FIFTY,
        ),
        Sample("The shop has never been down before.", ("never been down",)),
        Sample("We release with zero downtime.", ("zero downtime",)),
        Sample(
            "Wir hatten 99,99 % Verfügbarkeit.",
            ("99,99 % Verfügbarkeit",),
            language=Language.GERMAN,
        ),
        Sample(
            "Unsere Dienste waren in 100 % der letzten 12 Monate verfügbar.",
            ("100 % der letzten 12 Monate verfügbar",),
            language=Language.GERMAN,
        ),
        Sample(
            "Verfügbarkeit im 3. Quartal 2026: 99,99 %",
            ("Verfügbarkeit im 3. Quartal 2026: 99,99 %",),
            language=Language.GERMAN,
            facts=_QUARTERLY,
        ),
    ),
)

"""A figure of uptime is one that measurements carry."""

import re
from datetime import date
from fractions import Fraction

from statusboard.domain.finding import Words
from statusboard.domain.language import Language
from statusboard.domain.percent import percent_text
from statusboard.domain.word_facts import Carried, WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, remark_on

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
    ),
    Language.GERMAN: any_of(
        rf"{_PER_CENT}{_SOME_DE}(?:(?! wieder\b) \w+){{0,2}} {_UPTIME_DE}",
        rf"(?:Verfügbarkeit|Uptime)(?: \w+| \d\.(?= Quartal)){{0,5}}:? {_PER_CENT}",
        rf"{_PER_CENT}{_SPAN_DE}(?: \w+){{0,3}} (?:verfügbar|erreichbar|online)",
        rf"(?:verfügbar|erreichbar|online)(?: in| zu)? {_PER_CENT}{_SPAN_DE}",
        r"(?:nie|niemals|kein einziges Mal) (?:ausgefallen|offline)",
        r"(?:ohne (?:einzigen )?Ausfall|keinen? einzigen Ausfall)",
    ),
}


# What is said of work to come is a hope, and no claim of what was measured.
_NO_FIGURE = re.compile(r"downtime|Ausfall", re.IGNORECASE)
_HOPE = re.compile(
    r"\b(?:will|would|should|shall|may|can|expect\w*|anticipat\w*|plan\w*|foresee\w*|requir\w*|"
    r"need\w*|aim\w*|werden|wird|soll\w*|erwart\w*|geplant\w*|rechnen|vorgesehen)\b",
    re.IGNORECASE,
)
_MEASURED = WordFacts(carried=(Carried(Fraction(99_988, 100_000), 365),))
_QUARTERLY = WordFacts(carried=(Carried(Fraction(99_988, 100_000), 92, date(2026, 7, 1)),))
_FIGURE = re.compile(r"(\d{1,3})(?:[.,](\d+))? ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?P<count>\d+|an?|einem|eine[nrs]?|one|two|three|five|ten|zwei|drei|fünf|zehn)?[ -]?"
    r"(?P<unit>days?|weeks?|months?|quarters?|years?|Tage?n?|Wochen?|Monate?n?|Quartale?n?|Quartals|"
    r"Jahre?[ns]?)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "zwei": 2, "three": 3, "drei": 3, "five": 5, "fünf": 5, "ten": 10, "zehn": 10}
_QUARTER = re.compile(
    r"\bQ(?P<q>[1-4])\b(?: (?:of )?(?P<q_year>20\d\d))?|"
    r"\b(?P<nth>[1-4]\.|first|second|third|fourth|erste|zweite|dritte|vierte)[nrms]? "
    r"(?:quarter|Quartals?)\b(?: (?:of |in )?(?P<nth_year>20\d\d))?",
    re.IGNORECASE,
)
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "erste": 1,
    "zweite": 2,
    "dritte": 3,
    "vierte": 4,
}
_LAST_QUARTER = re.compile(
    r"\b(?:(?:last|past|previous) (?:full )?quarter|"
    r"(?:letzte|vorige|vergangene)[nrms]? Quartals?)\b",
    re.IGNORECASE,
)
# Where a sentence ends: not in `99.98`, and not in `3. Quartal`.
_END = re.compile(r"\.(?!\d)(?! ?Quartal)|\n")
# By the first letters of a unit; a year of twelve months is one of 365 days.
_DAYS = {"d": 1, "ta": 1, "w": 7, "m": 30, "q": 90, "y": 365, "j": 365}
_YEAR_MONTHS = 12


def _look(draft: Draft) -> Remark | None:
    found = tuple(
        one
        for one in draft.find(_PATTERNS)
        if not _is_carried(draft, one) and not _is_hope(draft, one)
    )
    return remark_on(
        found,
        "No measurement here carries {}. Insert the uptime record, which says its period and rule.",
    )


def _is_carried(draft: Draft, claim: Words) -> bool:
    """Whether a figure is what was measured, cut and not rounded, over as long as is said."""
    said = _FIGURE.search(claim.text)
    if said is None:
        return False
    places = len(said[2] or "")
    written = f"{said[1]}.{said[2]}" if places else said[1]
    sentence = _sentence_of(draft, claim)
    return any(
        _is_of_that_time(one, sentence) and written == percent_text(one.uptime, places=places)
        for one in draft.facts.carried
    )


def _is_of_that_time(one: Carried, sentence: str) -> bool:
    """Whether a figure is one of the time that a sentence names: as long, or that quarter."""
    if one.days < _longest(sentence):
        return False
    named = _QUARTER.search(sentence)
    if one.quarter is None:
        return named is None
    if named is None:
        return bool(_LAST_QUARTER.search(sentence))
    year = named["q_year"] or named["nth_year"]
    begins = one.quarter
    return _number(named) == (begins.month + 2) // 3 and year in (None, str(begins.year))


def _number(named: re.Match[str]) -> int:
    nth = (named["nth"] or "").casefold()
    return _NTH.get(nth) or int(named["q"] or nth.rstrip("."))


def _is_hope(draft: Draft, claim: Words) -> bool:
    return bool(_NO_FIGURE.search(claim.text) and _HOPE.search(_sentence_of(draft, claim)))


def _sentence_of(draft: Draft, claim: Words) -> str:
    text = dict(draft.parts)[claim.part]
    begin = max((end.end() for end in _END.finditer(text, 0, claim.start)), default=0)
    found = _END.search(text, claim.stop)
    return text[begin : found.start() if found else len(text)]


def _longest(sentence: str) -> int:
    """The longest period that a sentence names, in days; 0 where it names none."""
    return max((_days(found) for found in _PERIOD.finditer(sentence)), default=0)


def _days(found: re.Match[str]) -> int:
    count = (found["count"] or "").casefold()
    many = int(count) if count.isdigit() else _NUMBERS.get(count, 1)
    unit = found["unit"].casefold()
    if unit.startswith("mo") and many % _YEAR_MONTHS == 0:
        return 365 * (many // _YEAR_MONTHS)
    return many * next(days for letters, days in _DAYS.items() if unit.startswith(letters))


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

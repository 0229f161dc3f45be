"""A figure of uptime is one that measurements carry."""

import re
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
_FELL = r"(?!(?: \w+){0,4} (?:dropp?\w*|f[ae]ll\w*|decreas\w+|degrad\w+|down|below|dip\w*))"
_PATTERNS = {
    Language.ENGLISH: any_of(
        rf"{_PER_CENT}(?: \w+){{0,2}} {_UPTIME}",
        rf"(?:uptime|availability|reliability){_FELL}(?: \w+){{0,5}} {_PER_CENT}",
        r"(?:zero|no|without(?: any)?) downtime",
        r"(?:never|not once) (?:been |gone )?(?:down|offline|unavailable)",
        r"(?:four|five|six) nines",
    ),
    Language.GERMAN: any_of(
        rf"{_PER_CENT}(?: \w+){{0,2}} {_UPTIME_DE}",
        rf"(?:Verfügbarkeit|Uptime)(?: \w+){{0,5}} {_PER_CENT}",
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
_FIGURE = re.compile(r"(\d{1,3})(?:[.,](\d+))? ?(?:%|per ?cent|Prozent)", re.IGNORECASE)
_PERIOD = re.compile(
    r"\b(?P<count>\d+|an?|einem|eine[nrs]?|one|two|three|five|ten|zwei|drei|fünf|zehn)?[ -]?"
    r"(?P<unit>days?|weeks?|months?|quarters?|years?|Tage?n?|Wochen?|Monate?n?|Quartale?n?|Quartals|"
    r"Jahre?[ns]?)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "zwei": 2, "three": 3, "drei": 3, "five": 5, "fünf": 5, "ten": 10, "zehn": 10}
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
    days = _longest(_sentence_of(draft, claim))
    return any(
        one.days >= days and written == percent_text(one.uptime, places=places)
        for one in draft.facts.carried
    )


def _is_hope(draft: Draft, claim: Words) -> bool:
    return bool(_NO_FIGURE.search(claim.text) and _HOPE.search(_sentence_of(draft, claim)))


def _sentence_of(draft: Draft, claim: Words) -> str:
    text = dict(draft.parts)[claim.part]
    begin = max(text.rfind(end, 0, claim.start) for end in ".\n") + 1
    ends = [place for end in (". ", "\n") if (place := text.find(end, claim.stop)) >= 0]
    return text[begin : min(ends, default=len(text))]


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
        Sample("20 Prozent der Zahlungen schlagen fehl.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We had 100% uptime this year.", ("100% uptime",)),
        Sample("Our uptime was 99.99 %.", ("uptime was 99.99 %",), facts=_MEASURED),
        Sample("Uptime was 100 % this month.", ("Uptime was 100 %",), facts=_MEASURED),
        Sample("Our uptime was 99.98 % over two years.", ("uptime was 99.98 %",), facts=_MEASURED),
        Sample("Our availability was 99.99 % in March.", ("availability was 99.99 %",)),
        Sample("The shop has never been down before.", ("never been down",)),
        Sample("We release with zero downtime.", ("zero downtime",)),
        Sample(
            "Wir hatten 99,99 % Verfügbarkeit.",
            ("99,99 % Verfügbarkeit",),
            language=Language.GERMAN,
        ),
    ),
)

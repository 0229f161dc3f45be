"""No “today”: a notice is read tomorrow too, and in other zones."""

import re

from statusboard.wording.base import Draft, Language, Remark, Sample, WordRule, any_of, remark_on

_PATTERNS = {
    Language.ENGLISH: any_of(
        "today(?:['’]s)?",
        "tonight",
        "yesterday(?:['’]s)?",
        "tomorrow(?:['’]s)?",
        r"(?:this|earlier this|later this) (?:morning|afternoon|evening)",
        "last night",
    ),
    # In small letters: “Morgen” is a morning, “Heute” begins a sentence.
    Language.GERMAN: re.compile(
        r"(?<!\w)(?:[Hh]eute|[Gg]estern|vorgestern|übermorgen|"
        r"ab morgen|bis morgen|[Hh]eutige[nrs]?)(?!\w)"
    ),
}


def _look(draft: Draft) -> Remark | None:
    found = draft.find(_PATTERNS)
    return remark_on(
        found,
        "{} is another day to whoever reads it later or elsewhere. Write the date.",
    )


DECLARATION = WordRule(
    key="today_word",
    look=_look,
    good=(
        Sample("From 14:30 UTC on 3 March payments were late."),
        Sample("The report of the day is late."),
        Sample(
            "Seit dem 3. März um 14:30 Uhr MEZ sind Zahlungen verspätet.", language=Language.GERMAN
        ),
        Sample("Am Morgen des 3. März begann die Störung.", language=Language.GERMAN),
    ),
    bad=(
        Sample("Payments were late today.", ("today",)),
        Sample("It began this morning.", ("this morning",)),
        Sample("We tell you more tomorrow.", ("tomorrow",)),
        Sample("Seit heute sind Zahlungen verspätet.", ("heute",), language=Language.GERMAN),
        Sample("Gestern begann die Störung.", ("Gestern",), language=Language.GERMAN),
    ),
)

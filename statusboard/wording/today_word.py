"""No “today”: a notice is read tomorrow too, and in other zones."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.time_text import MONTHS
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, like, remark_on

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

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "heute": 0, "gestern": -1}
_ON = {Language.ENGLISH: "on {day} {month}", Language.GERMAN: "am {day}. {monat}"}
_GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)


def _look(draft: Draft) -> Remark | None:
    found = draft.find(_PATTERNS)
    return remark_on(
        found,
        "{} is another day to whoever reads it later or elsewhere. Write the date.",
        _dates(draft, found),
    )


def _dates(draft: Draft, found: tuple[Words, ...]) -> Iterator[Fix]:
    """The date for a word that is exactly one day, where the page's day is known."""
    now, zone = draft.facts.now, draft.facts.zone
    if now is None or zone is None:
        return
    today = now.astimezone(zone).date()
    for one in found:
        days = _DAYS.get(one.text.casefold())
        if days is not None:
            day = today + timedelta(days=days)
            yield Fix(one, like(one.text, _ON[draft.language].format(day=day.day, **_names(day))))


def _names(day: date) -> dict[str, str]:
    return {"month": MONTHS[day.month - 1], "monat": _GERMAN_MONTHS[day.month - 1]}


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
        Sample(
            "Payments were late today.",
            ("today",),
            facts=WordFacts(now=datetime(2026, 3, 3, 23, 30, tzinfo=UTC), zone=UTC),
            mended="Payments were late on 3 March.",
        ),
        Sample("It began this morning.", ("this morning",)),
        Sample("We tell you more tomorrow.", ("tomorrow",)),
        Sample("Seit heute sind Zahlungen verspätet.", ("heute",), language=Language.GERMAN),
        Sample("Gestern begann die Störung.", ("Gestern",), language=Language.GERMAN),
    ),
)

"""No “today”: a notice is read tomorrow too, and in other zones."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.telling import GERMAN_MONTHS
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
        r"ab morgen|bis morgen|morgen (?:um|ab|früh|Vormittag|Mittag|Nachmittag|Abend|Nacht)|"
        r"[Hh]eutige[nrs]?)(?!\w)"
    ),
}

# Whoever writes the date beside it has said which day it is.
_MONTH_BEGINS = r"(?:Jan|Feb|M[aä]r|Apr|Ma[yi]|Jun|Jul|Aug|Sep|O[ck]t|Nov|De[cz])"
_DATED = re.compile(
    r"[\s,(–-]{1,3}(?:\w+(?:day|tag),? |(?:the|den|dem|am|on) ){0,2}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH_BEGINS}|{_MONTH_BEGINS}[a-z]*\.? \d|"
    r"\d{1,2}[./-]\d{1,2}(?![\d:]| Uhr)|\d{4}-\d{2})"
)

_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "heute": 0, "gestern": -1}
_MONTHS = {Language.ENGLISH: MONTHS, Language.GERMAN: GERMAN_MONTHS}
_NO_YEAR = r"(?!\d)(?!,? (?:19|20)\d\d)"
_DATE = {
    Language.ENGLISH: rf"(?<!\w)(?:\d{{1,2}}(?:st|nd|rd|th)? MONTH(?!\w){_NO_YEAR}|"
    rf"MONTH \d{{1,2}}(?:st|nd|rd|th)?(?!\w){_NO_YEAR})",
    Language.GERMAN: rf"(?<!\w)\d{{1,2}}\. MONTH(?!\w){_NO_YEAR}",
}
_ON = {Language.ENGLISH: "on {day} {month}", Language.GERMAN: "am {day}. {monat}"}


_IN_DECEMBER = WordFacts(now=datetime(2026, 12, 20, 12, tzinfo=UTC), zone=UTC)


def _look(draft: Draft) -> Remark | None:
    found = tuple(one for one in draft.find(_PATTERNS) if not _is_dated(draft, one))
    if not found:
        return remark_on(
            _of_another_year(draft),
            "{} lies beyond the turn of the year. Write the year as well.",
        )
    return remark_on(
        found,
        "{} is another day to whoever reads it later or elsewhere. Write the date.",
        _dates(draft, found),
    )


def _is_dated(draft: Draft, found: Words) -> bool:
    text = dict(draft.parts)[found.part]
    return _DATED.match(text, found.stop) is not None


def _of_another_year(draft: Draft) -> tuple[Words, ...]:
    """Dates without a year on the other side of New Year, where the page's day is known."""
    now, zone = draft.facts.now, draft.facts.zone
    if now is None or zone is None:
        return ()
    month = now.astimezone(zone).month
    if 3 <= month <= 10:
        return ()
    names = _MONTHS[draft.language]
    others = names[:2] if month > 10 else names[10:]
    months = "|".join(others)
    date = _DATE[draft.language].replace("MONTH", f"(?:{months})")
    return draft.find(re.compile(date))


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
    return {"month": MONTHS[day.month - 1], "monat": GERMAN_MONTHS[day.month - 1]}


DECLARATION = WordRule(
    key="today_word",
    look=_look,
    good=(
        Sample("From 14:30 UTC on 3 March payments were late."),
        Sample("The report of the day is late."),
        Sample("We move on 5 January 2027.", facts=_IN_DECEMBER),
        Sample("From 20 December on exports are late.", facts=_IN_DECEMBER),
        Sample("We move on 5 January."),
        Sample("Today, 3 March, payments were late; they were on time yesterday (2 March)."),
        Sample("Heute, am 3. März, kamen Zahlungen zu spät.", language=Language.GERMAN),
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
        Sample("We move on 5 January.", ("5 January",), facts=_IN_DECEMBER),
        Sample(
            "Wir ziehen am 5. Januar um.",
            ("5. Januar",),
            language=Language.GERMAN,
            facts=_IN_DECEMBER,
        ),
        Sample("It began this morning.", ("this morning",)),
        Sample("Payments were late today at 14:30 UTC.", ("today",)),
        Sample("Wir ziehen morgen früh um.", ("morgen früh",), language=Language.GERMAN),
        Sample("We tell you more tomorrow.", ("tomorrow",)),
        Sample("Seit heute sind Zahlungen verspätet.", ("heute",), language=Language.GERMAN),
        Sample("Gestern begann die Störung.", ("Gestern",), language=Language.GERMAN),
    ),
)

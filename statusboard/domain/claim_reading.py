"""Reads a claim as somebody typed it, in English or German: what it says, and of which time.

What cannot be read is never taken for something milder: it is asked for again.
"""

import re
from datetime import date
from fractions import Fraction

from statusboard.domain.claim import ALL, Asked, ClaimKind
from statusboard.domain.claim_period_reading import in_known_letters, read_claim_period

_PERCENT = re.compile(
    r"(?<![\d.,])([0-9]{1,3})(?:[.,]([0-9]{1,6}))? ?(?:%|per ?cent|Prozent)", re.IGNORECASE
)
_NINES = re.compile(
    r"\b(three|four|five|six|drei|vier|fünf|sechs) (?:nines|Neunen)\b", re.IGNORECASE
)
_NINES_PERCENT = {
    "three": "99.9",
    "four": "99.99",
    "five": "99.999",
    "six": "99.9999",
    "drei": "99.9",
    "vier": "99.99",
    "fünf": "99.999",
    "sechs": "99.9999",
}
_NEVER_DOWN = re.compile(
    r"\b(?:no|zero|without(?: any| a single)?|not a single|never (?:been |had )?(?:an? )?)[ -]?"
    r"(?:downtime|outages?|interruptions?|down|offline|unavailable)\b"
    r"|\balways (?:up|available|online)"
    r"|\b(?:ohne(?: (?:einen|jeden|einzigen))*|keine[nr]?(?: einzigen?)?|nie|niemals) "
    r"(?:Ausfall|Ausfälle|Ausfallzeit|ausgefallen|offline|Unterbrechung)\b|\bimmer verfügbar",
    re.IGNORECASE,
)
_MAJOR = re.compile(r"major outage|(?:großen?|schweren?) Ausfall", re.IGNORECASE)
_DAYS = re.compile(r"\b(\d{1,5}) (?:days?|Tagen?|Tage)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:(\d{1,5}) (?:of|von)(?: the| den)? (\d{1,5})|(?:all|every|alle)(?: of)?)\b"
    r".*?\b(?:promises?|SLAs?|objectives?|versprochen|Versprechen|Zusagen?)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(
    r"\b(?:first word|first (?:update|notice)|(?:told|inform\w*|notif\w*)|erste[ns]? Wort|"
    r"informier\w*)\b",
    re.IGNORECASE,
)
_MINUTES = re.compile(r"\b(\d{1,4}) (?:minutes?|min|Minuten?)\b", re.IGNORECASE)
_RECORD = re.compile(r"\b(?:longest (?:run|time)|record|längste Zeit|Rekord)\b", re.IGNORECASE)
_NOTHING_LOST = 100


def read_claim(text: str, today: date) -> Asked | None:
    """What a text claims; None where it says nothing that can be held against measurements.

    Its period is empty where it names none.
    """
    text = " ".join(text.split())
    if _RECORD.search(text) and (found := _DAYS.search(text)):
        return Asked(ClaimKind.RECORD_RUN, count=int(found[1]))
    if _MAJOR.search(text) and (found := _DAYS.search(text)) and not _PERCENT.search(text):
        return Asked(ClaimKind.MAJOR_FREE, count=int(found[1]))
    period = read_claim_period(text, today)
    percent = claimed_percent(text)
    # Beside a promise that was kept, a percentage is that of the promise; without a loss is more.
    if (kept := _KEPT.search(text)) and not (percent and Fraction(percent) >= _NOTHING_LOST):
        counts = (int(kept[1]), int(kept[2])) if kept[1] else (ALL, None)
        return Asked(ClaimKind.PROMISES, period, count=counts[0], of=counts[1])
    if _FIRST_WORD.search(text) and (found := _MINUTES.search(text)):
        return Asked(ClaimKind.FIRST_WORD, period, count=int(found[1]))
    return Asked(ClaimKind.AVAILABILITY, period, percent) if percent else None


def claimed_percent(text: str) -> str:
    """The highest percentage that is said, as words too; the others would be milder. Or empty."""
    said = [
        f"{int(found[1])}.{found[2]}" if found[2] else str(int(found[1]))
        for found in _PERCENT.finditer(text)
    ]
    said += [
        _NINES_PERCENT[found[1].casefold()] for found in _NINES.finditer(in_known_letters(text))
    ]
    if _NEVER_DOWN.search(text):
        said.append(str(_NOTHING_LOST))
    return max(said, key=Fraction, default="")

"""Times that a text says in a person's own words, where it is sure what they are the times of.

A clock time without a zone, or in one whose letters stand for several, is left alone: so is any
sentence that can be read in another way.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from statusboard.domain.paragraphs import places
from statusboard.domain.time_text import zone_text

_MINUTE = timedelta(minutes=1)
_DAY_MINUTES = 24 * 60
# In minutes from UTC. In summer, too, people write the letters of winter.
_OFFSETS = {
    "UTC": (0,),
    "GMT": (0, 60),
    "WET": (0, 60),
    "WEST": (60,),
    "CET": (60, 120),
    "CEST": (120,),
    "MEZ": (60, 120),
    "MESZ": (120,),
    "EET": (120, 180),
    "EEST": (180,),
    "EST": (-300, -240),
    "EDT": (-240,),
    "PST": (-480, -420),
    "PDT": (-420,),
}
# The time is read by `is_at`: it begins with a digit and ends with the letters of a zone.
_TIME = (
    r"\d{1,2}(?:[:.]\d{2})?(?: ?[ap]\.?m\.?)?(?: Uhr)? "
    r"\(?(?:UTC[+-]\d{1,2}(?::\d{2})?|[A-Z]{3,5})\b"
)
_READ = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?: ?(?P<half>[ap])\.?m\.?)?(?P<uhr> Uhr)?"
    r" \(?(?P<zone>\S+)",
    re.IGNORECASE,
)
# What may stand between a promise and its time: no past, and no update of something else.
_BETWEEN = (
    r"(?:,? (?!(?:was|were|had|of|to|for|war|waren|von|für|zu|zur|zum|nach|not|nicht)\b)\w+){0,6}"
)
_AT = r"(?::|,? (?:at|by|before|around|no later than|um|bis|gegen|vor)(?: spätestens| um)?)"
_UPDATE = (
    r"\b(?:next (?:status )?update|update (?:you|this (?:notice|page|incident))|"
    r"(?:post|publish|provide|share|give|send)(?: you)? (?:an|another|a further|the next|our next) "
    r"update|nächste (?:Meldung|Aktualisierung|Information|Mitteilung)|nächstes Update|"
    r"melden uns)"
)
_NEXT_UPDATE = re.compile(rf"{_UPDATE}{_BETWEEN}{_AT} {_TIME}", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?:since|seit) {_TIME}", re.IGNORECASE)
_ANY_SINCE = re.compile(r"\b(?:since|seit)\b", re.IGNORECASE)
_TROUBLE = re.compile(
    r"\b(?:unavailable|unreachable|down|offline|fail(?:s|ed|ing)?|disrupted|"
    r"nicht erreichbar|nicht verfügbar|ausgefallen|gestört)\b",
    re.IGNORECASE,
)
# What got better, or grew worse, or who did something since then: that is no start.
_OTHER = re.compile(
    r"\b(?:again|recover\w*|improv\w*|stable|better|worse|complete\w*|fully|no longer|we|our|"
    r"wieder|besser|schlimmer|stabil|vollständig\w*|komplett|ganz|nicht mehr|wir|uns\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^\n.!?]|[.!?](?!\s|$))+", re.MULTILINE)
_SPOKEN_TIME = re.compile(_TIME, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlainTime:
    """A clock time with its zone, and where it stands in a text."""

    start: int
    stop: int
    text: str

    def is_at(self, instant: datetime, zone: tzinfo, within: timedelta) -> bool | None:
        """Whether that instant is meant, on whatever day; None where nobody can tell."""
        found = _READ.match(self.text)
        offsets = _offsets(found["zone"], instant, zone) if found else ()
        minutes = _minutes(found) if found else None
        if minutes is None or not offsets:
            return None
        meant = instant.astimezone(UTC)
        utc = meant.hour * 60 + meant.minute
        return any(
            min(apart := (minutes - offset - utc) % _DAY_MINUTES, _DAY_MINUTES - apart) * _MINUTE
            <= within
            for offset in offsets
        )


def next_updates(text: str) -> Iterator[PlainTime]:
    """The times at which a text says that the next update comes."""
    for start, _, found in places(_NEXT_UPDATE, text):
        yield _last_time(start, found)


def starts(text: str, names: Sequence[str], others: Sequence[str]) -> Iterator[PlainTime]:
    """Since when a text says that something is wrong with all these services, and no others."""
    for start, _, sentence in places(_SENTENCE, text):
        since = _SINCE.search(sentence)
        if since is None or len(_ANY_SINCE.findall(sentence)) > 1:
            continue
        is_sure = _TROUBLE.search(sentence) and not _OTHER.search(sentence)
        rest = sentence
        for name in sorted({*names, *others}, key=len, reverse=True):
            is_named = name in rest
            if is_named is not (name in names):
                is_sure = None
            rest = rest.replace(name, " ")
        if is_sure and names:
            yield _last_time(start + since.start(), since[0])


def says(text: str, instant: datetime, zone: tzinfo, within: timedelta) -> bool:
    """Whether that time stands anywhere in a text."""
    return any(
        PlainTime(start, stop, found).is_at(instant, zone, within)
        for start, stop, found in places(_SPOKEN_TIME, text)
    )


def _last_time(start: int, found: str) -> PlainTime:
    *_, last = _SPOKEN_TIME.finditer(found)
    return PlainTime(start + last.start(), start + last.end(), last[0])


def _minutes(found: re.Match[str]) -> int | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").casefold()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif found["minute"] is None and not found["uhr"]:
        return None
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def _offsets(letters: str, instant: datetime, zone: tzinfo) -> tuple[int, ...]:
    name = letters.strip("()").upper()
    offset = instant.astimezone(zone).utcoffset()
    if name == zone_text(instant, zone).upper() and offset is not None:
        return (offset // _MINUTE,)
    ahead = re.fullmatch(r"UTC([+-])(\d{1,2})(?::(\d{2}))?", name)
    if ahead:
        minutes = int(ahead[2]) * 60 + int(ahead[3] or 0)
        return (minutes if ahead[1] == "+" else -minutes,)
    return _OFFSETS.get(name, ())

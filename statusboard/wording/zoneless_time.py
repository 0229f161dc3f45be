"""A clock time says its zone."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.domain.time_text import zone_text
from statusboard.domain.word_facts import WordFacts
from statusboard.wording.base import Draft, Remark, Sample, WordRule, remark_on

_TIME = re.compile(
    r"(?<![\d:.,/-])(?<!scale of )(?<!ratio of )(?<!Maßstab von )"
    r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:\s?(?:[ap]m|[ap]\.m\.))?(?![\d:])"
    r"|(?<![\d:.,])(?:1[0-2]|[1-9])\s?(?:[ap]m\b|[ap]\.m\.)"
    r"|(?<![\d:.,])(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)? Uhr",
    re.IGNORECASE,
)
# How long something took, and how wide a picture is, look like times of day.
_AFTER_NO_TIME = re.compile(
    r"\s?(?:hours?|hrs?|h|minutes?|mins?|Stunden?|Minuten?|ratio|aspect|format|Verhältnis)\b",
    re.IGNORECASE,
)
_BEFORE_NO_TIME = re.compile(
    r"(?:last(?:ed|ing)|took|taken|takes|duration(?: of|:)?|dauerte|Dauer:?|Verhältnis(?: von)?|"
    r"ratio)(?: (?:about|approx\.|approximately|around|for|etwa|rund|ca\.))?\s$",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|IST|JST|KST|HKT|SGT|NZ[DS]T|A[EWC][DS]T|"
    r"[PMCEA][DS]?T|MSK|"
    r"SAST|BRT|Pacific|Eastern|Central|Mountain|Greenwich|(?:local|your) (?:time|zone)|Ortszeit|"
    r"AoE|HST|AK[DS]T|ICT|WIB|PHT|MYT|PKT|WAT|EAT|IDT|TRT|CLT|ART|UK time|US time|ET time|"
    r"utc|gmt|cest|cet|bst|pst|pdt|edt|cdt|mdt|aest|aedt|mez|mesz|zulu|"
    r"[A-Z][a-z]+ time|time zone|Zeitzone|mitteleuropäisch\w*)\b|\d\s?Z\b|[+-]\d{2}:?\d{2}\b"
)
# A sentence, or a line: “from 9:00 to 10:00 UTC” says it once.
_END = re.compile(r"(?<=[\w)])(?<!\b[ap]m)(?<!\b[ap]\.m)[.!?]\s(?!\()|\n")
# No sentence that a person reads goes on for longer: a log of thousands of times has no end.
_SENTENCE = 300
# Whoever says it once for all of them has said it, and whoever said it at an earlier time.
_FOR_ALL = re.compile(r"\b(?:all times|alle (?:Zeiten|Zeitangaben|Uhrzeiten))\b", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"\b(?:UTC|GMT|CES?T|MES?Z|WES?T|EES?T|BST|IST|JST|KST|HKT|SGT|NZ[DS]T|A[EWC][DS]T|"
    r"[PMCE][DS]T|SAST|BRT|PT|ET)\b|\d\s?Z\b"
)


def _look(draft: Draft) -> Remark | None:
    if _FOR_ALL.search(draft.whole):
        return None
    found = tuple(one for one in draft.find(_TIME) if _is_time(draft, one))
    said_from = _said_from(draft)
    found = tuple(one for one in found if not _has_zone(draft, one, said_from))
    zone = _zone_now(draft)
    return remark_on(
        found,
        "{} does not say in which zone. Customers elsewhere read another time.",
        (Fix(one, f"{one.text} {zone}") for one in found if zone),
    )


def _is_time(draft: Draft, found: Words) -> bool:
    text = dict(draft.parts)[found.part]
    before = text[max(0, found.start - 40) : found.start]
    return not (_AFTER_NO_TIME.match(text, found.stop) or _BEFORE_NO_TIME.search(before))


def _zone_now(draft: Draft) -> str:
    """What the page's zone is called now; empty where that is not known."""
    now, zone = draft.facts.now, draft.facts.zone
    return "" if now is None or zone is None else zone_text(now, zone)


def _has_zone(draft: Draft, time: Words, said_from: Mapping[str, int]) -> bool:
    """Whether a zone stands in its sentence, after it, or anywhere before it.

    `said_from` is where the first zone of each part ends.
    """
    text = dict(draft.parts)[time.part]
    if said_from.get(time.part, len(text)) <= time.start or "title" in said_from:
        return True
    end = _END.search(text, time.stop, time.stop + _SENTENCE)
    after = text[time.stop : time.stop + _SENTENCE if end is None else end.start() + 1]
    before = text[max(0, time.start - 20) : time.start].rpartition("\n")[2]
    return bool(
        _ZONE.search(after) or _ZONE.search(before) or _ZONE.search(f"{time.text}{after[:3]}")
    )


def _said_from(draft: Draft) -> Mapping[str, int]:
    found = ((part, _SAID_BEFORE.search(text)) for part, text in draft.parts)
    return {part: zone.end() for part, zone in found if zone is not None}


DECLARATION = WordRule(
    key="zoneless_time",
    look=_look,
    good=(
        Sample("The next update is at 14:30 UTC."),
        Sample("From 14:30 to 15:10 CET payments failed."),
        Sample("All times are in UTC. It began at 14:30."),
        Sample("The ratio is 16:9, and version 2.10 is out."),
        Sample("2026-03-03T14:30:00Z it began."),
        Sample("It began at 14:30 UTC. At 15:10 all was well."),
        Sample("Times (UTC):\n- 14:30 it began\n- 15:10 all was well"),
        Sample("The pause lasted 01:30 and was planned for 2:00 hours."),
        Sample("It lasted from 12:06 to 12:20 pm. (GMT +08:00)"),
        Sample("Write to us from 9am to 5pm pst."),
        Sample("Die nächste Meldung kommt um 14:30 Uhr MEZ.", language=Language.GERMAN),
    ),
    bad=(
        Sample(
            "The next update is at 14:30.",
            ("14:30",),
            facts=WordFacts(now=datetime(2026, 3, 3, 14, tzinfo=UTC), zone=UTC),
            mended="The next update is at 14:30 UTC.",
        ),
        Sample("It began at 2:15 pm.", ("2:15 pm",)),
        Sample("We tell you more at 3pm.", ("3pm",)),
        Sample("Die nächste Meldung kommt um 14:30 Uhr.", ("14:30",), language=Language.GERMAN),
        Sample("Seit 9:10 Uhr ist der Laden zu.", ("9:10",), language=Language.GERMAN),
        Sample("Seit 9 Uhr sind Zahlungen verspätet.", ("9 Uhr",), language=Language.GERMAN),
    ),
)

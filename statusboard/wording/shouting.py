"""No shouting: no words in capital letters, no exclamation marks."""

import re

from statusboard.wording.base import Draft, Language, Remark, Sample, WordRule, Words, remark_on

_EXCLAIMED = re.compile(r"[^\W\d_]+[\"”’)]*!+(?!\[)|!{2,}")
_CAPITALS = r"[A-ZÄÖÜ]{4,}"
_ROW = re.compile(rf"(?<![\w-]){_CAPITALS}(?: {_CAPITALS})+(?![\w-])")
# Of a single word in capitals most are names and abbreviations; these are neither.
_LOUD = re.compile(
    r"(?<![\w-])(?:NOT|NOW|ALL|URGENT|IMPORTANT|ATTENTION|WARNING|PLEASE|DOWN|EVERYONE|NEVER|"
    r"ALWAYS|"
    r"OUTAGE|RESOLVED|UPDATE|INVESTIGATING|FIXED|WICHTIG|ACHTUNG|NICHT|ALLE|BITTE|SOFORT|DRINGEND|"
    r"STÖRUNG|AUSFALL|BEHOBEN)(?![\w-])"
)


def _look(draft: Draft) -> Remark | None:
    found = (*draft.find(_EXCLAIMED), *draft.find(_ROW))
    found += tuple(one for one in draft.find(_LOUD) if not _lies_in(one, found))
    return remark_on(
        found,
        "{} reads as shouting. Write it calmly, and end with a full stop.",
    )


def _lies_in(one: Words, others: tuple[Words, ...]) -> bool:
    return any(other.part == one.part and other.start <= one.start < other.stop for other in others)


DECLARATION = WordRule(
    key="shouting",
    look=_look,
    good=(
        Sample("The REST API answers again, by HTTPS and over SAML."),
        Sample("Payments by SEPA are late. The next update is at 14:30 UTC."),
        Sample("The check `if a != b` is fixed."),
        Sample("Zahlungen per SEPA kommen später an.", language=Language.GERMAN),
    ),
    bad=(
        Sample("We are back!", ("back!",)),
        Sample("Please do NOT pay twice.", ("NOT",)),
        Sample("MAJOR OUTAGE of payments.", ("MAJOR OUTAGE",)),
        Sample("WICHTIG: bitte nicht doppelt zahlen.", ("WICHTIG",), language=Language.GERMAN),
        Sample("Alles geht wieder!", ("wieder!",), language=Language.GERMAN),
    ),
)

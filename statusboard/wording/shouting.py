"""No shouting: no words in capital letters, no exclamation marks."""

import re

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, overlaps, remark_on

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
    found += tuple(one for one in draft.find(_LOUD) if not overlaps(one, found))
    return remark_on(
        found,
        "{} reads as shouting. Write it calmly, and end with a full stop.",
        (Fix(one, _calm(draft, one)) for one in found),
    )


def _calm(draft: Draft, one: Words) -> str:
    """The words with a full stop for their marks; a word in capitals in small letters."""
    if "!" in one.text:
        # A title has no full stop at its end.
        is_end = one.part == "title" and one.stop == len(draft.title)
        return re.sub(r"!+", "" if is_end else ".", one.text)
    text = dict(draft.parts)[one.part][: one.start].rstrip()
    begins = not text or text[-1] in ".?!:\n#*"
    calm = one.text.lower()
    return calm.capitalize() if begins else calm


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
        Sample("We are back!", ("back!",), mended="We are back."),
        Sample("Please do NOT pay twice.", ("NOT",), mended="Please do not pay twice."),
        Sample("MAJOR OUTAGE of payments.", ("MAJOR OUTAGE",), mended="Major outage of payments."),
        Sample("WICHTIG: bitte nicht doppelt zahlen.", ("WICHTIG",), language=Language.GERMAN),
        Sample("Alles geht wieder!", ("wieder!",), language=Language.GERMAN),
    ),
)

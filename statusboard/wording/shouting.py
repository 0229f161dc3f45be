"""No shouting: no words in capital letters, no exclamation marks."""

import re

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, overlaps, remark_on

# A name may end in a mark.
_EXCLAIMED = re.compile(r"\b(?!Yahoo!|Jeopardy!|Joomla!|Wahoo!)[^\W\d_]+[\"”’)]*!+(?!\[)|!{2,}")
# Abbreviations stand in a row too, and are said letter by letter.
_SPELT = (
    r"(?!(?:HTTPS?|SMTPS?|IMAPS?|SAML|SCIM|OIDC|LDAPS?|REST|JSON|HTML|YAML|SOAP|CORS|CRUD|VOIP|PSTN|"
    r"MPLS|CIDR|DHCP|IPSEC|VLAN|ICMP|NVME|RAID|SATA|AJAX|UUID|ASCII|SEPA|IBAN|BACS|SWIFT|EMEA|APAC|"
    r"LATAM|NOAM|TOTP|WLAN|DKIM|DMARC|DNSSEC|GDPR|HIPAA|HTTP|SFTP|FTPS|OAUTH|XLSX|DOCX|POST|HEAD|"
    r"PATCH|SELECT|DELETE|INSERT|UPDATE|WHERE|FROM|TABLE|INDEX|PENDING|FAILED|CHARGED|EXPIRED)\b)"
)
_CAPITALS = rf"{_SPELT}[A-ZÄÖÜ]{{4,}}"
_ROW = re.compile(rf"(?<![\w-]){_CAPITALS}(?: {_CAPITALS})+(?![\w-])")
# What stands before the text as its label, the day of it or its state, is no raised voice.
_LABEL = re.compile(
    r"^[\W_]*(?:UPDATE|RESOLVED|INVESTIGATING|FIXED|OUTAGE|STÖRUNG|AUSFALL|BEHOBEN)"
    r"(?=[^\w\s]|\s(?:\(|\[|-|–|\d))",
    re.MULTILINE,
)
# Of a single word in capitals most are names and abbreviations; these are neither.
_LOUD = re.compile(
    r"(?<![\w-])(?:NOT|NOW|ALL|URGENT|IMPORTANT|ATTENTION|WARNING|PLEASE|DOWN|EVERYONE|NEVER|"
    r"ALWAYS|"
    r"OUTAGE|RESOLVED|UPDATE|INVESTIGATING|FIXED|WICHTIG|ACHTUNG|NICHT|ALLE|BITTE|SOFORT|DRINGEND|"
    r"STÖRUNG|AUSFALL|BEHOBEN)(?![\w-])"
)


def _look(draft: Draft) -> Remark | None:
    found = (*draft.find(_EXCLAIMED), *draft.find(_ROW))
    quiet = (*found, *draft.find(_LABEL))
    found += tuple(one for one in draft.find(_LOUD) if not overlaps(one, quiet))
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
        Sample("Mail to addresses of Yahoo! arrives again, by IMAP and SMTP HTTPS SAML."),
        Sample("UPDATE 14:30 UTC: payments work again."),
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

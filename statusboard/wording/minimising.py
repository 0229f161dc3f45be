"""What customers suffer is never made small."""

import re

from statusboard.domain.finding import Fix, Words
from statusboard.domain.language import Language
from statusboard.wording.base import Draft, Remark, Sample, WordRule, any_of, like, remark_on

_SOME = r"(?:customers?|users?|people|accounts?|requests?|orders?|visitors?|transactions?)"
_PATTERNS = {
    Language.ENGLISH: any_of(
        r"(?<!not )(?:only|just) (?:an?(?= (?:\w+ )?(?:few|small|minor|short|brief|limited|tiny|"
        r"slight|handful|subset|fraction|portion|percentage|number|part|couple|minutes?|moment|"
        r"hiccup|glitch|blip|pause|delay|issue|interruption)\b)"
        r"|(?:some|few)(?= (?:of |\w+ )?(?:customers?|users?|people|accounts?|requests?|orders?|"
        r"visitors?|transactions?|tenants?|sites?|you)\b)"
        r"|affect\w*|impact\w*|minor|small|limited|brief\w*)",
        r"(?:(?:a|an)(?: \w+)? )?(?:very )?small (?:number|subset|fraction|percentage|portion|"
        r"group|set|amount) of",
        r"(?:a|an) (?:very )?(?:limited|tiny) (?:number|subset|set) of",
        "a handful of",
        rf"(?:a|very) few {_SOME}",
        r"(?:minor|slight) (?:issues?|delays?|inconveniences?|disruptions?|hiccups?|glitch(?:es)?|"
        r"problems?)",
        "hiccups?",
    ),
    Language.GERMAN: any_of(
        r"(?:nur|lediglich|bloß) (?:ein\w*|wenige\w*|einige\w*|gering\w*|vereinzelt\w*|kurz\w*)",
        r"ein\w* (?:sehr )?(?:kleine\w*|geringe\w*) (?:Anzahl|Teil|Zahl|Gruppe)",
        r"geringfügige?\w* (?:Störung\w*|Beeinträchtigung\w*|Problem\w*|Einschränkung\w*)",
        r"(?:kleine\w*|kleinere\w*) (?:Störung\w*|Problem\w*)",
    ),
}
_SMALL = re.compile(r"^(?:only|just|nur|lediglich|bloß) ", re.IGNORECASE)
# A number says how many it is, and then nothing is made small. A time of day says nothing of it.
_NUMBER = re.compile(
    r"^(?:[^.!?\n]|\.\d){0,60}?(?<![\d:.])\d[\d.,]*(?:(?= ?%| per ?cent| Prozent|"
    r" (?:of|von|out)\b|\))"
    rf"| (?:\w+ )?(?:{_SOME}|Kunden|Nutzer\w*|Anfragen|Bestellungen))",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d ?%|\d per ?cent|\d Prozent", re.IGNORECASE)


def _look(draft: Draft) -> Remark | None:
    found = tuple(one for one in draft.find(_PATTERNS) if not _is_counted(draft, one))
    return remark_on(
        found,
        "{} makes small what customers suffer. Say how many it concerns, or leave it out.",
        tuple(fix for one in found if (fix := _plainly(one)) is not None),
    )


def _plainly(words: Words) -> Fix | None:
    """The words without “only” and “just”, where the rest stands by itself."""
    plain = _SMALL.sub("", words.text)
    return Fix(words, like(words.text, plain)) if plain != words.text else None


def _is_counted(draft: Draft, words: Words) -> bool:
    text = dict(draft.parts)[words.part]
    before = re.split(r"[.!?]\s|\n", text[: words.start])[-1]
    return bool(_NUMBER.match(text[words.stop :]) or _SHARE.search(before)) or any(
        c.isdigit() for c in words.text
    )


DECLARATION = WordRule(
    key="minimising",
    look=_look,
    good=(
        Sample("A small number of customers (about 2 %) cannot pay by card."),
        Sample("Reports are read-only until then."),
        Sample("The only way to sign in now is by mail."),
        Sample("Please try again in just over an hour."),
        Sample("About 300 customers cannot sign in."),
        Sample("About 2 % of customers, a small number of whom are in Spain, cannot pay."),
        Sample("This is not just a delay: payments are lost."),
        Sample("Only some pages can be opened until then."),
        Sample("Etwa 300 Kunden sind betroffen.", language=Language.GERMAN),
        Sample("Nur Zahlungen mit Karte sind betroffen.", language=Language.GERMAN),
    ),
    bad=(
        Sample(
            "This only affects payments by card.",
            ("only affects",),
            mended="This affects payments by card.",
        ),
        Sample("A small number of customers cannot pay.", ("A small number of",)),
        Sample("There was a minor issue with payments.", ("minor issue",)),
        Sample("A handful of customers saw errors.", ("A handful of",)),
        Sample("A small number of customers saw errors from 9:10 UTC on.", ("A small number of",)),
        Sample("This hits a small subset of accounts.", ("a small subset of",)),
        Sample("It was just a short pause.", ("just a",)),
        Sample("Es sind nur wenige Kunden betroffen.", ("nur wenige",), language=Language.GERMAN),
        Sample(
            "Ein kleiner Teil der Kunden ist betroffen.",
            ("Ein kleiner Teil",),
            language=Language.GERMAN,
        ),
    ),
)

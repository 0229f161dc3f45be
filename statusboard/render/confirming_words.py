"""The words by which an address is asked to confirm, in the languages that readers can choose.

A language that is not here reads English.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.subscriber import About, Extent


@dataclass(frozen=True, slots=True)
class ConfirmingWords:
    """Braces are filled in: the name of the page, of an incident, a time, an address."""

    language: str
    subject: str
    heading: str
    asked: str
    told: str
    chosen: str
    everything: str
    about: Mapping[About, str]
    extent: Mapping[Extent, str]
    until_fixed: str
    button: str
    follow: str
    see_button: str
    see: str
    ends: str
    nothing: str
    nothing_changes: str
    consent: str
    consent_until_fixed: str
    agreed: str
    short: str
    short_until_fixed: str
    short_end: str


ENGLISH = ConfirmingWords(
    language="en",
    subject="{page}: please confirm your address",
    heading="Please confirm your address",
    asked="Somebody asked that this address is told of {page}. If it was you, confirm it.",
    told="This address is told of {page} already, and that stays as it is. Somebody has now chosen"
    " what stands below. If it was you, confirm it.",
    chosen="Chosen:",
    everything="Everything",
    about={
        About.BOTH: "incidents and planned work",
        About.INCIDENTS: "incidents",
        About.PLANNED: "planned work",
    },
    extent={
        Extent.EVERY: "every update",
        Extent.START_END: "only when it starts and when it is over",
    },
    until_fixed="Once, when “{incident}” is over. Then the address is forgotten.",
    button="Confirm",
    follow="Confirm: {url}",
    see_button="See what you are told",
    see="See what you are told, change it, or leave: {url}",
    ends="The link works once, until {at}.",
    nothing="If it was not you, do nothing. Then nothing is sent to you.",
    nothing_changes="If it was not you, do nothing. Then everything stays as it is.",
    consent="I agree that {page} writes to this address about what I chose, until I leave.",
    consent_until_fixed="I agree that {page} writes to this address once, when it is over.",
    agreed="By confirming you say: “{consent}”",
    short="{page}: confirm that you want text messages ({what}): {url}",
    short_until_fixed="{page}: confirm that you want one text message when it is over: {url}",
    short_end="Not you? Do nothing. Reply STOP to end.",
)
GERMAN = ConfirmingWords(
    language="de",
    subject="{page}: Bitte bestätigen Sie Ihre Adresse",
    heading="Bitte bestätigen Sie Ihre Adresse",
    asked="Jemand möchte, dass diese Adresse über {page} informiert wird. Wenn Sie es waren,"
    " bestätigen Sie es.",
    told="Diese Adresse wird schon über {page} informiert, und das bleibt so. Jemand hat nun"
    " ausgewählt, was unten steht. Wenn Sie es waren, bestätigen Sie es.",
    chosen="Ausgewählt:",
    everything="Alles",
    about={
        About.BOTH: "Störungen und geplante Arbeiten",
        About.INCIDENTS: "Störungen",
        About.PLANNED: "geplante Arbeiten",
    },
    extent={
        Extent.EVERY: "jede Meldung",
        Extent.START_END: "nur wenn es beginnt und wenn es vorbei ist",
    },
    until_fixed="Einmal, wenn „{incident}“ vorbei ist. Danach wird die Adresse vergessen.",
    button="Bestätigen",
    follow="Bestätigen: {url}",
    see_button="Ansehen, was Sie erhalten",
    see="Ansehen, was Sie erhalten, ändern oder abmelden: {url}",
    ends="Der Link gilt einmal, bis {at}.",
    nothing="Wenn Sie es nicht waren, tun Sie nichts. Dann wird Ihnen nichts gesendet.",
    nothing_changes="Wenn Sie es nicht waren, tun Sie nichts. Dann bleibt alles, wie es ist.",
    consent="Ich bin einverstanden, dass {page} an diese Adresse schreibt, was ich ausgewählt habe,"
    " bis ich mich abmelde.",
    consent_until_fixed="Ich bin einverstanden, dass {page} einmal an diese Adresse schreibt, wenn"
    " es vorbei ist.",
    agreed="Mit der Bestätigung sagen Sie: „{consent}“",
    short="{page}: Bestätigen Sie, dass Sie Textnachrichten möchten ({what}): {url}",
    short_until_fixed="{page}: Bestätigen Sie, dass Sie eine Textnachricht möchten, wenn es vorbei"
    " ist: {url}",
    short_end="Nicht Sie? Dann nichts tun. STOP beendet es.",
)
_WORDS = {words.language: words for words in (ENGLISH, GERMAN)}


def confirming_words(language: str) -> ConfirmingWords:
    """The words in a language such as `de` or `de-AT`."""
    return _WORDS.get(language.partition("-")[0].casefold(), ENGLISH)


def consent_words(language: str, page_name: str, *, until_fixed: bool = False) -> str:
    """What is agreed to by confirming."""
    words = confirming_words(language)
    text = words.consent_until_fixed if until_fixed else words.consent
    return text.format(page=page_name)

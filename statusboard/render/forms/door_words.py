"""The words before a private page, by language. One that is not here reads English."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class DoorWords:
    """What is said there. `lead` and `wrong` are about the password, `no_link` about a link."""

    language: str
    heading: str
    lead: str
    password: str
    open: str
    by_link: str
    only_link: str
    wrong: str
    no_link: str
    wait: str
    questions: str


DOOR_WORDS: Mapping[str, DoorWords] = MappingProxyType(
    {
        words.language: words
        for words in (
            DoorWords(
                language="en",
                heading="This page is not public",
                lead="Enter the password that you were given.",
                password="Password",  # noqa: S106 - a label
                open="Open the page",
                by_link="If you were given a link of your own, open the page by that.",
                only_link="Open it by the link that you were given.",
                wrong="That is not the password. Check it, and try again.",
                no_link="This link opens nothing, or nothing any more. Ask whoever sent it to you.",
                wait="Too many tries. Please wait a while, and try again.",
                questions="Questions? Write to {contact}",
            ),
            DoorWords(
                language="de",
                heading="Diese Seite ist nicht öffentlich",
                lead="Geben Sie das Passwort ein, das Sie bekommen haben.",
                password="Passwort",  # noqa: S106 - a label
                open="Seite öffnen",
                by_link="Wenn Sie einen eigenen Link bekommen haben, öffnen Sie die Seite damit.",
                only_link="Öffnen Sie sie mit dem Link, den Sie bekommen haben.",
                wrong="Das ist nicht das Passwort. Prüfen Sie es und versuchen Sie es noch einmal.",
                no_link="Dieser Link öffnet nichts oder nichts mehr. Fragen Sie, von wem Sie ihn "
                "haben.",
                wait="Zu viele Versuche. Bitte warten Sie etwas und versuchen Sie es dann wieder.",
                questions="Fragen? Schreiben Sie an {contact}",
            ),
        )
    }
)

"""The languages in which notices are begun, and in which their words are judged."""

from enum import StrEnum


class Language(StrEnum):
    """A language that templates and rules of wording know."""

    ENGLISH = "en"
    GERMAN = "de"

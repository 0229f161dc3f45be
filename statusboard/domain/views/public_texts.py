"""The team's own words on the public page in further languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicTexts:
    """What the team says of itself in a further language; what is empty it says in its own."""

    language: str
    name: str = ""
    about: str = ""
    record: str = ""
    footer: str = ""

"""The words by which an address is asked to confirm, as every language has them."""

from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.domain.subscriber import About, Extent


@dataclass(frozen=True, slots=True)
class ConfirmingWords:
    """Braces are filled in: the name of the page, of an incident, a time, an address.

    `comma` stands between names.
    """

    language: str
    comma: str
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

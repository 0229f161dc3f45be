"""Where weaknesses of the team's own are reported, as the page says it (RFC 9116)."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PublicSecurity:
    """Where people report weaknesses: a mail address or a web page, and until when that holds.

    `policy` is the address of what the team does with a report; empty where it says nothing.
    """

    contact: str
    expires: datetime
    policy: str = ""

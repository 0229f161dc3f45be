"""The words before a private page, as every language has them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DoorWords:
    """What is said there. `lead` and `wrong` are about the password, `no_link` about a link.

    `left` is said to whoever has just signed out.
    """

    heading: str
    lead: str
    password: str
    open: str
    by_link: str
    only_link: str
    wrong: str
    no_link: str
    wait: str
    left: str

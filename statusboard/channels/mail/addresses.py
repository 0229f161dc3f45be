"""E-mail addresses: as a person types them, as they are compared, as every server reads them."""

import re
from email.utils import parseaddr
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from statusboard.errors import RuleBroken

# No server reads these otherwise than they are written; to find that out takes long.
_PLAIN = re.compile(
    r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]+", re.ASCII
)


# A file is read in pieces, and each of its lines looked at as a twin of another and by itself.
KEPT = 512
# What is not an address can be a whole page.
LONGEST_SHOWN = 100


@lru_cache(maxsize=KEPT)
def address_of(text: str) -> tuple[str, str]:
    """The address with its domain in small letters, and all of it so for comparing."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        typed = text.strip()
        shown = f"{typed[:LONGEST_SHOWN]}…" if len(typed) > LONGEST_SHOWN else typed or "Nothing"
        raise RuleBroken(f"{shown} is no e-mail address: {error}", "address") from None
    return found.normalized, found.normalized.casefold()


@lru_cache(maxsize=64)
def envelope_sender(sender: str) -> str:
    """The bare address of a sender such as `Northwind Status <status@northwind.example>`."""
    return on_the_wire(parseaddr(sender)[1])


def on_the_wire(address: str) -> str:
    """The address with its domain as every server reads it, `xn--…` (RFC 5891)."""
    if _PLAIN.fullmatch(address):
        return address
    try:
        return validate_email(address, check_deliverability=False).ascii_email or address
    except EmailNotValidError:
        return address


def domain_of(address: str) -> str:
    """What stands after the @."""
    return address.rpartition("@")[2]


def is_sender(text: str) -> bool:
    """Whether a text names a sender: one line, with one address that any server reads."""
    _, address = parseaddr(text)
    try:
        validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return False
    return text.isprintable()

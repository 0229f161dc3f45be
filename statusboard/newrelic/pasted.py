"""What a person copies out of New Relic, held against what it can be."""

import base64
import binascii
from urllib.parse import urlsplit

from statusboard.catalog.fields import FieldKind, FieldSpec


def guid_problem(value: object) -> str | None:
    """Why a text is no guid, for a person; None for one of account|domain|type|id in base64."""
    text = str(value).strip()
    if account_of(text) is None:
        return f"“{text}” is not the guid of a New Relic entity. Copy it from the entity's page."
    return None


def account_of(guid: str) -> int | None:
    """The account that a guid names; None where it is no guid."""
    try:
        padded = guid + "=" * (-len(guid) % 4)
        parts = base64.b64decode(padded, validate=True).decode("ascii").split("|")
    except (binascii.Error, ValueError):
        return None
    is_guid = len(parts) == 4 and parts[0].isdigit() and all(parts)
    return int(parts[0]) if is_guid else None


def domain_of(guid: str) -> str:
    """The domain that a guid names, such as SYNTH or APM; empty where it is no guid."""
    if account_of(guid) is None:
        return ""
    return base64.b64decode(guid + "=" * (-len(guid) % 4)).decode("ascii").split("|")[1]


def link_problem(value: object) -> str | None:
    """Why a text is no web address. It is opened in the browser of whoever presses it."""
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if is_web:
        return None
    return f"“{text}” is not a web address. Copy the permalink from the entity's page."


def permalink_field(whose: str) -> FieldSpec:
    """The field of a check for where it is looked at; `whose` page that is, as help says it."""
    return FieldSpec(
        "permalink",
        FieldKind.TEXT,
        "Permalink",
        help=f"{whose} in New Relic, opened from Verify.",
        advanced=True,
        check=link_problem,
    )


def account_problem(value: object) -> str | None:
    """Why a number is not that of an account."""
    if isinstance(value, int | float) and value == int(value) and value > 0:
        return None
    return "The account is a whole number, such as 1234567. It stands in New Relic's address bar."

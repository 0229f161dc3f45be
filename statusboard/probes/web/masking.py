"""What of a question is secret, and its address and headers as they may be shown."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from statusboard.catalog.echoes import HIDDEN as MASK

__all__ = [
    "MASK",
    "PLAIN_HEADERS",
    "header_line",
    "mask_url",
    "secrets_of",
    "sent_line",
    "turn_url",
]

_SECRET_NAME = re.compile(
    r"auth|cookie|token|secret|passw|pwd|session|signature|credential|api-?_?key|(^|[-_])key|^sig$",
    re.IGNORECASE,
)
_USER_INFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)([^\s/?#]*)@")
_QUERY_VALUE = re.compile(r"([?&;#])([^=&;\s#]+)=([^&;\s#]*)")
# What these say of a request is no secret. What any other header carries may well be one, whatever
# it is called.
PLAIN_HEADERS = frozenset(
    {
        *("accept", "accept-charset", "accept-encoding", "accept-language", "cache-control"),
        *("content-language", "content-type", "dnt", "expect", "host", "if-modified-since"),
        *("if-none-match", "max-forwards", "origin", "pragma", "priority", "range", "te"),
        *("upgrade-insecure-requests", "user-agent", "x-requested-with"),
    }
)


def is_secret_name(name: str) -> bool:
    """Whether a header or parameter of this name usually carries a secret."""
    return _SECRET_NAME.search(name) is not None


def turn_url(text: str, turn: Callable[[str, str], str]) -> str:
    """The text with whatever is secret in its addresses turned into something else.

    `turn` gets what the secret is called (`user` for name and password, or the parameter's name)
    and the secret as it stands there.
    """

    def user(found: re.Match[str]) -> str:
        return f"{found[1]}{turn('user', found[2]) if found[2] else ''}@"

    def parameter(found: re.Match[str]) -> str:
        mark, name, value = found.groups()
        is_secret = value and is_secret_name(unquote_plus(name))
        return f"{mark}{name}={turn(name, value) if is_secret else value}"

    # Parameters first: what takes the place of a user may itself look like an address.
    return _USER_INFO.sub(user, _QUERY_VALUE.sub(parameter, text))


def mask_url(text: str) -> str:
    """The text with user names, passwords and telling parameters of its addresses masked."""
    return turn_url(text, lambda _name, _secret: MASK)


def sent_line(name: str, value: str) -> str:
    """A header that we send as a line of the transcript."""
    return f"{name}: {mask_url(value) if name.lower() in PLAIN_HEADERS else MASK}"


def header_line(name: str, value: str) -> str:
    """A header of an answer as a line of the transcript."""
    return f"{name}: {MASK if is_secret_name(name) else mask_url(value)}"


def secrets_of(url: str, headers: Mapping[str, str], body: str = "") -> tuple[str, ...]:
    """Every secret that a question sends."""
    found = [body]
    for name, value in headers.items():
        if name.lower() not in PLAIN_HEADERS:
            found.append(value)
            found += (part.partition("=")[2] for part in value.split("; "))
    try:
        parts = urlsplit(url)
        user, password = parts.username or "", parts.password or ""
        found += (value for name, value in parse_qsl(parts.query) if is_secret_name(name))
    except ValueError:
        user, password = "", ""
    found += (f"{user}:{password}", password) if password else (user,)
    return tuple(filter(None, found))

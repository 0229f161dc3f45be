"""Keeps secrets out of what is shown and stored, also where an answer echoes them."""

import base64
import re
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlsplit

MASK = "•••"
_SECRET_NAME = re.compile(
    r"auth|cookie|token|secret|passw|pwd|session|signature|credential|api-?_?key|(^|[-_])key|^sig$",
    re.IGNORECASE,
)
_USER_INFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^\s/?#@]*@")
_QUERY_VALUE = re.compile(r"([?&;])([^=&;\s#]+)=([^&;\s#]*)")
# Shorter secrets would mask half of the words of an answer.
SHORTEST = 4


def is_secret_name(name: str) -> bool:
    """Whether a header or parameter of this name usually carries a secret."""
    return _SECRET_NAME.search(name) is not None


def mask_url(text: str) -> str:
    """The text with user names, passwords and telling parameters of its addresses masked."""
    text = _USER_INFO.sub(rf"\g<1>{MASK}@", text)

    def hide(found: re.Match[str]) -> str:
        mark, name, value = found.groups()
        return f"{mark}{name}={MASK if is_secret_name(name) else value}"

    return _QUERY_VALUE.sub(hide, text)


def header_line(name: str, value: str) -> str:
    """A header as a line of the transcript."""
    return f"{name}: {MASK if is_secret_name(name) else mask_url(value)}"


def secrets_of(url: str, headers: Mapping[str, str]) -> tuple[str, ...]:
    """Every secret that a question sends, in each form an answer could echo, longest first."""
    found: set[str] = set()
    for name, value in headers.items():
        if is_secret_name(name):
            found.update((value, *value.split()[1:]))
            found.update(part.partition("=")[2] for part in value.split("; "))
    try:
        parts = urlsplit(url)
        user, password = parts.username or "", parts.password or ""
        found.update(value for name, value in parse_qsl(parts.query) if is_secret_name(name))
    except ValueError:
        user, password = "", ""
    if password:
        pair = f"{user}:{password}"
        found.update((password, pair, base64.b64encode(pair.encode()).decode()))
    return tuple(sorted((s for s in found if len(s) >= SHORTEST), key=len, reverse=True))


def mask(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text

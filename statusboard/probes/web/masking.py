"""Keeps secrets out of what is shown and stored, also where an answer echoes them."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import parse_qsl, quote, quote_plus, unquote, unquote_plus, urlsplit

MASK = "•••"
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
# Shorter secrets would mask half of the words of an answer.
SHORTEST = 4


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
    """Every secret that a question sends, in each form an answer could echo, longest first."""
    found = {body.strip(), *_values_in(body)}
    for name, value in headers.items():
        if name.lower() not in PLAIN_HEADERS:
            found.update((value, *value.split()[1:]))
            found.update(part.partition("=")[2] for part in value.split("; "))
    try:
        parts = urlsplit(url)
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        found.update((parts.username or "", parts.password or ""))
        for name, value in parse_qsl(parts.query):
            if is_secret_name(name):
                found.update((value, quote(value, safe=""), quote_plus(value)))
    except ValueError:
        user, password = "", ""
    found.add("" if password else user)
    if password:
        pair = f"{user}:{password}"
        found.update((password, pair, base64.b64encode(pair.encode()).decode()))
    return tuple(sorted((s for s in found if len(s) >= SHORTEST), key=len, reverse=True))


def _values_in(body: str) -> Iterator[str]:
    """The texts in a JSON document or a form: a server may repeat one of them alone."""
    try:
        waiting: list[object] = [json.loads(body)]
    except ValueError:
        yield from (value for _, value in parse_qsl(body.strip()))
        return
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case list(several):
                waiting += several
            case dict(named):
                waiting += named.values()
            case _:
                continue


def mask(text: str, secrets: Iterable[str]) -> str:
    """The text without the secrets."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return text

"""The writing helper as fields of the settings, and what may stand in them.

Its key is none of them: settings are no place for secrets.
"""

import ipaddress
from urllib.parse import urlsplit

from statusboard.catalog.address_checks import LOOPBACK, url_problem
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.catalog.web_address import is_inside_host, whole_address

# What runs models on one's own computer usually answers here.
ON_THIS_COMPUTER = "http://127.0.0.1:11434/v1"
TIMEOUT_S = 60
LEAST_S, MOST_S = 5, 300
_LONGEST = 200


def is_this_computer(url: str) -> bool:
    """Whether an address leads no further than this computer, by its name or its number."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    if host.lower() in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def origin_of(url: str) -> str:
    """To whom an address leads: its scheme, host and port. Empty for what is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname else ""


def is_encrypted(url: str) -> bool:
    """Whether nobody on the way can read what is sent there."""
    return urlsplit(url).scheme == "https"


def _tidy(text: str) -> str:
    return whole_address(text).rstrip("/").removesuffix("/chat/completions") if text else text


def _url_problem(value: object) -> str | None:
    url = str(value)
    problem = url_problem(url)
    if problem is not None:
        # Not repeated: it may hold a password.
        return f"This is no address of a helper. Write one such as {ON_THIS_COMPUTER}."
    host = urlsplit(url).hostname or ""
    is_near = is_this_computer(url) or is_inside_host(host) or "." not in host
    if not is_encrypted(url) and not is_near:
        return "Over http anybody on the way could read what is sent, and the key. Use https."
    return None


def _line_problem(value: object) -> str | None:
    text = str(value)
    if len(text) > _LONGEST or not text.isprintable():
        return f"Write it in one line, with {_LONGEST} characters at most."
    return None


def _timeout_problem(value: object) -> str | None:
    if isinstance(value, int | float) and LEAST_S <= value <= MOST_S:
        return None
    return f"Write a number of seconds from {LEAST_S} to {MOST_S}."


ASSISTANT_FIELDS = (
    FieldSpec(
        "url",
        FieldKind.URL,
        "Address",
        help="Where a language model answers in the OpenAI chat form; best on this computer, which "
        "nothing leaves then. Empty: there is no helper.",
        tidy=_tidy,
        check=_url_problem,
        example=ON_THIS_COMPUTER,
    ),
    FieldSpec(
        "model",
        FieldKind.TEXT,
        "Model",
        help="Its name, as the program at that address calls it.",
        tidy=str.strip,
        check=_line_problem,
        example="llama3.2",
    ),
    FieldSpec(
        "timeout",
        FieldKind.NUMBER,
        "Longest wait",
        help="A model on one's own computer may need a while.",
        unit="seconds",
        check=_timeout_problem,
        default=TIMEOUT_S,
        advanced=True,
    ),
)

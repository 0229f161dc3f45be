"""What an HTTP check cannot ask, or could never find good: refused, with a sentence for people."""

import re
from urllib.parse import urlsplit

from statusboard.catalog.declaration import Config
from statusboard.domain.letters import can_be_shown
from statusboard.probes.web.expectation_lines import expectations_in
from statusboard.probes.web.expectations import Subject
from statusboard.probes.web.hosts import host_problem
from statusboard.probes.web.json_path import compile_path
from statusboard.probes.web.masking import mask_url
from statusboard.probes.web.patterns import LARGEST_PROGRAM, MOST_STEPS
from statusboard.probes.web.statuses import Statuses
from statusboard.probes.web.times import days_in

PORTS = {"http": 80, "https": 443}
LARGEST_KB = 20_000
# These describe the message as sent; set by hand they would make it unreadable.
_FRAMING = frozenset(
    {
        *("content-length", "transfer-encoding", "connection", "keep-alive", "upgrade", "te"),
        *("trailer", "proxy-connection", "expect"),
    }
)
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?")
MOST_PORT = 65_535
# A character takes a byte at least, in every charset that is read.
KB = 1_000
# Answers with these never have a text.
_BODILESS = frozenset({204, 205, 304})
LONGEST_URL = 8_000
MOST_HOPS = 20


def url_problem(value: object) -> str | None:
    """Why this address can never be asked, in a sentence; None where it can."""
    text = str(value).strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return f"“{mask_url(text)}” is not a web address."
    if parts.scheme not in PORTS:
        return "The address must begin with http:// or https://."
    if not host or not can_be_shown(text) or " " in text or len(text) > LONGEST_URL:
        return (
            f"“{mask_url(text[:200])}” is not a web address. "
            "Write it like https://shop.example/health."
        )
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        return "The port in the address must be a number from 1 to 65535."
    if "[" in parts.netloc and ":" not in host:
        return f"“{host}” is no address of IPv6, and brackets are for those alone."
    return host_problem(host)


def headers_problem(value: object) -> str | None:
    """Why one of these headers cannot be sent, in a sentence; None where all can."""
    assert isinstance(value, dict)
    known: set[str] = set()
    for name, text in value.items():
        if name.lower() in known:
            return f"The header {name} is named twice. Leave one of the two out."
        known.add(name.lower())
        if not name or not all(c.isalnum() or c in "!#$%&'*+-.^_`|~" for c in name):
            return f"“{name}” is not a header's name."
        odd = next((c for c in name + text if not " " <= c <= "~"), None)
        if odd is not None:
            shown = f"“{odd}”, which" if odd.isprintable() else "a character that"
            return f"The header {name} contains {shown} HTTP cannot carry. Use plain ASCII."
        if name.lower() in _FRAMING:
            return f"The header {name} is set by StatusBoard itself. Leave it out."
        if name.lower() == "host" and not _is_host(text.strip()):
            return f"“{text}” is no host. Write it like shop.example or shop.example:8080."
    return None


def _is_host(text: str) -> bool:
    found = _HOST.fullmatch(text)
    return found is not None and 1 <= int(found["port"] or 1) <= MOST_PORT


def status_problem(value: object) -> str | None:
    """Why no answer can have one of these codes, in a sentence; None where one can."""
    try:
        statuses = Statuses.parse(str(value))
    except ValueError as error:
        return str(error)
    if all(last < 200 for _, last in statuses.ranges):
        return "Codes below 200 only announce an answer. Expect what comes in the end, such as 200."
    return None


def _bodiless(values: Config) -> str | None:
    """Why an answer to this question has no text, in a sentence; None where it may have one."""
    if values.get("method") == "HEAD":
        return "An answer to HEAD has no text. Choose the method GET, or leave this out."
    statuses = Statuses.parse(str(values.get("expect_status")))
    if all(first == last and first in _BODILESS for first, last in statuses.ranges):
        return f"An answer with the status {statuses} has no text. Leave one of the two out."
    return None


def text_beside(_value: object, values: Config) -> str | None:
    """Why an answer cannot hold a text, in a sentence; None where it can."""
    return _bodiless(values)


def absent_beside(value: object, values: Config) -> str | None:
    """Why this text cannot be wanted absent, in a sentence; None where it can."""
    if str(value) in str(values.get("expect_text") or ""):
        return f"“{value}” is a part of the text that must be there, so both cannot hold."
    return _bodiless(values)


def lines_problem(value: object) -> str | None:
    """Why these lines expect nothing that can be looked at, in a sentence; None where they do."""
    try:
        expectations_in(str(value))
    except ValueError as error:
        return str(error)
    return None


def lines_beside(value: object, values: Config) -> str | None:
    """Why an answer can never be as the lines have it, in a sentence; None where it can."""
    found = expectations_in(str(value))
    if any(one.subject is Subject.CERTIFICATE for one in found) and not _is_secure(values):
        return "Only an address with https:// shows a certificate. Leave that line out."
    before = expectations_in(str(values.get("down_unless") or ""))
    if sum(one.program_size for one in (*found, *before)) > LARGEST_PROGRAM:
        return "All these patterns together are too much to be searched in time. Repeat less."
    is_about_body = any(one.needs_body and one.subject is not Subject.SIZE for one in found)
    return _bodiless(values) if is_about_body else None


def days_problem(value: object) -> str | None:
    """Why this is no list of days, in a sentence; None where it is one."""
    try:
        days_in(str(value))
    except ValueError as error:
        return str(error)
    return None


def days_beside(_value: object, values: Config) -> str | None:
    """Why no certificate is shown there, in a sentence; None where one is."""
    if _is_secure(values):
        return None
    return "Only an address with https:// shows a certificate. Leave this out."


def _is_secure(values: Config) -> bool:
    """Whether the address is one that shows a certificate."""
    return str(values.get("url") or "").strip().lower().startswith("https:")


def version_beside(value: object, values: Config) -> str | None:
    """Why that version of HTTP is not spoken there, in a sentence; None where it may be."""
    if value == "2" and not _is_secure(values):
        return "HTTP/2 is asked over https alone. Write https:// in the address, or leave it."
    return None


def hops_problem(value: object) -> str | None:
    """Why not so many redirects can be followed, in a sentence; None where they can."""
    assert isinstance(value, int | float)
    if value != round(value) or not 1 <= value <= MOST_HOPS:
        return f"Write a whole number of redirects from 1 to {MOST_HOPS}."
    return None


def token_problem(value: object) -> str | None:
    """Why this token cannot be sent, in a sentence; None where it can."""
    if all("!" <= letter <= "~" for letter in str(value).strip()):
        return None
    return "A token holds no blanks and only plain letters. Write it without “Bearer”."


def sign_in_beside(value: object, values: Config) -> str | None:
    """Why it cannot sign in like this, in a sentence; None where it can."""
    headers = values.get("headers")
    has_header = isinstance(headers, dict) and any(
        name.lower() == "authorization" for name in headers
    )
    if value == "none":
        return None
    if has_header:
        return "The header Authorization signs in already. Leave one of the two out."
    if "@" in str(values.get("url") or "").partition("://")[2].partition("/")[0]:
        return "The user in the address signs in already. Leave one of the two out."
    return None


def path_problem(value: object) -> str | None:
    """Why this is no JSON path, in a sentence; None where it is one."""
    try:
        compile_path(str(value))
    except ValueError as error:
        return str(error)
    return None


def size_problem(value: object) -> str | None:
    """Why not so much can be read, in a sentence; None where it can."""
    assert isinstance(value, int | float)
    if not 1 <= value <= LARGEST_KB:
        return f"The largest answer must be between 1 and {LARGEST_KB:,} kB."
    return None


def size_beside(value: object, values: Config) -> str | None:
    """Why so little never holds the text that is expected; None where it may."""
    assert isinstance(value, int | float)
    if len(str(values.get("expect_text") or "")) > value * KB:
        return "The text that must be there is longer than this. Read more, or expect less of it."
    lines = "\n".join(str(values.get(name) or "") for name in ("down_unless", "degraded_unless"))
    if sum(one.program_size for one in expectations_in(lines)) * value * KB > MOST_STEPS:
        return (
            "So long an answer cannot be searched in time with the patterns that are expected. "
            "Read less, or write a simpler pattern."
        )
    return None

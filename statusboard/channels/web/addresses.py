"""Web addresses that people type: read by the parser that asks them later, so that both agree."""

import ipaddress
import re

import httpx

from statusboard.catalog.declaration import Config
from statusboard.channels.web.wording import clean
from statusboard.errors import RuleBroken

LONGEST = 2_000
MOST_PORT = 65_535
_PORTS = {"http": 80, "https": 443}
# What people see of an address; what they cannot see does not belong into one.
_BLANK = re.compile(r"[\s\\]")


def web_address(text: str, example: str) -> httpx.URL:
    """The address that was typed. Raises RuleBroken with the field `address`."""
    typed = text.strip()
    if not typed:
        raise RuleBroken("The address is missing.", "address")
    if len(typed) > LONGEST:
        raise RuleBroken(f"An address has {LONGEST:,} characters at most.", "address")
    problem = f"This is no web address. Write one such as {example}"
    if _BLANK.search(typed) or clean(typed) != typed:
        raise RuleBroken(f"{problem} without blanks.", "address")
    try:
        url = httpx.URL(typed)
    except (httpx.InvalidURL, ValueError):
        raise RuleBroken(f"{problem}.", "address") from None
    if url.scheme not in _PORTS or not url.host or not _is_port(url.port):
        raise RuleBroken(f"{problem}.", "address")
    if url.userinfo or url.fragment or "#" in typed:
        words = "The address must hold neither a name with a password nor a part after “#”."
        raise RuleBroken(words, "address")
    return url.copy_with(port=None) if url.port == _PORTS[url.scheme] else url


def _is_port(port: int | None) -> bool:
    return port is None or 0 < port <= MOST_PORT


def is_loopback(host: str) -> bool:
    """Whether a host is this computer, by its name or its number."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def server_leads_out(config: Config) -> str:
    """`url` where the server of that field is not this computer, or none is named; else empty."""
    url = str(config["url"] or "")
    return "" if url and is_loopback(httpx.URL(url).host) else "url"


def moved_to(address: str, server: str) -> str:
    """The address at another server: a relay, or one on this computer that stands in for it."""
    if not server:
        return address
    url = httpx.URL(address)
    there = httpx.URL(server.rstrip("/"))
    path = there.raw_path.rstrip(b"/") + url.raw_path
    return str(there.copy_with(raw_path=path))


def server_problem(value: object) -> str | None:
    """What is wrong with the address of a server, in a sentence; None where nothing is."""
    try:
        url = web_address(str(value), "https://relay.example")
    except RuleBroken as broken:
        return broken.sentence
    if url.query:
        return "The address of the server must not have a part after “?”."
    if url.scheme == "http" and not is_loopback(url.host):
        return "Over http the messages could be read on their way. Use an https address."
    return None


def place_of(url: str) -> str:
    """Host and port of an address, for people."""
    parsed = httpx.URL(url)
    return f"{parsed.host}:{parsed.port or _PORTS[parsed.scheme]}"


def without_secret(address: str) -> str:
    """The address of a webhook as others may see it: whose it is, and enough to tell it apart."""
    url = httpx.URL(address)
    return f"{url.host}/ ··· {url.path.rstrip('/')[-4:]}"


def secrets_in(address: str) -> tuple[str, ...]:
    """What of an address is secret: it as a whole, its path, and the long parts of that.

    Whoever knows the address of a webhook can write there.
    """
    url = httpx.URL(address)
    path = url.raw_path.decode("ascii", "replace")
    parts = (part for part in re.split(r"[/?&=]", path) if len(part) >= 8)
    return tuple(dict.fromkeys((address, path, *parts)))

"""Where New Relic is: four regions, or an address of one's own (a proxy, the stand-in)."""

import ipaddress
from enum import StrEnum
from urllib.parse import urlsplit

from statusboard.errors import RuleBroken
from statusboard.newrelic.key import USER_KEY_PREFIX


class Region(StrEnum):
    """An organisation and all its accounts live in one of these; a key works only there."""

    US = "US"
    EU = "EU"
    JP = "JP"
    FEDRAMP = "FEDRAMP"

    @property
    def url(self) -> str:
        """Where this region answers."""
        return _URLS[self]

    @property
    def label(self) -> str:
        """Its name for people."""
        return _LABELS[self]


_URLS = {
    Region.US: "https://api.newrelic.com/graphql",
    Region.EU: "https://api.eu.newrelic.com/graphql",
    Region.JP: "https://api.jp.newrelic.com/graphql",
    Region.FEDRAMP: "https://gov-api.newrelic.com/graphql",
}
_LABELS = {
    Region.US: "United States",
    Region.EU: "Europe",
    Region.JP: "Japan",
    Region.FEDRAMP: "US government (FedRAMP)",
}


def address_of(region: str, url: str, *, loopback_only: bool = False) -> str:
    """The address to ask: the free one where it is given, else the region's.

    Raises RuleBroken for an unknown region, an address that is none, one that would send the key
    unencrypted over a network, and, with `loopback_only` (the demo), for any other machine.
    """
    address = _free_address(url.strip()) if url.strip() else _region_address(region)
    if loopback_only and not is_loopback(address):
        sentence = "The demo talks to this machine only. Open your own database to connect."
        raise RuleBroken(sentence, field="url")
    return address


def is_loopback(url: str) -> bool:
    """Whether an address cannot lead off this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _region_address(region: str) -> str:
    if region not in Region.__members__:
        known = ", ".join(Region)
        sentence = f"Choose a New Relic region ({known}) or give an address."
        raise RuleBroken(sentence, field="region")
    return Region(region).url


def _free_address(url: str) -> str:
    if USER_KEY_PREFIX in url.upper():
        # An address is stored and shown: what belongs to the key store must not get there.
        sentence = "The address holds a key. Enter the key in its own field, and leave it out here."
        raise RuleBroken(sentence, field="url")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise RuleBroken(_NO_ADDRESS, field="url") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0:
        raise RuleBroken(_NO_ADDRESS, field="url")
    if parts.username or parts.password:
        sentence = "The address must not hold a name or a password. Leave them out."
        raise RuleBroken(sentence, field="url")
    if parts.scheme == "http" and not is_loopback(url):
        sentence = "Over http the key could be read on its way. Use an https address."
        raise RuleBroken(sentence, field="url")
    return url


# What was given is not repeated: it may be a password, or a key of another sort.
_NO_ADDRESS = "This is not a web address. Write one such as https://proxy.example/graphql."

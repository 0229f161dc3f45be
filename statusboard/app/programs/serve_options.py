"""How the page is served, made exact: where to listen, who is believed, what is public."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass

from statusboard.app.settings import PAGE
from statusboard.errors import RuleBroken

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """`host` and `port` are for a socket of the server's own; port 0 takes any that is free.

    `public_url` is where people open the page; empty: not known. `trusted` are the addresses and
    networks of proxies. `metrics_port` None: nobody reads the metrics.
    """

    host: str = LOOPBACK
    port: int = 0
    public_url: str = ""
    trusted: tuple[str, ...] = ()
    metrics_port: int | None = None


def checked_url(text: str) -> str:
    """The public address, whole. Raises RuleBroken where it is none."""
    try:
        return str(PAGE.settle({"url": text})["url"] or "")
    except RuleBroken as broken:
        raise RuleBroken(broken.sentence, field="public_url") from broken


def checked_proxies(texts: Sequence[str]) -> tuple[str, ...]:
    """The proxies as addresses and networks. Raises RuleBroken where one is neither."""
    return tuple(map(_proxy, texts))


def _proxy(text: str) -> str:
    try:
        if "/" in text:
            return str(ipaddress.ip_network(text.strip(), strict=False))
        return str(ipaddress.ip_address(text.strip()))
    except ValueError as error:
        raise RuleBroken(
            f"“{text}” is not the address of a proxy. Write one such as 10.0.0.5, or a network "
            "such as 10.0.0.0/8.",
            field="trusted_proxy",
        ) from error

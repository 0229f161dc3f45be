"""How this computer looks names up: its hosts file, its name servers, and what else it asks.

The files are read again when they change, as a laptop's do with every network.
"""

import io
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Generic, TypeVar

import dns.asyncresolver
import dns.exception
import dns.name

from statusboard.probes.web.hosts import Address, literal

Read = TypeVar("Read")

# Where resolv.conf says nothing: how long one name server may take, and how often all are asked.
USUAL_TIMEOUT_S = 2.0
USUAL_ATTEMPTS = 2
LONGEST_S = 30.0

_ATTEMPTS = re.compile(r"^options\b.*\battempts:(\d+)", re.MULTILINE)
_SOURCES = re.compile(r"^hosts:(.*)$", re.MULTILINE)
_ACTION = re.compile(r"\[.*?\]")


class NameRules:
    """The rules of one computer. `is_own` says whether we can follow them ourselves at all.

    Elsewhere than on Linux the system knows more than its files say.
    """

    def __init__(
        self,
        *,
        hosts: Path = Path("/etc/hosts"),
        resolv_conf: Path = Path("/etc/resolv.conf"),
        nsswitch: Path = Path("/etc/nsswitch.conf"),
        port: int = 53,
        is_own: bool | None = None,
    ) -> None:
        told_otherwise = "LOCALDOMAIN" in os.environ or "RES_OPTIONS" in os.environ
        self._is_own = (
            (sys.platform == "linux" and not told_otherwise) if is_own is None else is_own
        )
        self._port = port
        self._hosts = _Watched(hosts, _hosts)
        self._sources = _Watched(nsswitch, _sources)
        self._servers = _Watched(resolv_conf, self._resolver)

    def in_hosts_file(self, host: str) -> tuple[Address, ...]:
        """Where the hosts file says that a host is; empty where it says nothing."""
        if not self._is_own or "files" not in self._sources():
            return ()
        return self._hosts().get(host.rstrip(".").lower(), ())

    def servers_for(self, host: str) -> dns.asyncresolver.Resolver | None:
        """Whom to ask about a host, and how; None where only the system itself knows."""
        if not self._is_own:
            return None
        sources = self._sources()
        resolver = self._servers()
        if resolver is None or not {"dns", "resolve"} & set(sources):
            return None
        labels = host.rstrip(".").lower().split(".")
        if labels[-1] == "localhost" or host.rstrip(".").lower() == socket.gethostname().lower():
            return None
        if labels[-1] == "local" and any(s == "resolve" or s.startswith("mdns") for s in sources):
            return None
        has_search_list = bool(resolver.search) or resolver.domain != dns.name.root
        return resolver if len(labels) > 1 or has_search_list else None

    def system_may_know(self, host: str) -> bool:
        """Whether the system might find a name that no name server knows."""
        others = {s for s in self._sources() if not s.startswith("mdns")}
        return "." not in host.rstrip(".") or bool(others - {"files", "dns", "resolve"})

    def _resolver(self, text: str) -> dns.asyncresolver.Resolver | None:
        resolver = dns.asyncresolver.Resolver(configure=False)
        resolver.port = self._port
        resolver.timeout = USUAL_TIMEOUT_S
        resolver.domain = dns.name.root
        try:
            resolver.read_resolv_conf(io.StringIO(text))
        except (dns.exception.DNSException, ValueError):
            return None  # no name server, or one that is none
        attempts = int(found[1]) if (found := _ATTEMPTS.search(text)) else USUAL_ATTEMPTS
        each_s = resolver.timeout * max(1, attempts)
        resolver.lifetime = min(LONGEST_S, each_s * len(resolver.nameservers))
        resolver.use_search_by_default = True
        return resolver


class _Watched(Generic[Read]):
    """What a file says, read again when it is another one. A missing file says nothing."""

    def __init__(self, path: Path, read: Callable[[str], Read]) -> None:
        self._path = path
        self._read = read
        self._stamp: object = object()
        self._content: Read | None = None

    def __call__(self) -> Read:
        try:
            found = self._path.stat()
            stamp: object = (found.st_ino, found.st_mtime_ns, found.st_size)
        except OSError:
            stamp = None
        if stamp != self._stamp or self._content is None:
            self._content = self._read(self._text())
            self._stamp = stamp
        return self._content

    def _text(self) -> str:
        try:
            return self._path.read_text("utf-8", errors="replace")
        except OSError:
            return ""


def _hosts(text: str) -> Mapping[str, tuple[Address, ...]]:
    hosts: dict[str, tuple[Address, ...]] = {}
    for line in text.splitlines():
        place, *names = line.partition("#")[0].split() or [""]
        address = literal(place.partition("%")[0])
        for name in names if address is not None else ():
            known = hosts.setdefault(name.rstrip(".").lower(), ())
            if address is not None and address not in known:
                hosts[name.rstrip(".").lower()] = (*known, address)
    return hosts


def _sources(text: str) -> tuple[str, ...]:
    found = _SOURCES.search(text)
    line = found[1].partition("#")[0] if found else ""
    return tuple(_ACTION.sub(" ", line).split()) or ("files", "dns")

"""The way to a service: which addresses, through which proxy, and with which certificates."""

from dataclasses import dataclass, field

from statusboard.probes.web.identity import NOBODY, Identity


@dataclass(frozen=True, slots=True)
class Route:
    """How a check's connections are made.

    `ip_version` is 4 or 6, or 0 for either. `http2`: what is secured is asked in HTTP/2. `proxy` is
    an address, `system`, or empty for none. The certificate of `identity` is for the host `home`
    alone.
    """

    ip_version: int = 0
    http2: bool = False
    proxy: str = field(default="", repr=False)
    identity: Identity = NOBODY
    home: str = ""

    def identity_for(self, host: str) -> Identity:
        """What is shown to a host, and whom it is believed by."""
        return self.identity if host == self.home else self.identity.to_others

    @property
    def has_own_tls(self) -> bool:
        """Whether its secure connections are made unlike those of most checks."""
        return self.http2 or (self.identity is not NOBODY and self.identity != NOBODY)


# As most checks ask: to any address, through no proxy, with nothing of their own to show.
DIRECT = Route()

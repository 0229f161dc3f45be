"""The way to a service: which addresses, through which proxy, and with which certificates."""

from dataclasses import dataclass, field

from statusboard.probes.web.identity import NOBODY, Identity


@dataclass(frozen=True, slots=True)
class Route:
    """How a check's connections are made.

    `ip_version` is 4 or 6, or 0 for either. `proxy` is an address, `system`, or empty for none.
    """

    ip_version: int = 0
    proxy: str = field(default="", repr=False)
    identity: Identity = NOBODY

    @property
    def has_identity(self) -> bool:
        """Whether it has certificates of its own, which have to be read before."""
        return self.identity is not NOBODY and self.identity != NOBODY


# As most checks ask: to any address, through no proxy, with nothing of their own to show.
DIRECT = Route()

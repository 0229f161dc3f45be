"""The way to a place, where it is not the usual one: by a proxy, or from another address of ours.

One module for every kind of place. A connection that is made here goes that way, whatever then
speaks over it: `dial` gives a plain socket to SSH, FTP and Git, and `client` an HTTP client. What
only knows proxies, such as the library for S3, gets one on this computer (`gateway`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from statusboard.catalog.address_checks import host_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import FieldKind, FieldSpec

if TYPE_CHECKING:
    import socket
    import ssl

    import httpx

GROUP = "Way to the place"
SECOND = "second_way"
NONE, USUAL_WAY, OTHER = "none", "usual", "other"
SCHEMES = ("http", "https", "socks5")


@dataclass(frozen=True, slots=True)
class Way:
    """How a place is reached; neither: the usual way of this computer.

    `proxy` is an address such as `http://proxy.example:3128`, with user and password where it wants
    them. `from_address` is an address of this computer, whose network is taken. `token` is said to
    whoever answers, where it takes one to read there (RFC 6750).
    """

    proxy: str = ""
    from_address: str = ""
    token: str = field(default="", repr=False)

    @property
    def is_usual(self) -> bool:
        """Whether nothing else was named."""
        return not (self.proxy or self.from_address)

    def dial(self, host: str, port: int, timeout_s: float) -> "socket.socket":
        """A connection to a host. Raises OSError, as connecting the usual way does."""
        from statusboard.targets.remote.dialling import connected

        return connected(self, host, port, timeout_s)

    @contextmanager
    def client(self, verify: "ssl.SSLContext | bool", **more: Any) -> "Iterator[httpx.Client]":  # noqa: ANN401
        """An HTTP client that goes this way; by the system's proxy where it is the usual one.

        Each of its answers has an end.
        """
        import httpx

        from statusboard.targets.remote.answer_time import bounded

        if self.token:
            more["headers"] = {**more.get("headers", {}), "Authorization": f"Bearer {self.token}"}
        if self.is_usual:
            with httpx.Client(verify=verify, trust_env=True, **more) as client:
                yield bounded(client)
            return
        from statusboard.targets.remote.gateway import gateway

        with (
            gateway(self) as address,
            httpx.Client(verify=verify, proxy=address, trust_env=False, **more) as client,
        ):
            yield bounded(client)


USUAL = Way()


def way_of(config: Config) -> Way:
    """The way that a configuration names first."""
    return Way(str(config.get("proxy") or ""), str(config.get("from_address") or ""))


def by_each_way(config: Config) -> tuple[Config, ...]:
    """The configuration with each way that it names in the place of the first, in their order."""
    second = config.get(SECOND, NONE)
    if second not in (USUAL_WAY, OTHER):
        return (config,)
    is_other = second == OTHER
    named = {
        "proxy": config.get("second_proxy") if is_other else None,
        "from_address": config.get("second_from_address") if is_other else None,
    }
    return (config, {**config, **named})


def proxy_problem(value: object) -> str | None:
    """For the address of a proxy."""
    text = str(value)
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return f"“{text}” is no address."
    if parts.scheme not in SCHEMES or not host or parts.path.strip("/") or parts.query:
        return (
            "Write the proxy like http://proxy.example:3128; https:// and socks5:// are spoken too."
        )
    return host_problem(host)


def _fields(prefix: str, second: bool) -> tuple[FieldSpec, ...]:  # noqa: FBT001
    needs = {"needs": SECOND, "only_for": (OTHER,)} if second else {}
    return (
        FieldSpec(
            f"{prefix}proxy",
            FieldKind.URL,
            "Second proxy" if second else "Proxy",
            help="Goes to this place by a proxy of its own: http://, https:// or socks5://.",
            tidy=str.strip,
            check=proxy_problem,
            group=GROUP,
            advanced=True,
            **needs,  # type: ignore[arg-type]
        ),
        FieldSpec(
            f"{prefix}from_address",
            FieldKind.TEXT,
            "Second address of this computer" if second else "From the address",
            help="An address of this computer whose network leads there.",
            tidy=str.strip,
            check=host_problem,
            group=GROUP,
            advanced=True,
            **needs,  # type: ignore[arg-type]
        ),
    )


# Of every remote kind, after its own.
WAY_FIELDS = (
    *_fields("", second=False),
    FieldSpec(
        SECOND,
        FieldKind.CHOICE,
        "Second way",
        help="Tried where the first does not get there. Not where a password is refused.",
        default=NONE,
        choices=(NONE, USUAL_WAY, OTHER),
        choice_words=(
            (NONE, "None"),
            (USUAL_WAY, "The usual way of this computer"),
            (OTHER, "Another proxy or address"),
        ),
        group=GROUP,
        advanced=True,
    ),
    *_fields("second_", second=True),
)

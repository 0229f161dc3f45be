"""The fields that kinds of check share which ask a host at a port, and what they say of it."""

from collections.abc import Mapping
from datetime import timedelta

from statusboard.catalog.address_checks import LAST_PORT, port_problem
from statusboard.catalog.declaration import Config
from statusboard.catalog.fields import FieldKind, FieldSpec
from statusboard.domain.instants import duration_us
from statusboard.probes.web.hosts import host_problem


def bare_host(text: str) -> str:
    """A host without the blanks and brackets around it."""
    return text.strip().removeprefix("[").removesuffix("]")


def _host_problem(value: object) -> str | None:
    text = str(value)
    if "/" in text:
        return f"“{text}” is more than a host's name. Write it like shop.example."
    return host_problem(text)


HOST = FieldSpec(
    "host",
    FieldKind.TEXT,
    "Host",
    help="A name such as db.example, or an address such as 192.0.2.10.",
    required=True,
    tidy=bare_host,
    check=_host_problem,
)
VERIFY_TLS = FieldSpec(
    "verify_tls",
    FieldKind.SWITCH,
    "Verify the certificate",
    help="Its name, its dates and who signed it, against the authorities that this computer "
    "trusts. Without it, an expired or foreign certificate goes unnoticed.",
    default=True,
    advanced=True,
)
IP_VERSION = FieldSpec(
    "ip_version",
    FieldKind.CHOICE,
    "Addresses",
    help="Those of one sort alone are asked where customers come over both, and each is to be "
    "watched.",
    default="any",
    choices=("any", "4", "6"),
    choice_words=(("any", "any"), ("4", "IPv4"), ("6", "IPv6")),
    advanced=True,
)
SLOW_AFTER = FieldSpec(
    "slow_after",
    FieldKind.DURATION,
    "Slow after",
    help="A good answer that takes longer counts as degraded.",
    unit="such as 800ms or 2s",
    advanced=True,
)


def port_field(default: int | None = None, *, help_text: str = "") -> FieldSpec:
    """The port; required where there is no usual one."""
    return FieldSpec(
        "port",
        FieldKind.NUMBER,
        "Port",
        help=help_text,
        default=default,
        required=default is None and not help_text,
        check=port_problem,
    )


def optional_host(name: str, label: str, words: str, *, example: str = "") -> FieldSpec:
    """A host that need not be named."""
    return FieldSpec(
        name,
        FieldKind.TEXT,
        label,
        help=words,
        tidy=bare_host,
        check=_host_problem,
        advanced=True,
        example=example,
    )


def host_of(config: Config) -> str:
    """The host of a configuration, also of one as it is stored; empty where there is none."""
    return bare_host(str(config.get("host") or ""))


def place_text(host: str, port: object = None) -> str:
    """A host and its port as people write them."""
    shown = f"[{host}]" if ":" in host else host
    return shown if port is None else f"{shown}:{port}"


def target_at(host: str, port: object) -> str | None:
    """The host[:port] that seats are shared by; None where the configuration names no host."""
    is_port = isinstance(port, int) and not isinstance(port, bool) and 0 < port <= LAST_PORT
    return place_text(host, port) if host and is_port else None


def ip_version_of(config: Mapping[str, object]) -> int:
    """The sort of addresses that is asked: 4, 6, or 0 for either."""
    return {"4": 4, "6": 6}.get(str(config.get("ip_version") or ""), 0)


def slow_us_of(config: Mapping[str, object]) -> int | None:
    """From how many microseconds on an answer counts as slow; None for never."""
    slow = config.get("slow_after")
    return duration_us(slow) if isinstance(slow, timedelta) else None

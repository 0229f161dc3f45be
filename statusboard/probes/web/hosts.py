"""Which hosts can be asked at all: names that resolvers take, and addresses that may be asked."""

import ipaddress
import re

_LABEL = re.compile(r"[a-z0-9_][a-z0-9_-]*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
LONGEST_LABEL = 63
LONGEST_NAME = 253

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def literal(host: str) -> Address | None:
    """The address where `host` is one already, else None."""
    try:
        return ipaddress.ip_address(host.removesuffix("."))
    except ValueError:
        return None


def plain_address(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else itself."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def host_problem(host: str) -> str | None:
    """Why this host can never be asked, in a sentence; None where it can."""
    if "%" in host or ":" in host or literal(host) is not None:
        return _address_problem(host)
    labels = host.removesuffix(".").split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return (
            f"“{host}” is not an address. Write four numbers from 0 to 255 without zeros before "
            "them, such as 192.0.2.10."
        )
    if not is_name(host):
        return f"“{host}” is not a host's name. Write it like shop.example."
    return None


def is_name(host: str) -> bool:
    """Whether resolvers take this name, also one in letters beyond ASCII."""
    name = host.removesuffix(".")
    if not name.isascii():
        encoded = _encoded(name)
        if encoded is None:
            return False
        name = encoded
    labels = name.split(".")
    return len(name) <= LONGEST_NAME and all(
        len(label) <= LONGEST_LABEL and _LABEL.fullmatch(label) for label in labels
    )


def is_international_name(host: str) -> bool:
    """Whether the parts of a name that stand for other letters stand for letters at all."""
    if "xn--" not in host.lower():
        return True
    import idna

    try:
        return bool(idna.decode(host.removesuffix(".")))
    except UnicodeError:
        return False


def _encoded(name: str) -> str | None:
    import idna

    try:
        return idna.encode(name.lower()).decode("ascii")
    except UnicodeError:
        return None


def _address_problem(host: str) -> str | None:
    if "%" in host:
        return "An address with a zone (after %) means another place on every computer. Leave it."
    address = literal(host)
    if address is None:
        return f"“{host}” is not an address. Write it like [2001:db8::10]."
    if plain_address(address).is_link_local:
        return f"{host} is a link-local address. Those are never asked."
    if plain_address(address).is_multicast or str(address) == "255.255.255.255":
        return f"{host} stands for many computers at once. Write the address of one."
    return None

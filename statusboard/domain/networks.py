"""Where somebody asks from, as asking is counted: a home or an office, not each device."""

import ipaddress

# A home or an office gets so much of IPv6, and a single address of IPv4.
NETWORK_V6 = 64


def network_of(text: str) -> str:
    """The network of an address. What is no address stands for itself."""
    try:
        address = ipaddress.ip_address(text.strip().partition("%")[0])
    except ValueError:
        return text.strip()
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        if mapped is not None:
            return str(mapped)
        return str(ipaddress.ip_network((address, NETWORK_V6), strict=False))
    return str(address)

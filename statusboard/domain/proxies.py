"""The proxies whose word on who asks is believed: addresses and networks, made exact."""

import ipaddress


def parse_proxies(text: str) -> tuple[str, ...]:
    """The proxies of a text, between commas. Raises ValueError with the one that is wrong.

    All the world is no proxy: whoever asks could then name any address as their own.
    """
    return tuple(_parse(part.strip()) for part in text.split(",") if part.strip())


def _parse(text: str) -> str:
    try:
        network = ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ValueError(text) from error
    if network.prefixlen == 0:
        raise ValueError(text)
    return str(network) if "/" in text else str(network.network_address)

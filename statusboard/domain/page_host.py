"""The host of a page's address: by that, and by nothing else of it, a page server tells pages."""

from urllib.parse import urlsplit

_USUAL_PORTS = (":443", ":80")


def host_of(address: str) -> str:
    """The host of an address, as requests name it; empty where there is none."""
    return as_asked(urlsplit(address).netloc)


def as_asked(host: str) -> str:
    """A host as it is compared: without case, the port that goes without saying, and the root."""
    name = host.strip().lower()
    for port in _USUAL_PORTS:
        name = name.removesuffix(port)
    return name.removesuffix(".")

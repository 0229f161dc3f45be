"""What people mean by an address that is not whole: `shop.example`, `localhost:8080/health`."""

import ipaddress
import re

# A host, or an address in brackets; a port; and whatever follows. No scheme, and no user, whose
# colon would be taken for that of a port.
_WITHOUT_SCHEME = re.compile(
    r"(?://)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]\\]+)(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?#].*)?"
)
_SECURE_PORT = "443"
# Names that lead to no certificate that a browser would trust.
_INSIDE = (".localhost", ".local", ".lan", ".internal", ".home.arpa", ".test")
# Names that companies give inside, too.
_INSIDE_NAMES = (*_INSIDE, ".intern", ".intra", ".corp", ".svc", ".localdomain")


def whole_address(text: str) -> str:
    """The web address that is meant; what is whole already, or can be none, stays as it is.

    A port speaks for http, but 443 for https. Without one, a name of the internet is asked over
    https as browsers do; a number, a name without a dot and the names of home networks over http.
    """
    typed = text.strip()
    if "://" in typed:
        return typed
    if _is_bare_ipv6(typed):
        return f"http://[{typed}]"
    found = _WITHOUT_SCHEME.fullmatch(typed)
    if found is None:
        return typed
    host, port = found["host"].lower(), found["port"]
    is_secure = port == _SECURE_PORT if port else _is_public_name(host)
    return ("https://" if is_secure else "http://") + typed.removeprefix("//")


def is_inside_host(host: str) -> bool:
    """Whether a host is one of a company's own network: no name or number of the internet.

    One without a dot is that where it is written like no word: `db-prod-03`, but not `shop`.
    """
    host = host.strip("[].").lower()
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        pass
    if "." in host:
        return host.endswith(_INSIDE_NAMES)
    return any(letter.isdigit() or letter == "-" for letter in host)


def _is_public_name(host: str) -> bool:
    return "." in host.strip(".") and not _is_number(host) and not host.endswith(_INSIDE)


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _is_bare_ipv6(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).version == 6
    except ValueError:
        return False


def customers_address(text: str) -> str:
    """The address at which customers open the page or its server: whole, without a last slash."""
    # Customers reach no name without a dot: what has none was hardly meant to be an address.
    return (whole_address(text) if "." in text else text.strip()).rstrip("/")

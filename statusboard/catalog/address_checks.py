"""What is wrong with an address that a person wrote, in words; None where nothing is."""

import re
from urllib.parse import urlsplit

from statusboard.domain.proxies import parse_proxies

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
LAST_PORT = 65_535
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?|::[A-Za-z0-9.:]*", re.ASCII)


def url_problem(value: object) -> str | None:
    """For the address of a web page that people open as it stands."""
    url = str(value)
    sentence = f"“{url}” is not the address of a web page. Write https:// and the host's name."
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0  # a port out of range is an error
    except ValueError:
        return sentence
    is_plain = url.isprintable() and not any(letter in url for letter in " \"'<>\\")
    if parts.username is not None or parts.query or parts.fragment:
        # Not repeated: it may hold a password.
        return (
            "The address of the page has a user, a “?” or a “#” in it. Write it without: people "
            "open it as it stands."
        )
    if parts.scheme not in {"http", "https"} or not has_host or not is_plain:
        return sentence
    return None


def public_url_problem(value: object) -> str | None:
    """For one that links of people lead to."""
    problem = url_problem(value)
    if problem is not None:
        return problem
    url = str(value)
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        return "Links of people lead there: over http anybody on the way could use them. Use https."
    if not url.isascii():
        return "Write the host as it stands in the DNS, such as xn--grn-hoa.example."
    return None


def mail_problem(value: object) -> str | None:
    """For one mail address, without a name before it."""
    name, _, host = str(value).rpartition("@")
    is_plain = str(value).isprintable() and not any(letter in " <>," for letter in str(value))
    if name and "." in host and is_plain:
        return None
    return "Write one mail address, such as help@example.com."


def host_problem(value: object) -> str | None:
    """For an address of this computer to listen at. Whether it has that is not looked at."""
    if _HOST.fullmatch(str(value)):
        return None
    return f"“{value}” is no address of a computer. Write one such as 127.0.0.1."


def port_problem(value: object) -> str | None:
    """For the number of a port."""
    if isinstance(value, int) and 0 < value <= LAST_PORT:
        return None
    return f"A port is a whole number from 1 to {LAST_PORT}."


def proxies_problem(value: object) -> str | None:
    """For proxies between commas."""
    try:
        parse_proxies(str(value))
    except ValueError as error:
        return (
            f"“{error}” is not the address of a proxy. Write one such as 10.0.0.5, or a network "
            "such as 10.0.0.0/8."
        )
    return None

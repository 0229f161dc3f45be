"""Canaries: addresses far away that answer as long as our own line works."""

from dataclasses import dataclass

TLS_PORT = 443


@dataclass(frozen=True, slots=True)
class Canary:
    """An address that is asked."""

    host: str
    port: int


def parse_canaries(text: str) -> tuple[Canary, ...]:
    """The canaries of a text, one a line or between commas. Raises ValueError with the wrong one.

    The word `none` is nobody; without a port it is 443.
    """
    parts = [part.strip() for line in text.splitlines() for part in line.split(",")]
    found = [part for part in parts if part]
    if [part.lower() for part in found] == ["none"]:
        return ()
    return tuple(_parse(part) for part in found)


def _parse(text: str) -> Canary:
    host, port = text, str(TLS_PORT)
    if text.startswith("["):
        host, _, rest = text[1:].partition("]")
        port = rest.removeprefix(":") or port
    elif text.count(":") == 1:
        host, _, port = text.partition(":")
    allowed = host and all(c.isalnum() or c in ".-:" for c in host)
    if not allowed or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(text)
    return Canary(host, int(port))

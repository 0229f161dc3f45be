"""Where the forms of visitors stand, below the public address of the page server."""

from urllib.parse import quote

SUBSCRIBE = "subscribe"


def subscribe_path(incident: str = "") -> str:
    """Where one subscribes, or asks to be told of the end of an incident, by its public id."""
    return f"{SUBSCRIBE}/{quote(incident, safe='')}" if incident else SUBSCRIBE

"""Where the pages of visitors stand, below the public address of the page server."""

from urllib.parse import quote

from statusboard.domain.views.visiting import Link

SUBSCRIBE = "subscribe"


def subscribe_path(incident: str = "") -> str:
    """Where one subscribes, or asks to be told of the end of an incident, by its public id."""
    return f"{SUBSCRIBE}/{quote(incident, safe='')}" if incident else SUBSCRIBE


def manage_path(link: Link) -> str:
    """The personal link, where wishes are changed."""
    return f"subscriptions/{quote(link.token, safe='')}"


def leave_path(link: Link) -> str:
    """Where one leaves, by a button or by one click in a mail program."""
    return f"leave/{quote(link.token, safe='')}"

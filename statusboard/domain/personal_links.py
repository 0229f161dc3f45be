"""Where the links of one reader lead on the page server, and the place that a link is filled in.

A text that many read is frozen once. Where each reader's own token goes it holds `PLACE`, which is
as long as a token and of the same letters: whatever folds a line of it folds it alike for all.
"""

from urllib.parse import quote

# For a reader's own token, and for that of a link to confirm. Nobody writes such words by chance.
PLACE = "_reader-s-own-token-is-put-here_"
PLACE_TO_CONFIRM = "_token-to-confirm-with-put-here_"
LENGTH = len(PLACE)


def manage_path(token: str = PLACE) -> str:
    """Below the page server's address, where a reader sees, changes and ends what it is told."""
    return f"subscriptions/{quote(token, safe='')}"


def leave_path(token: str = PLACE) -> str:
    """Where a reader leaves, by one click (RFC 8058)."""
    return f"leave/{quote(token, safe='')}"


def manage_link(server: str, token: str = PLACE) -> str:
    """The whole address of `manage_path`; `server` is the public address."""
    return f"{server}/{manage_path(token)}"


def leave_link(server: str, token: str = PLACE) -> str:
    """The whole address of `leave_path`."""
    return f"{server}/{leave_path(token)}"


def confirm_link(server: str, token: str = PLACE_TO_CONFIRM) -> str:
    """Where an address is confirmed."""
    return f"{server}/confirm/{token}"

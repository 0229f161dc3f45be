"""Where a page may be sent unencrypted: to this computer, and nowhere else."""

from statusboard.catalog.address_checks import LOOPBACK


def plain_http_problem(scheme: str, host: str) -> str | None:
    """A sentence where everybody on the way could read the secret of that address, else None."""
    if scheme == "https" or host in LOOPBACK:
        return None
    return (
        "Over http everybody on the way could read the password, and change the page. Write https."
    )

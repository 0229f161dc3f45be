"""How browsers of readers are known again, by where people open the page."""

from collections import Counter
from dataclasses import replace
from urllib.parse import urlsplit

from statusboard.app.clock import Clock
from statusboard.domain.visits import Seen
from statusboard.server.reader_proofs import ReaderProofs


def proofs_for(public_url: str, clock: Clock, seen: Counter[Seen]) -> ReaderProofs:
    """What judges readers: marks are bound to that address, and to https where it is one of it."""
    parts = urlsplit(public_url)
    return ReaderProofs(
        now_s=lambda: clock.now().timestamp(),
        monotonic_s=clock.monotonic,
        secure=parts.scheme == "https",
        path=parts.path or "/",
        host=parts.netloc.lower(),
        seen=seen,
    )


def proofs_beside(main: ReaderProofs, public_url: str) -> ReaderProofs:
    """The same for another page of one server: by its own address, and within the same limits."""
    parts = urlsplit(public_url)
    return replace(
        main,
        secure=parts.scheme == "https",
        path=parts.path or "/",
        host=parts.netloc.lower(),
        desk="",
    )

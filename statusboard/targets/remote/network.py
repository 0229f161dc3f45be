"""What the network, or TLS, puts in the way: one reading of what libraries raise for it."""

import socket
import ssl
from collections.abc import Iterator

from statusboard.targets.remote.steps import Trouble

_KINDS: tuple[tuple[type[BaseException], Trouble], ...] = (
    (ssl.SSLCertVerificationError, Trouble.WRONG_CERTIFICATE),
    (ssl.SSLEOFError, Trouble.CUT),
    (ssl.SSLError, Trouble.REFUSED),
    (socket.gaierror, Trouble.NO_HOST),
    (TimeoutError, Trouble.TIMED_OUT),
    (ConnectionRefusedError, Trouble.REFUSED),
    (ConnectionError, Trouble.CUT),
    (EOFError, Trouble.CUT),
)


def trouble_of(error: BaseException) -> Trouble | None:
    """What is in the way by that error, or by one that it came of; None where no network is.

    Libraries wrap what the system says, some more than once; the innermost that is known counts.
    """
    for one in reversed(tuple(_causes(error))):
        for kind, trouble in _KINDS:
            if isinstance(one, kind):
                return trouble
    return None


def certificate_words(error: BaseException) -> str:
    """What is wrong with the certificate, as TLS says it; empty where nothing is."""
    for one in _causes(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return one.verify_message
    return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, and what it came of, outermost first."""
    seen: set[int] = set()
    left: list[BaseException] = [error]
    while left:
        one = left.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        # urllib3 keeps what it gave up for beside the chain that Python keeps.
        beside = (getattr(one, "reason", None), *one.args, one.__cause__, one.__context__)
        left += [each for each in beside if isinstance(each, BaseException)]

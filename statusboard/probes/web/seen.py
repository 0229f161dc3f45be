"""What came back, as far as anybody asks about it."""

from dataclasses import dataclass

from statusboard.probes.web.document import Document
from statusboard.probes.web.message import Head


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate that was shown on the way: whose it is, and when it ends (seconds, UTC)."""

    host: str
    ends_s: float


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer. `document` is None where nobody needs the body, or nobody can read it.

    `address` is where it came from in the end, after so many `redirects`. `certificates` are those
    of all hosts on the way, where they were asked for; `now_s` is the time of day to hold them
    against, None where nobody said it. `usual_us` is how long this check usually takes, None where
    that is not known.
    """

    head: Head
    document: Document | None = None
    response_us: int | None = None
    redirects: int = 0
    address: str = ""
    certificates: tuple[Certificate, ...] = ()
    now_s: float | None = None
    usual_us: int | None = None

    @property
    def first_to_end(self) -> Certificate | None:
        """The certificate that ends first; None where none was shown."""
        return min(self.certificates, key=lambda one: one.ends_s, default=None)

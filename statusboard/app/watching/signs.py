"""From an answer to what it shows of the way to its service: who spoke, if anybody did."""

import ipaddress
from collections import OrderedDict
from dataclasses import dataclass, field

from statusboard.domain.line import Sign
from statusboard.domain.result import Answer, Outcome, Reason

# Who stands between, or a name server that lies, gives other records than there are.
_OF_NAMES = frozenset({Reason.DNS, Reason.DNS_RECORDS})
_SILENT = frozenset({Reason.UNREACHABLE, Reason.DEADLINE, Reason.CONNECTION_LOST})
# Who stands between shows another certificate, or speaks no TLS at all.
_WRONG_PAPERS = frozenset(
    {Reason.TLS_UNTRUSTED, Reason.TLS_WRONG_HOST, Reason.TLS_FAILED, Reason.TLS_TOO_OLD}
)
MOST_KNOWN = 16
# “Network authentication required” (RFC 6585).
SIGN_IN = 511
# A title marks its service once it was the same so many times in a row.
PAGES_BELIEVED = 3
_PAGE = "a page such as "
# Titles change on their own: one that is another alone proves nothing.
TITLE = "the page "


@dataclass(slots=True)
class Habits:
    """How a check's service has answered so far: where it sent us, and what it showed."""

    seen: "OrderedDict[str, None]" = field(default_factory=OrderedDict)
    page: str = ""
    same_pages: int = 0

    def learn(self, answer: Answer) -> None:
        """Takes an answer as one of its own."""
        for mark in (_landing(answer), _papers(answer)):
            self.seen[mark] = None
            self.seen.move_to_end(mark)
        while len(self.seen) > MOST_KNOWN:
            self.seen.popitem(last=False)
        page = _page(answer)
        if page:
            self.same_pages = self.same_pages + 1 if page == self.page else 1
            self.page = page

    def strange(self, answer: Answer) -> str:
        """What was never so before; empty where all is as usual."""
        for mark in (_papers(answer), _landing(answer)):
            if mark and mark not in self.seen:
                return mark
        page = _page(answer)
        if not page or page == self.page or not self.page:
            return ""
        if page.startswith("html") != self.page.startswith("html"):
            return f"{_PAGE}{page}"
        return f"{TITLE}{page}" if self.same_pages >= PAGES_BELIEVED else ""


def _papers(answer: Answer) -> str:
    return "another certificate" if answer.reason in _WRONG_PAPERS else ""


def _landing(answer: Answer) -> str:
    return f"a redirect to {answer.trace.landed}" if answer.trace.landed else ""


def _page(answer: Answer) -> str:
    """What marks a page as its own. An error has a page of its own, such as a proxy's."""
    is_good = answer.code is not None and (answer.code // 100 == 2 or answer.code == SIGN_IN)
    return answer.trace.page if is_good else ""


def sign_of(answer: Answer, habits: Habits | None) -> tuple[Sign, str]:
    """The sign of an answer, and for a foreign one what is strange. `habits` None: never heard."""
    if answer.reason in _OF_NAMES or _ended_at_name(answer):
        return Sign.NAMELESS, ""
    strange = habits.strange(answer) if habits is not None else ""
    if strange:
        return Sign.FOREIGN, strange
    if answer.reason in _SILENT and not _was_connected(answer):
        return Sign.SILENT, ""
    # Somebody took the connection, or refused it: that much was heard from there.
    spoke_at_all = answer.reason in _SILENT or answer.reason is Reason.REFUSED
    return (Sign.REFUSED if spoke_at_all else Sign.GENUINE), ""


def _was_connected(answer: Answer) -> bool:
    """Whether a connection was made for this question: the wait for an answer begins with it."""
    phases = answer.phases
    return phases.connect_us is not None and phases.wait_us is not None


def _ended_at_name(answer: Answer) -> bool:
    """Whether the deadline came while the name was still being looked up."""
    phases = answer.phases
    # Without a connection, as pings are, the wait follows the name at once.
    is_past = phases.connect_us is not None or phases.wait_us is not None
    at_name = phases.dns_us is not None and not is_past
    return answer.reason is Reason.DEADLINE and at_name


def is_failure(answer: Answer) -> bool:
    """Whether the answer speaks against the service."""
    return answer.outcome in (Outcome.DOWN, Outcome.DEGRADED)


def is_near(address: str) -> bool:
    """Whether an address is of a network of one's own: reaching it needs no way out."""
    try:
        return ipaddress.ip_address(address).is_private
    except ValueError:
        return False


def name_of(host: str) -> str:
    """The name in a host[:port]."""
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return name.strip("[]").rstrip(".")


def is_name(host: str) -> bool:
    """Whether a host is given by its name, so that somebody has to find its address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return True
    return False


def is_loopback_host(host: str) -> bool:
    """Whether a host[:port] is this computer itself."""
    name = name_of(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

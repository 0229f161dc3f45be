"""Why a service is as it is, for whoever is on the phone: what callers notice, no codes, no hosts.

The technical reason is for who mends it, and stands in Verify alone.
"""

from collections.abc import Iterable

from statusboard.domain.result import Reason
from statusboard.domain.status import ComponentStatus
from statusboard.storage.history.states import StoredState

_OTHER_ANSWER = "It answers, but not what it should"
_UNREADABLE = "What it answers cannot be read"
_UNREACHABLE = "It cannot be reached"
_UNSAFE = "No safe connection to it can be made"
_UNSURE = "Its monitoring does not say how it is"
_CHECK = "Its check does not work"

_PLAIN = {
    Reason.OK: "",
    Reason.SLOW: "It answers slowly",
    Reason.STATUS_CODE: "It answers with an error",
    Reason.TEXT_MISSING: _OTHER_ANSWER,
    Reason.JSON_MISMATCH: _OTHER_ANSWER,
    Reason.DEADLINE: "It does not answer in time",
    Reason.DNS: "Its address is not found",
    Reason.REFUSED: _UNREACHABLE,
    Reason.UNREACHABLE: _UNREACHABLE,
    Reason.CONNECTION_LOST: "The connection to it breaks off",
    Reason.PROTOCOL: _UNREADABLE,
    Reason.TLS_EXPIRED: "Its security certificate has expired",
    Reason.TLS_WRONG_HOST: _UNSAFE,
    Reason.TLS_UNTRUSTED: _UNSAFE,
    Reason.TLS_FAILED: _UNSAFE,
    Reason.TLS_TOO_OLD: _UNSAFE,
    Reason.TLS_CLIENT_CERTIFICATE: _UNSAFE,
    Reason.REDIRECT_LOOP: "It sends visitors round in a circle",
    Reason.REDIRECT_REFUSED: "It sends visitors elsewhere",
    Reason.BODY_TOO_LARGE: _UNREADABLE,
    Reason.DECOMPRESSION_BOMB: _UNREADABLE,
    Reason.BAD_ENCODING: _UNREADABLE,
    Reason.SOURCE_UNAVAILABLE: _UNSURE,
    Reason.SOURCE_REJECTED: _UNSURE,
    Reason.SOURCE_GONE: _UNSURE,
    Reason.SOURCE_SILENT: _UNSURE,
    Reason.NOT_CONFIGURED: "Its monitoring is not set up",
    Reason.OWN_NETWORK: "Our own network is in the way",
    Reason.OWN_DELAY: "The computer that asks was too busy",
    Reason.UNKNOWN_KIND: _CHECK,
    Reason.DEFECT: _CHECK,
    Reason.SECRET_MISSING: _CHECK,
    Reason.RATE_LIMITED: "It asks to be left alone for a while",
    Reason.EXPIRES_SOON: "It works; something it needs runs out soon",
    Reason.UNEXPECTED_ANSWER: _OTHER_ANSWER,
    Reason.PROXY: _CHECK,
    Reason.TOKEN: _CHECK,
    Reason.UNWATCHED: "It reports, and counts as operational by choice",
    Reason.EXPIRES_SOON: "It works; something it needs runs out soon",
    Reason.DOMAIN_EXPIRED: "Its name on the internet has run out",
    Reason.UNEXPECTED_ANSWER: _OTHER_ANSWER,
    Reason.DNS_RECORDS: "Its address is not what it should be",
    Reason.NOT_SERVING: "It says that it is out of service",
    Reason.SUPPLIER: "A supplier of ours reports trouble",
    Reason.PACKETS_LOST: "The connection to it is unsteady",
    Reason.COMMAND: "A check of ours reports trouble",
    Reason.LATE: "Work that it depends on is late",
    Reason.REPORTED: "It reports trouble by itself",
}


def plain_words(reason: Reason, level: ComponentStatus) -> str:
    """What callers notice of it; empty where all is well."""
    if reason is Reason.SOURCE_ALERT:
        return "Monitoring reports " + ("an outage" if level.counts_as_down else "a problem")
    return _PLAIN[reason]


def plain_reason(states: Iterable[StoredState]) -> str:
    """The same of several checks, each thing said once."""
    said = (plain_words(s.reason, s.state.level) for s in states if s.reason is not None)
    return " · ".join(dict.fromkeys(words for words in said if words))

"""Short words for answers, as a table or a sentence needs them."""

from statusboard.domain.result import Outcome, Reason
from statusboard.storage.history.packing import StoredAnswer

_WORDS = {
    Reason.OK: "as expected",
    Reason.SLOW: "slow",
    Reason.STATUS_CODE: "wrong status code",
    Reason.TEXT_MISSING: "expected text missing",
    Reason.JSON_MISMATCH: "unexpected JSON value",
    Reason.DEADLINE: "timed out",
    Reason.DNS: "name not found",
    Reason.REFUSED: "connection refused",
    Reason.UNREACHABLE: "unreachable",
    Reason.CONNECTION_LOST: "connection lost",
    Reason.PROTOCOL: "not readable as HTTP",
    Reason.TLS_EXPIRED: "certificate expired",
    Reason.TLS_WRONG_HOST: "certificate for other hosts",
    Reason.TLS_UNTRUSTED: "certificate not trusted",
    Reason.TLS_FAILED: "no secure connection",
    Reason.REDIRECT_LOOP: "redirected in a circle",
    Reason.REDIRECT_REFUSED: "redirected",
    Reason.BODY_TOO_LARGE: "answer too large",
    Reason.DECOMPRESSION_BOMB: "answer blows up when unpacked",
    Reason.BAD_ENCODING: "answer not readable",
    Reason.SOURCE_UNAVAILABLE: "source unavailable",
    Reason.SOURCE_REJECTED: "source refused us",
    Reason.SOURCE_GONE: "no longer at the source",
    Reason.SOURCE_SILENT: "source says nothing",
    Reason.SOURCE_ALERT: "alert",
    Reason.NOT_CONFIGURED: "not set up",
    Reason.OWN_NETWORK: "our own network",
    Reason.UNKNOWN_KIND: "unknown kind of check",
    Reason.OWN_DELAY: "our own delay",
    Reason.DEFECT: "fault in StatusBoard",
    Reason.SECRET_MISSING: "secret missing",
    Reason.RATE_LIMITED: "asked to come back later",
    Reason.TLS_TOO_OLD: "encryption too old",
    Reason.TLS_CLIENT_CERTIFICATE: "wants our certificate",
    Reason.EXPIRES_SOON: "expires soon",
    Reason.UNEXPECTED_ANSWER: "not the expected answer",
    Reason.PROXY: "proxy in the way",
    Reason.TOKEN: "no token to sign in",
    Reason.UNWATCHED: "it reports, which counts as operational by choice",
    Reason.EXPIRES_SOON: "expires soon",
    Reason.DOMAIN_EXPIRED: "domain expired",
    Reason.UNEXPECTED_ANSWER: "not the expected answer",
    Reason.DNS_RECORDS: "not the expected records",
    Reason.NOT_SERVING: "says it is out of service",
    Reason.SUPPLIER: "supplier reports trouble",
    Reason.PACKETS_LOST: "pings lost",
    Reason.COMMAND: "as its command says",
    Reason.LATE: "late",
    Reason.REPORTED: "as it reports itself",
}


def reason_words(reason: Reason) -> str:
    """Why an answer is as it is, in a few words."""
    return _WORDS[reason]


def answer_words(answer: StoredAnswer) -> str:
    """One answer, short: `200`, `timed out`, `critical`."""
    if answer.reason is Reason.SOURCE_ALERT:
        return "critical" if answer.outcome is Outcome.DOWN else "warning"
    if answer.reason in (Reason.OK, Reason.STATUS_CODE) and answer.code is not None:
        return str(answer.code)
    if answer.reason is Reason.OK:
        return "good"
    if answer.reason is Reason.UNWATCHED:
        return "reports"
    words = reason_words(answer.reason)
    return words if answer.code is None else f"{answer.code}, {words}"

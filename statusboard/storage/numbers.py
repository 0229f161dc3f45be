"""The numbers that states are stored as. Stable for ever: append, never change one."""

from statusboard.domain.result import Outcome, Reason
from statusboard.domain.status import ComponentStatus

# In the order of severity, so that the worst of several is the largest number.
STATUS_NUMBER = {
    ComponentStatus.UNKNOWN: 0,
    ComponentStatus.OPERATIONAL: 1,
    ComponentStatus.UNDER_MAINTENANCE: 2,
    ComponentStatus.DEGRADED_PERFORMANCE: 3,
    ComponentStatus.PARTIAL_OUTAGE: 4,
    ComponentStatus.MAJOR_OUTAGE: 5,
}
STATUS_OF = {number: status for status, number in STATUS_NUMBER.items()}

OUTCOME_NUMBER = {
    Outcome.UP: 0,
    Outcome.DEGRADED: 1,
    Outcome.DOWN: 2,
    Outcome.UNKNOWN: 3,
}
OUTCOME_OF = {number: outcome for outcome, number in OUTCOME_NUMBER.items()}

REASON_NUMBER = {
    Reason.OK: 0,
    Reason.SLOW: 1,
    Reason.STATUS_CODE: 2,
    Reason.TEXT_MISSING: 3,
    Reason.JSON_MISMATCH: 4,
    Reason.DEADLINE: 5,
    Reason.DNS: 6,
    Reason.REFUSED: 7,
    Reason.UNREACHABLE: 8,
    Reason.CONNECTION_LOST: 9,
    Reason.PROTOCOL: 10,
    Reason.TLS_EXPIRED: 11,
    Reason.TLS_WRONG_HOST: 12,
    Reason.TLS_UNTRUSTED: 13,
    Reason.TLS_FAILED: 14,
    Reason.REDIRECT_LOOP: 15,
    Reason.REDIRECT_REFUSED: 16,
    Reason.BODY_TOO_LARGE: 17,
    Reason.DECOMPRESSION_BOMB: 18,
    Reason.BAD_ENCODING: 19,
    Reason.SOURCE_UNAVAILABLE: 20,
    Reason.SOURCE_REJECTED: 21,
    Reason.SOURCE_GONE: 22,
    Reason.SOURCE_SILENT: 23,
    Reason.SOURCE_ALERT: 24,
    Reason.NOT_CONFIGURED: 25,
    Reason.OWN_NETWORK: 26,
    Reason.UNKNOWN_KIND: 27,
    Reason.DEFECT: 28,
    Reason.SECRET_MISSING: 29,
    Reason.RATE_LIMITED: 30,
    Reason.TLS_TOO_OLD: 31,
    Reason.TLS_CLIENT_CERTIFICATE: 32,
    Reason.UNWATCHED: 33,
    Reason.OWN_DELAY: 34,
    Reason.EXPIRES_SOON: 35,
    Reason.DOMAIN_EXPIRED: 36,
    Reason.UNEXPECTED_ANSWER: 37,
    Reason.DNS_RECORDS: 38,
    Reason.NOT_SERVING: 39,
    Reason.SUPPLIER: 40,
    Reason.PACKETS_LOST: 41,
    Reason.COMMAND: 42,
    Reason.PROXY: 43,
    Reason.TOKEN: 44,
    Reason.LATE: 45,
    Reason.REPORTED: 46,
}
REASON_OF = {number: reason for reason, number in REASON_NUMBER.items()}

# The numbers of those that are trouble, and of those that count as down.
TROUBLE = tuple(number for number, status in STATUS_OF.items() if status.is_trouble)
DOWN = tuple(number for number, status in STATUS_OF.items() if status.counts_as_down)

"""One answer to one check: what came back, how long each phase took, and why."""

from dataclasses import dataclass, field
from enum import StrEnum

from statusboard.domain.status import ComponentStatus


class Outcome(StrEnum):
    """What one answer says. `unknown` is our blindness, never the service's fault."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"

    @property
    def level(self) -> ComponentStatus:
        """The status this outcome speaks for, where the answer does not say it more exactly."""
        return _LEVEL[self]

    @classmethod
    def of(cls, level: ComponentStatus) -> "Outcome":
        """The outcome that a status speaks for."""
        match level:
            case ComponentStatus.UNKNOWN:
                return cls.UNKNOWN
            case ComponentStatus.OPERATIONAL | ComponentStatus.UNDER_MAINTENANCE:
                return cls.UP
            case ComponentStatus.DEGRADED_PERFORMANCE:
                return cls.DEGRADED
            case ComponentStatus.PARTIAL_OUTAGE | ComponentStatus.MAJOR_OUTAGE:
                return cls.DOWN


_LEVEL = {
    Outcome.UP: ComponentStatus.OPERATIONAL,
    Outcome.DEGRADED: ComponentStatus.DEGRADED_PERFORMANCE,
    Outcome.DOWN: ComponentStatus.MAJOR_OUTAGE,
    Outcome.UNKNOWN: ComponentStatus.UNKNOWN,
}


class Reason(StrEnum):
    """Why an answer has its outcome. Stored by name and number: append, never reorder."""

    OK = "ok"
    SLOW = "slow"
    STATUS_CODE = "status_code"
    TEXT_MISSING = "text_missing"
    JSON_MISMATCH = "json_mismatch"
    DEADLINE = "deadline"
    DNS = "dns"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    CONNECTION_LOST = "connection_lost"
    PROTOCOL = "protocol"
    TLS_EXPIRED = "tls_expired"
    TLS_WRONG_HOST = "tls_wrong_host"
    TLS_UNTRUSTED = "tls_untrusted"
    TLS_FAILED = "tls_failed"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECT_REFUSED = "redirect_refused"
    BODY_TOO_LARGE = "body_too_large"
    DECOMPRESSION_BOMB = "decompression_bomb"
    BAD_ENCODING = "bad_encoding"
    SOURCE_UNAVAILABLE = "source_unavailable"
    SOURCE_REJECTED = "source_rejected"
    SOURCE_GONE = "source_gone"
    SOURCE_SILENT = "source_silent"
    SOURCE_ALERT = "source_alert"
    NOT_CONFIGURED = "not_configured"
    OWN_NETWORK = "own_network"
    UNKNOWN_KIND = "unknown_kind"
    DEFECT = "defect"
    SECRET_MISSING = "secret_missing"  # noqa: S105 - the name of a reason
    RATE_LIMITED = "rate_limited"
    TLS_TOO_OLD = "tls_too_old"
    TLS_CLIENT_CERTIFICATE = "tls_client_certificate"
    UNWATCHED = "unwatched"
    OWN_DELAY = "own_delay"
    EXPIRES_SOON = "expires_soon"
    DOMAIN_EXPIRED = "domain_expired"
    UNEXPECTED_ANSWER = "unexpected_answer"
    DNS_RECORDS = "dns_records"
    NOT_SERVING = "not_serving"
    SUPPLIER = "supplier"
    PACKETS_LOST = "packets_lost"
    COMMAND = "command_says"
    PROXY = "proxy"
    TOKEN = "token"  # noqa: S105 - the name of a reason
    LATE = "late"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Phases:
    """How long each part of a request took, in microseconds; None where it did not happen."""

    dns_us: int | None = None
    connect_us: int | None = None
    tls_us: int | None = None
    wait_us: int | None = None
    read_us: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What the way to an answer showed, for telling who answered. Not stored.

    `address`: the one that was asked. `landed`: the host to which redirects led, where that is
    another one. `page`: what marks the page that came (its title, or a digest of it).
    """

    address: str = ""
    landed: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a probe reports: everything about one answer but when it was asked and by which check.

    `detail` is one line for a person. `transcript` is what was sent and what came back, secrets
    masked, as lines; kept for failures. `response_us` is from the start of the request to the
    last byte used; None where nothing was timed. `ask_again_s` is in how many seconds the service
    itself wants to be asked again; None where it did not say.
    """

    outcome: Outcome
    reason: Reason
    detail: str = ""
    response_us: int | None = None
    phases: Phases = Phases()
    code: int | None = None
    level: ComponentStatus | None = None
    transcript: tuple[str, ...] = ()
    ask_again_s: float | None = None
    trace: Trace = field(default=Trace(), compare=False)

    @property
    def stated_level(self) -> ComponentStatus:
        """The status it speaks for: as stated, or by its outcome."""
        return self.level if self.level is not None else self.outcome.level


@dataclass(frozen=True, slots=True)
class CheckResult:
    """An answer, with its check and the instant the question was asked (microseconds, UTC).

    `believes_held`: the answers of this check that were held back just before this one were true.
    `is_reported`: it was told to us and not asked for, so asking again could not confirm it.
    """

    check_id: int
    at_us: int
    answer: Answer
    believes_held: bool = False
    is_reported: bool = False

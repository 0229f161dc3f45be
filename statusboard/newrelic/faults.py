"""The forms in which New Relic says no, told apart (contract, section 2). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MESSAGE_LIMIT = 300


class FaultKind(StrEnum):
    """What went wrong with a request, or with one path of its answer."""

    KEY_REFUSED = "key_refused"
    WRONG_REGION = "wrong_region"
    UNPAID = "unpaid"
    THROTTLED = "throttled"
    OWN_BUDGET = "own_budget"
    TIMEOUT = "timeout"
    OUTAGE = "outage"
    INTERNAL = "internal"
    RIGHTS = "rights"
    NOT_YOUR_ACCOUNT = "not_your_account"
    SCHEMA = "schema"
    BAD_QUERY = "bad_query"
    DEPRECATED = "deprecated"
    NOT_JSON = "not_json"
    CUT_OFF = "cut_off"
    TOO_LARGE = "too_large"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    TLS = "tls"
    NOT_NEW_RELIC = "not_new_relic"
    UNRECOGNISED = "unrecognised"

    @property
    def is_passing(self) -> bool:
        """Whether asking again may help (contract 2.1: at most three tries in all)."""
        return self in _PASSING

    @property
    def is_warning(self) -> bool:
        """Whether the answer beside it is complete."""
        return self is FaultKind.DEPRECATED


_PASSING = frozenset(
    {
        FaultKind.THROTTLED,
        FaultKind.TIMEOUT,
        FaultKind.OUTAGE,
        FaultKind.INTERNAL,
        FaultKind.CUT_OFF,
        FaultKind.UNREACHABLE,
        FaultKind.SILENT,
    }
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of an answer: its sort, New Relic's own text for staff, and where it applies."""

    kind: FaultKind
    message: str = ""
    path: tuple[str | int, ...] = ()


_BY_CODE = {
    "BAD_API_KEY": FaultKind.KEY_REFUSED,
    "TOO_MANY_REQUESTS": FaultKind.THROTTLED,
    "TIMEOUT": FaultKind.TIMEOUT,
    "INTERNAL_SERVER_ERROR": FaultKind.INTERNAL,
    "SERVER_ERROR": FaultKind.INTERNAL,
    "INVALID_INPUT": FaultKind.BAD_QUERY,
    "BAD_USER_INPUT": FaultKind.BAD_QUERY,
    "GRAPHQL_VALIDATION_FAILED": FaultKind.SCHEMA,
    "GRAPHQL_PARSE_FAILED": FaultKind.SCHEMA,
    "ACCESS_DENIED": FaultKind.NOT_YOUR_ACCOUNT,
}

# NerdGraph is written with Absinthe, whose schema errors carry no class: only its words tell them.
# Two are kept in the words of other engines too: NerdGraph passes questions on to such services.
_SCHEMA_PARTS = (
    "cannot query field",
    "unknown argument",
    "unknown type",
    "unknown field.",
    "unknown fragment",
    "unknown directive",
    "has invalid value",
    "expected type",
    "expected non-null, found null",
    "found as input to argument of type",
    "used in position expecting type",
    "got invalid value",
    "cannot be non-input type",
    '" is not defined',
    '" is never used',
    "must have a selection of subfields",
    "must not have a selection since type",
    "no type overlap with parent",
    "cannot spread fragment",
    "there can be only one",
    "there can only be one",
    "this anonymous operation must be the only",
    "must provide a valid operation name",
    "introspection is disabled",
    "syntax error before",
    "parsing failed at",
    "an unknown error occurred during parsing",
)

# Texts, where no class says it; the first that fits decides. All compared without case.
_BY_START = (("this field is deprecated!", FaultKind.DEPRECATED),)
_BY_PART = (
    ("bad api key", FaultKind.KEY_REFUSED),
    ("no api key provided", FaultKind.KEY_REFUSED),
    ("not authorized for account region", FaultKind.WRONG_REGION),
    ("too many requests", FaultKind.THROTTLED),
    ("do not have the capability", FaultKind.RIGHTS),
    ("not authorized to query account", FaultKind.NOT_YOUR_ACCOUNT),
    ("access denied", FaultKind.NOT_YOUR_ACCOUNT),
    *((part, FaultKind.SCHEMA) for part in _SCHEMA_PARTS),
    ("is too complex", FaultKind.BAD_QUERY),
    ("nrql syntax error", FaultKind.BAD_QUERY),
    ("unknown function", FaultKind.BAD_QUERY),
    ("start time must be before end time", FaultKind.BAD_QUERY),
    ("external service 'nrdb' execution resulted in 400", FaultKind.BAD_QUERY),
    ("exceeded the set timeout", FaultKind.TIMEOUT),
    ("an error occurred resolving this field", FaultKind.INTERNAL),
    ("unknown error", FaultKind.INTERNAL),
    ("short-circuited and fallback disabled", FaultKind.INTERNAL),
)
_EXTENSION_KEYS = ("errorClass", "error_code", "code", "classification")


def fault_of(error: object) -> Fault:
    """One member of an answer's `errors`, told apart; anything new is `unrecognised`."""
    if not isinstance(error, Mapping):
        return Fault(FaultKind.UNRECOGNISED)
    message = error.get("message")
    text = message[:MESSAGE_LIMIT] if isinstance(message, str) else ""
    return Fault(_kind_of(error, text), text, _path_of(error.get("path")))


def _kind_of(error: Mapping[str, object], message: str) -> FaultKind:
    lower = message.lower()
    for start, kind in _BY_START:
        if lower.startswith(start):
            return kind
    extensions = error.get("extensions")
    if isinstance(extensions, Mapping):
        for key in _EXTENSION_KEYS:
            code = extensions.get(key)
            if isinstance(code, str) and code.upper() in _BY_CODE:
                return _BY_CODE[code.upper()]
    for part, kind in _BY_PART:
        if part in lower:
            return kind
    return FaultKind.UNRECOGNISED


def _path_of(path: object) -> tuple[str | int, ...]:
    if not isinstance(path, list):
        return ()
    return tuple(step for step in path if isinstance(step, str | int))


def faults_of(errors: object) -> tuple[Fault, ...]:
    """All errors of an answer; none where the key is missing, null or empty."""
    if not isinstance(errors, list):
        return () if errors is None else (Fault(FaultKind.UNRECOGNISED),)
    return tuple(fault_of(error) for error in errors)


_BY_STATUS = {
    401: FaultKind.KEY_REFUSED,
    402: FaultKind.UNPAID,
    403: FaultKind.WRONG_REGION,
    404: FaultKind.NOT_NEW_RELIC,
    405: FaultKind.NOT_NEW_RELIC,
    429: FaultKind.THROTTLED,
}


def fault_of_status(status: int) -> FaultKind | None:
    """What a status code alone says; None for those whose body has to be read."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        return FaultKind.OUTAGE
    if 300 <= status < 400:
        return FaultKind.NOT_NEW_RELIC
    return None


def gravest(faults: tuple[Fault, ...]) -> Fault:
    """The one that decides where a whole document failed: what is final before what may pass."""
    return min(faults, key=lambda fault: _GRAVITY.index(fault.kind))


_GRAVITY = (
    FaultKind.KEY_REFUSED,
    FaultKind.WRONG_REGION,
    FaultKind.UNPAID,
    FaultKind.SCHEMA,
    FaultKind.BAD_QUERY,
    FaultKind.THROTTLED,
    FaultKind.OWN_BUDGET,
    FaultKind.NOT_YOUR_ACCOUNT,
    FaultKind.RIGHTS,
    FaultKind.TIMEOUT,
    FaultKind.INTERNAL,
    FaultKind.OUTAGE,
    FaultKind.NOT_NEW_RELIC,
    FaultKind.NOT_JSON,
    FaultKind.CUT_OFF,
    FaultKind.TOO_LARGE,
    FaultKind.TLS,
    FaultKind.UNREACHABLE,
    FaultKind.SILENT,
    FaultKind.UNRECOGNISED,
    FaultKind.DEPRECATED,
)

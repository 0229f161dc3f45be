"""What the client raises: three errors of the one tree that also say which fault it was."""

from dataclasses import dataclass

from statusboard.errors import Bug, Rejected, StatusBoardError, Unavailable
from statusboard.newrelic.faults import FaultKind


@dataclass(eq=False)
class NewRelicUnavailable(Unavailable):
    """New Relic cannot be asked now; states are unknown until it can."""

    fault: FaultKind = FaultKind.OUTAGE


@dataclass(eq=False)
class NewRelicRejected(Rejected):
    """New Relic said no, and will again until a person changes something."""

    fault: FaultKind = FaultKind.UNRECOGNISED


@dataclass(eq=False)
class NewRelicBug(Bug):
    """New Relic does not understand a question of ours."""

    fault: FaultKind = FaultKind.SCHEMA


NewRelicError = NewRelicUnavailable | NewRelicRejected | NewRelicBug

_SENTENCES = {
    FaultKind.KEY_REFUSED: (
        "New Relic refused the key: it is wrong, revoked or of another kind. "
        "Enter a user key in Settings."
    ),
    FaultKind.WRONG_REGION: (
        "New Relic does not know this key in this region. "
        "Choose the region your organisation lives in."
    ),
    FaultKind.UNPAID: (
        "New Relic has closed this account until it is paid for. Ask whoever looks after it."
    ),
    FaultKind.THROTTLED: (
        "New Relic is receiving too many requests of this user. "
        "States from it are unknown until it answers again."
    ),
    FaultKind.OWN_BUDGET: (
        "More is watched in New Relic than StatusBoard asks for in a minute, so as not to be shut "
        "out. States that were not read are unknown. Choose longer intervals."
    ),
    FaultKind.TIMEOUT: (
        "New Relic ran out of time over the question. "
        "States from it are unknown until it answers again."
    ),
    FaultKind.OUTAGE: (
        "New Relic itself is failing. States from it are unknown until it answers again."
    ),
    FaultKind.INTERNAL: (
        "New Relic could not work out its answer. "
        "States from it are unknown until it answers again."
    ),
    FaultKind.RIGHTS: (
        "New Relic says that this user lacks a right. "
        "If this stays, ask for it, or use another person's key."
    ),
    FaultKind.NOT_YOUR_ACCOUNT: (
        "The owner of this key may not see that New Relic account. "
        "Ask for access, or choose other entities."
    ),
    FaultKind.SCHEMA: (
        "New Relic does not understand a question of this version of StatusBoard. "
        "States from it are unknown. Look for a newer version."
    ),
    FaultKind.BAD_QUERY: (
        "New Relic finds a mistake in a question of StatusBoard. "
        "Change the search; if that does not help, report it."
    ),
    FaultKind.DEPRECATED: "New Relic will drop a field that StatusBoard asks for.",
    FaultKind.NOT_JSON: (
        "Something other than New Relic answered, perhaps a proxy or a sign-in page. "
        "Check the network and the address."
    ),
    FaultKind.CUT_OFF: (
        "The answer of New Relic broke off. States from it are unknown until it answers again."
    ),
    FaultKind.TOO_LARGE: (
        "The answer was far longer than any of New Relic's. Check the network and the address."
    ),
    FaultKind.UNREACHABLE: (
        "New Relic cannot be reached. States from it are unknown. Check the network."
    ),
    FaultKind.SILENT: (
        "New Relic did not answer in time. States from it are unknown until it answers again."
    ),
    FaultKind.TLS: (
        "The connection to New Relic is not safe: its certificate is not trusted here. "
        "Ask whoever looks after the network."
    ),
    FaultKind.NOT_NEW_RELIC: (
        "There is no New Relic at this address. Check the region or the address in Settings."
    ),
    FaultKind.UNRECOGNISED: (
        "New Relic answered with an error that this version does not know. "
        "States from it are unknown until it answers again."
    ),
}

# To somebody who is entering the connection at that moment: what is wrong, and at which field. They
# stand in Settings already, and need not be sent there.
_AT_THE_FORM = {
    FaultKind.KEY_REFUSED: (
        "key",
        "New Relic refused this key: it is wrong, revoked or of another kind. "
        "Copy a user key again, in one piece.",
    ),
    FaultKind.WRONG_REGION: ("region", _SENTENCES[FaultKind.WRONG_REGION]),
    FaultKind.NOT_NEW_RELIC: (
        "url",
        "There is no New Relic at this address. Check how it is written.",
    ),
}

_FINAL = frozenset(
    {
        FaultKind.KEY_REFUSED,
        FaultKind.WRONG_REGION,
        FaultKind.UNPAID,
        FaultKind.NOT_YOUR_ACCOUNT,
        FaultKind.NOT_NEW_RELIC,
        FaultKind.TLS,
    }
)
_OURS = frozenset({FaultKind.SCHEMA, FaultKind.BAD_QUERY})


def sentence_of(kind: FaultKind) -> str:
    """What a fault means, for a person."""
    return _SENTENCES[kind]


def error_of(kind: FaultKind, *, retry_after_s: float | None = None) -> NewRelicError:
    """The error to raise for a fault that left no answer.

    New Relic's own text is never part of it: it can hold names, and parts of the request.
    """
    sentence = sentence_of(kind)
    if kind in _FINAL:
        return NewRelicRejected(sentence, fault=kind)
    if kind in _OURS:
        return NewRelicBug(sentence, fault=kind)
    return NewRelicUnavailable(sentence, retry_after_s=retry_after_s, fault=kind)


def at_the_form(error: NewRelicRejected) -> NewRelicRejected:
    """The same fault, told to somebody who is entering the connection: at its field."""
    field, sentence = _AT_THE_FORM.get(error.fault, ("", error.sentence))
    return NewRelicRejected(sentence, field=field, fault=error.fault)


def fault_kind(error: StatusBoardError) -> FaultKind | None:
    """Which fault an error was, where it is one of New Relic's."""
    if isinstance(error, NewRelicUnavailable | NewRelicRejected | NewRelicBug):
        return error.fault
    return None

"""What goes over the pipe between the programs: one JSON object per line."""

from typing import Any

import msgspec

from statusboard.domain.access import NOBODY, Credentials
from statusboard.domain.changes import Changes
from statusboard.errors import Bug, Rejected, RuleBroken, StatusBoardError, Unavailable

# A line longer than this is refused: no view or verb comes near it.
LINE_LIMIT = 16 * 1024 * 1024
# … and the first line of a stranger, before anything else of it is read.
HELLO_LIMIT = 1_000


class Hello(msgspec.Struct, tag="hello", frozen=True):
    """The first line of a caller: the secret that only the owner of the data folder can read."""

    token: str


class Welcome(msgspec.Struct, tag="welcome", frozen=True):
    """The answer to a hello: from here on the caller counts among those who are there."""


class Call(msgspec.Struct, tag="call", frozen=True):
    """A request, answered by the Reply with the same number.

    `who` is what the caller says of whoever asks. Name and login are believed: the caller has
    proved by the secret that it belongs to the owner of the data folder. What that person may do is
    not said here; it is looked up where it is done.
    """

    number: int
    method: str
    given: msgspec.Raw = msgspec.Raw(b"null")
    who: Credentials = NOBODY


class Fault(msgspec.Struct, frozen=True):
    """An error of our tree, as it travels."""

    kind: str
    sentence: str
    field: str = ""
    retry_after_s: float | None = None


class Reply(msgspec.Struct, tag="reply", frozen=True):
    """The answer to a call: a result, or a fault."""

    number: int
    result: msgspec.Raw = msgspec.Raw(b"null")
    fault: Fault | None = None


class Announcement(msgspec.Struct, tag="changes", frozen=True):
    """Something changed; nobody answers."""

    changes: Changes


Message = Hello | Welcome | Call | Reply | Announcement

_encoder = msgspec.json.Encoder()
_decoder: "msgspec.json.Decoder[Message]" = msgspec.json.Decoder(Message)


def line_of(message: Message) -> bytes:
    """The message as one line."""
    return _encoder.encode(message) + b"\n"


def message_of(line: bytes) -> Message:
    """The message in a line. Raises Bug for one that is none of ours."""
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:  # the latter: nested beyond measure
        raise Bug(f"A program sent a line that is no message: {error}.") from error


def raw(value: object) -> msgspec.Raw:
    """A value, ready to travel inside a message."""
    return msgspec.Raw(_encoder.encode(value))


def value_of(travelled: msgspec.Raw, wanted: Any) -> Any:  # noqa: ANN401 - any type may travel
    """The value that travelled, as the type `wanted`. Raises Bug where it is none."""
    try:
        return msgspec.json.decode(travelled, type=wanted)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Bug(f"A program sent something unexpected: {error}.") from error


def fault_of(error: StatusBoardError) -> Fault:
    """An error of our tree, ready to travel."""
    match error:
        case RuleBroken():
            return Fault("rule_broken", error.sentence, field=error.field)
        case Unavailable():
            return Fault("unavailable", error.sentence, retry_after_s=error.retry_after_s)
        case Rejected():
            return Fault("rejected", error.sentence, field=error.field)
        case _:
            return Fault("bug", str(error))


def error_of(fault: Fault) -> StatusBoardError:
    """The error that travelled."""
    match fault.kind:
        case "rule_broken":
            return RuleBroken(fault.sentence, field=fault.field)
        case "unavailable":
            return Unavailable(fault.sentence, retry_after_s=fault.retry_after_s)
        case "rejected":
            return Rejected(fault.sentence, field=fault.field)
        case _:
            return Bug(fault.sentence)

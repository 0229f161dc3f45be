"""One gRPC call over a channel, as far as the health service needs it: HTTP/2 and one message.

The library of HTTP/2 parses and builds; a message of one field is written and read here, for the
whole of gRPC would be a wheel of 6 MB with threads and connections of its own.
"""

import zlib
from dataclasses import dataclass
from urllib.parse import unquote

import h2.config
import h2.connection
import h2.events
import h2.exceptions

from statusboard import __version__
from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.sockets.answering import quoted
from statusboard.probes.web.failure import Failed
from statusboard.probes.web.stream import Channel

PATH = "/grpc.health.v1.Health/Check"
TURN = 16_000
MOST_BYTES = 64_000
_PREFIX = 5  # compressed or not, and the length in four bytes
# The head of a frame: its length in three bytes, its sort, flags and the number of its stream.
_FRAME_HEAD, _SORT_AT, _SETTINGS = 9, 3, 4
_FIELD_1_TEXT, _FIELD_1_NUMBER = 0x0A, 0x08


@dataclass(slots=True)
class Reply:
    """What came back: the status of HTTP, that of gRPC with its words, and the message."""

    http_status: int = 0
    content_type: str = ""
    grpc_status: int | None = None
    grpc_message: str = ""
    body: bytes = b""


async def call_health(
    channel: Channel, record: Record, *, authority: str, service: str, is_secure: bool
) -> Reply:
    """Asks the health service for one service. Raises Failed for what is no gRPC."""
    connection = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding=None))
    connection.initiate_connection()
    stream_id = connection.get_next_available_stream_id()
    headers = [
        (":method", "POST"),
        (":scheme", ("http", "https")[is_secure]),
        (":authority", authority),
        (":path", PATH),
        ("te", "trailers"),
        ("content-type", "application/grpc"),
        ("user-agent", f"statusboard/{__version__}"),
    ]
    connection.send_headers(stream_id, headers)
    connection.send_data(stream_id, request_bytes(service), end_stream=True)
    await channel.write(connection.data_to_send())
    record.lines.append(f"> {PATH} for {f'“{service}”' if service else 'the whole server'}")
    record.begin("wait")
    reply = Reply()
    came = await _preface(channel)
    while True:
        try:
            events = connection.receive_data(came)
            await channel.write(connection.data_to_send())
        except (h2.exceptions.ProtocolError, ValueError) as error:
            detail = "the server speaks HTTP/2 that cannot be read"
            raise Failed(Reason.PROTOCOL, detail) from error
        has_ended = [_took(reply, event) for event in events]
        if True in has_ended:
            return reply
        came = await _more(channel)


async def _preface(channel: Channel) -> bytes:
    """What a server says first: its settings, as HTTP/2 has it. Raises Failed for anything else.

    The library would wait for the rest of a frame of megabytes that was none.
    """
    said = b""
    while len(said) < _FRAME_HEAD:
        said += await _more(channel)
        if len(said) > _SORT_AT and said[_SORT_AT] != _SETTINGS:
            shown = quoted(as_shown(said.decode("utf-8", "replace")))
            detail = f"the server does not speak HTTP/2: it says {shown}"
            raise Failed(Reason.PROTOCOL, detail)
    return said


async def _more(channel: Channel) -> bytes:
    came = await channel.read(TURN)
    if not came:
        raise Failed(Reason.CONNECTION_LOST, "the server closed the connection")
    return came


def request_bytes(service: str) -> bytes:
    """A HealthCheckRequest that names a service, framed as gRPC frames messages."""
    name = service.encode()
    message = bytes([_FIELD_1_TEXT]) + _varint(len(name)) + name if name else b""
    return b"\0" + len(message).to_bytes(4, "big") + message


def serving_status(body: bytes) -> int:
    """The number in a HealthCheckResponse. Raises Failed with PROTOCOL where it cannot be read."""
    if len(body) < _PREFIX or int.from_bytes(body[1:_PREFIX], "big") != len(body) - _PREFIX:
        raise Failed(Reason.PROTOCOL, "the answer of the health service is not whole")
    message = body[_PREFIX:]
    if body[0]:
        try:
            message = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(message, MOST_BYTES)
        except zlib.error as error:
            raise Failed(Reason.PROTOCOL, "the answer cannot be inflated") from error
    if not message:
        return 0  # a field at its default is not sent
    if message[0] != _FIELD_1_NUMBER or len(message) < 2 or message[1] > 0x7F:
        raise Failed(Reason.PROTOCOL, "the answer of the health service cannot be read")
    return message[1]


def _took(reply: Reply, event: object) -> bool:
    """Takes what came into the reply; whether that was the end. Raises Failed."""
    match event:
        case h2.events.ResponseReceived() | h2.events.TrailersReceived():
            _take_headers(reply, event.headers or [])
        case h2.events.DataReceived():
            reply.body += event.data or b""
            if len(reply.body) > MOST_BYTES:
                raise Failed(Reason.BODY_TOO_LARGE, "the answer is larger than 64 kB")
        case h2.events.StreamEnded():
            return True
        case h2.events.StreamReset():
            detail = f"the server broke the call off (HTTP/2 error {int(event.error_code or 0)})"
            raise Failed(Reason.CONNECTION_LOST, detail)
        case h2.events.ConnectionTerminated():
            detail = f"the server ended the connection (HTTP/2 error {int(event.error_code or 0)})"
            raise Failed(Reason.CONNECTION_LOST, detail)
        case _:  # settings, windows and the like
            pass
    return False


def _take_headers(reply: Reply, headers: object) -> None:
    assert isinstance(headers, list)
    said = {_text(name): _text(value) for name, value in headers}
    if ":status" in said:
        code = said[":status"]
        is_number = code.isascii() and code.isdigit() and len(code) == 3
        reply.http_status = int(code) if is_number else 0
        reply.content_type = said.get("content-type", "")
    number = said.get("grpc-status", "")
    if number.isascii() and number.isdigit() and len(number) < 4:
        reply.grpc_status = int(number)
        reply.grpc_message = quoted(as_shown(unquote(said.get("grpc-message", ""))))


def _text(raw: object) -> str:
    return as_shown(raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(found) + bytes([number])

"""gRPC health: what a server says of itself over HTTP/2, and what is no such answer."""

import asyncio
import gzip

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.grpc_health import DECLARATION as GRPC
from statusboard.probes.sockets.grpc import request_bytes, serving_status
from statusboard.probes.web.failure import Failed
from tests.fixtures import certificates
from tests.fixtures.grpc_server import GRPC as GRPC_TYPE
from tests.fixtures.grpc_server import Health, grpc_server
from tests.fixtures.sockets import ask_kind, listening

pytestmark = pytest.mark.anyio


def framed(message: bytes, *, packed: bool = False) -> bytes:
    return bytes([packed]) + len(message).to_bytes(4, "big") + message


async def asked(health: Health, **config: object) -> Answer:
    async with grpc_server(health) as port:
        return await ask_kind(GRPC, host="127.0.0.1", port=port, tls=False, **config)


async def test_a_server_that_serves_is_up() -> None:
    health = Health()
    got = await asked(health, service="shop.v1.Checkout")
    assert (got.outcome, got.reason, got.detail) == (Outcome.UP, Reason.OK, "")
    assert health.asked == [framed(b"\x0a\x10shop.v1.Checkout")]


async def test_without_a_name_the_whole_server_is_asked_about() -> None:
    health = Health()
    assert (await asked(health)).outcome is Outcome.UP
    assert health.asked == [framed(b"")]


@pytest.mark.parametrize(
    ("health", "reason", "words"),
    [
        (Health(framed(b"\x08\x02")), Reason.NOT_SERVING, "of the whole server: not serving"),
        (Health(framed(b"")), Reason.NOT_SERVING, "unknown"),
        (Health(framed(b"\x08\x03")), Reason.NOT_SERVING, "service unknown"),
        (
            Health(b"", trailers=(("grpc-status", "5"),)),
            Reason.UNEXPECTED_ANSWER,
            "knows no service called",
        ),
        (
            Health(b"", trailers=(("grpc-status", "12"),)),
            Reason.UNEXPECTED_ANSWER,
            "has no health service",
        ),
        (
            Health(b"", trailers=(("grpc-status", "14"), ("grpc-message", "going%20down"))),
            Reason.NOT_SERVING,
            "UNAVAILABLE (going down)",
        ),
        (
            Health(b"", headers=(*GRPC_TYPE, ("grpc-status", "16")), trailers=None),
            Reason.UNEXPECTED_ANSWER,
            "UNAUTHENTICATED",
        ),
        (Health(status="503"), Reason.STATUS_CODE, "HTTP status 503"),
        (Health(status="²"), Reason.STATUS_CODE, "HTTP status 0"),
        (Health(status="2" * 5_000), Reason.STATUS_CODE, "HTTP status 0"),
        (Health(headers=(("content-type", "text/html"),)), Reason.PROTOCOL, "no gRPC (text/html)"),
        (Health(trailers=()), Reason.PROTOCOL, "without a status"),
        (Health(b"\0\0\0\0\x09\x08\x01"), Reason.PROTOCOL, "not whole"),
        (Health(framed(b"\x12\x01")), Reason.PROTOCOL, "cannot be read"),
        (Health(framed(b"no gzip", packed=True)), Reason.PROTOCOL, "inflated"),
        (Health(bytes(65_000)), Reason.BODY_TOO_LARGE, "64 kB"),
    ],
)
async def test_whatever_else_it_says_is_told_in_words(
    health: Health, reason: Reason, words: str
) -> None:
    if health.trailers == ():
        health.trailers = None
    got = await asked(health)
    assert (got.outcome, got.reason) == (Outcome.DOWN, reason)
    assert words in got.detail


async def test_a_packed_answer_is_unpacked() -> None:
    packed = framed(gzip.compress(b"\x08\x01"), packed=True)
    assert (await asked(Health(packed))).outcome is Outcome.UP


async def test_a_web_server_is_told_from_one_of_grpc() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        await reader.read()

    async with listening(talk) as port:
        got = await ask_kind(GRPC, host="127.0.0.1", port=port, tls=False)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "does not speak HTTP/2: it says HTTP/1.1 400 Bad Request" in got.detail


@pytest.mark.parametrize(
    ("sort", "reason"),
    [(certificates.GOOD, Reason.OK), (certificates.OTHER_HOST, Reason.TLS_WRONG_HOST)],
)
async def test_a_secured_one_has_to_show_its_certificate(sort: str, reason: Reason) -> None:
    authority = trustme.CA()
    async with grpc_server(Health(), tls=certificates.shown(authority, sort)) as port:
        trust = certificates.trusting(authority)
        got = await ask_kind(GRPC, trust=trust, host="127.0.0.1", port=port)
    assert got.reason is reason


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300))
def test_a_name_is_written_as_protobuf_has_it(service: str) -> None:
    name = service.encode()
    sent = request_bytes(service)
    assert int.from_bytes(sent[1:5], "big") == len(sent) - 5
    assert sent[5] == 0x0A
    length, used = sent[6] & 0x7F, 1
    if sent[6] & 0x80:
        length, used = length | (sent[7] << 7), 2
    assert (length, sent[6 + used :]) == (len(name), name)


@given(st.binary(max_size=40))
def test_any_bytes_are_an_answer_or_a_failure_in_words(body: bytes) -> None:
    try:
        state = serving_status(body)
    except Failed as failed:
        state = 0 if failed.reason is Reason.PROTOCOL else -1
    assert 0 <= state < 128

"""TLS: each thing that can be wrong with a certificate has its own reason."""

import asyncio
import contextlib
import datetime
import ssl
from pathlib import Path

import httpx
import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.request import request_of
from statusboard.probes.web.trust import unverified_context, verifying_context
from tests.fixtures.web import Asked, always, answer, ask, refusing_over_tls, serving

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def showing(cert: trustme.LeafCert) -> ssl.SSLContext:
    """A server's context that shows a certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    cert.configure_cert(context)
    return context


async def asked(
    server: ssl.SSLContext, authority: trustme.CA, *, check_id: int = 1, **config: object
) -> Answer:
    """What a machine that trusts `authority` finds."""
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    try:
        async with serving(always(answer()), tls=server) as site:
            return await ask(site.url(), connections=connections, check_id=check_id, **config)
    finally:
        await connections.aclose()


async def refused(server: ssl.SSLContext, authority: trustme.CA, **config: object) -> Answer:
    """What a machine that trusts `authority` finds where a server breaks off, and says why."""
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    try:
        with refusing_over_tls(server) as url:
            return await ask(url, connections=connections, **config)
    finally:
        await connections.aclose()


async def test_a_trusted_certificate_is_up_and_its_handshake_is_timed(
    authority: trustme.CA,
) -> None:
    got = await asked(showing(authority.issue_cert("127.0.0.1")), authority)
    assert got.outcome is Outcome.UP, got.detail
    assert got.phases.tls_us is not None
    assert got.phases.tls_us > 0


async def test_an_expired_certificate_is_told(authority: trustme.CA) -> None:
    past = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    server = showing(authority.issue_cert("127.0.0.1", not_after=past))
    got = await asked(server, authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_EXPIRED)
    assert got.detail == "the certificate of 127.0.0.1 has expired"


async def test_a_certificate_of_the_future_is_told(authority: trustme.CA) -> None:
    future = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)
    server = showing(
        authority.issue_cert(
            "127.0.0.1", not_before=future, not_after=future + datetime.timedelta(days=9)
        )
    )
    got = await asked(server, authority)
    assert got.reason is Reason.TLS_EXPIRED
    assert "not valid yet" in got.detail


async def test_a_certificate_of_another_host_is_told(authority: trustme.CA) -> None:
    got = await asked(showing(authority.issue_cert("other.example")), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_WRONG_HOST)


async def test_an_authority_that_nobody_knows_is_untrusted(authority: trustme.CA) -> None:
    got = await asked(showing(trustme.CA().issue_cert("127.0.0.1")), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_UNTRUSTED)


async def test_a_self_signed_certificate_is_untrusted(authority: trustme.CA, tmp_path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    cert = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "self.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + cert.public_bytes(serialization.Encoding.PEM)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    got = await asked(server, authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_UNTRUSTED)
    assert "signed by nobody" in got.detail


async def test_verification_can_be_switched_off(authority: trustme.CA) -> None:
    got = await asked(
        showing(trustme.CA().issue_cert("other.example")), authority, verify_tls=False
    )
    assert got.outcome is Outcome.UP, got.detail


async def test_a_server_without_tls_on_a_tls_address_is_told() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(answer("speak plainly", status="400 Bad Request"))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        got = await ask(f"https://127.0.0.1:{port}/", verify_tls=False)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_FAILED)
    assert "does not speak TLS" in got.detail


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
async def test_a_server_that_speaks_only_an_old_version_is_told(authority: trustme.CA) -> None:
    server = showing(authority.issue_cert("127.0.0.1"))
    server.set_ciphers("ALL:@SECLEVEL=0")
    server.minimum_version = ssl.TLSVersion.TLSv1
    server.maximum_version = ssl.TLSVersion.TLSv1_1
    got = await refused(server, authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_TOO_OLD)
    assert "1.2 or newer is needed" in got.detail


async def test_a_server_with_unsafe_ciphers_only_is_told(authority: trustme.CA) -> None:
    server = showing(authority.issue_cert("127.0.0.1", key_type=trustme.KeyType.RSA))
    server.maximum_version = ssl.TLSVersion.TLSv1_2
    server.set_ciphers("NULL-SHA256:CAMELLIA128-SHA:@SECLEVEL=0")
    got = await refused(server, authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_TOO_OLD)
    assert "no encryption that is still taken as safe" in got.detail


@pytest.mark.parametrize("verify", [True, False])
@pytest.mark.parametrize(
    "ciphers",
    [
        *("AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "AES128-SHA256"),
        *("ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-RSA-CHACHA20-POLY1305"),
    ],
)
async def test_a_server_with_the_ciphers_that_browsers_still_take_is_up(
    authority: trustme.CA, ciphers: str, *, verify: bool
) -> None:
    server = showing(authority.issue_cert("127.0.0.1", key_type=trustme.KeyType.RSA))
    server.maximum_version = ssl.TLSVersion.TLSv1_2
    server.set_ciphers(f"{ciphers}:@SECLEVEL=0")
    got = await refused(server, authority, verify_tls=verify)
    assert got.outcome is Outcome.UP, got.detail


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_a_certificate_demanded_of_us_is_told(
    authority: trustme.CA, version: ssl.TLSVersion
) -> None:
    server = showing(authority.issue_cert("127.0.0.1"))
    server.maximum_version = version
    server.verify_mode = ssl.CERT_REQUIRED
    authority.configure_trust(server)
    for _ in range(5):  # the refusal races with the question in TLS 1.3
        got = await refused(server, authority)
        assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_CLIENT_CERTIFICATE)
        assert "demands a certificate" in got.detail


async def test_a_missing_intermediate_is_told(authority: trustme.CA, tmp_path) -> None:
    leaf = authority.create_child_ca().issue_cert("127.0.0.1")
    file = tmp_path / "leaf.pem"
    file.write_bytes(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes())
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    got = await asked(server, authority)
    whole = await asked(showing(leaf), authority)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_UNTRUSTED)
    assert "does not send the intermediate certificate" in got.detail
    assert whole.outcome is Outcome.UP


def named_by_common_name(authority: trustme.CA, file: Path) -> ssl.SSLContext:
    """A server whose certificate names its host as a common name alone."""
    issuer = x509.load_pem_x509_certificate(authority.cert_pem.bytes())
    signer = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.datetime.now(datetime.UTC)
    cert = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "shop.test")]))
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(signer, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(key.private_bytes(pem, *plain) + cert.public_bytes(pem))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server


async def test_a_common_name_alone_is_refused_as_browsers_do(
    authority: trustme.CA, tmp_path
) -> None:
    server = named_by_common_name(authority, tmp_path / "cn.pem")
    got = await asked(server, authority, headers={"Host": "shop.test"})
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_WRONG_HOST)
    assert got.detail == "the certificate does not name shop.test as one of its hosts"


@pytest.mark.parametrize("host", ["shop.test", "shop.test:8443", "Shop.Test."])
async def test_a_host_named_for_an_address_is_sent_and_checked(
    authority: trustme.CA, host: str
) -> None:
    sent: list[str | None] = []
    server = showing(authority.issue_cert("shop.test"))
    server.sni_callback = lambda _socket, name, _context: sent.append(name)
    got = await asked(server, authority, headers={"Host": host})
    wrong = await asked(server, authority, headers={"Host": "other.test"})
    assert got.outcome is Outcome.UP, got.detail
    assert wrong.reason is Reason.TLS_WRONG_HOST
    assert sent == ["shop.test", "other.test"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://shop.test./", "shop.test"),
        ("https://shop.test/", "shop.test"),
        ("https://127.0.0.1/", "127.0.0.1"),
        ("https://[::1]/", "::1"),
        ("http://shop.test./", ""),
    ],
)
def test_the_dot_that_ends_a_name_is_no_part_of_it_in_tls(url: str, name: str) -> None:
    request = request_of("GET", httpx.URL(url), {}, None)
    assert request.origin.name == name


async def test_a_name_that_a_server_does_not_know_is_told(authority: trustme.CA) -> None:
    server = showing(authority.issue_cert("shop.test"))
    server.sni_callback = lambda *_: ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
    got = await refused(server, authority, headers={"Host": "shop.test"})
    assert (got.reason, got.detail) == (
        Reason.TLS_FAILED,
        "the server knows no site called shop.test",
    )


async def test_http_2_alone_is_told_by_its_refusal(authority: trustme.CA) -> None:
    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello = await reader.read(4096)
        assert b"\x08http/1.1" in hello  # what we speak is said, as browsers do
        writer.write(b"\x15\x03\x03\x00\x02\x02\x78")  # alert: no application protocol
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        got = await ask(f"https://127.0.0.1:{port}/")
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_FAILED)
    assert "HTTP/2" in got.detail


async def test_http_2_alone_is_told_by_its_first_frame(authority: trustme.CA) -> None:
    settings = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00"
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    server = showing(authority.issue_cert("127.0.0.1"))
    async with serving(always(settings), tls=server) as site:
        got = await ask(site.url(), connections=connections)
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.PROTOCOL)
    assert "speaks only HTTP/2" in got.detail


async def test_a_large_answer_over_tls_is_read_and_kept(authority: trustme.CA) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    server = showing(authority.issue_cert("127.0.0.1"))
    async with serving(always(answer(b"m" * 900_000 + b"end")), tls=server) as site:
        for _ in range(3):
            got = await ask(site.url(), connections=connections, expect_text="mend")
            assert got.outcome is Outcome.UP, got.detail
        assert site.connections == 1
        await connections.aclose()


async def test_a_handshake_that_never_ends_leaves_nothing_behind() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            await reader.read()
        writer.close()

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        with pytest.raises(TimeoutError):  # which the runner tells as DEADLINE
            await ask(f"https://127.0.0.1:{port}/", within_s=0.3)


async def test_a_kept_tls_connection_is_used_again(authority: trustme.CA) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    async with serving(always(answer()), tls=showing(authority.issue_cert("127.0.0.1"))) as site:
        first = await ask(site.url(), connections=connections)
        again = await ask(site.url(), connections=connections)
        assert site.connections == 1
        await connections.aclose()
    assert first.phases.tls_us is not None
    assert again.phases.tls_us is None
    assert again.outcome is Outcome.UP


async def test_redirects_cross_from_http_to_https_and_back(authority: trustme.CA) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    targets: dict[str, str] = {}

    async def lead(asked: Asked, writer: asyncio.StreamWriter) -> None:
        target = targets.get(asked.path)
        headers = {"Location": target} if target else {}
        writer.write(answer(status="301 Moved" if target else "200 OK", headers=headers))

    server = showing(authority.issue_cert("127.0.0.1"))
    async with serving(lead) as plain, serving(lead, tls=server) as secured:
        targets.update({"/up": secured.url("/end"), "/down": plain.url("/end")})
        up = await ask(plain.url("/up"), connections=connections)
        down = await ask(secured.url("/down"), connections=connections, check_id=2)
        await connections.aclose()
    assert (up.outcome, down.outcome) == (Outcome.UP, Outcome.UP)
    assert up.phases.tls_us is not None
    assert [asked.path for asked in plain.asked] == ["/up", "/end"]


async def test_a_redirect_to_a_bad_certificate_is_told(authority: trustme.CA) -> None:
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    connections = Connections(trust=trust)
    server = showing(authority.issue_cert("other.example"))
    async with serving(always(answer()), tls=server) as secured:
        moved = answer(status="301 Moved", headers={"Location": secured.url()})
        async with serving(always(moved)) as plain:
            got = await ask(plain.url(), connections=connections)
        await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_WRONG_HOST)


def test_the_machine_s_own_store_is_asked_and_names_are_checked() -> None:
    context = verifying_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname is True
    assert unverified_context().verify_mode is ssl.CERT_NONE

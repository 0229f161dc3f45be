"""TLS: each thing that can be wrong with a certificate has its own reason."""

import asyncio
import datetime
import ssl

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.web.connections import Connections
from statusboard.probes.web.trust import unverified_context, verifying_context
from tests.fixtures.web import Asked, always, answer, ask, serving

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


async def test_an_old_protocol_is_tls_failed(authority: trustme.CA) -> None:
    server = showing(authority.issue_cert("127.0.0.1"))
    server.set_alpn_protocols(["nothing-we-speak"])
    server.minimum_version = ssl.TLSVersion.TLSv1_3
    trust = ssl.create_default_context()
    authority.configure_trust(trust)
    trust.maximum_version = ssl.TLSVersion.TLSv1_2
    connections = Connections(trust=trust)
    async with serving(always(answer()), tls=server) as site:
        got = await ask(site.url(), connections=connections)
    await connections.aclose()
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_FAILED)


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

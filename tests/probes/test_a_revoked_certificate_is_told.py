"""A certificate that was taken back: known by the list of who signed it, claimed by no other."""

import asyncio
import datetime
import ssl
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from statusboard.domain.result import Answer, Outcome, Reason
from statusboard.probes.tls_certificate import DECLARATION as CERTIFICATE
from tests.fixtures import certificates
from tests.fixtures.sockets import ask_kind, listening, saying
from tests.fixtures.web import Asked, serving

pytestmark = pytest.mark.anyio
SERIAL, DAY = 4_711, datetime.timedelta(days=1)


class Authority:
    """An authority that publishes a list, and a certificate of it that names where."""

    def __init__(self) -> None:
        self.trusted = trustme.CA()
        self.key = serialization.load_pem_private_key(
            self.trusted.private_key_pem.bytes(), password=None
        )
        self.certificate = x509.load_pem_x509_certificate(self.trusted.cert_pem.bytes())
        self.now = datetime.datetime.now(datetime.UTC)

    def crl(self, *serials: int, end: datetime.timedelta = DAY, key: object = None) -> bytes:
        made = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate.subject)
            .last_update(self.now - DAY * 2)
            .next_update(self.now + end)
        )
        for serial in serials:
            entry = (
                x509.RevokedCertificateBuilder()
                .serial_number(serial)
                .revocation_date(datetime.datetime(2026, 11, 2, tzinfo=datetime.UTC))
                .add_extension(x509.CRLReason(x509.ReasonFlags.key_compromise), critical=False)
            )
            made = made.add_revoked_certificate(entry.build())
        signed = made.sign(key or self.key, hashes.SHA256())  # type: ignore[arg-type]
        return signed.public_bytes(serialization.Encoding.DER)

    def server(self, address: str, folder: Path) -> ssl.SSLContext:
        """A server's context; its certificate says that the list is at that address."""
        own = ec.generate_private_key(ec.SECP256R1())
        point = x509.DistributionPoint([x509.UniformResourceIdentifier(address)], None, None, None)
        host = x509.DNSName("localhost")
        made = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]))
            .issuer_name(self.certificate.subject)
            .public_key(own.public_key())
            .serial_number(SERIAL)
            .not_valid_before(self.now - DAY)
            .not_valid_after(self.now + 200 * DAY)
            .add_extension(x509.SubjectAlternativeName([host]), critical=False)
            .add_extension(x509.CRLDistributionPoints([point]), critical=False)
            .sign(self.key, hashes.SHA256())  # type: ignore[arg-type]
        )
        pem = made.public_bytes(serialization.Encoding.PEM) + own.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file = folder / "server.pem"
        file.write_bytes(pem)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


async def asked(authority: Authority, said: bytes, folder: Path, **config: object) -> Answer:
    """What is said of the server where its authority's list is this."""

    async def publish(_asked: Asked, writer: asyncio.StreamWriter) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(said)
        writer.write(head + said)

    async with serving(publish) as site:
        context = authority.server(site.url("/list.crl"), folder)
        async with listening(saying(b""), tls=context) as port:
            return await ask_kind(
                CERTIFICATE,
                trust=certificates.trusting(authority.trusted),
                host="localhost",
                ip_version="4",
                port=port,
                **config,
            )


async def test_one_that_was_revoked_is_down_with_day_and_reason(
    authority: Authority, tmp_path: Path
) -> None:
    got = await asked(authority, authority.crl(5, SERIAL), tmp_path)
    assert (got.outcome, got.reason) == (Outcome.DOWN, Reason.TLS_UNTRUSTED)
    assert got.detail.startswith("the certificate of localhost was revoked on 2 November 2026 (key")


async def test_one_that_the_list_does_not_name_is_good(
    authority: Authority, tmp_path: Path
) -> None:
    got = await asked(authority, authority.crl(5), tmp_path)
    assert got.outcome is Outcome.UP
    assert "not revoked, by the list of who signed it" in got.transcript
    got = await asked(authority, authority.crl(SERIAL), tmp_path, revocation=False)
    assert got.outcome is Outcome.UP


async def test_where_no_list_can_be_believed_nothing_is_claimed(
    authority: Authority, tmp_path: Path
) -> None:
    strange = ec.generate_private_key(ec.SECP256R1())
    for said in (
        b"",
        b"no list at all",
        b"-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n",
        authority.crl(SERIAL, key=strange),
        authority.crl(SERIAL, end=-DAY),
        Authority().crl(SERIAL),
    ):
        got = await asked(authority, said, tmp_path)
        assert got.outcome is Outcome.UP
        assert "whether it was revoked is not known" in got.transcript


async def test_a_list_that_does_not_come_is_no_failure(
    authority: Authority, tmp_path: Path
) -> None:
    context = authority.server("http://127.0.0.1:1/list.crl", tmp_path)
    async with listening(saying(b""), tls=context) as port:
        got = await ask_kind(
            CERTIFICATE,
            trust=certificates.trusting(authority.trusted),
            host="localhost",
            port=port,
            ip_version="4",
        )
    assert got.outcome is Outcome.UP
    assert any(line.startswith("its list did not come: ") for line in got.transcript)


async def test_addresses_of_the_other_sort_are_not_asked(
    authority: Authority, tmp_path: Path
) -> None:
    context = authority.server("http://127.0.0.1:1/list.crl", tmp_path)
    async with listening(saying(b""), tls=context) as port:
        got = await ask_kind(
            CERTIFICATE,
            trust=certificates.trusting(authority.trusted),
            host="localhost",
            port=port,
            ip_version="6",
        )
    assert got.outcome is Outcome.DOWN
    assert got.reason in (Reason.REFUSED, Reason.DNS, Reason.UNREACHABLE)

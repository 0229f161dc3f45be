"""TLS over a stream, in memory: each step is short, and what was refused when can be told.

asyncio's own TLS reads a quarter of a megabyte of records in one go and forgets the state of a
handshake that failed, which says whether a certificate of ours was demanded.
"""

import contextlib
import ssl

from statusboard.domain.result import Reason
from statusboard.probes.record import Record
from statusboard.probes.web.failure import Failed, of_tls
from statusboard.probes.web.stream import Stream

# A record holds up to 16 kB; so much of the wire is unpacked before others get their turn.
TURN = 16 * 1024
# How Python's own certificates are asked for these bytes before 3.13.
_DER = 2


class SecureStream:
    """A stream, secured. Made by `secured`."""

    def __init__(self, stream: Stream, context: ssl.SSLContext, host: str) -> None:
        self._stream = stream
        self._host = host
        self._ends_s: float | None = None
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        stream.is_carrier = True

    @property
    def record(self) -> Record:
        """The record of the question being asked."""
        return self._stream.record

    @record.setter
    def record(self, record: Record) -> None:
        self._stream.record = record

    @property
    def received(self) -> int:
        """How many bytes of answers have come."""
        return self._stream.received

    @property
    def certificate(self) -> bytes:
        """The server's certificate (DER), believed or not; empty before the handshake."""
        return self._tls.getpeercert(binary_form=True) or b""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificates (DER) up to an authority that is trusted, the server's own first.

        Only that one where nothing was verified, or this Python does not tell.
        """
        verified = getattr(self._tls, "get_verified_chain", None)
        if verified is None:  # public from Python 3.13 on
            verified = getattr(getattr(self._tls, "_sslobj", None), "get_verified_chain", None)
        found = (verified() if verified is not None else None) or ()
        told = tuple(one if isinstance(one, bytes) else one.public_bytes(_DER) for one in found)
        return told or (self.certificate,)

    @property
    def certificate_ends_s(self) -> float | None:
        """When the certificate that was shown ends, in seconds (UTC); None without one."""
        if self._ends_s is None:
            from cryptography import x509

            shown = self._tls.getpeercert(binary_form=True)
            with contextlib.suppress(ValueError):  # one that nobody verified can be anything
                if shown:
                    certificate = x509.load_der_x509_certificate(shown)
                    self._ends_s = certificate.not_valid_after_utc.timestamp()
        return self._ends_s

    @property
    def protocol(self) -> str:
        """What was agreed to speak on it, by its name in ALPN; empty where nothing was."""
        return self._tls.selected_alpn_protocol() or ""

    async def shake_hands(self) -> None:
        """Agrees with the server. Raises Failed with one of the TLS reasons."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._flush()
                await self._more()
            except (ssl.SSLError, ssl.CertificateError) as error:
                is_answered = self._tls.cipher() is not None
                await self._flush()  # the server is told why
                raise of_tls(self._host, error, is_answered=is_answered) from error
            else:
                await self._flush()
                return

    async def read(self, max_bytes: int) -> bytes:
        """The next bytes; empty at the end. Raises Failed where the connection broke."""
        while True:
            try:
                taken = self._tls.read(max_bytes)
            except ssl.SSLWantReadError:
                await self._flush()
                if not await self._more():
                    return b""
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                return b""
            except ssl.SSLError as error:
                if not self.received:
                    raise of_tls(self._host, error, is_answered=True) from error
                detail = f"the secure connection broke: {words_of(error)}"
                raise Failed(Reason.CONNECTION_LOST, detail) from error
            else:
                if taken:
                    self._stream.hear(len(taken))
                return taken

    async def write(self, content: bytes) -> None:
        """Sends bytes. A peer that stopped listening may still have answered: no error."""
        with contextlib.suppress(ssl.SSLError):  # what is read next says why
            self._tls.write(content)
        await self._flush()

    def has_unread(self) -> bool:
        """Whether the peer has said something, or farewell, that nobody asked for.

        Tickets for the next handshake come at any time and are no such thing.
        """
        self._incoming.write(self._stream.take_buffered())
        try:
            self._tls.read(1)
        except ssl.SSLWantReadError:
            return self._stream.has_unread()
        except ssl.SSLError:
            return True
        return True

    async def aclose(self) -> None:
        """Closes at once, and returns when the socket is gone."""
        await self._stream.aclose()

    async def _more(self) -> bool:
        """Takes in what comes next; False at the end."""
        came = await self._stream.read(TURN)
        if came:
            self._incoming.write(came)
        else:
            self._incoming.write_eof()
        return bool(came)

    async def _flush(self) -> None:
        if self._outgoing.pending:
            await self._stream.write(self._outgoing.read())


async def secured(stream: Stream, context: ssl.SSLContext, host: str) -> SecureStream:
    """The stream after a handshake with `host`, whose name is sent and checked.

    Raises Failed with one of the TLS reasons; the stream is closed then.
    """
    stream.record.begin("tls")
    try:
        secure = SecureStream(stream, context, host)
        await secure.shake_hands()
    except ValueError as error:  # a name that TLS cannot carry
        await stream.aclose()
        raise Failed(Reason.TLS_FAILED, f"{host} is no name that TLS can carry") from error
    except Failed as failed:
        await stream.aclose()
        if failed.reason is Reason.CONNECTION_LOST:
            detail = f"{host} closed the connection during the TLS handshake"
            raise Failed(Reason.TLS_FAILED, detail) from failed
        raise
    except BaseException:
        await stream.aclose()
        raise
    stream.record.begin("wait")
    return secure


def words_of(error: ssl.SSLError) -> str:
    """OpenSSL's word for it, readable."""
    return (error.reason or "it cannot be read").replace("_", " ").lower()

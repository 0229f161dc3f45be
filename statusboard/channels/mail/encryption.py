"""TLS to a mail server: whom it believes, and what is wrong with a certificate, in words."""

import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

# X.509 verify codes (openssl/x509_vfy.h).
_NOT_YET, _EXPIRED = 9, 10
_STRANGE_ISSUERS = frozenset({2, 18, 19, 20, 21, 24})
_OTHER_HOST = frozenset({62, 63, 64})


def trusting() -> ssl.SSLContext:
    """A context that trusts what this computer trusts. It takes some 20 ms to make."""
    if sys.platform in ("win32", "darwin"):
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return ssl.create_default_context()


def certificate_trouble(error: BaseException, host: str) -> str | None:
    """What is wrong with the certificate that `host` showed; None where it is something else."""
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _words(cause, host)
    return None


def tls_trouble(error: BaseException, host: str) -> str | None:
    """Why no encrypted connection came about; None where it is not about encryption."""
    trouble = certificate_trouble(error, host)
    if trouble is not None:
        return trouble
    for cause in _chain(error):
        if isinstance(cause, ssl.SSLError):
            reason = (cause.reason or "no reason given").replace("_", " ").lower()
            return f"{host} and this computer found no way to encrypt ({reason})"
    return None


def _words(error: ssl.SSLCertVerificationError, host: str) -> str:
    code = error.verify_code
    if code == _EXPIRED:
        return f"the certificate of {host} has expired"
    if code == _NOT_YET:
        return f"the certificate of {host} is not valid yet; look at the clocks of both computers"
    if code in _OTHER_HOST:
        return f"the certificate is for another host than {host}"
    if code in _STRANGE_ISSUERS:
        return f"the certificate of {host} comes from an issuer that this computer does not know"
    return f"the certificate of {host} is not good: {error.verify_message}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def version_of(tls: ssl.SSLObject) -> str:
    """The version of TLS, as people write it."""
    return (tls.version() or "TLS").replace("TLSv", "TLS ")


def certificate_ends(tls: ssl.SSLObject) -> datetime | None:
    """When the certificate that was shown is good no more; None where it does not say."""
    ends = (tls.getpeercert() or {}).get("notAfter")
    if not isinstance(ends, str):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)

"""What can go wrong on the way to an answer, each with its own reason and a line for a person."""

import errno
import os
import socket
import ssl

from statusboard.domain.result import Reason

_EXPIRED = 10
_NOT_YET_VALID = 9
_WRONG_HOST = (62, 64)
_SELF_SIGNED = (18, 19)

# Ours, not theirs: this process has no room for one more connection.
_NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_UNREACHABLE = {
    errno.ENETUNREACH: "this computer has no way to that network",
    errno.EHOSTUNREACH: "the host cannot be reached",
    errno.ENETDOWN: "this computer's network is down",
    errno.EADDRNOTAVAIL: "this computer has no address for that network",
    errno.ETIMEDOUT: "the host did not answer",
}


class Failed(Exception):
    """The question could not be answered. Never leaves the probe."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


def of_name(host: str, error: socket.gaierror) -> Failed:
    """Why a name was not resolved."""
    if error.errno == getattr(socket, "EAI_AGAIN", None):
        return Failed(Reason.DNS, f"no name server could say where {host} is")
    return Failed(Reason.DNS, f"there is no host called {host}")


def of_connecting(place: str, error: OSError) -> Failed:
    """Why no connection came about."""
    if isinstance(error, ConnectionRefusedError):
        return Failed(Reason.REFUSED, f"{place} refused the connection")
    if error.errno in _NO_ROOM:
        words = os.strerror(error.errno)
        return Failed(Reason.DEFECT, f"StatusBoard could not open another connection: {words}")
    why = _UNREACHABLE.get(error.errno or 0)
    if why is None:
        why = error.strerror or type(error).__name__
    return Failed(Reason.UNREACHABLE, f"{place}: {why}")


def of_tls(host: str, error: OSError) -> Failed:
    """Why the TLS handshake failed: expired, another host's, untrusted, or something else."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_certificate(host, error)
    if isinstance(error, ssl.SSLError):
        if error.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "RECORD_LAYER_FAILURE"):
            return Failed(Reason.TLS_FAILED, f"{host} does not speak TLS on this port")
        words = (error.reason or "handshake failed").replace("_", " ").lower()
        return Failed(Reason.TLS_FAILED, f"TLS with {host}: {words}")
    return Failed(Reason.TLS_FAILED, f"{host} closed the connection during the TLS handshake")


def _of_certificate(host: str, error: ssl.SSLCertVerificationError) -> Failed:
    message = getattr(error, "verify_message", "") or str(error)
    code = getattr(error, "verify_code", 0)
    if code == _EXPIRED or "expired" in message:
        return Failed(Reason.TLS_EXPIRED, f"the certificate of {host} has expired")
    if code == _NOT_YET_VALID:
        return Failed(Reason.TLS_EXPIRED, f"the certificate of {host} is not valid yet")
    if code in _WRONG_HOST or "mismatch" in message:
        return Failed(Reason.TLS_WRONG_HOST, f"the certificate is for another host than {host}")
    if code in _SELF_SIGNED:
        return Failed(
            Reason.TLS_UNTRUSTED,
            f"the certificate of {host} is signed by nobody this computer knows",
        )
    return Failed(Reason.TLS_UNTRUSTED, f"the certificate of {host} is not trusted: {message}")

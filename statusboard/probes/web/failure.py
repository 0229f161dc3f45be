"""What can go wrong on the way to an answer, each with its own reason and a line for a person."""

import errno
import os
import re
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


# What OpenSSL says where a server wants to know who asks …
_DEMANDS = frozenset({"TLSV13_ALERT_CERTIFICATE_REQUIRED", "PEER_DID_NOT_RETURN_A_CERTIFICATE"})
# … which older servers say like this, once all else is agreed.
_BROKE_OFF = frozenset({"SSLV3_ALERT_HANDSHAKE_FAILURE", "SSLV3_ALERT_BAD_CERTIFICATE"})
_TOO_OLD = "{host} speaks only versions of TLS that are no longer safe; 1.2 or newer is needed"
_WEAK = "{host} offers only encryption that is no longer safe"
_OLD = {
    "UNSUPPORTED_PROTOCOL": _TOO_OLD,
    "TLSV1_ALERT_PROTOCOL_VERSION": _TOO_OLD,
    "UNSAFE_LEGACY_RENEGOTIATION_DISABLED": _TOO_OLD,
    "VERSION_TOO_LOW": _TOO_OLD,
    "DH_KEY_TOO_SMALL": _WEAK,
    "EE_KEY_TOO_SMALL": _WEAK,
    "CA_MD_TOO_WEAK": _WEAK,
    "BAD_ECPOINT": _WEAK,
    "WRONG_SIGNATURE_TYPE": _WEAK,
    "LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED": _WEAK,
    "SSLV3_ALERT_HANDSHAKE_FAILURE": "{host} offers no encryption that is still taken as safe",
    "TLSV1_ALERT_INSUFFICIENT_SECURITY": "{host} and StatusBoard have no safe encryption in common",
}
_NO_TLS = "{host} does not speak TLS on this port"
_TOLD = {
    "WRONG_VERSION_NUMBER": _NO_TLS,
    "HTTP_REQUEST": _NO_TLS,
    "RECORD_LAYER_FAILURE": _NO_TLS,
    "UNEXPECTED_EOF_WHILE_READING": "{host} closed the connection during the TLS handshake",
    "TLSV1_ALERT_NO_APPLICATION_PROTOCOL": (
        "{host} speaks only HTTP/2 or another protocol; choose that version for this check"
    ),
    "TLSV1_UNRECOGNIZED_NAME": "the server knows no site called {host}",
    "TLSV1_ALERT_INTERNAL_ERROR": "{host} failed by itself during the TLS handshake",
}
# Nobody vouches for the certificate: what would be needed in between did not come along.
_NO_ISSUER = (2, 20, 21)


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


def of_tls(host: str, error: OSError, *, is_answered: bool = False) -> Failed:
    """Why the TLS handshake failed, each sort in its own words.

    `is_answered` says that the server had agreed on how to encrypt before it broke off.
    """
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_certificate(host, error)
    if isinstance(error, ssl.SSLError):
        name = _name_of(error)
        if name in _DEMANDS or (name in _BROKE_OFF and is_answered):
            return Failed(
                Reason.TLS_CLIENT_CERTIFICATE,
                f"{host} demands a certificate of its visitors, and StatusBoard has none to show",
            )
        if name in _OLD:
            return Failed(Reason.TLS_TOO_OLD, _OLD[name].format(host=host))
        if name in _TOLD:
            return Failed(Reason.TLS_FAILED, _TOLD[name].format(host=host))
        words = (name or "handshake failed").replace("_", " ").lower()
        return Failed(Reason.TLS_FAILED, f"TLS with {host}: {words}")
    return Failed(Reason.TLS_FAILED, f"{host} closed the connection during the TLS handshake")


def _name_of(error: ssl.SSLError) -> str:
    """OpenSSL's name of an error, also where Python knows none and only quotes its words."""
    if error.reason:
        return error.reason
    found = re.fullmatch(r"(?:\[.*?\] )?(.*?)(?: \(.*\))?", str(error.args[-1]))
    return found[1].upper().replace(" ", "_") if found else ""


def _of_certificate(host: str, error: ssl.SSLCertVerificationError) -> Failed:
    message = getattr(error, "verify_message", "") or str(error)
    code = getattr(error, "verify_code", 0)
    if code == _EXPIRED or "expired" in message:
        return Failed(Reason.TLS_EXPIRED, f"the certificate of {host} has expired")
    if code == _NOT_YET_VALID:
        return Failed(Reason.TLS_EXPIRED, f"the certificate of {host} is not valid yet")
    if code in _WRONG_HOST or "mismatch" in message:
        return Failed(
            Reason.TLS_WRONG_HOST, f"the certificate does not name {host} as one of its hosts"
        )
    if code in _SELF_SIGNED:
        return Failed(
            Reason.TLS_UNTRUSTED,
            f"the certificate of {host} is signed by nobody this computer knows",
        )
    if code in _NO_ISSUER:
        return Failed(
            Reason.TLS_UNTRUSTED,
            f"whoever signed the certificate of {host} is missing: the server does not send the "
            "intermediate certificate along, or this computer does not know the authority",
        )
    return Failed(Reason.TLS_UNTRUSTED, f"the certificate of {host} is not trusted: {message}")

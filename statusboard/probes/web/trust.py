"""Whom TLS believes: the machine's own store, so that a company's own authority counts.

On Linux truststore reads the whole bundle again for every connection (19 ms, measured); there
the standard library does the same job once. On Windows and macOS truststore asks the system
itself, which knows authorities and intermediates that a file does not.
"""

import ssl
import sys
from collections.abc import Sequence
from pathlib import Path

# Where distributions keep the bundle, for interpreters built to look elsewhere.
_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/cert.pem",
    "/etc/ssl/cert.pem",
    "/etc/ssl/ca-bundle.pem",
)


# What browsers and curl take. Python's own list leaves out keys that RSA carries and records that
# SHA-1 seals, both of TLS 1.2: servers that offer no more would be called unsafe.
_CIPHERS = (
    "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:RSA+AESGCM:RSA+AES"
    ":!aNULL:!eNULL:!aDSS:!AESCCM"
)


def verifying_context() -> ssl.SSLContext:
    """A context that trusts what this machine trusts. Make one and share it: 20 ms, some MB."""
    if sys.platform in ("win32", "darwin"):
        import truststore

        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.create_default_context()
    found = ssl.get_default_verify_paths()
    if not found.cafile and not found.capath:
        bundle = next((path for path in _BUNDLES if Path(path).is_file()), None)
        if bundle:
            context.load_verify_locations(cafile=bundle)
    return context


def as_browsers(context: ssl.SSLContext) -> ssl.SSLContext:
    """The context, set to ask as browsers do: in HTTP/1.1, and no common name for a host's."""
    return naming_protocols(context, ("http/1.1",))


def naming_protocols(context: ssl.SSLContext, protocols: Sequence[str]) -> ssl.SSLContext:
    """The context, set to offer these protocols (ALPN) and to encrypt as browsers do."""
    context.set_ciphers(_CIPHERS)
    context.hostname_checks_common_name = False
    if protocols:
        context.set_alpn_protocols(list(protocols))
    return context


def same_trust(trust: ssl.SSLContext | None) -> ssl.SSLContext:
    """Another context that trusts whom `trust` trusts; None stands for the machine's own store.

    One context cannot name different protocols to different servers.
    """
    if trust is None:
        return verifying_context()
    return trusting_only("".join(map(ssl.DER_cert_to_PEM_cert, trust.get_ca_certs(True))))  # noqa: FBT003


def trusting_only(authorities: str) -> ssl.SSLContext:
    """A context that trusts these authorities (PEM) alone. Raises ValueError where none is."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cadata=authorities)
    except ssl.SSLError as error:
        raise ValueError("there is no certificate in it") from error
    return context


def unverified_context() -> ssl.SSLContext:
    """A context that believes any certificate, for checks that say so."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context

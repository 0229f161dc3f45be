"""What a certificate says of itself: for whom it is, who signed it, and until when it is good."""

from dataclasses import dataclass
from datetime import datetime

from statusboard.domain.letters import as_shown
from statusboard.domain.result import Reason
from statusboard.probes.web.failure import Failed

# So many of its names are told.
SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate as it was shown. `issuer` is who signed it, as it says itself."""

    names: tuple[str, ...]
    issuer: str
    since: datetime
    until: datetime

    @property
    def names_text(self) -> str:
        """Its hosts, for a sentence."""
        if not self.names:
            return "no host at all"
        more = len(self.names) - SHOWN_NAMES
        return ", ".join(self.names[:SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")


def read_certificate(der: bytes) -> Shown:
    """What it says. Raises Failed with PROTOCOL for one that cannot be read."""
    from cryptography import x509

    try:
        certificate = x509.load_der_x509_certificate(der)
        issuer = certificate.issuer.rfc4514_string()
        since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
        names = _names(certificate)
    except (ValueError, TypeError, x509.InvalidVersion, x509.DuplicateExtension) as error:
        raise Failed(Reason.PROTOCOL, "the server's certificate cannot be read") from error
    return Shown(tuple(map(as_shown, names)), as_shown(issuer), since, until)


def _names(certificate: object) -> list[str]:
    from cryptography import x509

    assert isinstance(certificate, x509.Certificate)
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return []
    hosts = found.value.get_values_for_type(x509.DNSName)
    return [*hosts, *map(str, found.value.get_values_for_type(x509.IPAddress))]

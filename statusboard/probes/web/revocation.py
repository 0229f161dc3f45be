"""Whether a certificate was revoked by who signed it, as their list (CRL, RFC 5280) says.

A list is believed only with their signature, and until it says that the next one is there. Without
one nothing is claimed: many authorities publish none, and some are away.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from statusboard.domain.time_text import day_text

if TYPE_CHECKING:
    from cryptography import x509

# Lists are made anew every few hours or days; so long one is not fetched again.
KEPT_FOR = timedelta(hours=1)
MOST_LISTS = 50


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate with who signed it, as the server showed them, and where their list is."""

    serial: int
    issuer: "x509.Certificate"
    address: str


@dataclass(slots=True)
class RevocationLists:
    """The lists that were fetched lately, by their addresses; the oldest makes room."""

    _lists: dict[str, tuple[datetime, "x509.CertificateRevocationList"]] = field(
        default_factory=dict
    )

    def known(self, address: str, now: datetime) -> "x509.CertificateRevocationList | None":
        """The list from there, where it is still good."""
        kept = self._lists.get(address)
        if kept is None or not timedelta() <= now - kept[0] < KEPT_FOR:
            return None
        until = kept[1].next_update_utc
        return kept[1] if until is None or now < until else None

    def keep(self, address: str, now: datetime, found: "x509.CertificateRevocationList") -> None:
        """Keeps a list for a while."""
        self._lists.pop(address, None)
        while len(self._lists) >= MOST_LISTS:
            del self._lists[next(iter(self._lists))]
        self._lists[address] = (now, found)


def signed_by(chain: tuple[bytes, ...]) -> Signed | None:
    """The first certificate of a chain, where its authority tells of a list over HTTP."""
    from cryptography import x509

    if len(chain) < 2:
        return None
    try:
        own, issuer = map(x509.load_der_x509_certificate, chain[:2])
        points = own.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (ValueError, TypeError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return None
    if own.issuer != issuer.subject:
        return None
    places = (name.value for point in points for name in point.full_name or ())
    address = next((str(place) for place in places if str(place).startswith("http://")), "")
    return Signed(own.serial_number, issuer, address) if address else None


def read_list(
    content: bytes, signed: Signed, now: datetime
) -> "x509.CertificateRevocationList | None":
    """The list in what was fetched; None where it is none of that authority's, or out of date."""
    from cryptography import x509
    from cryptography.exceptions import UnsupportedAlgorithm

    load = (
        x509.load_pem_x509_crl
        if content.lstrip().startswith(b"-----BEGIN")
        else x509.load_der_x509_crl
    )
    try:
        found = load(content)
        key = signed.issuer.public_key()
        is_theirs = found.issuer == signed.issuer.subject and found.is_signature_valid(key)  # type: ignore[arg-type]
        until = found.next_update_utc
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return found if is_theirs and (until is None or now < until) else None


def revoked_words(found: "x509.CertificateRevocationList", serial: int) -> str:
    """That a certificate was revoked, when and why; empty where the list does not name it."""
    from cryptography import x509

    entry = found.get_revoked_certificate_by_serial_number(serial)
    if entry is None:
        return ""
    why = ""
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
        if reason is x509.ReasonFlags.remove_from_crl:
            return ""
        why = f" ({reason.value})"
    except (x509.ExtensionNotFound, ValueError):
        pass
    return f"was revoked on {day_text(entry.revocation_date_utc.date())}{why}"

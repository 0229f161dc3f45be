"""Reads one HTTP answer: status, then content type, then `errors`, then `data`. Pure.

HTTP 200 says nothing about success (contract, section 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import msgspec

from statusboard.newrelic.faults import Fault, FaultKind, fault_of_status, faults_of, gravest

RETRY_AFTER_LIMIT_S = 3600.0
_CREDENTIAL_FAULTS = (FaultKind.KEY_REFUSED, FaultKind.WRONG_REGION, FaultKind.UNPAID)


@dataclass(frozen=True, slots=True)
class Reply:
    """A usable answer. `faults` are of single paths; `warnings` are of fields to be dropped.

    `date` is New Relic's own clock, from the answer's header.
    """

    data: Mapping[str, object]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    date: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that cannot be used at all."""

    fault: Fault
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An HTTP answer as it came: header names in lower case, the body decompressed."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def read_answer(raw: RawAnswer) -> Reply | Refusal:
    """What an answer amounts to; never raises."""
    date = date_of(raw.headers.get("date", ""))
    wait_s = retry_after_s(raw.headers.get("retry-after", ""), date)
    decoded = _decode(raw)
    if isinstance(decoded, FaultKind):
        return Refusal(Fault(_without_json(raw.status, decoded)), wait_s)
    faults = faults_of(decoded.get("errors"))
    by_status = fault_of_status(raw.status)
    if by_status is not None:
        return Refusal(_said_by_both(by_status, faults), wait_s)
    serious = tuple(fault for fault in faults if not fault.kind.is_warning)
    warnings = tuple(fault for fault in faults if fault.kind.is_warning)
    data = decoded.get("data")
    if any(fault.kind in _CREDENTIAL_FAULTS for fault in serious):
        return Refusal(gravest(serious), wait_s)
    if not isinstance(data, Mapping):
        fault = gravest(serious) if serious else Fault(FaultKind.UNRECOGNISED)
        return Refusal(fault, wait_s)
    if raw.status >= 400:
        fault = gravest(serious) if serious else Fault(FaultKind.UNRECOGNISED)
        return Refusal(fault, wait_s)
    return Reply(data=data, faults=serious, warnings=warnings, date=date)


def _decode(raw: RawAnswer) -> Mapping[str, object] | FaultKind:
    claims_json = "json" in raw.headers.get("content-type", "").lower()
    try:
        decoded = msgspec.json.decode(raw.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return FaultKind.CUT_OFF if claims_json else FaultKind.NOT_JSON
    if not isinstance(decoded, dict) or not ({"data", "errors"} & decoded.keys()):
        return FaultKind.NOT_JSON
    return decoded


def _without_json(status: int, decoded: FaultKind) -> FaultKind:
    """What a status means when the body says nothing.

    A refused key is always said in JSON: a bare 401 comes from something in between, and must
    not stop the reading of states.
    """
    by_status = fault_of_status(status)
    if by_status is None or by_status is FaultKind.KEY_REFUSED:
        return decoded
    return by_status


def _said_by_both(by_status: FaultKind, faults: tuple[Fault, ...]) -> Fault:
    """The status decides; the text beside it is kept, and tells a refused key from a region."""
    if not faults:
        return Fault(by_status)
    fault = gravest(faults)
    if fault.kind in _CREDENTIAL_FAULTS and by_status in _CREDENTIAL_FAULTS:
        return fault
    return Fault(by_status, fault.message, fault.path)


def date_of(header: str) -> datetime | None:
    """An HTTP date, aware; None where there is none."""
    try:
        parsed = parsedate_to_datetime(header)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return parsed if parsed.tzinfo is not None else None


def retry_after_s(header: str, date: datetime | None) -> float | None:
    """How long a peer asks to wait, in seconds, an hour at most; None where it does not ask.

    A moment instead of a number is measured by the peer's own clock.
    """
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), RETRY_AFTER_LIMIT_S)
    moment = date_of(text)
    if moment is None or date is None:
        return None
    return min(max((moment - date).total_seconds(), 0.0), RETRY_AFTER_LIMIT_S)

"""Percentages for people: cut, never rounded up, and 100 only where nothing was lost."""

from fractions import Fraction


def percent_text(share: Fraction | None, *, places: int = 3) -> str:
    """`99.982`, `100`, or an en dash where there is no figure. Without the sign.

    Cut after `places` decimals: 99.9996 is `99.999`, never `100`.
    """
    if share is None:
        return "\N{EN DASH}"
    if share == 1:
        return "100"
    cut = percent_cut(share, places=places)
    whole, rest = divmod(cut, 10**places)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def coverage_text(share: Fraction | None) -> str:
    """How much was observed, in percent without the sign: `97.4`, `0` for nothing at all.

    Shorter than uptime, because nobody promises it. An en dash where there is no interval.
    """
    if share is not None and share.numerator * 1000 < share.denominator:
        return "less than 0.1" if share else "0"
    return percent_text(share, places=1)


def promised_text(ppm: int | None) -> str | None:
    """A promise in millionths as people write it, and None as None: 999,500 is `99.95`."""
    if ppm is None:
        return None
    return f"{ppm // 10_000}.{ppm % 10_000:04d}".rstrip("0").rstrip(".")


def percent_cut(share: Fraction, *, places: int) -> int:
    """The percentage × 10^places, cut towards zero (shares are never negative)."""
    scale: int = 100 * 10**places
    return share.numerator * scale // share.denominator


def percent_number(share: Fraction | None, *, places: int = 6) -> float | None:
    """The percentage as a number for JSON, cut to `places`; exactly 100 only for a whole."""
    if share is None:
        return None
    return 100.0 if share == 1 else percent_cut(share, places=places) / 10**places

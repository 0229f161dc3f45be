"""Telephone numbers: as they are stored (E.164), and as they are shown where others look on."""

import re

from statusboard.errors import RuleBroken

LONGEST = 40
SHOWN_DIGITS = 4
# Country calling codes of one and of two digits (E.164); all others have three.
_ONE = frozenset("17")
_TWO = {"2": "07", "3": "0123469", "4": "013456789", "5": "12345678", "6": "0123456"} | {
    "8": "1246",
    "9": "0123458",
}
_WRITTEN = re.compile(r"\+?[0-9 ()./\N{NO-BREAK SPACE}\N{EN DASH}-]+")
# No country has a whole number with fewer digits, its code included.
_FEWEST_DIGITS = 7


def number_of(text: str, region: str = "") -> str:
    """The number in E.164, such as `+12025550123`; without a country it is one of the region.

    Raises RuleBroken with the field `address` for whatever takes no text messages.
    """
    import phonenumbers  # several MB, which an office without text messages does without

    typed = text.strip()
    if not typed or len(typed) > LONGEST or not _WRITTEN.fullmatch(typed):
        raise RuleBroken(f"{_quoted(typed)} is no telephone number.", "address")
    digits = re.sub(r"[^0-9+]", "", typed)
    if digits.startswith("00") and not region:
        digits = f"+{digits[2:]}"
    if len(digits.lstrip("+0")) < _FEWEST_DIGITS:
        sentence = "is a short number. Text messages go to whole numbers, with the country in front"
        raise RuleBroken(f"{_quoted(typed)} {sentence}.", "address")
    if not digits.startswith("+") and not region:
        sentence = f"{_quoted(typed)} lacks its country. Write it with + in front: +49 for Germany."
        raise RuleBroken(sentence, "address")
    try:
        number = phonenumbers.parse(digits, region or None)
    except phonenumbers.NumberParseException:
        raise RuleBroken(f"{_quoted(typed)} is no telephone number.", "address") from None
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.PREMIUM_RATE:
        sentence = f"{_quoted(typed)} is a premium number, which costs whoever writes to it."
        raise RuleBroken(f"{sentence} Ask for an ordinary one.", "address")
    if not phonenumbers.is_valid_number(number):
        sentence = f"No telephone can have the number {_quoted(typed)}. Look at its digits again."
        raise RuleBroken(sentence, "address")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_region(code: str) -> bool:
    """Whether a country is called so in telephone numbers, such as `DE`."""
    import phonenumbers

    return code in phonenumbers.SUPPORTED_REGIONS


def masked(number: str) -> str:
    """`+49 ··· 2210`: enough to know a number again, too little to call it."""
    digits = number.removeprefix("+")
    is_of_two = digits[1:2] in _TWO.get(digits[:1], "")
    country = digits[: 1 if digits[:1] in _ONE else 2 if is_of_two else 3]
    if not digits.isdigit() or len(digits) < len(country) + 2 * SHOWN_DIGITS:
        return "···"
    return f"+{country} ··· {digits[-SHOWN_DIGITS:]}"


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:LONGEST]}”" if words else "Nothing"

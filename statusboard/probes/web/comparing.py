"""How what came is compared with what is expected: texts, numbers, values of JSON."""

import json
import math
import operator
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from enum import StrEnum

from statusboard.probes.web.patterns import Pattern, compile_pattern, is_found


class Operator(StrEnum):
    """What a value has to be, beside what is written after it."""

    EQUAL = "="
    OTHER = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="
    CONTAINS = "contains"
    LACKS = "lacks"
    MATCHES = "matches"
    EXISTS = "exists"
    MISSING = "missing"


OF_NUMBERS: dict[Operator, Callable[[float, float], bool]] = {
    Operator.EQUAL: operator.eq,
    Operator.OTHER: operator.ne,
    Operator.LESS: operator.lt,
    Operator.AT_MOST: operator.le,
    Operator.MORE: operator.gt,
    Operator.AT_LEAST: operator.ge,
}
OF_PRESENCE = frozenset({Operator.EXISTS, Operator.MISSING})
OF_ORDER = frozenset({Operator.LESS, Operator.AT_MOST, Operator.MORE, Operator.AT_LEAST})
# How people type them, too.
OTHER_SPELLINGS = {"==": "=", "≠": "!=", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Comparison:
    """An operator with what is wanted. `number` is that where it is one, `of_length` of what."""

    operator: Operator
    wanted: str = ""
    number: float | None = None
    of_length: bool = False
    pattern: Pattern | None = field(default=None, compare=False)

    @classmethod
    def of(cls, sign: Operator, wanted: str, *, of_length: bool = False) -> "Comparison":
        """The comparison. Raises ValueError, with a sentence, for what can never be compared."""
        pattern = compile_pattern(wanted) if sign is Operator.MATCHES else None
        number = as_number(wanted)
        if number is None and (of_length or sign in OF_ORDER):
            message = f"“{sign}” compares numbers, and “{wanted}” is none."
            raise ValueError(message)
        if of_length and sign not in OF_NUMBERS:
            message = f"A length is a number, to be compared by = or <, and not by “{sign}”."
            raise ValueError(message)
        return cls(sign, wanted, number, of_length, pattern)

    def __str__(self) -> str:
        length = "length " if self.of_length else ""
        return f"{length}{self.operator} {self.wanted}".rstrip()

    def fits_number(self, value: float) -> bool:
        """Whether a number is as wanted."""
        assert self.number is not None
        return OF_NUMBERS[self.operator](value, self.number)

    def fits_text(self, text: str) -> bool:
        """Whether a text is as wanted: whole by = and !=, else whether something is in it."""
        match self.operator:
            case Operator.EQUAL:
                return text == self.wanted
            case Operator.OTHER:
                return text != self.wanted
            case Operator.CONTAINS:
                return self.wanted in text
            case Operator.LACKS:
                return self.wanted not in text
            case Operator.MATCHES:
                assert self.pattern is not None
                return is_found(self.pattern, text)
            case Operator.EXISTS:
                return True
            case Operator.MISSING:
                return False
            case _:
                value = as_number(text)
                return value is not None and self.fits_number(value)

    def fits_json(self, value: object) -> bool:
        """Whether a value of JSON is as wanted."""
        if self.of_length:
            return isinstance(value, Sized) and self.fits_number(len(value))
        if self.operator is Operator.EQUAL:
            return is_spelled(value, self.wanted)
        if self.operator is Operator.OTHER:
            return not is_spelled(value, self.wanted)
        if self.operator in OF_ORDER:
            number = as_number(value)
            return number is not None and self.fits_number(number)
        if isinstance(value, list | dict):
            # Its entries or names; never all of it as a text, which would be written again and
            # again for every level of a deep one.
            has_it = any(is_spelled(one, self.wanted) for one in value)
            return self.operator is (Operator.CONTAINS if has_it else Operator.LACKS)
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return self.fits_text(text)


def as_number(value: object) -> float | None:
    """The number that a value is, or that a text spells; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def is_spelled(value: object, wanted: str) -> bool:
    """Equal as text, or as the JSON that the text spells: 5, true, null."""
    if isinstance(value, str):
        return value == wanted or json.dumps(value) == wanted
    if isinstance(value, bool) or value is None:
        return json.dumps(value) == wanted
    try:
        spelled = json.loads(wanted)
    except (ValueError, RecursionError):
        return False
    return _is_same(spelled, value)


def _is_same(one: object, other: object) -> bool:
    """Equal as JSON has it: true is no 1, however deep it lies."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return bool(one == other)

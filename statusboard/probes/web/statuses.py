"""Which status codes are expected: codes, ranges and patterns, such as `200,301-302` or `2xx`."""

import re
from dataclasses import dataclass

_PART = re.compile(r"(\d{3})(?:\s*[-–]\s*(\d{3}))?", re.ASCII)
_DIGITS = 3
_PATTERN = re.compile(r"([1-5])(\d?)xx?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statuses:
    """A set of status codes that remembers its ranges."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def parse(cls, text: str) -> "Statuses":
        """The codes that `text` names. Raises ValueError with a sentence for a person."""
        ranges = []
        for part in text.split(","):
            pattern = _PATTERN.fullmatch(part.strip())
            if pattern is not None and len(part.strip()) == _DIGITS:
                first = int((pattern[1] + pattern[2]).ljust(_DIGITS, "0"))
                last = int((pattern[1] + pattern[2]).ljust(_DIGITS, "9"))
                ranges.append((first, last))
                continue
            found = _PART.fullmatch(part.strip())
            if found is None:
                message = (
                    f"“{part.strip()}” is not a status code. "
                    "Write codes, ranges or patterns, such as 200-299, 2xx or 200,301-302."
                )
                raise ValueError(message)
            first = int(found[1])
            last = int(found[2] or found[1])
            if not 100 <= first <= last <= 599:
                message = f"“{part.strip()}” is not a range of status codes between 100 and 599."
                raise ValueError(message)
            ranges.append((first, last))
        return cls(tuple(ranges))

    def __contains__(self, code: int) -> bool:
        return any(first <= code <= last for first, last in self.ranges)

    def __str__(self) -> str:
        return ", ".join(f"{a}–{b}" if a != b else str(a) for a, b in self.ranges)

"""Which form of a noun a number asks for, by language: the plural rules of CLDR for whole numbers.

The names of the forms are CLDR's. Forms that only millions ask for are left out: nothing here is
counted in millions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

# A text for each form that the language has; `{n}` is the number.
Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plurals:
    """The forms of a language, and which of them a number from 0 on asks for."""

    forms: tuple[str, ...]
    form_of: Callable[[int], str]

    def said(self, forms: Forms, count: int, **more: object) -> str:
        """The form for a number, filled in. Raises KeyError for a form that was not written."""
        return forms[self.form_of(count)].format(n=count, **more)


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    rest = count % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


ONE_AND_OTHER = Plurals(("one", "other"), lambda count: "one" if count == 1 else "other")
# Nothing is one too, in French and in Portuguese.
UP_TO_ONE = Plurals(("one", "other"), lambda count: "one" if count <= 1 else "other")
ALWAYS_OTHER = Plurals(("other",), lambda _: "other")
ARABIC = Plurals(("zero", "one", "two", "few", "many", "other"), _arabic)

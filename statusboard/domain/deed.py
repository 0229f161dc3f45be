"""A line of the audit trail, with what its words are made of."""

from collections.abc import Mapping
from dataclasses import dataclass

Detail = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A line: the verb, about what, with which particulars; `title` is that of its notice.

    `update` is which update of its incident it was, 0 where it was none.
    """

    verb: str
    subject: str
    detail: Detail
    title: str = ""
    update: int = 0

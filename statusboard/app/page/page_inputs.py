"""What the verbs about pages are given, and what they answer. Plain values, fit for a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageInput:
    """A page as a person describes it. What is not said stays as it is.

    `key` is what it is known by here, for ever; nobody outside reads it. `values` are settings by
    key such as `page.name`; None or empty text takes one back. `shows` is one of the values of
    `domain.page.Shows` and says what `services` (names, or GROUP/NAME) and `groups` mean. `secret`
    is what the public ids of a new page come from; empty: made up here.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    shows: str | None = None
    services: tuple[str, ...] | None = None
    groups: tuple[str, ...] | None = None
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class RemovePage:
    """The page that is to be no more. Its key is never used again.

    `empty`: what stands at its places is taken away there; otherwise it stays as it is.
    """

    key: str
    empty: bool = False


@dataclass(frozen=True, slots=True)
class PageSaved:
    """The page, whether it is another than before, and the generation that shows it, if any."""

    page_id: int
    is_changed: bool
    generation: int | None = None

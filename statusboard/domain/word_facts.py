"""What the rules of wording know of a notice beside its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from fractions import Fraction
from types import MappingProxyType

from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure of uptime that measurements carry over so many days, back from now.

    That of a full quarter instead, where `quarter` is the first day of it.
    """

    uptime: Fraction | None
    days: int
    quarter: date | None = None


_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What a rule may hold a text against; empty for what is not known.

    `services` are the names of all services. `earlier` are the bodies of the updates before, the
    newest first. `staff`, `hosts` and `inside` (titles of alerts) stay inside. `pages`
    are the hosts of the status page and its server, which readers are sent to. `carried` are the
    figures of uptime that measurements carry. `glossary` says plain words
    for a term, `blocked` what the team never says. `now` and `zone` say which day “today” is.
    `usual` is the language of a text that is too short to tell its own.
    """

    services: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    pages: frozenset[str] = frozenset()
    carried: tuple[Carried, ...] = ()
    glossary: Mapping[str, str] = field(default_factory=lambda: _NONE)
    blocked: Mapping[str, str] = field(default_factory=lambda: _NONE)
    now: datetime | None = None
    zone: tzinfo | None = None
    usual: Language | None = None


NOTHING_KNOWN = WordFacts()

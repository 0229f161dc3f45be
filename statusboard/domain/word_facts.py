"""What the rules of wording know of a notice beside its text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from fractions import Fraction
from types import MappingProxyType

from statusboard.domain.language import Language


@dataclass(frozen=True, slots=True)
class Carried:
    """A figure of uptime that measurements carry: enough of that time was observed.

    `period` is its key, as `read_claim_period` reads it. `services` are the names of those that it
    is of; empty: those that the text is about, or all.
    """

    uptime: Fraction
    period: str
    services: frozenset[str] = frozenset()


_NONE: Mapping[str, str] = MappingProxyType({})
_NO_GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WordFacts:
    """What a rule may hold a text against; empty for what is not known.

    `services` are the names of all services. `earlier` are the bodies of the updates before, the
    newest first. `staff`, `hosts` and `inside` (titles of alerts) stay inside.
    `hidden` are services that not every page shows which the text goes to. `pages`
    are the hosts of the status page and its server, which readers are sent to. `carried` are the
    figures of uptime that measurements carry, `major_free_days` how long ago the last major outage
    ended, in whole days; None where that is not known. `groups` are those of services by name.
    `glossary` says plain words
    for a term, `blocked` what the team never says. `now` and `zone` say which day “today” is.
    `usual` is the language of a text that is too short to tell its own.
    """

    services: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    pages: frozenset[str] = frozenset()
    carried: tuple[Carried, ...] = ()
    major_free_days: int | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_GROUPS)
    glossary: Mapping[str, str] = field(default_factory=lambda: _NONE)
    blocked: Mapping[str, str] = field(default_factory=lambda: _NONE)
    now: datetime | None = None
    zone: tzinfo | None = None
    usual: Language | None = None


NOTHING_KNOWN = WordFacts()

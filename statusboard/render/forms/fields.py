"""What comes back from a form: read whatever it is, then turned into what was asked for.

Nothing here raises. What was not offered is dropped; what is missing or wrong is said by field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from statusboard.domain.subscriber import DEFAULT_LANGUAGE, About, Extent
from statusboard.domain.views.visiting import AskToBeTold, Offer, Wanted
from statusboard.render.clean import clean_line

Fields = Mapping[str, Sequence[str]]

# As long as the longest address of any channel; a longer one is cut when it is shown again.
LONGEST_ADDRESS = 2_000
LONGEST_STAMP = 200

CHANNEL, SCOPE, SOME, SERVICE, GROUP = "channel", "scope", "some", "service", "group"
SORT, EXTENT, LANGUAGE, STAMP = "sort", "extent", "language", "at"
# People and readers never see it; programs that fill in whatever they find do.
TRAP = "topic"


def address_field(channel: str) -> str:
    """What the address on a channel is called in a form: each channel has a field of its own."""
    return f"address.{channel}"


class Problem(StrEnum):
    """What is wrong with a field. The words for it are `Words.problems`."""

    CHANNEL = "channel"
    MISSING = "missing"
    ADDRESS = "address"
    LONG = "long"
    SERVICES = "services"
    SORTS = "sorts"
    INCIDENT = "incident"
    GONE = "gone"
    STALE = "stale"
    REFUSED = "refused"


class Place(StrEnum):
    """Where in a form something is wrong; `FORM` is all of it."""

    FORM = "form"
    CHANNEL = "channel"
    ADDRESS = "address"
    SCOPE = "scope"
    SORTS = "sorts"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, by where."""

    problems: Mapping[Place, Problem]


NOTHING_WRONG = Wrong(MappingProxyType({}))
# What a wish calls its parts, with where they stand in a form.
_REFUSED = {
    "channel": (Place.CHANNEL, Problem.CHANNEL),
    "address": (Place.ADDRESS, Problem.ADDRESS),
    "services": (Place.SCOPE, Problem.GONE),
    "groups": (Place.SCOPE, Problem.GONE),
    "incident": (Place.FORM, Problem.INCIDENT),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in a form: what somebody typed and chose, or what it begins with.

    `addresses` are by the name of their channel. `everything` leaves out `services` and `groups`,
    which are public ids.
    """

    channel: str = ""
    addresses: Mapping[str, str] = field(default_factory=dict, repr=False)
    everything: bool = True
    services: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    incidents: bool = True
    planned: bool = True
    extent: Extent = Extent.EVERY
    language: str = DEFAULT_LANGUAGE


def new_entry(offer: Offer, language: str) -> Entry:
    """What an empty form begins with, for a reader of that language."""
    channel = offer.channels[0].name if offer.channels else ""
    return Entry(channel=channel, language=_offered_language(offer, language))


def entry_of(wanted: Wanted) -> Entry:
    """What the form of somebody who is told already begins with."""
    return Entry(
        everything=not (wanted.services or wanted.groups),
        services=frozenset(wanted.services),
        groups=frozenset(wanted.groups),
        incidents=wanted.about.covers(planned=False),
        planned=wanted.about.covers(planned=True),
        extent=wanted.extent,
        language=wanted.language,
    )


def read_entry(fields: Fields, offer: Offer, language: str = DEFAULT_LANGUAGE) -> Entry:
    """What was typed and chosen, without anything that was not offered.

    `language` is the reader's, for a form that did not ask for one.
    """
    names = [channel.name for channel in offer.channels]
    channel = _first(fields, CHANNEL)
    if len(names) == 1:
        channel = names[0]
    services = {service.public_id for group in offer.groups for service in group.services}
    sorts = set(fields.get(SORT, ()))
    return Entry(
        channel=channel if channel in names else "",
        addresses={
            name: address[: LONGEST_ADDRESS + 1]
            for name in names
            if (address := clean_line(_first(fields, address_field(name))))
        },
        everything=_first(fields, SCOPE) != SOME,
        services=_offered(fields.get(SERVICE, ()), services),
        groups=_offered(fields.get(GROUP, ()), {g.public_id for g in offer.groups if g.public_id}),
        incidents=About.INCIDENTS.value in sorts,
        planned=About.PLANNED.value in sorts,
        extent=_extent(_first(fields, EXTENT)),
        language=_offered_language(offer, _first(fields, LANGUAGE) or language),
    )


def is_trapped(fields: Fields) -> bool:
    """Whether a field was filled in that no person sees."""
    return any(value.strip() for value in fields.get(TRAP, ()))


def stamp_of(fields: Fields) -> str:
    """What the form was marked with when it was shown; empty where that is missing."""
    return _first(fields, STAMP)[:LONGEST_STAMP]


def wanted_of(entry: Entry) -> Wanted | Wrong:
    """What somebody wants from now on, or what is wrong with it."""
    problems = {}
    if not (entry.everything or entry.services or entry.groups):
        problems[Place.SCOPE] = Problem.SERVICES
    if not (entry.incidents or entry.planned):
        problems[Place.SORTS] = Problem.SORTS
    return Wrong(MappingProxyType(problems)) if problems else _wanted(entry)


def asked_of(
    entry: Entry, offer: Offer, *, incident: str = "", network: str = ""
) -> AskToBeTold | Wrong:
    """What a visitor asked for, or what is wrong with it.

    With `incident`, a public id, only the end of that is asked for. `network` is where the visitor
    comes from.
    """
    problems = dict(_address_problems(entry))
    wanted: Wanted | Wrong = Wanted(language=entry.language)
    if incident and not any(known.is_called(incident) for known in offer.incidents):
        problems[Place.FORM] = Problem.INCIDENT
    elif not incident:
        wanted = wanted_of(entry)
    if isinstance(wanted, Wrong):
        problems |= wanted.problems
    if problems or isinstance(wanted, Wrong):
        return Wrong(MappingProxyType(problems))
    address = entry.addresses[entry.channel]
    return AskToBeTold(entry.channel, address, wanted, incident, network)


def refused(name: str) -> Wrong:
    """What is wrong where the desk refused a wish: by the field that it named, if any."""
    where, what = _REFUSED.get(name, (Place.FORM, Problem.REFUSED))
    return Wrong(MappingProxyType({where: what}))


def _address_problems(entry: Entry) -> Iterable[tuple[Place, Problem]]:
    if not entry.channel:
        yield Place.CHANNEL, Problem.CHANNEL
        return
    address = entry.addresses.get(entry.channel, "")
    if not address:
        yield Place.ADDRESS, Problem.MISSING
    elif len(address) > LONGEST_ADDRESS:
        yield Place.ADDRESS, Problem.LONG


def _wanted(entry: Entry) -> Wanted:
    about = About.BOTH
    if not (entry.incidents and entry.planned):
        about = About.INCIDENTS if entry.incidents else About.PLANNED
    return Wanted(
        services=() if entry.everything else tuple(sorted(entry.services)),
        groups=() if entry.everything else tuple(sorted(entry.groups)),
        about=about,
        extent=entry.extent,
        language=entry.language,
    )


def _first(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _offered(given: Sequence[str], offered: set[str]) -> frozenset[str]:
    return frozenset(offered.intersection(given))


def _extent(value: str) -> Extent:
    return Extent(value) if value in set(Extent) else Extent.EVERY


def _offered_language(offer: Offer, language: str) -> str:
    if language in offer.languages:
        return language
    close = language.partition("-")[0].casefold()
    if close in offer.languages:
        return close
    return offer.languages[0] if offer.languages else DEFAULT_LANGUAGE

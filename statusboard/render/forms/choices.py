"""What a form offers to choose from, as the templates print it."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from statusboard.domain.subscriber import About, Extent
from statusboard.domain.views.visiting import Offer, OfferedChannel, OfferedGroup, Wanted
from statusboard.render.clean import clean_line
from statusboard.render.forms.fields import LONGEST_ADDRESS, Entry, Place, Wrong, address_field
from statusboard.render.forms.frame import filled
from statusboard.render.forms.languages import LANGUAGES
from statusboard.render.forms.words import Words

# So many services of a group are named beside it.
_NAMED = 3
# Of so many groups their services are named: of more that would be a wall of text.
_HINTED = 8
# So few services outside of groups need nothing to unfold.
_FEW = 12
_TELEPHONE = re.compile(r"\+[\d ]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Way:
    """A channel with the field for its address. `sort` is the sort of the field in HTML."""

    id: str
    name: str
    label: str
    field: str
    address_label: str
    example: Markup | None
    sort: str
    autocomplete: str
    value: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A service to tick."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group to tick, or the services in it. `value` is empty for those that stand in none.

    `of` says whose services they are; `hint` names some, where there are few groups. `folds`: they
    stand behind a line that is opened; `unfolded`: it is open, for one of them is ticked.
    """

    id: str
    value: str
    label: str
    of: Markup
    hint: str
    chosen: bool
    folds: bool
    unfolded: bool
    services: tuple[Tick, ...]


def ways_of(offer: Offer, entry: Entry, words: Words) -> tuple[Way, ...]:
    """The channels, the chosen one marked; the first one where none is."""
    known = {channel.name for channel in offer.channels}
    return tuple(
        _way(
            number,
            channel,
            words,
            entry.addresses.get(channel.name, ""),
            chosen=entry.channel == channel.name or (number == 1 and entry.channel not in known),
        )
        for number, channel in enumerate(offer.channels, start=1)
    )


def sort_of_address(channel: OfferedChannel) -> str:
    """What sort of field an address is typed into, by its example: `email`, `tel`, `url`, `text`.

    The example is all that a channel tells about its addresses; a new channel needs no more.
    """
    example = channel.address_example
    if example.startswith(("https://", "http://")):
        return "url"
    if _TELEPHONE.fullmatch(example):
        return "tel"
    return "email" if "@" in example else "text"


def groups_of(offer: Offer, entry: Entry, words: Words) -> tuple[GroupChoice, ...]:
    """The groups with their services; none where there is nothing to choose between."""
    if sum(len(group.services) for group in offer.groups) < 2:
        return ()
    return tuple(
        _group(number, group, entry, words, among=len(offer.groups))
        for number, group in enumerate(offer.groups, start=1)
        if group.services
    )


def messages_of(offer: Offer) -> tuple[tuple[str, str], ...]:
    """The languages of messages, each by what its readers call it."""
    return tuple((code, _language(code)) for code in offer.languages)


def wishes_of(offer: Offer, wanted: Wanted, words: Words) -> tuple[tuple[str, str], ...]:
    """What somebody wants, in words, each line with what it is about."""
    names = {group.public_id: group.name for group in offer.groups if group.public_id}
    names |= {one.public_id: one.name for group in offer.groups for one in group.services}
    chosen = [
        clean_line(names[code]) for code in (*wanted.groups, *wanted.services) if code in names
    ]
    sorts = {About.INCIDENTS: words.incidents, About.PLANNED: words.planned, About.BOTH: words.both}
    extents = {Extent.EVERY: words.every, Extent.START_END: words.start_end}
    lines = [
        (words.about, words.comma.join(chosen) or words.everything),
        (words.sorts, sorts[wanted.about]),
        (words.extent, extents[wanted.extent]),
    ]
    if len(offer.languages) > 1:
        lines.append((words.messages_in, _language(wanted.language)))
    return tuple(lines)


def problems_of(wrong: Wrong, ways: tuple[Way, ...] = ()) -> dict[str, object]:
    """What is wrong, for the templates: by place, in order, and where each line of it leads."""
    targets = {Place.SCOPE: "scope-everything", Place.SORTS: "sort-incidents"}
    for way in ways:
        if way.chosen:
            targets |= {Place.CHANNEL: way.id, Place.ADDRESS: f"{way.id}-address"}
    found = wrong.problems
    return {
        "problems": {place: found.get(place, "") for place in Place},
        "problem_list": tuple((place, found[place]) for place in Place if place in found),
        "targets": targets,
    }


def _language(code: str) -> str:
    return LANGUAGES[code].name if code in LANGUAGES else code


def _way(number: int, channel: OfferedChannel, words: Words, value: str, *, chosen: bool) -> Way:
    sort = sort_of_address(channel)
    example = clean_line(channel.address_example)
    return Way(
        id=f"way-{number}",
        name=channel.name,
        label=clean_line(words.of_kind(channel.label)),
        field=address_field(channel.name),
        address_label=clean_line(words.of_kind(channel.address_label)),
        example=filled(words.example, example=example) if example else None,
        sort=sort,
        autocomplete=sort if sort in {"email", "tel"} else "off",
        value=value[:LONGEST_ADDRESS],
        chosen=chosen,
    )


def _group(
    number: int, group: OfferedGroup, entry: Entry, words: Words, *, among: int
) -> GroupChoice:
    services = tuple(
        Tick(
            f"group-{number}-service-{place}",
            service.public_id,
            clean_line(service.name),
            service.public_id in entry.services,
        )
        for place, service in enumerate(group.services, start=1)
    )
    named = (
        words.comma.join(service.label for service in services[:_NAMED]) if among <= _HINTED else ""
    )
    label = clean_line(group.name) if group.public_id else ""
    label = label or ("" if among == 1 else words.ungrouped)
    return GroupChoice(
        id=f"group-{number}",
        value=group.public_id,
        label=label,
        of=filled(words.singles_of, group=label) if label else Markup(),
        hint=f"{named} …" if named and len(services) > _NAMED else named,
        chosen=group.public_id in entry.groups,
        folds=bool(group.public_id) or len(services) > _FEW,
        unfolded=any(service.chosen for service in services),
        services=services,
    )

"""What visitors are shown: what they can choose from, and what their own link is about."""

import msgspec

from statusboard.app.doorway import query
from statusboard.app.page.brand import brand_of
from statusboard.app.settings import (
    CONTACT,
    DEMO,
    page_address,
    page_languages,
    page_secret,
    text_setting,
    zone_in,
)
from statusboard.app.visitors.links import confirmation_of, owner_of, unknown_link
from statusboard.app.visitors.rules import Choice, Wish, group_public_id
from statusboard.app.visitors.standing import standing_of, waiting_standing
from statusboard.app.visitors.ways import Ways
from statusboard.domain.views.visiting import (
    Link,
    Offer,
    OfferedChannel,
    OfferedGroup,
    OfferedService,
    OpenIncident,
    Standing,
)
from statusboard.render.confirming_words import consent_words
from statusboard.render.languages import languages
from statusboard.storage.unit import Unit


def _offer(unit: Unit, page: str | None) -> Offer:
    ways = Ways.read(unit, page or "")
    choice, name = Choice.read(unit, ways), ways.page_name
    channels = ways.channels.values() if ways.server else ()
    return Offer(
        page_name=name,
        page_url=page_address(ways.settings),
        channels=tuple(
            OfferedChannel(
                channel.name,
                ways.label(channel, kind),
                kind.key,
                kind.address_label,
                kind.address_example,
            )
            for channel, kind in channels
        ),
        groups=_groups(choice, page_secret(ways.settings)),
        incidents=tuple(
            OpenIncident(
                one.public_id,
                one.wording.title,
                tuple(old for old, new in choice.joined.items() if new == one.public_id),
            )
            for one in choice.incidents.values()
        ),
        languages=languages(),
        consent={language: consent_words(language, name) for language in languages()},
        contact=text_setting(ways.settings, CONTACT),
        is_demo=ways.settings.get(DEMO) is True,
        brand=brand_of(ways.settings),
        zone=zone_in(ways.settings),
        further=page_languages(ways.settings)[1:],
    )


def _groups(choice: Choice, secret: str) -> tuple[OfferedGroup, ...]:
    """The groups in the order of the page, then what stands in none."""
    under: dict[str, list[OfferedService]] = {}
    for one in choice.services.values():
        key = "" if one.group_id is None else group_public_id(secret, one.group_id)
        under.setdefault(key, []).append(OfferedService(one.public_id, one.name))
    found = [
        OfferedGroup(key, group.name, tuple(under[key]))
        for key, group in choice.groups.items()
        if key in under
    ]
    if "" in under:
        found.append(OfferedGroup("", "", tuple(under[""])))
    return tuple(found)


def _standing(unit: Unit, given: Link) -> Standing:
    """Both sorts of link; looking changes nothing, for scanners of mail follow every link."""
    ways = Ways.read(unit, given.page)
    choice = Choice.read(unit, ways)
    owner = owner_of(unit, given.token, ways.page_id)
    asked = confirmation_of(unit, given.token, ways.page_id)
    if owner is not None:
        return standing_of(unit, ways, choice, owner)
    if asked is not None:
        return waiting_standing(ways, choice, asked, msgspec.json.decode(asked.wish, type=Wish))
    raise unknown_link()


# Everything that a visitor can choose from on the page of a key, None: the main one; no channel
# where no public address is set.
OFFER = query("visitor.offer")(_offer)
# What a link of either sort is about. Raises RuleBroken where it opens nothing.
STANDING = query("visitor.standing")(_standing)

"""What following tags came to: proposals, and what is gone."""

import msgspec

from statusboard.app.doorway import query
from statusboard.app.new_relic.entities import KNOWN_HERE
from statusboard.app.new_relic.follow_commands import MISSED_IS_GONE
from statusboard.domain.instants import from_us
from statusboard.domain.views.new_relic import FoundEntity
from statusboard.domain.views.new_relic_discovery import FollowedTag, FollowedView, GoneEntity
from statusboard.storage import followed
from statusboard.storage.unit import Unit


def _followed(unit: Unit, _given: None) -> FollowedView:
    tags = followed.read_tags(unit)
    if not tags:
        return FollowedView()
    by = KNOWN_HERE.run(unit, None).watched_by
    names = {one.id: one.tag for one in tags}
    proposed: dict[str, tuple[int, FoundEntity]] = {}
    gone: dict[str, GoneEntity] = {}
    aside: dict[str, str] = {}
    found: dict[int, int] = {}
    entities = followed.read_entities(unit)
    # What one tag does not find any more may still be found by another.
    there = {one.guid for one in entities if one.missed < MISSED_IS_GONE}
    for one in entities:
        watched = by.get(one.guid.rstrip("="), ())
        entity = msgspec.json.decode(one.told, type=FoundEntity)
        is_there = one.guid in there
        found[one.tag_id] = found.get(one.tag_id, 0) + (one.missed == 0)
        if one.is_set_aside and is_there and not watched:
            aside[one.guid] = entity.name
        elif is_there and not watched:
            proposed.setdefault(one.guid, (one.tag_id, entity))
        elif watched and not is_there:
            gone[one.guid] = GoneEntity(one.guid, entity.name, names[one.tag_id], watched)
    return FollowedView(
        tuple(
            FollowedTag(
                one.id,
                one.tag,
                one.account,
                one.group,
                None if one.looked_us is None else from_us(one.looked_us),
                one.problem,
                found.get(one.id, 0),
            )
            for one in tags
        ),
        tuple(proposed.values()),
        tuple(gone.values()),
        tuple(aside.items()),
    )


FOLLOWED = query("new_relic.followed")(_followed)

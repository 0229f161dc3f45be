"""Verbs about tags that are followed: begin, end, set aside; and what a look found."""

import msgspec

from statusboard.app.doorway import Audit, Done, verb
from statusboard.app.services.rules import settle_group
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.views.new_relic_discovery import (
    FollowTag,
    NoteFound,
    SetAside,
    UnfollowTag,
)
from statusboard.errors import RuleBroken
from statusboard.newrelic.search import tag_of
from statusboard.storage import followed
from statusboard.storage.unit import Unit

# Each costs New Relic a search of its own every few minutes.
MOST_TAGS = 20
# In one look a list that moves between pages may miss one; in two it is not there.
MISSED_IS_GONE = 2
_CHANGED = Changes.of(Topic.SERVICES)


@verb("new_relic.follow_tag", Permission.CONFIGURE, FollowTag, int)
def follow_tag(unit: Unit, given: FollowTag) -> Done[int]:
    """The id of the tag, which is followed from now on; one that is already keeps its id.

    Raises RuleBroken for what is no tag, and beyond 20 of them.
    """
    key, value = tag_of(given.tag)
    if not key:
        raise RuleBroken("Write the tag to follow, such as team: shop.", field="tag")
    tag = f"{key}: {value}" if value else key
    there = followed.read_tags(unit)
    for one in there:
        if (one.tag, one.account) == (tag, given.account):
            return Done(one.id, Changes(), None)
    if len(there) >= MOST_TAGS:
        sentence = f"{MOST_TAGS} tags are followed, and no more can be. End one of them first."
        raise RuleBroken(sentence, field="tag")
    added = followed.add_tag(unit, tag, given.account, settle_group(given.group))
    return Done(added, _CHANGED, Audit(tag))


@verb("new_relic.unfollow_tag", Permission.CONFIGURE, UnfollowTag, type(None))
def unfollow_tag(unit: Unit, given: UnfollowTag) -> Done[None]:
    """Follows a tag no more; a second time changes nothing."""
    found = next((one for one in followed.read_tags(unit) if one.id == given.tag_id), None)
    if found is None:
        return Done(None, Changes(), None)
    followed.remove_tag(unit, found.id)
    return Done(None, _CHANGED, Audit(found.tag))


@verb("new_relic.set_aside", Permission.CONFIGURE, SetAside, type(None))
def set_aside(unit: Unit, given: SetAside) -> Done[None]:
    """Proposes entities no more, or again; of those that are gone, nothing is said any more."""
    followed.set_aside(unit, given.guids, is_back=given.is_back)
    if not given.is_back:
        followed.forget_missed(unit, given.guids)
    count = len(given.guids)
    words = "1 entity" if count == 1 else f"{count} entities"
    return Done(None, _CHANGED, Audit(words, {"again": given.is_back}))


@verb("new_relic.note_found", Permission.RUN, NoteFound, type(None))
def note_found(unit: Unit, given: NoteFound) -> Done[None]:
    """Keeps what a look found. Of one that failed only why is kept: nothing is gone by that."""
    before = {one.id: one for one in followed.read_tags(unit)}
    if given.tag_id not in before:
        return Done(None, Changes(), None)  # it is followed no more
    if given.problem:
        followed.note_problem(unit, given.tag_id, given.problem)
        is_new = before[given.tag_id].problem != given.problem
        return Done(None, _CHANGED if is_new else Changes(), None)
    told = {one.guid: msgspec.json.encode(one).decode() for one in given.entities}
    known = {
        (one.guid, one.told, min(one.missed, MISSED_IS_GONE))
        for one in followed.read_entities(unit)
        if one.tag_id == given.tag_id
    }
    followed.note_found(unit, given.tag_id, told)
    now = {
        (one.guid, one.told, min(one.missed, MISSED_IS_GONE))
        for one in followed.read_entities(unit)
        if one.tag_id == given.tag_id
    }
    is_new = known != now or before[given.tag_id].looked_us is None
    return Done(None, _CHANGED if is_new else Changes(), None)

"""What monitoring suggests, as board and list show it."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

from statusboard.app.doorway import query
from statusboard.domain.suggesting import Kind
from statusboard.domain.views.suggestions import SuggestionItem, SuggestionsView
from statusboard.storage import notices
from statusboard.storage.checks import read_checks
from statusboard.storage.suggestions import Suggestion, read_suggestions
from statusboard.storage.unit import Unit

# Kinds of check that are read by a feed, and what people call where it reads.
_FEEDS: Mapping[str, str] = dict.fromkeys(
    (
        "new_relic_entity",
        "new_relic_nrql",
        "new_relic_locations",
        "new_relic_service_level",
    ),
    "New Relic",
)


@dataclass(frozen=True, slots=True)
class Suggested:
    """The drafts that are nobody's yet, and where the facts of each come from."""

    own: tuple[Suggestion, ...]
    sources: Mapping[int, str]


def read_suggested(unit: Unit) -> Suggested:
    """What monitoring has written and no person has touched, the newest first."""
    own = [
        one
        for one in read_suggestions(unit)
        if not one.is_touched and one.kind is not Kind.NO_CHANGE
    ]
    return Suggested(tuple(reversed(own)), _sources(unit, own))


def _suggestions(unit: Unit, _given: None) -> SuggestionsView:
    # Rules and messages take their time to load: not before the first picture, and not in an alarm.
    importlib.import_module("statusboard.app.notices.reach")
    found = read_suggested(unit)
    ours = {one.notice_id for one in found.own}
    drafts = notices.read_drafts(unit)
    written = {
        notice.incident_id
        for notice, _ in drafts
        if notice.id not in ours and notice.incident_id is not None
    }
    return SuggestionsView(
        as_of=unit.now,
        items=tuple(_item(unit, one, found.sources[one.notice_id]) for one in found.own),
        written=frozenset(written),
    )


# Everything that is suggested now.
SUGGESTIONS = query("notices.suggestions")(_suggestions)


def _item(unit: Unit, one: Suggestion, source: str) -> SuggestionItem:
    from statusboard.app.delivery.reach import reach_of
    from statusboard.app.notices.known_words import read_word_facts
    from statusboard.app.notices.reach import as_published
    from statusboard.app.notices.rules import filled_of, findings_of
    from statusboard.app.notices.wording_findings import is_judged

    notice = notices.read_notice(unit, one.notice_id)
    revision = notices.read_revision(unit, one.notice_id, one.revision)
    assert notice is not None
    assert revision is not None
    # As readers would get it now: the draft keeps what still changes.
    wording = filled_of(unit, notice, one.wording).wording
    recipients = 0
    if one.kind is Kind.END:
        reached = reach_of(unit, as_published(unit, notice, revision))
        recipients = sum(channel.count for channel in reached.channels)
    return SuggestionItem(
        notice_id=one.notice_id,
        incident_id=one.incident_id,
        wording=wording,
        drafted_at=one.saved_at,
        source=source,
        recipients=recipients,
        is_clean=is_judged(wording, read_word_facts(unit))
        and not findings_of(unit, notice, one.wording),
        hidden_until=one.hidden_until,
    )


def _sources(unit: Unit, own: list[Suggestion]) -> dict[int, str]:
    """What each draft is made from, where all its services are watched in one and the same way."""
    if not own:
        return {}
    kinds: dict[int, set[str]] = {}
    for check in read_checks(unit, enabled_only=True, with_config=False):
        kinds.setdefault(check.component_id, set()).add(_FEEDS.get(check.kind, ""))
    found = {}
    for one in own:
        used = set().union(*(kinds.get(number, {""}) for number in one.wording.components))
        found[one.notice_id] = used.pop() if len(used) == 1 else ""
    return found

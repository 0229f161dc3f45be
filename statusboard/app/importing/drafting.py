"""Keeps what lies ahead and what goes on there as drafts here, of which nobody is told."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from statusboard.app.importing.coming import ReadyDraft, ReadyWork
from statusboard.app.maintenance.changing import keep_new
from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.importing import Sort
from statusboard.storage.brought import Brought
from statusboard.storage.notices import add_revision, start_notice
from statusboard.storage.unit import Unit

# The services here by what the source calls them, in folded case: each with its id and its name.
Named = Mapping[str, tuple[int, str]]


def keep_works(unit: Unit, works: Iterable[ReadyWork], named: Named) -> list[Brought]:
    """The drafts of planned work that were kept."""
    written = []
    for one in works:
        assert one.plan is not None
        about = (named[name.casefold()][0] for name in one.services if name.casefold() in named)
        components = dict.fromkeys(sorted(about), ComponentStatus.UNDER_MAINTENANCE)
        if components:
            number = keep_new(unit, replace(one.plan, components=components))
            written.append(Brought(Sort.WORK.value, one.key, number, ""))
    return written


def keep_drafts(unit: Unit, drafts: Iterable[ReadyDraft], named: Named) -> list[Brought]:
    """The drafts of notices that were kept."""
    written = []
    for one in drafts:
        components = {
            named[name.casefold()][0]: status
            for name, status in one.services.items()
            if name.casefold() in named and status is not ComponentStatus.UNKNOWN
        }
        notice_id = start_notice(unit, None)
        add_revision(unit, notice_id, 1, replace(one.wording, components=components))
        written.append(Brought(Sort.DRAFT.value, one.key, notice_id, ""))
    return written

"""What is known of the places for the page: what they are, and how far each has got."""

from collections.abc import Collection
from dataclasses import replace
from zoneinfo import ZoneInfo

from statusboard.app.doorway import query
from statusboard.app.page.address_watch import watched_addresses
from statusboard.app.page.kinds import TargetKinds, target_kinds
from statusboard.app.page.rules import described
from statusboard.app.services.secrets import masked
from statusboard.app.settings import DEMO, page_address, page_names, page_zone
from statusboard.domain.published import counting, unseen_words
from statusboard.domain.target import PageLinks, Target
from statusboard.domain.views.notices import PublicationView
from statusboard.domain.views.settings import TargetView
from statusboard.storage import generations
from statusboard.storage.pages import read_page_settings, read_pages
from statusboard.storage.seen import read_seen
from statusboard.storage.targets import read_every_target, read_leaving, read_targets
from statusboard.storage.unit import Unit


def target_views(unit: Unit) -> tuple[TargetView, ...]:
    """The places that are chosen, as they may be shown; then those that are still to be emptied."""
    kinds, targets = target_kinds(), read_targets(unit)
    keys = {page.id: page.key for page in read_pages(unit)}
    addresses = {page_id: _public_address(unit, page_id) for page_id in keys}
    read_back = generations.last_read_backs(unit)
    newest = {one.target: one for one in generations.newest_publications(unit)}
    # Each page counts as published by a place of its own.
    shown = {
        found.target
        for page_id in keys
        for places in [[newest[one.name] for one in targets if _is_of(one, page_id, newest)]]
        if (found := counting(places, unit.now)) is not None
    }
    seen = read_seen(unit)
    watched = watched_addresses(unit, targets)
    chosen = tuple(
        TargetView(
            id=target.id,
            kind=target.kind,
            label=described(target, kinds),
            # Of a kind that is not known nobody can say which of its fields are secret.
            config=masked(kinds[target.kind], target.config) if target.kind in kinds else {},
            is_known=target.kind in kinds,
            published_at=read_back.get(target.name),
            problem=newest[target.name].problem if target.name in newest else "",
            since=newest[target.name].since if target.name in newest else None,
            retry_at=newest[target.name].retry_at if target.name in newest else None,
            is_fall_back=target.is_fall_back,
            counts=target.name in shown,
            lacks=seen[target.id].lacks,
            unseen=unseen_words(seen[target.id], ZoneInfo(page_zone(unit)), unit.now),
            links=_links(target, kinds, addresses[target.page_id])
            if target.name in read_back
            else PageLinks(),
            can_be_emptied=target.kind in kinds and kinds[target.kind].empty is not None,
            page=keys[target.page_id],
            address=watched.get(target.id, ("", ""))[0],
            watched_by=watched.get(target.id, ("", ""))[1],
        )
        for target in targets
    )
    leaving = (
        TargetView(
            target.id, target.kind, described(target, kinds), {}, problem=problem, is_leaving=True
        )
        for target, problem in read_leaving(unit)
    )
    return (*chosen, *leaving)


def _is_of(target: Target, page_id: int, newest: Collection[str]) -> bool:
    return target.page_id == page_id and target.name in newest


def labels_that_publish(unit: Unit) -> tuple[str, ...]:
    """The places that a notice goes to from here, in words; none of a kind that is not known."""
    kinds = target_kinds()
    return tuple(described(t, kinds) for t in read_targets(unit) if t.kind in kinds)


def _publications(unit: Unit, given: int) -> tuple[PublicationView, ...]:
    kinds = target_kinds()
    targets = {target.name: target for target in read_every_target(unit)}
    names = dict(page_names(unit))

    def named(view: PublicationView) -> PublicationView:
        target = targets.get(view.target)
        if target is None:
            return view
        links = PageLinks()
        if view.read_back_at is not None:
            links = _links(target, kinds, _public_address(unit, target.page_id))
        return replace(
            view,
            target=described(target, kinds),
            links=links,
            page_name=names.get(view.page, view.page) if len(names) > 1 else "",
        )

    return tuple(named(view) for view in generations.read_publications(unit, given))


def _public_address(unit: Unit, page_id: int) -> str:
    """Where customers open a page; that of sample data is made up, and leads nowhere."""
    settings = read_page_settings(unit, page_id)
    return "" if settings.get(DEMO) is True else page_address(settings)


def _links(target: Target, kinds: TargetKinds, address: str) -> PageLinks:
    """What the place offers; customers' own address goes before where the place itself has it."""
    kind = kinds.get(target.kind)
    own = kind.links(target.config) if kind is not None and kind.links is not None else PageLinks()
    return replace(own, page=address, link=address) if address else own


# How far a generation has got, one view per place, which is named in words.
PUBLICATIONS = query("page.publications")(_publications)


@query("page.places")
def places(unit: Unit, _given: None) -> tuple[TargetView, ...]:
    """The places that are chosen, and those that are still to be emptied."""
    return target_views(unit)

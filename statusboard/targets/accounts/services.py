"""The services of a page at an account: matched, made where they are missing, and their states."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from statusboard.domain.status import ComponentStatus
from statusboard.domain.views.mirror import MirrorNotice, MirrorService, MirrorView
from statusboard.targets.accounts.matching import Component, Matched, matched
from statusboard.targets.accounts.outcome import Outcome


class HasComponents(Protocol):
    """The part of an account that is about services. All raise Hindrance and Unavailable."""

    def components(self) -> tuple[Component, ...]:
        """What stands for services there."""

    def make_component(self, service: MirrorService) -> Component:
        """A new component for a service."""


def settled_services(
    account: HasComponents,
    view: MirrorView,
    chosen: Mapping[str, str],
    outcome: Outcome,
    *,
    creates: bool,
) -> tuple[Mapping[str, str], tuple[Component, ...]]:
    """The component's id of each service, and all components; what is missing is told, or made."""
    components = account.components()
    found = matched(view.services, components, chosen)
    if creates and found.unmatched:
        made = tuple(account.make_component(one) for one in found.unmatched)
        outcome.written += len(made)
        components += made
        found = matched(view.services, components, chosen)
    outcome.problems += _missing(view, found)
    return found.ids, components


def states(view: MirrorView, ids: Mapping[str, str]) -> dict[str, ComponentStatus]:
    """The state of each component, which may stand for several services: the worst counts.

    Of a service of which nothing is known nothing is said.
    """
    worst: dict[str, ComponentStatus] = {}
    for service in view.services:
        component_id = ids.get(service.public_id)
        if component_id is None or service.status is ComponentStatus.UNKNOWN:
            continue
        before = worst.get(component_id, service.status)
        worst[component_id] = max(before, service.status, key=lambda one: one.severity)
    return worst


def whole_story(notice: MirrorNotice) -> str:
    """Everything that was said of what is over, in one text with its times."""
    return "\n\n".join(
        f"{one.status.value.capitalize()}, {one.at:%Y-%m-%d %H:%M} UTC\n\n{one.now}"
        for one in notice.updates
    )


def _missing(view: MirrorView, found: Matched) -> Sequence[str]:
    still_open = (notice for notice in view.notices if not notice.is_over)
    open_now = {one for notice in still_open for one in notice.services}
    gone = [
        f"The component that “{one.label}” was to be told at is no longer there. Choose another "
        "one at Services; all else was sent."
        for one in found.gone
    ]
    return gone + [
        f"“{one.label}” is named in an open notice, and nothing there is called so. Write the id "
        "of its component at Services, or none; all else was sent."
        for one in found.unmatched
        if one.public_id in open_now
    ]

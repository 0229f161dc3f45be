"""The verb that brings a whole desk to what a file says."""

import secrets
from collections.abc import Iterable
from dataclasses import replace

from statusboard.app.delivery.channel_choices import bring_channels, stow_channels
from statusboard.app.delivery.inside_lists import bring_lists
from statusboard.app.delivery.kinds import channel_kinds
from statusboard.app.delivery.queries import CHANNELS
from statusboard.app.desk.inputs import Applied, ApplyDesk
from statusboard.app.doorway import Audit, Done, Doorway, verb
from statusboard.app.health.claim_file import bring_claims
from statusboard.app.maintenance.answers import TOLD as MAINTENANCE_TOPICS
from statusboard.app.maintenance.file_part import bring_maintenance
from statusboard.app.new_relic.file_part import bring_new_relic
from statusboard.app.page import page_choices
from statusboard.app.page.choices import Choices
from statusboard.app.page.commands import try_target
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.metrics import keep_metric_services
from statusboard.app.page.page_id import keep_page_id
from statusboard.app.reports.file_part import bring_schedules
from statusboard.app.services.commands import apply_services, stow_services
from statusboard.app.services.faults import within_part
from statusboard.app.settings import METRICS_SHOWN
from statusboard.app.templates.file_part import bring_templates
from statusboard.domain.access import Permission
from statusboard.domain.changes import Changes, Topic
from statusboard.storage.notices import lock_notices
from statusboard.storage.unit import Unit

SETTINGS = Topic.SETTINGS


def made_definite(doorway: Doorway, given: ApplyDesk) -> ApplyDesk:
    """The file with its places looked at and its secrets kept, before the transaction begins."""
    allow_file = given.services.allow_file
    pages = tuple(replace(one, secret=secrets.token_hex(16)) for one in given.page.pages)
    own = {one.key: one.secret for one in pages}
    targets = []
    for number, target in enumerate(given.page.targets):
        with within_part(f"target.{number}"):
            wanted_target = replace(target, allow_file=allow_file)
            targets.append(try_target(doorway, wanted_target, own))
    channels = given.channels
    if channels.channels:
        wanted = tuple(replace(one, allow_file=allow_file) for one in channels.channels)
        known = doorway.ask(CHANNELS, None)
        stowed = stow_channels(doorway, wanted, known, channel_kinds())
        channels = replace(channels, channels=stowed)
    services = stow_services(doorway, given.services)
    page = replace(given.page, targets=tuple(targets), pages=pages)
    return replace(given, page=page, services=services, channels=channels)


@verb("desk.apply", Permission.CONFIGURE, ApplyDesk, Applied, prepare=made_definite)
def apply_desk(unit: Unit, given: ApplyDesk) -> Done[Applied]:
    """Brings page, places and services to what a file says; a second time changes nothing.

    All of it in one transaction, or none. Raises RuleBroken with the field at fault, in the words
    of the file: `service.0.checks.1.url`.
    """
    if given.maintenance.plans:
        # Before anything is written: whoever publishes takes it first too.
        lock_notices(unit)
    choices = Choices.read(unit, target_kinds())
    for page in given.page.pages:
        page_choices.begin(choices, page)
    choices.bring(given.page)
    services = apply_services(unit, given.services)
    # Last: what they show may have been made just now.
    for number, page in enumerate(given.page.pages):
        with within_part(f"further_page.{number}"):
            page_choices.change(choices, page)
    if METRICS_SHOWN in given.page.values:
        keep_metric_services(unit)  # it may name services of the same file
    if choices.lines:
        keep_page_id(unit)
        choices.show()
    changes = Changes.of(Topic.SETTINGS, Topic.PUBLICATION) if choices.lines else Changes()
    if services.lines:
        touched = frozenset(services.touched)
        changes |= Changes.of(Topic.SERVICES, components=touched)
    brought: tuple[tuple[Iterable[str], Iterable[Topic]], ...] = (
        (bring_channels(unit, given.channels, channel_kinds()), (SETTINGS, Topic.DELIVERIES)),
        (bring_lists(unit, given.lists), (SETTINGS, Topic.SUBSCRIBERS)),
        (bring_templates(unit, given.templates), (SETTINGS,)),
        (bring_maintenance(unit, given.maintenance), MAINTENANCE_TOPICS),
        (bring_new_relic(unit, given.new_relic), (SETTINGS, Topic.SERVICES, Topic.HEALTH)),
        (bring_schedules(unit, given.schedules), (SETTINGS,)),
        (bring_claims(unit, given.claims), (Topic.STATEMENTS,)),
    )
    lines = [*choices.lines, *services.lines]
    for own, topics in brought:
        if own:
            lines += own
            changes |= Changes.of(*topics)
    return Done(Applied(tuple(lines)), changes, Audit("the file of the desk", {"changes": lines}))

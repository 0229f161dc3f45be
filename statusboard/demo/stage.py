"""Sets the stage: the demo's database tells the story, and its checks point at the stand-ins."""

import contextlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from statusboard import own_files
from statusboard.app.clock import Clock
from statusboard.app.keys.choose import NEW_RELIC_KEY, SecretPlace
from statusboard.app.new_relic.connection import FIRST_NAME
from statusboard.app.new_relic.key import NewRelicKey
from statusboard.app.settings import DEMO, PAGE_ID
from statusboard.demo.channels import point_channels_at, write_channel_secrets
from statusboard.demo.new_relic.people import DEMO_KEY
from statusboard.demo.page_server import point_page_server
from statusboard.demo.partners import FOLDER
from statusboard.demo.people import seat_whoever_sits_here
from statusboard.demo.providers.together import NOWHERE, Places
from statusboard.demo.script import beat, write_story
from statusboard.demo.writing_help import point_assistant_at
from statusboard.domain.access import Actor, ActorKind
from statusboard.domain.changes import Changes, Topic
from statusboard.domain.instants import from_us, to_us
from statusboard.errors import RuleBroken
from statusboard.newrelic.key import Key
from statusboard.storage.change_log import log_changes
from statusboard.storage.checks import read_checks, update_check
from statusboard.storage.components import read_components
from statusboard.storage.database import Database
from statusboard.storage.engine import file_of
from statusboard.storage.migrate import bring_to_head
from statusboard.storage.new_relic_connections import (
    StoredConnection,
    keep_connection,
    read_connections,
)
from statusboard.storage.settings import read_settings, write_setting
from statusboard.storage.unit import Unit

NARRATOR = Actor(ActorKind.PERSON, "sample data")

TOLD_US = "demo.told_us"
SERVICES_URL = "demo.services_url"
VERSION = "demo.version"
# Another story needs another number; an older one is then written anew.
STORY = 6
# An older story is written anew: the demo opens shortly after its trouble began.
FRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the stand-ins answer, and the key that the stand-in New Relic knows."""

    services_url: str
    new_relic_url: str
    key: str
    providers: Places = NOWHERE


# Nothing answers there: the stand-ins say where they are when they come.
NOBODY = Stage("http://127.0.0.1:9", "http://127.0.0.1:9/graphql", DEMO_KEY)


def set_stage(database: str, folder: Path, stage: Stage, clock: Clock) -> datetime:
    """Makes the demo ready; when its story was told. Blocking.

    A story of today is kept, with whatever the person has written since; any other is written
    over. Raises RuleBroken for a database that lies elsewhere than in the demo's own folder, and
    for one that holds anything but sample data: telling a story anew would delete it.
    """
    file = file_of(database)
    if file is None or file.parent != folder.resolve():
        raise RuleBroken("Sample data goes into the demo's own database, and into no other.")
    now = clock.now()
    told = _told(file, now)
    is_new = told is None
    if told is None:
        _forget(file)
        # The pages of the story before belong to a database that is gone.
        for page in ("page", FOLDER):
            shutil.rmtree(folder / page, ignore_errors=True)
        opened = Database.open(database)
        try:
            bring_to_head(opened)
            write_story(opened, folder, stage.services_url, stage.providers, now, NARRATOR)
        finally:
            opened.close()
        told = now
    opened = Database.open(database)
    try:
        with opened.writing(now, NARRATOR) as unit:
            _point_at(unit, stage, told)
        if is_new:
            # Writing a year takes seconds, which the story's collector has seen as well: the one
            # that comes now carries on where it left off.
            with opened.writing(clock.now(), NARRATOR) as unit:
                beat(unit)
    finally:
        opened.close()
    secrets = SecretPlace(folder, is_demo=True)
    NewRelicKey(secrets).write(Key.of(stage.key), allow_file=True)
    write_channel_secrets(secrets)
    return told


def tell_once(database: str, folder: Path, clock: Clock) -> None:
    """Tells the story where none was told yet, for a command that comes before the first demo.

    A story that is there is left alone whatever its age: a window may be showing it. Blocking, for
    a second or two. Raises RuleBroken as `set_stage` does.
    """
    opened = Database.open(database)
    try:
        bring_to_head(opened)
        with opened.reading(clock.now()) as unit:
            is_told = TOLD_US in read_settings(unit)
    finally:
        opened.close()
    if not is_told:
        own_files.make_folder(folder)
        set_stage(database, folder, NOBODY, clock)


def _told(file: Path, now: datetime) -> datetime | None:
    """When the story in the database was told; None where there is none worth keeping."""
    if not file.exists():
        return None
    opened = Database.open(file)
    try:
        bring_to_head(opened)
        with opened.reading(now) as unit:
            settings = read_settings(unit)
            if settings.get(DEMO) is not True:
                _refuse_own_data(unit, settings)
    finally:
        opened.close()
    told_us = settings.get(TOLD_US)
    if not isinstance(told_us, int) or settings.get(VERSION) != STORY:
        return None
    told = from_us(told_us)
    return told if timedelta() <= now - told < FRESH else None


def _refuse_own_data(unit: Unit, settings: Mapping[str, object]) -> None:
    if settings.keys() <= {PAGE_ID} and not read_components(unit):
        return
    raise RuleBroken(
        f"The database {unit.place} is not sample data, so the demo leaves it alone. "
        "Start the demo without naming a database."
    )


def _point_at(unit: Unit, stage: Stage, told: datetime) -> None:
    """Lets the checks ask where the stand-ins are today."""
    before = read_settings(unit).get(SERVICES_URL)
    if isinstance(before, str) and before != stage.services_url:
        for check in read_checks(unit):
            url = check.config.get("url")
            if isinstance(url, str) and url.startswith(before):
                moved = {**check.config, "url": stage.services_url + url.removeprefix(before)}
                update_check(
                    unit,
                    check.id,
                    kind=check.kind,
                    config=moved,
                    interval=check.interval,
                    deadline=check.deadline,
                    thresholds=check.thresholds,
                    enabled=check.enabled,
                )
    point_channels_at(unit, stage.providers)
    point_assistant_at(unit, stage.providers)
    seat_whoever_sits_here(unit)
    if stage is not NOBODY:
        point_page_server(unit)
    write_setting(unit, SERVICES_URL, stage.services_url)
    point_new_relic_at(unit, stage.new_relic_url)
    write_setting(unit, TOLD_US, to_us(told))
    write_setting(unit, VERSION, STORY)
    log_changes(unit, Changes.of(Topic.SERVICES, Topic.SETTINGS, Topic.DELIVERIES))


def point_new_relic_at(unit: Unit, url: str) -> None:
    """The stand-in has another address each time, and what its key sees stays what it was."""
    before = next(iter(read_connections(unit)), None)
    given = StoredConnection(0, FIRST_NAME, "", url, NEW_RELIC_KEY, unit.now_us)
    if before is not None:
        given = replace(given, user=before.user, accounts=before.accounts, kept_in=before.kept_in)
    keep_connection(unit, given)


def _forget(file: Path) -> None:
    for part in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            file.with_name(file.name + part).unlink()

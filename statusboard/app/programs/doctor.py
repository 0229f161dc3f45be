"""Looks a StatusBoard over: what it runs on, what it can reach, who is at work. Changes nothing."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial

from statusboard.app.backups.copies import folder_of, list_copies
from statusboard.app.clock import Clock
from statusboard.app.installation import Installation, exposed
from statusboard.app.keys.choose import SecretPlace, secrets_of
from statusboard.app.page.choices import told
from statusboard.app.page.kinds import target_kinds
from statusboard.app.page.target_secrets import TargetSecrets
from statusboard.app.programs.channel_findings import channel_findings
from statusboard.app.programs.finding import Finding, Verdict
from statusboard.app.programs.location_findings import location_findings
from statusboard.app.programs.metric_findings import metric_findings
from statusboard.app.programs.new_relic_findings import new_relic_findings
from statusboard.app.programs.page_server_findings import page_server_findings
from statusboard.app.programs.reader_findings import reader_findings
from statusboard.app.programs.report_findings import report_findings
from statusboard.app.programs.roles import ROLES
from statusboard.app.programs.security_findings import security_findings
from statusboard.app.programs.visitor_findings import visitor_findings
from statusboard.app.services.moving_secrets import IS_TO_WIPE, PLAIN_SECRETS
from statusboard.app.services.needed_secrets import NEEDED_SECRETS
from statusboard.app.settings import SECTIONS
from statusboard.catalog.declaration import Config, TargetKind
from statusboard.catalog.fields import validate
from statusboard.domain.instants import from_us
from statusboard.errors import RuleBroken, StatusBoardError
from statusboard.storage import leases
from statusboard.storage.copies import copies_of, offer_of, time_words
from statusboard.storage.copy_state import read_copy_state
from statusboard.storage.damage_note import is_noted
from statusboard.storage.database import Database
from statusboard.storage.engine import file_of, sqlite_is_safe, sqlite_module
from statusboard.storage.file_connections import may_be_written
from statusboard.storage.migrate import HEAD, REVISIONS, revision_of
from statusboard.storage.restored import read_restored
from statusboard.storage.search_index import sqlite_can_search
from statusboard.storage.settings import read_settings
from statusboard.storage.targets import read_targets
from statusboard.storage.unit import Unit

# A clock before this cannot be right: nothing of this program was written then.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)


def examine(
    installation: Installation, clock: Clock, *, is_demo: bool = False
) -> tuple[Finding, ...]:
    """Everything there is to say, the ground first."""
    return (
        Finding("python", Verdict.FINE, f"{platform.python_version()} in {sys.prefix}"),
        _qt(),
        _display(),
        _sqlite(),
        *_database(installation, clock, is_demo=is_demo),
        _privacy(installation),
        *_copies(installation, is_demo=is_demo),
        _key_store(installation, is_demo=is_demo),
        _clock(clock),
    )


def _qt() -> Finding:
    try:
        version = importlib.metadata.version("PySide6-Essentials")
    except importlib.metadata.PackageNotFoundError:
        return Finding("qt", Verdict.NOTE, "not installed: commands work, the window does not")
    return Finding("qt", Verdict.FINE, f"PySide6 {version}")


def _display() -> Finding:
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    found = next((f"{name}={os.environ[name]}" for name in named if os.environ.get(name)), "")
    if found or not sys.platform.startswith("linux"):
        return Finding("display", Verdict.FINE, found or sys.platform)
    words = "none: “statusboard screens” and “statusboard collect” work without"
    return Finding("display", Verdict.NOTE, words)


def _sqlite() -> Finding:
    module = sqlite_module()
    version = f"{module.sqlite_version} from {module.__name__.partition('.')[0]}"
    lacks = []
    if not sqlite_is_safe():
        lacks.append("can lose pages when the log is reset")
    if not sqlite_can_search():
        lacks.append("has no full-text search (FTS5), so old notices are found by services alone")
    if not lacks:
        return Finding("sqlite", Verdict.FINE, version)
    return Finding("sqlite", Verdict.NOTE, f"{version}: {'; '.join(lacks)}; install pysqlite3")


def _database(installation: Installation, clock: Clock, *, is_demo: bool) -> Iterator[Finding]:
    try:
        file = file_of(installation.database)
    except StatusBoardError as error:
        yield Finding("database", Verdict.PROBLEM, str(error))
        return
    if file is not None and copies_of(file) and not (file.exists() and file.stat().st_size):
        words = f"{file}: not there any more, or empty. {offer_of(file)}"
        yield Finding("database", Verdict.PROBLEM, words)
        return
    if file is not None and is_noted(file):
        words = f"{file}: found damaged by a program at work. {offer_of(file)}"
        yield Finding("database", Verdict.PROBLEM, words)
    if file is not None and not file.exists():
        yield Finding("database", Verdict.NOTE, f"{file}: not there yet; made when needed")
        return
    try:
        database = Database.open(installation.database, read_only=True)
        try:
            with database.reading(clock.now()) as unit:
                secrets = secrets_of(installation, demo=is_demo)
                yield from _inside(unit, database.name, installation, secrets)
        finally:
            database.close()
    except StatusBoardError as error:
        yield Finding("database", Verdict.PROBLEM, str(error))


def _inside(unit: Unit, name: str, where: Installation, secrets: SecretPlace) -> Iterator[Finding]:
    revision = revision_of(unit)
    if revision is not None and revision not in REVISIONS:
        words = f"{name}: a newer StatusBoard has worked with it (schema {revision}); install that"
        yield Finding("database", Verdict.PROBLEM, words)
        return
    if revision != HEAD:
        words = f"{name}: schema {revision or 'none'}, this version works with {HEAD}"
        yield Finding("database", Verdict.NOTE, f"{words}; the next start brings it there")
        return
    way = "" if unit.file is None or may_be_written(unit.file) else "; may only be read here"
    yield Finding(
        "database", Verdict.NOTE if way else Verdict.FINE, f"{name}, schema {revision}{way}"
    )
    for role in ROLES:
        lease = leases.read(unit, role)
        if lease is not None and lease.is_held(unit.now_us):
            yield Finding(role, Verdict.FINE, f"at work: {lease.holder}")
        elif lease is not None and lease.renewed_us:
            last = from_us(lease.renewed_us).isoformat(timespec="seconds")
            yield Finding(role, Verdict.NOTE, f"nobody at work; last seen {last}")
        else:
            yield Finding(role, Verdict.NOTE, "nobody at work yet")
    yield from location_findings(unit)
    yield from _kept(unit)
    yield from _settings(unit)
    yield from page_server_findings(where, read_settings(unit))
    yield from security_findings(read_settings(unit), unit.now)
    yield from visitor_findings(unit)
    yield from reader_findings(unit)
    yield from metric_findings(unit)
    yield from _targets(unit, secrets)
    yield from channel_findings(unit)
    yield from report_findings(unit)
    yield from new_relic_findings(unit, secrets)
    yield from _secrets(unit, secrets)


def _kept(unit: Unit) -> Iterator[Finding]:
    """Whether the database was brought back, and what is in the way of copies of it."""
    restored = read_restored(unit)
    if restored is not None:
        at, of = (time_words(from_us(us)) for us in (restored.at_us, restored.of_us))
        words = f"the database was brought back at {at} from {restored.copy}, of {of}"
        yield Finding("restored", Verdict.NOTE, words)
    state = read_copy_state(unit)
    if state.problem:
        yield Finding("daily copy", Verdict.PROBLEM, state.problem)


def _copies(installation: Installation, *, is_demo: bool) -> Iterator[Finding]:
    if is_demo:
        return
    try:
        copies = list_copies(installation)
    except StatusBoardError:
        return  # said of the database already
    if copies:
        newest = time_words(copies[0].made_at)
        words = f"{len(copies)} in {folder_of(installation)}, the newest of {newest}"
        yield Finding("copies", Verdict.FINE, words)
    else:
        words = "none yet: the office makes one every night, “statusboard backup” one now"
        yield Finding("copies", Verdict.NOTE, words)


def _secrets(unit: Unit, place: SecretPlace) -> Iterator[Finding]:
    if PLAIN_SECRETS.run(unit, None):
        words = (
            "still in the database itself: the next start of the collector moves them; where this "
            "computer has no key store, “statusboard secret move --allow-file” does"
        )
        yield Finding("secrets", Verdict.NOTE, words)
    elif IS_TO_WIPE.run(unit, None):
        words = "moved; the collector has yet to wipe the pages they stood in"
        yield Finding("secrets", Verdict.NOTE, words)
    needed = NEEDED_SECRETS.run(unit, None)
    missing: dict[str, list[str]] = {}
    for secret in needed:
        try:
            is_here = place.has(secret.name)
        except StatusBoardError as error:
            yield Finding("secrets", Verdict.NOTE, str(error))
            return
        if not is_here:
            missing.setdefault(secret.role, []).append(secret.name)
    for role, names in missing.items():
        words = (
            f"not on this computer: {', '.join(names)}; where the {role} runs, give each "
            "with “statusboard secret set NAME”"
        )
        yield Finding("secrets", Verdict.NOTE, words)
    if needed and not missing:
        yield Finding("secrets", Verdict.FINE, f"all {len(needed)} on this computer")


def _settings(unit: Unit) -> Iterator[Finding]:
    """One finding for each section of settings: what is chosen, or why it cannot be used here."""
    settings = read_settings(unit)
    for section in SECTIONS:
        kept = section.kept(settings)
        chosen = ", ".join(f"{name} {told(section.setting(name), kept[name])}" for name in kept)
        try:
            section.settle(kept)
        except RuleBroken as broken:
            yield Finding(section.key, Verdict.PROBLEM, broken.sentence)
        else:
            yield Finding(section.key, Verdict.FINE, chosen or "nothing chosen: the defaults hold")


def _targets(unit: Unit, place: SecretPlace) -> Iterator[Finding]:
    """One finding for each place of the page, in the words of its kind."""
    targets = read_targets(unit)
    if not targets:
        yield Finding("target", Verdict.NOTE, "none chosen: nothing is published")
    kinds = target_kinds()
    for target in targets:
        subject = f"target {target.name}"
        kind = kinds.get(target.kind)
        if kind is None:
            words = f"this version does not know the kind {target.kind}: nothing is published there"
            yield Finding(subject, Verdict.PROBLEM, words)
            continue
        try:
            secrets = TargetSecrets.read(kind, target.config, place)
        except StatusBoardError as error:
            yield Finding(subject, Verdict.NOTE, f"not looked at: {error}")
            continue
        try:
            words = secrets.unsaid(partial(_looked_at, kind, secrets.whole))
        except StatusBoardError as error:
            yield Finding(subject, Verdict.PROBLEM, str(error))
        else:
            yield Finding(subject, Verdict.FINE, words)


def _looked_at(kind: TargetKind, config: Config) -> str:
    return kind.look(validate(kind.fields, config))


def _privacy(installation: Installation) -> Finding:
    try:
        found = exposed(installation)
    except StatusBoardError:  # a database that cannot be named is told above
        found = ()
    if not found:
        return Finding("privacy", Verdict.FINE, "nobody else on this computer can read the data")
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    words = f"{found[0]}{more}; the next start of the collector or the office closes what is yours"
    return Finding("privacy", Verdict.NOTE, words)


def _key_store(installation: Installation, *, is_demo: bool) -> Finding:
    try:
        kind = secrets_of(installation, demo=is_demo).agree(allow_file=False)
    except StatusBoardError as error:
        return Finding("key store", Verdict.NOTE, str(error))
    return Finding("key store", Verdict.FINE, str(kind))


def _clock(clock: Clock) -> Finding:
    now = clock.now()
    words = f"{now.isoformat(timespec='seconds')} (compared with nothing)"
    return Finding("clock", Verdict.PROBLEM if now < EARLIEST else Verdict.FINE, words)

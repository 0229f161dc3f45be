"""The five roles of people as roles of a PostgreSQL server: what a connection can do at all.

They lie beneath the permissions that the doorway looks up, for whoever goes around it. A person's
own user of the server is made a member of one of them. Each is a member of the one before it.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from statusboard.domain.access import Role
from statusboard.domain.approval import Deed
from statusboard.storage.database import Database
from statusboard.storage.tables import METADATA
from statusboard.storage.unit import Unit

PREFIX = "statusboard_"
# Lines of the trail, and who agreed to what, are added by who may, and changed by nobody.
APPENDED = frozenset({"approval_step", "audit", "audit_chain"})
# What is written besides reading everything; a table that stands nowhere is an administrator's.
WRITES: Final[Mapping[Role, Mapping[str, str]]] = {
    Role.AUTHOR: {
        "audit": "INSERT",
        "audit_chain": "INSERT",
        "change_log": "INSERT",
        "lease": "INSERT, UPDATE",
        "notice": "INSERT, UPDATE",
        "revision": "INSERT",
        "picture": "INSERT",
        "suggestion": "INSERT, UPDATE, DELETE",
        "approval_step": "INSERT",  # of the deeds below alone
        "schedule": "UPDATE (problem), DELETE",  # another text does not go out by itself
        "maintenance": "INSERT, UPDATE",  # of drafts alone, as below
        "maintenance_window": "INSERT, UPDATE",
        "maintenance_component": "INSERT, DELETE",
        "subscriber": "INSERT, UPDATE",
        "subscription": "INSERT, UPDATE, DELETE",
        "suppression": "INSERT, DELETE",
        "new_relic_budget": "INSERT, UPDATE",  # whoever asks counts
        "new_relic_request": "INSERT, DELETE",
        "new_relic_window": "UPDATE (drafted_us, set_aside)",
        "presence": "INSERT, UPDATE",
        "handover": "INSERT",
        "handover_message": "INSERT, UPDATE",
        "claim_use": "INSERT, UPDATE (ended_us)",
        "acknowledgement": "INSERT, DELETE",
        "silence": "INSERT, UPDATE (ended_us, ended_by)",
        "alarm_rule": "INSERT, DELETE",
        "milestone": "INSERT, DELETE",
        "device": "INSERT, UPDATE (name, seen_us, seen_name)",
        "sign_in": "INSERT, UPDATE (ended_us)",
        "sign_in_try": "INSERT, UPDATE",
        "person": "UPDATE (wrong_codes, wait_until_us)",
        "setting": "INSERT, UPDATE, DELETE",  # of the keys below alone
    },
    Role.APPROVER: {
        "history_correction": (
            "UPDATE (waits, agreed_us, agreed_by, taken_back_us, taken_back_by, refusal, "
            "back_asked_us, back_asked_by, back_asked_person, back_reason, back_decided_by, "
            "back_refusal)"
        )
    },
    Role.PUBLISHER: {
        "incident": "INSERT, UPDATE",
        "incident_update": "INSERT, UPDATE",
        "update_component": "INSERT",
        "update_words": "INSERT, UPDATE, DELETE",
        "generation": "INSERT, UPDATE",
        "publication": "INSERT, UPDATE, DELETE",
        "dispatch": "INSERT, UPDATE",
        "message": "INSERT, UPDATE",
        "delivery": "INSERT, UPDATE, DELETE",
        "channel_trouble": "INSERT, UPDATE, DELETE",
        "confirmation": "INSERT, UPDATE, DELETE",
        "subscriber": "DELETE",
        "suppression": "UPDATE",
        "template": "INSERT, UPDATE, DELETE",
        "schedule": "INSERT, UPDATE",
        "freeze_period": "INSERT, DELETE",
        "override": "INSERT, UPDATE (ended_us, ended_by)",
        "history_correction": "INSERT",
        "report_share": "INSERT, UPDATE (html, pdf, ended_us)",
        "handover_file": "DELETE",  # once nobody may be sent it any more
        "maintenance_change": "INSERT, UPDATE",
    },
}
# What each may do about a text on its way: nobody approves by a statement who may not by the verb.
DEEDS: Final[Mapping[Role, tuple[Deed, ...]]] = {
    Role.AUTHOR: (Deed.WROTE, Deed.ASKED, Deed.WITHDREW),
    Role.APPROVER: (Deed.APPROVED, Deed.REJECTED),
    Role.PUBLISHER: (Deed.OVERRODE,),
    Role.ADMINISTRATOR: tuple(Deed),
}
# What of planned work is a draft, or one that was discarded: all else of it is a publisher's, for
# the office tells of whatever it finds scheduled.
_DRAFTS: Final[Mapping[str, str]] = {
    "maintenance_window": "incident_id IS NULL AND status IN ('draft', 'cancelled')",
    "maintenance": (
        "NOT EXISTS (SELECT 1 FROM maintenance_window AS w WHERE w.maintenance_id = maintenance.id "
        "AND (w.incident_id IS NOT NULL OR w.status NOT IN ('draft', 'cancelled')))"
    ),
    "maintenance_component": (
        "EXISTS (SELECT 1 FROM maintenance_window AS w WHERE w.id = window_id "
        "AND w.status = 'draft')"
    ),
}
# The collector of another location writes what it sees, and nothing that people write.
LOCATION_ROLE = f"{PREFIX}location"
LOCATION_WRITES: Final[Mapping[str, str]] = {
    "change_log": "INSERT",
    "check_state": "INSERT, UPDATE",
    "lease": "INSERT, UPDATE",
    "location": "INSERT, UPDATE",
    "location_state": "INSERT, UPDATE",
    "location_transcript": "INSERT",
    "location_transition": "INSERT, DELETE",
    "measured_span": "INSERT, UPDATE, DELETE",  # what lies beneath corrections of its span
    "recent": "INSERT",
    "span": "INSERT, UPDATE, DELETE",
    "transition": "INSERT, DELETE",
}
# The keys of settings that roles below an administrator write: rows of others they cannot touch.
KEYS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.AUTHOR: ("words.own",),
    Role.PUBLISHER: (
        *("words.own", "page.id", "delivery.released_us", "delivery.keyed_since"),
        *("line.it_is_them_us", "subscribers.hash_key"),
    ),
}


def role_name(role: Role) -> str:
    """What the role is called on the server."""
    return f"{PREFIX}{role.value}"


def make_roles(unit: Unit) -> tuple[str, ...]:
    """Makes the roles that are missing, and gives each exactly what it may; their names.

    To be done again after each new version. Needs a connection that may make roles.
    """
    for statement in _statements():
        unit.connection.execute(text(statement))
    return (*(role_name(role) for role in Role), LOCATION_ROLE)


def only_reads(url: str) -> bool:
    """Whether a server lets whoever this URL names write nothing: it is a viewer's connection.

    Who cannot be asked, or has no tables of ours yet, is not held back by this.
    """
    asked = (
        "SELECT has_table_privilege(current_user, to_regclass('change_log'), 'INSERT') "
        "FROM pg_catalog.pg_class WHERE oid = to_regclass('change_log')"
    )
    with closing(Database.open(url, read_only=True)) as database:
        try:
            with database.engine.connect() as connection:
                return connection.scalar(text(asked)) is False
        except SQLAlchemyError:
            return False


def _statements() -> Iterator[str]:
    tables = sorted(METADATA.tables)
    for role in Role:
        yield _made(role_name(role))
    for table in tables:
        for role in Role:
            yield f"REVOKE ALL ON {table} FROM {role_name(role)}"
    viewer = role_name(Role.VIEWER)
    yield f"GRANT USAGE ON SCHEMA public TO {viewer}"
    yield f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {viewer}"
    roles = tuple(Role)
    for lower, upper in itertools.pairwise(roles):
        yield f"GRANT {role_name(lower)} TO {role_name(upper)}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role_name(Role.AUTHOR)}"
    for role, writes in WRITES.items():
        for table, privileges in writes.items():
            yield f"GRANT {privileges} ON {table} TO {role_name(role)}"
    administrator = role_name(Role.ADMINISTRATOR)
    for table in tables:
        may = "INSERT" if table in APPENDED else "INSERT, UPDATE, DELETE"
        yield f"GRANT {may} ON {table} TO {administrator}"
    yield from _location(tables)
    yield from _policies()
    yield from _deeds()
    yield from _drafts()


def _location(tables: Iterable[str]) -> Iterator[str]:
    """The role of a collector at another location: it reads as a viewer does."""
    yield _made(LOCATION_ROLE)
    for table in tables:
        yield f"REVOKE ALL ON {table} FROM {LOCATION_ROLE}"
    yield f"GRANT {role_name(Role.VIEWER)} TO {LOCATION_ROLE}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {LOCATION_ROLE}"
    for table, privileges in LOCATION_WRITES.items():
        yield f"GRANT {privileges} ON {table} TO {LOCATION_ROLE}"


def _made(name: str) -> str:
    # Two who do this at once, or databases of one server, share the roles.
    return (
        f"DO $$ BEGIN CREATE ROLE {name} NOLOGIN; "
        "EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )


def _deeds() -> Iterator[str]:
    """Who may add which step: reading is everybody's."""
    yield "ALTER TABLE approval_step ENABLE ROW LEVEL SECURITY"
    for name in ("statusboard_reads", *map(role_name, DEEDS)):
        yield f"DROP POLICY IF EXISTS {name} ON approval_step"
    yield "CREATE POLICY statusboard_reads ON approval_step FOR SELECT USING (true)"
    for role, deeds in DEEDS.items():
        listed = ", ".join(f"'{deed.value}'" for deed in deeds)
        name = role_name(role)
        yield (
            f"CREATE POLICY {name} ON approval_step FOR INSERT TO {name} "
            f"WITH CHECK (deed IN ({listed}))"
        )


def _drafts() -> Iterator[str]:
    """Who may touch which planned work: reading is everybody's."""
    author, publisher = role_name(Role.AUTHOR), role_name(Role.PUBLISHER)
    for table, is_draft in _DRAFTS.items():
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for name in ("statusboard_reads", author, publisher):
            yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY statusboard_reads ON {table} FOR SELECT USING (true)"
        yield f"CREATE POLICY {author} ON {table} TO {author} USING ({is_draft})"
        yield f"CREATE POLICY {publisher} ON {table} TO {publisher} USING (true)"


def _policies() -> Iterator[str]:
    """Who may touch which row of the settings: reading is everybody's."""
    yield "ALTER TABLE setting ENABLE ROW LEVEL SECURITY"
    named = {role_name(role): keys for role, keys in KEYS.items()}
    for name in ("statusboard_reads", "statusboard_all", *named):
        yield f"DROP POLICY IF EXISTS {name} ON setting"
    yield "CREATE POLICY statusboard_reads ON setting FOR SELECT USING (true)"
    administrator = role_name(Role.ADMINISTRATOR)
    yield f"CREATE POLICY statusboard_all ON setting TO {administrator} USING (true)"
    for name, keys in named.items():
        listed = ", ".join(f"'{key}'" for key in keys)
        yield f"CREATE POLICY {name} ON setting TO {name} USING (key IN ({listed}))"

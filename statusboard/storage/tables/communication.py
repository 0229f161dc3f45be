"""What we tell people: incidents and their updates, notices and revisions, generations."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from statusboard.storage.tables.base import KEY, METADATA, MICROS

INCIDENT = Table(
    "incident",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("public_id", Text, nullable=False, unique=True),
    Column("status", Text, nullable=False),  # that of the newest update, to be searched by
    Column("impact", Text, nullable=False),
    Column("created_us", MICROS, nullable=False),
    Column("monitoring_us", MICROS, nullable=True),
    Column("resolved_us", MICROS, nullable=True),  # when it was over
    Column("closed_us", MICROS, nullable=True),  # when customers were told so
    Column("sort", Text, nullable=False, server_default="incident"),  # domain.update_kind
    Column("merged_into", KEY, nullable=True, index=True),  # the incident that it is told on in
    Column("scheduled_us", MICROS, nullable=True),  # of planned work, as customers were told last
    Column("until_us", MICROS, nullable=True),
    Index("ix_incident_created", "created_us"),
)

# Published and immutable.
INCIDENT_UPDATE = Table(
    "incident_update",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("public_id", Text, nullable=False, unique=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=False, index=True),
    Column("published_us", MICROS, nullable=False),
    Column("notice_id", Integer, nullable=True),
    Column("revision", Integer, nullable=True),
    Column("published_by", Text, nullable=False),
    Column("wording", Text, nullable=False, server_default="{}"),  # JSON of domain.notice.Wording
    Column("kind", Text, nullable=False, server_default="said"),  # domain.update_kind
    Column("corrects", Text, nullable=False, server_default=""),  # an update, by its public id
)

UPDATE_COMPONENT = Table(
    "update_component",
    METADATA,
    Column("update_id", ForeignKey("incident_update.id"), primary_key=True),
    Column("component_id", ForeignKey("component.id"), primary_key=True),
    Column("name", Text, nullable=False),  # as it was called then
    Column("old_status", Text, nullable=False),
    Column("new_status", Text, nullable=False),
)

NOTICE = Table(
    "notice",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("incident_id", ForeignKey("incident.id"), nullable=True, index=True),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),  # the newest; optimistic version
    Column("created_us", MICROS, nullable=False),
    Column("corrects", Text, nullable=False, server_default=""),  # an update, by its public id
    Column("sort", Text, nullable=False, server_default="incident"),  # domain.update_kind
)

REVISION = Table(
    "revision",
    METADATA,
    Column("notice_id", ForeignKey("notice.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("wording", Text, nullable=False),  # JSON of domain.notice.Wording
    Column("saved_us", MICROS, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_by_person", BigInteger, nullable=True),
)

GENERATION = Table(
    "generation",
    METADATA,
    Column("number", KEY, primary_key=True),
    Column("opened_us", MICROS, nullable=False),
    Column("cause", Text, nullable=False),
)

# The places the page is put. `name` is what `publication.target` refers to; it is never used again.
TARGET = Table(
    "target",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("config", Text, nullable=False),  # JSON; never a secret
    Column("position", Integer, nullable=False),
    Column("removed_us", MICROS, nullable=True),
    Column("page_id", KEY, nullable=False, server_default="0"),  # see `tables.pages`
    # Of one that is removed: when its page was to be taken away there, and when that was done.
    Column("empty_us", MICROS, nullable=True),
    Column("emptied_us", MICROS, nullable=True),
    Column("empty_problem", Text, nullable=False, server_default=""),
    # Of its public address: what the host lacks, as a JSON list of sentences; the page that
    # customers last read there; since when and why it is not the one that was put.
    Column("lacks", Text, nullable=False, server_default="[]"),
    Column("seen", Integer, nullable=False, server_default="0"),
    Column("unseen_us", MICROS, nullable=True),
    Column("unseen", Text, nullable=False, server_default=""),
)

# How far a generation has got at one target. `read_back_us`: every file was read back as written.
PUBLICATION = Table(
    "publication",
    METADATA,
    Column("id", KEY, primary_key=True),
    Column("generation", ForeignKey("generation.number"), nullable=False),
    Column("target", Text, nullable=False),
    Column("digest", Text, nullable=False, server_default=""),
    Column("read_back_us", MICROS, nullable=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("problem", Text, nullable=False, server_default=""),
    Column("problem_us", MICROS, nullable=True),
    Column("retry_us", MICROS, nullable=True),  # when it is tried again
    Column("first_digest", Text, nullable=False, server_default=""),  # of the page itself
    UniqueConstraint("generation", "target"),
)

# The team's own templates; where there is none, ours is in force.
TEMPLATE = Table(
    "template",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("saved_us", MICROS, nullable=False),
    Column("saved_by", Text, nullable=False),
)

"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:

    op.create_table(
        "audit",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_at", "audit", ["at_us"], unique=False)
    op.create_table(
        "change_log",
        sa.Column("id", KEY, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("topics", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change_log")),
    )
    op.create_table(
        "component_group",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component_group")),
        sa.UniqueConstraint("name", name=op.f("uq_component_group_name")),
    )
    op.create_table(
        "generation",
        sa.Column("number", KEY, nullable=False),
        sa.Column("opened_us", MICROS, nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_generation")),
    )
    op.create_table(
        "incident",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("started_us", MICROS, nullable=False),
        sa.Column("created_us", MICROS, nullable=False),
        sa.Column("monitoring_us", MICROS, nullable=True),
        sa.Column("resolved_us", MICROS, nullable=True),
        sa.Column("next_update_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("public_id", name=op.f("uq_incident_public_id")),
    )
    op.create_index("ix_incident_created", "incident", ["created_us"], unique=False)
    op.create_table(
        "lease",
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("renewed_us", MICROS, nullable=False),
        sa.Column("expires_us", MICROS, nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("role", name=op.f("pk_lease")),
    )
    op.create_table(
        "recent",
        sa.Column("k", KEY, autoincrement=False, nullable=False),
        sa.Column("v", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("k", name=op.f("pk_recent")),
    )
    op.create_table(
        "result_chunk",
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("check_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "check_id", name=op.f("pk_result_chunk")),
        sqlite_with_rowid=False,
    )
    for bucket in ("hour", "day"):
        op.create_table(
            f"rollup_{bucket}",
            sa.Column(bucket, sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("check_id", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("up", sa.Integer(), nullable=False),
            sa.Column("degraded", sa.Integer(), nullable=False),
            sa.Column("down", sa.Integer(), nullable=False),
            sa.Column("unknown", sa.Integer(), nullable=False),
            sa.Column("timed", sa.Integer(), nullable=False),
            sa.Column("sum_us", MICROS, nullable=False),
            sa.Column("min_us", sa.Integer(), nullable=True),
            sa.Column("max_us", sa.Integer(), nullable=True),
            sa.Column("histogram", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint(bucket, "check_id", name=op.f(f"pk_rollup_{bucket}")),
            sqlite_with_rowid=False,
        )
    op.create_table(
        "setting",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "source",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("last_us", MICROS, nullable=True),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("problem_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_source")),
    )
    op.create_table(
        "component",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("group_id", KEY, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("promised_ppm", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("created_us", MICROS, nullable=False),
        sa.Column("updated_us", MICROS, nullable=False),
        sa.Column("removed_us", MICROS, nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["component_group.id"], name=op.f("fk_component_group_id_component_group")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component")),
        sa.UniqueConstraint("public_id", name=op.f("uq_component_public_id")),
    )
    op.create_table(
        "incident_update",
        sa.Column("id", KEY, nullable=False),
        sa.Column("public_id", sa.Text(), nullable=False),
        sa.Column("incident_id", KEY, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("published_us", MICROS, nullable=False),
        sa.Column("next_update_us", MICROS, nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_update_incident_id_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident_update")),
        sa.UniqueConstraint("public_id", name=op.f("uq_incident_update_public_id")),
    )
    op.create_index(
        op.f("ix_incident_update_incident_id"), "incident_update", ["incident_id"], unique=False
    )
    op.create_table(
        "notice",
        sa.Column("id", KEY, nullable=False),
        sa.Column("incident_id", KEY, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_us", MICROS, nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_notice_incident_id_incident")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(op.f("ix_notice_incident_id"), "notice", ["incident_id"], unique=False)
    op.create_table(
        "publication",
        sa.Column("id", KEY, nullable=False),
        sa.Column("generation", KEY, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), server_default="", nullable=False),
        sa.Column("read_back_us", MICROS, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("problem", sa.Text(), server_default="", nullable=False),
        sa.Column("problem_us", MICROS, nullable=True),
        sa.ForeignKeyConstraint(
            ["generation"], ["generation.number"], name=op.f("fk_publication_generation_generation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sa.UniqueConstraint("generation", "target", name=op.f("uq_publication_generation")),
    )
    op.create_table(
        "check_",
        sa.Column("id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("interval_us", MICROS, nullable=False),
        sa.Column("deadline_us", MICROS, nullable=False),
        sa.Column("fail_after", sa.SmallInteger(), nullable=False),
        sa.Column("recover_after", sa.SmallInteger(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("created_us", MICROS, nullable=False),
        sa.Column("removed_us", MICROS, nullable=True),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_check__component_id_component")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_")),
    )
    op.create_index(op.f("ix_check__component_id"), "check_", ["component_id"], unique=False)
    op.create_table(
        "incident_component",
        sa.Column("incident_id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_incident_component_component_id_component"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_incident_component_incident_id_incident"),
        ),
        sa.PrimaryKeyConstraint("incident_id", "component_id", name=op.f("pk_incident_component")),
    )
    op.create_table(
        "revision",
        sa.Column("notice_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("saved_us", MICROS, nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_revision_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("notice_id", "number", name=op.f("pk_revision")),
    )
    op.create_table(
        "span",
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("start_us", MICROS, nullable=False),
        sa.Column("stop_us", MICROS, nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_span_component_id_component")
        ),
        sa.PrimaryKeyConstraint("component_id", "start_us", name=op.f("pk_span")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_span_stop", "span", ["stop_us", "component_id", "start_us", "status"], unique=False
    )
    op.create_table(
        "update_component",
        sa.Column("update_id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("old_status", sa.Text(), nullable=False),
        sa.Column("new_status", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_update_component_component_id_component"),
        ),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["incident_update.id"],
            name=op.f("fk_update_component_update_id_incident_update"),
        ),
        sa.PrimaryKeyConstraint("update_id", "component_id", name=op.f("pk_update_component")),
    )
    op.create_table(
        "check_state",
        sa.Column("check_id", KEY, autoincrement=False, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("since_us", MICROS, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_check_state_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("check_id", name=op.f("pk_check_state")),
    )
    op.create_table(
        "transcript",
        sa.Column("check_id", KEY, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_transcript_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("check_id", "at_us", name=op.f("pk_transcript")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "transition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("check_id", KEY, nullable=False),
        sa.Column("at_us", MICROS, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_transition_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transition")),
    )
    op.create_index("ix_transition_check_at", "transition", ["check_id", "at_us"], unique=False)

"""What people did about alarms: acknowledgements, silences, and the rules of each person."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NUMBER = MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "acknowledgement",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("alarm", "severity", "by_name")),
        sa.Column("by_person", NUMBER, nullable=True),
        sa.Column("at_us", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("alarm", name=op.f("pk_acknowledgement")),
    )
    op.create_table(
        "silence",
        sa.Column("id", KEY, nullable=False),
        sa.Column("subject_sort", sa.Text(), nullable=False),
        sa.Column("subject_id", NUMBER, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("why", "by_name")),
        sa.Column("by_person", NUMBER, nullable=True),
        *(sa.Column(name, MICROS, nullable=False) for name in ("set_us", "until_us")),
        sa.Column("ended_us", MICROS, nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_silence")),
    )
    op.create_index("ix_silence_until", "silence", ["until_us"])
    op.create_table(
        "alarm_rule",
        sa.Column("person_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_alarm_rule")),
    )

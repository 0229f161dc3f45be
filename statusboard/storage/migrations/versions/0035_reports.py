"""Reports that are shared by a link, and those that are made by schedule."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "report_share",
        sa.Column("id", KEY, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("digest", "title", "name")),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("html", "pdf")),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("made_us", MICROS, nullable=False),
        *(sa.Column(name, MICROS, nullable=True) for name in ("until_us", "ended_us")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_share")),
        sa.UniqueConstraint("digest", name=op.f("uq_report_share_digest")),
    )
    op.create_table(
        "report_schedule",
        sa.Column("id", KEY, nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("name", "every", "form", "directory", "list_name", "services", "language")
        ),
        sa.Column("business_hours", sa.Boolean(), nullable=False),
        sa.Column("due_us", MICROS, nullable=False),
        sa.Column("made_us", MICROS, nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("tries", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_schedule")),
        sa.UniqueConstraint("name", name=op.f("uq_report_schedule_name")),
    )
    op.create_index("ix_report_schedule_due_us", "report_schedule", ["due_us"])

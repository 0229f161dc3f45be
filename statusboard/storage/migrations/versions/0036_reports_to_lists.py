"""Reports go to inside lists as files, and a schedule keeps the rule it is counted by."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column(
        "report_schedule", sa.Column("rule", sa.Text(), server_default="", nullable=False)
    )
    # A list was sent a link alone; from now on it gets the file, too.
    op.execute("UPDATE report_schedule SET form = 'pdf' WHERE form = ''")
    op.add_column("handover", sa.Column("language", sa.Text(), server_default="en", nullable=False))
    op.add_column(
        "handover_message",
        sa.Column("with_file", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    op.create_table(
        "handover_file",
        sa.Column("handover_id", KEY, autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("name", "media_type")),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_file_handover_id_handover")
        ),
        sa.PrimaryKeyConstraint("handover_id", name=op.f("pk_handover_file")),
    )

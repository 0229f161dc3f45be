"""What was said can be withdrawn, joined with something else, or be about no incident at all.

An update says itself which one it takes back: what readers see of that came from the draft that it
was written as, which is no part of what was published.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("incident", _text("sort", default="incident"))
    op.add_column("incident", sa.Column("merged_into", KEY, nullable=True))
    op.create_index(op.f("ix_incident_merged_into"), "incident", ["merged_into"])
    op.add_column("notice", _text("sort", default="incident"))
    op.add_column("incident_update", _text("kind", default="said"))
    op.add_column("incident_update", _text("corrects", default=""))
    op.execute(
        sa.text(
            "UPDATE incident_update SET corrects = COALESCE((SELECT notice.corrects FROM notice"
            " WHERE notice.id = incident_update.notice_id), '')"
        )
    )


def _text(name: str, *, default: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)

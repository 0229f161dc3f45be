"""Where claims about uptime are said."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()


def upgrade() -> None:
    op.create_table(
        "claim_use",
        sa.Column("id", KEY, nullable=False),
        *(_text(name) for name in ("place", "kind")),
        *(_text(name, default="") for name in ("period", "percent")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("count", "among")),
        _text("component_ids", default="[]"),
        *(_text(name) for name in ("language", "sentence", "by_name")),
        sa.Column("recorded_us", MICROS, nullable=False),
        sa.Column("untrue_us", MICROS, nullable=True),
        _text("reason", default=""),
        sa.Column("notice_id", KEY, nullable=True),
        sa.Column("ended_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_use")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_claim_use_notice_id_notice")
        ),
    )
    op.create_index("ix_claim_use_ended_us", "claim_use", ["ended_us"])


def _text(name: str, *, default: str | None = None) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)

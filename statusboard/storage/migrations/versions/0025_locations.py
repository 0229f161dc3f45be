"""From where a check is asked, and what each place says of it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("check_", sa.Column("locations", sa.Text(), nullable=False, server_default=""))
    op.add_column("check_", sa.Column("quorum", sa.SmallInteger(), nullable=True))
    op.create_table(
        "location",
        _text("name"),
        _text("version"),
        _text("host"),
        sa.Column("problem", sa.Text(), nullable=False, server_default=""),
        sa.Column("silent_us", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_location")),
    )
    op.create_table(
        "location_state",
        sa.Column("series", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("check_id", KEY, nullable=False),
        _text("location"),
        _text("level"),
        _instant("since_us"),
        _text("reason"),
        _text("detail"),
        _text("memory"),
        sa.ForeignKeyConstraint(
            ["check_id"], ["check_.id"], name=op.f("fk_location_state_check_id_check_")
        ),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_location_state")),
        sa.UniqueConstraint("check_id", "location", name=op.f("uq_location_state_check_id")),
    )
    op.create_table(
        "location_transition",
        sa.Column("id", KEY, nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        _instant("at_us"),
        _text("before"),
        _text("after"),
        _text("reason"),
        _text("detail"),
        _of_series("location_transition"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location_transition")),
    )
    op.create_index("ix_location_transition_series_at", "location_transition", ["series", "at_us"])
    op.create_table(
        "location_transcript",
        sa.Column("series", sa.Integer(), nullable=False),
        _instant("at_us"),
        _text("answer"),
        _of_series("location_transcript"),
        sa.PrimaryKeyConstraint("series", "at_us", name=op.f("pk_location_transcript")),
        sqlite_with_rowid=False,
    )


def _of_series(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["series"],
        ["location_state.series"],
        name=op.f(f"fk_{table}_series_location_state"),
    )


def _text(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False)


def _instant(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.BigInteger(), nullable=False)

"""Work is planned: plans, their windows, and what the services are meanwhile; and freeze periods.

It is told by what has the shape of an incident, which says when the work begins and ends.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("incident", sa.Column("scheduled_us", sa.BigInteger(), nullable=True))
    op.add_column("incident", sa.Column("until_us", sa.BigInteger(), nullable=True))
    op.create_table(
        "maintenance",
        sa.Column("id", KEY, nullable=False),
        _text("plan"),
        sa.Column("revision", sa.Integer(), nullable=False),
        _instant("created_us"),
        _text("created_by"),
        _instant("closed_us", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance")),
    )
    _create_windows()
    op.create_table(
        "maintenance_component",
        sa.Column("window_id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        _text("status"),
        sa.ForeignKeyConstraint(
            ["window_id"],
            ["maintenance_window.id"],
            name=op.f("fk_maintenance_component_window_id_maintenance_window"),
        ),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_maintenance_component_component_id_component"),
        ),
        sa.PrimaryKeyConstraint("window_id", "component_id", name=op.f("pk_maintenance_component")),
    )
    op.create_index(
        op.f("ix_maintenance_component_component_id"), "maintenance_component", ["component_id"]
    )
    op.create_table(
        "freeze_period",
        sa.Column("id", KEY, nullable=False),
        _text("name"),
        _instant("starts_us"),
        _instant("ends_us"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freeze_period")),
    )


def _create_windows() -> None:
    op.create_table(
        "maintenance_window",
        sa.Column("id", KEY, nullable=False),
        sa.Column("maintenance_id", KEY, nullable=False),
        _text("public_id"),
        _text("status"),
        _instant("series_us"),
        _instant("starts_us"),
        _instant("ends_us"),
        _instant("started_us", nullable=True),
        _instant("ended_us", nullable=True),
        sa.Column("starts_itself", sa.Integer(), nullable=False),
        sa.Column("ends_itself", sa.Integer(), nullable=False),
        sa.Column("incident_id", KEY, nullable=True),
        _instant("reminded_us"),
        _instant("shown_from_us", nullable=True),
        _instant("shown_until_us", nullable=True),
        sa.ForeignKeyConstraint(
            ["maintenance_id"],
            ["maintenance.id"],
            name=op.f("fk_maintenance_window_maintenance_id_maintenance"),
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"],
            ["incident.id"],
            name=op.f("fk_maintenance_window_incident_id_incident"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_window")),
        sa.UniqueConstraint("public_id", name=op.f("uq_maintenance_window_public_id")),
        sa.UniqueConstraint("incident_id", name=op.f("uq_maintenance_window_incident_id")),
        sa.UniqueConstraint(
            "maintenance_id", "series_us", name=op.f("uq_maintenance_window_maintenance_id")
        ),
    )
    op.create_index("ix_maintenance_window_ends", "maintenance_window", ["ends_us"])


def _text(name: str) -> "sa.Column[object]":
    return sa.Column(name, sa.Text(), nullable=False)


def _instant(name: str, *, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)

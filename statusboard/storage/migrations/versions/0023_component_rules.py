"""How the checks of a service, and the services of a group, add up; what depends on what."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for table in ("component", "component_group"):
        op.add_column(table, sa.Column("rule", sa.Text(), server_default="worst", nullable=False))
    op.add_column(
        "check_", sa.Column("weight", sa.SmallInteger(), server_default="1", nullable=False)
    )
    op.create_table(
        "component_rule",
        sa.Column("id", KEY, nullable=False),
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("since_us", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"],
            ["component.id"],
            name=op.f("fk_component_rule_component_id_component"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component_rule")),
    )
    op.create_index(op.f("ix_component_rule_component_id"), "component_rule", ["component_id"])
    op.create_table(
        "dependency",
        sa.Column("component_id", KEY, nullable=False),
        sa.Column("parent_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["component.id"], name=op.f("fk_dependency_component_id_component")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["component.id"], name=op.f("fk_dependency_parent_id_component")
        ),
        sa.PrimaryKeyConstraint("component_id", "parent_id", name=op.f("pk_dependency")),
    )

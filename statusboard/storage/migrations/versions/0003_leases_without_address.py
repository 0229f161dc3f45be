"""Leases without an address: programs are found by a file of the owner's, never by the database."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drops a column that was always empty."""
    op.drop_column("lease", "address")

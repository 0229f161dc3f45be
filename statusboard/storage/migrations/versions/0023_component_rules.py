"""How the checks of a service, and the services of a group, add up; what depends on what."""

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass

"""Each line of the audit trail has its place in a chain of hashes; what there is gets its own."""

import sqlalchemy as sa
from alembic import op

# What a hash is made of never changes: older chains are verified by it.
from statusboard.domain.trail import GENESIS, Line, hash_of

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_AT_ONCE = 1_000


def upgrade() -> None:
    chain = op.create_table(
        "audit_chain",
        sa.Column("number", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("audit_id", sa.BigInteger(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["audit_id"], ["audit.id"], name=op.f("fk_audit_chain_audit_id_audit")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_chain")),
        sa.UniqueConstraint("audit_id", name=op.f("uq_audit_chain_audit_id")),
    )
    connection = op.get_bind()
    columns = ("id", "at_us", "actor", "verb", "subject", "detail")
    audit = sa.table("audit", *(sa.column(name) for name in columns))
    rows = connection.execute(sa.select(audit).order_by(audit.c.id)).all()
    links: list[dict[str, object]] = []
    previous = GENESIS
    for number, (audit_id, *fields) in enumerate(rows, start=1):
        own = hash_of(previous, number, Line(*fields))
        links.append({"number": number, "audit_id": audit_id, "previous": previous, "hash": own})
        previous = own
    for start in range(0, len(links), _AT_ONCE):
        connection.execute(sa.insert(chain), links[start : start + _AT_ONCE])

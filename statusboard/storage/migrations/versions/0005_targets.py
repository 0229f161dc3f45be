"""Publish targets have a table: the folder that was a setting becomes the first of them."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MICROS = sa.BigInteger()
SETTING = sa.table("setting", sa.column("key", sa.Text), sa.column("value", sa.Text))
PUBLICATION = sa.table("publication", sa.column("read_back_us", MICROS))
FOLDER = "publish.folder"
# What the rows of `publication` call the one target there was until now.
NAME = "folder"


def upgrade() -> None:
    target = op.create_table(
        "target",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("removed_us", MICROS, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("name", name=op.f("uq_target_name")),
    )
    connection = op.get_bind()
    value = connection.scalar(sa.select(SETTING.c.value).where(SETTING.c.key == FOLDER))
    folder = json.loads(value) if value is not None else ""
    if isinstance(folder, str) and folder:
        config = json.dumps({"path": folder}, ensure_ascii=False)
        connection.execute(
            sa.insert(target).values(name=NAME, kind=NAME, config=config, position=0)
        )
    else:
        # Nobody will ever bring a page there: nobody needs to hear what was in the way.
        connection.execute(sa.delete(PUBLICATION).where(PUBLICATION.c.read_back_us.is_(None)))
    connection.execute(sa.delete(SETTING).where(SETTING.c.key == FOLDER))

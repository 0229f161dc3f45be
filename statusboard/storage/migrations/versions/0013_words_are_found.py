"""What was published can be found by its words.

They are kept beside each update, taken apart as `domain.search_words` did it then. SQLite's index
over them is no step of the schema: it is made, or made anew, whenever a database is opened that
has none (`storage.search_index`).
"""

import json
import re
from unicodedata import normalize

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Frozen here, so that this step stays what it was when the definitions move on.
_WORD = re.compile(r"[^\W_]+")
_TEXT, _LONGEST = 50_000, 64
_AT_ONCE = 500
_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "update_words",
        sa.Column("update_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["update_id"],
            ["incident_update.id"],
            name=op.f("fk_update_words_update_id_incident_update"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_update_words")),
    )
    connection = op.get_bind()
    said = connection.execute(sa.text("SELECT id, wording FROM incident_update ORDER BY id")).all()
    for first in range(0, len(said), _AT_ONCE):
        connection.execute(
            sa.text("INSERT INTO update_words (update_id, words) VALUES (:id, :words)"),
            [{"id": one.id, "words": _words(one.wording)} for one in said[first:][:_AT_ONCE]],
        )
    if connection.dialect.name == "postgresql":
        # Not `to_tsvector`: what is kept are words already.
        op.execute(
            "ALTER TABLE update_words ADD COLUMN found tsvector GENERATED ALWAYS AS "
            "(array_to_tsvector(string_to_array(words, ' '))) STORED"
        )
        op.execute("CREATE INDEX ix_update_words_found ON update_words USING gin (found)")


def _words(wording: str) -> str:
    said = json.loads(wording)
    text = f"{said.get('title', '')}\n{said.get('body', '')}"
    folded = normalize("NFKC", normalize("NFKC", text[:_TEXT]).casefold())
    return " ".join(word[:_LONGEST] for word in _WORD.findall(folded[:_TEXT]))

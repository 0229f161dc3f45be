"""An update keeps its wording whole, as a revision does.

Until now its parts stood in columns, and title and start in the incident alone: what an earlier
update had called it was known to its revision only.
"""

import json
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_UPDATES = """
SELECT u.id, u.status, u.body, u.next_update_us, i.title, i.started_us, r.wording
FROM incident_update u
JOIN incident i ON i.id = u.incident_id
LEFT JOIN revision r ON r.notice_id = u.notice_id AND r.number = u.revision
"""
_NAMED = "SELECT update_id, component_id, new_status FROM update_component ORDER BY 1, 2"


def upgrade() -> None:

    op.add_column(
        "incident_update", sa.Column("wording", sa.Text(), server_default="{}", nullable=False)
    )
    connection = op.get_bind()
    named: dict[int, dict[str, str]] = {}
    for update_id, component_id, status in connection.execute(sa.text(_NAMED)).all():
        named.setdefault(update_id, {})[str(component_id)] = status
    for row in connection.execute(sa.text(_UPDATES)).all():
        connection.execute(
            sa.text("UPDATE incident_update SET wording = :wording WHERE id = :id"),
            {"id": row.id, "wording": _wording(row, named.get(row.id, {}))},
        )
    for column in ("status", "body", "next_update_us"):
        op.drop_column("incident_update", column)
    for column in ("title", "started_us", "next_update_us"):
        op.drop_column("incident", column)
    op.drop_table("incident_component")


def _wording(row: sa.Row[tuple[object, ...]], named: dict[str, str]) -> str:
    written = json.loads(row.wording) if row.wording is not None else {}
    settled = {
        "title": written.get("title", "").strip() or row.title,
        "status": row.status,
        "body": row.body,
        "components": named,
        "next_update_in": None,
        "next_update_at": _instant(row.next_update_us),
        "started_at": written.get("started_at") or _instant(row.started_us),
    }
    return json.dumps(written | settled, ensure_ascii=False)


def _instant(us: int | None) -> str | None:
    return None if us is None else (_EPOCH + timedelta(microseconds=us)).isoformat()

"""Runs the steps on the connection it is given, inside the transaction that is already open."""

from alembic import context

from statusboard.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
context.run_migrations()

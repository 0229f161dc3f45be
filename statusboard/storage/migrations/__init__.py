"""Alembic's scripts. storage/migrate.py runs them; nothing else does."""

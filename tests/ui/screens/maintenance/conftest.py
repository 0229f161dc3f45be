"""The screen with its desk, for all tests of planned work."""

from tests.fixtures.database import _migrated_file
from tests.fixtures.maintenance_screen import opened, room
from tests.fixtures.screens import (
    dressed,
    loop,
    newsroom,
    office,
    operations,
    sqlite_database,
)

__all__ = [
    "_migrated_file",
    "dressed",
    "loop",
    "newsroom",
    "office",
    "opened",
    "operations",
    "room",
    "sqlite_database",
]
